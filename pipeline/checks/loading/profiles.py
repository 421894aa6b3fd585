"""By which scheme a report scores: the ministry's, one that it states itself, or one that nobody here knows.

What is known of a scheme decides how much a failure weighs: by an unknown one it is told (`info`), and no alarm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ziping.pipeline.checks.arithmetic.intervals import ZERO
from ziping.pipeline.checks.arithmetic.operands import Operand
from ziping.pipeline.checks.arithmetic.precision import folded
from ziping.pipeline.checks.findings.finding import (
    Finding,
    Remark,
    Status,
    as_info,
)
from ziping.pipeline.checks.loading.grade_bands import USUAL, Bands, stated_bands
from ziping.pipeline.checks.loading.grouping import outlines
from ziping.pipeline.checks.loading.rows import Case
from ziping.pipeline.checks.loading.scoring import (
    HUNDRED,
    execution_points,
    full_score,
    main_sheet,
    sum_of,
    weight_of,
    weights_make,
)

_FOUR_GRADES = re.compile(r"[“”\"'(]*(?:优秀?|良好?|中等?|差)[“”\"')]*(?:等级|等次|档次|级|等|档)?[“”\"')]*")
OTHER_BANDS = Remark("报告未写明等级划分，可能另有标准", "the report may have bands of its own that it does not state")
OTHER_SCALE = Remark("报告可能不是百分制", "the report may not be scored out of 100 points")


@dataclass(frozen=True, slots=True)
class Profile:
    """How a report's points become its grade.

    Attributes:
        name: `ministry` (财预〔2020〕10号), `stated` by the report, or `unknown`.
        full: The full score.
        bands: Of grades; for an unknown scheme the ministry's, scaled, for want of better.
    """

    name: str
    full: Operand
    bands: Bands

    @property
    def known(self) -> bool:
        """Whether the scheme is known: only then is a failure an alarm."""
        return self.name != "unknown"

    def weighed(self, finding: Finding, remark: Remark) -> Finding:
        """A failure as it weighs by this scheme."""
        return finding if self.known else as_info(finding, remark)


def grading(case: Case) -> Profile:
    """The scheme of the grade: the bands that the report states; the ministry's where its grade is one of 优良中差 and
    its points are out of 100; else unknown (合格, 较好; a full score of 120)."""
    full = full_score(case)
    stated = stated_bands(case)
    if stated is not None:
        return Profile("stated", full, stated)
    hundred = full.value == HUNDRED or weights_make(case, HUNDRED)
    usual = case.grade_text is None or _FOUR_GRADES.fullmatch(folded(case.grade_text.text).strip()) is not None
    return Profile("ministry" if hundred and usual else "unknown", full, USUAL)


def weighed(case: Case, finding: Finding) -> Finding:
    """A failed sum of weights as it weighs by the report's scheme."""
    return weighting(case).weighed(finding, OTHER_SCALE) if finding.status is Status.FAIL else finding


def weighting(case: Case) -> Profile:
    """The scheme of the weights: unknown where no full score is stated and the report itself goes beyond 100 points:
    in its total, or in level-1 subtotals that agree with their indicators."""
    full = full_score(case)
    sheet = main_sheet(case)
    if case.full_score is not None or sheet is None:
        return Profile("stated" if case.full_score is not None else "ministry", full, USUAL)
    extra = sum((w.value for w in execution_points(case, sheet.rows).weights), ZERO)
    weights = sum_of(sheet.rows, weight_of) + extra
    sections = [m for o in outlines(case) if o.sheet.name == sheet.name for m in o.level1]
    named = sum((m.section.weight.value for m in sections if m.section.weight is not None), ZERO)
    beyond = case.total_score is not None and HUNDRED < case.total_score.value <= weights
    other = weights > HUNDRED and (beyond or weights in (named, named + extra))
    return Profile("unknown" if other else "ministry", full, USUAL)
