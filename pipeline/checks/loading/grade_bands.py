"""Bands of grades: those of 财预〔2020〕10号, and those that a report states itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ziping.pipeline.checks.arithmetic.precision import folded
from ziping.pipeline.checks.loading.rows import Case

# 优（90分以上）, 90分（含）以上为优, 优：90-100: a grade word beside its lower bound
_WORD_FIRST = re.compile(
    r"[“\"]?(优秀?|良好?|中等?|合格|差|不合格)[”\"]?(?:等|级|等级)?[(：:为]+\s*(\d{2,3})(?:\s*分)?"
)
_BOUND_FIRST = re.compile(
    r"(\d{2,3})\s*分?\s*(?:\(含\d*分?\))?\s*(?:[-—~至]+\s*\d{2,3}\s*分?(?:\(不含\d*分?\))?|以上|及以上)?"
    r"(?:的)?(?:评)?(?:定)?(?:为|是)[“\"]?(优秀?|良好?|中等?|合格|差)[”\"]?"
)
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
    """Lower bounds of the grades, best first, in points; the last one begins at 0. `stated`: by the report."""

    bounds: tuple[tuple[str, Decimal], ...]
    stated: bool = False

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
    """The bands that the report states beside its scores; None where it states none."""
    clauses = dict.fromkeys(fact.clause for fact in case.facts if fact.kind in ("score", "grade"))
    return _read("，".join(clauses))


def grade_of(points: Decimal, bands: Bands) -> Grade:
    """The grade that `points` fall into."""
    for name, bound in bands.bounds:
        if points >= bound:
            return GRADES[name]
    return GRADES[bands.bounds[-1][0]]


def _read(clause: str) -> Bands | None:
    """Bands stated in a clause: at least the bounds of 优 and 良, falling."""
    text = folded(clause)
    found: dict[str, Decimal] = {}
    for match in _BOUND_FIRST.finditer(text):
        found.setdefault(_NAMES[match[2][0]], Decimal(match[1]))
    if len(found) < 2:
        for match in _WORD_FIRST.finditer(text):
            found.setdefault(_NAMES[match[1][0]], Decimal(match[2]))
    if not {"excellent", "good"} <= found.keys():
        return None
    bounds = [(name, found[name]) for name in ("excellent", "good", "fair") if name in found]
    values = [bound for _, bound in bounds]
    if values != sorted(values, reverse=True) or len(set(values)) < len(values):
        return None
    return Bands((*bounds, ("poor", Decimal(0))), stated=True)
