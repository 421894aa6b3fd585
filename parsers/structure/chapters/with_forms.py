"""Chapters that tell of one evaluation each and end with its form: 一、项目支出绩效自评情况 … 二、部门整体支出绩效自评情况 …"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from ziping.parsers.structure.chapters.heads import chapter_heads, evaluates, is_numbered
from ziping.schemas.document import Block, Paragraph, Table

_FEWEST = 2  # chapters; one alone is one of a report, which has its form behind it
_BETWEEN = 3  # lines between the beginning of a form's part and its table


def start_with_chapters(blocks: Sequence[Block], starts: Sequence[int]) -> list[int]:
    """Where parts start; those of forms at the heads of such chapters, so that what is told there is told of the same.

    The chapters are numbered in one way, each says that it evaluates, and each has one form of its own.
    """
    lines = [(n, b) for n, b in enumerate(blocks) if isinstance(b, Paragraph)]
    heads = [(lines[h.paragraph][0], h) for h in chapter_heads([b for _, b in lines]) if is_numbered(h)]
    tables = [n for n, b in enumerate(blocks) if isinstance(b, Table)]
    moved: dict[int, int] = {}
    styles: set[int] = set()
    at = [n for n, _ in heads]
    for before, start in pairwise(starts):
        nth = bisect_left(tables, start)
        if nth == len(tables) or tables[nth] >= start + _BETWEEN:
            continue
        above = max(before, tables[nth - 1] if nth else -1)
        own = heads[bisect_right(at, above) : bisect_left(at, start)]
        outer = min((h.style for _, h in own), default=None)
        outermost = [(n, h) for n, h in own if h.style == outer]
        if len(outermost) == 1 and evaluates(outermost[0][1]):
            moved[start] = outermost[0][0]
            styles.add(outermost[0][1].style)
    if len(moved) < _FEWEST or len(styles) > 1:
        return list(starts)
    return [moved.get(start, start) for start in starts]
