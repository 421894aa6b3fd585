"""Headings of columns: of score sheets and goal sheets (`INDICATOR`), and of funding blocks (`FUNDING`)."""

from __future__ import annotations

from ziping.parsers.lexicon.entries import Use
from ziping.parsers.lexicon.matching import Names, names_of, word_list

KNOWN = "known"  # a column that everybody understands and the dataset has no column for

# In the order in which headings are tried that nobody listed.
INDICATOR_COLUMNS = (
    "reason", "basis", KNOWN, "completion_rate", "score_coefficient", "score", "weight", "initial_target",
    "adjusted_target", "actual", "target", "unit", "level3", "level1", "level2", "level4", "level1_weight",
    "level2_weight", "level1_score", "level2_score", "nature", "actual_unit", "weighted_score",
)  # fmt: skip
FUNDING_COLUMNS = (
    "execution_rate", "reason", "initial_budget", "received", "executed", "annual_budget", "weight", "score", KNOWN,
)  # fmt: skip
AMOUNTS = frozenset({"initial_budget", "annual_budget", "received", "executed"})
POINTS = ("weight", "score")
VALUES = ("target", "initial_target", "adjusted_target", "actual")
LEVEL_NAMES = ("level1", "level2", "level3", "level4")
OF_LEVELS = frozenset(LEVEL_NAMES)

INDICATOR: Names = names_of(Use.HEADINGS, INDICATOR_COLUMNS, "scores", "targets", "levels")
FUNDING: Names = names_of(Use.FUNDING_HEADINGS, FUNDING_COLUMNS, "money", "scores")

BELOW: frozenset[str] = word_list("scores.no_heading")
