"""Findings in words, with the equation in figures."""

from __future__ import annotations

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

_COLUMNS = {"score": "得分", "weight": "分值", "total_score": "总分"}


def messages(finding: Finding) -> tuple[str, str]:
    """The finding in Chinese and in English: `年度资金总额：3.49万元 ÷ 8.89万元 = 39.257…%，报告写 39.25%（截去尾数）`."""
    zh_tail, en_tail = _remarks(finding.remarks, finding.status)
    zh, en = _unchecked(finding) if finding.status is Status.UNCHECKED else _statement(finding)
    return f"{finding.subject}：{zh}{zh_tail}", f"{finding.subject}: {en}{en_tail}"


def _statement(finding: Finding) -> tuple[str, str]:
    identity = finding.identity
    if identity is None:
        return _operands(finding.operands)
    if isinstance(identity, Within):  # figures beside the bounds say more than these
        return _operands(finding.operands) if len(finding.operands) > 2 else _bounds(finding, identity)
    stated = identity.operands[0].text
    if isinstance(identity, Sum | Product | Ratio | Growth | Change):
        zh, en = _computation(identity)
        zh, en = f"{zh}，报告写 {stated}", f"{en}, the report states {stated}"
        if finding.status is Status.FAIL:
            gap = _gap(identity)
            zh, en = zh + (f"，差 {gap}" if gap else ""), en + (f", off by {gap}" if gap else "")
        return zh, en
    more = len(finding.operands) - 2
    several, others = (f"（另有 {more} 处）", f" (and {more} more)") if more > 0 else ("", "")
    if finding.status is not Status.FAIL:
        return f"{stated} 与 {identity.formula} 一致{several}", f"{stated} and {identity.formula} agree{others}"
    (zh, en), (zh2, en2) = (_page(o) for o in identity.operands)
    return f"{zh}写 {stated}，{zh2}写 {identity.formula}{several}", f"{stated}{en}, {identity.formula}{en2}{others}"


def _computation(identity: Identity) -> tuple[str, str]:
    """The formula and what it gives."""
    formula, computed = identity.formula, computed_text(identity)
    if identity.computed is None:
        return f"{formula} 不能相除", f"{formula} has no value"
    if isinstance(identity, Sum) and formula == computed:
        return formula, formula
    return f"{formula} = {computed}", f"{formula} = {computed}"


def _page(operand: Operand) -> tuple[str, str]:
    page = operand.evidence[0].page if operand.evidence else None
    return ("另一处" if page is None else f"第 {page} 页"), ("" if page is None else f" on page {page}")


def _gap(identity: Identity) -> str:
    stated, computed = identity.operands[0], identity.computed
    return "" if computed is None else in_units_of(stated.value - computed, stated)


def _bounds(finding: Finding, identity: Within) -> tuple[str, str]:
    if finding.status is not Status.FAIL or identity.low <= identity.stated.value <= identity.high.value:
        return identity.formula, identity.formula
    stated, high, low = identity.stated.text, identity.high.text, plain(identity.low)
    if identity.stated.value > identity.high.value:
        return f"{stated} 大于 {high}", f"{stated} is more than {high}"
    return f"{stated} 小于 {low}", f"{stated} is less than {low}"


def _operands(operands: tuple[Operand, ...]) -> tuple[str, str]:
    shown = "，".join(f"{_COLUMNS.get(o.column, o.label)} {o.text}".strip() for o in operands)
    return shown, shown


def _unchecked(finding: Finding) -> tuple[str, str]:
    stated = finding.operands[0] if finding.operands and finding.stated is not None else None
    zh = "无法核对" if stated is None else f"报告写 {stated.text}，无法核对"
    en = "cannot be checked" if stated is None else f"the report states {stated.text}; cannot be checked"
    if finding.computed is not None:
        value = plain(finding.computed) if stated is None else in_units_of(finding.computed, stated)
        zh, en = f"{zh}，各项相加为 {value}", f"{en}; the parts give {value}"
    return zh, en


def _remarks(remarks: tuple[Remark, ...], status: Status) -> tuple[str, str]:
    if not remarks:
        return "", ""
    zh, en = "；".join(r.zh for r in remarks), "; ".join(r.en for r in remarks)
    if status is Status.UNCHECKED:
        return f"：{zh}", f": {en}"
    return f"（{zh}）", f" ({en})"
