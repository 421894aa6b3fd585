"""A county's form for a fund as an old workbook (.xls): the form of transfers, in which nothing is scored.

Names, amounts, targets and results are those that 衡山县商务和粮食局 published for 2020; goals are in our words, and persons are
left out.
"""

from __future__ import annotations

import io

import xlwt

_TITLE = "2020年度县级专项资金绩效目标自评表"
_HEAD = (
    ("专项资金名称", "县级储备粮"),
    ("县级主管部门", "衡山县商务和粮食局"),
    ("实施单位", "粮食调控储备与产业发展股"),
)
FUNDS = (
    ("年度资金总额", 194.9, 194.9, 1),
    ("其中：中央、省、市补助", None, None, None),
    ("县级资金", 194.9, 194.9, 1),
    ("其他资金", None, None, None),
)
GOAL = "地方粮食储备机制保持稳定。"
OUTCOME = "地方储备粮规模达到要求。"
BLOCKS = (
    (
        "产出指标",
        (
            ("数量指标", "5000吨稻谷、500吨成品粮储备到位率", "100%", "100%", ""),
            ("数量指标", "库存数量真实率", "100%", "100%", ""),
            ("质量指标", "县级储备粮管理制度严格执行率", "100%", "100%", ""),
            ("质量指标", "储备粮管理专户管理率", "100%", "100%", ""),
            ("质量指标", "县级储备粮库存粮食明显变质比例", "0", "0", ""),
            ("时效指标", "县级储备粮贷款付息及时率", "100%", "100%", ""),
            ("时效指标", "县级储备粮应急保障率", "100%", "100%", ""),
            ("成本指标", "国家政策性粮收购价格执行率", "100%", "100%", ""),
            ("成本指标", "县级储备粮库存成本核算率", "100%", "100%", ""),
        ),
    ),
    (
        "效益指标",
        (
            ("经济效益指标", "利息费用保障率", "100%", "100%", ""),
            ("经济效益指标", "政策性挂账利息补贴保障率", "100%", "无", "没有轮换、动用库存"),
            ("生态效益指标", "低温、低氧、低剂量科学保粮率", "100%", "100%", ""),
            ("生态效益指标", "食品安全指标达标率", "100%", "100%", ""),
            ("可持续影响指标", "粮食储备设备维护及安全性", "高", "高", ""),
        ),
    ),
    (
        "满意度指标",
        (
            ("服务对象满意度指标", "因粮食市场波动引起的粮食安全事件发生数", "0起", "0起", ""),
            ("服务对象满意度指标", "市民满意度调查", "≥90%", "100%", ""),
        ),
    ),
)
_RULED = "borders: left thin, right thin, top thin, bottom thin; align: wrap on, horiz center, vert center"
_WIDTHS = (12, 14, 18, 38, 16, 16, 26)  # characters
_LAST = len(_WIDTHS) - 1
_CHARACTER = 256  # of the units that columns are measured in


def workbook() -> bytes:
    """The workbook."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("自评表")
    for column, width in enumerate(_WIDTHS):
        sheet.col(column).width = width * _CHARACTER
    sheet.write_merge(0, 0, 0, _LAST, _TITLE, xlwt.easyxf("font: bold on, height 320; align: horiz center"))
    _write(_Grid(sheet))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


class _Grid:
    """Writes ruled cells."""

    def __init__(self, sheet: xlwt.Worksheet) -> None:
        self._sheet = sheet
        self._text, self._amount, self._rate = (
            xlwt.easyxf(_RULED, num_format_str=form) for form in ("General", "0.00", "0%")
        )

    def put(self, rows: tuple[int, int], columns: tuple[int, int], value: object, *, rate: bool = False) -> None:
        """A cell from the first to the last of its rows and columns."""
        style = self._rate if rate else self._amount if isinstance(value, float) else self._text
        self._sheet.write_merge(*rows, *columns, "" if value is None else value, style)


def _write(grid: _Grid) -> None:
    for row, (label, value) in enumerate(_HEAD, 1):
        grid.put((row, row), (0, 1), label)
        grid.put((row, row), (2, _LAST), value)
    first = 1 + len(_HEAD)
    grid.put((first, first + len(FUNDS)), (0, 1), "项目资金\n（万元）")
    for column, heading in zip(
        ((2, 3), (4, 4), (5, 5), (6, 6)), ("", "全年预算数(A)", "全年执行数(B)", "执行率(B/A)"), strict=True
    ):
        grid.put((first, first), column, heading)
    for row, (label, budget, executed, rate) in enumerate(FUNDS, first + 1):
        grid.put((row, row), (2, 3), label)
        grid.put((row, row), (4, 4), budget)
        grid.put((row, row), (5, 5), executed)
        grid.put((row, row), (6, 6), rate, rate=True)
    _goals(grid, first + 1 + len(FUNDS))


def _goals(grid: _Grid, row: int) -> None:
    grid.put((row, row + 1), (0, 0), "年度总体目标")
    for below, (left, right) in enumerate((("年初设定目标", "全年实际完成情况"), (GOAL, OUTCOME)), row):
        grid.put((below, below), (1, 3), left)
        grid.put((below, below), (4, _LAST), right)
    row += 2
    grid.put((row, row + sum(len(rows) for _, rows in BLOCKS)), (0, 0), "绩效指标")
    headings = ("一级指标", "二级指标", "三级指标", "年度指标值", "全年完成值", "未完成原因和改进措施")
    for column, heading in enumerate(headings, 1):
        grid.put((row, row), (column, column), heading)
    row += 1
    for level1, rows in BLOCKS:
        grid.put((row, row + len(rows) - 1), (1, 1), level1)
        for level2 in dict.fromkeys(one[0] for one in rows):
            count = sum(one[0] == level2 for one in rows)
            start = row + next(i for i, one in enumerate(rows) if one[0] == level2)
            grid.put((start, start + count - 1), (2, 2), level2)
        for below, one in enumerate(rows, row):
            for column, value in enumerate(one[1:], 3):
                grid.put((below, below), (column, column), value)
        row += len(rows)
