"""Words that mark rows and cells: totals, subtotals, grades, goals, notes, and cells that say nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ziping.parsers.lexicon.entries import Use, entry, shaped
from ziping.parsers.lexicon.matching import Names, names_of, word_list
from ziping.parsers.text.normalise import plain

TOTALS: Names = names_of(Use.TOTAL_LABELS, ("both", "full_score", "total_score", "grade"), "scores")
HEADS: Names = names_of(Use.HEAD_LABELS, ("project", "department", "agency", "supervising_department"), "heads")
SUM_LABELS: frozenset[str] = word_list("cells.sum_labels")
SUBTOTALS: frozenset[str] = word_list("scores.subtotals")
GRADES: Names = names_of(Use.GRADES, ("excellent", "good", "fair", "poor"), "scores")
GOALS: frozenset[str] = word_list("targets.goals")
NOTES: frozenset[str] = word_list("heads.notes")
DASHES: frozenset[str] = frozenset(plain(d) for d in entry("targets.dashes").of(Use.WORDS))
NOTHING: frozenset[str] = DASHES | word_list("targets.nothing")
_GOAL_LABEL = shaped("{targets.goal_label}")
_OUTCOME_LABEL = shaped("{targets.outcome_label}")
_ROW_OF_NUMBERS = shaped("{cells.row_of_numbers}")
# 甲, 3, 5=3÷2, b/a
_COLUMN_NUMBER = re.compile(
    r"[甲乙丙丁戊己庚辛]|(?P<number>\d{1,2})(?:\)?=[\d()/÷×*+-]+(?:100)?%?)?|[a-h](?:[/÷=×*+-][a-h])*"
)
_FEWEST_NUMBERS = 3  # cells of a row that numbers columns
_NUMBERS_BEHIND = "0123456789一二三四五六"


def is_goal_name(name: str) -> bool:
    """Whether a bare wording is a label of the block of goals, numbered or not, or is put together like one: 预期目标,
    年度目标1, 年初绩效目标, 目标实现情况."""
    words = name.rstrip(_NUMBERS_BEHIND)
    return words in GOALS or _GOAL_LABEL.fullmatch(words) is not None


def is_outcome_name(name: str) -> bool:
    """Whether a bare wording says, beside goals, that what came of them follows: 完成情况, 任务落实情况."""
    return _OUTCOME_LABEL.fullmatch(name) is not None


def is_row_of_numbers(texts: Sequence[str]) -> bool:
    """Whether the cells of a row only number the columns: 栏次 | 甲 | 1 | 2 | 3=2-1, A | B | B/A."""
    marks = [w for w in (plain(t).strip("()") for t in texts) if not _ROW_OF_NUMBERS.fullmatch(w)]
    numbers = [_COLUMN_NUMBER.fullmatch(w) for w in marks]
    if len(texts) < _FEWEST_NUMBERS or not marks or any(m is None for m in numbers):
        return False
    figures = [int(m["number"]) for m in numbers if m is not None and m["number"]]
    return figures == list(range(1, len(figures) + 1)) and (len(figures) > 1 or not figures)
