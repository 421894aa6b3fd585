"""Sheets of an .xlsx, from the parts of its package."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ziping.pipeline.documents.elements import attribute, child, name_of, number
from ziping.pipeline.documents.package import Element, Package, open_package
from ziping.pipeline.documents.scanned import may_be_page
from ziping.pipeline.documents.sheets.builtin import BUILTIN
from ziping.pipeline.documents.sheets.cell_pictures import CellPictures, cell_pictures
from ziping.pipeline.documents.sheets.drawings import read_drawings
from ziping.pipeline.documents.sheets.lookups import Pointing, without_lookups
from ziping.pipeline.documents.sheets.model import (
    MOST_COLUMNS,
    MOST_ROWS,
    Area,
    CellFormat,
    SheetCell,
    SheetModel,
    refuse_many_sheets,
)
from ziping.pipeline.documents.sheets.number_formats import (
    format_number,
    format_text,
)
from ziping.pipeline.documents.sheets.stored import stored_beside
from ziping.pipeline.errors import ReadError

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PRINT_AREA = "_xlnm.Print_Area"


@dataclass(frozen=True, slots=True)
class _Style:
    code: str
    format: CellFormat


@dataclass(frozen=True, slots=True)
class _Book:
    package: Package
    strings: tuple[str, ...]
    styles: tuple[_Style, ...]
    since_1904: bool
    names: Mapping[str, str]
    pictures: CellPictures


def read_xlsx(path: Path) -> list[SheetModel]:
    """The sheets of a workbook, in the order of their tabs.

    Raises:
        ReadError: `corrupt`, `encrypted`, `too-large`.
    """
    with open_package(path) as package:
        name = package.main("xl/workbook.xml")
        root = package.xml(name)
        if root is None:
            raise ReadError("corrupt", f"{path} is no workbook, whatever its name says: fetch it again")
        related = package.related(name)
        parts = {kind: package.xml(part) for kind, part in related.values() if kind in {"sharedStrings", "styles"}}
        since_1904 = (attribute(child(root, "workbookPr"), "date1904") or "0") in {"1", "true"}
        book = _Book(
            package,
            tuple(_strings(parts.get("sharedStrings"))),
            tuple(_styles(parts.get("styles"))),
            since_1904,
            _names(root),
            cell_pictures(package, name),
        )
        areas = _print_areas(root)
        tabs = [c for c in _children(root, "sheets") if name_of(c) == "sheet"]
        refuse_many_sheets(path, len(tabs))
        sheets = []
        for index, one in enumerate(tabs):
            kind, part = related.get(attribute(one, "id") or "", ("", ""))
            if kind != "worksheet" or not package.has(part):
                continue
            sheet = SheetModel(attribute(one, "name") or "", printed=areas.get(index, []))
            sheet.hidden = (attribute(one, "state") or "visible") != "visible"
            pointing = Pointing()
            if not sheet.hidden:
                _read(book, part, sheet, pointing)
                read_drawings(package, part, sheet)
            sheets.append((sheet, pointing))
        return without_lookups(sheets)


def _children(element: Element, name: str) -> Iterator[Element]:
    """The children of a child."""
    found = child(element, name)
    yield from found if found is not None else ()


def _strings(root: Element | None) -> Iterator[str]:
    for one in root if root is not None else ():
        yield _rich(one)


def _rich(one: Element) -> str:
    """The text of a string, whatever fonts it is in; readings of characters are no part of it."""
    texts = []
    for part in one:
        if name_of(part) == "t":
            texts.append(str(part.text or ""))
        elif name_of(part) == "r":
            texts.extend(str(t.text or "") for t in part if name_of(t) == "t")
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), "".join(texts))


def _styles(root: Element | None) -> Iterator[_Style]:
    if root is None:
        return
    codes = dict(BUILTIN)
    for one in _children(root, "numFmts"):
        codes[number(one, "numFmtId") or 0] = attribute(one, "formatCode") or "General"
    borders = [_is_bordered(b) for b in _children(root, "borders")]
    sizes = [_size(f) for f in _children(root, "fonts")]
    for xf in _children(root, "cellXfs"):
        border, font = number(xf, "borderId") or 0, number(xf, "fontId") or 0
        format = CellFormat(
            0 <= border < len(borders) and borders[border],
            attribute(child(xf, "alignment"), "horizontal") or "",
            sizes[font] if 0 <= font < len(sizes) else 11.0,
        )
        yield _Style(codes.get(number(xf, "numFmtId") or 0, "General"), format)


def _is_bordered(border: Element) -> bool:
    return any((attribute(side, "style") or "none") != "none" for side in border if name_of(side) != "diagonal")


def _size(font: Element) -> float:
    try:
        return min(max(float(attribute(child(font, "sz")) or 11), 8.0), 26.0)
    except ValueError:
        return 11.0


def _names(root: Element) -> dict[str, str]:
    """What names of the workbook stand for."""
    return {attribute(one, "name") or "": str(one.text or "") for one in _children(root, "definedNames")}


def _print_areas(root: Element) -> dict[int, list[Area]]:
    found: dict[int, list[Area]] = {}
    for one in _children(root, "definedNames"):
        sheet = number(one, "localSheetId")
        if attribute(one, "name") == _PRINT_AREA and sheet is not None:
            areas = [area for part in str(one.text or "").split(",") if (area := _area(part.rpartition("!")[2]))]
            found[sheet] = areas
    return found


def _area(text: str) -> Area | None:
    corners = [_REFERENCE.fullmatch(c) for c in text.split(":")]
    places = [(int(c[2]) - 1, _column(c[1])) for c in corners if c]
    if len(places) != len(corners) or not places:
        return None
    (row, column), (last_row, last_column) = places[0], places[-1]
    return Area(min(row, last_row), min(column, last_column), max(row, last_row), max(column, last_column))


def _column(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + ord(letter) - ord("A") + 1
    return value - 1


def _read(book: _Book, part: str, sheet: SheetModel, pointing: Pointing) -> None:
    root = book.package.xml(part)
    if root is None:
        return
    for one in _children(root, "cols"):
        first, last = number(one, "min") or 1, number(one, "max") or 1
        columns = range(first - 1, min(last, MOST_COLUMNS))
        width = attribute(one, "width")
        if _is_on(one, "hidden") or (width and _float(width) == 0):
            sheet.hidden_columns.update(columns)
        if width:
            sheet.widths.update(dict.fromkeys(columns, _float(width) or 8.43))
    for one in _children(root, "mergeCells"):
        area = _area(attribute(one, "ref") or "")
        if area:
            sheet.merged.append(area)
    for one in root.iter():
        if name_of(one) == "dataValidation" and attribute(one, "type") == "list":
            pointing.take_list("".join(str(t) for t in one.itertext()), book.names)
        elif name_of(one) == "c" and (formula := child(one, "f")) is not None:
            pointing.take_formula(str(formula.text or ""), book.names)
    _rows(book, root, sheet)


def _rows(book: _Book, root: Element, sheet: SheetModel) -> None:
    below = -1
    filled = 0
    for row in _children(root, "sheetData"):
        index = (number(row, "r") or below + 2) - 1
        below = index
        height = attribute(row, "ht")
        if _is_on(row, "hidden") or (height and _float(height) == 0):
            sheet.hidden_rows.add(index)
            continue
        beside = -1
        any_text = False
        for one in row:
            place = _REFERENCE.fullmatch(attribute(one, "r") or "")
            column = _column(place[1]) if place else beside + 1
            beside = column
            if column >= MOST_COLUMNS:
                continue
            cell = _cell(book, one, sheet)
            any_text = any_text or bool(cell.text)
            if cell.text or cell.format.bordered:
                sheet.cells[index, column] = cell
        filled += any_text
        if filled > MOST_ROWS:
            sheet.too_long = True
            sheet.cells.clear()
            return


def _cell(book: _Book, one: Element, sheet: SheetModel) -> SheetCell:
    index = number(one, "s") or 0
    style = book.styles[index] if 0 <= index < len(book.styles) else _Style("General", CellFormat())
    kind, stored = attribute(one, "t") or "n", child(one, "v")
    value = str(stored.text or "") if stored is not None else ""
    inline = child(one, "is")
    if kind == "inlineStr" and inline is not None:
        return _text_or_picture(book, one, _rich(inline), style.format, sheet)
    if not value:
        sheet.uncounted += child(one, "f") is not None and kind not in {"str", "s"}
        return SheetCell("", style.format)
    shown, figure = _shown(book, kind, value, style), _float(value) if kind == "n" else None
    if figure is None:
        return _text_or_picture(book, one, shown, style.format, sheet)
    return SheetCell(shown, style.format, stored_beside(figure, shown, style.code))


def _text_or_picture(book: _Book, one: Element, text: str, format: CellFormat, sheet: SheetModel) -> SheetCell:
    """A cell of text; empty where it shows a picture, which is read where it is as large as a page."""
    part = book.pictures.part(text, number(one, "vm"))
    if part is None:
        return SheetCell(text, format)
    picture = book.package.read(part) if book.package.has(part) else None
    sheet.show(picture if picture is not None and may_be_page(picture) else None)
    return SheetCell("", format)


def _shown(book: _Book, kind: str, value: str, style: _Style) -> str:
    figure = _float(value) if kind == "n" else None
    if figure is not None:
        return format_number(figure, style.code, since_1904=book.since_1904)
    if kind == "s":
        place = int(value) if value.isdigit() else -1
        return format_text(book.strings[place] if 0 <= place < len(book.strings) else "", style.code)
    if kind == "str":
        return format_text(_ESCAPED.sub(lambda m: chr(int(m[1], 16)), value), style.code)
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    return value


def _float(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < 1e300 else None


def _is_on(element: Element, name: str) -> bool:
    """Whether an attribute says yes."""
    return (attribute(element, name) or "").lower() in {"1", "true", "on"}
