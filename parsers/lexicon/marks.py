"""Words that mark rows and cells: totals, subtotals, grades, goals, notes, and cells that say nothing."""

from __future__ import annotations

from ziping.parsers.lexicon.matching import (
    Names,
    names_of,
    read_toml,
    word_list,
)
from ziping.parsers.text.normalise import plain

_FILE = "marks.toml"
_DATA = read_toml(_FILE)

TOTALS: Names = names_of(_FILE, _DATA, "totals", meanings=("both", "full_score", "total_score", "grade"))
HEADS: Names = names_of(_FILE, _DATA, "heads", meanings=("project", "department", "agency", "supervising_department"))
SUBTOTALS: frozenset[str] = word_list(_FILE, _DATA["subtotals"]["names"])
GRADES: Names = names_of(_FILE, _DATA, "grades", meanings=("excellent", "good", "fair", "poor"))
GOALS: frozenset[str] = word_list(_FILE, _DATA["goals"]["names"])
NOTES: frozenset[str] = word_list(_FILE, _DATA["notes"]["names"])
DASHES: frozenset[str] = frozenset(plain(d) for d in _DATA["nothing"]["dashes"])
NOTHING: frozenset[str] = DASHES | word_list(_FILE, _DATA["nothing"]["words"])
