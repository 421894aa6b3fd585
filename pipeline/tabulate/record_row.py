"""One dataclass of the report → one row: fields become columns of the same name, by their declaration.

A `Stated` field gives its value to the column and its print to `cells`; a `Place` gives the row its
provenance; `extra` becomes the map of that name. Nothing here knows a column by name beyond these.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ziping.pipeline.present.page_transform import shown_box
from ziping.schemas.document import PageInfo
from ziping.schemas.geometry import Box, Place
from ziping.schemas.report import (
    Evaluation,
    Fact,
    FundingLine,
    Indicator,
    Report,
    Section,
    Stated,
)
from ziping.schemas.text import Printed

Row = dict[str, Any]
Item = Report | Evaluation | Indicator | Section | FundingLine | Fact


@dataclasses.dataclass(frozen=True, slots=True)
class Layout:
    """The fields of a dataclass, by what becomes of them."""

    stated: tuple[str, ...]
    plain: tuple[str, ...]


def _layout_of(kind: type[Item]) -> Layout:
    """Sorts the fields of a report's dataclass; children (tuples of dataclasses), `row` and `extra` left out."""
    hints = typing.get_type_hints(kind)
    stated, plain = [], []
    for field in dataclasses.fields(kind):
        hint = hints[field.name]
        alternatives = typing.get_args(hint) if type(None) in typing.get_args(hint) else (hint,)
        kinds = {typing.get_origin(t) or t for t in alternatives}
        if Stated in kinds:
            stated.append(field.name)
        elif not kinds & {tuple, Place, Evaluation}:
            plain.append(field.name)
    return Layout(tuple(stated), tuple(plain))


_LAYOUTS: Mapping[type, Layout] = {
    kind: _layout_of(kind) for kind in (Report, Evaluation, Indicator, Section, FundingLine, Fact)
}


def values_of(item: Item) -> Row:
    """The columns that the item's own fields fill, without provenance."""
    layout = _LAYOUTS[type(item)]
    row = {name: getattr(item, name) for name in layout.plain}
    for name in layout.stated:
        stated = getattr(item, name)
        row[name] = None if stated is None else stated.value
    extra = getattr(item, "extra", ())
    if extra:
        row["extra"] = [(heading, stated.value) for heading, stated in extra]
    return row


def prints_of(item: Item) -> Iterator[tuple[str, Printed]]:
    """Every print that the item was read from, with the column it was read for."""
    for name in _LAYOUTS[type(item)].stated:
        stated = getattr(item, name)
        if stated is not None:
            for printed in stated.printed:
                yield name, printed
    for heading, stated in getattr(item, "extra", ()):
        for printed in stated.printed:
            yield f"extra.{heading}", printed


def cell_of(column: str, printed: Printed, pages: Mapping[int, PageInfo]) -> Row:
    """An entry of `cells`."""
    return {
        "column": column,
        "text": printed.text,
        "page": printed.page,
        **_corners(printed.box, pages.get(printed.page)),
        "confidence": printed.confidence,
    }


def provenance(place: Place | None, prints: Iterable[Printed], pages: Mapping[int, PageInfo]) -> Row:
    """Where a row stands, how its page was read, and the confidence of the least certain of `prints`."""
    if place is None:
        return {}
    sure = [p.confidence for p in prints if p.confidence is not None]
    info = pages.get(place.page)
    return {
        "page": place.page,
        **_corners(place.box, info),
        "method": None if info is None else str(info.method),
        "confidence": min(sure, default=None),
    }


def place_of(printed: Iterable[Printed]) -> Place | None:
    """The first page's part of something printed."""
    first = next(iter(printed), None)
    return None if first is None else Place(first.page, first.box)


def row_of(item: Item, place: Place | None, pages: Mapping[int, PageInfo]) -> Row:
    """Values, provenance and `cells` of an item that stands at `place`."""
    prints = tuple(prints_of(item))
    return {
        **values_of(item),
        **provenance(place, (p for _, p in prints), pages),
        "cells": [cell_of(column, printed, pages) for column, printed in prints],
    }


def _corners(box: Box, page: PageInfo | None) -> Row:
    """The box as columns, on the page as viewers show it."""
    shown = box if page is None else shown_box(box, page)
    return {"x0": shown.x0, "top": shown.top, "x1": shown.x1, "bottom": shown.bottom}
