"""Notices to store, made from a number: alike in shape, different in every value."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from crawler.identity import make_notice_id
from crawler.model.fetched import Status
from crawler.model.items import (
    ArchiveRef,
    Contacts,
    Evidence,
    Facts,
    Hours,
    Image,
    Notice,
    Page,
    Period,
    Person,
    Phone,
    Round,
    Sighting,
    Target,
    Verdict,
)

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def make_page(number: int = 1, *, site: str = "site-a", **changes: object) -> Page:
    url = f"https://{site}.example/2026/{number}.html"
    text = (
        f"近日，省委第{number}巡视组巡视试验{number}县工作动员会召开。组长林知远作动员讲话。"
        "会议要求，被巡视党组织要自觉接受监督，主动支持配合巡视组开展工作。"
    )
    page = Page(
        site=site,
        url=url,
        link_url=url,
        fetched_at=NOW,
        charset="utf-8",
        script="hans",
        bad_bytes=0,
        title=f"省委第{number}巡视组进驻试验{number}县",
        published_at="2026-03-03",
        source="试验日报",
        author=None,
        editor="某编",
        channel=("首页", "巡视"),
        views=12,
        text=text,
        images=(Image(url=f"https://{site}.example/{number}.jpg"),),
        evidence=(
            Evidence(field="published_at", where="meta", start=0, end=10, value="2026-03-03", rule="meta.pubdate"),
        ),
        content_hash=f"{number:064x}",
        hash_version=1,
        etag='"e1"',
        last_modified="Tue, 03 Mar 2026 01:00:00 GMT",
        listing_title=f"第{number}巡视组进驻",
        listing_date="2026-03-03",
        archive=ArchiveRef(file=f"{site}/20260304.warc.gz", offset=number * 100),
        verdict=Verdict(status="new"),
    )
    return replace(page, **changes)  # type: ignore[arg-type]


def make_facts(number: int = 1, **changes: object) -> Facts:
    team, target = f"省委第{number}巡视组", f"试验{number}县"
    facts = Facts(
        kind="mobilization",
        kind_rule="title.meeting",
        level="provincial",
        mode="巡视",
        types=("常规",),
        rounds=(Round(term=13, number=4),),
        meeting_dates=((datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=30 * number)).date().isoformat(),),
        teams=(team,),
        targets=(Target(name=target, division=None, unit="place"),),
        pairs=((team, target),),
        people=(Person(name="林知远", post=f"{team}组长", roles=("team_leader", "speaker")),),
        period=Period(start="2026-03-02", end="2026-04-30", duration="两个月"),
        contacts=Contacts(
            phones=(Phone(number="0555-1234567", kind="landline", note="值班"),),
            emails=("xunshi@site.example",),
            mailboxes=(f"试验市第{number}号邮政信箱",),
            postcodes=("243000",),
            boxes=("县委大楼东门",),
            hours=(Hours(start="08:00", end="18:00", days="workdays"),),
            deadline="2026-04-25",
        ),
        scope="反映被巡视党组织领导班子及其成员的来信来电来访",
        evidence=(Evidence(field="teams/0", where="text", start=3, end=9, value=team, rule="team.ordinal"),),
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def make_notice(number: int = 1, *, site: str = "site-a", facts: Facts | None = None, **changes: object) -> Notice:
    """Notice `number` as a first sighting would give it; `changes` are of its page."""
    page = make_page(number, site=site, **changes)
    return Notice(
        id=make_notice_id(page.site, page.url),
        page=page,
        facts=facts or make_facts(number),
        first_seen=NOW,
        sightings=(Sighting(site=page.site, url=page.url, first_seen=NOW),),
    )


def judge(notice: Notice, status: Status, notice_id: str | None = None, same_event: tuple[str, ...] = ()) -> Notice:
    verdict = Verdict(status=status, notice_id=notice_id, same_event=same_event)
    return replace(notice, page=replace(notice.page, verdict=verdict))
