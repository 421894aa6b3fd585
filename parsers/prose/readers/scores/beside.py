"""What the words around points say of them: that they are a heading's, the grade's, or those of the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.prose import score_words
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.layers.outline import Outline
from ziping.parsers.prose.readers.scores.score import Role, told_role
from ziping.parsers.text.units import POINT
from ziping.schemas.quantity import Operator

_NEAR = 4  # characters between a grade and the bracket that holds its points
_SURE = 2  # the rank of a total in words that mean nothing else
_POINTS_BESIDE = re.compile(r"[（(][^（）()\d]{0,6}(?P<full>\d{1,2}(?:\.\d+)?)\s?分[^（）()]{0,14}[）)]")
_HUNDRED = Decimal(100)
FEW = Decimal(20)  # points: so few are those of a part, where no certain words call them the total
FULL_TAIL = shaped(r"(?:{scores.full_names})(?:{grammar.amount_links})*\s?$")


def of_heading(outline: Outline, place: Mention, rank: int) -> bool:
    """（二）过程管理（30分）|自评得28分: points of the heading that they stand below, which can have no less."""
    if rank >= _SURE:
        return False
    item = outline.item_at(place.figure.start)
    while outline.items[item].parent >= 0 and not outline.items[item].style:
        item = outline.items[item].parent
    start, stop = outline.heading(item)
    points = _POINTS_BESIDE.search(outline.string, start, min(stop, place.figure.start))
    return points is not None and place.figure.value <= Decimal(points["full"]) < _HUNDRED


def is_of_grade(clauses: Clauses, place: Mention, grade: tuple[int, int] | None) -> bool:
    """Whether a figure alone in brackets stands right behind the grade: 等级为良（86.4分）."""
    if grade is None or place.bracket == OUTSIDE or place.figure.operator != Operator.EQ:
        return False
    alone = not clauses.string[place.bracket + 1 : place.figure.outer_start].strip()
    between = clauses.string[grade[1] : place.bracket]
    return alone and 0 <= place.bracket - grade[1] <= _NEAR and not between.strip("”’」』级等次档\"' ")


def behind_hundred(clauses: Clauses, named: Sequence[Mention], index: int) -> bool:
    """满分100分，自评96分: right behind the full score of the whole."""
    points = (n for n in reversed(named[:index]) if n.figure.unit == POINT and told_role(clauses, n) is not Role.CUT)
    before = next(points, None)  # 总分100分，扣3.5分，实得96.5分
    if before is None or before.figure.value != _HUNDRED:
        return False
    near = clauses.strongest(before.figure.stop, named[index].figure.start, OUTSIDE) < Pause.SENTENCE
    return near and FULL_TAIL.search(clauses.string, before.lead, before.figure.outer_start) is not None


def alone(clauses: Clauses, named: Sequence[Mention], index: int) -> bool:
    """Whether no other points stand before a figure in its sentence but the full ones: 投入15分，自评15分 is of a part."""
    start, _ = clauses.sentence(named[index].figure.start)
    before = [n for n in named[:index] if n.figure.start >= start and n.figure.unit == POINT]
    return named[index].figure.value > FEW and all(
        n.value == _HUNDRED or told_role(clauses, n) is Role.CUT for n in before
    )


def may_be_had(clauses: Clauses, named: Sequence[Mention], place: Mention) -> bool:
    """项目产出，共30分，自评得29分: whether bare points before others in one part of a sentence are those that they can be at
    most, and not all there are."""
    before = None if place.previous is None else named[place.previous]
    if before is None or before.figure.unit != POINT or not place.figure.value <= before.figure.value < _HUNDRED:
        return False
    if clauses.strongest(before.figure.stop, place.figure.start, OUTSIDE) >= Pause.PART:
        return False
    return told_role(clauses, before) is None


def is_of_part(outline: Outline, place: Mention) -> bool:
    """（三）项目绩效（55分）: points in the brackets of a heading whose siblings have such points, too."""
    item = outline.item_at(place.figure.start)
    here = outline.items[item]
    start, stop = outline.heading(item)
    if not here.style or place.bracket == OUTSIDE or not start <= place.figure.start < stop:
        return False
    beside = (k for k, i in enumerate(outline.items) if k != item and (i.parent, i.style) == (here.parent, here.style))
    return any(_POINTS_BESIDE.search(outline.heading_text(k)) is not None for k in beside)


def below_conclusion(outline: Outline, offset: int) -> bool:
    """四、自评结论。自评98分: whether a numbered item or one above it is headed as the result."""
    item = outline.item_at(offset)
    above = [k for k in (item, *outline.ancestors(item)) if outline.items[k].style]
    return any(score_words().conclusion.search(outline.heading_text(k)) is not None for k in above)
