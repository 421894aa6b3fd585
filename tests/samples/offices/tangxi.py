"""A project form of a township as a workbook: the standard form of 财预〔2020〕10号.

Names, amounts, weights and scores are those that 池州市贵池区棠溪镇人民政府 published for 2022; goals are in our words, and of the
row on satisfaction only name and weight are carried over. The row of totals says 0 above 90 that was granted in the year: the
original does.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from tests.samples.offices.packages import without_clock

_AGENCY = "池州市贵池区棠溪镇人民政府"
_WIDTH = 9
_LINE = Border(*[Side("thin")] * 4)


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator: category, name, target, actual value, full points and score."""

    level2: str
    level3: str
    target: str
    actual: str
    weight: int
    score: int | None


PROJECT = "委托业务项目"
GRANTED = (90, 89.974, 89.974)  # 万元: initial budget, annual budget and spending of the year's grant
GOAL = "预算编制、审计、设计规划测绘三类委托业务按需开展，预算90万元。"
OUTCOME = "三类委托业务如期完成，共支付89.97万元。"
BLOCKS = (
    (
        "产出指标（50分）",
        (
            Row("数量指标", "基建工程委托业务项目数量", "≥50个", "50", 8, 8),
            Row("质量指标", "委托业务报告合格率", "≥100百分比", "100", 8, 8),
            Row("质量指标", "经费支出合规性", "严格执行相关制度规定", "达成预期指标", 8, 8),
            Row("时效指标", "提交报告及时性", "在项目计划完成时间内完成", "达成预期指标", 8, 8),
            Row("成本指标", "项目总成本", "≤90万元", "90", 8, 8),
            Row("成本指标", "单项业务成本", "符合相关规定", "达成预期指标", 10, 10),
        ),
    ),
    (
        "效益指标（30分）",
        (
            Row("社会效益指标", "对维护基建市场公平的影响程度", "效果明显", "达成预期指标", 10, 10),
            Row("生态效益指标", "对控制基建项目成本影响程度", "效果明显", "达成预期指标", 10, 10),
            Row("可持续影响指标", "对基建项目“四项制度”落实的持续性影响", "效果明显", "达成预期指标", 10, 10),
        ),
    ),
    ("满意度指标（10分）", (Row("满意度指标", "公众满意度", "", "", 10, None),)),
)


def workbook() -> bytes:
    """The workbook."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    _write(book.create_sheet("自评表"))
    made = io.BytesIO()
    book.save(made)
    return without_clock(made.getvalue())


def _write(sheet: Worksheet) -> None:
    _put(sheet, 1, 1, "项目支出绩效自评表", columns=_WIDTH, size=16, ruled=False)
    _put(sheet, 2, 1, "（2022年度）", columns=_WIDTH, ruled=False)
    row = 3
    _line(sheet, row, ("项目名称", 2), (PROJECT, 7))
    _line(sheet, row + 1, ("主管部门", 2), (f"219-{_AGENCY}", 3), ("实施单位", 1), (f"219001-{_AGENCY}", 3))
    row = _funding(sheet, row + 2)
    _put(sheet, row, 1, "年度总体目标", rows=2)
    _line(sheet, row, ("预期目标", 4), ("实际完成情况", 4), first=2)
    _line(sheet, row + 1, (GOAL, 4), (OUTCOME, 4), first=2)
    _indicators(sheet, row + 2)
    for column, width in zip("ABCDEFGHI", (11, 13, 18, 30, 22, 16, 8, 8, 14), strict=True):
        sheet.column_dimensions[column].width = width


def _funding(sheet: Worksheet, row: int) -> int:
    _put(sheet, row, 1, "项目资金\n（万元）", rows=5, columns=2)
    _line(
        sheet, row, *((h, 1) for h in ("", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")), first=3
    )
    granted = (*GRANTED, "", "", "")
    lines = (
        ("年度资金总额：", 0, 0, 0, 10, 0, 0),
        ("其中：本年财政拨款", *granted),
        ("上年结转资金", *[""] * 6),
        ("其他资金", *[""] * 6),
    )
    for below, line in enumerate(lines, row + 1):
        _line(sheet, below, *((value, 1) for value in line), first=3)
    return row + 5


def _indicators(sheet: Worksheet, row: int) -> None:
    headings = (
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    )
    _put(sheet, row, 1, "绩效指标", rows=1 + sum(len(rows) for _, rows in BLOCKS))
    _line(sheet, row, *((h, 1) for h in headings), first=2)
    row += 1
    for level1, rows in BLOCKS:
        _put(sheet, row, 2, level1, rows=len(rows))
        for below, one in enumerate(rows, row):
            values = (
                one.level2,
                one.level3,
                one.target,
                one.actual,
                one.weight,
                one.score if one.score is not None else "",
                "",
            )
            _line(sheet, below, *((value, 1) for value in values), first=3)
        row += len(rows)


def _line(sheet: Worksheet, row: int, *cells: tuple[object, int], first: int = 1) -> None:
    """A row of cells, each with the columns that it covers."""
    column = first
    for value, columns in cells:
        _put(sheet, row, column, value, columns=columns)
        column += columns


def _put(
    sheet: Worksheet,
    row: int,
    column: int,
    value: object,
    *,
    rows: int = 1,
    columns: int = 1,
    size: int = 11,
    ruled: bool = True,
) -> None:
    if ruled:
        for r in range(row, row + rows):
            for c in range(column, column + columns):
                sheet.cell(r, c).border = _LINE
    cell = sheet.cell(row, column)
    cell.value, cell.font = value if value != "" else None, Font(size=size)
    cell.alignment = Alignment("center", "center", wrap_text=True)
    if (rows, columns) != (1, 1):
        sheet.merge_cells(start_row=row, start_column=column, end_row=row + rows - 1, end_column=column + columns - 1)
