"""What a person types in the place of a reading, understood by the same readers as the print."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ziping.parsers.lexicon.lines import LINES
from ziping.parsers.lexicon.marks import GRADES, NOTHING
from ziping.parsers.text.dates import read_date
from ziping.parsers.text.normalise import plain
from ziping.parsers.text.numbers import find_quantities, read_number, read_quantity
from ziping.parsers.text.values import read_value
from ziping.pipeline.present.figures import MONEY, RATIOS
from ziping.schemas.dataset import TABLES, Kind
from ziping.schemas.dataset.arrow import LIMIT
from ziping.schemas.quantity import Quantity

_DERIVED = frozenset(  # names for programs, and what follows from other values
    [
        "sequence",
        "precision",
        "subject_kind",
        "category",
        "kind",
        "unit",
        "state",
        "target_operator",
        "target_unit",
        "actual_operator",
        "actual_unit",
        "region_code",
        "province",
        "city",
        "county",
        "agency_name",
        "first_page",
        "last_page",
        "clause",
    ]
)
_CODES = {("evaluations", "grade"): GRADES, ("evaluations", "grade_text"): GRADES, ("funding", "line"): LINES}
_SIGNED = frozenset({"value", "target_value", "actual_value"})
_YEARS = range(1900, 2101)
_MOST_SHARE = Decimal("1.5")  # a rate without % above that might as well be per cent
COLUMN_SPECS = {(spec.name, column.name): column for spec in TABLES for column in spec.columns}
_KEYS = {spec.key for spec in TABLES}
_TYPED = frozenset({Kind.DECIMAL, Kind.INT16, Kind.DATE, Kind.STRING})
Row = Mapping[str, Any]
Values = dict[str, Any]  # column → value


class Refused(ValueError):
    """A typed value that the column does not take.

    Attributes:
        code: `column`, `figure`, `money`, `ratio`, `points`, `unit`, `date`, `year`, `word`, `large` or `empty`: why.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


def takes(table: str, column: str) -> bool:
    """Whether a person can type a value of a column. Those that follow from others change with them; what stands in a
    column of the form that has none here (`extra`) is used by no check, and keeps its place as it was printed."""
    declared = COLUMN_SPECS.get((table, column))
    named = column in _DERIVED or column in _KEYS or column.endswith("_id")
    return declared is not None and not named and declared.kind in _TYPED


def typed(table: str, column: str, text: str, row: Row) -> Values:
    """The values of a row that a typed text changes, the column's own first: `8.49万元` is 84900 yuan in a column of
    money, and so is `8.49` in a row whose unit is 万元; `≥95%` is an operator, a value and a unit. A word or sign for
    nothing (无, —) says that nothing is printed there.

    Raises:
        Refused: when the column takes no such value.
    """
    if not takes(table, column):
        raise Refused("column", f"{table}.{column} cannot be corrected: it follows from other values")
    text = text.strip()
    if not text:
        raise Refused("empty", "nothing is typed")
    if plain(text) in NOTHING:
        return dict.fromkeys(_together(column), None)
    match COLUMN_SPECS[table, column].kind:
        case Kind.DECIMAL:
            return _figure(table, column, text, row)
        case Kind.INT16:
            return {column: _year(text)}
        case Kind.DATE:
            return {column: _date(text)}
        case Kind.STRING:
            return _words(table, column, text)
    raise Refused("column", f"{table}.{column} cannot be corrected")


def _together(column: str) -> tuple[str, ...]:
    """A value with those that are read from the same print."""
    stem, _, kind = column.rpartition("_")
    if stem in ("target", "actual") and kind == "text":
        return column, f"{stem}_operator", f"{stem}_value", f"{stem}_unit"
    if column in ("grade", "grade_text"):
        return "grade", "grade_text"
    return (column,)


def _words(table: str, column: str, text: str) -> Values:
    if (names := _CODES.get((table, column))) is not None:
        found = names.find(text)
        meaning = text if text in names.strong.values() else found and found.meaning
        if not meaning:
            raise Refused("word", f"{text!r} is none of the words for that")
        return {"grade": meaning, "grade_text": text} if "grade" in column else {column: meaning}
    if len(_together(column)) == 1:
        return {column: text}
    reading = read_value(text)
    return dict(zip(_together(column), (text, reading.operator, reading.value, reading.unit), strict=True))


def _figure(table: str, column: str, text: str, row: Row) -> Values:
    quantity = _with_sign(text) if column in _SIGNED else read_quantity(text)
    if quantity is None:
        raise Refused("figure", f"{text!r} is no figure")
    if column == "value" and table == "facts":
        quantity = _in_unit(quantity, row.get("unit_text"))
        if row.get("unit") is not None and quantity.unit != row["unit"]:
            raise Refused("unit", f"{text!r} is not in the unit of what it stands for: {row.get('unit_text')}")
        unit_text = quantity.unit_text or row.get("unit_text")
        values = {"value": quantity.value, "value_text": text, "unit_text": unit_text, "precision": quantity.step}
    elif column in MONEY:
        values = {column: _money(quantity, column, text, row)}
    elif column in RATIOS:
        values = {column: _ratio(quantity, column, text, row)}
    elif column in ("target_value", "actual_value"):
        values = {column: quantity.number}
    elif quantity.unit in (None, "point") or (column == "weight" and quantity.unit == "ratio"):
        values = {column: quantity.number}  # a weight of 10% is 10
    else:
        raise Refused("points", f"{text!r} is no number of points")
    if any(isinstance(v, Decimal) and abs(v) >= LIMIT for v in values.values()):
        raise Refused("large", f"{text!r} is too large")
    return values


def _with_sign(text: str) -> Quantity | None:
    """A figure that may have a sign of comparison: ≥95%, 95%以上."""
    found = next(find_quantities(text), None)
    if found is None or text[: found.operator_start].strip() or text[found.operator_stop :].strip():
        return None
    return found.quantity


def _money(quantity: Quantity, column: str, text: str, row: Row) -> Decimal:
    if quantity.unit is None:
        unit = row.get("unit_text")
        quantity = _in_unit(quantity, unit if unit and read_quantity(f"1{unit}") else None)
        if quantity.unit is None:
            return quantity.value * (_scale(row, column) or Decimal(1))
    if quantity.unit != "CNY":
        raise Refused("money", f"{text!r} is no amount of money")
    return quantity.value


def _ratio(quantity: Quantity, column: str, text: str, row: Row) -> Decimal:
    if quantity.unit == "ratio":
        return quantity.value
    if quantity.unit is not None:
        raise Refused("ratio", f"{text!r} is no rate")
    scale = _scale(row, column)
    if scale is None and quantity.value > _MOST_SHARE:
        raise Refused("ratio", f"{text!r} may be per cent or not: write it with %")
    return quantity.value * (scale or Decimal(1))


def _in_unit(quantity: Quantity, unit_text: str | None) -> Quantity:
    """A bare figure in the unit that stands beside it."""
    if quantity.unit is not None or quantity.unit_text is not None or not unit_text:
        return quantity
    return read_quantity(f"{quantity.number}{unit_text}") or quantity


def _scale(row: Row, column: str) -> Decimal | None:
    """By how much the print of a value was scaled when it was read: 95.5 under 执行率（%） is 0.955."""
    value = row.get(column)
    prints = [c["text"] for c in row.get("cells") or () if c["column"] == column]
    read = read_quantity(prints[0]) if len(prints) == 1 and prints[0] else None
    if read is None or not value or not read.number:
        return None
    scale: Decimal = value / read.number
    return scale if scale.normalize().as_tuple().digits == (1,) else None


def _year(text: str) -> int:
    number = read_number(text.removesuffix("度").removesuffix("年"))
    if number is None or number.value not in _YEARS:
        raise Refused("year", f"{text!r} is no year")
    return int(number.value)


def _date(text: str) -> datetime.date:
    found = read_date(text)
    day = found.first_day() if found is not None else None
    if day is None:
        raise Refused("date", f"{text!r} is no date")
    return day
