"""Counts of projects by grade (优9个、良2个) and the number of projects that they are counted among."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from ziping.parsers.lexicon import GRADES
from ziping.parsers.lexicon.entries import either, shaped
from ziping.parsers.prose.labels.kinds import adds_up, same_things
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.relations.parts.partition import Partition

_FEWEST_GRADES = 2  # grades that are told apart
_GRADED = shaped("{scores.graded_things}")  # what is given a grade


def link_to_their_total(clauses: Clauses, mentions: Sequence[Mention]) -> Iterator[Partition]:
    """Counts by grade and the number they are counted among, told earlier in the paragraph: the nearest one that they make
    up, else the nearest that counts what is graded."""
    runs: list[list[int]] = []
    for index, mention in enumerate(mentions):
        if mention.parent is None and adds_up(mention) and _grade(mention) is not None:
            if runs and _goes_with(clauses, mentions[runs[-1][-1]], mention):
                runs[-1].append(index)
            else:
                runs.append([index])
    for run in runs:
        if len({_grade(mentions[k]) for k in run}) == len(run) >= _FEWEST_GRADES:
            total = sum((mentions[k].value for k in run), Decimal(0))
            near = [k for k in range(run[0] - 1, -1, -1) if _goes_with(clauses, mentions[k], mentions[run[0]])]
            exact = (k for k in near if mentions[k].value == total)
            whole = next(exact, next((k for k in near if _GRADED.search(mentions[k].label)), None))
            if whole is not None:
                yield Partition(whole, tuple(run), "grades", "grades")


def _goes_with(clauses: Clauses, one: Mention, other: Mention) -> bool:
    """Whether figures of one paragraph count the same."""
    apart = clauses.strongest(one.figure.stop, other.figure.start, OUTSIDE) >= Pause.PARAGRAPH
    return adds_up(one) and same_things(one, other) and not apart


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
