"""Columns of a table: what their headings say, which cells fit them, and a table as values."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from crawler.extraction.document import Span
from crawler.extraction.units import is_unit, strip_party

ColumnRole = Literal[
    "number",
    "team",
    "unit",
    "leader",
    "deputy",
    "contact",
    "phone",
    "email",
    "mailbox",
    "postcode",
    "box",
    "time",
    "other",
]

_HEADERS: tuple[tuple[ColumnRole, re.Pattern[str]], ...] = (
    ("number", re.compile("序号|编号|№|NO", re.IGNORECASE)),
    ("deputy", re.compile("副组长")),
    ("leader", re.compile("(?:巡[视察查]组)?组长(?:姓名)?|负责人|带队领导")),
    ("contact", re.compile("联络员|联系人|联系员|(?:巡[视察查]组)?(?:成员|组员)(?:名单)?|巡[视察]专员")),
    ("email", re.compile("(?:电子)?(?:邮箱|邮件)(?:地址)?|电子信箱|E-?mail", re.IGNORECASE)),
    ("postcode", re.compile("邮编|邮政编码")),
    (
        "box",
        re.compile(
            "(?:意见|举报|征求意见|联系|巡[视察查])箱.{0,6}|.{0,6}信箱(?:位置|设置).{0,4}|.{0,4}箱(?:位置|设置|地点).{0,4}"
        ),
    ),
    ("mailbox", re.compile(".{0,6}(?:信箱|邮寄地址|通信地址|通讯地址|来信地址|收信地址)")),
    ("phone", re.compile(".{0,6}(?:电话|手机|热线|号码|联系方式|短信).{0,8}")),
    ("time", re.compile(".{0,6}(?:时间|日期).{0,4}")),
    (
        "team",
        re.compile(
            "组别|(?:承担|派出|负责|进驻|所属|[省市县区]委|中央)?巡[视察查](?:工作)?组(?:别|名称|名)?|小组|组次|组名|派出组|进驻组"
        ),
    ),
    (
        "unit",
        re.compile(
            "(?:被|拟)?(?:巡[视察查]|进驻|监督|派驻)?的?(?:[省市县区州盟旗厅局院校]?[直属管])?"
            "(?:单位|对象|党组织|党委（党组）|地区|地方|部门|村居?|村（社区）|学院|企业)(?:名称|名单|党组织)?(?:（.{1,8}）)?"
        ),
    ),
)  # fmt: skip
"""What the heading of a column says it holds; the first pattern that fits the whole heading wins."""

_DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日")
_LONGEST_HEADING = 30
"""Characters of the longest heading, blanks included."""

TEAM_CELL = re.compile("巡[视察查].{0,6}组|^第?[一二三四五六七八九十0-9]{1,3}组$")
"""What a cell that names a team holds."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as printed, and where it stands in the text; empty cells have `start == end`."""

    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The cell as a span of the text."""
        return Span("text", self.start, self.end)


@dataclass(frozen=True, slots=True)
class Table:
    """A table turned so that each row is one entry: `roles` say what the columns hold, every row has as many cells.

    `headings` are the columns' headings as printed, () for a table without.
    """

    roles: tuple[ColumnRole, ...]
    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int
    headings: tuple[str, ...] = ()

    def column(self, role: ColumnRole) -> tuple[Cell, ...]:
        """The cells of the first column with this role, one a row; () when there is none."""
        if role not in self.roles:
            return ()
        at = self.roles.index(role)
        return tuple(row[at] for row in self.rows)


@lru_cache(maxsize=1024)
def name_role(heading: str) -> ColumnRole | None:
    """What a column heading says its cells are; None for what is no heading."""
    if len(heading) > _LONGEST_HEADING:
        return None
    bare = re.sub(r"[\s　:：]", "", heading)
    for role, pattern in _HEADERS:
        if pattern.fullmatch(bare):
            return role
    return None


def rate_cell(text: str, role: ColumnRole) -> int:
    """How well a cell fits a column, above 0 when it does, below 0 when it cannot."""
    if not text:
        return 0
    digits = sum(c.isdigit() for c in text)
    if role == "team":
        return 2 if TEAM_CELL.search(text) else -2
    if role == "number":
        return 1 if len(text) <= 3 and digits else -1
    if role == "phone":
        return 2 if digits >= 7 else -1
    if role in ("leader", "deputy", "contact"):
        return 1 if len(text) <= 5 and not digits and not (len(text) > 3 and is_unit(text)) else -1
    if role == "unit":
        if len(text) < 3 or digits >= 5 or TEAM_CELL.search(text) or _DAY.match(text):
            return -1
        return 2 if is_unit(strip_party(text)) else 1
    return 0
