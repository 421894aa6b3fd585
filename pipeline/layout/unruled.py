"""Tables without upright rules (三线表, or no rules at all), as tables of cells."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence

from pipeline.layout.channels import Entry, Run, find_runs
from pipeline.layout.lines import Line
from pipeline.reading.joining import words_to_text
from schemas.document import Cell, Table
from schemas.geometry import Box, Place
from schemas.text import Text

NEAR = 0.35  # ems of blank between two lines of one cell, at most, where rows stand further apart
CLOSE = 1.3  # of the usual pitch of rows: no row fits between two that stand so close
MOST = 0.7  # of the rows that the fullest column is filled in
OFF_CENTRE = 0.3  # of a row's pitch by which a label may miss the middle of the rows that it stands for


def unruled_tables(lines: Sequence[Line], page: int) -> list[Table]:
    """The tables that stand in the lines of a page which no ruled table holds."""
    return [run_to_table(run, page) for run in find_runs(lines)]


def run_to_table(run: Run, page: int) -> Table:
    """The lines of a run as cells: lines of wrapped cells belong to the row beside them, labels centred beside several
    rows span them."""
    rows = _rows(run)
    xs = _column_edges(run)
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


def _rows(run: Run) -> list[list[Entry]]:
    """The entries row by row: a line that overlaps a fuller one, or stands closer to the line above than rows do, holds
    parts of wrapped cells."""
    boxes = [Box.around(e.box for e in entries) for entries in run.lines]
    counts = [len(entries) for entries in run.lines]
    owner = list(range(len(boxes)))
    for k, box in enumerate(boxes):
        near = [n for n in (k - 1, k + 1) if 0 <= n < len(boxes) and counts[n] > counts[k]]
        shared = {n: min(box.bottom, boxes[n].bottom) - max(box.top, boxes[n].top) for n in near}
        best = max(shared, key=lambda n: shared[n], default=None)
        if best is not None and shared[best] > 0:
            owner[k] = best
    _put_between(boxes, counts, owner)
    heads = [k for k in range(len(boxes)) if owner[k] == k]
    pitch = [boxes[b].top - boxes[a].bottom for a, b in itertools.pairwise(heads)]
    usual = statistics.median(pitch) if pitch else 0.0
    for a, b in itertools.pairwise(heads):
        gap = boxes[b].top - boxes[a].bottom
        if gap < NEAR * run.em and gap * 2 < usual and counts[b] < counts[a]:
            owner[b] = a
    rows: dict[int, list[Entry]] = {}
    for k, entries in enumerate(run.lines):
        rows.setdefault(_root(owner, k), []).extend(entries)
    return [rows[k] for k in sorted(rows)]


def _put_between(boxes: Sequence[Box], counts: Sequence[int], owner: list[int]) -> None:
    """A label alone between two rows that stand no further apart than others is in the middle of them: no row."""
    full = [k for k in range(len(boxes)) if counts[k] > 1 and owner[k] == k]
    pitch = [boxes[b].top - boxes[a].top for a, b in itertools.pairwise(full)]
    usual = statistics.median(pitch) if pitch else 0.0
    for a, b in itertools.pairwise(full):
        alone = [k for k in range(a + 1, b) if owner[k] == k]
        if len(alone) == 1 and boxes[b].top - boxes[a].top <= CLOSE * usual:
            owner[alone[0]] = a


def _root(owner: Sequence[int], k: int) -> int:
    seen = {k}
    while owner[k] != k and owner[k] not in seen:
        k = owner[k]
        seen.add(k)
    return k


def _column_edges(run: Run) -> list[float]:
    inner = [(a.x1 + b.x0) / 2 for a, b in itertools.pairwise(run.columns)]
    return [run.columns[0].x0 - 1, *inner, run.columns[-1].x1 + 1]


def _row_edges(rows: Sequence[Sequence[Entry]]) -> list[float]:
    boxes = [Box.around(e.box for e in entries) for entries in rows]
    inner = [(a.bottom + b.top) / 2 for a, b in itertools.pairwise(boxes)]
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
    # the columns that are filled in nearly every row tell where rows stand; labels may reach beyond theirs
    filled = [sum((r, c) in grid for r in range(len(rows))) for c in range(len(run.columns))]
    full = [c for c, count in enumerate(filled) if count >= MOST * max(filled)]
    extents = [
        Box.around(e.box for e in [e for c in full for e in grid.get((r, c), ())] or entries)
        for r, entries in enumerate(rows)
    ]
    found: dict[tuple[int, int], tuple[int, int, int]] = {}
    for c in range(len(run.columns)):
        labels = [r for r in range(1, len(rows)) if (r, c) in grid]
        if not labels or len(labels) == len(rows) - 1:
            continue
        heights = [Box.around(e.box for e in grid[r, c]).middle[1] for r in labels]
        for last in (len(rows), len(rows) - 1):
            inside = [(r, y) for r, y in zip(labels, heights, strict=True) if r < last]
            ends = _share_out([y for _, y in inside], extents[:last])
            if ends is None:
                continue
            begins = [1, *(e + 1 for e in ends[:-1])]
            for (r, _), begin, end in zip(inside, begins, ends, strict=True):
                if all((k, c) not in grid or k == r for k in range(begin, end + 1)) and spans.get((r, c), 1) == 1:
                    found[begin, c] = (r, end - begin + 1, 1)
            break
    return found


def _share_out(labels: Sequence[float], rows: Sequence[Box]) -> list[int] | None:
    """For each label the last of its rows, below the header row 0; None where some label is not in the middle."""
    begin, ends = 1, []
    pitch = (rows[-1].middle[1] - rows[1].middle[1]) / max(1, len(rows) - 2) if len(rows) > 1 else 0.0
    for k, y in enumerate(labels):
        choices = range(begin, len(rows) - (len(labels) - k - 1))
        off = {e: abs((rows[begin].top + rows[e].bottom) / 2 - y) for e in choices}
        end = min(off, key=lambda e: off[e], default=None)
        if end is None or off[end] > OFF_CENTRE * pitch:
            return None
        ends.append(end)
        begin = end + 1
    return ends if ends and ends[-1] == len(rows) - 1 else None
