"""Words that say of a statement that it is not simply of here and now: THE table of modifiers.

Collected from notices of 2004 to 2025: how reports look back on earlier rounds, tell of later ones, cite papers and
speeches, and speak of teams or units as such. After ConText (medspacy): category, words, direction, reach, what it
applies to, what ends it.
"""

from dataclasses import dataclass
from typing import Literal

Category = Literal["past", "later", "cited"]
Direction = Literal["ahead", "back", "both"]
Kind = Literal["team", "statement", "round", "type", "meeting", "any"]


@dataclass(frozen=True, slots=True)
class Modifier:
    """One row: words that modify what stands `ahead` of them (after), `back` (before) or on `both` sides.

    `reach`: characters from the words to what they modify. `applies`: the kinds of spans it modifies, `any` for all.
    `crosses`: whether its force goes on over commas, to the end of the sentence.
    """

    category: Category
    words: str
    direction: Direction
    reach: int = 40
    applies: tuple[Kind, ...] = ("any",)
    crosses: bool = False


MODIFIERS = (
    # an earlier inspection
    Modifier("past", """
        曾经?(?!庆|国|都) 原(?<![一-鿿]原)(?=[省市县区州]委) 此前的? 以前(?!年) 以往 过去 去年 前年 上年度?
        上一?[轮次届批](?!之前) 上次
        前[一二三几两]轮 前一轮 前期 早在 当年(?!度) 早些时候 时隔
        年(?<=[一二三四五六七八九十两几多\\d]年)前 近年来 多年来 年多来
        年来 累计 先后对(?=[^,。;]{1,40}(?:进行过|开展过|巡[视察]过))
        已对(?=[^,。;]{1,60}(?:进行了|开展了|过)) 刚刚?[^,。;]{0,4}过
        结束(?<=[刚已经]结束)了?(?=对[^,。;]{2,20}的巡[视察])
        完成(?<=[刚已经]完成)了?(?=对[^,。;]{2,20}的巡[视察])""", "ahead"),
    Modifier("past", """
        记得 回忆 回顾 历历在目 那是 那年 那天 那时 资料显示 时任 原任 历任 担任过 任过""", "ahead", crosses=True),
    Modifier("past", "巡[视察查]过 进驻过 开展过 进行过 来过", "back"),
    Modifier("past", """
        以(?<!启动以)(?<!进驻以)(?<!开展以)来 反馈(?:意见|问题|指出|会|的|情况|整改|了) 移交的
        指出的(?:\\d|问题|突出) 发现的?问题""",
        "back", 12, ("team", "round")),
    Modifier("past", "任(?=[^,。;]{0,16}巡[视察查][^,。;]{0,6}组[正副]?组长)", "ahead", 24, ("team",)),
    Modifier("past", "以(?=[^,。;]{0,16}巡[视察查][^,。;]{0,6}组[正副]?组长的?身份)", "ahead", 24, ("team",)),
    Modifier("past", "曾(?!任|担任|都区)", "back", 4, ("team",)),
    # a later one, beyond this notice
    Modifier("later", """
        下半年 年底前 明年 下一?轮 下一步(?!工作) 今后几年 届时 五年内 任期内(?=将|实现)
        适时(?=开展|组织|对)""", "ahead"),
    # papers and speeches about inspections
    Modifier("cited", """
        听取 审阅 审议 综合(?:情况)?(?:汇报|报告)
        宣读了?(?=《?关于[^,。;]{0,20}(?:通报|情况))
        印发了?(?=《?关于[^,。;]{0,20}(?:通报|情况)) 下发了?(?=《?关于[^,。;]{0,20}(?:通报|情况))
        """, "ahead", 30, ("round", "type")),
    Modifier("cited", """
        汇报 报告 反馈 整改 通报 期间发现 发现 移交 指出
        """, "back", 12, ("round", "type")),
)  # fmt: skip
"""The table. `words` are parted by blanks, each a regular expression that begins with a character (one look at a place
where none begins is enough then). Rows may overlap: one hit is enough. A sentence's end ends the force of every row.
"""
