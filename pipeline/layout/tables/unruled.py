"""Tables without upright rules (三线表, or no rules at all), as tables of cells."""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ziping.pipeline.layout.tables.channels import (
    Entry,
    Run,
    continued_run,
    find_runs,
)
from ziping.pipeline.layout.tables.grids import table_to_edges
from ziping.pipeline.layout.text.lines import Line
from ziping.pipeline.reading.text.joining import words_to_text
from ziping.schemas.document import Cell, Table
from ziping.schemas.geometry import Box, Place
from ziping.schemas.text import Text

NEAR = 0.35  # ems of blank between two lines of one cell, at most, where rows stand further apart
MOST = 0.7  # of the rows that the fullest column is filled in; of the entries of a column that are figures
OVERLAP = 0.15  # of its height by which a figure beside wrapped ones reaches into their lines
OFF_CENTRE = 0.3  # of a row's pitch by which a label may miss the middle of the rows that it stands for


def unruled_tables(lines: Sequence[Line], page: int, above: Table | None = None) -> list[Table]:
    """The tables that stand in the lines of a page which no ruled table holds.

    Args:
        lines: Of the page, from top to bottom.
        page: Its number.
        above: The last table of the page before, where it reaches down to its end: it may go on here.
    """
    runs = list(find_runs(lines))
    edges = table_to_edges(above) if above is not None and not above.ruled else None
    if edges is None:
        return [run_to_table(run, page) for run in runs]
    if (rest := continued_run(lines, edges)) is not None:
        begun = [
            run for run in runs if min(e.box.top for e in run.lines[0]) > max(e.box.bottom for e in rest.lines[-1])
        ]
        return [run_to_table(rest, page, edges), *(run_to_table(run, page) for run in begun)]
    again = runs and len(runs[0].columns) == len(edges) - 1
    inside = again and all(a <= c.x0 and c.x1 <= b for c, (a, b) in zip(runs[0].columns, pairwise(edges), strict=True))
    return [run_to_table(run, page, edges if inside and run is runs[0] else None) for run in runs]


def run_to_table(run: Run, page: int, edges: Sequence[float] | None = None) -> Table:
    """The lines of a run as cells: lines of wrapped cells belong to the row beside them, labels centred beside several
    rows span them. `edges` are those of the table that it goes on with."""
    rows = _rows(run)
    xs = edges or _column_edges(run)
    ys = _row_edges(rows)
    grid: dict[tuple[int, int], list[Entry]] = {}
    spans: dict[tuple[int, int], int] = {}
    for r, entries in enumerate(rows):
        for entry in entries:
            covered = run.covers(entry)
            grid.setdefault((r, covered.start), []).append(entry)
            spans[r, covered.start] = max(len(covered), spans.get((r, covered.start), 1))
    tall = _centred_labels(run, rows, grid, spans)
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for r in range(len(rows)):
        for c in range(len(run.columns)):
            if (r, c) in taken:
                continue
            first, height, width = tall.get((r, c), (r, 1, spans.get((r, c), 1)))
            squares = set(itertools.product(range(r, r + height), range(c, c + width)))
            taken |= squares
            words = [w for e in grid.get((first, c), ()) for w in e.words]
            box = Box(xs[c], ys[r], xs[c + width], ys[r + height])
            text = words_to_text(words, page) if words else Text.of(())
            cells.append(Cell(r, c, height, width, text, (Place(page, box),)))
    frame = Place(page, Box(xs[0], ys[0], xs[-1], ys[-1]))
    return Table(tuple(cells), len(rows), len(run.columns), (frame,), ruled=False)


@dataclass(slots=True)
class _Stack:
    """Entries of one column below each other that are one cell."""

    entries: list[Entry]

    @property
    def box(self) -> Box:
        return Box.around(e.box for e in self.entries)


def _rows(run: Run) -> list[list[Entry]]:
    """The entries row by row, the headings first. Figures stand in one line: they tell the rows. What wraps is one cell,
    and belongs to the row beside it; what stands between two rows that are
    further apart for it is a row."""
    head = run.lines[0] if run.headed else []
    body = [e for entries in run.lines[len(head) > 0 :] for e in entries]
    lines = _figure_lines(run, body)
    if not lines:
        return run.lines
    rows: list[list[Entry]] = [[] for _ in lines]
    rest: list[_Stack] = []
    for stack in _stacks(run, body, lines):
        shared = [min(stack.box.bottom, line.bottom) - max(stack.box.top, line.top) for line in lines]
        best = max(range(len(lines)), key=lambda k: shared[k])
        if shared[best] > 0:
            rows[best] += stack.entries
        else:
            rest.append(stack)
    extents = [Box.around([line, *(e.box for e in row)]) for line, row in zip(lines, rows, strict=True)]
    blanks = _blanks([*([Box.around(e.box for e in head)] if head else []), *extents])
    usual = statistics.median([b - a for a, b in blanks if not any(a < s.box.middle[1] < b for s in rest)] or [0.0])
    alone: list[list[Entry]] = []
    for stack in rest:
        middle = stack.box.middle[1]
        near = min(range(len(lines)), key=lambda k: abs(lines[k].middle[1] - middle))
        roomy = any(
            a <= stack.box.top and stack.box.bottom <= b and b - a > stack.box.height + usual for a, b in blanks
        )
        if roomy:
            alone.append(stack.entries)
        else:
            rows[near] += stack.entries
    return [
        *([head] if head else []),
        *sorted((*rows, *_joined(alone)), key=lambda r: statistics.median(e.box.middle[1] for e in r)),
    ]


def _blanks(rows: Sequence[Box]) -> list[tuple[float, float]]:
    """The blanks between rows, and the one below the last."""
    return [*((a.bottom, max(a.bottom, b.top)) for a, b in pairwise(rows)), (rows[-1].bottom, math.inf)]


def _figure_lines(run: Run, body: Sequence[Entry]) -> list[Box]:
    """The lines on which the figures of the table stand."""
    by_column: dict[int, list[Entry]] = {}
    for entry in body:
        by_column.setdefault(run.covers(entry).start, []).append(entry)
    figures = [c for c, es in by_column.items() if sum(e.is_figure for e in es) >= MOST * len(es)]
    boxes = sorted((e.box for c in figures for e in by_column[c]), key=lambda b: b.middle[1])
    lines: list[Box] = []
    for box in boxes:
        if lines and lines[-1].bottom - box.top > OVERLAP * box.height:
            lines[-1] = Box.around((lines[-1], box))
        else:
            lines.append(box)
    return lines


def _stacks(run: Run, body: Sequence[Entry], lines: Sequence[Box]) -> Iterator[_Stack]:
    """The cells: entries of a column that follow each other closely, unless each stands on a line of figures."""

    def line_of(entry: Entry) -> int | None:
        return next((k for k, line in enumerate(lines) if line.top <= entry.box.middle[1] <= line.bottom), None)

    columns: dict[tuple[int, int], list[Entry]] = {}
    for entry in sorted(body, key=lambda e: e.box.top):
        covered = run.covers(entry)
        columns.setdefault((covered.start, len(covered)), []).append(entry)
    for entries in columns.values():
        stack: list[Entry] = []
        for entry in entries:
            if stack and entry.box.top - stack[-1].box.bottom >= NEAR * run.em:
                yield _Stack(stack)
                stack = []
            stack.append(entry)
            anchored = [k for k, e in enumerate(stack) if line_of(e) is not None]
            if len(anchored) > 1 and line_of(stack[anchored[0]]) != line_of(entry):
                # between two lines of figures the cells part where the blank is widest
                cut = max(
                    range(anchored[-2] + 1, len(stack)), key=lambda k: (stack[k].box.top - stack[k - 1].box.bottom, k)
                )
                yield _Stack(stack[:cut])
                stack = stack[cut:]
        yield _Stack(stack)


def _joined(alone: Sequence[list[Entry]]) -> list[list[Entry]]:
    """Entries in blanks of their own that stand on one line, as one row."""
    rows: list[list[Entry]] = []
    for entries in sorted(alone, key=lambda es: es[0].box.top):
        if rows and entries[0].box.top < max(e.box.bottom for e in rows[-1]):
            rows[-1] += entries
        else:
            rows.append(list(entries))
    return rows


def _column_edges(run: Run) -> list[float]:
    inner = [(a.x1 + b.x0) / 2 for a, b in pairwise(run.columns)]
    return [run.columns[0].x0 - 1, *inner, run.columns[-1].x1 + 1]


def _row_edges(rows: Sequence[Sequence[Entry]]) -> list[float]:
    boxes = [Box.around(e.box for e in entries) for entries in rows]
    inner = [(a.bottom + b.top) / 2 for a, b in pairwise(boxes)]
    edges = [boxes[0].top - 1, *inner, boxes[-1].bottom + 1]
    return list(itertools.accumulate(edges, max))


def _centred_labels(
    run: Run,
    rows: Sequence[Sequence[Entry]],
    grid: dict[tuple[int, int], list[Entry]],
    spans: dict[tuple[int, int], int],
) -> dict[tuple[int, int], tuple[int, int, int]]:
    """Cells taller than a row: for the square where each begins the row its label was found in, its height and width.

    A label that stands for several rows is centred beside them. The rows are shared out between the labels of a
    column in order; it holds only where every label stands in the middle of its rows.
    """
    first = 1 if run.headed else 0
    # the columns that are filled in nearly every row tell where rows stand; labels may reach beyond theirs
    filled = [sum((r, c) in grid for r in range(len(rows))) for c in range(len(run.columns))]
    full = [c for c, count in enumerate(filled) if count >= MOST * max(filled)]
    extents = [
        Box.around(e.box for e in [e for c in full for e in grid.get((r, c), ())] or entries)
        for r, entries in enumerate(rows)
    ]
    found: dict[tuple[int, int], tuple[int, int, int]] = {}
    for c in range(len(run.columns)):
        labels = [r for r in range(first, len(rows)) if (r, c) in grid]
        if not labels or len(labels) == len(rows) - first:
            continue
        heights = [Box.around(e.box for e in grid[r, c]).middle[1] for r in labels]
        for last in (len(rows), len(rows) - 1):
            inside = [(r, y) for r, y in zip(labels, heights, strict=True) if r < last]
            ends = share_out([y for _, y in inside], extents[:last], first)
            if ends is None:
                continue
            begins = [first, *(e + 1 for e in ends[:-1])]
            for (r, _), begin, end in zip(inside, begins, ends, strict=True):
                if all((k, c) not in grid or k == r for k in range(begin, end + 1)) and spans.get((r, c), 1) == 1:
                    found[begin, c] = (r, end - begin + 1, 1)
            break
    return found


def share_out(labels: Sequence[float], rows: Sequence[Box], first: int) -> list[int] | None:
    """For each label the last of its rows, from row `first` on; None where some label is not in the middle."""
    begin, ends = first, []
    pitch = (rows[-1].middle[1] - rows[first].middle[1]) / max(1, len(rows) - first - 1) if len(rows) > first else 0.0
    for k, y in enumerate(labels):
        choices = range(begin, len(rows) - (len(labels) - k - 1))
        off = {e: abs((rows[begin].top + rows[e].bottom) / 2 - y) for e in choices}
        end = min(off, key=lambda e: off[e], default=None)
        if end is None or off[end] > OFF_CENTRE * pitch:
            return None
        ends.append(end)
        begin = end + 1
    return ends if ends and ends[-1] == len(rows) - 1 else None
