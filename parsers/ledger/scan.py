"""The printed figures of a text, by a scan of its own: what no reader saw is found here all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.text.normalise import fold
from ziping.parsers.text.once import once

# 1,234.50, 12.5, 35. 3; a full-width comma parts a list and groups no digits but before a decimal point
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\s?\.\s?\d+)?|\d+(?:\s?\.\s?\d+)?(?:e\+\d{1,2})?", re.IGNORECASE)
_HAN = "〇零一二两三四五六七八九十百千"
# Written in words, a figure is one where it has a unit that nothing but a figure has: 百分之九十五, 得分九十六点五分, 三万元
_WORDED = shaped(
    rf"百分之[{_HAN}]+(?:点[{_HAN}]+)?"
    rf"|(?<=[得总评满]分)[:为是共]?\s?(?!{{reasons.very}})[{_HAN}]+(?:点[{_HAN}]+)?(?=分(?!之|[类别成数]))"
    rf"|[{_HAN}]+(?:点[{_HAN}]+)?[万亿]{{1,2}}(?=元)"
)


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure as it is printed, from `start` to `stop` of its text, without sign and unit.

    `token` is what is compared: half-width, without blanks and separators.
    """

    start: int
    stop: int
    token: str


def scan(string: str) -> Iterator[PrintedFigure]:
    """All figures of a text, whatever they mean, in order of their kinds: in digits, then in words."""
    folded = fold(string)
    for match in _DIGITS.finditer(folded):
        yield PrintedFigure(match.start(), match.end(), _token(match[0]))
    if any(unit in folded for unit in ("百分之", "分", "元")):
        for match in _WORDED.finditer(folded):
            start = match.end() - len(match[0].lstrip(":为是共 "))
            yield PrintedFigure(start, match.end(), _token(folded[start : match.end()]))


def _token(string: str) -> str:
    return re.sub(r"[\s,]", "", string)


@once
def tokens(string: str) -> frozenset[str]:
    """The figures of a text, as they are compared."""
    return frozenset(f.token for f in scan(string))
