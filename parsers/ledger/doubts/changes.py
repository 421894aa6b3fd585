"""Changes told in words that nobody knows: per cents and amounts of a comparison that are no change of anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ziping.parsers.ledger.doubts.context import EvaluationProse, ProseFact, ReadContext, is_left_over
from ziping.parsers.ledger.doubts.lists import ADDING_UP
from ziping.parsers.lexicon.entries import shaped
from ziping.schemas.report import Note

_CODE = "rate-without-base"
_COMPARED = shaped(r"(?:{doubts.compared_with})[^，。；,;\d%的由从到至为]*$")
_NAMES_RATE = shaped("(?:{doubts.names_rate})$")
_LINK = 8  # characters between a name and its figure
_SHORT_LINK = 6  # characters between a change and its rate
_HALF_DIGIT = Decimal("0.00005")  # by which a rate printed with two digits may differ from what its figures give
_TWO = 2  # figures that differ
_LEAST_COUNT = 20  # smaller counts differ by each other by chance


def unbased_changes(context: ReadContext, prose: EvaluationProse) -> Iterator[Note]:
    """A per cent told of a comparison in a word that nobody knows, which is no change of anything: 比上年走低2.96%; one right
    behind a change of which it may be the rate, or behind two figures of which it is (减少312.48万元，走低3.80%)."""
    numbers, tied = prose.numbers(), {r.source.index for r in prose.evaluation.relations if r.source.table == "facts"}
    for place, told in enumerate(prose.facts):
        fact = told.fact
        if fact.unit != "ratio" or fact.kind == "growth" or told.tables or numbers[id(fact)] in tied:
            continue
        if fact.value is not None and (
            _COMPARED.search(context.before(told, len(fact.label) + _LINK))
            or _is_change(context, prose.facts[max(0, place - 2) : place], told)
        ):
            message = f"{fact.value_text} is told of a comparison, but is not known to be a change of anything"
            yield Note(_CODE, message, fact.value.printed)


def _is_change(context: ReadContext, before: Sequence[ProseFact], told: ProseFact) -> bool:
    """Whether a per cent stands in few words right behind a change, or tells by how much one of two figures right before it
    is above or below the other."""
    between = context.before(told, _SHORT_LINK + 1)
    if (
        not before
        or not context.in_sentence(before[-1], told)
        or told.fact.value is None
        or _NAMES_RATE.search(between)
    ):
        return False
    last, length = before[-1].fact, told.start - before[-1].start
    if last.kind == "growth" and last.unit != "ratio" and length <= len(last.value_text) + _SHORT_LINK:
        return True
    if len(before) < _TWO or before[0].block != told.block or before[0].fact.unit != last.unit:
        return False
    one, other, rate = before[0].fact.value, last.value, told.fact.value
    if one is None or other is None or not one.value or not other.value or not rate.value:
        return False
    return any(
        abs(abs(a / b - 1) - abs(rate.value)) <= _HALF_DIGIT
        for a, b in ((one.value, other.value), (other.value, one.value))
    )


def rates_of_changes(context: ReadContext, prose: EvaluationProse) -> Iterator[Note]:
    """A rate of growth that is tied to a change, of which a figure right before tells otherwise: in
    上年198.80万元，本年走高19.88万元，增长10% the 10% are of what was before."""
    facts = prose.evaluation.facts
    numbers = prose.numbers()
    places = {numbers[id(told.fact)]: place for place, told in enumerate(prose.facts)}
    for r in prose.evaluation.relations:
        if r.kind != "growth-of" or r.source.table != "facts" or r.target.table != "facts":
            continue
        rate, base, place = facts[r.source.index].value, facts[r.target.index].value, places.get(r.target.index)
        if rate is None or base is None or place is None or facts[r.source.index].unit != "ratio":
            continue
        told = prose.facts[place]
        before = (t.fact.value for t in _right_before(context, prose, place))
        if any(v is not None and v.value and abs(base.value / v.value - rate.value) <= _HALF_DIGIT for v in before):
            message = f"{told.fact.value_text} is just {rate.printed[0].text} of a figure before it: it may be a change"
            yield Note("two-readings", message, base.printed)


def differences(context: ReadContext, prose: EvaluationProse) -> Iterator[Note]:
    """A figure that two others right before it differ by, of which it is no known change: 完成2140人次，比预想的2300人次少160人次."""
    ends = (e for r in prose.evaluation.relations for e in (r.source, r.target) if e.table == "facts")
    tied = {e.index for e in ends} | {n for n, f in enumerate(prose.evaluation.facts) if f.parent is not None}
    numbers = prose.numbers()
    for place, told in enumerate(prose.facts):
        fact, before = told.fact, _right_before(context, prose, place)
        if fact.value is None or len(before) < _TWO or numbers[id(fact)] in tied or told.tables:
            continue
        if fact.kind not in ADDING_UP or fact.state == "adjusted" or is_left_over(fact):
            continue
        one, other = (t.fact.value.value for t in before if t.fact.value is not None)
        telling = fact.unit == "CNY" or fact.value.value >= _LEAST_COUNT
        if telling and abs(one - other) == fact.value.value and fact.value.value not in (one, other):
            message = f"{fact.value_text} is just what two figures before it differ by, but is no known change"
            yield Note(_CODE, message, fact.value.printed)


def _right_before(context: ReadContext, prose: EvaluationProse, place: int) -> Sequence[ProseFact]:
    """Of the two figures before one those of its unit in its sentence."""
    told = prose.facts[place]
    return [
        t
        for t in prose.facts[max(0, place - _TWO) : place]
        if t.fact.unit == told.fact.unit and t.fact.value is not None and context.in_sentence(t, told)
    ]
