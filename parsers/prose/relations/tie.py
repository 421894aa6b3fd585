"""A tie between two figures of a passage, other than of part and total."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tie:
    """`kind` as in the dataset; `source` and `target` are indexes of figures. `rule` is the search that found it,
    `score` how much speaks for it (10 where words leave no doubt)."""

    kind: str
    source: int
    target: int
    rule: str
    score: float = 10.0
    runner_up: str = ""
