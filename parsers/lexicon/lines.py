"""Labels of the lines of a funding block."""

from __future__ import annotations

from ziping.parsers.lexicon.entries import Use, shaped
from ziping.parsers.lexicon.matching import Names, names_of, word_list

# In the order in which labels are tried that nobody listed.
LINE_NAMES = (
    "central", "provincial", "local", "own", "carried_over", "other", "current_year", "total", "special_account",
    "basic", "project",
)  # fmt: skip

LINES: Names = names_of(Use.LINE_LABELS, LINE_NAMES, "lines")
SPLITS: frozenset[str] = word_list("lines.splits")

_AMONG = shaped("^(?:{grammar.among})")  # 其中：中央


def is_among(label: str) -> bool:
    """Whether a label says that its line is a part of those above: 其中：中央."""
    return _AMONG.match(label) is not None


def is_among_alone(label: str) -> bool:
    """Whether a label says nothing else."""
    return _AMONG.fullmatch(label) is not None


def without_among(label: str) -> str:
    """A label without the word for that."""
    return _AMONG.sub("", label).lstrip(": ")
