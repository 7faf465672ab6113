"""What each page shows, made from the store: plain values for the templates."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from crawler.exports.privacy import mask
from crawler.exports.recorded import Records
from crawler.extraction.weighing import list_doubts
from crawler.inspections import join_notices
from crawler.model.filter import Filter
from crawler.model.inspection import Inspection
from crawler.model.items import PUBLISHED_KINDS
from crawler.model.provinces import list_provinces
from crawler.model.publication import Published, notice_from_json
from crawler.model.site import Site
from crawler.model.wording import KINDS, LEVELS
from crawler.web.marking import Piece, cut_pieces, name_anchor

if TYPE_CHECKING:
    from crawler.store import Store

_SHOWN = 200
_MOST_UNITS = 12
"""Units of a notice whose inspections are shown."""
_LABELS: Sequence[tuple[str, str]] = (
    ("title", "标题 Title"), ("published_at", "发布 Published"), ("source", "来源 Source"),
    ("kind", "类别 Kind"), ("province", "省份 Province"), ("division", "区划 Division"), ("level", "层级 Level"),
    ("mode", "方式 Mode"), ("types", "类型 Types"), ("rounds", "届轮 Rounds"), ("meeting_dates", "会议日期 Meeting"),
    ("teams", "巡视巡察组 Teams"), ("targets", "被巡单位 Units"), ("pairs", "对应关系 Pairs"),
    ("people", "人员 People"),
    ("period", "进驻时间 Period"), ("contacts", "联系方式 Contacts"), ("scope", "受理范围 Scope"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value of a notice: its label, what it is, how sure, the number of the proof that shows it (None: none)."""

    anchor: str
    label: str
    shown: str
    confidence: str
    rule: str
    proof: int | None
    told: str


@dataclass(frozen=True, slots=True)
class NoticePage:
    """A notice as a page shows it."""

    notice: Published
    rows: tuple[ValueRow, ...]
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]
    copies: tuple[Mapping[str, str], ...]
    events: tuple[tuple[str, str], ...]
    edits: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...]
    inspections: tuple[Inspection, ...]
    titles: Mapping[str, str]
    has_archive: bool


def find_published(store: "Store", notice_id: str) -> Published | None:
    """A notice as everybody may see it; None for an unknown or withheld one."""
    if notice_id in store.list_withheld():
        return None
    return next((mask(published) for published, _ in store.list_published([notice_id])), None)


def show_notice(store: "Store", notice_id: str, names: Mapping[str, str]) -> NoticePage | None:
    """The page of a notice; None for an unknown or withheld one."""
    published = find_published(store, notice_id)
    if published is None:
        return None
    records = Records(store)
    notice = notice_from_json(published)
    doubts = [
        f"{doubt.field}: {doubt.confidence}: {'; '.join(doubt.reasons)}"
        for doubt in list_doubts(notice.facts, notice.page)
    ]
    others = [(other, title) for other in published["same_event"] if (title := _find_title(store, other))]
    stored = store.find_notice(notice_id)
    inspections = _find_inspections(store, published)
    members = {member for found in inspections for member in found.members}
    return NoticePage(
        notice=published,
        rows=tuple(_list_rows(published)),
        title=tuple(cut_pieces(published["title"] or "", published["evidence"], "title")),
        text=tuple(cut_pieces(published["text"], published["evidence"], "text")),
        copies=tuple(
            {**sighting, "name": names.get(sighting["site"], sighting["site"])} for sighting in published["sightings"]
        ),
        events=tuple(others),
        edits=tuple((edit.replaced_at, "、".join(edit.changed)) for edit in records.find_edits(notice_id)),
        doubts=tuple(doubts),
        inspections=inspections,
        titles={member: title for member in members if (title := _find_title(store, member))},
        has_archive=stored is not None and stored.page.archive is not None,
    )


def _find_inspections(store: "Store", published: Published) -> tuple[Inspection, ...]:
    """The inspections that a notice tells of, joined from the notices that name one of its units."""
    names = tuple(dict.fromkeys(target["name"] for target in published["targets"]))[:_MOST_UNITS]
    if not names:
        return ()
    ids = store.list_matching_ids(Filter(target=names))[:_SHOWN]
    joined = join_notices(notice_from_json(found) for found, _ in store.list_published(ids))
    return tuple(found for found in joined if published["id"] in found.members and len(found.members) > 1)


def _find_title(store: "Store", notice_id: str) -> str | None:
    found = find_published(store, notice_id)
    return None if found is None else found["title"] or found["url"]


def _list_rows(published: Published) -> Iterable[ValueRow]:
    """The values of the facts box, in order, each once."""
    proofs: dict[str, list[int]] = {}
    for number, proof in enumerate(published["evidence"]):
        proofs.setdefault(proof["field"], []).append(number)
    labels = dict(_LABELS)
    for key in labels:
        for path, numbers in proofs.items():
            if path.partition("/")[0] != key or path.endswith(("/qualified", "/division")):
                continue
            first = published["evidence"][numbers[0]]
            here = next((n for n in numbers if published["evidence"][n]["in"] in ("text", "title")), None)
            corrected = first["value"] if first["in"] == "correction" else ""
            yield ValueRow(
                name_anchor(path),
                labels[key]
                if path.count("/") < 2
                else f"{labels[key]} {path.rpartition('/')[2] if not path[-1].isdigit() else '角色'}",
                _show(published, path),
                first["confidence"],
                first["rule"],
                here,
                corrected,
            )


def _show(published: Published, path: str) -> str:
    value: Any = published
    for step in path.split("/"):
        value = value[int(step)] if isinstance(value, list) else value[step]
    if path == "kind":
        return KINDS[value].chinese
    if path == "level":
        return LEVELS[value].chinese
    if path in ("province",):
        return list_provinces().get(value, str(value))
    if path.startswith("pairs/"):
        return " → ".join(value)
    if path.startswith("targets/"):
        return str(value["qualified"] or value["name"])
    if path.startswith("teams/"):
        unit = published["team_units"][int(path.split("/")[1])]
        return str(unit["qualified"] or value)
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values() if part not in (None, "", []))
    return str(value)


@dataclass(frozen=True, slots=True)
class StartPage:
    """What began lately, where, and how the sites are."""

    began: tuple[Published, ...]
    by_province: Mapping[str, int]
    months: tuple[tuple[str, int], ...]
    total: int
    sites: Mapping[str, int]


def show_start(store: "Store", sites: Mapping[str, Site], today: date) -> StartPage:
    """The start page: the newest notices, counts of a year by province and month, outcomes of the sites."""
    since = today - timedelta(days=365)
    ids = store.list_matching_ids(Filter(kinds=PUBLISHED_KINDS, since=since))
    provinces: Counter[str] = Counter()
    months: Counter[str] = Counter()
    for published, _ in store.list_published(ids):
        if published["province"]:
            provinces[published["province"]] += 1
        months[(published["published_at"] or published["first_seen"])[:7]] += 1
    newest = tuple(mask(published) for published, _ in store.list_published(ids[:12]))
    outcomes = Counter(
        str((store.last_run(site) or {}).get("outcome", "never run"))
        for site, each in sites.items()
        if not each.disabled
    )
    ordered = tuple(sorted((month, count) for month, count in months.items() if not month.startswith("--")))
    return StartPage(newest, dict(provinces), ordered, len(ids), dict(outcomes))


def list_notices(store: "Store", wanted: Filter) -> list[Published]:
    """Notices for a list on a page: the newest that fit, as everybody may see them."""
    ids = store.list_matching_ids(wanted)[:_SHOWN]
    return [mask(published) for published, _ in store.list_published(ids)]


def count_months(notices: Iterable[Published]) -> list[tuple[str, int]]:
    """How many notices a month, in order."""
    counts = Counter((published["published_at"] or published["first_seen"])[:7] for published in notices)
    return sorted((month, count) for month, count in counts.items() if not month.startswith("--"))


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site for the operator: how its last run ended, and what is open."""

    id: str
    name: str
    outcome: str
    finished: str
    newest: str
    pending: int
    unread: int
    notices: int


def list_sites(store: "Store", sites: Mapping[str, Site]) -> list[SiteRow]:
    """The enabled sites, those in trouble first."""
    rows = []
    for site in sites.values():
        if site.disabled:
            continue
        summary = store.summarize_site(site.id)
        run = summary.last_run or {}
        rows.append(
            SiteRow(
                site.id,
                site.name,
                str(run.get("outcome", "never run")),
                str(run.get("finished", "")),
                summary.newest_date or "",
                summary.pending,
                len(run.get("unread", ())),
                summary.notices,
            )
        )
    return sorted(rows, key=lambda row: (row.outcome in ("new", "quiet", "resting", "never run"), row.id))
