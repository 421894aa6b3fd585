"""Rows and cells that state the total score, the full score and the grade."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from ziping.parsers.forms.cells.points import read_figure, read_grade, read_points
from ziping.parsers.forms.cells.row_cells import SCORES
from ziping.parsers.forms.grid.columns import Header
from ziping.parsers.forms.grid.grid import Grid, stated_part
from ziping.parsers.forms.regions.row_kinds import THIS, total_label
from ziping.parsers.forms.types import NO_TOTALS
from ziping.parsers.lexicon import TOTALS
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.fields import field_of
from ziping.parsers.lexicon.headings import KNOWN
from ziping.parsers.lexicon.marks import SUM_LABELS
from ziping.parsers.text.normalise import fold
from ziping.parsers.text.numbers import HAN_FIGURE, PLAIN_FIGURE
from ziping.schemas.document import Cell
from ziping.schemas.head import Totals
from ziping.schemas.report import Stated

_MOST_FIGURES = 2  # after one label: the full score and the score given
_FULL = Decimal(100)  # the full score where nothing else is said
# 自评得分：96分, 总分100分, 自评总分（满分100分）：96
_ENTRY = shaped(
    rf"(?P<label>[^\d:(),;，。、\s]{{2,10}})\s*(?:\(\s*(?:{{scores.full_beside}})?:?\s*(?P<full>{PLAIN_FIGURE})\s*分?\s*\))?\s*[:为]?\s*(?P<figure>{PLAIN_FIGURE}|(?<=[:为]){HAN_FIGURE}(?=分))?\s*分?"
)
_TITLE_SCORE = shaped(rf"\((?:{{scores.score_beside}})?:?(?P<figure>{PLAIN_FIGURE})分\)\s*$")
_GRADE = shaped(
    r"(?P<label>[^\d:(),;，。、\s]{2,8}?)\s*[:为是]?\s*[“\"‘]?(?P<grade>{scores.grade_told_in_form})(?![\w])"
)
_GRADE_BEHIND = shaped(r"\d分?\s*\((?P<grade>{scores.grade_told_in_form})\)")  # 总分：95分（优）


def merge_totals(first: Totals, *others: Totals) -> Totals:
    """What `first` states, and what only the others do, in turn."""
    for other in others:
        first = Totals(
            first.total_score or other.total_score,
            first.full_score or other.full_score,
            first.grade or other.grade,
            first.grade_text or other.grade_text,
        )
    return first


def total_readings(grid: Grid, row: int, header: Header | None) -> tuple[Totals, ...]:
    """What a row of totals may say, the likeliest first. Its figures may stand off their headings (总分 | 100 below 完成值
    | 91 below 分值 | 良): then they are the full score and the score given."""
    first = read_total_row(grid, row, header)
    labels = [c for c in grid.filled(row) if total_label(c) is not None]
    figures = [p for c in grid.filled(row) if c not in labels and (p := read_points(c)) is not None]
    both = all(m.meaning == "both" for c in labels if (m := total_label(c)) is not None and m.meaning != "grade")
    if first == NO_TOTALS or not both or not 1 <= len(figures) <= _MOST_FIGURES:
        return (first,)
    graded = replace(first, total_score=None, full_score=None)
    if len(figures) > 1:
        full, less = sorted(figures, key=lambda f: -f.value)
        return _once(first, replace(graded, full_score=full, total_score=less))
    (only,) = figures
    if header is not None and _has_figure_under(grid, row, header, "weight", *SCORES):
        return (first,)
    return _once(first, replace(graded, total_score=only), replace(graded, full_score=only))


def _once(*readings: Totals) -> tuple[Totals, ...]:
    return tuple(dict.fromkeys(readings))


def read_total_row(grid: Grid, row: int, header: Header | None) -> Totals:
    """A row such as 总分 | 100 | 96 | 优.

    Figures below the headings of weights and scores are what the headings say; figures elsewhere are what
    the label before them says; two figures after one label are the full score and the score given.
    """
    totals = Totals()
    loose: list[tuple[str, list[Stated[Decimal]]]] = [("both", [])]
    scored = _has_figure_under(grid, row, header, *SCORES)
    for cell in grid.filled(row):
        label, grade, points = total_label(cell), read_grade(cell), read_points(cell)
        column = header.column_of(cell) if header is not None else None
        sense = column.sense if column is not None else ""
        if points is not None and sense != KNOWN:  # 96.43（优）
            totals = _graded(cell, _GRADE_BEHIND.finditer(fold(cell.text.string)), totals)
        if label is not None:
            loose.append((label.meaning, []))
            totals = merge_totals(totals, read_inline_totals(cell))
        elif len(loose) > 1 and sense != KNOWN and (told := read_inline_totals(cell)) != NO_TOTALS:
            totals = merge_totals(totals, told)  # 自评结论 | 项目自评得分93.5分，评价等次为优。
        elif grade is not None:
            totals = merge_totals(totals, Totals(grade=grade[0], grade_text=grade[1]))
        elif points is None or sense == KNOWN:  # points taken off, or given by others
            continue
        elif sense in SCORES:
            totals = merge_totals(totals, Totals(total_score=points))
        elif sense == "weight" and (scored or loose[-1][0] == "both" or _is_hundred(points, header)):
            totals = merge_totals(totals, Totals(full_score=points))
        else:
            loose[-1][1].append(points)
    for meaning, figures in loose:
        totals = merge_totals(totals, _loose(meaning, figures, totals, header))
    if header is None and _may_be_money(grid, row, totals):
        return NO_TOTALS
    return totals


def _may_be_money(grid: Grid, row: int, totals: Totals) -> bool:
    """Whether 合计 above or below nothing that is scored may as well add up money, persons or items: it states
    a score only where the full score is a hundred."""
    label = total_label(grid.filled(row)[0])
    sums = label is not None and label.name in SUM_LABELS
    return sums and (totals.full_score is None or totals.full_score.value != _FULL)


def _is_hundred(points: Stated[Decimal], header: Header | None) -> bool:
    """Whether a figure under the weights of a table without scores is the full score: 自评总分 | 100."""
    return header is not None and not header.has(*SCORES) and points.value == _FULL


def _has_figure_under(grid: Grid, row: int, header: Header | None, *senses: str) -> bool:
    if header is None:
        return False
    for cell in grid.filled(row):
        column = header.column_of(cell)
        if column is not None and column.sense in senses and read_points(cell) is not None:
            return True
    return False


def _loose(meaning: str, figures: list[Stated[Decimal]], totals: Totals, header: Header | None) -> Totals:
    """What figures after a label are that stand below no heading of points."""
    if not figures or meaning == "grade" or len(figures) > _MOST_FIGURES:
        return Totals()
    if meaning == "full_score":
        return Totals(full_score=figures[0])
    if len(figures) > 1 and totals.full_score is None and totals.total_score is None:
        full, less = sorted(figures[:2], key=lambda f: -f.value)
        return Totals(full_score=full, total_score=less)
    unscored = header is not None and header.has("weight") and not header.has(*SCORES)
    given = totals.total_score
    if meaning == "both" and (unscored or (given is not None and figures[0].value >= given.value)):
        return Totals(full_score=figures[0])
    return Totals(total_score=figures[0])


def read_inline_totals(cell: Cell) -> Totals:
    """Totals inside one cell: 自评得分：96分, 总分（100分）, 总分：100分 自评得分：96分 等级：优."""
    folded = fold(cell.text.string)
    totals = Totals()
    for match in _ENTRY.finditer(folded):
        meaning = TOTALS.meaning(match["label"]) or TOTALS.meaning(THIS.sub("", match["label"]))
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
    graded = [m for m in _GRADE.finditer(folded) if _asks_for_grade(m["label"])]
    if totals.total_score is not None:
        graded += _GRADE_BEHIND.finditer(folded)
    return _graded(cell, graded, totals)


def _asks_for_grade(label: str) -> bool:
    return TOTALS.meaning(label) is not None or field_of(label) == "grade"


def _graded(cell: Cell, matches: Iterable[re.Match[str]], totals: Totals) -> Totals:
    """Totals with the first grade that matches of a cell's text hold."""
    for match in matches:
        printed = stated_part(cell, *match.span("grade"))
        grade = read_grade(replace(cell, text=cell.text.slice(*match.span("grade"))))
        if printed is not None and grade is not None:
            totals = merge_totals(totals, Totals(grade=Stated(grade[0].value, printed.printed), grade_text=printed))
    return totals


def grade_behind_score(cell: Cell) -> Totals:
    """The grade that stands behind the points of a cell: 97分（优）."""
    return _graded(cell, _GRADE_BEHIND.finditer(fold(cell.text.string)), NO_TOTALS)


def total_of_title(cell: Cell) -> Totals:
    """The score that the title of a form states (项目支出绩效自评表（93分））."""
    match = _TITLE_SCORE.search(fold(cell.text.string))
    return Totals() if match is None else Totals(total_score=_decimal(cell, match, "figure"))


def _decimal(cell: Cell, match: re.Match[str], group: str) -> Stated[Decimal] | None:
    number = read_figure(match[group])
    printed = stated_part(cell, *match.span(group))
    return None if number is None or printed is None else Stated(number.value, printed.printed)
