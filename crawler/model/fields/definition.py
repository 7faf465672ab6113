"""What is said once of a field: its names and meaning in two languages, its proof, its columns.

A definition stands in the annotation of the attribute that holds the field (`Annotated[type, define(...)]`), so that
name, type and whether there are many are said once as well. Everything published of a field derives from it.
"""

from dataclasses import dataclass
from typing import Literal

Proof = Literal["text", "page", "derived", "none"]
"""What proves a value: words of text or title; what the page says of itself (meta tags, information line, selectors);
other values it is derived from; nothing, because the crawl or the store gives it.
"""


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same said in English and in Chinese."""

    english: str
    chinese: str


@dataclass(frozen=True, slots=True)
class Form:
    """How a text is written: the name of the form, a regular expression for the whole text, and what it means."""

    name: str
    pattern: str
    about: Bilingual


@dataclass(frozen=True, slots=True)
class Least:
    """The smallest number a field may hold."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One field, or one key of an object that a field holds.

    `how`: how it is read, in one line (fields; their keys are read with them). `key`: its published name where that is
    no Python name. `csv`: its column there; unset: made from its path. `table`: the SQL table of a list, with the names
    of its `columns`; a list without one is a column of JSON. `column`: the SQL column of a value where that is not its
    own name. `panel`: its column in the panel of inspected units. `floor`: whether a seed may ask how often it is
    filled. `content`: whether a change of it is an edit of the notice. `scores`: the names its accuracy is measured
    under.
    """

    label: Bilingual
    about: Bilingual
    proof: Proof | None
    how: Bilingual | None = None
    key: str | None = None
    csv: str | None = None
    table: str | None = None
    columns: tuple[str, ...] = ()
    column: str | None = None
    panel: str | None = None
    floor: bool = False
    content: bool = False
    scores: tuple[str, ...] = ()


def define(
    label: tuple[str, str],
    about: tuple[str, str],
    proof: Proof | None = None,
    how: tuple[str, str] | None = None,
    *,
    key: str | None = None,
    csv: str | None = None,
    table: str | None = None,
    columns: tuple[str, ...] = (),
    column: str | None = None,
    panel: str | None = None,
    floor: bool = False,
    content: bool | None = None,
    scores: tuple[str, ...] = (),
) -> Definition:
    """A definition; label, about and how are (English, Chinese).

    A key of an object needs no `proof`: it has its field's. What text or page prove is content unless told otherwise.
    """
    return Definition(
        label=Bilingual(*label),
        about=Bilingual(*about),
        proof=proof,
        how=None if how is None else Bilingual(*how),
        key=key,
        csv=csv,
        table=table,
        columns=columns,
        column=column,
        panel=panel,
        floor=floor,
        content=proof in {"text", "page"} if content is None else content,
        scores=scores,
    )
