"""What may be the name of a project or a unit: no heading, no line of a table, no clause."""

from __future__ import annotations

import re

from ziping.parsers.lexicon import FUNDING, INDICATOR, LINES, TOTALS, Fit
from ziping.parsers.lexicon.fields import field_of
from ziping.parsers.text.normalise import bare

_NUMBERING = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|其中[:：]?|[减加][:：])\s*")
# What a line of receipts, spending or sums is called
_SUM_LINE = re.compile(
    r"(?:合计|小计|总计|共计|总额|金额|收入|拨款|结转|结余|预算|决算|(?:资金|预算|决算|执行|支出|收入|计划|安排|下达|实际)数额?|机动经费|科目|科目名称|科目编码"
    r"|(?:类|款|项)[）)])(?:[（(][^）)]*[）)])?$"
    r"|^(?:财政拨款|一般公共预算|政府性基金|国有资本|财政专户|其他资金|单位资金|自有资金|事业收入|经营)"
)
# Words that are nobody's name where they stand alone
_STANDS_FOR_ONE = frozenset(
    (
        "部门",
        "本部门",
        "单位",
        "本单位",
        "我单位",
        "我局",
        "本局",
        "我部门",
        "项目",
        "本项目",
        "该项目",
        "此项目",
        "名称",
        "序号",
        "类别",
    )
)
_CLAUSE = re.compile(r"[。；;？！]|[，,].*[，,]|\d[\d,.]*\s?(?:万元|亿元|元)|[:：]")
_FIGURE = re.compile(r"^[\d.,%％\s\-—/]+$")
_LONGEST = 60  # characters


def names_a_subject(string: str) -> bool:
    """Whether a wording may name what is evaluated. A heading (金额, 本年预算数), a line of receipts or spending
    (收入合计, 一、财政拨款), a figure and a sentence name nothing."""
    words = _NUMBERING.sub("", string.strip(), count=1)
    name = bare(words)
    if len(name) < 2 or len(name) > _LONGEST or name in _STANDS_FOR_ONE or _FIGURE.match(name):
        return False
    if _CLAUSE.search(words) or _SUM_LINE.search(words) or field_of(words) is not None:
        return False
    return not any(
        (match := names.find(words)) is not None and match.fit >= Fit.WEAK
        for names in (FUNDING, LINES, INDICATOR, TOTALS)
    )
