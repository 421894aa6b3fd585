"""Headings of columns: of score sheets and goal sheets (`INDICATOR`), and of funding blocks (`FUNDING`)."""

from __future__ import annotations

from ziping.parsers.lexicon.matching import (
    Names,
    names_of,
    read_toml,
    word_list,
)

KNOWN = "known"  # a column that everybody understands and the dataset has no column for

INDICATOR_COLUMNS = (
    "level1", "level2", "level3", "level4", "level1_weight", "level2_weight", "level1_score", "level2_score", "nature",
    "unit", "actual_unit", "target", "initial_target", "adjusted_target", "actual", "weight", "score", "weighted_score",
    "completion_rate", "score_coefficient", "reason", "basis", KNOWN,
)  # fmt: skip
FUNDING_COLUMNS = (
    "initial_budget", "annual_budget", "received", "executed", "execution_rate", "weight", "score", "reason", KNOWN,
)  # fmt: skip
AMOUNTS = frozenset({"initial_budget", "annual_budget", "received", "executed"})

_FILE = "columns.toml"
_DATA = read_toml(_FILE)

INDICATOR: Names = names_of(_FILE, _DATA, "indicator", meanings=INDICATOR_COLUMNS)
FUNDING: Names = names_of(_FILE, _DATA, "funding", meanings=FUNDING_COLUMNS)

BELOW: frozenset[str] = word_list(_FILE, _DATA["below"]["names"])
