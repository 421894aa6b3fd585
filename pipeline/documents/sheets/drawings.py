"""What lies above the cells of a sheet of an .xlsx: pictures, boxes of text, objects of other programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ziping.pipeline.documents.elements import attribute, child, name_of, number
from ziping.pipeline.documents.package import Element, Package
from ziping.pipeline.documents.scanned import LARGE
from ziping.pipeline.documents.sheets.model import CHARACTER, USUAL_HEIGHT, USUAL_WIDTH, SheetModel, TextBox

_POINT = 12_700  # of the units that drawings are measured in
_OBJECTS = frozenset({"chart", "relIds", "oleObj"})  # charts, diagrams, and what lies in a drawing as an object
_EMBEDDED = frozenset({"oleObject", "package"})
_HIDDEN = frozenset({"1", "true"})


def read_drawings(package: Package, part: str, sheet: SheetModel) -> None:
    """Puts what lies above the cells into a sheet, whose part has the name `part`.

    Raises:
        ReadError: `corrupt`, `too-large`.
    """
    related = package.related(part)
    sheet.objects += sum(kind in _EMBEDDED for kind, _ in related.values())
    for kind, drawing in related.values():
        root = package.xml(drawing) if kind == "drawing" else None
        for anchor in root if root is not None else ():
            if name_of(anchor).endswith("Anchor"):
                _read_anchor(package, package.related(drawing), anchor, sheet)


def _read_anchor(package: Package, related: Mapping[str, tuple[str, str]], anchor: Element, sheet: SheetModel) -> None:
    row, column = _corner(anchor, "from", "row"), _corner(anchor, "from", "col")
    if sheet.printed and not any(area.holds(row, column) for area in sheet.printed):
        return
    for one in _shown(anchor):
        match name_of(one):
            case "pic" if _is_large(one, anchor, sheet):
                part = related.get(attribute(child(one, "blipFill", "blip"), "embed") or "", ("", ""))[1]
                sheet.show(package.read(part) if package.has(part) else None)
            case "sp" if lines := [line for line in _lines(child(one, "txBody")) if line]:
                sheet.boxes.append(TextBox(row, "\n".join(lines)))
            case name if name in _OBJECTS:
                sheet.objects += 1


def _shown(anchor: Element) -> Iterator[Element]:
    """All elements below one but those that are hidden, and the older of two ways to say the same."""
    for one in anchor:
        hidden = next((attribute(p, "hidden") for p in one.iter() if name_of(p) == "cNvPr"), None)
        if name_of(one) != "Fallback" and (hidden or "") not in _HIDDEN:
            yield one
            yield from _shown(one) if name_of(one) != "pic" else ()


def _is_large(picture: Element, anchor: Element, sheet: SheetModel) -> bool:
    extent = child(picture, "spPr", "xfrm", "ext")
    extent = extent if extent is not None and number(extent, "cx") else child(anchor, "ext")
    width, height = (number(extent, "cx") or 0) / _POINT, (number(extent, "cy") or 0) / _POINT
    if not (width and height):  # as large as the cells that it lies on
        columns = range(_corner(anchor, "from", "col"), _corner(anchor, "to", "col"))
        width = sum(sheet.widths.get(c, USUAL_WIDTH) for c in columns[:256]) * CHARACTER
        height = (_corner(anchor, "to", "row") - _corner(anchor, "from", "row")) * USUAL_HEIGHT
    return width >= LARGE[0] and height >= LARGE[1]


def _corner(anchor: Element, corner: str, name: str) -> int:
    place = child(anchor, corner, name)
    text = str(place.text or "").strip() if place is not None else ""
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _lines(body: Element | None) -> Iterator[str]:
    """The paragraphs of a box of text."""
    for paragraph in body if body is not None else ():
        if name_of(paragraph) == "p":
            parts = [
                "\n" if name_of(t) == "br" else str(t.text or "") for t in paragraph.iter() if name_of(t) in {"t", "br"}
            ]
            yield "".join(parts).strip()
