"""Points, ratios and grades in cells."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from ziping.parsers.forms.grid.grid import stated_part
from ziping.parsers.lexicon import GRADES
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.text.normalise import bare, fold
from ziping.parsers.text.numbers import (
    HAN_FIGURE,
    PLAIN_FIGURE,
    Number,
    read_han_number,
    read_number,
)
from ziping.schemas.document import Cell
from ziping.schemas.report import Stated

_GRADE_END = shaped("(?:{scores.grade_endings})$")
_FIGURE_OF_POINTS = rf"[-+]?\d{{1,3}}(?:,\d{{3}})+(?:\.\s?\d+)?|[-+]?{PLAIN_FIGURE}"
_NOTE = r"[⁰¹²³⁴-⁹*※]{0,2}"  # the mark of a note
# 10, 10分, 10%, (10), 满分10分, 9.5（扣0.5分）
_POINTS = shaped(
    rf"\s*\(?\s*(?:{{scores.points_beside}})?\s*:?\s*(?P<figure>{_FIGURE_OF_POINTS}|{HAN_FIGURE}(?=\s*分)){_NOTE}\s*(?:分|%)?{_NOTE}\s*\)?\s*(?:[(;,。].*)?\s*",
    re.DOTALL,
)
_PERCENT = shaped(rf"\s*(?P<figure>{_FIGURE_OF_POINTS}){_NOTE}\s*(?P<percent>%|{{scores.percentage_point}})?{_NOTE}\s*")
_RATE_WITH_POINTS = shaped(
    r"\s*(?P<rate>\d[\d.]*\s?%)[\s,;(]*(?:{cells.points_given_with})\s?(?P<points>\d[\d.]*\s?分?)\)?\s*"
)
_PER_CENT_HEADING = re.compile(r"(?<!\d)%")
_GRADE = "(?P<grade>{scores.grade_told_in_form})"
_TICK = r"[√✓☑■●✔]"
_TICK_BEFORE = shaped(rf"{_TICK}\s*{_GRADE}")
_TICK_AFTER = shaped(rf"{_GRADE}\s*[(\[]?\s*{_TICK}")
_BOXES = "√✓☑■●✔□☐○"
_GRADE_LIST = shaped(rf"(?:[{_BOXES}\s(\[)\],;、]|{{scores.grade_words_ticked}})+")
_FEWEST_BOXES = 2
_FIRST_MARK = re.compile(rf"[{_BOXES}优良中差较]")
_RATIO_AT_MOST = Decimal("1.5")  # a bare figure in a column of rates: up to this a ratio, beyond it per cent
_HUNDRED = Decimal(100)


def read_points(cell: Cell) -> Stated[Decimal] | None:
    """The points in a cell of weights or scores (`10`, `10分`, `10%`, `十分`, `9.5（扣0.5分）`); a weight of 10% is 10
    points of a hundred. None for a dash, a blank or words."""
    folded = fold(cell.text.string)
    match = _POINTS.fullmatch(folded)
    if match is None:
        return None
    number = read_figure(match["figure"])
    printed = stated_part(cell, *match.span("figure"))
    return None if number is None or printed is None else Stated(number.value, printed.printed)


def read_figure(string: str) -> Number | None:
    """A figure of points: 9.5, +9.5, 9. 5 or 九点五."""
    return read_number(string.lstrip("+").replace(" ", "")) or read_han_number(string)


def in_per_cent(heading: str) -> bool:
    """Whether a heading says that the figures below are per cent: 执行率（%）, but not 执行率（B/A×100%）."""
    return _PER_CENT_HEADING.search(fold(heading)) is not None


def read_ratio(cell: Cell, *, per_cent: bool = False, near: Decimal | None = None) -> Stated[Decimal] | None:
    """The ratio in a cell: 39.25% is 0.3925.

    A figure without a sign for per cent is scaled by its size: up to 1.5 it is a ratio, beyond that it is
    per cent; `per_cent` says that the heading settles it, `near` is the ratio that other cells of the row
    give, which decides between the two readings (1 is 1% beside 0.0098, 100% beside 0.98).
    """
    match = _PERCENT.fullmatch(fold(cell.text.string))
    printed = stated_part(cell, 0, len(cell.text))
    if match is None or printed is None:
        return None
    number = read_number(match["figure"].lstrip("+").replace(" ", ""))
    if number is None:
        return None
    value = number.value
    if match["percent"]:
        value /= _HUNDRED
    elif near is not None and near != 0:
        value = min((value, value / _HUNDRED), key=lambda v: abs(v - near))
    elif per_cent or abs(value) > _RATIO_AT_MOST:
        value /= _HUNDRED
    return Stated(value, printed.printed)


def rate_with_points(cell: Cell) -> tuple[Cell, Cell] | None:
    """The rate and the points given for it, each as a cell of its own, where one cell has both (95.00% 得9.5分)."""
    match = _RATE_WITH_POINTS.fullmatch(fold(cell.text.string))
    if match is None:
        return None
    rate, points = (replace(cell, text=cell.text.slice(*match.span(group))) for group in ("rate", "points"))
    return rate, points


def is_ticked_grade(cell: Cell) -> bool:
    """Whether a cell is a list of grades to tick, and nothing else, with one of them ticked (优□ 良☑ 中□ 差□)."""
    folded = fold(cell.text.string)
    if sum(c in _BOXES for c in folded) < _FEWEST_BOXES or _GRADE_LIST.fullmatch(folded) is None:
        return False
    return read_grade(cell) is not None


def read_grade(cell: Cell) -> tuple[Stated[str], Stated[str]] | None:
    """Grade in the contract's words and as printed: a cell that is a grade, or a list with one ticked (优√ 良□)."""
    folded = fold(cell.text.string)
    grade = GRADES.meaning(folded) or GRADES.meaning(_GRADE_END.sub("", bare(folded)))
    if grade is not None:
        whole = stated_part(cell, 0, len(cell.text))
        return None if whole is None else (Stated(grade, whole.printed), whole)
    # □优 ☑良: the box stands before the word; 优□ 良☑: after it
    mark = _FIRST_MARK.search(folded)
    ticks = list((_TICK_BEFORE if mark is None or mark[0] in _BOXES else _TICK_AFTER).finditer(folded))
    if len(ticks) == 1:
        printed = stated_part(cell, *ticks[0].span("grade"))
        name = GRADES.meaning(ticks[0]["grade"])
        if printed is not None and name is not None:
            return Stated(name, printed.printed), printed
    return None
