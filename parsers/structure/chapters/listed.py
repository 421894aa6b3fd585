"""Projects that one paragraph evaluates one after the other, parted by semicolons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ziping.parsers.forms.types import NO_TOTALS
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.structure.subject_names import is_scored_item, names_a_subject, names_a_unit
from ziping.parsers.text.enumerators import CIRCLE, NUMBER, WORD
from ziping.parsers.text.punctuation import STATEMENT_END
from ziping.schemas.document import Paragraph
from ziping.schemas.head import Totals
from ziping.schemas.report import Stated

Paragraphs = tuple[tuple[int, Paragraph], ...]

_FEWEST = 2  # projects of a list
_FULL = Decimal(100)  # sections of one evaluation have no more between them
_NAME_LENGTH = range(3, 41)  # characters
_ENDS = re.compile(r"[；;。\n]+|[，,、](?=\s?[“《])")
# 各项目具体情况如下：甲项目，…
_LEAD_IN = shaped(rf"^[^，；。]*(?:{{chapters.list_opener}})[：:]|^[^，；。]*[：:](?=\s*(?:{NUMBER}|[①-⑳]|[“《]))")
_ENUMERATOR = re.compile(rf"\s*(?:{NUMBER}|{CIRCLE}|{WORD})\s*")
# “甲”项目, 《甲》; else what stands before the first stop, or before a word with which its money or its score begins
_NAME = shaped(
    r"[“《](?P<quoted>[^“”《》]{2,40})[”》](?:{titles.behind_quotes})*(?=[，,：:]|[^，。；]{0,12}\d)"
    r"|(?P<whole>[“《][^“”《》]{2,40}[”》][^，,：:；。\d]{1,12}?)(?=[，,：:]|[^，。；]{0,12}\d)"
    r"|(?P<plain>[^，,：:；。“《\d]{2,40}?)(?:[，,：:]|(?=(?:{chapters.money_of_project})[^，。；]{0,8}\d))"
)
_SCORE = shaped(
    r"(?:{chapters.score_of_project})[^，。；;\d]{0,6}?(?P<score>\d+(?:\.\d+)?)\s?分|得(?P<bare>\d+(?:\.\d+)?)\s?分"
)
_GRADE = shaped(r"(?:{titles.grade_before})[^，。；;\d]{0,4}[优良中差]")
SUM_OF_MONEY = shaped(r"\d\s?(?:{titles.amount_units})")
# an item of a sheet of scores has its own: 满分10分, 预算执行10分，得9.76分
_FULL_MARKS = shaped(r"{scores.point_names}|\d\s?分\s?[）)，,、]?\s?(?:{scores.self_scored})?(?:{phrases.got})\s?\d")
_ON_WHAT_GROUND = shaped(
    r"(?:{grammar.according})[^，。；]*$|从[^，。；]{1,12}看$"
)  # 根据评价指标体系，…; 从自评结果看，…


@dataclass(frozen=True, slots=True)
class Chapter:
    """Paragraphs that evaluate a project of their own; a paragraph may be a stretch of a printed one. `totals` are the
    project's where its list, or a sentence on all chapters, shows them to be that."""

    name: Stated[str]
    paragraphs: Paragraphs
    totals: Totals = NO_TOTALS


@dataclass(frozen=True, slots=True)
class _Item:
    """What one semicolon ends: where it stands in the paragraph, its project's name, and what is told of it."""

    start: int
    stop: int
    name: tuple[int, int]
    score: Decimal | None
    place: tuple[int, int]
    money: bool


def split_lists(paragraphs: Sequence[tuple[int, Paragraph]]) -> tuple[Paragraphs, tuple[Chapter, ...]]:
    """What is said in general, and a chapter for each project of a list in one paragraph."""
    rest: list[tuple[int, Paragraph]] = []
    chapters: list[Chapter] = []
    for block, paragraph in paragraphs:
        items = list(_run(list(_items(paragraph.text.string))))
        if not items:
            rest.append((block, paragraph))
            continue
        chapters += [_chapter(block, paragraph, i, stretch(paragraph, i.start, i.stop)) for i in items]
        edges = ((0, items[0].start), (items[-1].stop, len(paragraph.text)))
        rest += [(block, stretch(paragraph, a, b)) for a, b in edges if paragraph.text.string[a:b].strip()]
    return tuple(rest), tuple(chapters)


def split_paragraphs(paragraphs: Sequence[tuple[int, Paragraph]]) -> tuple[Paragraphs, tuple[Chapter, ...]]:
    """What is said in general, and a chapter for each of the paragraphs one after the other that begin with the name
    of a project and tell its score or grade in the same sentence."""
    items = [_first_sentence(p) for _, p in paragraphs]
    chosen = {id(i) for i in _run(items)}
    rest: list[tuple[int, Paragraph]] = []
    chapters: list[Chapter] = []
    for (block, paragraph), item in zip(paragraphs, items, strict=True):
        if item is None or id(item) not in chosen:
            rest.append((block, paragraph))
            continue
        chapters.append(_chapter(block, paragraph, item, paragraph))
    return tuple(rest), tuple(chapters)


def _first_sentence(paragraph: Paragraph) -> _Item | None:
    string = paragraph.text.string
    end = STATEMENT_END.search(string)
    return _item(string, 0, end.end() if end is not None else len(string))


def _chapter(block: int, paragraph: Paragraph, item: _Item, prose: Paragraph) -> Chapter:
    text = paragraph.text
    name = Stated(text.string[slice(*item.name)], text.printed(*item.name))
    score = None if item.score is None else Stated(item.score, text.printed(*item.place))
    return Chapter(name, ((block, prose),), Totals(total_score=score))


def tells_verdict(string: str) -> bool:
    """Whether a wording tells a score or a grade of something."""
    return _SCORE.search(string) is not None or _GRADE.search(string) is not None


def stretch(paragraph: Paragraph, start: int, stop: int) -> Paragraph:
    """A stretch of a paragraph as a paragraph."""
    inner = range(start + 1, stop)
    return Paragraph(
        paragraph.text.slice(start, stop),
        paragraph.align,
        paragraph.size,
        (0, *(s - start for s in paragraph.line_starts if s in inner)),
        tuple(g - start for g in paragraph.gaps if g in inner),
    )


def _items(string: str) -> Iterator[_Item | None]:
    """The stretches between semicolons; None for one that evaluates no project."""
    start = 0
    for end in (*_ENDS.finditer(string), None):
        stop = end.end() if end is not None else len(string)
        if string[start:stop].strip():
            yield _item(string, start, stop)
        start = stop


def _item(string: str, start: int, stop: int) -> _Item | None:
    if lead := _LEAD_IN.match(string[start:stop]):
        start += lead.end()
    number = _ENUMERATOR.match(string, start, stop)
    name = _NAME.match(string, number.end() if number else start, stop)
    if name is None:
        return None
    span = next(name.span(group) for group in ("quoted", "whole", "plain") if name[group] is not None)
    score, grade = _SCORE.search(string, name.end(), stop), _GRADE.search(string, name.end(), stop)
    if score is None and grade is None:
        return None
    told = string[span[0] : span[1]]
    if (
        _ON_WHAT_GROUND.match(told)
        or len(told) not in _NAME_LENGTH
        or is_scored_item(told)
        or names_a_unit(told)
        or not names_a_subject(told)
    ):
        return None
    if _FULL_MARKS.search(string, start, stop):
        return None
    group = "score" if score is not None and score["score"] is not None else "bare"
    points, place = (Decimal(score[group]), score.span(group)) if score is not None else (None, (0, 0))
    return _Item(start, stop, span, points, place, SUM_OF_MONEY.search(string, name.end(), stop) is not None)


def _run(items: Sequence[_Item | None]) -> Iterator[_Item]:
    """The items that follow each other and are projects: each with its money, or with scores that together are more
    than one evaluation can have, so that they are no sections of one."""
    run: list[_Item] = []
    best: list[_Item] = []
    for item in (*items, None):
        if item is not None:
            run.append(item)
            continue
        best = max(best, run, key=len)
        run = []
    total = sum((i.score for i in best if i.score is not None), Decimal(0))
    if len(best) >= _FEWEST and (all(i.money for i in best) or total > _FULL):
        yield from best
