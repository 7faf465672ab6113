"""Every field is defined once, and stands in every form that derives from the table."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

import pytest
import sqlalchemy as sa

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
from crawler.store.columns import list_columns as list_sql_columns
from crawler.store.columns import make_values
from crawler.store.drafting import draft_migration
from crawler.store.migrations import MIGRATIONS
from crawler.store.schema import METADATA
from tests.docs.reading import read, read_blocks
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


@pytest.mark.parametrize("row", list(list_leaves(FIELDS)), ids=name)
def test_a_field_has_a_column_in_the_store(row: Field) -> None:
    known = {f"{table.name}.{column.name}" for table in METADATA.tables.values() for column in table.columns}
    assert find_sql_columns(row)
    assert set(find_sql_columns(row)) <= known


def test_no_migration_is_missing() -> None:
    assert draft_migration() is None, "the table of fields has new columns: run `make fields`"


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


def add_field() -> type[Facts]:
    """The class of facts with the field that docs/developing.md adds."""
    told = read("docs/developing.md")
    [block] = [block for block in read_blocks(told, "python") if "Annotated[" in block]
    assert f"{len(block.splitlines())} lines in `crawler/model/fields/facts.py`" in told
    head = "@dataclass(frozen=True, slots=True, kw_only=True)\nclass Added(Facts):\n"
    names: dict[str, Any] = {"dataclass": dataclass, "Facts": Facts, "Annotated": Annotated, "define": define}
    exec(head + block, names)
    added: type[Facts] = names["Added"]
    return added


class TestAddedField:
    """A field that is added to the class of facts, and nowhere else, is everywhere."""

    facts_class = add_field()
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
        assert (
            schema["properties"]["venue"]["description"]
            == "Where the meeting was held, as printed. / 会议召开的地点，按原文。"
        )

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

    def test_column_of_the_store(self) -> None:
        assert "venue" in list_sql_columns(self.fields)
        assert make_values(self.publish(), list_sql_columns(self.fields))["venue"] == "县委礼堂"

    def test_migration(self) -> None:
        metadata = sa.MetaData()
        for table in METADATA.tables.values():
            table.to_metadata(metadata)
        metadata.tables["notices"].append_column(sa.Column("venue", sa.Text))
        draft = draft_migration(metadata)
        assert draft is not None
        assert draft[0] == f"m{MIGRATIONS[-1].version + 1:04}_notices_venue"
        module: dict[str, Any] = {}
        exec(draft[1], module)
        assert module["STATEMENTS"] == ("ALTER TABLE notices ADD COLUMN venue {text}",)

    def test_floor(self) -> None:
        assert [row.key for row in walk(self.fields) if row.definition.floor] == [*FLOOR_FIELDS, "venue"]
