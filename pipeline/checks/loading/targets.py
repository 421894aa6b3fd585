"""Whether a target is met, as far as figures can tell."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum

from ziping.pipeline.checks.arithmetic.precision import folded
from ziping.pipeline.checks.loading.labels import normal
from ziping.pipeline.checks.loading.rows import Indicator, Statement

# Exceeding a target by more than this may be punished: 财预〔2020〕10号 lets marks be cut where the actual
# is far above the target because the target was set too low.
FAR_ABOVE = Decimal("1.2")

_SCALE = {"亿": Decimal(10) ** 8, "万": Decimal(10) ** 4, "千": Decimal(1000), "百": Decimal(100)}
_SHARES = {"%": Decimal("0.01"), "百分比": Decimal("0.01"), "‰": Decimal("0.001"), "百分点": Decimal("0.01")}
_SAME_UNITS = {"名": "人", "位": "人", "户次": "户", "年内": "年", "个月": "月", "日": "天", "分数": "分"}
_LESS_IS_BETTER = re.compile(
    r"差错|错误|投诉|违规|违纪|违法|事故|伤亡|死亡|信访|上访|成本|费用|单价|支出|投诉|超支|能耗|损失|"
    r"缺陷|逾期|时间|时限|时长|天数|期限|用时|发生率|返贫|失业|降低|减少|下降|控制"
)
_UNKNOWN_DIRECTION = frozenset(("cost", "timeliness"))


class Met(Enum):
    """How an actual stands to its target."""

    YES = "met"
    FAR = "far above"  # met, by so much that cutting marks is allowed
    NO = "missed"
    UNKNOWN = "cannot be told"


def met(row: Indicator) -> Met:
    """Compares figures with the target's operator; words only when they are the same words."""
    target, actual = row.target, row.actual
    if target is None or actual is None:
        return Met.UNKNOWN
    if target.value is None or actual.value is None:
        return Met.YES if normal(target.text) == normal(actual.text) and normal(target.text) else Met.UNKNOWN
    pair = _comparable(target, actual)
    if pair is None:
        return Met.UNKNOWN
    return _compare(*pair, target.operator or "=", actual.operator or "=", row)


def _comparable(target: Statement, actual: Statement) -> tuple[Decimal, Decimal] | None:
    """Both figures in one unit; None where the units do not convert."""
    assert target.value is not None and actual.value is not None
    a, b = base_unit(target.unit), base_unit(actual.unit)
    if a[1] == b[1] or not target.unit or not actual.unit:
        if not target.unit or not actual.unit:  # one cell leaves the unit out: it has the other's
            return target.value, actual.value
        return target.value * a[0], actual.value * b[0]
    return None


def base_unit(unit: str | None) -> tuple[Decimal, str]:
    """A unit as a factor and a base: 万人 is 10 000 of 人, % is 0.01 of ratio."""
    text = folded(unit or "").strip()
    if text in _SHARES:
        return _SHARES[text], "ratio"
    factor = Decimal(1)
    while len(text) > 1 and text[0] in _SCALE:
        factor, text = factor * _SCALE[text[0]], text[1:]
    return factor, _SAME_UNITS.get(text, text)


def _compare(target: Decimal, actual: Decimal, wanted: str, given: str, row: Indicator) -> Met:
    if "qualitative" in (wanted, given):
        return Met.UNKNOWN
    if given != "=":
        return _of_bounds(target, actual, wanted, given)
    match wanted:
        case ">=" | ">":
            return _above(target, actual) if actual > target or (wanted == ">=" and actual == target) else Met.NO
        case "<=" | "<":
            return Met.YES if actual < target or (wanted == "<=" and actual == target) else Met.NO
        case _:
            return _plain(target, actual, row)


def _of_bounds(target: Decimal, actual: Decimal, wanted: str, given: str) -> Met:
    """An actual that is itself a bound (≥95%) meets a target of its own direction; nothing else can be told."""
    up, down = (">=", ">"), ("<=", "<")
    met = (wanted in up and given in up and actual >= target) or (wanted in down and given in down and actual <= target)
    return Met.YES if met else Met.UNKNOWN


def _plain(target: Decimal, actual: Decimal, row: Indicator) -> Met:
    """A plain figure as the target: met when equal; otherwise it depends on whether more is better."""
    if actual == target:
        return Met.YES
    if row.kind in _UNKNOWN_DIRECTION or _LESS_IS_BETTER.search(f"{row.level2 or ''}{row.level3 or ''}"):
        return Met.UNKNOWN
    if actual < target:
        return Met.NO
    return Met.UNKNOWN  # more than planned: met, or a deviation


def _above(target: Decimal, actual: Decimal) -> Met:
    return Met.FAR if target > 0 and actual > target * FAR_ABOVE else Met.YES
