"""Labels and headings of a block of money: the line, the measure, or both."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ziping.parsers.forms.regions.row_kinds import is_split
from ziping.parsers.lexicon import FUNDING, INDICATOR, LINES, Fit, Match
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.headings import KNOWN, POINTS
from ziping.parsers.lexicon.lines import without_among
from ziping.parsers.text.enumerators import FOLDED
from ziping.parsers.text.normalise import bare, plain
from ziping.schemas.document import Cell

_TOTAL, _ELSEWHERE = "total", "other"
# 资金来源：(1)…: an item of a split, so no total, whatever its name ends in
_ITEM_OF_SPLIT = shaped(rf"(?:{{lines.splits}}):\s?(?:{FOLDED.pattern})")
_JOINTS = re.compile(r"[、/和及]")


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a line or of a measure, or both at once (财政拨款执行数)."""

    cell: Cell
    line: str | None
    measure: str | None
    split: bool = False

    @property
    def only_measures(self) -> bool:
        """Whether it names no line."""
        return self.line is None and self.measure is not None


def read_label(cell: Cell) -> Label:
    """What a label or heading says about the figures beside or below it."""
    string = without_among(plain(cell.text.string))
    line, measure = LINES.find(string) or _several(string), FUNDING.find(string)
    if measure is not None and measure.meaning == KNOWN:
        measure = None
    if line is None and measure is None:  # points are called alike in all blocks
        measure = next((m for m in (INDICATOR.find(string),) if m is not None and m.meaning in POINTS and m.sure), None)
    if line is not None and measure is not None and line.fit != measure.fit:
        # 项目支出 is a line though it ends in 支出, 全年预算数 no line though it holds 预算
        if line.fit > measure.fit and len(line.name) >= len(measure.name):
            measure = None
        elif measure.fit > line.fit and len(measure.name) >= len(line.name):
            line = None
    named = line.meaning if line else None
    if line is not None and named == _TOTAL and line.fit < Fit.WEAK and _ITEM_OF_SPLIT.match(string):
        named = _ELSEWHERE
    return Label(cell, named, measure.meaning if measure else None, is_split(cell))


def _several(label: str) -> Match | None:
    """The first of sources that are told as one (市、县; 省、地): every one is known."""
    found = [LINES.find(part) for part in _JOINTS.split(bare(label))]
    known = [m for m in found if m is not None and m.fit >= Fit.WEAK]
    return known[0] if len(found) > 1 and len(known) == len(found) else None
