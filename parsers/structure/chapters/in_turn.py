"""Scores and grades that a report tells of its chapters together: 甲、乙两项资金自评得分分别为96分和94分，等级均为“优”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from difflib import SequenceMatcher

from ziping.parsers.lexicon import GRADES
from ziping.parsers.lexicon.entries import either, shaped
from ziping.parsers.structure.chapters.listed import Chapter, Paragraphs
from ziping.schemas.head import Totals
from ziping.schemas.report import Stated

_POINTS = r"\d+(?:\.\d+)?\s?分"
_TOGETHER = shaped(
    r"(?P<names>[^，。；：\n]{4,}?)(?:{chapters.score_of_project})[^，。；：\d]{0,6}(?:{grammar.respectively})[为是]?\s?"
    rf"(?P<scores>{_POINTS}(?:(?:[、，]|{{grammar.joining}})\s?{_POINTS})+)"
)
_SCORE = re.compile(_POINTS)
_JOINT = shaped("、|{grammar.joining}")
_GRADE = shaped(rf"[，,][^，。；\n]{{0,6}}(?:{{titles.grade_before}})均[为是][“\"]?(?P<grade>{either(GRADES.strong)})")
_ALIKE = 4  # characters in a row that a name and that of its chapter share


def with_scores_in_turn(rest: Paragraphs, chapters: Sequence[Chapter]) -> tuple[Chapter, ...]:
    """The chapters; with their scores, where the rest tells as many in the order of names that are theirs."""
    for _, paragraph in rest:
        for match in _TOGETHER.finditer(paragraph.text.string):
            scores = list(_SCORE.finditer(paragraph.text.string, *match.span("scores")))
            names = _JOINT.split(match["names"])[-len(chapters) :]
            if len(scores) != len(chapters) or len(names) != len(chapters):
                continue
            if all(_names(name, k, chapters) for k, name in enumerate(names)):
                told = (Stated(Decimal(s[0].rstrip("分 ")), paragraph.text.printed(*s.span())) for s in scores)
                alike = _GRADE.match(paragraph.text.string, match.end())
                grade = None if alike is None else Stated(alike["grade"], paragraph.text.printed(*alike.span("grade")))
                known = None if grade is None else GRADES.meaning(grade.value)
                meant = None if grade is None or known is None else Stated(known, grade.printed)
                totals = (Totals(total_score=score, grade=meant, grade_text=grade) for score in told)
                return tuple(replace(c, totals=t) for c, t in zip(chapters, totals, strict=True))
    return tuple(chapters)


def _names(name: str, own: int, chapters: Sequence[Chapter]) -> bool:
    """Whether a name is that of one chapter rather than of another."""
    common = [SequenceMatcher(None, name, c.name.value, autojunk=False).find_longest_match().size for c in chapters]
    return common[own] >= _ALIKE and common[own] == max(common) and common.count(common[own]) == 1
