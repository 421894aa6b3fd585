"""Rows and cells that state the total score, the full score and the grade."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from parsers.forms.grid import Grid, stated_part
from parsers.forms.headings import Header
from parsers.forms.points import read_grade, read_points
from parsers.forms.reading import Totals
from parsers.forms.rows import total_label
from parsers.numbers import read_number
from parsers.vocabulary import TOTALS
from parsers.wording import fold
from schemas.document import Cell
from schemas.report import Stated

_FIGURE = r"\d+(?:\s?\.\s?\d+)?"
# 自评得分：96分, 总分100分, 自评总分（满分100分）：96
_ENTRY = re.compile(
    rf"(?P<label>[^\d:(),;，。、\s]{{2,10}})\s*(?:\(\s*(?:满分|总分|共)?:?\s*(?P<full>{_FIGURE})\s*分?\s*\))?\s*[:为]?\s*(?P<figure>{_FIGURE})?\s*分?"
)
_GRADE = re.compile(r"(?P<label>[^\d:(),;，。、\s]{2,8})\s*[:为]\s*(?P<grade>优秀|优|良好|良|中等|中|较差|差)(?![\w])")


def merge_totals(one: Totals, other: Totals) -> Totals:
    """What `one` states, and what only `other` does."""
    return Totals(
        one.total_score or other.total_score,
        one.full_score or other.full_score,
        one.grade or other.grade,
        one.grade_text or other.grade_text,
    )


def read_total_row(grid: Grid, row: int, header: Header | None) -> Totals:
    """A row such as 总分 | 100 | 96 | 优.

    Figures below the headings of weights and scores are what the headings say; figures elsewhere are what
    the label before them says; a figure that neither explains is the full score and then the score given.
    """
    totals = Totals()
    open_label = "both"
    loose: list[Stated[Decimal]] = []
    under_score = _has_figure_under(grid, row, header, "score", "weighted_score")
    for cell in grid.filled(row):
        label = total_label(cell)
        if label is not None:
            open_label = label.meaning
            totals = merge_totals(totals, read_inline_totals(cell))
            continue
        grade = read_grade(cell)
        if grade is not None:
            totals = merge_totals(totals, Totals(grade=grade[0], grade_text=grade[1]))
            continue
        points = read_points(cell)
        if points is None:
            continue
        column = header.column_of(cell) if header is not None else None
        sense = column.sense if column is not None else ""
        if sense == "weight" and (under_score or open_label == "both"):
            totals = merge_totals(totals, Totals(full_score=points))
        elif sense in ("score", "weighted_score"):
            totals = merge_totals(totals, Totals(total_score=points))
        elif open_label == "full_score":
            totals = merge_totals(totals, Totals(full_score=points))
        elif open_label == "total_score":
            totals = merge_totals(totals, Totals(total_score=points))
        else:
            loose.append(points)
            continue
        open_label = "both"
    return _place_loose(totals, loose, header)


def _has_figure_under(grid: Grid, row: int, header: Header | None, *senses: str) -> bool:
    if header is None:
        return False
    for cell in grid.filled(row):
        column = header.column_of(cell)
        if column is not None and column.sense in senses and read_points(cell) is not None:
            return True
    return False


def _place_loose(totals: Totals, loose: list[Stated[Decimal]], header: Header | None) -> Totals:
    if totals.full_score is None and totals.total_score is None and len(loose) > 1:
        full, given = loose[0], loose[1]
        if given.value > full.value:
            full, given = given, full
        return replace(totals, full_score=full, total_score=given)
    if loose and totals.total_score is None:
        if header is not None and header.has("weight") and not header.has("score", "weighted_score"):
            return replace(totals, full_score=totals.full_score or loose[0])
        return replace(totals, total_score=loose[0])
    return totals


def read_inline_totals(cell: Cell) -> Totals:
    """Totals inside one cell: 自评得分：96分, 总分（100分）, 总分：100分 自评得分：96分 等级：优."""
    folded = fold(cell.text.string)
    totals = Totals()
    for match in _ENTRY.finditer(folded):
        meaning = TOTALS.meaning(match["label"])
        if meaning is None:
            continue
        if match["full"] is not None:
            totals = merge_totals(totals, Totals(full_score=_decimal(cell, match, "full")))
        if match["figure"] is not None and meaning == "full_score":
            totals = merge_totals(totals, Totals(full_score=_decimal(cell, match, "figure")))
        elif match["figure"] is not None and meaning == "both":
            bare_total = match["full"] is None and ":" not in match[0]  # 总分100分 is what can be had
            value = _decimal(cell, match, "figure")
            found = Totals(full_score=value) if bare_total else Totals(total_score=value)
            totals = merge_totals(totals, found)
        elif match["figure"] is not None and meaning == "total_score":
            totals = merge_totals(totals, Totals(total_score=_decimal(cell, match, "figure")))
    for match in _GRADE.finditer(folded):
        if TOTALS.meaning(match["label"]) is None:
            continue
        printed = stated_part(cell, *match.span("grade"))
        grade = read_grade(replace(cell, text=cell.text.slice(*match.span("grade"))))
        if printed is not None and grade is not None:
            totals = merge_totals(totals, Totals(grade=Stated(grade[0].value, printed.printed), grade_text=printed))
    return totals


def _decimal(cell: Cell, match: re.Match[str], group: str) -> Stated[Decimal] | None:
    number = read_number(match[group].replace(" ", ""))
    printed = stated_part(cell, *match.span(group))
    return None if number is None or printed is None else Stated(number.value, printed.printed)
