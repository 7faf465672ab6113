"""Words of team names.

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
