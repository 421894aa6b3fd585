"""Where figures stand: whether two were read from the same print, and which comes first."""

from __future__ import annotations

from ziping.pipeline.checks.arithmetic.operands import Evidence, Operand


def same_place(a: Operand, b: Operand) -> bool:
    """Whether both were read from the same print: it is no second mention. The box of a figure that runs over two lines
    holds others beside it, which have other values."""
    if a.key == b.key:
        return True
    return a.value == b.value and any(_overlap(x, y) for x in a.evidence for y in b.evidence)


def _overlap(a: Evidence, b: Evidence) -> bool:
    if a.page != b.page or a.x0 is None or b.x0 is None or a.page is None:
        return False
    assert a.x1 is not None and b.x1 is not None
    assert a.top is not None and b.top is not None and a.bottom is not None and b.bottom is not None
    across = min(a.x1, b.x1) - max(a.x0, b.x0)
    down = min(a.bottom, b.bottom) - max(a.top, b.top)
    if across <= 0 or down <= 0:
        return False
    smaller = min((a.x1 - a.x0) * (a.bottom - a.top), (b.x1 - b.x0) * (b.bottom - b.top))
    return across * down * 2 > smaller


def place_order(operand: Operand) -> tuple[int, float, float]:
    """Reading order: page, then from top to bottom."""
    first = operand.evidence[0] if operand.evidence else None
    if first is None:
        return 0, 0.0, 0.0
    return first.page or 0, first.top or 0.0, first.x0 or 0.0
