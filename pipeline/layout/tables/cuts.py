"""What a page break does to the cells on either side of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ziping.pipeline.layout.tables.headers import FIGURE
from ziping.pipeline.layout.text.script import NO_LINE_START, ends_sentence, first_unit
from ziping.schemas.document import Cell
from ziping.schemas.geometry import Box
from ziping.schemas.page import Page, RulingLine

ON_LINE = 3.0  # points between a cell's edge and the rule along it
PROSE = 60  # characters; a cell that fills its row and has more is a narrative
LABEL = 20  # characters of the longest label of rows
SHORT = 8  # characters; half a label has less
OPEN = 0.5  # of the cell's width; a shorter rule along its edge leaves it open


_POINTS = re.compile(r"[（(]?[\d.]+分?[）)]?")
_NUMBERED = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,2}[)）、.．]|指标")
_ITEM = re.compile(
    r"(?:^|[；。;！？)）])[（(]?(\d{1,2})[)）、.．](?!\d)"
)  # of a list in a cell, its lines run together
# What stands in rows of a form that nobody filled in.
_PLACEHOLDER = re.compile(r"[….·]+|[-—－/]+|指标\d+[:：]?[….]*")


@dataclass(frozen=True, slots=True)
class Cut:
    """The cells before and after a page break, by their columns.

    Attributes:
        pairs: Cells of the last row and of the first that cover the same columns.
        whole_row: Whether the break goes through a row, so that all cells go on but labels printed again.
        joined: Those of `pairs` that are one cell.
    """

    pairs: tuple[tuple[Cell, Cell], ...]
    whole_row: bool
    joined: tuple[tuple[Cell, Cell], ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """What is known of the columns with labels of a table that a page break cuts.

    Attributes:
        merging: Columns in which the table has cells over several rows.
        blank: Columns, with their span, in which one cell above is blank: a label stands in every other.
    """

    merging: frozenset[int]
    blank: frozenset[tuple[int, int]] = frozenset()


def read_cut(
    last: Sequence[Cell], first: Sequence[Cell], pages: tuple[Page, Page], *, header: bool, labels: Labels
) -> Cut:
    """Which cells the page break cuts.

    Args:
        last: The cells that end with the last row above.
        first: The cells of the first row below, any repeated header left out.
        pages: The pages they stand on.
        header: Whether a repeated header stands between.
        labels: Which columns may have labels over several rows.
    """
    by_columns = {(c.column, c.column_span): c for c in last}
    pairs = tuple((by_columns[k], c) for c in first if (k := (c.column, c.column_span)) in by_columns)
    upper, lower = pages
    across = [r for r in upper.rules if r.horizontal], [r for r in lower.rules if r.horizontal]
    is_open = [
        open_at(u.places[-1].box.bottom, u, across[0]) and (header or open_at(c.places[0].box.top, c, across[1]))
        for u, c in pairs
    ]
    all_open = bool(is_open) and all(is_open)
    parted = tuple((u, c) for u, c in pairs if not _is_label_again(u, c))
    whole = len(pairs) == len(first) == len(last) and bool(parted) and _is_whole_row(parted, all_open=all_open)
    if whole:
        return Cut(pairs, True, parted)
    joined: list[tuple[Cell, Cell]] = []
    leading = True
    for (u, c), open_here in zip(pairs, is_open, strict=True):
        goes_on = _goes_on(u, c, open_here=open_here and not all_open, leading=leading, merging=labels.merging)
        goes_on = goes_on or (leading and _has_label_below(u, c, labels))
        if goes_on:
            joined.append((u, c))
        # Only what has nothing of its own at its left can be the label of what follows.
        leading = leading and (goes_on or not c.text or _is_label_again(u, c))
    return Cut(pairs, False, tuple(joined))


def _is_label_again(u: Cell, c: Cell) -> bool:
    """Whether the label of a cell over several rows is printed on both pages."""
    return (u.row_span > 1 or c.row_span > 1) and bool(u.text) and u.text.string == c.text.string


def open_at(level: float, cell: Cell, rules: Iterable[RulingLine]) -> bool:
    """Whether no rule runs along the cell's edge at `level`."""
    box = cell.places[0].box
    covered = sum(
        max(0.0, min(rule.x1, box.x1) - max(rule.x0, box.x0))
        for rule in rules
        if rule.top - ON_LINE <= level <= rule.bottom + ON_LINE
    )
    return covered < OPEN * box.width


def _is_whole_row(pairs: Sequence[tuple[Cell, Cell]], *, all_open: bool) -> bool:
    """Whether the break goes through the row: what stands on both sides is broken in the middle.

    A row that is merely new has something to say where the one above has had its say.
    """
    if len(pairs) == 1:
        return all_open or _is_narrative(*pairs[0])
    both = [(u, c) for u, c in pairs if u.text and c.text]
    # A label may have been broken where its writer wanted it: 满意度指标|10分.
    points = [(u, c) for u, c in both if _POINTS.fullmatch(c.text.string) and not _are_figures(u, c)]
    if any(not _is_broken(u, c) and (u, c) not in points for u, c in both):
        if all_open and _has_had_its_figures(pairs):
            return True
        return _is_half_label(pairs) or _lacks_its_labels(pairs)
    if all_open:
        return True
    above = [u for u, _ in pairs if u.text]
    below = [c for _, c in pairs if c.text]
    # Closed by the printing program: then the second half must lack what the first half has, but for a label
    # that belongs to several rows and may stand on either page.
    fits = bool(both) and len(below) < len(above) and all(u.text or not c.text or c.row_span > 1 for u, c in pairs)
    figures = [u for u, c in pairs if FIGURE.fullmatch(c.text.string) and u.text.string[-1:] not in (".", ",")]
    return fits and not figures


def _has_had_its_figures(pairs: Sequence[tuple[Cell, Cell]]) -> bool:
    """Whether below an open break stand only words that go on with words above, and the figures of the row above have
    nothing below them: a row of its own would have figures, too. Its words may be broken anywhere."""
    figures = [c for u, c in pairs if FIGURE.fullmatch(u.text.string)]
    words = [(u, c) for u, c in pairs if c.text]
    return (
        bool(figures)
        and not any(c.text for c in figures)
        and all(u.text and not FIGURE.fullmatch(c.text.string) for u, c in words)
    )


def _lacks_its_labels(pairs: Sequence[tuple[Cell, Cell]]) -> bool:
    """Whether below the break stand only the ends of sentences begun above, the ends of labels perhaps, and nothing of
    most of the row.

    Typesetters that break lines between words leave short lines in the middle of a sentence.
    """
    goes_on = [(u, c) for u, c in pairs if c.text]
    labels = [u for u, c in pairs if u.text and not c.text]
    sentences = [(u, c) for u, c in goes_on if _is_sentence(u, c)]
    others = [(u, c) for u, c in goes_on if (u, c) not in sentences]
    return len(labels) > len(goes_on) >= len(sentences) > 0 and all(
        u.text and (_is_broken(u, c) or _ends_label(u, c)) for u, c in others
    )


def _is_sentence(u: Cell, c: Cell) -> bool:
    """Whether a sentence may be parted between two cells, wherever its lines end."""
    return _is_next_item(u, c) or (
        min(len(u.text), len(c.text)) >= SHORT
        and u.text.string != c.text.string
        and not ends_sentence(u.text.string)
        and not _NUMBERED.match(c.text.string)
    )


def _is_next_item(u: Cell, c: Cell) -> bool:
    """Whether a cell begins with the number after the last one of the list above: another row's list begins anew."""
    begins = _ITEM.match(c.text.string)
    above = [int(number) for number in _ITEM.findall(u.text.string)]
    return begins is not None and bool(above) and int(begins[1]) == above[-1] + 1


def _ends_label(u: Cell, c: Cell) -> bool:
    """Whether a cell may be the end of the label above: short, no figure, and nothing that is said by itself."""
    string = c.text.string
    said = FIGURE.fullmatch(string) or _PLACEHOLDER.fullmatch(string) or u.text.string == string
    return len(c.text) < SHORT and not said


def _is_half_label(pairs: Sequence[tuple[Cell, Cell]]) -> bool:
    """Whether the only thing below the break is the end of the first label of a row: 满意度|指标."""
    below = [(u, c) for u, c in pairs if c.text]
    above = [u for u, c in pairs if u.text and u.row_span == c.row_span == 1]
    return len(below) == 1 and len(above) > 1 and below[0][0] is above[0] and _ends_label(*below[0])


def _is_narrative(u: Cell, c: Cell) -> bool:
    """Whether a cell that fills its row is prose that the cell below goes on with."""
    if len(u.text) <= PROSE or not c.text:
        return False
    return len(c.text) > PROSE or (_is_broken(u, c) and not ends_sentence(u.text.string))


def _goes_on(u: Cell, c: Cell, *, open_here: bool, leading: bool, merging: frozenset[int]) -> bool:
    """Whether a cell of its own height goes on below the break. A label printed again is a cell of its own."""
    tall = u.row_span > 1 or c.row_span > 1
    if u.text and c.text:
        return open_here and tall and u.text.string != c.text.string and _is_broken(u, c)
    if open_here and (u.text or tall):
        return True
    return leading and bool(u.text) and not c.text and (tall or u.column in merging)


def _has_label_below(u: Cell, c: Cell, labels: Labels) -> bool:
    """Whether the label of rows on both pages stands on the second one alone: no other cell of its column is blank."""
    if u.text or not c.text or (u.row_span == c.row_span == 1 and u.column not in labels.merging):
        return False
    said = FIGURE.fullmatch(c.text.string) or _PLACEHOLDER.fullmatch(c.text.string) or ends_sentence(c.text.string)
    return not said and len(c.text) <= LABEL and (u.column, u.column_span) in labels.blank


def _is_broken(u: Cell, c: Cell) -> bool:
    """Whether the text of `u` may go on in `c`: its last line left no room for what follows."""
    if _are_figures(u, c) or _PLACEHOLDER.fullmatch(c.text.string) or u.text.string == c.text.string:
        return False
    if c.text.string[0] in NO_LINE_START or u.text.string[-1] in ".," or _opens_bracket(u.text.string):
        return True
    lines = _text_lines(u) + _text_lines(c)
    last = _text_lines(u)[-1]
    em = last.height
    if len(lines) > 2 and all(line.width < 1.3 * line.height for line in lines):
        return True  # set vertically
    unit = first_unit(c.text.string)
    widest = max(line.width for line in lines)
    inner = max(widest, u.places[-1].box.width - 2.2 * em)
    return last.width + unit * em > inner + 0.3 * em


def _opens_bracket(text: str) -> bool:
    """Whether a bracket is left open."""
    return any(text.count(left) > text.count(right) for left, right in ("()", "（）", "《》", "“”"))


def _are_figures(u: Cell, c: Cell) -> bool:
    """Whether both are figures, and the first is a whole one."""
    whole = u.text.string[-1] not in ".,，"
    return whole and bool(FIGURE.fullmatch(u.text.string) and FIGURE.fullmatch(c.text.string))


def _text_lines(cell: Cell) -> list[Box]:
    """The boxes of the printed lines in a cell."""
    lines: list[Box] = []
    for piece in cell.text.pieces:
        if lines and piece.box.top < lines[-1].middle[1] < piece.box.bottom:
            lines[-1] = Box.around((lines[-1], piece.box))
        else:
            lines.append(piece.box)
    return lines
