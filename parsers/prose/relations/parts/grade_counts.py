"""Counts of projects by grade (优9个、良2个) and the number of projects that they are counted among."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from ziping.parsers.lexicon import GRADES
from ziping.parsers.lexicon.entries import either, shaped
from ziping.parsers.prose.labels.kinds import adds_up
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.relations.parts.partition import Partition

_FEW = 2  # grades that are told apart
_GRADED = shaped("{scores.graded_things}")  # what is given a grade


def link_to_their_total(clauses: Clauses, mentions: Sequence[Mention]) -> tuple[Partition, ...]:
    """Counts by grade and the number they are counted among, told earlier in the paragraph:
    the nearest one that they make up, else the nearest that counts what is graded."""
    wholes = ((_whole(clauses, mentions, run), run) for run in _runs(clauses, mentions))
    return tuple(Partition(w, tuple(run), "grades", "grades") for w, run in wholes if w is not None)


def _runs(clauses: Clauses, mentions: Sequence[Mention]) -> list[list[int]]:
    """Counts by different grades, each in a paragraph of their own, that belong to no total yet."""
    runs: list[list[int]] = []
    for index, mention in enumerate(mentions):
        if mention.parent is not None or not adds_up(mention) or _grade(mention) is None:
            continue
        last = mentions[runs[-1][-1]] if runs else None
        if last is not None and _in_one_paragraph(clauses, last, mention) and _counts_like(last, mention):
            runs[-1].append(index)
        else:
            runs.append([index])
    return [r for r in runs if len({_grade(mentions[k]) for k in r}) == len(r) >= _FEW]


def _whole(clauses: Clauses, mentions: Sequence[Mention], run: Sequence[int]) -> int | None:
    first = mentions[run[0]]
    total = sum((mentions[k].value for k in run), Decimal(0))
    near = [
        k
        for k in range(run[0] - 1, -1, -1)
        if adds_up(mentions[k]) and _counts_like(mentions[k], first) and _in_one_paragraph(clauses, mentions[k], first)
    ]
    exact = (k for k in near if mentions[k].value == total)
    named = (k for k in near if _GRADED.search(mentions[k].label))
    return next(exact, next(named, None))


def _counts_like(one: Mention, other: Mention) -> bool:
    a, b = one.figure, other.figure
    return a.unit == b.unit and a.quantity.unit_text == b.quantity.unit_text


def _in_one_paragraph(clauses: Clauses, one: Mention, other: Mention) -> bool:
    return clauses.strongest(one.figure.stop, other.figure.start, OUTSIDE) < Pause.PARAGRAPH


def _grade(mention: Mention) -> str | None:
    """The grade that a count is named after: 优, 评为“良”的项目, 优秀等次."""
    match = _graded_label().fullmatch(mention.label)
    return GRADES.meaning(match["grade"]) if match else None


@cache
def _graded_label() -> re.Pattern[str]:
    grades = either([*GRADES.strong, *GRADES.weak])
    return shaped(
        rf"(?:[^，。]*?(?:{{scores.grade_told}}))?[“\"]?(?P<grade>{grades})[”\"]?"
        r"(?:{scores.grade_nouns})?的?(?:{scores.graded_rest})*"
    )
