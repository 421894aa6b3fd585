"""Rows of the dataset → cases: figures become operands that know their print, precision and place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import Any

import pyarrow as pa

from ziping.pipeline.checks.arithmetic import precision as printed
from ziping.pipeline.checks.arithmetic.intervals import ZERO
from ziping.pipeline.checks.arithmetic.operands import Operand, plain
from ziping.pipeline.checks.loading.arrow_columns import NEEDED, WANTED, Row, in_batches
from ziping.pipeline.checks.loading.grade_bands import may_note_bands
from ziping.pipeline.checks.loading.rows import (
    Case,
    Doubt,
    Fact,
    FundingLine,
    Indicator,
    Section,
    Statement,
    Tie,
)
from ziping.pipeline.checks.rules.adjacent_amounts import with_adjacent_amounts
from ziping.schemas.dataset.arrow import STEP

_REASONS = re.compile(r"(?:偏差|未完成|扣分|失分|差异)(?:的)?原因|原因分析")
_ADJUSTMENT = re.compile(r"(?:调整|追加|调增|增减)(?:数|额|金额|预算数?|变动)?(?:[（(]|$)")
_UNITS = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10) ** 4, "亿元": Decimal(10) ** 8}
_AMOUNTS = ("initial_budget", "annual_budget", "received", "executed")


def cases(tables: Mapping[str, pa.Table]) -> Iterator[tuple[Case, ...]]:
    """The evaluations of every document, a tuple for each document."""
    for doc_id, (evaluations, *children, warnings, pages, failures) in in_batches(tables, WANTED):
        doubts = tuple(Doubt(r["code"] or "", r["text"] or "", r.place) for r in warnings)
        asked = frozenset(r.place.page for r in pages if r.place.page is not None and _REASONS.search(r["text"] or ""))
        graded = tuple(
            (p, t) for r in pages if (p := r.place.page) is not None and may_note_bands(t := r["text"] or "")
        )
        unread = frozenset(r.place.page for r in failures if r.place.page is not None)
        found = _document(doc_id, evaluations, children)
        if doubts or asked or unread or graded:
            found = tuple(
                replace(c, doubts=doubts, reason_pages=asked, unread_pages=unread, grade_notes=graded) for c in found
            )
        yield found


def _document(doc_id: str, evaluations: list[Row], children: list[list[Row]]) -> tuple[Case, ...]:
    by_owner = [_by_evaluation(rows) for rows in children]
    names = [r["evaluation_id"] for r in sorted(evaluations, key=lambda r: r["sequence"] or 0)]
    rows = {r["evaluation_id"]: r for r in evaluations}
    strays = {owner for owned in by_owner for owner in owned} - rows.keys()
    found = [
        _case(doc_id, name, rows.get(name), [owned.get(name, []) for owned in by_owner])
        for name in (*names, *sorted(strays, key=str))
    ]
    amounts = tuple(_amount_of(c) for c in found if c.subject_kind == "project")
    known = tuple(a for a in amounts if a is not None)
    if not known or len(known) < len(amounts):
        return tuple(found)
    return tuple(replace(c, projects=known) if c.subject_kind == "department" else c for c in found)


def _by_evaluation(rows: list[Row]) -> dict[str | None, list[Row]]:
    ordered = sorted(rows, key=lambda r: (r["evaluation_id"] or "", r.values.get("sequence") or 0))
    return {name: list(group) for name, group in groupby(ordered, key=lambda r: r["evaluation_id"])}


def _amount_of(case: Case) -> Operand | None:
    total = next((line for line in case.funding if line.line == "total"), None)
    if total is None:
        return None
    amount = total.annual_budget or total.executed or total.received or total.initial_budget
    return None if amount is None else replace(amount, label=case.subject or amount.label)


def _case(doc_id: str, name: str | None, row: Row | None, children: Sequence[list[Row]]) -> Case:
    indicators, sections, funding, facts, ties = children
    of: Mapping[str, Any] = {} if row is None else row.values
    facts_read = tuple(_fact(r) for r in facts)
    return Case(
        doc_id,
        name,
        of.get("subject") or "",
        of.get("subject_kind"),
        of.get("fiscal_year"),
        _points(row, "total_score", "总分"),
        _points(row, "full_score", "满分"),
        of.get("grade"),
        None if row is None or not (of["grade_text"] or of["grade"]) else _grade(row),
        tuple(_indicator(r) for r in indicators),
        tuple(_section(r) for r in sections),
        tuple(with_adjacent_amounts(_funding(r), facts_read) for r in funding),
        facts_read,
        ties=tuple(_tie(r) for r in ties),
        pages=range(of.get("first_page") or 0, (of.get("last_page") or -1) + 1),
    )


def _grade(row: Row) -> Statement:
    print_ = row.prints.get("grade_text") or row.prints.get("grade")
    places, confidence = (print_.places, print_.confidence) if print_ else ((row.place,), row["confidence"])
    text = row["grade_text"] or row["grade"]
    return Statement(text, None, None, None, row.place.row_id, "grade_text", places, confidence)


def _operand(row: Row, columns: tuple[str, ...], value: Decimal, half: Decimal, shown: tuple[str, str]) -> Operand:
    """An operand that stands where the first of `columns` that has a print is printed, else where the row is;
    the last of them is its own. `shown` are its text and label."""
    key = row.place.row_id
    for column in columns:
        print_ = row.prints.get(column)
        if print_ is not None:
            return Operand(value, half, *shown, key, columns[-1], print_.places, print_.confidence)
    return Operand(value, half, *shown, key, columns[-1], (row.place,), row["confidence"])


def _points(row: Row | None, column: str, label: str) -> Operand | None:
    """A weight or score: exact, shown as the figure that is printed."""
    value = None if row is None else row[column]
    if value is None or row is None:
        return None
    print_ = row.prints.get(column)
    shown = plain(value)
    for figure in printed.figures(print_.text) if print_ else ():
        if figure.number == abs(value) and print_ is not None:
            shown = printed.folded(print_.text)[figure.start : figure.stop]
            shown = f"-{shown}" if value < 0 else shown
            break
    return _operand(row, (column,), value, ZERO, (shown, label))


def _measured(row: Row, label: str, unit: str | None, *columns: str) -> Operand | None:
    """An amount or rate, the value of the last of `columns`: stands for its interval. The columns before
    it are those whose print is read instead."""
    value = row[columns[-1]]
    if value is None:
        return None
    print_ = next((row.prints[c] for c in columns if c in row.prints), None)
    text = print_.text if print_ else (row[columns[0]] if len(columns) > 1 else None) or ""
    found = printed.figures(text)
    shown, bare = text if found else plain(value), False
    if found and unit and not text[found[-1].stop :].strip("()（）"):
        shown, bare = text[found[0].start : found[-1].stop] + unit, True
    operand = _operand(row, columns, value, printed.step(value, text, unit) / 2, (shown, label))
    return replace(operand, bare=True) if bare else operand


def _indicator(row: Row) -> Indicator:
    label = row["level3"] or row["level2"] or row["level1"] or ""
    return Indicator(
        row["indicator_id"],
        row["sequence"] or 0,
        row["sheet"],
        row["level1"],
        row["level2"],
        row["level3"],
        row["category"],
        row["kind"],
        row["reason"],
        _statement(row, "target"),
        _statement(row, "actual"),
        _points(row, "weight", label),
        _points(row, "score", label),
        _points(row, "level1_weight", row["level1"] or label),
        _points(row, "level2_weight", row["level2"] or label),
        _measured(row, label, None, "completion_rate"),
        _measured(row, label, None, "score_coefficient"),
    )


def _statement(row: Row, side: str) -> Statement | None:
    text, value = row[f"{side}_text"], row[f"{side}_value"]
    if text is None and value is None:
        return None
    print_ = row.prints.get(f"{side}_text") or row.prints.get(f"{side}_value")
    places, confidence = (print_.places, print_.confidence) if print_ else ((row.place,), row["confidence"])
    unit, operator = row[f"{side}_unit"], row[f"{side}_operator"]
    text = text if text is not None else plain(value) + (unit or "")
    return Statement(text, operator, value, unit, row.place.row_id, f"{side}_text", places, confidence)


def _section(row: Row) -> Section:
    label = row["label"] or ""
    return Section(
        row["section_id"],
        row["sequence"] or 0,
        row["sheet"],
        row["level"] or 1,
        label,
        _points(row, "weight", label),
        _points(row, "score", label),
        row.place,
    )


def _funding(row: Row) -> FundingLine:
    label, unit = row["line_text"] or "资金", row["unit_text"]
    initial, annual, received, executed = (_measured(row, label, unit, column) for column in _AMOUNTS)
    return FundingLine(
        row["funding_id"],
        row["sequence"] or 0,
        row["line"] or "other",
        row["line_text"],
        row.place,
        initial,
        annual,
        received,
        executed,
        _measured(row, label, None, "execution_rate_text", "execution_rate"),
        _points(row, "weight", label),
        _points(row, "score", label),
        _adjustment(row, label, unit),
    )


def _adjustment(row: Row, label: str, unit: str | None) -> Operand | None:
    """What a column of the form's own says was added to the budget or taken away."""
    texts = [text for heading, text in row["extra"] or () if _ADJUSTMENT.search(heading) and text]
    factor = _UNITS.get((unit or "").strip("（）() "))
    figures = printed.figures(printed.folded(texts[0])) if len(texts) == 1 else ()
    if len(figures) != 1 or factor is None:
        return None
    text = printed.folded(texts[0]).strip()
    value = figures[0].number * factor * (-1 if text.startswith(("-", "－", "—")) else 1)
    half = Decimal(1).scaleb(-figures[0].decimals) * factor / 2
    place, shown = (row.place,), f"{texts[0]}{unit or ''}"
    return Operand(value, half, shown, label, row.place.row_id, "extra", place, row["confidence"])


def _fact(row: Row) -> Fact:
    value, text = row["value"], row["value_text"] or ""
    label, clause = row["label"] or "", row["clause"] or ""
    figure, print_ = None, row.prints.get("value")
    if value is not None:
        figure = Operand(
            value,
            _half(row, value, text),
            text or plain(value),
            label,
            row["fact_id"],
            "value",
            (row.place,),
            row["confidence"],
            printed.operator(text, clause),
            figure=print_.places if print_ else (),
        )
    return Fact(
        row["fact_id"],
        row["sequence"] or 0,
        row["kind"] or "",
        label,
        figure,
        row["unit"],
        row["unit_text"] or "",
        row["parent_id"],
        clause,
        row["year"],
        row["state"],
    )


def _tie(row: Row) -> Tie:
    ends = row["from_id"] or "", row["from_column"] or "", row["to_id"] or "", row["to_column"] or ""
    own = row["partition"], row["complete"], row["confidence"], row["words"] or ""
    return Tie(row["kind"] or "", *ends, *own)


def _half(row: Row, value: Decimal, text: str) -> Decimal:
    """Whole counts and scores are exact; figures in 万 or 亿, or with decimals, stand for half a last digit, at least for
    what the dataset's own last digit stands for (0.0046‰ is kept as 0.000005)."""
    step: Decimal = row["precision"] if row["precision"] is not None else printed.step(value, text, row["unit_text"])
    counted = row["unit"] not in ("CNY", "ratio") and step == 1 and not set("万亿") & set(row["unit_text"] or "")
    return ZERO if counted or row["unit"] == "point" else max(step, STEP if row["unit"] == "ratio" else ZERO) / 2


__all__ = ["NEEDED", "cases"]
