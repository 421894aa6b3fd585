"""Sheets that are only lookups: lists that cells of other sheets are chosen from, and tables in which they are looked up.

Such a sheet states nothing of the report. It is known by what points to it, not by its name: a list of choices or a function that
looks something up, in another sheet, and nothing that counts with it. A sheet with formulas, merged cells or figures in several
columns is none, whatever points to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ziping.pipeline.documents.sheets.model import SheetModel

_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([^\s'!(),=+*/&<>;:\"{}$-]+))!")
_WORD = re.compile(r"[^\W\d][\w.]*")
_LOOKS_UP = re.compile(r"\b(?:[VHX]?LOOKUP|X?MATCH|INDEX|CHOOSE)\s*\(", re.IGNORECASE)
_FIGURE_ALONE = re.compile(r"[-+¥￥]?\d[\d,]*(?:\.\d+)?%?")


@dataclass(slots=True)
class Pointing:
    """The sheets that a sheet's cells point to, by name.

    Attributes:
        listed: From which their values are chosen.
        looked_up: In which their values are looked up.
        counted: With which they count otherwise.
        formulas: How many of its cells are counted.
    """

    listed: set[str] = field(default_factory=set)
    looked_up: set[str] = field(default_factory=set)
    counted: set[str] = field(default_factory=set)
    formulas: int = 0

    def take_list(self, formula: str, names: Mapping[str, str]) -> None:
        """A list of choices.

        Args:
            names: What names of the workbook stand for.
        """
        self.listed.update(_sheets(formula, names))

    def take_formula(self, formula: str, names: Mapping[str, str]) -> None:
        """A formula of a cell."""
        self.formulas += 1
        (self.looked_up if _LOOKS_UP.search(formula) else self.counted).update(_sheets(formula, names))


def without_lookups(sheets: Iterable[tuple[SheetModel, Pointing]]) -> list[SheetModel]:
    """The sheets without those that are only lookups."""
    every = list(sheets)
    return [sheet for sheet, own in every if not _is_lookup(sheet, own, [p for s, p in every if s is not sheet])]


def _is_lookup(sheet: SheetModel, own: Pointing, others: Iterable[Pointing]) -> bool:
    listed = looked_up = False
    for other in others:
        if sheet.name in other.counted:
            return False
        listed, looked_up = listed or sheet.name in other.listed, looked_up or sheet.name in other.looked_up
    if sheet.hidden:  # what it holds was not read: a list has nothing to tell, a table may have
        return listed and not looked_up
    if not (listed or looked_up) or own.formulas or own.listed or sheet.merged or sheet.boxes or sheet.scans:
        return False
    return len({column for (_, column), cell in sheet.cells.items() if _FIGURE_ALONE.fullmatch(cell.text.strip())}) <= 1


def _sheets(formula: str, names: Mapping[str, str]) -> Iterator[str]:
    whole = " ".join([formula, *(names[word] for word in _WORD.findall(formula) if word in names)])
    for quoted, bare in _SHEET.findall(whole):
        yield quoted.replace("''", "'") or bare
