"""A department's report in prose as a Word document.

Amounts and rates are those that the 政协南县委员会办公室 published for 2021, all sentences our own.
"""

from __future__ import annotations

import io

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from tests.samples.offices.packages import without_clock

_TITLE = "2021年度部门整体支出绩效自评报告"
_PARAGRAPHS = (
    "一、基本情况",
    "（一）收支情况",
    "1.收入。全年收入792.22万元，比上年增加189.25万元，增长31.39%。其中：财政拨款收入792.22万元，比上年增加209.28万元，"
    "增长35.9%。",
    "2.支出。全年支出799.12万元，其中：人员经费434.89万元，公用经费77.4万元，项目支出286.83万元。",
    "（二）项目支出的主要内容",
    "项目支出包括委员活动经费36.3万元、扫黑除恶工作经费1万元、信息网络运行经费5万元、老干部活动经费10.5万元、"
    "派出纪检监察组专项经费5万元等。",
    "二、主要做法",
    "经费开支按内部控制制度审批，采购按规定程序办理，年底对照年初目标逐项自查。",
)
_SIGNED = "政协南县委员会办公室"
_DATE = "2022年4月15日"


def document() -> bytes:
    """The document."""
    made = docx.Document()
    made.core_properties.author = ""
    title = made.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(_TITLE).font.size = Pt(20)
    for text in _PARAGRAPHS:
        made.add_paragraph().add_run(text).font.size = Pt(12)
    for text in (_SIGNED, _DATE):
        line = made.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.add_run(text).font.size = Pt(12)
    buffer = io.BytesIO()
    made.save(buffer)
    return without_clock(buffer.getvalue())
