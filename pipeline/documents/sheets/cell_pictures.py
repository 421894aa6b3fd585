"""Pictures that cells of an .xlsx show in place of text: by a formula as WPS writes it, or by a mark as Excel does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from ziping.pipeline.documents.elements import attribute, child, name_of, number
from ziping.pipeline.documents.package import Element, Package

_NAMED = re.compile(r"=(?:_xlfn\.)?DISPIMG\(\"?([^\",)]*)")

One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class CellPictures:
    """The pictures that cells of a workbook show.

    Attributes:
        named: Those of WPS: the part that holds each, by the name in the cell's formula.
        marked: Those of Excel, by the number of the mark on the cell, counted from 1.
    """

    named: Mapping[str, str] = field(default_factory=dict)
    marked: Mapping[int, str] = field(default_factory=dict)

    def part(self, text: str, mark: int | None) -> str | None:
        """The part whose picture a cell shows; empty where the file lacks it, None where the cell shows its text.

        Args:
            text: What the cell stores.
            mark: The number of its mark.
        """
        found = _NAMED.match(text)
        return self.named.get(found[1], "") if found else self.marked.get(mark or 0)


def cell_pictures(package: Package, workbook: str) -> CellPictures:
    """The pictures in the cells of a workbook, whose main part has the name `workbook`."""
    parts = dict(package.related(workbook).values())
    return CellPictures(dict(_named(package, parts.get("cellImage", ""))), dict(_marked(package, parts)))


def _named(package: Package, part: str) -> Iterator[tuple[str, str]]:
    root = package.xml(part)
    related = package.related(part) if root is not None else {}
    for one in root.iter() if root is not None else ():
        if name_of(one) == "pic":
            name = attribute(child(one, "nvPicPr", "cNvPr"), "name")
            held = related.get(attribute(child(one, "blipFill", "blip"), "embed") or "")
            if name and held:
                yield name, held[1]


def _marked(package: Package, parts: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """A mark leads to a kind of value, that to a value, that to a relation, and that to the picture."""
    marks, values = package.xml(parts.get("sheetMetadata", "")), package.xml(parts.get("rdRichValue", ""))
    pointers = package.xml(parts.get("richValueRel", ""))
    if marks is None or values is None or pointers is None:
        return
    related = package.related(parts["richValueRel"])
    relations = [attribute(one, "id") for one in _of(pointers, "rel")]
    pointed = [_figure(child(one, "v")) for one in _of(values, "rv")]
    kinds = [number(one, "i") for one in marks.iter() if name_of(one) == "rvb"]
    cells = child(marks, "valueMetadata")
    for mark, block in enumerate(cells if cells is not None else (), 1):
        relation = _at(relations, _at(pointed, _at(kinds, number(child(block, "rc"), "v"))))
        held = related.get(relation or "")
        if held:
            yield mark, held[1]


def _of(parent: Element, name: str) -> Iterator[Element]:
    return (one for one in parent if name_of(one) == name)


def _figure(element: Element | None) -> int | None:
    text = str(element.text or "").strip() if element is not None else ""
    return int(text) if text.isdecimal() and len(text) < 9 else None


def _at(every: Sequence[One | None], place: int | None) -> One | None:
    return every[place] if place is not None and 0 <= place < len(every) else None
