"""The recomputation behind a finding: every figure as printed, where it stands, and what they give."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from ziping.pipeline.checks.arithmetic.operands import Operand, in_units_of
from ziping.pipeline.formats.findings import Row
from ziping.pipeline.present.figures import MONEY, number
from ziping.pipeline.reviews.overlay import SPECS
from ziping.pipeline.workpaper.paper import TICKS, Line

Say = Callable[[str], str]
Rows = Mapping[tuple[str, str], Row]  # (table, id) → row
_NAMES = {"indicators": ("level3", "level2", "level1"), "funding": ("line_text",), "sections": ("label",)}
_SAME = 0.5  # points between the edges of one box
_AMOUNT = "元"


def lines_of(finding: Row, rows: Rows, say: Say) -> tuple[Line, ...]:
    """The lines of a recomputation: the parts in the order of the equation, then the stated figure."""
    stated, computed = finding["stated"], finding["computed"]
    printed = list(_printed(finding, rows, say))
    first = printed[0] if printed and stated is not None and printed[0].value in (None, stated) else None
    parts = printed[1:] if first is not None else printed
    lines = [Line(p.label, p.place, p.text) for p in parts]
    if first is None and stated is None:
        return tuple(lines)
    text = first.text if first is not None else number(stated)
    like = Operand(stated, Decimal(0), text, "")
    gap = finding["difference"]
    lines.append(
        Line(
            first.label if first is not None else finding["subject"] or "",
            first.place if first is not None else say("implied by the rule"),
            text,
            "" if computed is None else in_units_of(computed, like),
            "" if not gap else ("+" if gap > 0 else "−") + in_units_of(abs(gap), like),
            TICKS[finding["status"]],
        )
    )
    return tuple(lines)


class _Printed:
    """A figure of the equation: what is printed, and what was read from it."""

    __slots__ = ("label", "place", "text", "value")

    def __init__(self, label: str, place: str, text: str, value: Decimal | None) -> None:
        self.label, self.place, self.text, self.value = label, place, text, value


def _printed(finding: Row, rows: Rows, say: Say) -> Iterator[_Printed]:
    seen: set[tuple[str, str, str]] = set()
    for place in finding["evidence"] or ():
        row = rows.get((place["table"], place["row_id"]))
        if row is None:
            continue
        column, text = _cell(place, row)
        key = (place["table"], place["row_id"], column)
        if key in seen:  # a figure that a page break cuts has two places
            continue
        seen.add(key)
        value = row.get(column)
        yield _Printed(
            _label(place["table"], row, column, say),
            _place(place, say),
            _with_unit(text, column, row),
            value if isinstance(value, Decimal) else None,
        )


def _cell(place: Mapping[str, Any], row: Row) -> tuple[str, str]:
    """The column that the figure was read for, and its print."""
    if "value_text" in row:
        return "value", row["value_text"] or ""
    at = [c for c in row.get("cells") or () if c["page"] == place["page"] and _same(c, place)]
    for cell in sorted(at, key=lambda c: c["column"].endswith(("_operator", "_unit", "_text"))):
        return cell["column"], cell["text"]
    return "", ""


def _same(cell: Mapping[str, Any], place: Mapping[str, Any]) -> bool:
    edges = [(cell[e], place[e]) for e in ("x0", "top", "x1", "bottom")]
    return all(a is not None and b is not None and abs(a - b) <= _SAME for a, b in edges)


def _with_unit(text: str, column: str, row: Row) -> str:
    unit = row.get("unit_text") or ""
    bare = column in MONEY and _AMOUNT not in text and unit.endswith(_AMOUNT)
    return f"{text}{unit}" if bare and text else text


def _label(table: str, row: Row, column: str, say: Say) -> str:
    """What the figure is called: the row's name and, in tables of several figures a row, the column's."""
    if table == "facts":
        return str(row["label"] or row["clause"] or "")
    declared = next((c for c in SPECS[table].columns if c.name == column), None)
    heading = "" if declared is None else say(declared.name.replace("_", " "))
    name = next((row[n] for n in _NAMES.get(table, ()) if row.get(n)), "")
    return " · ".join(part for part in (name, heading) if part)


def _place(place: Mapping[str, Any], say: Say) -> str:
    table = say(place["table"])
    return table if place["page"] is None else say(f"{table}, p. {place['page']}")
