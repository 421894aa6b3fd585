"""Labels of the lines of a funding block."""

from __future__ import annotations

from ziping.parsers.lexicon.entries import Use, shaped
from ziping.parsers.lexicon.matching import Names, names_of, word_list
from ziping.parsers.text.normalise import bare

# In the order in which labels are tried that nobody listed.
LINE_NAMES = (
    "central", "provincial", "local", "own", "carried_over", "other", "current_year", "total", "special_account",
    "basic", "project",
)  # fmt: skip

LINES: Names = names_of(Use.LINE_LABELS, LINE_NAMES, "lines")
SPLITS: frozenset[str] = word_list("lines.splits")

_LEFT_OVER = shaped("{lines.left_over}")
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


def is_left_over(label: str) -> bool:
    """Whether a label asks for what was left of this year's money (结余, 三、当年结余): no line, and nothing that lines have.
    What was left of former years is one."""
    return _LEFT_OVER.fullmatch(bare(label)) is not None
