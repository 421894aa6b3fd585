"""What stands between two rules across: the extents of its cells, as far as blanks tell them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ziping.schemas.geometry import Box
from ziping.schemas.page import Word

# A blank this wide (parts of the size of the print) parts two cells.
GAP = 0.5

# A blank this wide does so where the other rows have one, too.
NARROW = 0.35

# A label set with blanks between its characters has none that is wider.
SPREAD = 3.0

_LABEL = re.compile(r"合计|总计|小计|共计|总分|项目|得分|分值|权重|备注|名称")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]{1,2}[）)、.．]")
_FIGURE_ALONE = re.compile(r"[≥≤<>=-]?\d[\d.,]*[%％]?")

Extent = tuple[float, float, bool]  # from, to, whether it is a figure


@dataclass(frozen=True, slots=True)
class Band:
    """What stands between two levels at which something is ruled off: extents from left to right. `numbered` says that it
    begins with a number of a chapter (三、), `stacked` that two figures stand below each other."""

    top: float
    bottom: float
    cells: tuple[Extent, ...]
    pieces: tuple[tuple[Extent, ...], ...]  # of each cell, parted by narrow blanks
    numbered: bool
    stacked: bool

    def gaps(self) -> Iterator[tuple[float, float]]:
        """The blanks between its cells: from and to, in points."""
        return ((a[1], b[0]) for a, b in pairwise(self.cells))

    def narrow(self) -> Iterator[tuple[float, float]]:
        """The narrow blanks within its cells: from and to, in points."""
        return ((a[1], b[0]) for pieces in self.pieces for a, b in pairwise(pieces))

    def parted(self, edges: Sequence[float]) -> tuple[Extent, ...]:
        """The cells, parted at narrow blanks where edges between columns stand in all that they would reach over."""
        return tuple(
            piece
            for cell, pieces in zip(self.cells, self.pieces, strict=True)
            for piece in _parted_at(cell, pieces, [x for x in edges if cell[0] < x < cell[1]])
        )


def band_of(top: float, bottom: float, x0: float, x1: float, words: Sequence[Word]) -> Band:
    """What stands between two rules at `top` and `bottom` that run from `x0` to `x1`; `words` are those of the page."""
    inside = [w for w in words if top <= w.box.middle[1] < bottom and x0 <= w.box.middle[0] <= x1]
    groups = _groups(inside, GAP)
    stacked = any(_are_stacked([w.box for w in group if _FIGURE_ALONE.fullmatch(w.text)]) for group in groups)
    pieces = tuple(tuple(map(_extent, _groups(group, NARROW))) for group in groups)
    numbered = bool(groups) and _NUMBERED.match(groups[0][0].text) is not None
    return Band(top, bottom, tuple(map(_extent, groups)), pieces, numbered, stacked)


def _groups(words: Iterable[Word], gap: float) -> list[list[Word]]:
    """The words that no blank of `gap` parts (parts of the size of the print), from left to right."""
    groups: list[list[Word]] = []
    reach = 0.0
    for word in sorted(words, key=lambda w: w.box.x0):
        near = word.box.x0 - reach <= gap * word.box.height
        if groups and (near or _spread(groups[-1], word)):
            groups[-1].append(word)
        else:
            groups.append([word])
        reach = max(reach, word.box.x1) if len(groups[-1]) > 1 else word.box.x1
    return groups


def _spread(group: Sequence[Word], word: Word) -> bool:
    """Whether a word ends a label that is set with blanks between its characters (合　计)."""
    apart = word.box.x0 - group[-1].box.x1
    return (
        len(group) == 1
        and apart <= SPREAD * word.box.height
        and _LABEL.fullmatch(group[0].text + word.text) is not None
    )


def _extent(words: Sequence[Word]) -> Extent:
    figure = all(_FIGURE_ALONE.fullmatch(w.text) is not None for w in words)
    return min(w.box.x0 for w in words), max(w.box.x1 for w in words), figure


def _parted_at(cell: Extent, pieces: Sequence[Extent], crossed: Sequence[float]) -> Iterator[Extent]:
    blanks = [(a[1], b[0]) for a, b in pairwise(pieces)]
    if not crossed or not all(any(left <= x <= right for left, right in blanks) for x in crossed):
        yield cell
        return
    for left, right in pairwise((cell[0] - 1, *crossed, cell[1] + 1)):
        inside = [p for p in pieces if left <= p[0] < right]
        if inside:
            yield min(p[0] for p in inside), max(p[1] for p in inside), all(p[2] for p in inside)


def _are_stacked(figures: Sequence[Box]) -> bool:
    """Whether whole figures stand below each other."""
    return any(a.bottom <= b.top + 1 or b.bottom <= a.top + 1 for a, b in pairwise(figures))
