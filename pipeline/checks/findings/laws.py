"""What the rules check, in words for people: their docstrings in English, `laws.zh.toml` in Chinese."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

_PARTS = ("identity", "source", "applies", "undecided")
_HEAD = re.compile(r"^(Identity|Source|Applies|Undecided):\s*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Law:
    """A rule's law.

    Attributes:
        law: In one sentence.
        identity: The equation, and how its figures are taken.
        source: The regulation, the form's own heading or the wording that it rests on.
        applies: Where it is looked at.
        undecided: Where it is left open.
    """

    law: str
    identity: str
    source: str
    applies: str
    undecided: str


def in_english(docstring: str) -> Law:
    """The law that a rule's docstring tells.

    Raises:
        ValueError: when one of the four paragraphs is missing.
    """
    first, *rest = _HEAD.split(docstring.strip())
    paragraphs = dict(zip([head.lower() for head in rest[::2]], rest[1::2], strict=True))
    if set(paragraphs) != set(_PARTS):
        raise ValueError(f"a law needs the paragraphs {', '.join(_PARTS)}, not {', '.join(paragraphs)}")
    return Law(_joined(first), **{name: _joined(paragraphs[name]) for name in _PARTS})


@cache
def in_chinese() -> Mapping[str, Law]:
    """Rule → its law in Chinese."""
    written = resources.files("ziping.pipeline.checks.findings").joinpath("laws.zh.toml").read_text("utf-8")
    return {name: Law(**parts) for name, parts in tomllib.loads(written).items()}


def _joined(text: str) -> str:
    return " ".join(text.split())
