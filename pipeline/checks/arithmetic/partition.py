"""Which lines of a funding block make up its total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ziping.pipeline.checks.arithmetic.intervals import Interval
from ziping.pipeline.checks.arithmetic.operands import Operand
from ziping.pipeline.checks.arithmetic.outline import (
    MOST_LINES,
    above,
    beside,
    has_levels,
    has_sides,
    tops,
    tops_by_code,
)
from ziping.pipeline.checks.loading.rows import FundingLine

COLUMNS = {
    "initial_budget": "年初预算数",
    "annual_budget": "全年预算数",
    "received": "到位数",
    "executed": "全年执行数",
}
_LEVELS = frozenset(("central", "provincial", "local"))
_NATURES = frozenset(("basic", "project"))
_SLACK = 1.5  # points by which the edges of rows of one table may differ


@dataclass(frozen=True, slots=True)
class Block:
    """A total with the lines below it.

    Attributes:
        tabular: Whether they are rows of one table, not clauses of prose.
        layered: Whether the table has two sides, or lines of several levels (编码, numbering).
    """

    number: int
    total: FundingLine
    lines: tuple[FundingLine, ...]
    tabular: bool
    layered: bool = False


@dataclass(frozen=True, slots=True)
class Split:
    """Lines that together should be the total: by source, by level of government, by nature.

    Attributes:
        sure: Whether nothing in the table says that lines are of several levels or sides.
    """

    name: str
    lines: tuple[FundingLine, ...]
    sure: bool = True


def blocks(funding: Sequence[FundingLine]) -> tuple[Block, ...]:
    """Every total with its lines: those after it, up to the next total; where it comes last, those before it. Of a table
    with two sides (收入 | 支出) a total has the lines of its own side."""
    starts = [i for i, line in enumerate(funding) if line.line == "total"]
    found = []
    for number, start in enumerate(starts):
        stop = starts[number + 1] if number + 1 < len(starts) else len(funding)
        lines = tuple(funding[start + 1 : stop])
        if not lines:
            first = number
            while first and beside(funding[starts[first - 1]].place, funding[start].place):
                first -= 1
            lines = tuple(funding[: starts[0]]) if first == 0 else ()
        found.append(_block(number, funding[start], lines))
    return tuple(b for b in found if b.lines)


def _block(number: int, total: FundingLine, lines: tuple[FundingLine, ...]) -> Block:
    turned = all(beside(total.place, line.place) for line in lines)  # the lines are the columns of one row
    two_sided = not turned and has_sides(lines)
    if two_sided:
        lines = tuple(line for line in lines if _on_one_side(total, line))
    below = bool(lines) and _top(lines[-1]) < _top(total)  # 合计 as the last row
    ordered = (*lines, total) if below else (total, *lines)
    return Block(number, total, lines, _tabular(ordered), two_sided or has_levels(lines))


def _top(line: FundingLine) -> tuple[int, float]:
    return line.place.page or 0, line.place.top or 0.0


def _on_one_side(total: FundingLine, line: FundingLine) -> bool:
    amounts = dict(line.amounts)
    return any(above(amount, amounts[c]) for c, amount in total.amounts if c in amounts)


def _tabular(lines: Sequence[FundingLine]) -> bool:
    """Rows of a table share their left and right edges and stand below each other; lines side by side in one
    row have one place."""
    boxes = [line.place for line in lines]
    for upper, lower in pairwise(boxes):
        if upper.x0 is None or lower.x0 is None or upper[2:] == lower[2:] or upper.page != lower.page:
            continue
        assert upper.x1 is not None and lower.x1 is not None
        if abs(upper.x0 - lower.x0) > _SLACK or abs(upper.x1 - lower.x1) > _SLACK:
            return False
        if upper.bottom is not None and lower.top is not None and lower.top < upper.bottom - _SLACK:
            return False
    return True


def partitions(block: Block) -> tuple[Split, ...]:
    """The splits of a block. Each has to add up to the total by itself."""
    nature = tuple(line for line in block.lines if line.line in _NATURES)
    if {line.line for line in nature} != _NATURES:
        nature = ()
    elif len(nature) < len(block.lines):
        others = [line for line in block.lines if line.line == "other" and "支出" in line.label]
        nature = tuple(line for line in block.lines if line in nature or line in others)
    rest = tuple(line for line in block.lines if line not in nature and line.line not in _NATURES)
    sure = not block.layered
    splits = [Split("nature", nature, sure)] if nature else []
    if rest:
        splits.insert(0, Split("source", _sources(block.total, rest), sure))
    return tuple(splits)


def _sources(total: FundingLine, lines: tuple[FundingLine, ...]) -> tuple[FundingLine, ...]:
    """The reading of the lines that fits the total best: all of them; without details of the line above
    (其中); by source without the levels of government; by level without what they are levels of."""
    levels = tuple(line for line in lines if line.line in _LEVELS)
    current = tuple(line for line in lines if line.line == "current_year")
    readings = [lines, *_outlines(total, lines)]
    if levels and current:
        readings.append(tuple(line for line in lines if line not in levels))
        readings.append(tuple(line for line in lines if line not in current))
    return max(readings, key=lambda reading: _fit(total, reading))  # the first of equals: all of them


def _fit(total: FundingLine, lines: Iterable[FundingLine]) -> int:
    """In how many columns the lines make the total, less those in which they do not."""
    score = 0
    for column in COLUMNS:
        whole: Operand | None = getattr(total, column)
        parts = [p for line in lines if (p := getattr(line, column)) is not None]
        if whole is not None and parts:
            score += 1 if whole.interval.meets(Interval.total(p.interval for p in parts)) else -1
    return score


def _outlines(total: FundingLine, lines: tuple[FundingLine, ...]) -> Iterator[tuple[FundingLine, ...]]:
    """Readings in which lines that together are the line above or below them are its details: by codes of several lengths, and by
    the amounts of each column."""
    if (by_code := tops_by_code([line.label for line in lines])) is not None:
        yield tuple(lines[i] for i in by_code)
    for column in COLUMNS:
        whole: Operand | None = getattr(total, column)
        stated = [line for line in lines if getattr(line, column) is not None]
        if whole is None or not stated or len(stated) > MOST_LINES:
            continue
        known = {id(line) for line in stated}
        for run in (stated, stated[::-1]):  # a line stands above its details, or closes them (小计)
            kept = tops([getattr(line, column).interval for line in run], whole.interval)
            if kept is not None:
                own = {id(run[i]) for i in kept}
                yield tuple(line for line in lines if id(line) in own or id(line) not in known)
