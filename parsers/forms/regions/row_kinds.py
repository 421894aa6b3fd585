"""Tests of a row by itself: whether it may be a header, and what its labels ask for or state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from ziping.parsers.forms.cells.amounts import money_unit
from ziping.parsers.forms.cells.kinds import is_figure
from ziping.parsers.forms.cells.pieces import pieces_of
from ziping.parsers.forms.grid.grid import Grid, says_nothing
from ziping.parsers.forms.grid.headers import matches
from ziping.parsers.lexicon import (
    FUNDING,
    HEADS,
    INDICATOR,
    LINES,
    NOTES,
    SPLITS,
    SUBTOTALS,
    TOTALS,
    Fit,
    Match,
)
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.fields import field_of, numbered_project
from ziping.parsers.lexicon.headings import AMOUNTS, KNOWN, OF_LEVELS
from ziping.parsers.lexicon.lines import is_left_over, without_among
from ziping.parsers.lexicon.marks import is_goal_name, is_row_of_numbers
from ziping.parsers.text.normalise import bare, plain
from ziping.schemas.document import Cell

THIS = shaped("{grammar.this_one}")  # 本项目自评得分
_WHOLE = shaped("^(?:{scores.whole})+(?=.*(?:{scores.own_total}))")  # 部门整体绩效自评总分
_TOLD = re.compile(
    r"(?P<label>[^\d:,;。]{2,10})\d+(?:\.\d+)?分(?=[,;。(]|$)"
)  # 自评得分95分，等级为优, alone in its row
_INCLUDED = re.compile(r"\(含[^()]*\)$")  # 得分合计（含预算执行得分）
_BARE_SCORE, _FORM_TITLE = shaped("{cells.bare_score}"), shaped("{cells.form_title}")
_FIGURES = frozenset({"target", "initial_target", "adjusted_target", "actual", "weight", "score", "weighted_score"})
_BESIDE_VALUES = frozenset({"unit", "nature", "weight", "score", "completion_rate"})
_MEASURES = AMOUNTS | {"execution_rate"}
_RATED = frozenset({"weight", "score"})
_SHORTEST_UNIT = 4  # characters of a unit's name: 单位 | 万元 names none
_SHORTEST_RATE = 3  # characters of the name of the rate: 执行率
_SURE = 4  # headings of which every one is known
_FEWEST_AMOUNTS = 3  # headings of sources and amounts that are told by what stands below them
_COVERS = 0.5  # share of a heading that the name in it must make up, where only the row says that it is a heading


def _filled(own: Sequence[Cell]) -> list[Cell]:
    return [c for c in own if c.text]


def _whole(cells: Sequence[Cell]) -> list[tuple[Cell, Match]]:
    """Cells that are little but the name of a column of indicators."""
    return [
        (c, m)
        for c, m in matches(cells, INDICATOR)
        if m.fit >= Fit.WEAK or (m.fit >= Fit.CONTAINED and len(m.name) >= _COVERS * len(bare(c.text.string)))
    ]


def is_indicator_header(own: Sequence[Cell]) -> bool:
    """Whether the row may head indicators. Points beside the headings (指标 | 指标值 | 完成值 | 55) are no veto
    where most cells are headings."""
    cells = _filled(own)
    figures = [c for c in cells if is_figure(c.text.string)]
    if figures:
        return len(figures) * 3 <= len(cells) - 1 and _names_columns([c for c in cells if c not in figures])
    return _names_columns(cells)


def _names_columns(cells: Sequence[Cell]) -> bool:
    sure = {m.meaning for _, m in matches(cells, INDICATOR) if m.sure}
    found = _whole(cells)
    senses = {m.meaning for _, m in found}
    levels, figures = sure & OF_LEVELS, senses & _FIGURES
    if len(levels) >= 2 or (levels and len(senses) >= 2):
        return True
    if not senses & OF_LEVELS and any(
        m.meaning in _MEASURES for _, m in matches(cells, FUNDING) if m.fit >= Fit.ENDING
    ):
        return False
    # 计量单位 | 符号 | 指标值 | 完成值: whatever the names are called
    if len(cells) >= _SURE and {"target", "actual"} <= sure and sure & _BESIDE_VALUES:
        return True
    # 评价内容 | 标准分 | 评分细则 | 扣分: one column of points, and all the others are known
    all_known = figures and senses & OF_LEVELS and len(found) == len(cells) >= _SURE
    if len(found) * 2 < len(cells) or len(cells) < 2 or not (len(figures) > 1 or all_known):
        return False
    # no 一级指标 anywhere: a goal's header reads much the same, but names no indicator
    if senses & OF_LEVELS:
        return not (is_goal_label(cells[0]) and len(cells) <= 3)
    return not any(is_goal_label(c) for c in cells) and {"weight", "score"} <= senses


def is_list_header(own: Sequence[Cell]) -> bool:
    """Whether the row may head a list of projects."""
    cells = _filled(own)
    fields = [field_of(c.text.string) for c in cells]
    if len(cells) < 3 or "project" not in fields or any(is_figure(c.text.string) for c in cells):
        return False
    results = {m.meaning for _, m in matches(cells, TOTALS) if m.fit >= Fit.WEAK}
    results |= {m.meaning for _, m in matches(cells, FUNDING) if m.fit >= Fit.WEAK} - {KNOWN}
    known = sum(
        f is not None or (c.text.string and (FUNDING.find(c.text.string) or TOTALS.find(c.text.string))) is not None
        for c, f in zip(cells, fields, strict=True)
    )
    return bool(results) and known * 5 >= len(cells) * 3 and len(cells) == len([c for c in own if c.text])


def is_funding_header(own: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether the row may head a block of money; `below` is the row under it."""
    cells = _filled(own)
    if any(is_figure(c.text.string) for c in cells):
        return False
    known = [m for _, m in matches(cells, FUNDING) if m.fit >= Fit.ENDING]
    found = [m.meaning for m in known]
    measures = [m.meaning for m in known if m.meaning in AMOUNTS or (m.meaning in _MEASURES and m.fit is not Fit.WEAK)]
    if len({m for m in found if m in _MEASURES}) >= 2 or (measures and {"weight", "score"} & set(found)):
        return True
    return _heads_lines(own) or _heads_money(own, below) or _heads_amounts(cells, _filled(below))


def _heads_lines(own: Sequence[Cell]) -> bool:
    """Whether labels of lines stand side by side as headings: up to the end of the row, without a cell for a
    value between or after them. Beside two that are sure, others may only end like labels."""
    found = {id(c): m for c, m in matches(_filled(own), LINES) if m.fit >= Fit.ENDING}
    sources = [c for c in own if not is_left_over(c.text.string)]
    run = list(takewhile(lambda c: id(c) in found, reversed(sources)))
    sure = sum(found[id(c)].sure for c in run)
    return len(run) >= 2 and (sure > 1 or (sure > 0 and all(found[id(c)].fit >= Fit.WEAK for c in run)))


def _heads_amounts(cells: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether most headings may name sources or amounts, one of them surely, and nothing but figures and the labels of
    measures stand below them (总投资 | 奖补资金 | 自筹 | 支付率; 资金来源 | 合计 | 中央 | 省级 over 年初预算 | 5 | 3 | 2)."""
    if len(cells) < _FEWEST_AMOUNTS or not below:
        return False
    found = [(LINES.find(c.text.string), FUNDING.find(c.text.string)) for c in cells]
    known = sum(
        line is not None or (m is not None and m.meaning in _MEASURES) or is_split(c)
        for c, (line, m) in zip(cells, found, strict=True)
    )
    sure = any((line is not None and line.sure) or (m is not None and m.sure) for line, m in found)
    labels = list(takewhile(lambda c: not is_figure(c.text.string), below))
    values = below[len(labels) :]
    told = (FUNDING.find(c.text.string) for c in labels)
    measured = not labels or any(m is not None and m.meaning in _MEASURES for m in told)
    filled = len(values) >= _FEWEST_AMOUNTS - 1 and all(
        is_figure(c.text.string) or says_nothing(c.text.string) for c in values
    )
    return sure and measured and filled and known * 4 >= len(cells) * 3


def states_total(own: Sequence[Cell], cell: Cell) -> bool:
    """Whether a cell of the row labels or tells a total. 得分 | 5 | 4 | 5 heads a row of scores, no total."""
    match = total_label(cell)
    if match is None and len(_filled(own)) == 1 and (told := _TOLD.match(plain(cell.text.string))):
        return TOTALS.meaning(told["label"]) == "total_score"
    return match is not None and not (_BARE_SCORE.match(match.name) and sum(is_figure(c.text.string) for c in own) != 1)


def total_label(cell: Cell) -> Match | None:
    """What a cell asks or states as a total (总分, 合计, 自评得分：96分); None for any other cell."""
    head, _, _ = plain(cell.text.string).partition(":")
    head = _INCLUDED.sub("", THIS.sub("", head))
    match = TOTALS.find(head)
    if match is not None and not match.sure:
        match = TOTALS.find(_WHOLE.sub("", head))
    return match if match is not None and match.sure else None


def summed_up(text: str) -> str | None:
    """What a label with 小计 or 合计 sums up: "" for 小计 alone, 产出指标 for 产出指标小计; None for any other label."""
    name = bare(text)
    if name in SUBTOTALS:
        return ""
    ends = min((s for s in SUBTOTALS if name.endswith(s)), key=len, default=None)
    return None if ends is None else name.removesuffix(ends)


def is_goal_label(cell: Cell) -> bool:
    """Whether the cell is a label of the block of goals (年度总体目标, 预期目标)."""
    return is_goal_name(bare(cell.text.string))


def funding_label(cell: Cell) -> bool:
    """Whether the cell is certainly the label of a funding line or of an amount."""
    text = cell.text.string
    if field_of(text) is not None:
        return False
    label = without_among(plain(text))
    line, measure = LINES.find(label), FUNDING.find(label)
    return bool(
        (line is not None and line.sure)
        or (measure is not None and measure.sure and measure.meaning in _MEASURES)
        or points_of_rate(text) is not None
    )


def points_of_rate(text: str) -> str | None:
    """`weight` or `score` where a label asks for points of the rate (执行率分值, 预算执行率得分, 资金执行得分); else None."""
    label = bare(text)
    match = FUNDING.find(label)
    asked = match.meaning if match is not None and match.meaning in _RATED else None
    rated = any(FUNDING.meaning(label[:k]) == "execution_rate" for k in range(_SHORTEST_RATE, len(label)))
    spent = match is not None and FUNDING.meaning(label.removesuffix(match.name)) == "executed"
    return asked if rated or spent else None


def funding_pairs(own: Sequence[Cell]) -> int:
    """How many labels of money have an amount, or a cell for one, beside them."""
    beside = sum(
        funding_label(a) and (is_figure(b.text.string) or says_nothing(b.text.string))
        for a, b in pairwise(own)
        if a.text
    )
    return beside + sum(_tells_money(c) for c in own if c.text)


def _tells_money(cell: Cell) -> bool:
    """Whether a cell holds labels of money with their amounts (全年预算：68.00, 其中：中央60万元，省级8万元)."""
    pieces = pieces_of(cell)
    return any(a.cell.text and funding_label(a.cell) and b.amount and b.cell.text for a, b in pairwise(pieces)) or any(
        p.amount and money_unit(p.cell.text) is not None for p in pieces
    )


def _heads_money(own: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether a row with one known heading of money is a header: the row below it has a line and figures."""
    cells, lower = _filled(own), _filled(below)
    if any(is_figure(c.text.string) for c in cells) or not any(is_figure(c.text.string) for c in lower):
        return False
    measures = [m for _, m in matches(cells, FUNDING) if m.fit >= Fit.ENDING and m.meaning in _MEASURES]
    return bool(measures) and any(m.fit >= Fit.WEAK for _, m in matches(lower, LINES))


def lone_label(own: Sequence[Cell]) -> str | None:
    """The field that a row asks for first, by a word that says so only where a value follows it and then nothing but
    labels with their values (项目 | 印刷费, 单位 | 甲中心 | 负责人 | 乙)."""
    cells = _filled(own)
    if len(cells) < 2 or own[0] is not cells[0] or is_figure(cells[1].text.string) or is_goal_label(cells[1]):
        return None
    others = [c.text.string for c in cells[2::2]]
    if len(cells) % 2 or any(field_of(t) is None and bare(t) not in NOTES for t in others):
        return None
    field = HEADS.meaning(cells[0].text.string)
    value = bare(cells[1].text.string)
    return None if field == "agency" and (len(value) < _SHORTEST_UNIT or value.endswith("元")) else field


def head_labels(own: Sequence[Cell]) -> int:
    """How many cells ask for a field of the head; 0 where none but common ones do, and not first."""
    labels = [head_label(c) for c in _filled(own)]
    if labels[0] is None and all(label in (None, "other", "unit", "person") for label in labels):
        return 0
    return sum(label is not None for label in labels)


def titles_form(cell: Cell) -> bool:
    """Whether a cell over the whole width is the title of a form (项目支出绩效自评表, 自评表（93分）)."""
    name = bare(cell.text.string)
    return _FORM_TITLE.search(name) is not None


def head_label(cell: Cell) -> str | None:
    """The field that a cell asks for (项目名称), or begins with (项目名称：打印纸, 项目1：打印纸); None for any other cell."""
    text = cell.text.string
    if numbered_project(text):
        return "project"
    field = field_of(text)
    if field is not None:
        return field
    for colon in "：:":
        label, found, _ = text.partition(colon)
        if found and (field := field_of(label)) is not None:
            return field
    return None


def is_note(own: Sequence[Cell]) -> bool:
    """Whether the row holds notes or signatures."""
    first = _filled(own)[0]
    return bare(plain(first.text.string).partition(":")[0]) in NOTES


def numbers_columns(grid: Grid, row: int) -> bool:
    """Whether a row below headings only numbers the columns."""
    cells = grid.filled(row) if 0 <= row < grid.rows else ()
    return is_row_of_numbers([c.text.string for c in cells])


def is_split(cell: Cell) -> bool:
    """Whether the cell only says how a block of money is split up (按收入性质分)."""
    return bare(cell.text.string) in SPLITS
