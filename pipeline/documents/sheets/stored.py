"""What a cell stores beside what it shows: 0.9125 shown as 91.25%, 1234567.891 shown as 1,234,567.89."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from ziping.pipeline.documents.sheets.dates import is_date
from ziping.pipeline.documents.sheets.number_formats import exact


def stored_beside(value: float, shown: str, code: str) -> str:
    """The stored number, where the cell shows another one; empty where it is the same, and for dates, which are stored as days.

    Args:
        code: The format of the cell.
    """
    if not shown or any(is_date(section) for section in code.split(";")):
        return ""
    stored = exact(value)
    try:
        same = Decimal(shown.replace(",", "").strip("¥￥$ ")) == stored
    except InvalidOperation:
        same = False
    return "" if same else _plain(stored)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
