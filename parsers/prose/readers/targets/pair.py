"""A target with its result as running text tells it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ziping.parsers.prose.readers.targets.names import Span


@dataclass(frozen=True, slots=True)
class Pair:
    """One indicator told with both.

    Attributes:
        name: Where its name stands; empty where it has none.
        target, actual: Where its values stand.
        sure: The words mean a target or result and nothing else (目标值, 完成值), or a target has its sign (≥).
        named: Whether the name stands right before the words for its target (水质达标率目标95%).
        words: Its values are words.
        bound: Neither a word nor its sign says that the first figure was hoped for.
        level: The name of a level that stands before it (数量指标，年度指标值为检测样品600批次).
        span: From its name to the end of its result; to the end of its target where the result is told further on.
        answer: The clause that tells the result further on, among those of other goals; None where target and result are
            told together.
        weight: How much speaks for it.
    """

    name: Span
    target: Span
    actual: Span
    sure: bool
    span: Span
    named: bool = False
    bound: bool = False
    words: bool = False
    level: Span | None = None
    answer: Span | None = None
    weight: float = field(default=0.0, compare=False)
