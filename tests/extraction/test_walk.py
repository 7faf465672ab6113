"""The notice that docs/extraction.md walks through is read as it says."""

from datetime import UTC, datetime
from pathlib import Path

from crawler.decoding.plaintext import read_plain
from crawler.extraction.notice import extract_facts

WALK = Path(__file__).resolve().parents[2] / "docs" / "extraction.md"


def test_the_walk_of_the_documentation_is_true() -> None:
    document = WALK.read_text("utf-8")
    text = document.split("```text\n")[1].split("```")[0]
    page = read_plain(text, site="offline", url="file:walk", fetched_at=datetime(2026, 11, 22, tzinfo=UTC))
    facts = extract_facts(page)
    teams, units = ("县委第二巡察组", "县委第三巡察组"), ("县茶业发展中心", "云渡镇")
    assert (facts.kind, facts.level, facts.mode) == ("mobilization", "county", "巡察")
    assert [(r.term, r.number) for r in facts.rounds] == [(14, 6)]
    assert (facts.types, facts.meeting_dates, facts.teams) == ((), ("2023-05-10",), teams)
    assert tuple(t.name for t in facts.targets) == units
    assert facts.pairs == tuple(zip(teams, units, strict=True))
    assert (facts.period.start, facts.period.end, facts.period.duration) == (None, "2023-06-20", "40天左右")
    assert [(p.name, p.roles) for p in facts.people] == [
        ("季海宁", ("team_leader", "speaker")),
        ("谷雨生", ("chair", "respondent")),
    ]
    assert [p.number for p in facts.contacts.phones] == ["0591-62330102", "0591-62330103"]
