"""What characters tell of a line: how wide they are, where it may be broken, whether a sentence ends."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator

from ziping.schemas.page import Word

SENTENCE_ENDS = frozenset("。！？!?；;")
CLOSERS = frozenset("”’」』）)】〕》〉\"'")
NO_LINE_START = frozenset("，。、；：！？”’」』）)】〕》〉,.;:!?%％…—")


def is_ideograph(char: str) -> bool:
    """Whether the character is set on the full square: Han, kana, Hangul, full-width forms."""
    return char >= "\u1100" and unicodedata.east_asian_width(char) in "WF"


def is_latin(char: str) -> bool:
    """Whether the character is a letter or digit of a script that parts its words by blanks."""
    return char.isalnum() and not is_ideograph(char) and not "\u2e80" <= char <= "\u9fff"


def ends_sentence(text: str) -> bool:
    """Whether the text ends like a sentence, closing quotes and brackets aside."""
    bare = text.rstrip("".join(CLOSERS))
    return bool(bare) and bare[-1] in SENTENCE_ENDS


def em_width(word: Word) -> Iterator[float]:
    """The widths of the full ideographs of a word, in points; none when it has none."""
    if word.edges:
        for char, (left, right) in zip(word.text, itertools.pairwise(word.edges), strict=True):
            if "\u3400" <= char <= "\u9fff":
                yield right - left
    elif word.text and all(map(is_ideograph, word.text)):
        yield word.box.width / len(word.text)


def first_unit(text: str) -> int:
    """How many characters at the start of a line cannot be parted by a line break (at least one)."""
    if not text:
        return 0
    stop = 1
    if is_latin(text[0]):
        while stop < len(text) and (is_latin(text[stop]) or text[stop] in ".,-/"):
            stop += 1
    elif text[0] in "“‘「『（(【〔《〈":
        stop = min(2, len(text))
    while stop < len(text) and text[stop] in NO_LINE_START:
        stop += 1
    return stop
