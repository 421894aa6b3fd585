"""Labels of the lines of a funding block."""

from __future__ import annotations

from ziping.parsers.lexicon.entries import Use
from ziping.parsers.lexicon.matching import Names, names_of, word_list

# In the order in which labels are tried that nobody listed.
LINE_NAMES = (
    "central", "provincial", "local", "own", "carried_over", "other", "current_year", "total", "special_account",
    "basic", "project",
)  # fmt: skip

LINES: Names = names_of(Use.LINE_LABELS, LINE_NAMES, "lines")
SPLITS: frozenset[str] = word_list("lines.splits")
