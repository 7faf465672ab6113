"""How much a run of characters reads as Chinese: the weights that tell right decodings from wrong ones.

A wrong charset still gives characters, but rare ones. Three tiers are told apart: the thousand most frequent
characters of modern texts (general frequency order, with the words of this genre), the first level of GB 2312-80, which
the standard fills by frequency of use (both with their traditional forms), and the rest.
"""

from functools import cache

import opencc

_FREQUENT = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事"
    "成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此"
    "已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代"
    "内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安"
    "少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光"
    "放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔服件"
    "近火研习六八七九步广每转办花算乎改造连清叫江石装早且任集号列温装即毫始究流片群史始持城林拿百济语写复兵热根未远整收村"
    "跟费落尽型料愿千农早县区厂联支准技示周精调亚满站除半议查党组织委书省州镇乡届轮巡视察纪检监督派驻员召开宣讲推深贯彻落"
    "实神精要求责任问题整改突出严肃认真干部群众举报电话箱邮政编码联系受理来访信访工商银行企业医院校局厅室副席班组长主持参加"
    "会议讲话强调指出坚定自觉维护核心思想特色时代续续增强识够必须证防控坚持围绕政策措施稳步护项目配合支持供息网友博论坛版"
    "站点击登录注册首页返回顶编辑者阅读次数发布源载转载文章分享打印关闭友情链接版权所有备案号地址邮箱客服帮助谁客音乐片照图"
    "吃喝钱买卖车房店街夜晚朋爱妈爸父母兄弟姐妹孩童男夫妻友亲喜欢哭笑怕忘忽呢吗吧啊哦呀嘛啦您咱俩另既若虽仅却故乃毕竟终究"
    "春夏秋冬风雨雪云星阳晴红黄蓝绿黑白青紫左右前后旁附跑跳飞坐站睡醒穿戴洗刷推拉抱举托端送寄借还赢输赛球队奖金银铜铁钢煤"
    "油粮食米面菜鱼肉鸡牛羊猪狗猫鸟虫草树木林森田土沙石岩矿河湖泊港湾岛岸桥隧道轨铁航空船舰炮枪弹药爆炸攻击守卫胜败死伤亡"
    "病痛疗药剂针血液细胞基因病毒菌疫苗健康营养保险险贷款税债券股票市场价格涨跌增减幅倍率均值概率统计预测测试验证实验室研究"
    "今昨明早晚午刻秒分钟小时周末星期季节假庆祝贺礼品味香甜苦辣酸温冷热暖凉干湿轻重厚薄粗细宽窄深浅快慢急缓松紧硬软静闹亮暗"
    "谢请问候称呼名字姓氏族汉藏蒙满回维壮苗彝傣语言词句段篇章节卷册本杂志刊物版画影视剧戏曲歌舞蹈乐器琴棋诗词散文说"
)


def _read_rows(leads: range, trails: range, codec: str) -> str:
    """The Han characters of some rows of a two-byte code."""
    codes = (bytes((lead, trail)) for lead in leads for trail in trails)
    return "".join(char for char in (code.decode(codec, "ignore") for code in codes) if "一" <= char <= "鿿")


@cache
def _tiers() -> dict[str, float]:
    to_traditional = opencc.OpenCC("s2t").convert
    weights = dict.fromkeys(_read_rows(range(0xA4, 0xC7), range(0x40, 0xFF), "big5"), TRADITIONAL)
    first_level = _read_rows(range(0xB0, 0xD8), range(0xA1, 0xFF), "gb2312")
    weights.update(dict.fromkeys(first_level + to_traditional("\n".join(first_level)).replace("\n", ""), LEVEL_ONE))
    weights.update(dict.fromkeys(_FREQUENT + to_traditional(_FREQUENT), FREQUENT))
    weights.update(dict.fromkeys("，。、；：？！“”‘’（）《》〈〉「」『』【】—…·　", PUNCTUATION))
    weights.update(dict.fromkeys("０１２３４５６７８９％％＋－＝～｜／＂＇．＠", DIGIT))
    return weights


FREQUENT = 1.0
LEVEL_ONE = 0.45
TRADITIONAL = 0.1
PUNCTUATION = 0.9
DIGIT = 0.6
DAMAGE = -4.0
"""Weight of a character that was lost (U+FFFD) or cannot stand in a text (C1 controls, noncharacters)."""

_BLOCKS = (
    (0x80, 0xA0, DAMAGE),  # C1 controls
    (0xA0, 0x250, -0.5),  # accented Latin
    (0x250, 0x2000, -1.0),  # Greek, Cyrillic, Arabic, ...
    (0x2000, 0x2460, 0.2),  # punctuation, arrows, mathematics
    (0x2460, 0x2500, 0.4),  # ①
    (0x2500, 0x2700, 0.1),  # box drawing, ★
    (0x2700, 0x3000, -0.5),
    (0x3000, 0x3040, 0.3),  # CJK punctuation
    (0x3040, 0x3100, -0.2),  # kana
    (0x3100, 0x3130, -0.2),  # bopomofo
    (0x3130, 0x3400, -0.6),
    (0x3400, 0x4E00, -0.4),  # extension A
    (0x4E00, 0xA000, -0.15),  # Han beyond the first levels
    (0xA000, 0xAC00, -1.0),
    (0xAC00, 0xD800, -0.6),  # Hangul
    (0xD800, 0xE000, DAMAGE),
    (0xE000, 0xF900, -0.6),  # private use
    (0xF900, 0xFB00, -0.3),  # compatibility Han
    (0xFB00, 0xFE30, -1.0),
    (0xFE30, 0xFE70, 0.0),  # vertical and small forms
    (0xFE70, 0xFF00, -1.0),
    (0xFF00, 0xFFE7, 0.2),  # full-width forms
    (0xFFE7, 0x10000, DAMAGE),
    (0x10000, 0x20000, -0.5),  # emoji
    (0x20000, 0x30000, -0.3),  # Han extensions B and on
    (0x30000, 0x110000, DAMAGE),
)


class _Weights(dict[str, float]):
    """Weight of every character; those outside the tiers are looked up by block once and remembered.

    The tiers are made when the first character is asked for: most runs find nothing new and read plain UTF-8.
    """

    def __missing__(self, char: str) -> float:
        if not self:
            self.update(_tiers())
            return self[char]
        code = ord(char)
        weight = next((w for low, high, w in _BLOCKS if low <= code < high), 0.0)
        self[char] = weight
        return weight


WEIGHTS = _Weights()
"""Character -> weight, from 1.0 (frequent in Chinese texts) down to DAMAGE; ASCII weighs nothing."""


def list_characters(least: float) -> str:
    """The characters of the tiers that weigh at least so much, in the order of their codes."""
    return "".join(sorted(char for char, weight in _tiers().items() if weight >= least))


def rate_characters(chars: str) -> float:
    """Mean weight of some non-ASCII characters: about 0.8 for Chinese text, under 0.4 for the same bytes misread."""
    return sum(map(WEIGHTS.__getitem__, chars)) / len(chars) if chars else 0.0
