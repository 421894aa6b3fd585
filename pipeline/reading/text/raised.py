"""Raised and lowered digits: 14.5² is a figure with the mark of a note, not 14.52."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ziping.schemas.page import Word

# Marks are this much smaller than what they stand at, and their baseline this much (parts of its size) above or below.
SMALLER, RAISED, LOWERED = 0.8, 0.2, 0.08

# A mark stands so close (parts of the size) behind what it belongs to, and may reach so far into it.
BEHIND, INTO = 0.25, 0.1

# Below its baseline a word's box reaches this part of its size.
DESCENT = 0.12

_DIGITS = "0123456789"
_ABOVE = str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BELOW = str.maketrans(_DIGITS, "₀₁₂₃₄₅₆₇₈₉")


def mark_raised(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words with small digits that stand above or below the line of the word before them as what they are.

    Args:
        words: Upright ones, whose boxes are as high as their characters are large.
    """
    digits = [i for i, word in enumerate(words) if word.text.isascii() and word.text.isdigit()]
    largest = max((word.box.height for word in words), default=0.0)
    small = [i for i in digits if words[i].box.height <= SMALLER * largest]
    if not small:
        return tuple(words)
    ends = np.array([word.box.x1 for word in words])
    sizes = np.array([word.box.height for word in words])
    lines = np.array([word.box.bottom for word in words]) - DESCENT * sizes
    marked = list(words)
    for i in small:
        start, size, line = words[i].box.x0, sizes[i], lines[i]
        gap = start - ends
        up = (lines - line) / sizes
        beside = (-INTO * sizes <= gap) & (gap <= BEHIND * sizes) & (size <= SMALLER * sizes)
        above, below = (up >= RAISED) & (up < 1), (-up >= LOWERED) & (-up < RAISED + SMALLER / 2)
        if (beside & above).any():
            marked[i] = replace(words[i], text=words[i].text.translate(_ABOVE))
        elif (beside & below).any() and any(words[k].text[-1].isalpha() for k in np.flatnonzero(beside & below)):
            marked[i] = replace(words[i], text=words[i].text.translate(_BELOW))
    return tuple(marked)
