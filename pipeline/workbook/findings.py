"""The sheet of findings: what a clerk reads first, with links to the rows that each is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from ziping.pipeline.checks import RULES
from ziping.pipeline.formats.selection import Audit, Row
from ziping.pipeline.formats.text import slip_in
from ziping.pipeline.present.figures import Form
from ziping.pipeline.workbook.sheets import (
    FILLED,
    SEVERITY_FILLS,
    Cited,
    heading,
    number_format,
    text_cell,
    width_for,
)
from ziping.schemas.dataset import TABLES

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

FINDINGS = "findings"
_LINKS = 6  # rows that a finding leads to; a sum of twenty parts leads to its first ones
_JUDGED = 200  # findings that the width of a column is judged by
_SEVERITIES = {"error": "错误", "warning": "提醒", "info": "说明"}
_STATUSES = {"fail": "不符", "rounding": "四舍五入后相符", "unchecked": "未核对", "pass": "相符"}
_VERDICTS = {"document": "报告数据不一致（待核实）", "reading": "可能是扫描识别有误", "undecided": "尚不能断定"}
_TABLES = {spec.name: spec.label_zh for spec in TABLES}
_RULES = {rule.name: rule.title_zh for rule in RULES}
_LINK_FONT, _WRAPPED = Font(color="1D4F7C", underline="single"), Alignment(wrap_text=True, vertical="top")


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    value: Callable[[Row], str | Decimal | None]


class FindingsSheet:
    """Failures first, then what was only within rounding or could not be checked."""

    def __init__(self, book: Workbook, found: Audit, *, links: int = _LINKS) -> None:
        """Args:
        book: The workbook that it is added to.
        found: What it shows.
        links: How many columns lead to the rows that a finding is about; 0 where the workbook has none of them.
        """
        self._links_shown = links
        self._sheet: WriteOnlyWorksheet = book.create_sheet(FINDINGS)
        self._found = found
        self._columns = (
            _Column("级别", lambda f: _SEVERITIES[f["severity"]]),
            _Column("结果", lambda f: _STATUSES[f["status"]]),
            _Column("规则", lambda f: _RULES.get(f["rule"], f["rule"])),
            _Column("核对对象", lambda f: f["subject"]),
            _Column("说明", lambda f: f["message_zh"]),
            _Column("报告数", lambda f: f["stated"]),
            _Column("计算数", lambda f: f["computed"]),
            _Column("差额", lambda f: f["difference"]),
            _Column("初步判断", lambda f: _VERDICTS.get(f["verdict"])),
            _Column(
                "可能的差错原因（仅供参考，数据未改动）",
                lambda f: "；".join(slip_in("zh", s) for s in f["explanations"] or ()),
            ),
            _Column("文件", found.path_of),
            _Column("页码", _pages),
            _Column("核对编号", lambda f: f["check_id"]),
        )
        self._head()

    def _head(self) -> None:
        headings = [*(c.heading for c in self._columns), *(f"依据{n}" for n in range(1, self._links_shown + 1))]
        sample = self._found.findings[:_JUDGED]
        sheet = self._sheet
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}1"
        for number, name in enumerate(headings, 1):
            texts = [name]
            if number <= len(self._columns):
                column = self._columns[number - 1]
                texts += [str(column.value(f) or "") for f in sample]
            else:
                texts.append("绩效指标 第100行")
            sheet.column_dimensions[get_column_letter(number)].width = width_for(texts)
        sheet.append([heading(sheet, name) for name in headings])

    def fill(self, cited: Cited) -> None:
        """Writes the findings, now that it is known where the rows are that they lead to."""
        for finding in self._found.findings:
            self._sheet.append([*self._values(finding), *self._links(finding, cited)])

    def _values(self, finding: Row) -> Iterator[WriteOnlyCell]:
        for number, column in enumerate(self._columns):
            value = column.value(finding)
            if isinstance(value, Decimal):
                cell = WriteOnlyCell(self._sheet, value.normalize() if value else 0)
                cell.number_format = number_format(Form.NUMBER, value)
            else:
                cell = text_cell(self._sheet, value or "")
                cell.alignment = _WRAPPED
            if number == 0 and finding["status"] in FILLED and finding["severity"] in SEVERITY_FILLS:
                cell.fill = SEVERITY_FILLS[finding["severity"]]
            yield cell

    def _links(self, finding: Row, cited: Cited) -> Iterator[WriteOnlyCell]:
        rows = dict.fromkeys((e["table"], e["row_id"]) for e in finding["evidence"] or ())
        there = [(table, cited.found[table, row]) for table, row in rows if (table, row) in cited.found]
        for table, (title, number) in there[: self._links_shown]:
            cell = text_cell(self._sheet, f"{_TABLES[table]} 第{number}行")
            cell.hyperlink = Hyperlink(ref="", location=f"'{title}'!A{number}")
            cell.font = _LINK_FONT
            yield cell


def _pages(finding: Row) -> str:
    pages = sorted({e["page"] for e in finding["evidence"] or () if e["page"] is not None})
    return ", ".join(map(str, pages))
