"""Phrases of the genre that were said only from, or only until, a known day: second evidence for a missing year.

`first` is the earliest day on which the phrase could be printed, `last` the latest; both are set on the safe side, so
that a phrase never shuts out a year in which it was in use. `source` says what happened on that day.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DatedPhrase:
    """A phrase (regular expression), the first and last day of its use (None: open) and where the days come from."""

    pattern: str
    first: date | None
    last: date | None
    source: str


_NOT_AHEAD = r"(?<!迎接)(?<!喜迎)(?<!迎接党的)(?<!喜迎党的)"

DATED_PHRASES = (
    # how the leadership is named
    DatedPhrase("以胡锦涛同志为总书记", date(2002, 11, 15), date(2012, 11, 14), "十六届一中全会; 十八大闭幕"),
    DatedPhrase(
        "以习近平同志为总书记",
        date(2012, 11, 15),
        date(2016, 10, 27),
        "十八届一中全会公报; 十八届六中全会公报改称“为核心”",
    ),
    DatedPhrase("以习近平同志为核心的党中央", date(2016, 10, 27), None, "十八届六中全会公报"),
    DatedPhrase(
        "(?:中央纪委书记王岐山|王岐山书记)", date(2012, 11, 15), date(2017, 10, 24), "十八届和十九届中央纪委一次全会"
    ),
    DatedPhrase(
        "(?:中央纪委书记赵乐际|赵乐际书记)", date(2017, 10, 25), date(2022, 10, 22), "十九届和二十届中央纪委一次全会"
    ),
    DatedPhrase("(?:中央纪委书记李希|李希书记)", date(2022, 10, 23), None, "二十届中央纪委一次全会"),
    # guiding ideas
    DatedPhrase(
        "科学发展观为指导|以科学发展观统领", date(2003, 10, 14), date(2017, 10, 24), "十六届三中全会; 十九大党章"
    ),
    DatedPhrase("“?四个全面”?战略布局", date(2014, 12, 14), None, "习近平2014年12月13日至14日在江苏调研"),
    DatedPhrase("“?四个意识”?", date(2016, 1, 29), None, "2016年1月29日中央政治局会议"),
    DatedPhrase("“?四个自信”?", date(2016, 7, 1), None, "庆祝中国共产党成立95周年大会"),
    DatedPhrase("新时代中国特色社会主义思想", date(2017, 10, 18), None, "十九大报告"),
    DatedPhrase("新时代党的建设总要求", date(2017, 10, 18), None, "十九大报告"),
    DatedPhrase("新时代党的组织路线", date(2018, 7, 3), None, "2018年7月3日全国组织工作会议"),
    DatedPhrase(
        "“两个维护”",
        date(2017, 10, 27),
        None,
        "2017年10月27日中央政治局会议 (关于加强和维护党中央集中统一领导的若干规定)",
    ),
    DatedPhrase("“两个确立”", date(2021, 11, 11), None, "十九届六中全会决议"),
    DatedPhrase("“国之大者”", date(2020, 4, 20), None, "习近平2020年4月20日在陕西秦岭考察"),
    DatedPhrase("“六稳”", date(2018, 7, 31), None, "2018年7月31日中央政治局会议"),
    DatedPhrase("“六保”", date(2020, 4, 17), None, "2020年4月17日中央政治局会议"),
    DatedPhrase("新冠(?:肺炎)?疫情", date(2020, 2, 8), None, "2020年2月8日国务院联防联控机制定名“新冠肺炎”"),
    # discipline and inspection
    DatedPhrase("“六项纪律”", date(2015, 10, 18), None, "2015年10月18日印发《中国共产党纪律处分条例》"),
    DatedPhrase("“?四种形态”?", date(2015, 9, 24), None, "王岐山2015年9月24日至26日在福建调研"),
    DatedPhrase("“四风”", date(2013, 4, 19), None, "2013年4月19日中央政治局会议"),
    DatedPhrase("中央八项规定", date(2012, 12, 4), None, "2012年12月4日中央政治局会议"),
    DatedPhrase("监察局局长|监察厅厅长|中央纪委监察部", None, date(2018, 3, 23), "2018年3月23日国家监察委员会揭牌"),
    DatedPhrase(
        "纪委监委|纪委[^。；\n]{0,6}监委|监察委员会|监委主任",
        date(2016, 12, 25),
        None,
        "2016年12月25日全国人大常委会试点决定",
    ),
    DatedPhrase("国家监委|国家监察委员会", date(2018, 3, 20), None, "2018年3月20日监察法"),
    # education campaigns: named from their start; "正在开展" only until their end
    DatedPhrase("群众路线教育实践活动", date(2013, 4, 19), None, "2013年4月19日中央政治局会议"),
    DatedPhrase(
        "正在(?:深入)?开展的[^。；\n]{0,8}群众路线教育实践活动",
        date(2013, 6, 18),
        date(2014, 10, 8),
        "工作会议; 总结大会",
    ),
    DatedPhrase("第二批(?:党的)?群众路线教育实践活动", date(2014, 1, 20), None, "2014年1月20日第二批部署会议"),
    DatedPhrase("“三严三实”", date(2014, 3, 9), None, "习近平2014年3月9日在安徽代表团"),
    DatedPhrase("“三严三实”专题教育", date(2015, 4, 10), None, "2015年4月10日中办印发方案"),
    DatedPhrase("“两学一做”", date(2016, 2, 24), None, "2016年2月中办印发方案"),
    DatedPhrase("“不忘初心、牢记使命”主题教育", date(2017, 10, 18), None, "十九大报告提出"),
    DatedPhrase(
        "正在(?:深入)?开展的“不忘初心、牢记使命”主题教育", date(2019, 5, 31), date(2020, 1, 8), "工作会议; 总结大会"
    ),
    DatedPhrase("(?<!四)党史学习教育", date(2021, 2, 1), None, "2021年2月中央印发通知, 20日动员大会"),
    DatedPhrase("正在(?:深入)?开展的党史学习教育", date(2021, 2, 20), date(2021, 12, 24), "动员大会; 总结会议"),
    DatedPhrase(
        "学习贯彻习近平新时代中国特色社会主义思想主题教育", date(2023, 3, 30), None, "2023年3月30日中央政治局会议"
    ),
    DatedPhrase(
        "正在(?:深入)?开展的学习贯彻习近平新时代中国特色社会主义思想主题教育",
        date(2023, 4, 3),
        date(2024, 2, 4),
        "工作会议; 第二批结束",
    ),
    DatedPhrase("党纪学习教育", date(2024, 4, 1), None, "2024年4月中办印发通知"),
    DatedPhrase("深入贯彻中央八项规定精神学习教育", date(2025, 3, 10), None, "2025年3月中办印发通知"),
    DatedPhrase("扫黑除恶专项斗争", date(2018, 1, 11), None, "2018年1月中共中央、国务院通知"),
    # party congresses and plenary sessions
    DatedPhrase(
        "(?:迎接|喜迎)党的十八大", date(2011, 10, 18), date(2012, 11, 7), "十七届六中全会决定召开; 十八大开幕前一日"
    ),
    DatedPhrase(
        "(?:迎接|喜迎)党的十九大", date(2016, 10, 27), date(2017, 10, 17), "十八届六中全会决定召开; 十九大开幕前一日"
    ),
    DatedPhrase(
        "(?:迎接|喜迎)党的二十大", date(2021, 11, 11), date(2022, 10, 15), "十九届六中全会决定召开; 二十大开幕前一日"
    ),
    DatedPhrase("党的十八大(?:以来|精神|报告)", date(2012, 11, 8), None, "十八大开幕"),
    DatedPhrase("党的十九大(?:以来|精神|报告)", date(2017, 10, 18), None, "十九大开幕"),
    DatedPhrase("党的二十大(?:以来|精神|报告)", date(2022, 10, 16), None, "二十大开幕"),
    DatedPhrase(f"{_NOT_AHEAD}十八届三中全会", date(2013, 11, 9), None, "全会开幕"),
    DatedPhrase(f"{_NOT_AHEAD}十八届四中全会", date(2014, 10, 20), None, "全会开幕"),
    DatedPhrase(f"{_NOT_AHEAD}十八届五中全会", date(2015, 10, 26), None, "全会开幕"),
    DatedPhrase(f"{_NOT_AHEAD}十八届六中全会", date(2016, 10, 24), None, "全会开幕"),
    DatedPhrase(f"{_NOT_AHEAD}十九届二中全会", date(2018, 1, 18), None, "全会开幕"),
    DatedPhrase(f"{_NOT_AHEAD}十九届三中全会", date(2018, 2, 26), None, "全会开幕"),
    DatedPhrase(f"{_NOT_AHEAD}十九届四中全会", date(2019, 10, 28), None, "全会开幕"),
    DatedPhrase(f"{_NOT_AHEAD}十九届五中全会", date(2020, 10, 26), None, "全会开幕"),
    DatedPhrase(f"{_NOT_AHEAD}十九届六中全会", date(2021, 11, 8), None, "全会开幕"),
    DatedPhrase(f"{_NOT_AHEAD}二十届二中全会", date(2023, 2, 26), None, "全会开幕"),
    DatedPhrase(f"{_NOT_AHEAD}二十届三中全会", date(2024, 7, 15), None, "全会开幕"),
    DatedPhrase(f"{_NOT_AHEAD}二十届四中全会", date(2025, 10, 20), None, "全会开幕"),
    DatedPhrase("党的十九届[一二三四五六七]中全会", date(2017, 10, 25), None, "十九届一中全会"),
    DatedPhrase("党的二十届[一二三四五六七]中全会", date(2022, 10, 23), None, "二十届一中全会"),
    DatedPhrase("十九届中央第[一二三四五六七八九]轮巡视", date(2018, 2, 1), None, "2018年2月首轮进驻"),
    DatedPhrase("二十届中央第[一二三四五六七八九]轮巡视", date(2023, 3, 27), None, "2023年3月27日首轮动员部署会"),
    # plan years
    DatedPhrase(
        "“?十三五”?(?:规划)?(?:的)?开局之年", date(2016, 1, 1), date(2016, 12, 31), "“十三五”规划: 2016年至2020年"
    ),
    DatedPhrase(
        "“?十三五”?(?:规划)?(?:的)?收官之年", date(2020, 1, 1), date(2020, 12, 31), "“十三五”规划: 2016年至2020年"
    ),
    DatedPhrase(
        "“?十四五”?(?:规划)?(?:的)?开局之年", date(2021, 1, 1), date(2021, 12, 31), "“十四五”规划: 2021年至2025年"
    ),
    DatedPhrase(
        "“?十四五”?(?:规划)?(?:的)?收官之年", date(2025, 1, 1), date(2025, 12, 31), "“十四五”规划: 2021年至2025年"
    ),
    DatedPhrase(
        "“?十五五”?(?:规划)?(?:的)?开局之年", date(2026, 1, 1), date(2026, 12, 31), "“十五五”规划: 2026年至2030年"
    ),
    DatedPhrase(
        "脱贫攻坚(?:决战)?(?:的)?(?:收官|决胜)之年", date(2020, 1, 1), date(2020, 12, 31), "2020年现行标准下全部脱贫"
    ),
)
"""Well-documented turns of the genre's language, from the communiqués and notices named in each `source`."""

ANNIVERSARIES = (
    ("中国共产党成立|建党", 1921),
    ("新中国成立|中华人民共和国成立", 1949),
    ("改革开放", 1978),
)
"""今年是…N周年: the event and its year; the sum is the year of the notice."""
