"""THE table, its end: what proves a value."""

from dataclasses import dataclass
from typing import Annotated

from crawler.model.fields.definition import define
from crawler.model.fields.vocabulary import PLACE, Confidence, Count, Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What proves one value: characters `start` to `end` of `where`, printing `value`, found by `rule`.

    `field` is a path into the published object (`people/0/name`). JSON calls `where` `in`.
    """

    field: Annotated[
        str,
        define(
            ("Field", "字段"),
            ("Path of the value in this object (people/0/name).", "取值在本对象中的路径（people/0/name）。"),
        ),
    ]
    where: Annotated[
        Where,
        PLACE,
        define(("In", "所在"), ("Where the proof stands.", "依据所在之处。"), key="in"),
    ]
    start: Annotated[
        Count,
        define(
            ("Start", "起"), ("First character there, counted in Unicode characters.", "起始字符，按 Unicode 字符计。")
        ),
    ]
    end: Annotated[Count, define(("End", "止"), ("Character after the last.", "末字符之后。"))]
    value: Annotated[str, define(("Value", "原文"), ("What is printed there.", "该处所印文字。"))]
    rule: Annotated[str, define(("Rule", "规则"), ("The rule that read it.", "读出该值的规则。"))]
    confidence: Annotated[
        Confidence, define(("Confidence", "把握"), ("How sure the rule is here.", "该规则在此处的把握。"))
    ] = "unsure"
