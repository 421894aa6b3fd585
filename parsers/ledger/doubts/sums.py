"""Lists that nothing opens: figures that add up to one told beside them, of which they are not known to be parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from ziping.parsers.ledger.doubts.ground import Ground, Spoken, ToldFact
from ziping.schemas.report import Note

_PARTS = ("income", "expenditure", "amount", "count")
_FEWEST, _MOST = 2, 12  # parts of a list
_LEAST_COUNT = 200  # sums of smaller counts fit by chance


def unjoined_sums(ground: Ground, spoken: Spoken) -> Iterator[Note]:
    """A figure that the next ones of its paragraph, or the last ones before it, add up to exactly: all of them, in a row."""
    tied, numbers = _tied(spoken), _numbers(spoken)
    for _, group in groupby(spoken.facts, key=lambda t: t.block):
        told = [t for t in group if t.fact.kind in _PARTS and t.fact.value is not None]
        for number, total in enumerate(told):
            if numbers[id(total.fact)] in tied or not _is_telling(total):
                continue
            for beside in (told[number + 1 : number + 1 + _MOST], told[max(0, number - _MOST) : number][::-1]):
                parts = _adding_up(total, beside)
                if parts and not any(numbers[id(p.fact)] in tied for p in parts) and total.fact.value is not None:
                    message = f"{len(parts)} figures beside it add up to {total.fact.value_text}, but are not known to be its parts"
                    yield Note("open-list", message, total.fact.value.printed)
                    break


def left_out(ground: Ground, spoken: Spoken) -> Iterator[Note]:
    """A figure right behind or before a list that is just what the list lacks of its total."""
    facts = spoken.evaluation.facts
    tied, numbers = _tied(spoken), _numbers(spoken)
    spots = {numbers[id(t.fact)]: t for t in spoken.facts}
    for (_, target), group in groupby(
        sorted(_parts(spoken), key=lambda r: (r[2] or 0, r[1])), key=lambda r: (r[2], r[1])
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


def _parts(spoken: Spoken) -> Iterator[tuple[int, int, int | None]]:
    """(part, total, list) of all lists of facts."""
    for r in spoken.evaluation.relations:
        if r.kind == "part-of" and r.source.table == r.target.table == "facts":
            yield r.source.index, r.target.index, r.partition


def _tied(spoken: Spoken) -> frozenset[int]:
    """The facts that are known to be parts or totals, or a change, a share or a price."""
    facts = spoken.evaluation.facts
    ends = ((r.source, r.target) for r in spoken.evaluation.relations)
    return frozenset(
        {e.index for pair in ends for e in pair if e.table == "facts"}
        | {n for n, f in enumerate(facts) if f.parent is not None}
        | {f.parent for f in facts if f.parent is not None}
    )


def _numbers(spoken: Spoken) -> dict[int, int]:
    """The number of each fact of the evaluation, by its identity."""
    return {id(fact): number for number, fact in enumerate(spoken.evaluation.facts)}


def _is_telling(told: ToldFact) -> bool:
    """Whether a total is not one that figures make by chance: money, or a count of some size."""
    return told.fact.unit == "CNY" or (told.fact.value is not None and told.fact.value.value >= _LEAST_COUNT)


def _adding_up(total: ToldFact, beside: Sequence[ToldFact]) -> Sequence[ToldFact]:
    """The first figures of a row that add up to a total; none where they do not."""
    left = Decimal(0) if total.fact.value is None else total.fact.value.value
    for number, told in enumerate(beside):
        if told.fact.unit != total.fact.unit or told.fact.value is None:
            break
        left -= told.fact.value.value
        if left <= 0:
            return beside[: number + 1] if not left and number + 1 >= _FEWEST else ()
    return ()
