"""Every field is defined once, and stands in every form that derives from the table."""

import re
from dataclasses import field, make_dataclass
from typing import Annotated, Any

import pytest

from crawler.exports.descriptions import render_all
from crawler.exports.rows import find_columns, flatten_notice, list_columns
from crawler.model.codebook import CHINESE, ENGLISH, render_codebook
from crawler.model.explanation import explain_notice
from crawler.model.fields.definition import define
from crawler.model.fields.facts import Facts
from crawler.model.fields.json_schema import make_schema
from crawler.model.fields.table import FIELDS, FLOOR_FIELDS, Field, list_fields, list_leaves, walk
from crawler.model.publication import Codec, notice_to_json
from crawler.store.columns import find_columns as find_sql_columns
from tests.store.samples import make_facts, make_notice

ALL = list(walk(FIELDS))
HAN = re.compile("[一-鿿]")
LATIN = re.compile("[A-Za-z]")


def name(row: Field) -> str:
    return row.name


@pytest.mark.parametrize("row", ALL, ids=name)
def test_a_field_is_told_in_both_languages(row: Field) -> None:
    told = [row.definition.label, row.definition.about, row.definition.how]
    for text in filter(None, told):
        assert LATIN.search(text.english)
        assert HAN.search(text.chinese) or text.chinese == "SHA-256"
        assert "\n" not in text.english + text.chinese


def test_every_field_that_is_read_says_how() -> None:
    assert [row.name for row in FIELDS if row.proof != "none" and row.definition.how is None] == []


def find_in_schema(schema: dict[str, Any], row: Field) -> dict[str, Any]:
    for key in row.path:
        schema = schema.get("items", schema)["properties"][key]
    return schema


@pytest.mark.parametrize("row", ALL, ids=name)
def test_the_schema_describes_a_key_in_both_languages(row: Field) -> None:
    described = find_in_schema(make_schema(), row)
    for text in (described["title"], described["description"]):
        assert LATIN.search(text)
        assert HAN.search(text) or text == "SHA-256 / SHA-256"


@pytest.mark.parametrize("row", list(list_leaves(FIELDS)), ids=name)
def test_a_field_has_a_column_in_the_csv(row: Field) -> None:
    assert set(find_columns(row)) <= set(list_columns())


def test_no_two_fields_share_a_column() -> None:
    assert len(list_columns()) == len(set(list_columns()))


@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["english", "chinese"])
def test_the_codebook_tells_every_field(words: Any) -> None:
    told = re.findall(r"^\| `([\w/]+)` \|", render_codebook(words, {}, find_columns, find_sql_columns), re.MULTILINE)
    assert told == [row.name for row in ALL]


@pytest.mark.parametrize("path", render_all(), ids=lambda path: path.name)
def test_what_describes_the_fields_is_up_to_date(path: Any) -> None:
    assert path.read_text("utf-8") == render_all()[path], "the table of fields has changed: run `make fields`"


def test_the_names_of_measured_scores_are_fields() -> None:
    names = {name for row in ALL for name in (row.definition.scores or (row.key,))}
    measured = {
        "title",
        "published_at",
        "source",
        "level",
        "mode",
        "types",
        "rounds",
        "meeting_dates",
        "teams",
        "hours",
    }
    measured |= {"targets", "pairs", "names", "posts", "roles", "period_start", "period_end", "duration"}
    measured |= {
        "phones",
        "emails",
        "mailboxes",
        "postcodes",
        "boxes",
        "deadline",
        "kind",
        "mobilization P",
        "mobilization R",
    }
    assert measured <= names


class TestAddedField:
    """A field that is added to the class of facts, and nowhere else, is everywhere."""

    definition = define(
        ("Venue", "会场"),
        ("Where the meeting was held.", "会议召开的地点。"),
        "text",
        ("The place before 召开.", "取“召开”前的地点。"),
        floor=True,
    )
    facts_class = make_dataclass(
        "FactsWithVenue",
        [("venue", Annotated[str | None, definition], field(default=None))],
        bases=(Facts,),
        frozen=True,
        slots=True,
        kw_only=True,
    )
    fields = list_fields(facts=facts_class)
    codec = Codec(fields)

    def publish(self, venue: str | None = "县委礼堂") -> dict[str, Any]:
        given = make_facts(1)
        values = {name: getattr(given, name) for name in Facts.__dataclass_fields__}
        return self.codec.encode(make_notice(1, facts=self.facts_class(**values, venue=venue)))

    def test_object(self) -> None:
        published = self.publish()
        assert published["venue"] == "县委礼堂"
        assert list(published).index("venue") == list(published).index("scope") + 1
        assert self.codec.encode(self.codec.decode(published)) == published

    def test_an_object_from_before_it(self) -> None:
        back = self.codec.decode(notice_to_json(make_notice(1)))
        assert self.codec.encode(back)["venue"] is None

    def test_schema(self) -> None:
        schema = make_schema(self.fields)
        assert "venue" in schema["required"]
        assert schema["properties"]["venue"]["description"] == "Where the meeting was held. / 会议召开的地点。"

    def test_csv(self) -> None:
        assert "venue" in list_columns(self.fields)
        assert flatten_notice(self.publish(), "试验", self.fields)["venue"] == "县委礼堂"

    def test_explanation(self) -> None:
        assert re.search(
            "^  venue +县委礼堂$", explain_notice({"ref": "x", **self.publish()}, self.fields), re.MULTILINE
        )
        assert "venue" not in explain_notice({"ref": "x", **self.publish(None)}, self.fields)

    def test_codebook(self) -> None:
        for words, label in ((ENGLISH, "Venue"), (CHINESE, "会场")):
            assert f"| `venue` | {label} |" in render_codebook(words, {}, find_columns, find_sql_columns, self.fields)

    def test_floor(self) -> None:
        assert [row.key for row in walk(self.fields) if row.definition.floor] == [*FLOOR_FIELDS, "venue"]
