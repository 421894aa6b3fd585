"""Lists that nothing opens: figures that add up to one told beside them, of which they are not known to be parts."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from ziping.parsers.ledger.doubts.context import EvaluationProse, ProseFact, ReadContext, is_left_over
from ziping.parsers.ledger.doubts.lists import ADDING_UP
from ziping.parsers.lexicon.prose import words
from ziping.schemas.report import Note

_FEWEST, _MOST = 2, 12  # parts of a list
_FAR = 12  # figures between a total and its first part
_PARAGRAPHS = 6  # between a total and its parts
_LEAST_COUNT = 200  # sums of smaller counts fit by chance


def unjoined_sums(context: ReadContext, prose: EvaluationProse) -> Iterator[Note]:
    """A figure that others told in a row add up to exactly: those behind it, within a few paragraphs, or right before it."""
    wholes = frozenset(target for _, target, _ in _parts(prose))
    tied, numbers = _tied(prose), prose.numbers()
    told = [t for t in prose.facts if t.fact.kind in ADDING_UP and t.fact.value is not None]
    for at, total in enumerate(told):
        number = numbers[id(total.fact)]
        if not _is_telling(total) or number in wholes:
            continue
        runs = [told[start : start + _MOST] for start in range(at + 1, min(at + _FAR, len(told)))]
        before = [told[max(0, at - _MOST) : at][::-1]] if number not in tied else []
        for run in (*runs, *before):
            adding = _adding_up(total, run)
            free = adding and not any(numbers[id(t.fact)] in tied for t in adding)
            if free and total.fact.value is not None and _are_beside(total, adding) and not _is_flow(adding):
                message = (
                    f"{len(adding)} figures told add up to {total.fact.value_text}, but are not known to be its parts"
                )
                yield Note("open-list", message, total.fact.value.printed)
                break


def far_sums(context: ReadContext, prose: EvaluationProse) -> Iterator[Note]:
    """Sums told in a row in one paragraph, parts of nothing, that make up exactly a budget or spending of the evaluation,
    wherever that is told: 资金主要用于甲68.2万元、乙21.7万元、丙35.5万元, of 实际支出125.4万元 a page before."""
    tied, numbers = _tied(prose), prose.numbers()
    lines = (v for line in prose.evaluation.funding for v in (line.annual_budget, line.received, line.executed))
    sums = {v.value: v for v in lines if v is not None and v.value}
    free = [t for t in prose.facts if t.fact.unit == "CNY" and t.fact.value is not None and t.fact.kind in ADDING_UP]
    for _, group in groupby(free, key=lambda t: t.block):
        told = list(group)
        for start in range(len(told)):
            found = _making_up(told[start : start + _MOST], sums.keys())
            parts = told[start : start + found]
            if found and not any(numbers[id(t.fact)] in tied or t.tables for t in parts) and parts[0].fact.value:
                total = sums[sum((t.fact.value.value for t in parts if t.fact.value is not None), Decimal(0))]
                printed = "".join(p.text for p in total.printed)
                message = f"{found} figures told add up to {printed}, but are not known to be its parts"
                yield Note("open-list", message, parts[0].fact.value.printed)
                break


def _making_up(told: Sequence[ProseFact], sums: Container[Decimal]) -> int:
    """How many of the first figures make up one of some sums; 0 where none do."""
    total = Decimal(0)
    for number, one in enumerate(told, 1):
        if one.fact.value is None or not one.fact.value.value:
            return 0
        total += one.fact.value.value
        if number > _FEWEST and total in sums:
            return number
    return 0


def _are_beside(total: ProseFact, parts: Sequence[ProseFact]) -> bool:
    """Whether parts are told next to their total: in its paragraph, or, several of them, a few paragraphs on."""
    blocks = {t.block for t in parts}
    if blocks == {total.block}:
        return True
    return len(parts) > _FEWEST and len(blocks) == 1 and 0 < min(blocks) - total.block <= _PARAGRAPHS


def _is_flow(facts: Sequence[ProseFact]) -> bool:
    """Whether figures say what became of a sum (支出254万元，结转31万元): they make it, and are no list of its parts."""
    return any(is_left_over(t.fact) for t in facts)


def left_out(context: ReadContext, prose: EvaluationProse) -> Iterator[Note]:
    """A figure right behind or before a list that is just what the list lacks of its total."""
    facts = prose.evaluation.facts
    tied, numbers = _tied(prose), prose.numbers()
    spots = {numbers[id(t.fact)]: t for t in prose.facts}
    for (_, target), group in groupby(
        sorted(_parts(prose), key=lambda r: (r[2] or 0, r[1])), key=lambda r: (r[2], r[1])
    ):
        members = [source for source, _, _ in group]
        whole = facts[target].value
        values = [v.value.value for m in members if (v := facts[m]).value is not None]
        if whole is None or len(values) != len(members) or len(members) < _FEWEST:
            continue
        rest = whole.value - sum(values)
        for number in (max(members) + 1, min(members) - 1):
            told = spots.get(number)
            value = told.fact.value if told is not None else None
            if (
                told is None
                or value is None
                or number in tied
                or number == target
                or told.fact.unit != facts[target].unit
            ):
                continue
            if rest and value.value == rest:
                message = f"{told.fact.value_text} is just what a list beside it lacks of {facts[target].value_text}"
                yield Note("open-list", message, value.printed)


def _parts(prose: EvaluationProse) -> Iterator[tuple[int, int, int | None]]:
    """(part, total, list) of all lists of facts."""
    for r in prose.evaluation.relations:
        if r.kind == "part-of" and r.source.table == r.target.table == "facts":
            yield r.source.index, r.target.index, r.partition


def _tied(prose: EvaluationProse) -> frozenset[int]:
    """The facts that are known to be parts or totals, or a change, a share or a price."""
    facts = prose.evaluation.facts
    ends = ((r.source, r.target) for r in prose.evaluation.relations)
    return frozenset(
        {e.index for pair in ends for e in pair if e.table == "facts"}
        | {n for n, f in enumerate(facts) if f.parent is not None}
        | {f.parent for f in facts if f.parent is not None}
    )


def _is_telling(fact: ProseFact) -> bool:
    """Whether a total is not one that figures make by chance: money, but for what is paid a head, or a count of some size."""
    if words().price.search(fact.fact.label):
        return False
    return fact.fact.unit == "CNY" or (fact.fact.value is not None and fact.fact.value.value >= _LEAST_COUNT)


def _adding_up(total: ProseFact, beside: Sequence[ProseFact]) -> Sequence[ProseFact]:
    """The first figures of a row that add up to a total; none where they do not."""
    left = Decimal(0) if total.fact.value is None else total.fact.value.value
    for number, told in enumerate(beside):
        if told.fact.unit != total.fact.unit or told.fact.value is None:
            break
        left -= told.fact.value.value
        if left <= 0:
            return beside[: number + 1] if not left and number + 1 >= _FEWEST else ()
    return ()
