"""Headings of which a thin stroke was lost, completed by their siblings in the same row: 级指标 beside 二级指标 and 三级指标.

What was read is kept beside it, and the heading is doubtful. Nothing here touches a figure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import regex

from ziping.parsers.lexicon.entries import Use, every_entry
from ziping.pipeline.ocr.recognise.engine import Character, Reading
from ziping.pipeline.ocr.recognise.transcribing import Transcript
from ziping.pipeline.ocr.settle.lookalikes import settled

# A character that was added is so sure at most; one less sure than UNSURE may be another.
ADDED, UNSURE = 0.5, 0.97

# So many headings of a row that are known make of another cell one that may be completed; a heading is so long.
KNOWN, SHORTEST, LONGEST = 2, 2, 8

_LEVEL = regex.compile(r"(?P<number>.?)级(?P<what>(?:评价|绩效)?指标(?:名称)?)")
_NUMBERS = "一二三四"
# Ours: a numeral that was read with less certainty numbers none of those beside it.
_SURE_NUMBER = 0.9

# Side by side so many levels are the first and those below it, whichever of their numerals were lost.
ALL_LEVELS = 3

_HEADINGS = (Use.HEADINGS, Use.WEAK_HEADINGS, Use.FUNDING_HEADINGS, Use.WEAK_FUNDING_HEADINGS)


def settle_siblings(lines: Sequence[Transcript]) -> list[Transcript]:
    """The lines of a page with headings completed."""
    rows: dict[tuple[int, int], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, line in enumerate(lines):
        if line.cell is not None:
            rows[line.cell.grid, line.cell.row][line.cell.column].append(index)
    found = list(lines)
    for row in rows.values():
        cells = [sorted(row[column], key=lambda k: lines[k].spot.top) for column in sorted(row)]
        _number_levels(cells, found)
        _complete(cells, found)
    return found


def _number_levels(cells: Sequence[Sequence[int]], lines: list[Transcript]) -> None:
    """Names of levels numbered as those beside them say."""
    levels = []
    for cell in cells:
        match = _LEVEL.fullmatch("".join(_text(lines[k].reading) for k in cell))
        if match is not None:
            levels.append((cell[0], match["number"]))
    numbered = {
        _NUMBERS.index(number) - rank
        for rank, (index, number) in enumerate(levels)
        if number and number in _NUMBERS and lines[index].reading[0].confidence >= _SURE_NUMBER
    }
    if len(levels) < KNOWN or len(numbered) > 1:
        return
    if not numbered and len(levels) != ALL_LEVELS:
        return  # two may be the first and second level, or the second and third
    first = numbered.pop() if numbered else 0
    for rank, (index, number) in enumerate(levels):
        if not 0 <= first + rank < len(_NUMBERS):
            return
        meant = _NUMBERS[first + rank]
        if number != meant:
            reading = lines[index].reading
            changed = (settled(reading[0], meant), *reading[1:]) if number else _with(reading, 0, meant)
            lines[index] = replace(lines[index], reading=changed)


def _complete(cells: Sequence[Sequence[int]], lines: list[Transcript]) -> None:
    """Headings that lack a character, or have one that the recogniser was unsure of and took for another one, too, where
    only one heading is like that."""
    headings, lacking = _headings()
    texts = ["".join(_text(lines[k].reading) for k in cell) for cell in cells]
    present = {text for text in texts if text in headings}
    if len(present) < KNOWN:
        return
    for cell, text in zip(cells, texts, strict=True):
        if text in headings or len(cell) > 1 or not SHORTEST <= len(text) <= LONGEST:
            continue
        reading = lines[cell[0]].reading
        if len(reading) != len(text):
            continue
        meant = lacking.get(text, frozenset()) - present
        for at, character in enumerate(reading):
            if character.confidence < UNSURE:
                thought = {text[:at] + other + text[at + 1 :] for other, _ in character.others}
                meant |= (thought & headings) - present
        if len(meant) == 1:
            lines[cell[0]] = replace(lines[cell[0]], reading=_as(reading, next(iter(meant))))


def _as(reading: Reading, meant: str) -> Reading:
    """The reading as a heading that differs in one character or has one more."""
    at = next((k for k, c in enumerate(reading) if c.text != meant[k]), len(reading))
    if len(meant) == len(reading):
        return (*reading[:at], settled(reading[at], meant[at]), *reading[at + 1 :])
    return _with(reading, at, meant[at])


def _with(reading: Reading, at: int, text: str) -> Reading:
    """The reading with one character more, half way between its neighbours."""
    before = reading[at - 1].middle if at else 0.0
    after = reading[at].middle if at < len(reading) else 1.0
    return (*reading[:at], Character(text, ADDED, (before + after) / 2, raw=""), *reading[at:])


@cache
def _headings() -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """Headings of columns, and of which of them a text is what is left when a character is lost."""
    words = frozenset(
        w for entry in every_entry() for use in _HEADINGS for w in entry.of(use) if SHORTEST <= len(w) <= LONGEST
    )
    lacking: dict[str, set[str]] = defaultdict(set)
    for word in words:
        for at in range(len(word)):
            lacking[word[:at] + word[at + 1 :]].add(word)
    return words, {text: frozenset(found) for text, found in lacking.items()}


def _text(reading: Reading) -> str:
    return "".join(c.text for c in reading)
