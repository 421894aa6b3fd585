"""Words that mark rows and cells: totals, subtotals, grades, goals, notes, and cells that say nothing."""

from __future__ import annotations

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
_NUMBERS_BEHIND = "0123456789一二三四五六"


def is_goal_name(name: str) -> bool:
    """Whether a bare wording is a label of the block of goals, numbered or not, or is put together like one: 预期目标,
    年度目标1, 年初绩效目标, 目标实现情况."""
    words = name.rstrip(_NUMBERS_BEHIND)
    return words in GOALS or _GOAL_LABEL.fullmatch(words) is not None


def is_outcome_name(name: str) -> bool:
    """Whether a bare wording says, beside goals, that what came of them follows: 完成情况, 任务落实情况."""
    return _OUTCOME_LABEL.fullmatch(name) is not None
