"""Entries that wrap beside others: 项目名｜称： in two lines, its value in the middle beside them, is one line."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Sequence

from ziping.pipeline.layout.tables.channels import Entry, line_to_entries
from ziping.pipeline.layout.text.lines import Line
from ziping.schemas.geometry import Box

SHARED = 1.0  # points of height that lines of one block of print do not have in common


def join_wrapped(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Lines that overlap in height, without one standing over the other, as one: column by column.

    A recogniser's boxes overlap by chance: its lines stay as they are.
    """
    return tuple(itertools.chain.from_iterable(map(_join, _chains(lines))))


def _chains(lines: Sequence[Line]) -> Iterator[list[Line]]:
    chain: list[Line] = []
    for line in lines:
        beside = chain and max(o.box.bottom for o in chain) - line.box.top > SHARED
        if chain and (line.recognised or not beside):
            yield chain
            chain = []
        chain.append(line)
    if chain:
        yield chain


def _join(chain: Sequence[Line]) -> Sequence[Line]:
    """The lines as one, where they stand in columns beside each other."""
    if len(chain) < 2:
        return chain
    entries = [(k, e) for k, line in enumerate(chain) for e in line_to_entries(line)]
    for (k, one), (n, other) in itertools.combinations(entries, 2):
        level = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top) > SHARED
        if k != n and level and _over(one.box, other.box):
            return chain
    columns: list[list[Entry]] = []
    for _, entry in sorted(entries, key=lambda e: e[1].box.x0):
        if columns and any(_over(entry.box, e.box) for e in columns[-1]):
            columns[-1].append(entry)
        else:
            columns.append([entry])
    if len(columns) < 2 or all(len(column) == 1 for column in columns):
        return chain
    words = [w for column in columns for e in sorted(column, key=lambda e: e.box.top) for w in e.words]
    fullest = max(chain, key=lambda line: len(line.text))
    return [dataclasses.replace(fullest, words=tuple(words), box=Box.around(w.box for w in words))]


def _over(one: Box, other: Box) -> bool:
    """Whether one stands above or below the other."""
    return min(one.x1, other.x1) - max(one.x0, other.x0) > SHARED
