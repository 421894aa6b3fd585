"""What running text calls targets and results (`lexicon/targets.toml`), compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ziping.parsers.lexicon.entries import shaped


@dataclass(frozen=True, slots=True)
class GoalWords:
    """Patterns of targets and results.

    Attributes:
        target_heading, actual_heading: In a heading they say what the statements below it are.
        marker: 年初指标值, 计划, 全年实际完成值, 完成率; the group that matched (`aim`, `result` or `rate`) says which;
            `sure` is not empty where the words mean nothing else.
        link_tail: What leads over from a name to its value.
        aim_opener, aim_tail: What begins, or ends, a name whose value is hoped for (应发放户数, 满意度要求).
    """

    target_heading: re.Pattern[str]
    actual_heading: re.Pattern[str]
    marker: re.Pattern[str]
    link_tail: re.Pattern[str]
    aim_opener: re.Pattern[str]
    aim_tail: re.Pattern[str]


@cache
def goal_words() -> GoalWords:
    """The patterns of `lexicon/targets.toml`.

    Raises:
        VocabularyError: when a concept is missing.
    """
    return GoalWords(
        target_heading=shaped("{targets.target_headings}"),
        actual_heading=shaped("{targets.actual_headings}"),
        marker=shaped(
            r"(?P<rate>(?:{targets.marker_times})*(?:{targets.target_rates}))"
            r"|(?P<aim>(?:{targets.marker_times})*(?:(?P<sure_aim>{targets.sure_target_markers})"
            r"|(?:{targets.target_markers})(?:{targets.target_verbs})*"
            r"|(?:{targets.modal_target_markers})(?:{targets.target_verbs})+))"
            r"|(?P<result>(?:{targets.marker_times})*(?:{targets.result_markers})?"
            r"(?:(?P<sure_result>{targets.sure_result_markers})"
            r"|(?:{targets.result_markers})(?:{targets.result_verbs})*))"
        ),
        link_tail=shaped(r"(?:{targets.target_links})+\s?$"),
        aim_opener=shaped(
            r"\s*(?:[该本此]?(?:{targets.aim_of})?)?(?:{targets.marker_times})*"
            r"(?:{targets.target_openers}|{targets.target_markers}|{targets.modal_target_markers})+"
        ),
        aim_tail=shaped(
            r"(?:{targets.marker_times})*"
            r"(?:{targets.sure_target_markers}|{targets.target_markers}|{targets.modal_target_markers})+"
            r"(?:{targets.target_verbs})*[：:]?\s?$"
        ),
    )
