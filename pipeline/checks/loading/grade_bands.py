"""Bands of grades: those of 财预〔2020〕10号, and those that a report states itself, in its text or in the notes of a form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ziping.pipeline.checks.arithmetic.intervals import ZERO
from ziping.pipeline.checks.arithmetic.precision import folded
from ziping.pipeline.checks.loading.rows import Case

# What is read has half-width signs and no blanks. 90(含)—100分, 90分及以上, 60分以下, ≥90分, 90≤S≤100
_HELD = r"(?:分|\(不?含(?:\d{2,3}分?)?\))*"
_POINTS = rf"\d{{2,3}}(?!\d|%){_HELD}"
_TO = r"(?:[-—–~至到]+|[≤<]=?[^\d≤<%]{1,4}[≤<]=?)"
_ABOVE = rf"(?:及|\(含\))?以上{_HELD}"
_SPAN = rf"(?:[≥>]=?{_POINTS}|{_POINTS}{_TO}{_POINTS}|{_POINTS}{_ABOVE}|{_POINTS}以下{_HELD}|[<]=?{_POINTS})"
_GRADE = r"[“\"]?(?:优秀?|良好?|中等?|合格|差|不合格)[”\"]?"
_TOLD = r"(?:得分|评分|总分|分数|[A-Z])?"
_BAND = re.compile(
    # 90分以上为优
    rf"(?P<span>{_SPAN})的?,?(?:综合|总体)?(?:评价|评)?(?:定|等级|等次|结果)*(?:为|是|属于)(?P<grade>{_GRADE})"
    # 优(90分及以上), 良□(80—89分), 优:90—100
    rf"|(?P<first>{_GRADE})(?:等级|等次|档|等|级)?[☑□√■☐✓]?[(:为]{_TOLD}(?P<behind>{_SPAN})"
)
_HELD_IN = re.compile(r"\(不?含[^)]*\)")
_FIGURE = re.compile(r"\d{2,3}")
_ENDS = re.compile(r"以下|^<")
_GAP = 14  # characters between two bands of one scale: ",不含90分)□"
_FEWEST, _FEWEST_IN_A_NOTE = 2, 3  # grades of a scale
_NAMES = {"优": "excellent", "良": "good", "中": "fair", "合": "fair", "差": "poor", "不": "poor"}


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade: the dataset's name, Chinese and English."""

    name: str
    zh: str
    en: str


GRADES = {
    "excellent": Grade("excellent", "优", "excellent"),
    "good": Grade("good", "良", "good"),
    "fair": Grade("fair", "中", "fair"),
    "poor": Grade("poor", "差", "poor"),
}


@dataclass(frozen=True, slots=True)
class Bands:
    """Lower bounds of the grades, best first, in points; the last one begins at 0. `stated`: by the report. `noted`: in
    what is printed beside a form, not in its text."""

    bounds: tuple[tuple[str, Decimal], ...]
    stated: bool = False
    noted: bool = False

    def band(self, name: str) -> tuple[Decimal, Decimal] | None:
        """The points from and to which a grade goes (the upper bound belongs to the next better grade)."""
        above = Decimal(100)
        for grade, bound in self.bounds:
            if grade == name:
                return bound, max(bound, above)
            above = bound
        return None


USUAL = Bands(
    (("excellent", Decimal(90)), ("good", Decimal(80)), ("fair", Decimal(60)), ("poor", Decimal(0))),
)


def stated_bands(case: Case) -> Bands | None:
    """The bands that the report states beside its scores, else in the notes of its form; None where it states none, or
    where notes state several scales and none of them stands with the evaluation."""
    clauses = dict.fromkeys(fact.clause for fact in case.facts if fact.kind in ("score", "grade"))
    scale = _scale([band for clause in clauses for band in _bands(clause)], _FEWEST)
    if scale is not None:
        return scale
    noted = [(page, bands) for page, text in case.grade_notes for bands in _noted(text)]
    own = {bands for page, bands in noted if page in case.pages}
    found = own or {bands for _, bands in noted}
    return replace(next(iter(found)), noted=True) if len(found) == 1 else None


def may_note_bands(text: str) -> bool:
    """Whether the words for grades stand on a page at all."""
    return "优" in text and "良" in text


def grade_of(points: Decimal, bands: Bands) -> Grade:
    """The grade that `points` fall into."""
    for name, bound in bands.bounds:
        if points >= bound:
            return GRADES[name]
    return GRADES[bands.bounds[-1][0]]


@dataclass(frozen=True, slots=True)
class _Band:
    """A grade with its lower bound in points, and where in the text it is told."""

    grade: str
    low: Decimal
    start: int
    stop: int


def _bands(text: str) -> Iterator[_Band]:
    for match in _BAND.finditer(re.sub(r"\s", "", folded(text))):
        span, word = match["span"] or match["behind"], (match["grade"] or match["first"]).strip('“”"')
        bounds = [Decimal(figure) for figure in _FIGURE.findall(re.sub(_HELD_IN, "", span))]
        low = ZERO if _ENDS.search(span) else min(bounds)
        yield _Band(_NAMES[word[0]], low, match.start(), match.end())


def _noted(text: str) -> Iterator[Bands]:
    """The scales that are printed on a page: bands right behind each other."""
    run: list[_Band] = []
    for band in (*_bands(text), None):
        if run and (band is None or band.start - run[-1].stop > _GAP):
            scale = _scale(run, _FEWEST_IN_A_NOTE)
            if scale is not None:
                yield scale
            run = []
        if band is not None:
            run.append(band)


def _scale(bands: Sequence[_Band], fewest: int) -> Bands | None:
    """Bands as a scale: at least the bounds of 优 and 良, falling."""
    found: dict[str, Decimal] = {}
    for band in bands:
        found.setdefault(band.grade, band.low)
    if not {"excellent", "good"} <= found.keys() or len(found) < fewest:
        return None
    bounds = [(name, found[name]) for name in ("excellent", "good", "fair") if name in found]
    values = [bound for _, bound in bounds]
    if values != sorted(values, reverse=True) or len(set(values)) < len(values):
        return None
    return Bands((*bounds, ("poor", ZERO)), stated=True)
