"""Words of team names and sending bodies.

From the Regulations on Inspection Work (中国共产党巡视工作条例), the committees' names in the
Party's constitution, and the naming that commissions' notices share.
"""

from crawler.extraction.words import list_words

NUMERAL = "[一二三四五六七八九十百零〇两0-9０-９]{1,4}"
"""A printed ordinal: Chinese numerals or digits of either width."""

INSPECTION = "巡[视察查]"
"""巡视, 巡察, and 巡查 as early notices print it."""

TEAM_STYLES = list_words(
    """
    常规 专项 机动 交叉 联动 提级 联合 直通 特别 上下联动 提级联动 提级交叉 交叉联动 村居 村级 对村
    涉农 延伸 政治 异地交叉 重点 “回头看” 回头看 整改督查 乡镇 农村 对村直接 直接 直达 驻点 综合
    系统 片区 下沉 督查 流动
    """
)
"""Words that may stand between a team's number and 巡察组 (县委第五交叉巡察组)."""

STYLE = "(?:" + "|".join(sorted(TEAM_STYLES, key=len, reverse=True)) + ")"
"""One of these words, as a regular expression."""

MUNICIPALITIES = list_words(
    """
    北京 天津 上海 重庆
    """
)
"""直辖市: their 市委 is a provincial body."""

PROVINCES = list_words(
    """
    北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南
    广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆
    """
)
"""Short names of the provinces."""

PLACE_COMMITTEES = list_words(
    """
    自治区党委 区党委 兵团党委 省委 市委 州委 盟委 地委 区委 县委 旗委
    """
)
"""Party committees of places as sending bodies; the place may stand before them (江苏省委, 昆山市委)."""

INSTITUTION_COMMITTEES = list_words(
    """
    党委 党组 分党组 党工委 工委 党总支 机关党委 团委
    """
)
"""Committees of organs, enterprises, universities, zones, townships; the whole name before them is theirs."""


BODY_STOPS = "|".join(
    (
        r"经(?![济信贸开营纬])|由|对(?!外)|将(?!乐)|向(?!阳)|(?<!数)据|按照?|为(?<!华为)|给|从(?![化江])|在(?!线)|于|届|轮|并|就|随|至|起(?!重)",
        r"自(?![然治动贡来])|[年月号]|日(?![报照用本喀])|[上下中]午|日前|近日|[今昨当][天日]|会[上前后]|期间|(?:19|20)\d\d年",
        r"接受|迎来|莅临|走进|来到|欢迎|配合|支持|迎接|邀请|[被是了的到]|同时|派出|委派|成立|组建|召开|带领|率领|陪同|通过|联系",
        r"其中|随后|目前|近期|连日|同日|据悉|今年|此外|另外|最后|首先",
        r"成员|副?组长|以及|组[和与及]|(?<=[一-鿿])(?<!诸)暨|要求|指出|表示|强调|充分|坚决|自觉|主动|全力|积极|巡[视察查]",
    )
)
"""What ends a sending body's name to its left in running text: prepositions, verbs, times."""

PLACE_STOPS = f"{BODY_STOPS}|[我该各此这每某也都又但等党]"
"""What no place's name holds."""
