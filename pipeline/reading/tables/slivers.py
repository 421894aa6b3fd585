"""Double rules: rows and columns of a grid that are too narrow for what is printed, and stand for a line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ziping.pipeline.reading.tables.lattice import Lattice, Span

# A row or column narrower than this part of the height of the table's print is no row or column.
NARROW = 0.75

# Along this part of a double rule both its lines are drawn; two lines of different rows that nearly meet are two columns.
ALONG = 0.5


def lines_to_keep(
    lines: Sequence[float], filled: Sequence[bool], height: float
) -> tuple[list[float], list[int]] | None:
    """The lines of a grid along one axis with those of a double rule as one, and for each old line the number of its new
    one; None where there is no double rule.

    Args:
        lines: Their positions (points).
        filled: For each stretch between two of them whether a cell of no other stretch has words, or hardly any is there.
        height: Of the print (points).
    """
    stretches = range(len(lines) - 1)
    sliver = [lines[k + 1] - lines[k] < NARROW * height and not filled[k] for k in stretches]
    if not any(sliver) or all(sliver):
        return None
    kept: list[float] = []
    numbers = [0] * len(lines)
    for is_sliver, group in groupby(stretches, key=lambda k: sliver[k]):
        run = list(group)
        if is_sliver:
            first, last = run[0], run[-1] + 1
            outer = lines[first] if first == 0 else lines[last] if last == len(lines) - 1 else None
            place = (lines[first] + lines[last]) / 2 if outer is None else outer
            if kept:
                kept[-1] = place
            else:
                kept.append(place)
            numbers[first : last + 1] = [len(kept) - 1] * len(range(first, last + 1))
        else:
            for k in run:
                if not kept:
                    kept.append(lines[k])
                kept.append(lines[k + 1])
                numbers[k + 1] = len(kept) - 1
    return kept, numbers


def without_slivers(lattice: Lattice, filled: Sequence[bool], height: float) -> tuple[Lattice, list[int]]:
    """The grid with its double rules as one line each, and the numbers of the old spans that are left.

    Args:
        lattice: A grid.
        filled: For each of its spans whether it has words.
        height: Of the print in it (points).
    """
    xs, ys = lattice.xs, lattice.ys
    rows, columns = [False] * (len(ys) - 1), [False] * (len(xs) - 1)
    along_rows, along_columns = [0.0] * len(rows), [0.0] * len(columns)
    for (row, column, row_span, column_span), has_words in zip(lattice.spans, filled, strict=True):
        if row_span == 1:
            rows[row] |= has_words
            along_rows[row] += xs[column + column_span] - xs[column]
        if column_span == 1:
            columns[column] |= has_words
            along_columns[column] += ys[row + row_span] - ys[row]
    rows = [k or own < ALONG * (xs[-1] - xs[0]) for k, own in zip(rows, along_rows, strict=True)]
    columns = [k or own < ALONG * (ys[-1] - ys[0]) for k, own in zip(columns, along_columns, strict=True)]
    across, down = lines_to_keep(lattice.ys, rows, height), lines_to_keep(lattice.xs, columns, height)
    if across is None and down is None:
        return lattice, list(range(len(lattice.spans)))
    new_ys, row_of = across or (list(ys), list(range(len(ys))))
    new_xs, column_of = down or (list(xs), list(range(len(xs))))
    spans, left = [], []
    for index, span in enumerate(lattice.spans):
        row, column = row_of[span.row], column_of[span.column]
        height_now = row_of[span.row + span.row_span] - row
        width_now = column_of[span.column + span.column_span] - column
        if height_now and width_now:
            spans.append(Span(row, column, height_now, width_now))
            left.append(index)
        elif filled[index]:
            return lattice, list(range(len(lattice.spans)))  # no text may be lost
    return Lattice(tuple(new_xs), tuple(new_ys), tuple(spans)), left
