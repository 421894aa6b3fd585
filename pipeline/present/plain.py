"""Values of the dataset as JSON can hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]


def plain(value: object) -> Plain:
    """Exact figures become text without trailing zeros (a JSON number would not stay exact), dates ISO text."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Decimal():
            return figure(value)
        case Mapping():
            return {str(k): plain(v) for k, v in value.items()}
        case Iterable():
            return [plain(v) for v in value]
        case _:
            return str(value)


def figure(value: Decimal) -> str:
    """39.250000 → `39.25`."""
    return f"{value.normalize():f}" if value else "0"
