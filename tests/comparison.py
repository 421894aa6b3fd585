"""Compares rows of the dataset with right answers, value by value.

A right answer is a dictionary: column to value, decimals as strings, nothing for what is not stated.
`accept` lists other right values of a column (None: leaving it empty is right too), `not_judged`
the columns that are a free choice, `optional` says that the whole row is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from typing import Any

Row = Mapping[str, Any]

COLUMNS: dict[str, tuple[str, ...]] = {
    "evaluations": (
        *("subject_kind", "subject", "agency", "supervising_department", "fiscal_year", "period_start", "period_end"),
        *("total_score", "full_score", "grade", "grade_text", "first_page", "last_page"),
    ),
    "indicators": (
        *("sheet", "level1", "level2", "level3", "level1_weight", "level2_weight", "category", "kind"),
        *("target_text", "target_operator", "target_value", "target_unit", "initial_target_text"),
        *("actual_text", "actual_operator", "actual_value", "actual_unit", "weight", "score"),
        *("completion_rate", "score_coefficient", "reason", "basis", "extra", "page"),
    ),
    "sections": ("sheet", "level", "label", "weight", "score", "page"),
    "funding": (
        *("line_text", "line", "initial_budget", "annual_budget", "received", "executed", "unit_text"),
        *("execution_rate", "execution_rate_text", "weight", "score", "reason", "extra", "page"),
    ),
    "facts": ("label", "kind", "value", "unit", "parent", "precision", "page"),
    "points": ("label", "weight", "score"),  # of indicators and sections alike, as prose tells them
}
ONE_FIGURE = frozenset({"income", "expenditure", "amount"})  # prose often says neither 收入 nor 支出
GO_WITH_THE_ROW = frozenset({"page", "category", "kind"})  # a row missed is not missed thrice more
LIKENESS = 0.5  # below that two rows are not the same one, misread
MARKS = str.maketrans("～—–－“”、", '~---"",')


@dataclass(frozen=True)
class Outcome:
    """What became of one value. `verdict` is right, wrong, missing (expected only) or extra (found only)."""

    verdict: str
    table: str
    row: str
    column: str
    expected: Any
    found: Any

    def __str__(self) -> str:
        return (
            f"{self.verdict}: {self.table} {self.row!r} {self.column}: {self.expected!r} expected, {self.found!r} found"
        )


def folded(text: object) -> str:
    """Without blanks, half-width, one form of each punctuation mark."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(text)).translate(MARKS)).casefold()


def same(column: str, one: Any, other: Any) -> bool:
    if one is None or other is None:
        return one is None and other is None
    if column == "extra":
        left, right = (dict(v) for v in (one, other))
        return {folded(k): folded(v) for k, v in left.items()} == {folded(k): folded(v) for k, v in right.items()}
    if column == "kind" and one in ONE_FIGURE:
        return other in ONE_FIGURE
    if column in ("parent", "name"):
        return folded(one) in folded(other) or folded(other) in folded(one)
    if isinstance(other, Decimal | int | float):
        try:
            return Decimal(str(one)) == Decimal(str(other))
        except InvalidOperation:
            return False
    return folded(one) == folded(other)


def _empty(value: Any) -> Any:
    return None if value == "" or value == {} or value == [] else value


def values(table: str, expected: Row | None, found: Row | None, free: Iterable[str] = ()) -> Iterator[Outcome]:
    """The fate of every value of one row; a row that is missing or extra has all of its values so."""
    answer: Row = expected or {}
    if answer.get("optional") and found is None:
        return
    name = str((expected or found or {}).get("level3") or (expected or found or {}).get("label") or "")
    name = name or str((expected or found or {}).get("line_text") or (expected or found or {}).get("subject") or "")
    for column in COLUMNS[table]:
        if column in free or column in answer.get("not_judged", ()):
            continue
        right, got = _empty(answer.get(column)), _empty((found or {}).get(column))
        rule = "name" if (table, column) == ("facts", "label") else column  # facts: one may hold the other
        if (found is None or expected is None) and column in GO_WITH_THE_ROW and table != "facts":
            continue
        if right is None and got is None:
            continue
        if expected is not None and any(same(rule, other, got) for other in answer.get("accept", {}).get(column, ())):
            if got is not None:
                yield Outcome("right", table, name, column, right, got)
        elif right is not None and _names_the_same(table, column, answer, found):
            yield Outcome("right", table, name, column, right, got)
        elif right is None:
            yield Outcome("extra", table, name, column, None, got)
        elif got is None:
            yield Outcome("missing", table, name, column, right, None)
        else:
            yield Outcome("right" if same(rule, right, got) else "wrong", table, name, column, right, got)


def likeness(one: object, other: object) -> float:
    left, right = folded(one or ""), folded(other or "")
    if left == right:
        return 1.0 if left else 0.0
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def _indicator(one: Row, other: Row) -> float:
    close = likeness(one.get("level3"), other.get("level3"))
    points = sum(
        same(column, one.get(column), other.get(column)) for column in ("level2", "target_text", "weight", "page")
    )
    sheet = bool(one.get("sheet")) == bool(other.get("sheet"))
    return 0.7 * close + 0.05 * points + 0.1 * sheet


def _fact(one: Row, other: Row) -> float:
    kinds = (one["kind"], *one.get("accept", {}).get("kind", ()))
    if not any(same("value", v, other.get("value")) for v in (one["value"], *one.get("accept", {}).get("value", ()))):
        return 0.0
    if not any(same("kind", kind, other.get("kind")) for kind in kinds):
        return 0.0
    label, read = folded(one["label"]), folded(other.get("label") or "")
    named = 1.0 if read and (label in read or read in label) else likeness(label, read)
    return 0.5 + 0.3 * named + 0.1 * same("parent", one.get("parent"), other.get("parent"))


SCORES: dict[str, Callable[[Row, Row], float]] = {
    "evaluations": lambda a, b: 0.5 + 0.5 * likeness(a.get("subject"), b.get("subject")),
    "indicators": _indicator,
    "sections": lambda a, b: likeness(a["label"], b.get("label")) - 0.1 * (a["level"] != b.get("level")),
    "funding": lambda a, b: (
        0.55 * same("line", a["line"], b.get("line")) + 0.45 * likeness(a.get("line_text"), b.get("line_text"))
    ),
    "facts": _fact,
    "points": lambda a, b: likeness(a["label"], b.get("label")),
}


def pairs(table: str, expected: Sequence[Row], found: Sequence[Row]) -> list[tuple[Row | None, Row | None]]:
    """Rows that belong together, likeliest first, each used once; then the rows left over."""
    score = SCORES[table]
    ranked = sorted(
        (
            (score(one, other) - abs(i - j) / 1000, i, j)
            for i, one in enumerate(expected)
            for j, other in enumerate(found)
        ),
        reverse=True,
    )
    left, right = set(range(len(expected))), set(range(len(found)))
    matched: list[tuple[Row | None, Row | None]] = []
    for value, i, j in ranked:
        if value >= LIKENESS and i in left and j in right:
            left.remove(i)
            right.remove(j)
            matched.append((expected[i], found[j]))
    return matched + [(expected[i], None) for i in sorted(left)] + [(None, found[j]) for j in sorted(right)]


def facts_of(found: Mapping[str, Sequence[Row]], evaluation_id: str | None) -> list[dict[str, Any]]:
    """The facts of an evaluation, each with the label and the value of its parent."""
    every = {row["fact_id"]: row for row in found.get("facts", ())}
    mine = [row for row in every.values() if row["evaluation_id"] == evaluation_id]
    parents = [every.get(row.get("parent_id"), {}) for row in mine]
    return [
        {**row, "parent": parent.get("label"), "parent_value": parent.get("value")}
        for row, parent in zip(mine, parents, strict=True)
    ]


def _names_the_same(table: str, column: str, answer: Row, found: Row | None) -> bool:
    """Whether a part hangs on the right total, called by another name."""
    if table != "facts" or column != "parent" or not found or answer.get("parent_value") is None:
        return False
    return same("value", answer["parent_value"], found.get("parent_value"))


def with_parents(facts: Sequence[Row]) -> list[dict[str, Any]]:
    """Expected facts, each with the value of the total it is a part of."""
    totals = {row["label"]: row["value"] for row in reversed(facts)}
    return [{**row, "parent_value": totals.get(row.get("parent"))} for row in facts]


def compare(
    expected: Sequence[Row],
    found: Mapping[str, Sequence[Row]],
    tables: Sequence[str] = ("indicators", "sections", "funding", "facts"),
) -> Iterator[Outcome]:
    """Compares evaluations, each with its lists of `indicators`, `sections`, `funding` and `facts`, with the
    dataset's tables of the same document. Further facts than those expected are no mistake."""
    for answer, read in pairs("evaluations", expected, found.get("evaluations", ())):
        yield from values("evaluations", answer, read)
        mine = None if read is None else read["evaluation_id"]
        for table in tables:
            rows: Sequence[Row] = [row for row in found.get(table, ()) if row["evaluation_id"] == mine]
            if table == "facts":
                rows = facts_of(found, mine)
            free = (answer or {}).get("not_judged", {}).get(table, ())
            wanted = (answer or {}).get(table, ())
            if table == "facts":
                wanted = with_parents(wanted)
            for one, other in pairs(table, wanted, rows):
                if one is not None or table != "facts":
                    yield from values(table, one, other, free)
