"""Headings of the columns of tables and what they say the cells below are, as the genre's tables print them."""

import re
from typing import Literal

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

HEADINGS: tuple[tuple[ColumnRole, re.Pattern[str]], ...] = (
    ("number", re.compile("序号|编号|№|NO", re.IGNORECASE)),
    ("deputy", re.compile("副组长")),
    ("leader", re.compile("(?:巡[视察查]组)?组长(?:姓名)?|(?:巡[视察查]组)?负责人|带队领导")),
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
            r"(?:被|拟)?(?:巡[视察查]|进驻|监督|派驻)?的?(?:[省市县区州盟旗厅局院校]?[直属管])?"
            r"(?:单位|对象|党组织|党委\(党组\)|地区|地方|部门|村居?|村\(社区\)|学院|企业)(?:名称|名单|党组织)?(?:\(.{1,8}\))?"
        ),
    ),
)  # fmt: skip
"""What the heading of a column says it holds; the first pattern that fits the whole heading, blanks left out, wins."""

HEADING_WORDS = re.compile(
    r"组别|巡[视察查]组|单位|对象|党组织|电话|手机|信箱|邮箱|邮编|意见箱|组长|时间|地址|地点|位置|序号|联系|名称|短信"
)
"""Words of headings that fit none of the roles as a whole (接访地点及时间)."""

NO_HEADING = re.compile(r"\d{4}|[第\d一二三四五六七八九十]\s?(?:巡[视察查])?组$|[,。;:]")
"""What no heading holds: a number, a team's own name, prose."""

STACKED_HEADING = re.compile(
    r"[^\d\s,。;:、|()第]{0,8}(?:组别|巡[视察查]组|单位|对象|党组织|电话|手机|信箱|邮箱|邮编|组长|时间|地址|地点|位置|序号|联系方式|名称|短信)"
)
"""A heading that stands on a line of its own, in a table that lost its rows."""
