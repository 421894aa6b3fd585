"""Words that mark rows and cells: totals, subtotals, grades, goals, notes, and cells that say nothing."""

from __future__ import annotations

from ziping.parsers.lexicon.entries import Use, entry
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
_NUMBERS_BEHIND = "0123456789一二三四五六"


def is_goal_name(name: str) -> bool:
    """Whether a bare wording is a label of the block of goals, numbered or not: 预期目标, 年度目标1."""
    return name.rstrip(_NUMBERS_BEHIND) in GOALS
