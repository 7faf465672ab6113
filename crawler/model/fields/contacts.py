"""THE table, its middle: how the public reaches a team."""

from dataclasses import dataclass
from typing import Annotated, Literal

from crawler.model.fields.definition import define
from crawler.model.fields.vocabulary import Clock, Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A hotline of the team; `number` as GUIDE writes it (`024-22670088`), `note` its printed purpose."""

    number: Annotated[
        str,
        define(
            ("Number", "号码"),
            (
                "Area code, number and extension parted by hyphens; a mobile number is eleven digits.",
                "区号、号码、分机以连字符相连；手机为 11 位。",
            ),
            csv="phone",
        ),
    ]
    kind: Annotated[
        Literal["landline", "mobile"],
        define(("Kind", "类型"), ("landline or mobile.", "landline 固定电话；mobile 手机。")),
    ]
    sms_only: Annotated[
        bool, define(("Text messages only", "仅收短信"), ("Takes text messages, no calls.", "只接收短信，不接听。"))
    ] = False
    note: Annotated[str | None, define(("Note", "说明"), ("Its printed purpose.", "原文注明的用途。"))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """One span of phone hours, `HH:MM`, 24 h, Beijing time."""

    start: Annotated[Clock, define(("From", "自"), ("When it begins.", "开始时刻。"), column="opens")]
    end: Annotated[Clock, define(("To", "至"), ("When it ends.", "结束时刻。"), column="closes")]
    days: Annotated[
        Literal["daily", "workdays"] | None,
        define(("Days", "日子"), ("daily, workdays, or not stated.", "daily 每天；workdays 工作日；未写明为 null。")),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """How the public reaches the team (never the commission's or the site's own numbers)."""

    phones: Annotated[
        tuple[Phone, ...],
        define(
            ("Phones", "电话"),
            ("Hotlines of the team.", "该组的值班电话。"),
            how=("Numbers behind a label of the team's phones.", "取值班电话标签后的号码。"),
            table="phones",
            floor=True,
        ),
    ] = ()
    emails: Annotated[
        tuple[str, ...],
        define(
            ("E-mail", "邮箱"),
            ("Addresses in lower case.", "电子邮箱，小写。"),
            how=("Addresses of the team in the text.", "取正文中该组的邮箱地址。"),
            csv="emails",
            table="emails",
            columns=("address",),
        ),
    ] = ()
    mailboxes: Annotated[
        tuple[str, ...],
        define(
            ("Mailboxes", "邮政信箱"),
            ("Postal addresses for letters, without postcode and addressee.", "来信地址，不含邮编与收件人。"),
            how=("Behind a label of letters, up to postcode or addressee.", "取来信标签后至邮编或收件人为止。"),
            csv="mailboxes",
            table="mailboxes",
            columns=("address",),
        ),
    ] = ()
    postcodes: Annotated[
        tuple[str, ...],
        define(
            ("Postcodes", "邮编"),
            ("Six digits each.", "六位数字。"),
            how=("Behind the label 邮编 or beside a mailbox.", "取邮编标签后或信箱旁的六位数字。"),
            csv="postcodes",
            table="postcodes",
            columns=("code",),
        ),
    ] = ()
    boxes: Annotated[
        tuple[str, ...],
        define(
            ("Comment boxes", "意见箱"),
            ("Places of physical boxes as printed.", "意见箱、举报箱设置地点。"),
            how=("Places named with the boxes that were set up.", "取设置意见箱一句中的地点。"),
            csv="boxes",
            table="boxes",
            columns=("place",),
        ),
    ] = ()
    hours: Annotated[
        tuple[Hours, ...],
        define(
            ("Hours", "受理时间"),
            ("Spans of the day in which calls are taken.", "接听电话的时段。"),
            how=("Clock times beside phones and reception.", "取电话与接访旁的时刻。"),
            table="hours",
        ),
    ] = ()
    deadline: Annotated[
        Day | None,
        define(
            ("Deadline", "截止日期"),
            ("Last day for letters and visits, where stated as such.", "写明的受理截止日。"),
            how=("The day of 受理截止 and its like.", "取“受理截止”等所示之日。"),
            column="deadline",
            csv="deadline",
        ),
    ] = None
