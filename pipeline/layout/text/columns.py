"""Running text in two columns without a rule between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ziping.pipeline.layout.text.lines import Line, words_to_gaps, words_to_line

_SAME_EDGE = 0.5  # ems between the left edges of two lines of one column
_SENTENCE = re.compile(r"[，。；、]")
_ENTRY = re.compile(r"^.{0,12}[：:]")


def parted_columns(lines: Sequence[Line]) -> tuple[list[Line], ...]:
    """The lines of each column, from left to right; all lines together where they are no two columns.

    Every line has one wide blank and goes on behind it at the same place, and both sides are running text: what a line
    breaks on one side goes on below on that side, and never with the other's.
    """
    whole = (list(lines),)
    if len(lines) < 2:
        return whole
    left, right = [], []
    for line in lines:
        wide = [n for n, is_wide in enumerate(words_to_gaps(line.words, line.em), 1) if is_wide]
        if len(wide) != 1:
            return whole
        left.append(words_to_line(list(line.words[: wide[0]]), line.page))
        right.append(words_to_line(list(line.words[wide[0] :]), line.page))
    edge = right[0].box.x0
    if any(abs(line.box.x0 - edge) > _SAME_EDGE * line.em for line in right):
        return whole
    for side in (left, right):
        texts = [line.text for line in side]
        if not any(map(_SENTENCE.search, texts)) or any(map(_ENTRY.match, texts)):
            return whole
    return left, right
