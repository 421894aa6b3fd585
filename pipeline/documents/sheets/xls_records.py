"""Records of an .xls that the library which reads its cells passes over: formulas, lists of choices, and what lies above the cells."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ziping.pipeline.documents.sheets.lookups import Pointing

Workbook = Any  # xlrd comes without types

_BEGIN, _END = 0x809, 0x0A
_FORMULA, _SHARED, _ARRAY, _CHOICES = 0x06, 0x4BC, 0x221, 0x1BE
_FORMULAS = {_FORMULA: 20, _SHARED: 8, _ARRAY: 12}  # where the length of a formula stands in the record
_FROM_CELL = 2  # of formulas of this kind the library takes places of cells as they stand; of others it fails at those of other sheets
_LIST = 3
_BIFF8 = 80  # the version in which files of 1997 and later are written


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its kind, and its bytes."""

    kind: int
    data: bytes


def records_of(book: Workbook, sheet: int | None = None) -> Iterator[Record]:
    """The records of a sheet, or those that stand before all sheets; of a chart in it nothing. Ends where the file is damaged."""
    memory = book.mem
    place = book.base if sheet is None else book._sh_abs_posn[sheet]  # xlrd has no other way to tell
    depth = 0
    while memory is not None and place + 4 <= len(memory):
        kind, length = struct.unpack("<HH", memory[place : place + 4])
        place += 4
        if kind == _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield Record(kind, bytes(memory[place : place + length]))
        place += length


def pointing_of(book: Workbook, sheet: int) -> Pointing:
    """The sheets that a sheet's cells point to."""
    pointing = Pointing()
    if book.biff_version < _BIFF8:
        return pointing
    names: dict[str, str] = {}
    for record in records_of(book, sheet):
        if record.kind == _CHOICES:
            chosen = _choices(record.data)
            if chosen is not None:
                names = names or dict(_names(book))
                pointing.take_list(_text(book, chosen), names)
        elif record.kind in _FORMULAS:
            text = _text(book, _counted(record.data, _FORMULAS[record.kind]))
            names = names or dict(_names(book))
            pointing.take_formula(text, names)
            if not text:  # what cannot be told may count with any of them
                pointing.counted.update(book.sheet_names())
    return pointing


def _counted(data: bytes, at: int) -> bytes:
    """A formula that stands behind its length."""
    if at + 2 > len(data):
        return b""
    (length,) = struct.unpack("<H", data[at : at + 2])
    return data[at + 2 : at + 2 + length]


def _choices(data: bytes) -> bytes | None:
    """The formula of a list of choices; None where something else is asked of a cell."""
    if len(data) < 4 or data[0] & 0x0F != _LIST:
        return None
    place = 4
    for _ in range(4):  # titles and words of two messages
        if place + 3 > len(data):
            return None
        count, flags = struct.unpack("<HB", data[place : place + 3])
        place += 3 + count * (2 if flags & 1 else 1)
    formula = _counted(data[:place] + data[place : place + 2] + data[place + 4 :], place)
    return formula or None


def _text(book: Workbook, formula: bytes) -> str:
    """A formula in words; empty where it cannot be told."""
    from xlrd.formula import decompile_formula

    try:
        return str(decompile_formula(book, formula, len(formula), _FROM_CELL, browx=0, bcolx=0) or "")
    except Exception:  # a damaged formula makes it raise whatever its unpacking does
        return ""


def _names(book: Workbook) -> Iterator[tuple[str, str]]:
    """What names of the workbook stand for."""
    for one in book.name_obj_list:
        if text := str(getattr(one.result, "text", "") or ""):
            yield one.name, text
