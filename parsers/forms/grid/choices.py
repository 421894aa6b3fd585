"""What decided the roles of the columns of a block, for people who ask why."""

from __future__ import annotations

from collections.abc import Sequence

from ziping.parsers.forms.grid.columns import EXTRA, Column
from ziping.schemas.report import Choice


def choices_of(
    columns: Sequence[Column], heard: Sequence[bool], ranking: Sequence[tuple[float, tuple[str, ...]]]
) -> tuple[Choice, ...]:
    """For each column with a role what decided it, and its next best role.

    Args:
        columns: With their roles.
        heard: Whether the heading of each says its role.
        ranking: The assignments with their votes, best first.
    """
    found: list[Choice] = []
    for index, (column, said) in enumerate(zip(columns, heard, strict=True)):
        if column.sense in EXTRA:
            continue
        rule = f"heading {column.heading}" if said and column.heading else "cells below and their neighbours"
        found.append(Choice(column.sense, rule, _runner_up(index, column.sense, ranking)))
    return tuple(found)


def _runner_up(index: int, role: str, ranking: Sequence[tuple[float, tuple[str, ...]]]) -> str:
    best = ranking[0][0] if ranking else 0.0
    other = next(((votes, roles[index]) for votes, roles in ranking if roles[index] != role), None)
    if other is None:
        return ""
    name = "extra" if other[1] in EXTRA else other[1]
    return f"{name} ({best - other[0]:.1f} votes less)"
