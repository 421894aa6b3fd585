"""The report of six projects: a page of text and a score sheet for each, all on the same form."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from tests.samples.typeset.pdf import report
from tests.samples.typeset.rugao_rows import PROJECTS, Project, Row

AGENCY = "如皋市社会保险基金管理中心"
LEVEL1 = {"决策指标": "决 策<br>指标", "过程指标": "过 程<br>指标", "产出指标": "产 出<br>指标"}
LEVEL1 |= {"效益指标": "效 益<br>指标", "满意度指标": "满 意<br>度 指<br>标"}
HEADER = """
<tr><td colspan="3">评价指标</td><td rowspan="2">年初指标值</td><td rowspan="2">实际完成值</td>
<td rowspan="2">权重</td><td rowspan="2">得分</td><td rowspan="2">评分依据</td></tr>
<tr><td>一级<br>指标</td><td>二级指标</td><td>三级指标</td></tr>
"""
WIDTHS = (8, 12, 24, 14, 14, 8, 8, 12)  # per cent


@dataclass(frozen=True)
class Manner:
    """How one score sheet is drawn.

    Attributes:
        frame: Class of the table: which outer rules are there.
        cut: Number of rows on the first page; None for all of them.
        header_again: Whether the header is printed again after the cut.
        total_alone: Whether the total row stands alone on a page.
    """

    frame: str
    cut: int | None = None
    header_again: bool = False
    total_alone: bool = False
    landscape: bool = False


MANNERS = (
    Manner("full"),
    Manner("noleft"),
    Manner("noright", total_alone=True),
    Manner("thick"),
    Manner("full tall", cut=16),
    Manner("full tall", cut=13, header_again=True, landscape=True),
)


def spans(values: Sequence[str]) -> list[int]:
    """For each entry how many equal ones begin with it; 0 for those after the first.

    >>> spans(["甲", "甲", "乙"])
    [2, 0, 1]
    """
    lengths = []
    for _, run in itertools.groupby(values):
        size = len(list(run))
        lengths += [size] + [0] * (size - 1)
    return lengths


def body(rows: Sequence[Row], before: str = "") -> str:
    """Lines of the sheet. A level-1 label that stands on the page `before` is not printed again."""
    first = spans([r.level1 for r in rows])
    second = spans([r.level1 + r.level2 for r in rows])
    lines = []
    for row, high, middle in zip(rows, first, second, strict=True):
        cells = ""
        if high:
            label = "" if row.level1 == before else LEVEL1[row.level1]
            cells += f'<td rowspan="{high}">{label}</td>'
        if middle:
            cells += f'<td rowspan="{middle}">{row.level2}</td>'
        values = (row.name, row.target, row.actual, row.weight, row.score, "")
        lines.append(f"<tr>{cells}{''.join(f'<td>{v}</td>' for v in values)}</tr>")
    return "\n".join(lines)


def table(content: str, frame: str) -> str:
    columns = "".join(f'<col style="width:{w}%">' for w in WIDTHS)
    return f'<table class="sheet {frame}"><colgroup>{columns}</colgroup>{content}</table>'


def total(rows: Sequence[Row]) -> str:
    weight, score = (sum(int(v) for v in values) for values in zip(*((r.weight, r.score) for r in rows), strict=True))
    return f'<tr><td colspan="5">总计</td><td>{weight}</td><td>{score}</td><td></td></tr>'


def sheet(project: Project, manner: Manner) -> str:
    rows = project.rows
    if manner.cut:
        first = body(rows[: manner.cut])
        rest = body(rows[manner.cut :], rows[manner.cut - 1].level1) + total(rows)
    elif manner.total_alone:
        first, rest = body(rows), total(rows)
    else:
        first, rest = body(rows) + total(rows), ""
    pages = table(HEADER + first, manner.frame)
    if rest:
        again = HEADER if manner.header_again else ""
        pages += f'<div class="next">{table(again + rest, manner.frame)}</div>'
    turned = " landscape" if manner.landscape else ""
    return f"""<div class="page{turned}"><h1>项目支出绩效自评价评分表</h1><p class="year">（2024年）</p>
<div class="heads"><span>填报单位：{AGENCY}</span><span>项目名称：{project.name}</span></div>{pages}</div>"""


def description(project: Project) -> str:
    """The form with a page of text in it; a project told at length has plain pages instead."""
    if not project.framed:
        return f'<div class="page letter">{project.text}</div>'
    return f"""<div class="page"><h1>项目支出绩效自评价情况表</h1><p class="year">（2024）</p>
<p class="plain">填报单位：{AGENCY}</p>
<table class="about full"><tr><td colspan="3">项目名称：{project.name}</td></tr>
<tr><td>项目实施年度：2024年</td><td>项目实施开始时间（年/月）：2024年1月</td>
<td>项目实施完成时间（年/月）：2024年12月</td></tr>
<tr><td colspan="3" class="middle">项目自评价情况</td></tr>
<tr><td colspan="3" class="text">{project.text}</td></tr></table></div>"""


def html() -> str:
    """The whole report as one HTML page."""
    parts = [description(p) + sheet(p, m) for p, m in zip(PROJECTS, MANNERS, strict=True)]
    return report("rugao").replace("<!-- projects -->", "\n".join(parts))
