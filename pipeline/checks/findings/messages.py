"""Findings in words, with the equation in figures."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from ziping.pipeline.checks.arithmetic.identities import (
    Identity,
    Product,
    Ratio,
    Sum,
    Within,
    computed_text,
)
from ziping.pipeline.checks.arithmetic.operands import Operand, in_units_of, plain
from ziping.pipeline.checks.arithmetic.rates_of_change import Change, Growth
from ziping.pipeline.checks.findings.finding import Finding, Remark, Status
from ziping.pipeline.checks.findings.subjects import in_english

_COLUMNS = {
    "score": ("得分", "score"),
    "weight": ("分值", "full points"),
    "total_score": ("总分", "total score"),
    "target_text": ("目标值", "target"),
    "actual_text": ("完成值", "result"),
    "grade_text": ("等级", "grade"),
}
_BASES = {"annual_budget": "全年预算数", "received": "到位数", "initial_budget": "年初预算数"}
_RATES = {"execution_rate": ("执行率", "an execution rate"), "growth": ("增减幅度", "a growth")}
_ENDLESS = "…"
_PERCENT = re.compile(r"[%％]")
_UNIT_SLIP = Remark("单位疑误", "the unit may be wrong")


def messages(finding: Finding, *, of_unit: bool = False) -> tuple[str, str]:
    """The finding in Chinese and in English:
    `年度资金总额：3.49万元 ÷ 8.89万元 = 39.257…%，报告列示 39.25%（疑为直接舍去尾数）`.

    Args:
        of_unit: Whether a slip of the unit is the likeliest explanation.
    """
    remarks = (*finding.remarks, *((_UNIT_SLIP,) if of_unit else ()))
    if finding.words is not None:
        zh, en = finding.words.zh, finding.words.en
    elif finding.status is Status.UNCHECKED and not _is_of_nothing(finding.identity):
        zh, en = _unchecked(finding)
    else:
        zh, en = _statement(finding, of_unit=of_unit)
        if _is_of_nothing(finding.identity):
            remarks = ()
    zh_tail, en_tail = _remarks(remarks, finding.status)
    return f"{finding.subject}：{zh}{zh_tail}", f"{in_english(finding.subject)}: {en}{en_tail}"


def _statement(finding: Finding, *, of_unit: bool = False) -> tuple[str, str]:
    identity = finding.identity
    if identity is None:
        return _operands(finding.operands)
    if isinstance(identity, Within):  # figures beside the bounds say more than these
        return _operands(finding.operands) if len(finding.operands) > 2 else _bounds(finding, identity)
    if _is_of_nothing(identity):
        return _of_nothing(identity)
    if isinstance(identity, Sum | Product | Ratio | Growth | Change):
        return _computed(finding, identity, of_unit=of_unit)
    return _told_twice(finding, identity)


def _computed(finding: Finding, identity: Identity, *, of_unit: bool) -> tuple[str, str]:
    stated = identity.operands[0].text
    if of_unit and isinstance(identity, Sum):  # in the unit of the parts, so that what differs is the unit
        equation = f"{identity.formula} = {in_units_of(identity.computed, identity.parts[0])}"
        return f"{equation}，报告列示 {stated}", f"{equation}, the report states {stated}"
    zh, en = _computation(identity)
    if not identity.operands[0].row_id:
        return _against_implied(zh, en, identity)
    zh, en = f"{zh}，报告列示 {stated}", f"{en}, the report states {stated}"
    if finding.status is not Status.FAIL:
        return zh, en
    more_zh, more_en = _gap(identity)
    return zh + more_zh, en + more_en


def _against_implied(zh: str, en: str, identity: Identity) -> tuple[str, str]:
    """What figures give beside one that is printed nowhere, but follows from the rules (full points of 100)."""
    implied, computed = identity.operands[0], identity.computed
    zh, en = f"{zh}，按{implied.label} {implied.text} 核对", f"{en}, against {implied.text} that the rules imply"
    if computed is None or computed == implied.value:
        return zh, en
    gap, more = in_units_of(abs(implied.value - computed), implied), computed > implied.value
    return f"{zh}，{'多' if more else '少'} {gap}", f"{en}: {gap} too {'many' if more else 'few'}"


def _told_twice(finding: Finding, identity: Identity) -> tuple[str, str]:
    stated, more = identity.operands[0].text, len(finding.operands) - 2
    several, others = (f"（另有 {more} 处）", f" (and {more} more)") if more > 0 else ("", "")
    if finding.status is not Status.FAIL:
        return f"{stated} 与 {identity.formula} 一致{several}", f"{stated} and {identity.formula} agree{others}"
    first, other = (o.evidence[0].page if o.evidence else None for o in identity.operands)
    if first is not None and first == other:
        return f"第 {first} 页两处分别列示 {stated} 和 {identity.formula}{several}", (
            f"{stated} and {identity.formula}, both on page {first}{others}"
        )
    (zh, en), (zh2, en2) = (_page(o) for o in identity.operands)
    return f"{zh}列示 {stated}，{zh2}列示 {identity.formula}{several}", f"{stated}{en}, {identity.formula}{en2}{others}"


def _is_of_nothing(identity: Identity | None) -> bool:
    """Whether a rate is told of what is nothing."""
    return isinstance(identity, Ratio | Growth | Change) and identity.computed is None


def _of_nothing(identity: Identity) -> tuple[str, str]:
    stated = identity.operands[0]
    if not isinstance(identity, Ratio):
        return f"上年数为 0，无法计算增减幅度，报告填 {stated.text}", (
            f"the year before is 0: no growth can be computed, the report states {stated.text}"
        )
    base = _BASES.get(identity.whole.column, identity.whole.label)
    zh, en = _RATES.get(stated.column, ("比率", "a rate"))
    return f"{base}为 0，无法计算{zh}，报告填 {stated.text}", (
        f"the budget is 0: {en} cannot be computed, the report states {stated.text}"
        if stated.column in _RATES
        else f"{base} is 0: {en} cannot be computed, the report states {stated.text}"
    )


def _computation(identity: Identity) -> tuple[str, str]:
    """The formula and what it gives."""
    formula, computed = identity.formula, computed_text(identity)
    if identity.computed is None:
        return f"{formula} 不能相除", f"{formula} has no value"
    if isinstance(identity, Sum) and formula == computed:
        return formula, formula
    if isinstance(identity, Product) and identity.most is not None:
        whole = computed_text(replace(identity, most=None))
        if whole != computed:
            return f"{formula} = {whole}，至多 {computed}", f"{formula} = {whole}, at most {computed}"
    return f"{formula} = {computed}", f"{formula} = {computed}"


def _page(operand: Operand) -> tuple[str, str]:
    page = operand.evidence[0].page if operand.evidence else None
    return ("另一处" if page is None else f"第 {page} 页"), ("" if page is None else f" on page {page}")


def _gap(identity: Identity) -> tuple[str, str]:
    """By how much the stated figure is off: amounts and points 多计 or 少计, rates by percentage points."""
    stated, computed = identity.operands[0], identity.computed
    if computed is None or stated.value == computed:
        return "", ""
    gap, more = abs(stated.value - computed), stated.value > computed
    whole = _in_digits_of(gap, stated)
    about_zh, about_en = ("", "") if whole == gap else ("约", "about ")
    amount = in_units_of(whole, stated)
    points = _PERCENT.sub("", amount)
    if points != amount:
        zh = f"，偏{'高' if more else '低'}{about_zh} {points} 个百分点"
        many = "" if points == "1" else "s"
        return zh, f", {about_en}{points} percentage point{many} too {'high' if more else 'low'}"
    if not isinstance(identity, Sum | Product):
        return (
            f"，偏{'高' if more else '低'}{about_zh} {amount}",
            f", too {'high' if more else 'low'} by {about_en}{amount}",
        )
    return (
        f"，{'多计' if more else '少计'}{about_zh} {amount}",
        f", too {'much' if more else 'little'} by {about_en}{amount}",
    )


def _in_digits_of(gap: Decimal, stated: Operand) -> Decimal:
    """A difference to the last digit that the stated figure prints, where it is not less than that and does not end
    soon by itself: 4.5 percentage points of 27.25% − 22.7467…%."""
    step = stated.half * 2
    if not step or gap < step or _ENDLESS not in in_units_of(gap, stated):
        return gap
    return (gap / step).quantize(Decimal(1)) * step


def _bounds(finding: Finding, identity: Within) -> tuple[str, str]:
    if finding.status is not Status.FAIL or identity.low <= identity.stated.value <= identity.high.value:
        return identity.formula, identity.formula
    stated, high, low = identity.stated, identity.high, plain(identity.low)
    points = " 分" if stated.column == "score" else ""
    name, top = _NAMES.get(stated.column, stated.label), _NAMES.get(high.column, high.label)
    (name_zh, name_en), (top_zh, top_en) = _pair(name), _pair(top)
    if stated.value > high.value:
        over = in_units_of(stated.value - high.value, stated)
        return (
            f"{name_zh} {stated.text}{points}，超过{top_zh}（{high.text}{points}）{over}{points}"
            if not points
            else f"{name_zh} {stated.text} 分，超过{top_zh} {over} 分（{top_zh} {high.text} 分）",
            f"{name_en} {stated.text} is above {top_en} {high.text} by {over}",
        )
    return f"{name_zh} {stated.text}{points}，低于 {low}{points}", f"{name_en} {stated.text} is less than {low}"


_NAMES = {
    "score": ("得分", "the score"),
    "weight": ("分值", "the full points"),
    "executed": ("执行数", "spending"),
    "annual_budget": ("全年预算数", "the annual budget"),
    "received": ("到位数", "the funds received"),
}


def _pair(name: str | tuple[str, str]) -> tuple[str, str]:
    return (name, name) if isinstance(name, str) else name


def _operands(operands: tuple[Operand, ...]) -> tuple[str, str]:
    shown = [(_COLUMNS.get(o.column, (o.label, o.label)), o.text) for o in operands]
    zh = "，".join(f"{names[0]} {text}".strip() for names, text in shown)
    return zh, ", ".join(f"{names[1]} {text}".strip() for names, text in shown)


def _unchecked(finding: Finding) -> tuple[str, str]:
    stated = finding.operands[0] if finding.operands and finding.stated is not None else None
    missing = any(r.zh.startswith(("没有", "有")) and "没有" in r.zh for r in finding.remarks)
    why = "缺数据，未核对" if missing else "未核对"
    zh = why if stated is None else f"报告列示 {stated.text}，{why}"
    en = "cannot be checked" if stated is None else f"the report states {stated.text}; cannot be checked"
    if finding.computed is not None:
        value = plain(finding.computed) if stated is None else in_units_of(finding.computed, stated)
        zh, en = f"{zh}（各项相加为 {value}）", f"{en}; the parts give {value}"
    return zh, en


def _remarks(remarks: tuple[Remark, ...], status: Status) -> tuple[str, str]:
    if not remarks:
        return "", ""
    zh, en = "；".join(r.zh for r in remarks), "; ".join(r.en for r in remarks)
    if status is Status.UNCHECKED:
        return f"：{zh}", f": {en}"
    return f"（{zh}）", f" ({en})"
