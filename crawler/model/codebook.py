"""The codebook: what every variable of the published data means, how it is read, and how well; from the table.

Two languages, the same rows. The figures come from docs/accuracy.json, which `python -m bench.accuracy` measures.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crawler.model.fields.definition import Bilingual
from crawler.model.fields.record import SCHEMA_VERSION
from crawler.model.fields.table import FIELDS, Field, walk

Accuracy = Mapping[str, Mapping[str, Any]]
"""By set of texts: `date` of the measurement, number of `texts`, and `scores` by the names of definitions."""

Columns = Callable[[Field], Sequence[str]]
"""Where a form shows a field: the names of its columns there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a codebook says beside its rows, in one language, and how it takes its half of what is bilingual."""

    title: str
    preface: str
    head: tuple[str, ...]
    shapes: Mapping[str, str]
    many: str
    optional: str
    one_of: str
    proofs: Mapping[str, str]
    accuracy: str
    take: Callable[[Bilingual], str]


ENGLISH = Words(
    title="Codebook",
    preface=(
        f"Every variable of a published notice, schema {SCHEMA_VERSION}. Made from the table of fields by "
        "`make fields`; change the table, not this file.\n\n"
        "A variable is written as its path in the JSON object. *Proof* says what its evidence shows: `text` words of "
        "text or title, `page` what the page says of itself, `derived` other values, `none`: given "
        "by the crawl or the store. *CSV* and *SQL* are columns of `notices.csv` and of the store. "
        "*Accuracy* is F1 (of the kind: share right; P and R: precision and recall of finding mobilization notices) on "
        "labelled texts by other people, measured by `python -m bench.accuracy`; without a figure: not measured. "
        "The sets were open while the rules were written: texts never seen lie somewhat lower."
    ),
    head=("variable", "label", "type", "meaning", "how it is read", "proof", "CSV", "SQL", "accuracy"),
    shapes={
        "text": "text",
        "whole": "whole number",
        "flag": "true or false",
        "moment": "moment (UTC)",
        "pair": "pair of texts",
        "object": "object",
    },
    many="list of {}",
    optional="{} or null",
    one_of="one of {}",
    proofs={"text": "text", "page": "page", "derived": "derived", "none": "none"},
    accuracy="{name}{score:.3f} ({set}, {texts} texts, {date})",
    take=lambda text: text.english,
)
CHINESE = Words(
    title="变量说明",
    preface=(
        f"已发布通告的全部变量，格式版本 {SCHEMA_VERSION}。由字段表经 `make fields` 生成；请改字段表，勿改本文件。\n\n"
        "变量写作其在 JSON 对象中的路径。“依据”指证据所示：正文，即正文或标题的文字；页面，即页面对自身的说明；"
        "推得，即由其他取值推得；无，即由抓取或存储所给。"
        "“CSV 列”与“SQL 列”为 `notices.csv` 与数据库的列名。"
        "“准确度”为 F1（类别为正确率；P、R 为找出动员会通告的精确率与召回率），在他人所写并标注的文本上由 "
        "`python -m bench.accuracy` 测得；无数字者未测。各组文本在编写规则时可见，全新文本的准确度会略低。"
    ),
    head=("变量", "名称", "类型", "含义", "如何读取", "依据", "CSV 列", "SQL 列", "准确度"),
    shapes={
        "text": "文本",
        "whole": "整数",
        "flag": "是或否",
        "moment": "时刻（UTC）",
        "pair": "文本对",
        "object": "对象",
    },
    many="{}的列表",
    optional="{}或 null",
    one_of="{} 之一",
    proofs={"text": "正文", "page": "页面", "derived": "推得", "none": "无"},
    accuracy="{name}{score:.3f}（{set}，{texts} 篇，{date}）",
    take=lambda text: text.chinese,
)


def render_codebook(
    words: Words, accuracy: Accuracy, csv: Columns, sql: Columns, fields: Sequence[Field] = FIELDS
) -> str:
    """The codebook in one language, as Markdown."""
    rows = [words.head, ("---",) * len(words.head)]
    rows += [tuple(_describe(words, row, accuracy, csv, sql)) for row in walk(fields)]
    table = "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |" for cells in rows)
    forms = {row.form.name: row.form for row in walk(fields) if row.form}
    told = "\n".join(f"- `{name}`: {words.take(form.about)}" for name, form in sorted(forms.items()))
    return f"# {words.title}\n\n{words.preface}\n\n{told}\n\n{table}\n"


def _describe(words: Words, row: Field, accuracy: Accuracy, csv: Columns, sql: Columns) -> Iterator[str]:
    definition = row.definition
    yield f"`{row.name}`"
    yield words.take(definition.label)
    yield _name_type(words, row)
    yield words.take(definition.about)
    yield "" if definition.how is None else words.take(definition.how)
    yield words.proofs[row.proof]
    yield " ".join(f"`{name}`" for name in csv(row))
    yield " ".join(f"`{name}`" for name in sql(row))
    yield "<br>".join(_list_scores(words, row, accuracy))


def _name_type(words: Words, row: Field) -> str:
    if row.choices and row.form is None:
        named = words.one_of.format(" ".join(f"`{choice}`" for choice in row.choices))
    else:
        named = (
            words.shapes["text" if row.shape == "choice" else row.shape] if row.form is None else f"`{row.form.name}`"
        )
    named = words.many.format(named) if row.many else named
    return words.optional.format(named) if row.optional else named


def _list_scores(words: Words, row: Field, accuracy: Accuracy) -> Iterator[str]:
    names = row.definition.scores or (() if row.definition.how is None else (row.key,))
    for set_name, measured in accuracy.items():
        for name in names:
            if name in measured["scores"]:
                yield words.accuracy.format(
                    name="" if len(names) == 1 else f"{name} ",
                    score=measured["scores"][name],
                    set=set_name,
                    texts=measured["texts"],
                    date=measured["date"],
                )
