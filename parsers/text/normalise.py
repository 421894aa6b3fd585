"""Wording as it is compared: widths, blanks, brackets and numbering set aside.

`fold` keeps the length of a string, so that what is found in the folded one stands at the same offsets in
the printed one. The others do not, and serve comparison only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ziping.parsers.text.enumerators import FOLDED
from ziping.parsers.text.once import once

_DASHES = "—–―‐‑‒−－﹣─━ー"
_SAME = {
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys("【〔［[〖{｛", "("),
    **dict.fromkeys("】〕］]〗}｝", ")"),
    "﹕": ":",
    "∶": ":",
    "︰": ":",
    "·": ".",
    "．": ".",
    "\N{NO-BREAK SPACE}": " ",
    "　": " ",
}
_BRACKETS = re.compile(r"\([^()]*\)")
_EDGES = " :;,.、。*★☆●◆■▲△※#-+="


@lru_cache(maxsize=1 << 16)
def fold_character(char: str) -> str:
    """One character in its plain form: half-width, one kind of dash, bracket and colon."""
    if char in _SAME:
        return _SAME[char]
    if unicodedata.category(char) == "No":
        return char  # ① is a numbering, not the figure 1
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


@once
def fold(string: str) -> str:
    """The string with each character in its plain form; same length."""
    folded = "".join(map(fold_character, string))
    return string if folded == string else folded  # one string in memory, not two


@once
def plain(string: str) -> str:
    """Folded, without blanks, lower case."""
    found = "".join(fold(string).split()).casefold()
    return string if found == string else found


@once
def bare(string: str) -> str:
    """Plain, without what stands in brackets, numbering before it and punctuation around it.

    What is all in brackets keeps its words: （2021年度） is 2021年度.
    """
    string = plain(string)
    without = string
    while (shorter := _BRACKETS.sub("", without)) != without:
        without = shorter
    without = without.partition("(")[0] or without  # a bracket that was never closed
    without = without.strip(_EDGES)
    while match := FOLDED.match(without):
        if match.end() == len(without):
            break
        without = without[match.end() :].strip(_EDGES)
    return without or string.replace("(", "").replace(")", "").strip(_EDGES)


@once
def letters(string: str) -> str:
    """Plain, the brackets gone but their words kept: 指标值（年初） is 指标值年初."""
    return re.sub(r"[()]", "", plain(string)).strip(_EDGES)
