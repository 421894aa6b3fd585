"""Labels of the lines of a funding block."""

from __future__ import annotations

from ziping.parsers.lexicon.matching import (
    Names,
    names_of,
    read_toml,
    word_list,
)

LINE_NAMES = (
    "total", "current_year", "carried_over", "central", "provincial", "local", "special_account", "own", "basic",
    "project", "other",
)  # fmt: skip

_FILE = "lines.toml"
_DATA = read_toml(_FILE)

LINES: Names = names_of(_FILE, _DATA, "lines", meanings=LINE_NAMES)
SPLITS: frozenset[str] = word_list(_FILE, _DATA["splits"]["names"])
