"""Words of sending bodies: the committees and organisations that send teams, and what stands between them and a team.

From the Regulations on Inspection Work (中国共产党巡视工作条例), the committees' names in the Party's constitution, and
the headings of some hundred notices.
"""

from crawler.extraction.words import list_words
from crawler.extraction.words.teams import INSPECTION, NUMERAL

PLACE_COMMITTEES = list_words(
    """
    自治区党委 区党委 兵团党委 省委 市委 州委 盟委 地委 区委 县委 旗委
    """
)
"""Party committees of places as sending bodies; the place may stand before them (江苏省委, 昆山市委)."""

INSTITUTION_COMMITTEES = list_words(
    """
    党委 党组 分党组 党工委 工委 党总支 机关党委 团委 委员会
    """
)
"""Committees of organs, enterprises, universities, zones, townships; the whole name before them is theirs."""

BARE_BODIES = list_words(
    """
    国资委 教育部 卫健委 教工委 教体局 教育局 集团公司 集团 总公司 公司 总行 分行 联社 学校 学院 大学 医院 总局
    校 院 部 局 厅 委 社 行 省 市 县 区 旗 州
    """
)
"""Organisations and places that send numbered teams without a committee's name (国资委第三巡视组, 县第四巡察组)."""

BETWEEN = "|".join(
    (
        (
            r"(?:\d{4}|二[〇○零][一二三四五六七八九〇○零]{2})(?:年?[-至]\d{4})?年度?(?:[上下]半年)"
            r"?|今年|本年度?|本届|任期内?"
        ),
        (
            rf"(?:第?{NUMERAL}届)?(?:任期内?)?(?:第{NUMERAL}|首|新一|本|这|此)轮次?(?:第{NUMERAL}批)"
            rf"?(?:{INSPECTION})?|第{NUMERAL}批"
        ),
        rf"{INSPECTION}(?:工作)?(?:领导小组)?|“?回头看”?",
        r"共?(?:派出|组建|成立|安排|抽调|选派|下派|派)[了的]?",
        r"第|的| ",
    )
)
"""What may stand between a sending body and its team, and is no part of the team's name: years, rounds, sending."""

BODY_STOPS = "|".join(
    (
        (
            r"经(?![济信贸开营纬])|由|对(?!外)|将(?!乐)|向(?!阳)|(?<!数)据|按照?|"
            r"为(?<!华为)|给|从(?![化江])|在(?!线)|于|届|轮|并|就|随|至|起(?!重)"
        ),
        (
            r"自(?![然治动贡来])|[年月号]|日(?![报照用本喀])|[上下中]午|日前|近日|"
            r"[今昨当][天日]|会[上前后]|期间|(?:19|20)\d\d年"
        ),
        (
            r"接受|迎来|莅临|走进|来到|欢迎|配合|支持|迎接|邀请|[被是了的到]|同时|"
            r"派出|委派|成立|组建|召开|带领|率领|陪同|通过|联系"
        ),
        r"其中|随后|目前|近期|连日|同日|据悉|今年|此外|另外|最后|首先|开展|进驻|举行|介绍|汇报|获悉|了解",
        (
            r"成员|代表|副?组长|以及|及(?!时)|组[和与及]|(?<=[一-鿿])(?<!诸)暨|要求|"
            r"指出|表示|强调|充分|坚决|自觉|主动|全力|积极|巡[视察查]"
        ),
        r"请|信箱|邮箱|号|楼|室|收|转交|转(?=[省市县区])|院内|门口|大厅",
    )
)
"""What ends a sending body's name to its left in running text: prepositions, verbs, times, addresses."""

PLACE_STOPS = f"{BODY_STOPS}|[转个我该各此这每某也都又但等党和与及、]"
"""What no place's name holds."""

TOPIC_ENDS = "领域|系统|行业|企业|高校|院校|国企|单位|机关|问题|机构|学校|金融|医疗|教育|村级"
"""How the topic ends that a team's name may hold between its sender and its number (省委省管企业巡视五组)."""
