"""The labels of information lines (来源, 发布时间, 责任编辑, ...) and where they stand in a line."""

import re
from typing import Literal, NamedTuple, TypeAlias

Name: TypeAlias = Literal[
    "source", "published", "updated", "written", "author", "editor", "publisher", "views", "title", "channel", "other"
]

LABELS: dict[Name, str] = {
    "source": "来源 来源于 来源自 本文来源 本文转自 信息来源 文章来源 稿件来源 新闻来源 消息来源 资料来源 内容来源 "
    "来源单位 来源网站 稿源 出处 转载自 转自 摘自",
    "published": "发布时间 发布日期 发表时间 发表日期 刊发时间 刊登时间 发稿时间 发文时间 公开时间 公开日期 "
    "公布时间 公布日期"
    " 上传时间 录入时间 录入日期 添加时间 添加日期 加入时间 提交时间 入库时间 创建时间 创建日期 编辑时间 信息时间 "
    "文章时间"
    " 新闻时间 新闻日期 上网时间 发布于 发表于 分享于 发布 时间 日期 本文发布时间 发帖时间 投稿时间",
    "updated": "更新时间 更新日期 最后更新 最近更新 修改时间 修改日期 本页面最后修订于 最后修订于 最后更新于 "
    "最后修改于",
    "written": "成文日期 成文时间 印发日期 印发时间 生成日期 生成时间 发文日期 制发日期 签发日期 签署日期 形成日期",
    "author": "作者 文章作者 新闻作者 稿件作者"
    " 记者 撰稿 撰稿人 撰文 供稿 供稿人 投稿 投稿人 通讯员 信息员 文字 文图 图文 文 图 摄影 图片"
    " 发信人 文、图 文/图 图/文 图片来源 摄",
    "editor": "编辑 责任编辑 责编 编审 编校 网络编辑 网站编辑 值班编辑 本文编辑 本期编辑 本网编辑 美编 编发 主编 "
    "审核 审核人"
    " 审稿 审签 审校 校对 校审 初审 复审 终审 一审 二审 三审 一校 二校 三校 监制 签发 签发人 录入 录入员 录入者 "
    "责任校对 编 审",
    "publisher": "发布者 发布人 发布机构 发布单位 发布部门 发布科室 供稿单位 供稿部门 投稿单位 信息提供 提供单位 "
    "信息发布 发布来源"
    " 责任部门 责任科室 管理员",
    "views": "浏览 浏览次数 浏览量 浏览数 浏览人数 阅读 阅读次数 阅读量 阅读数 阅读人数 点击 点击次数 点击量 "
    "点击数 点击率"
    " 访问 访问次数 访问量 访问数 人气 人气指数 查看 查看次数 查看数 观看次数 阅览次数 已浏览 总浏览量 关注度 热度",
    "title": "标题 名称 信息名称 文件名称",
    "channel": "信区 栏目 所属栏目 频道 信息分类 类别 分类 所在栏目",
    "other": "索引号 索取号 信息索引 发文机关 发文机构 制发机关 发文单位 成文机关 发文字号 文号 文件编号 主题分类 "
    "主题词 关键词 有效性"
    " 效力状态 体裁分类 公开方式 公开类别 公开形式 公开范围 公开程序 公开责任部门 服务对象 组配分类 信息所属单位 "
    "字体 字号 字体大小"
    " 字体显示 大小 分享 分享到 打印 下载 收藏 语言 语种 保护视力色 背景色 评论 本章字数 字数 责任单位 废止日期 "
    "生效日期 实施日期"
    " 原标题 内容概述 发信站 信息公开目录 公文种类 公文时效 统一编号 发布文号 主办单位",
}
"""The labels of the genre, by what they introduce (seen on TRS, Hanweb, VSB, UCAP, Founder, ASP and portal pages)."""

_OPEN_LABELS = (
    "发布于 发表于 分享于 本页面最后修订于 最后修订于 最后更新于 最后修改于 发布时间 发布日期 更新时间 来源 浏览 "
    "浏览次数 浏览量 浏览数 阅读 阅读量 阅读数 阅读次数"
)
_OPEN_LABELS += " 点击 点击量 点击数 点击次数 访问次数 访问量 人气 查看 编辑 作者 责任编辑 责编 记者"
"""Labels that are also printed without a colon."""

_DATED_RUN_ON_LABELS = "发布时间 发布日期 更新时间 时间 日期"
_RUN_ON_LABELS = "来源 作者 责任编辑 编辑 浏览次数 浏览量 浏览 点击次数 点击量 点击数 点击 阅读量 阅读 访问量"
"""Labels that are certain enough (the first with a date behind them) to be one right after the value before them."""

_BARRED_LABELS = "来源 信息来源 文章来源 稿件来源 稿源 作者 记者 编辑 责任编辑 责编 撰稿 供稿 审核 校对 监制"
"""Labels that are also printed with a bar or stroke for a colon (来源丨清风云岭, 编辑/苏木)."""

_BLANKS = " \u3000\xa0\t\n"
_NO_BLANKS = dict.fromkeys(map(ord, _BLANKS))
_GAP = f"[{_BLANKS}]"


class Label(NamedTuple):
    """A label found in a line: what it introduces, characters `start` to `end` with its colon."""

    name: Name
    start: int
    end: int


_NAMES: dict[str, Name] = {label: name for name, labels in LABELS.items() for label in labels.split()}
_LONGEST_LABEL = max(map(len, _NAMES))
_RUN_ON = frozenset(_RUN_ON_LABELS.split())
_DATED_RUN_ON = frozenset(_DATED_RUN_ON_LABELS.split())
_COLON = re.compile("[:：]")
_YEAR = re.compile(rf"{_GAP}{{0,3}}\[?(?:19|20)\d\d")
_OPEN = re.compile(
    f"({'|'.join(sorted(_OPEN_LABELS.split(), key=len, reverse=True))})"
    rf"(?={_GAP}{{1,3}}[^ \u3000]|{_GAP}?[\[（(]?{_GAP}?\d)"
)
_OPEN_END = re.compile(rf"[{''.join({label[-1] for label in _OPEN_LABELS.split()})}][{_BLANKS}\[（(\d]")
_BAR = re.compile(r"[丨｜│|/／]")
"""What stands at the end of every such label: quick to look for."""
_BARRED = re.compile(
    rf"(?<![^{_BLANKS}|丨｜│【\[（(])({'|'.join(sorted(_BARRED_LABELS.split(), key=len, reverse=True))})"
    rf"{_GAP}?[丨｜│|/／]{_GAP}?(?=[\u4e00-\u9fffA-Za-z])(?!{'|'.join(_BARRED_LABELS.split())})"
)


def find_labels(text: str) -> list[Label]:
    """The labels of a line; after the first also those that run into the value before them (某某时间：2005-08-22)."""
    found = [label for colon in _COLON.finditer(text) if (label := _read_label(text, colon.start()))]
    if _OPEN_END.search(text):
        found += [
            Label(_NAMES[match[1]], match.start(), match.end())
            for match in _OPEN.finditer(text)
            if _stands_free(text, match.start())
        ]
    if _BAR.search(text):
        found += [Label(_NAMES[match[1]], match.start(), match.end()) for match in _BARRED.finditer(text)]
    labels: list[Label] = []
    for label in sorted(found, key=lambda one: one.start):
        first = not labels and not _stands_free(text, label.start)
        if not first and (not labels or label.start >= labels[-1].end):
            labels.append(label)
    return labels


def mark_cells(row: str) -> str:
    """A table row whose first cell is a label (索引号 | 某 | 发布日期 | 某) with a colon after each label."""
    cells = row.split(" | ")
    if cells[0].translate(_NO_BLANKS) not in _NAMES:
        return row
    return " | ".join(cell + "：" if cell.translate(_NO_BLANKS) in _NAMES else cell for cell in cells)


def _read_label(text: str, colon: int) -> Label | None:
    """The longest label before a colon: free-standing, or one of those that may run into what is before them."""
    best: Label | None = None
    word = ""
    blanks = 0
    for position in range(colon - 1, max(-1, colon - 40), -1):
        char = text[position]
        if char in _BLANKS:
            blanks += 1
            if blanks > 4:
                break
            continue
        blanks = 0
        word = char + word
        if len(word) > _LONGEST_LABEL:
            break
        if word in _NAMES and (_stands_free(text, position) or _may_run_on(text, word, colon)):
            best = Label(_NAMES[word], position, colon + 1)
    return best


def _stands_free(text: str, position: int) -> bool:
    before = text[position - 1 : position]
    return not ("\u4e00" <= before <= "\u9fff" or (before != "" and before in "、/"))


def _may_run_on(text: str, word: str, colon: int) -> bool:
    return word in _RUN_ON or (word in _DATED_RUN_ON and _YEAR.match(text, colon + 1) is not None)
