"""THE table, its beginning: what the store says of a notice."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from crawler.model.fields.definition import Least, define
from crawler.model.fields.facts import Facts
from crawler.model.fields.page import Page
from crawler.model.fields.vocabulary import NOTICE_ID

SCHEMA_VERSION = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One address at which a notice was seen."""

    site: Annotated[str, define(("Site", "站点"), ("Where it was seen.", "所见站点。"))]
    url: Annotated[str, define(("Address", "地址"), ("The address there.", "该站点上的地址。"))]
    first_seen: Annotated[
        datetime, define(("First seen", "首见时间"), ("When it was first seen there.", "首次见于该处的时刻。"))
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice as published: a page and its facts. `id`, `first_seen`, `revision`, `sightings`, `withdrawn` and
    `same_event` are the store's; before it is stored they hold what a first sighting would give. `generation` is the
    store's too, and not published.
    """

    schema: Annotated[int, define(("Schema", "格式版本"), ("Version of this form.", "本格式的版本。"), "none")] = field(
        default=SCHEMA_VERSION, init=False, repr=False
    )
    id: Annotated[
        str,
        NOTICE_ID,
        define(
            ("Id", "编号"),
            ("Made once, from site and first address; a revision keeps it.", "由站点与首个地址一次生成，修订不变。"),
            "none",
        ),
    ]
    page: Page = field(repr=False)
    facts: Facts = field(repr=False)
    first_seen: Annotated[
        datetime, define(("First seen", "首见时间"), ("When the crawl first saw it.", "首次抓取的时刻。"), "none")
    ]
    revision: Annotated[
        int,
        Least(1),
        define(("Revision", "修订号"), ("Grows by one with every edit of the source.", "来源每修改一次加一。"), "none"),
    ] = 1
    withdrawn: Annotated[
        datetime | None,
        define(
            ("Withdrawn", "撤下时间"), ("When its page was found gone, twice.", "两次确认页面已撤下的时刻。"), "none"
        ),
    ] = None
    sightings: Annotated[
        tuple[Sighting, ...],
        define(
            ("Sightings", "见于"),
            ("Every address at which it was seen.", "所见的全部地址。"),
            "none",
            table="sightings",
        ),
    ] = ()
    same_event: Annotated[
        tuple[str, ...],
        define(
            ("Same event", "同一事件"),
            ("Ids of notices of other organs on the same event.", "其他机关就同一事件所发通告的编号。"),
            "none",
            table="same_events",
        ),
    ] = ()
    generation: int = field(default=0, compare=False, repr=False)
