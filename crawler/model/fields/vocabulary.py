"""The words and forms that values of fields are written in."""

from typing import Annotated, Literal

from crawler.model.fields.definition import Bilingual, Form, Least

Kind = Literal["mobilization", "announcement", "deployment", "feedback", "rectification", "other"]
Level = Literal["central", "provincial", "municipal", "county", "institution"]
Mode = Literal["巡视", "巡察"]
Script = Literal["hans", "hant"]
Where = Literal["text", "title", "meta", "url", "listing", "site", "correction"]
Role = Literal["team_leader", "team_deputy", "team_member", "speaker", "briefer", "chair", "respondent", "participant"]
UnitKind = Literal[
    "place", "party", "state", "enterprise", "university", "hospital", "court", "school", "village", "other"
]
Confidence = Literal["certain", "likely", "unsure"]

PUBLISHED_KINDS: frozenset[Kind] = frozenset({"mobilization", "announcement"})
"""The kinds that feeds, `-O` and the count `new` hold (CONTRACT: what is published)."""

DAY = Form(
    "day",
    r"^([0-9]{4}-|--)[0-9]{2}-[0-9]{2}$",
    Bilingual(
        "A day, YYYY-MM-DD; --MM-DD where the year cannot be known.", "日期，YYYY-MM-DD；年份无从得知时为 --MM-DD。"
    ),
)
STAMP = Form(
    "stamp",
    r"^([0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2})?|--[0-9]{2}-[0-9]{2})$",
    Bilingual(
        "A day, or a moment with its time zone where the page shows one.", "日期；页面写明时刻时为带时区的时刻。"
    ),
)
MOMENT = Form(
    "moment",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\+00:00$",
    Bilingual("A moment in UTC, whole seconds.", "协调世界时的时刻，精确到秒。"),
)
CLOCK = Form(
    "clock",
    r"^[0-9]{2}:[0-9]{2}$",
    Bilingual("A time of day in Beijing, HH:MM, 24 hours.", "北京时间的时刻，HH:MM，24 小时制。"),
)
DIVISION_CODE = Form(
    "division",
    r"^[0-9]{6}$",
    Bilingual("A division code of six digits (GB/T 2260).", "六位行政区划代码（GB/T 2260）。"),
)
NOTICE_ID = Form("notice-id", r"^n-[0-9a-f]+$", Bilingual("The id of a notice.", "通告的编号。"))
TEAM_ID = Form("team-id", r"^t-[0-9a-z-]+$", Bilingual("The id of a team.", "巡视巡察组的编号。"))
UNIT_ID = Form("unit-id", r"^u-[0-9a-z-]+$", Bilingual("The id of a unit.", "单位的编号。"))
PLACE = Form(
    "place",
    r"^(text|title|meta|url|listing|site|correction|(attachment|image)/[0-9]+)$",
    Bilingual(
        "Where the proof stands: text, title, meta (tags, information line), url, listing, site (the seed), "
        "attachment/N or image/N; correction: put right by a person, who is named with day and reason.",
        "依据所在：text 正文、title 标题、meta 元标签或信息行、url 网址、listing 列表、site 站点配置、"
        "attachment/N 附件、image/N 图片、correction 人工更正（写明日期、姓名与理由）。",
    ),
)

Day = Annotated[str, DAY]
Stamp = Annotated[str, STAMP]
Clock = Annotated[str, CLOCK]
DivisionCode = Annotated[str, DIVISION_CODE]
Count = Annotated[int, Least(0)]

HASH_VERSION = 2
"""Version of the rule behind a page's content hash (crawler/identity/content.py), stored beside every hash."""
