"""Words of the forms, kept as data: one line adds a synonym.

The TOML files are read once and validated when they are: a word listed twice or a meaning that does not
exist is an error that names the file and the word.
"""

from ziping.parsers.lexicon.headings import FUNDING, INDICATOR
from ziping.parsers.lexicon.levels import classify, level_of_name
from ziping.parsers.lexicon.lines import LINES, SPLITS
from ziping.parsers.lexicon.marks import (
    DASHES,
    GOALS,
    GRADES,
    HEADS,
    NOTES,
    NOTHING,
    SUBTOTALS,
    TOTALS,
)
from ziping.parsers.lexicon.matching import Fit, Match, Names

__all__ = [
    "DASHES",
    "FUNDING",
    "GOALS",
    "GRADES",
    "HEADS",
    "INDICATOR",
    "LINES",
    "NOTES",
    "NOTHING",
    "SPLITS",
    "SUBTOTALS",
    "TOTALS",
    "Fit",
    "Match",
    "Names",
    "classify",
    "level_of_name",
]
