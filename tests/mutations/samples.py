"""The sample reports with one figure printed otherwise: their typesetting scripts are changed, not their PDFs.

They hold what drawn forms do not: several evaluations, sheets over pages, prose beside forms, figures told again and
again. So only those identities count as broken for certain that need no judgement of what belongs together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from tests.generator.dice import Dice
from tests.mutations.laws import (
    Figure,
    Law,
    Row,
    Tables,
    laws_of,
)
from tests.mutations.slip import FIGURE, Slip, slipped
from tests.samples.typeset import rugao
from tests.samples.typeset.__main__ import HEYUAN_SEAL
from tests.samples.typeset.pdf import report, typeset
from tests.samples.typeset.scan import scan

NAMES = ("chengde", "heyuan", "panzhihua", "rugao", "xingning")
TABLES = ("evaluations", "indicators", "sections", "funding", "facts")
SCORED = frozenset(("score-total", "weight-total", "section-score", "section-weight"))
SUMMANDS = frozenset(("amount", "income", "expenditure", "count"))
_TEXT = re.compile(r">([^<>]+)<")
_DATE = re.compile(r"\s*(?:年|月|日|号|〕|级|岁|时|\d)")
_NUMBERED = re.compile(r"(?:[〔第—（(-]|表|附件|[一二三四五六七八九十]是|[。；])\s*$|^\s*$")


@cache
def source(name: str) -> str:
    """The HTML of a sample report."""
    return rugao.html() if name == "rugao" else report(name)


def pdf(html: str, *, scanned: bool = False) -> bytes:
    """The report as a PDF with text, or as the picture of one."""
    written = typeset(html)
    return scan(written, HEYUAN_SEAL, seed=2024) if scanned else written


def figures(html: str) -> list[re.Match[str]]:
    """Every figure of the report's text that measures something: no dates, numbers of documents or headings."""
    start = html.index("<body")
    found = []
    for text in _TEXT.finditer(html, start):
        for figure in FIGURE.finditer(html, text.start(1), text.end(1)):
            before, after = html[text.start(1) : figure.start()], html[figure.end() : text.end(1)]
            heading = _NUMBERED.search(before) and re.match(r"[.．、）)]", after)
            if not (_DATE.match(after) or (before and _NUMBERED.search(before)) or heading):
                found.append(figure)
    return found


def changed(name: str, dice: Dice) -> tuple[str, Slip] | None:
    """The report's HTML with one figure printed otherwise."""
    html = source(name)
    figure = dice.any(figures(html))
    slip = slipped(dice, figure[0])
    return None if slip is None else (html[: figure.start()] + slip.wrong + html[figure.end() :], slip)


def by_evaluation(tables: Tables) -> list[dict[str, list[Row]]]:
    """The rows of each evaluation by itself."""
    ids = [row["evaluation_id"] for row in tables["evaluations"]]
    return [{name: [r for r in tables[name] if r["evaluation_id"] == i] for name in TABLES} for i in ids]


def same_rows(one: Tables, other: Tables) -> bool:
    """Whether as many rows of every table were read for every evaluation."""
    sizes = ([[len(part[name]) for name in TABLES] for part in by_evaluation(tables)] for tables in (one, other))
    return next(sizes) == next(sizes)


def sample_laws(tables: Tables) -> Iterator[Law]:
    """The identities of one evaluation: those of forms, and totals with their parts and shares in prose."""
    told = any(row["sheet"] is None for row in tables["indicators"])
    sheets = {row["sheet"] for row in tables["indicators"]}
    for law in laws_of(tables):
        if law.rule in SCORED and (told or len(sheets) > 1):
            continue  # prose need not list everything; which sheet makes the total takes judgement
        yield law
    yield from _told(list(tables["facts"]))


def _told(facts: list[Row]) -> Iterator[Law]:
    numbers = {row["fact_id"]: n for n, row in enumerate(facts)}
    for n, row in enumerate(facts):
        children = [k for k, other in enumerate(facts) if numbers.get(other["parent_id"]) == n]
        parts = [k for k in children if facts[k]["kind"] in SUMMANDS and facts[k]["unit"] == row["unit"]]
        counted = row["kind"] == "count" and all(facts[k]["precision"] == 1 for k in (n, *parts))
        if row["kind"] in SUMMANDS and len(parts) > 1:
            yield _sum(n, parts, counted=counted)
        for k in children:
            of = k - 1
            if facts[k]["kind"] == "share" and of in parts and facts[k]["label"].startswith(facts[of]["label"]):
                yield _share(k, of, n, counted=counted)


def _value(number: int) -> Figure:
    return ("facts", number, "value")


def _half(v: Mapping[Figure, Any], number: int) -> Decimal:
    step: Decimal = v["facts", number, "precision"]
    return Decimal(0) if step == 1 and v["facts", number, "unit"] != "CNY" else step / 2


def _sum(total: int, parts: list[int], *, counted: bool) -> Law:
    def gap(v: Mapping[Figure, Any]) -> Decimal:
        return v[_value(total)] - sum((v[_value(p)] for p in parts), Decimal(0))

    def slack(v: Mapping[Figure, Any]) -> Decimal:
        return sum((_half(v, k) for k in (total, *parts)), Decimal(0))

    rule = "count-total" if counted else "breakdown-total"
    every = tuple(_value(k) for k in (total, *parts))
    return Law(rule, every, lambda v: abs(gap(v)) <= slack(v), open_when=lambda v: gap(v) > slack(v))


def _share(share: int, part: int, whole: int, *, counted: bool) -> Law:
    def holds(v: Mapping[Figure, Any]) -> bool:
        s, p, w = (v[_value(k)] for k in (share, part, whole))
        a, b, c = (_half(v, k) for k in (share, part, whole))
        return w > c and (p - b) / (w + c) - a <= s <= (p + b) / (w - c) + a

    return Law("count-share" if counted else "breakdown-share", tuple(map(_value, (share, part, whole))), holds)


def touched(before: Tables, after: Tables) -> set[str]:
    """The rows of the changed report whose figures are not those of the report as it was."""
    keys = {"evaluations": "evaluation_id", "indicators": "indicator_id", "sections": "section_id"}
    keys |= {"funding": "funding_id", "facts": "fact_id"}
    found = set()
    for name in TABLES:
        for one, other in zip(before[name], after[name], strict=True):
            if _printed(one) != _printed(other):
                found.add(other[keys[name]])
    return found


def _printed(row: Row) -> list[Any]:
    cells = [(cell["column"], cell["text"]) for cell in row.get("cells") or ()]
    return [*cells, row.get("value"), row.get("total_score"), row.get("grade_text")]
