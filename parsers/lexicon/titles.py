"""The words of titles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ziping.parsers.lexicon.entries import Use, entry


@dataclass(frozen=True, slots=True)
class TitleWords:
    """Words of titles by what they do, longest first; `tail` matches unit words at an end, `nameless` wordings that
    name nothing."""

    paper: tuple[str, ...]
    evaluation: tuple[str, ...]
    aspect: tuple[str, ...]
    about: tuple[str, ...]
    no_place: tuple[str, ...]
    tail: re.Pattern[str]
    nameless: re.Pattern[str]


def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(entry(f"titles.{name}").of(Use.WORDS), key=len, reverse=True))


TITLES = TitleWords(
    _words("paper"),
    _words("evaluation"),
    _words("aspect"),
    _words("about"),
    _words("no_place"),
    re.compile(f"(?:{entry('titles.tail').pattern})$"),
    re.compile(rf"(?:{entry('titles.nameless').pattern}|[、\d年度批])*"),
)
