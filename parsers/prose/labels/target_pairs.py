"""What was aimed at and what came of it, side by side: 计划抽检3200批次，完成3286批次."""

from __future__ import annotations

import re

from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.named import Named
from ziping.parsers.text.units import RATIO

_AND_IS = re.compile(r"，?\s?(?:即|为|计|折合)\s?")
_AIM = re.compile(
    r"(?P<what>.{2,}?)(?:年度|年初|预期|预计|设定|全年|原)*(?:目标值|指标值|目标任务数?|任务数|目标|计划数?|预期值?|要求)$"
    r"|(?:年度|全年|年初|原)*(?:(?:目标)?(?:设定|要求)|计划|目标|应|预期|拟)(?P<behind>[^计目]{2,})$"
)
_LAST_YEAR = re.compile(
    r"[，、]?(?:(?:比|较|与)(?P<year>上年度?|去年|上一年度?|20\d\d年度?)(?:同期)?的?|(?:而)?(?:上年度?|去年|上一年度?)(?:同期)?(?:为|是|仅为|达|达到|有|共))\s?"
)
_GROWN = re.compile(r"(?:增加|增长|减少|下降|提高|降低)$")
_MISSED = re.compile(r"(?:未能?|没有|尚未)(?:达到|达|完成|实现)\s?$")
_OUTCOME = re.compile(r"(?:全年|已|自评|年末)*(?:实际)?(?:完成|达到|实现|达成|为)?(?:值|数|量)?")

_MONEY_OF = re.compile(
    r"(?P<what>.{3,}?)(?:(?:年初|全年|年度|调整后?)?预算(?:数|金额|资金|安排|总额)?|(?:全年|本年|当年)?(?:实际支[付出]|实际使用|执行数?|支出)|应?(?:到位|下达|拨付))"
)
_PARTS = frozenset({"基本支出", "项目支出", "人员经费", "公用经费"})
_WHOLE = re.compile(
    r"(?:20\d\d年度?|我|局|院|校|中心|委|县|市|区|镇|乡|级|财政局|批复|下达|年初|调整后?|追加|收入|项|本|该|全年|年度|年中|项目|部门|单位|整体|财政|专项|支出|资金|经费|总|共|涉及|安排|纳入|绩效|自评|的)+"
)


# 与上年支出1150万元相比; 本年支出与2022年度的8214万元相比
_COMPARED_WITH = re.compile(
    r"^\s*(?P<subject>[^，。；、与和同较比]{2,14}?)?(?P<sign>[与和同较比])(?P<what>[^，。；、]{2,20}?)[为的]?\s*$"
)


def compared_with(raw: str) -> tuple[str, str] | None:
    """Of the words before a figure that something is compared with: what it is (上年支出, 2022年度), and what is compared
    where they name it; None for others."""
    match = _COMPARED_WITH.search(raw)
    return None if match is None else (match["what"], match["subject"] or "")


def same_thing(label: str, name: str, *, bound: bool) -> str:
    """What a figure named but for its outcome (实际完成值) measures, after the label of the aim before it (满意度目标值);
    empty where the two do not go together. `bound` says that the aim is printed with an operator (接种率≥95%，实际97%)."""
    found = len(name) > 1 and words().reporting.fullmatch(name) is not None
    if not name or not (found or _OUTCOME.fullmatch(name)):
        return ""
    if bound and (found or name.startswith("实际")) and _AIM.fullmatch(label) is None:
        return label
    match = _AIM.fullmatch(label)
    return (match["what"] or match["behind"]) if match is not None else ""


def amount_of_share(before: Named, between: str) -> str:
    """省级资金占60%，为456万元: what an amount right behind its share measures; empty for others."""
    if before.figure.unit != RATIO or _AND_IS.fullmatch(between) is None or "占" not in before.label:
        return ""
    return before.label.partition("占")[0]


def money_of(label: str) -> str:
    """What a sum so named was planned for or spent on (“三公”经费预算); empty where that is the whole."""
    match = _MONEY_OF.fullmatch(label)
    what = match["what"] if match else ""
    what = what if what in _PARTS else what.removesuffix("支出")
    return what if what in _PARTS or _WHOLE.fullmatch(what) is None else ""


def told_of(raw: str, subject: str, *, ratio: bool) -> str:
    """How a figure is named that is not what `subject` came to, but what it is held against: last year's (比上年50万元),
    or the aim that was missed (未达到98%的目标); empty for others."""
    if not subject or _GROWN.search(subject):
        return ""
    if last := _LAST_YEAR.fullmatch(raw):
        year = last["year"] or ""
        return f"{year if year[:1].isdigit() else '上年'}{subject}"
    return f"{subject}目标" if ratio and _MISSED.search(raw) else ""
