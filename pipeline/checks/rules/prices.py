"""The rule on quantities and their price: `unit-price`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from ziping.pipeline.checks.arithmetic.identities import Product
from ziping.pipeline.checks.arithmetic.intervals import ZERO
from ziping.pipeline.checks.arithmetic.operands import Operand
from ziping.pipeline.checks.arithmetic.slips import single_slip
from ziping.pipeline.checks.findings.declaration import rule
from ziping.pipeline.checks.findings.finding import (
    Finding,
    Remark,
    Status,
    as_warning,
    judged,
    unchecked,
)
from ziping.pipeline.checks.loading.labels import core, resemblance
from ziping.pipeline.checks.loading.rows import MONEY, Case, Fact
from ziping.pipeline.checks.loading.ties import fact_of, ties_of

_TIMES = frozenset(("年", "月", "日", "天", "季", "季度", "次"))
_PRICE = re.compile(r"标准|单价|每[人户亩套个份件名月]|均价|定额")
_FOR_EACH = re.compile(r"(?:平均)?(?:(?P<one>[人户亩村])均|每(?P<other>[人户亩村]))(?!.*(?:收入|增收|增加|产值|纯收))")
_MEAN = re.compile(r"[人户亩村]均")
_AGAIN = re.compile(r"[每/／][月天日周次季]|[人户]均")
_PRODUCT = re.compile(r"[，、]?(?:共|合计|总计|计|应|需|小计)")
_NEXT = 1  # figures behind a price and its quantity, of which one may be their product
_RELATED = 0.4  # resemblance of names of one thing
_TELLING = 1000  # a product of so many figures is not missed by one digit by chance
_NO_QUANTITY = Remark("写明单价，没有写明数量或金额", "a unit price without its quantity or amount")


@rule("unit-price", "数量×单价")
def unit_price(case: Case) -> Iterator[Finding]:
    """An amount is its quantity times the unit price.

    Identity: quantity × unit price = amount. Whole quantities and prices are exact, the amount stands for
    every value that rounds to it.
    Source: the wording: 4542 人，每人 1000 元，共 454.2 万元.
    Applies: where quantity, price per unit (元/人) and amount follow each other; where quantity and amount
    stand side by side, to a price stated elsewhere, if the product is the amount.
    Undecided: a price per unit (元/人) to which no quantity and amount are stated. A product that misses
    the amount by one slip is a warning when the price stands elsewhere.
    """
    prices = [f for f in case.facts if f.unit == "CNY" and f.plain is not None and _may_be_price(f)]
    if not prices:
        return
    used = set()
    for quantity, price, amount in _best((*_triples(case), *_told(case))):
        used.add(price.row_id)
        identity = _identity(quantity, price, amount)
        followed = judged(identity, amount.label, f"{quantity.label}×{price.label}")
        related = {*_pairs(amount.label)} & {*_pairs(quantity.label), *_pairs(price.label)}
        if followed.status is not Status.FAIL or related or single_slip(identity.stated, identity.computed):
            yield followed  # else the amount is of the next sentence
    for quantity, amount in _side_by_side(case):
        for price in prices:
            if price.row_id in used and _per_unit(price):
                continue
            finding = None if price in (quantity, amount) else _priced(quantity, price, amount)
            if finding is not None:
                used.add(price.row_id)
                yield finding
                break
    for price in prices:
        if price.row_id not in used and _per_unit(price) and not _FOR_EACH.match(price.clause):
            assert price.plain is not None
            yield unchecked(price.label, _NO_QUANTITY, None, (price.plain,), price.label)


def _best(triples: Iterable[tuple[Fact, Fact, Fact]]) -> Iterator[tuple[Fact, Fact, Fact]]:
    """One reading for each quantity with its price: that which holds, else the one whose amount stands behind both.
    The amount before them may end the sentence before."""
    found: dict[tuple[str, str], list[tuple[Fact, Fact, Fact]]] = {}
    for three in triples:
        found.setdefault((three[0].row_id, three[1].row_id), []).append(three)
    for readings in found.values():
        right = (three for three in readings if _identity(*three).interval.meets(_plain(three[2]).interval))
        yield next(right, max(readings, key=lambda three: three[2].sequence))


def _identity(quantity: Fact, price: Fact, amount: Fact) -> Product:
    return Product(_plain(amount), _exact(_plain(quantity)), _exact(_plain(price)))


def _plain(fact: Fact) -> Operand:
    assert fact.plain is not None
    return fact.plain


def _may_be_price(fact: Fact) -> bool:
    return _per_unit(fact) or bool(_PRICE.search(fact.label + fact.clause)) or fact.unit_text == "元"


def _per_unit(fact: Fact) -> bool:
    """元/人 is a price; 元/年 is an amount."""
    denominator = _denominator(fact)
    return bool(denominator) and denominator not in _TIMES


def _denominator(fact: Fact) -> str:
    if fact.unit == "CNY" and (each := _FOR_EACH.match(fact.clause)):
        return each["one"] or each["other"]  # 人均1000元
    return re.split(r"[·・年]", fact.unit_text.replace("／", "/").partition("/")[2])[0]


def _pairs(label: str) -> Iterator[str]:
    return (label[i : i + 2] for i in range(len(label) - 1))


def _triples(case: Case) -> Iterator[tuple[Fact, Fact, Fact]]:
    """A quantity, its price per unit and the amount, one after the other in any order."""
    for three in zip(case.facts, case.facts[1:], case.facts[2:], strict=False):
        for price in three:
            quantity = next((f for f in three if f.kind == "count" and f.plain is not None), None)
            rest = [f for f in three if f is not price and f is not quantity]
            amount = rest[0] if len(rest) == 1 and _is_amount(rest[0]) else None
            priced = price.plain is not None and price.unit == "CNY"
            if quantity is not None and _is_mean(price) and price.sequence < quantity.sequence:
                continue
            if quantity is not None and amount is not None and priced and _denominator_fits(price, quantity):
                yield quantity, price, amount


def _told(case: Case) -> Iterator[tuple[Fact, Fact, Fact]]:
    """A price with the quantity that the document tells it for, and the first amount behind both. What is paid each month
    or each time is paid more than once."""
    number = {f.row_id: n for n, f in enumerate(case.facts)}
    for price in case.facts:
        for tie in ties_of(case, price, "price-of"):
            quantity = fact_of(case, tie.to_id)
            if quantity is None or quantity.plain is None or price.plain is None or _AGAIN.search(price.clause):
                continue
            last = max(number[price.row_id], number[quantity.row_id])
            behind = [f for f in case.facts[last + 1 : last + 1 + _NEXT] if _is_amount(f) and f.parent_id is None]
            if not behind or _PRICE.search(behind[0].label) or _per_unit(behind[0]):
                continue
            identity = _identity(quantity, price, behind[0])
            slip = single_slip(identity.stated, identity.computed)
            if _PRODUCT.match(behind[0].clause) or slip or identity.interval.meets(identity.stated.interval):
                yield quantity, price, behind[0]  # else it may be the next sentence's


def _is_mean(fact: Fact) -> bool:
    """人均1000元 follows what it is the mean of: behind it stands the next sentence's."""
    each = _FOR_EACH.match(fact.clause)
    return each is not None and each["one"] is not None


def _is_amount(fact: Fact) -> bool:
    if _MEAN.search(fact.label):
        return False  # 人均增收1320元
    return fact.kind in MONEY and fact.unit == "CNY" and not _per_unit(fact) and fact.plain is not None


def _side_by_side(case: Case) -> Iterator[tuple[Fact, Fact]]:
    """Quantities with the amount next to them."""
    for a, b in pairwise(case.facts):
        for quantity, amount in ((a, b), (b, a)):
            if _is_amount(amount) and quantity.kind == "count" and quantity.plain is not None:
                yield quantity, amount


def _priced(quantity: Fact, price: Fact, amount: Fact) -> Finding | None:
    whole, many, each = _plain(amount), _plain(quantity), _plain(price)
    if each.value >= whole.value or many.value <= 1:
        return None
    identity = _identity(quantity, price, amount)
    finding = judged(identity, amount.label, f"{quantity.label}×{price.label}")
    if finding.status is Status.PASS:
        return finding
    if finding.status is Status.ROUNDING:
        tight = whole.half * 200 <= whole.value  # else nearly any product would fit
        return finding if tight else None
    names = core(price.label), core(amount.label), core(quantity.label)
    related = max(resemblance(names[0], names[1]), resemblance(names[0], names[2])) >= _RELATED
    telling = _figures_of(many) * _figures_of(each) >= _TELLING
    return as_warning(finding) if related and telling and single_slip(whole, identity.computed) else None


def _figures_of(operand: Operand) -> int:
    """The figure without its trailing zeros, as a whole number: how much it tells."""
    return int("".join(map(str, operand.value.normalize().as_tuple().digits)))


def _exact(operand: Operand) -> Operand:
    """A whole price or quantity is a price, not a rounded one."""
    whole = operand.value == operand.value.to_integral_value() and operand.half <= Decimal("0.5")
    return replace(operand, half=ZERO) if whole else operand


def _denominator_fits(price: Fact, quantity: Fact) -> bool:
    """元/人 goes with 人, 元/亩 with 亩."""
    denominator = _denominator(price)
    return bool(denominator) and quantity.unit_text.endswith(denominator)
