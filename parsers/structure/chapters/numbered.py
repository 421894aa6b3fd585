"""Prose that evaluates several projects one after the other: a chapter each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.prose.layers.outline import Outline, find_outline
from ziping.parsers.prose.layers.passage import Passage
from ziping.parsers.structure.chapters.headed import split_headed
from ziping.parsers.structure.chapters.in_turn import with_scores_in_turn
from ziping.parsers.structure.chapters.listed import SUM_OF_MONEY, Chapter, Paragraphs, split_lists, split_paragraphs
from ziping.parsers.structure.chapters.summaries import split_summaries
from ziping.parsers.structure.subject_names import is_scored_item, names_a_subject, names_a_unit
from ziping.schemas.document import Paragraph
from ziping.schemas.head import Totals
from ziping.schemas.report import Stated

_FEWEST = 2  # chapters; one project alone is the subject of the whole text
# A verdict of its own: 自评得分为96.5分, 综合评分92分, 评价等级为优
_VERDICT = shaped(
    r"(?:{chapters.verdict})[^。；;，,\n]{0,8}?(?:(?P<points>\d+(?:\.\d+)?)\s?分|[“\"]?(?:{chapters.grade_alone}))"
    # 等级为“优”, and the sum of points: 决策20分+过程19分+…=97分
    r"|(?:{titles.grade_before})[为是：][“\"]?(?:{chapters.grade_alone})|分\s?[=＝]\s?\d+(?:\.\d+)?\s?分"
)
_FULL = Decimal(100)
_FULL_MARKS = shaped(r"(?:{scores.point_names})[为是：]?\s?(?P<points>\d+(?:\.\d+)?)\s?分")
_BARE_SCORE = shaped(r"(?:{chapters.bare_score})\s?(?P<score>\d+(?:\.\d+)?)\s?分(?!值|以)")
_TOLD_ELSEWHERE = shaped("{chapters.told_elsewhere}")
# 第一部分 甲资金绩效自评: the head says that what stands below it evaluates
_HEAD = shaped(r"(?m)^[^。；;，,\n]{3,40}(?:{titles.self_evaluation})[^。；;，,\n]{0,6}$")
# （二）绩效目标完成情况分析, on a line of its own
_OUTCOME_HEAD = shaped(r"(?m)^[^。；;，,：:\n]{2,8}(?:{chapters.outcome})[^。；;，,\n]{0,6}$")
# What a heading adds to the project's name
_HEADING_TAIL = shaped("{chapters.of_chapter}")
_KIND = shaped("{chapters.kind_of_project}")
# Headings of a report on one subject: they name an aspect, not a project.
_ASPECT = shaped("^(?:{chapters.aspect})")
_QUOTED = shaped(r"\s*[“\"《](?P<name>[^“”\"《》]+)[”\"》]\s*(?:{titles.behind_quotes})*")
_NAME_LENGTH = range(3, 41)  # characters


@dataclass(frozen=True, slots=True)
class _Project:
    """An item that names a project: its rank (parent and style of number), where it stands, from which paragraph to
    which, and its name.

    Attributes:
        plain: Whether the name does not say what kind of thing it is.
        here: Whether a verdict is told in it, not elsewhere.
    """

    rank: tuple[int, str]
    start: int
    stop: int
    first: int
    last: int
    name: Stated[str]
    plain: bool
    here: bool


# How projects are told apart by words, before numbers are asked
_BY_WORDS = (split_summaries, split_lists, split_headed, split_paragraphs)


def split_into_chapters(paragraphs: Sequence[tuple[int, Paragraph]]) -> tuple[Paragraphs, tuple[Chapter, ...]]:
    """What is said in general, and the chapters.

    A chapter is a numbered item headed with a project's name that states a score or a grade of its own, or says in its
    head that it evaluates, or has a head below it on what came of its targets, where at least one sibling does so, too, or says that it is told in a table. Amounts and rates
    alone make no chapter: they are figures of whoever reports them.
    """
    for split in _BY_WORDS:
        rest, told = split(paragraphs)
        if told:
            return rest, told
    passage = Passage.of([(i, p) for i, p in paragraphs if p.text])
    verdicts = (_VERDICT, _BARE_SCORE, _TOLD_ELSEWHERE, _HEAD, _OUTCOME_HEAD)
    if sum(len(p.findall(passage.string)) for p in verdicts) < _FEWEST:
        return tuple(paragraphs), ()
    found = _projects(passage, find_outline(passage))
    chapters: dict[int, Chapter] = {}
    taken: set[int] = set()
    for _, siblings in groupby(sorted(found, key=lambda p: (p.rank, p.start)), key=lambda p: p.rank):
        for project in _chapters_of(passage, list(siblings)):
            lines = range(project.first, project.last + 1)
            if taken.isdisjoint(lines):
                taken.update(lines)
                stop = passage.starts[lines.stop] if lines.stop < len(passage.starts) else len(passage.string)
                score = _bare_score(passage, project.start, stop)
                own = passage.paragraphs[lines.start : lines.stop]
                chapters[project.first] = Chapter(project.name, own, Totals(total_score=score))
    rest = tuple(p for n, p in enumerate(passage.paragraphs) if n not in taken)
    return rest, with_scores_in_turn(rest, [chapters[k] for k in sorted(chapters)])


def _projects(passage: Passage, outline: Outline) -> Iterator[_Project]:
    """The items whose headings name a project, and that evaluate it or say where that is done."""
    for index, item in enumerate(outline.items):
        first = passage.paragraph_at(item.start)
        if not item.style or passage.starts[first] != item.start:
            continue
        stop = _end(passage, outline, index)
        name, plain = _project_named(passage, outline, index), False
        if name is None and SUM_OF_MONEY.search(passage.string, item.body, stop):
            name, plain = _project_named(passage, outline, index, plain=True), True
        here = _has_verdict(passage, item.body, stop) or _HEAD.match(passage.string, item.start) is not None
        here = here or any(_OUTCOME_HEAD.finditer(passage.string, item.body, stop))
        if name is not None and (here or _TOLD_ELSEWHERE.search(passage.string, item.body, stop)):
            last = passage.paragraph_at(stop - 1)
            yield _Project((item.parent, item.style), item.start, stop, first, last, name, plain=plain, here=here)


def _chapters_of(passage: Passage, siblings: Sequence[_Project]) -> Sequence[_Project]:
    """Those of the items of one rank that are chapters: all that tell a verdict, where there are enough. Items beside
    projects, told like them, are projects, too; that one is told in a table speaks for the others."""
    here = [p for p in siblings if p.here]
    fewest = max(1, _FEWEST - sum(1 for p in siblings if not p.here and not p.plain))
    group = here if sum(1 for p in here if not p.plain) >= fewest else [p for p in here if not p.plain]
    return () if len(group) < fewest or _are_sections(passage, [(p.start, p.stop) for p in group]) else group


def _has_verdict(passage: Passage, start: int, stop: int) -> bool:
    return _VERDICT.search(passage.string, start, stop) is not None or _bare_score(passage, start, stop) is not None


def _bare_score(passage: Passage, start: int, stop: int) -> Stated[Decimal] | None:
    """The score that a chapter tells without a noun for it (自评95分); None where it tells several."""
    found = list(_BARE_SCORE.finditer(passage.string, start, stop))
    if len({Decimal(m["score"]) for m in found}) != 1:
        return None
    printed = passage.printed(*found[0].span("score"))
    return Stated(Decimal(found[0]["score"]), printed) if printed else None


def _are_sections(passage: Passage, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether items are the sections of one evaluation: they have full marks below a hundred, of which none got more
    than it could, or scores without a noun that are no more together than one evaluation can have, and no money of
    their own."""
    full = [_most(_FULL_MARKS, passage, span) for span in spans]
    if all(
        most is not None and most < _FULL and (_most(_VERDICT, passage, span) or 0) <= most
        for most, span in zip(full, spans, strict=True)
    ):
        return True
    scores = [_bare_score(passage, *span) for span in spans]
    if any(s is None for s in scores) or all(SUM_OF_MONEY.search(passage.string, *span) for span in spans):
        return False
    return sum(s.value for s in scores if s is not None) <= _FULL


def _most(points: re.Pattern[str], passage: Passage, span: tuple[int, int]) -> Decimal | None:
    """The most points that a pattern finds in a stretch; None where it finds none."""
    return max((Decimal(p) for m in points.finditer(passage.string, *span) if (p := m["points"])), default=None)


def _end(passage: Passage, outline: Outline, index: int) -> int:
    """Where the item ends with all that stands below it."""
    for later in range(index + 1, len(outline.items)):
        if index not in outline.ancestors(later):
            return outline.items[later].start
    return len(passage.string)


def _project_named(passage: Passage, outline: Outline, index: int, *, plain: bool = False) -> Stated[str] | None:
    """The project that the item's heading names; None for a heading such as 项目概况. `plain` asks for no word that
    says what kind of thing it is (数字城管平台运维)."""
    start, stop = outline.heading(index)
    head = re.split(r"[：:，,]", passage.string[start:stop])[0]
    tail = _HEADING_TAIL.search(head)
    name = head[: tail.start()] if tail and tail.start() else head
    lead = 0
    if quoted := _QUOTED.fullmatch(name):
        lead, name = quoted.start("name"), quoted["name"]
    if plain and (names_a_unit(name) or not names_a_subject(name)):
        return None
    if len(name) not in _NAME_LENGTH or not (plain or _KIND.search(head)) or _is_aspect(name) or is_scored_item(name):
        return None
    printed = passage.printed(start + lead, start + lead + len(name))
    return Stated(name, printed) if printed else None


def _is_aspect(name: str) -> bool:
    """项目资金使用情况 is an aspect of a project; 资金使用监管系统建设费 is one."""
    aspect = _ASPECT.match(name)
    return aspect is not None and (aspect.end() == len(name) or not _KIND.search(name[aspect.end() :]))
