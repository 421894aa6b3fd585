"""Which lines of a funding block make up its total."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ziping.pipeline.checks.arithmetic.intervals import Interval
from ziping.pipeline.checks.arithmetic.operands import Operand
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
    """A total with the lines below it. `tabular`: they are rows of one table, not clauses of prose."""

    number: int
    total: FundingLine
    lines: tuple[FundingLine, ...]
    tabular: bool


@dataclass(frozen=True, slots=True)
class Split:
    """Lines that together should be the total: by source, by level of government, by nature."""

    name: str
    lines: tuple[FundingLine, ...]


def blocks(funding: Sequence[FundingLine]) -> tuple[Block, ...]:
    """Every total with its lines: those after it, up to the next total; before it, where it comes last."""
    starts = [i for i, line in enumerate(funding) if line.line == "total"]
    found = []
    for number, start in enumerate(starts):
        stop = starts[number + 1] if number + 1 < len(starts) else len(funding)
        lines = tuple(funding[start + 1 : stop]) or (tuple(funding[:start]) if number == 0 else ())
        found.append(Block(number, funding[start], lines, _tabular((funding[start], *lines))))
    return tuple(b for b in found if b.lines)


def _tabular(lines: Sequence[FundingLine]) -> bool:
    """Rows of a table share their left and right edges and stand below each other; lines side by side in one
    row have one place."""
    boxes = [line.place for line in lines]
    for above, below in pairwise(boxes):
        if above.x0 is None or below.x0 is None or above[2:] == below[2:] or above.page != below.page:
            continue
        assert above.x1 is not None and below.x1 is not None
        if abs(above.x0 - below.x0) > _SLACK or abs(above.x1 - below.x1) > _SLACK:
            return False
        if above.bottom is not None and below.top is not None and below.top < above.bottom - _SLACK:
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
    splits = [Split("nature", nature)] if nature else []
    if rest:
        splits.insert(0, Split("source", _sources(block.total, rest)))
    return tuple(splits)


def _sources(total: FundingLine, lines: tuple[FundingLine, ...]) -> tuple[FundingLine, ...]:
    """The reading of the lines that fits the total best: all of them; without details of the line above
    (其中); by source without the levels of government; by level without what they are levels of."""
    levels = tuple(line for line in lines if line.line in _LEVELS)
    current = tuple(line for line in lines if line.line == "current_year")
    readings = [lines, _without_details(lines)]
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


def _without_details(lines: tuple[FundingLine, ...]) -> tuple[FundingLine, ...]:
    """Leaves out lines that together are the line above them."""
    kept: list[FundingLine] = []
    i = 0
    while i < len(lines):
        kept.append(lines[i])
        end = next((j for j in range(len(lines), i + 1, -1) if _details(lines[i], lines[i + 1 : j])), i + 1)
        i = end
    return tuple(kept)


def _details(line: FundingLine, below: Sequence[FundingLine]) -> bool:
    amounts = dict(line.amounts)
    if not any(a.value for a in amounts.values()):
        return False
    for column, amount in amounts.items():
        parts = [p for b in below if (p := getattr(b, column)) is not None]
        if not parts or not amount.interval.meets(Interval.total(p.interval for p in parts)):
            return False
    return True
