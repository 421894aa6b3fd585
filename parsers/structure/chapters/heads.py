"""The heads of chapters in running text, and which of them evaluate somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.text.enumerators import (
    CHAPTER,
    DECIMAL,
    DECIMALS,
    DIGIT_BRACKET,
    DIGIT_POINT,
    HAN_BRACKET,
    HAN_POINT,
)
from ziping.schemas.document import Paragraph

_LONGEST_HEAD = 40  # characters
_NUMBERINGS = tuple(
    re.compile(rf"^(?:{style})\s*")
    for style in (CHAPTER, HAN_POINT, HAN_BRACKET, DIGIT_POINT, DECIMAL, DECIMALS, DIGIT_BRACKET)
)
_HEAD_ENDS = re.compile(r"[。；;：:，,]")
_UNNUMBERED = len(_NUMBERINGS)
# A head that says that somebody is evaluated, or was
_EVALUATES = shaped("{titles.self_evaluation}|{titles.evaluation_by_others}|{chapters.outcome}")
# A head on performance in general: what stands below it decides
_ON_PERFORMANCE = shaped("{chapters.on_performance}")
# A head on rules and on what is still to come: nobody is evaluated by it
_RULES = shaped("{chapters.rules}")
# Words below a head that report an evaluation as done
_REPORTS = shaped("{titles.self_evaluation}|{titles.evaluation_by_others}|{chapters.result_told}")
_TO_COME = shaped("{titles.planned_to}")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a chapter: its words, how it is numbered, and which paragraph it stands in."""

    words: str
    style: int
    paragraph: int


def numbering_of(string: str) -> int | None:
    """The kind of number that a line begins with, counted from the outermost; None where it has none."""
    return next((k for k, p in enumerate(_NUMBERINGS) if p.match(string.strip())), None)


def chapter_heads(paragraphs: Sequence[Paragraph]) -> Iterator[Head]:
    """The heads in reading order: numbered items up to their first stop, and short lines without any."""
    for index, paragraph in enumerate(paragraphs):
        string = paragraph.text.string.strip()
        number = numbering_of(string)
        style = _UNNUMBERED if number is None else number
        body = _NUMBERINGS[style].sub("", string, count=1) if style < _UNNUMBERED else string
        if style == _UNNUMBERED and (_HEAD_ENDS.search(body) or len(body) > _LONGEST_HEAD):
            continue
        words = _HEAD_ENDS.split(body, maxsplit=1)[0]
        if words and len(words) <= _LONGEST_HEAD:
            yield Head(words, style, index)


def is_numbered(head: Head) -> bool:
    """Whether a head has a number, and is no short line of its own only."""
    return head.style < _UNNUMBERED


def evaluates(head: Head) -> bool:
    """Whether a head says that somebody was evaluated (项目支出绩效自评情况)."""
    return _EVALUATES.search(head.words) is not None and not _RULES.search(head.words) and not _promised(head.words)


def holds_evaluating_chapter(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a chapter reports an evaluation: by its head (上年度绩效自评情况), or by a head on performance
    (预算绩效管理情况) with what is told below it. Goals that are set, rules, and what is to come evaluate nobody."""
    heads = list(chapter_heads(paragraphs))
    for number, head in enumerate(heads):
        if _RULES.search(head.words):
            continue
        if evaluates(head):
            return True
        if _ON_PERFORMANCE.search(head.words):
            following = (h.paragraph for h in heads[number + 1 :] if h.style <= head.style)
            stop = next(following, len(paragraphs))
            told = paragraphs[head.paragraph : stop]
            if any(_reports(p.text.string) for p in told):
                return True
    return False


def _promised(string: str) -> bool:
    match = _EVALUATES.search(string)
    return match is not None and _TO_COME.search(string[: match.start()]) is not None


def _reports(string: str) -> bool:
    return any(_TO_COME.search(string[: m.start()]) is None for m in _REPORTS.finditer(string))
