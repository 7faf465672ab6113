"""What kind of unit an inspected one is, by the words its name ends with."""

import re

from crawler.extraction.divisions import is_province
from crawler.model.items import UnitKind

_ENDINGS: dict[UnitKind, str] = {
    "place": "省 自治区 特别行政区 市 县 区 旗 州 盟 地区 镇 乡 街道 街道办 办事处 苏木 兵团 师 团场 片区",
    "village": "村 新村 社区 嘎查 居委会 村委会 村民委员会 居民委员会 村居",
    "party": """
        党校 行政学院 社会主义学院 干部学院 组织部 宣传部 统战部 政法委 政法委员会 纪委 纪委监委 党委办公室 委办
        委办公室 委办公厅 巡视办 巡察办 编办 编委办 工委 机关工委 老干部局 社会工作部 政研室 政策研究室 委研究室
        网信办 党史研究室 台办 委员会办公室 国安办 保密办 机要局 信访局 省委 市委 县委 区委 州委 旗委 盟委 地委""",
    "state": """
        人大 人大常委会 政协 政府 监委 局 厅 署 总署 海关 委员会 管委会 办公室 办公厅 参事室 外办 侨办 金融办
        人防办 国动办 研究室 委 办 教育部 外交部 公安部 民政部 司法部 财政部 自然资源部 生态环境部 建设部
        交通运输部 水利部 农业农村部 商务部 旅游部 信息化部 科学技术部 科技部 社会保障部 退役军人事务部
        应急管理部""",
    "enterprise": """
        公司 集团 银行 厂 矿 矿业 电网 油田 信用社 农信社 联社 农商行 分行 支行 项目部 事业部 车间 酒店 宾馆
        证券 保险 国投 城投 交投 文旅投 水投 农投 港务 华电 华能 石油 石化 航空 铁路 烟草 报业 出版社 供电局
        电力局""",
    "university": "大学 学院 高等专科学校 师专 医专 研究生院 教学部 学部",
    "hospital": "医院 卫生院 保健院 卫生服务中心 卫生服务站 医疗中心 急救中心 疗养院 血站",
    "court": "法院 检察院",
    "school": """
        小学 中学 幼儿园 学校 高中 一中 二中 三中 四中 五中 六中 七中 八中 九中 十中 一小 二小 三小 四小 五小
        职高 职教中心 技校 附中 附小 实验校""",
    "other": """
        联合会 工商联 残联 文联 社科联 妇联 科协 作协 侨联 总工会 工会 团委 团省委 团市委 团县委 团区委 共青团
        协会 学会 商会 红十字会 贸促会 计生协 基金会 研究院 研究所 科学院 设计院 中心 馆 报社 日报社 电视台
        杂志社 剧院 剧团 站 所 队 总队 支队 大队 公园 党支部 支部 党总支 供销社 总社 水库 管理处 林场 农场 牧场
        保护区 武装部 科 处 室 系""",
}
"""Endings by kind; the longest that fits wins. A court stands for 检察院 too; 群团 and 事业单位 are `other`."""

_KINDS: dict[str, UnitKind] = {ending: kind for kind, words in _ENDINGS.items() for ending in words.split()}
_LONGEST = max(map(len, _KINDS))
_PARTY_BODY = re.compile(r"(?<=[一-鿿]{2})(?:党组织|党总支|党支部|领导班子|党组|党委)$")
_REMARK = re.compile(r"\s|[“”（(][^\n]*$")


def classify_unit(name: str) -> UnitKind | None:
    """The kind of an inspected unit (县审计局: state, 金东区: place), None when its name does not tell."""
    plain = _PARTY_BODY.sub("", _REMARK.sub("", name))
    for length in range(min(_LONGEST, len(plain)), 0, -1):
        kind = _KINDS.get(plain[-length:])
        if kind is not None:
            return kind
    return "place" if is_province(plain) else None
