"""What running text calls targets and results (`lexicon/goals.toml`), compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from ziping.parsers.lexicon.matching import read_toml


@dataclass(frozen=True, slots=True)
class GoalWords:
    """Patterns of targets and results.

    Attributes:
        target_heading, actual_heading: In a heading they say what the statements below it are.
        marker: 年初指标值, 计划, 全年实际完成值, 完成率; the group that matched (`aim`, `result` or `rate`) says which;
            `sure` is not empty where the words mean nothing else.
        link_tail: What leads over from a name to its value.
    """

    target_heading: re.Pattern[str]
    actual_heading: re.Pattern[str]
    marker: re.Pattern[str]
    link_tail: re.Pattern[str]


@cache
def goal_words() -> GoalWords:
    """The patterns of `lexicon/goals.toml`.

    Raises:
        KeyError: when a list is missing.
    """
    data: dict[str, Any] = read_toml("goals.toml")
    times = f"(?:{_either(data['times']['words'])})*"
    aims, results, verbs = data["aims"], data["results"], _either(data["aims"]["verbs"])
    return GoalWords(
        target_heading=re.compile(_either(data["headings"]["targets"])),
        actual_heading=re.compile(_either(data["headings"]["actuals"])),
        marker=re.compile(
            rf"(?P<rate>{times}(?:{_either(data['rates']['words'])}))"
            rf"|(?P<aim>{times}(?:(?P<sure_aim>{_either(aims['sure'])})|(?:{_either(aims['plain'])})(?:{verbs})*"
            rf"|(?:{_either(aims['modal'])})(?:{verbs})+))"
            rf"|(?P<result>{times}(?:{_either(results['plain'])})?(?:(?P<sure_result>{_either(results['sure'])})"
            rf"|(?:{_either(results['plain'])})(?:{_either(results['verbs'])})*))"
        ),
        link_tail=re.compile(rf"(?:{_either(data['links']['words'])})+\s?$"),
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(set(words), key=lambda w: (-len(w), w))))
