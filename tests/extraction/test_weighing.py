"""How sure a value is: strength of the rule, agreement, counts, damage; a notice is as sure as its least key value."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bench.confidence import main
from crawler.extraction.weighing import STRENGTHS, list_doubts, weigh
from crawler.model.certainty import CONFIDENCES, find_highest, find_lowest, lower
from crawler.model.items import Facts, Page
from crawler.runs.saved_pages import SavedPage, read_notice

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TEXT = """县委第三巡察组进驻县审计局开展巡察工作动员会召开
2023年5月10日,县委第三巡察组进驻县审计局工作动员会召开。县委第三巡察组组长林知远作动员讲话。值班电话:0310-3525000。"""


def read(text: str) -> tuple[Facts, Page]:
    notice = read_notice(SavedPage(ref="x", text=text), [], NOW)
    return notice.facts, notice.page


def find(facts: Facts, path: str) -> str:
    return next(proof.confidence for proof in facts.evidence if proof.field == path)


def test_a_plain_notice_is_certain() -> None:
    facts, _ = read(TEXT)
    assert facts.confidence == "certain"
    assert {find(facts, path) for path in ("kind", "teams/0", "targets/0", "pairs/0", "meeting_dates/0")} == {"certain"}


def test_a_weak_clue_is_not_certain_and_says_why() -> None:
    facts, page = read(TEXT)
    assert find(facts, "province") == "likely"
    doubts = {doubt.field: doubt for doubt in list_doubts(facts, page)}
    assert doubts["province"].reasons == ("read by place.area-code",)


def test_damage_beside_a_value_makes_it_less_sure() -> None:
    facts, _ = read(TEXT.replace("值班电话:0310-3525000", "值班电话:0310-3525000\ufffd"))
    assert find(facts, "contacts/phones/0/number") == "likely"


def test_a_unit_named_once_is_not_certain() -> None:
    facts, page = read(TEXT.partition("\n")[2])
    assert find(facts, "targets/0") == "likely"
    assert find(facts, "pairs/0") == "likely"
    assert facts.confidence == "likely"
    assert any("named once" in doubt.reasons for doubt in list_doubts(facts, page))


def test_a_count_that_does_not_fit_is_said() -> None:
    text = "2023年5月10日起,县委第三巡察组对县审计局、县教育局、县水利局、县民政局等5家单位开展巡察。"
    facts, page = read(text)
    assert len(facts.targets) == 4
    reasons = {reason for doubt in list_doubts(facts, page) for reason in doubt.reasons}
    assert "the text says 5家单位, 4 of them were read" in reasons


def test_the_least_sure_are_listed_first() -> None:
    facts, page = read(TEXT)
    weak = replace(facts, evidence=tuple(replace(proof, rule="lead.acts") for proof in facts.evidence))
    order = [CONFIDENCES.index(doubt.confidence) for doubt in list_doubts(weigh(weak, page), page)]
    assert order == sorted(order, reverse=True)


def test_the_words_are_ordered() -> None:
    assert [lower(word) for word in CONFIDENCES] == ["likely", "unsure", "unsure"]
    assert find_lowest(["certain", "unsure", "likely"]) == "unsure"
    assert find_highest(["likely", "unsure"]) == "likely"
    assert set(STRENGTHS.values()) <= set(CONFIDENCES)


@pytest.mark.usefixtures("eval_folder")
def test_on_labelled_texts_certain_is_hardly_ever_wrong() -> None:
    assert main([]) == 0
