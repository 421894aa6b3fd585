"""Lists whose parts were not found, and shares of nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ziping.parsers.ledger.entries import Entry
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.text.normalise import plain
from ziping.parsers.text.punctuation import SENTENCE_END
from ziping.schemas.document import Document, Paragraph
from ziping.schemas.report import Evaluation, Fact, Note

_RANKS = shaped("{grammar.ranks}")
_OPENER = shaped("{doubts.list_opener}")
_WIDE = shaped("{doubts.wide_opener}")
_IN_TURN = shaped("{doubts.in_turn}")
_FEWEST = 2
ADDING_UP = ("income", "expenditure", "amount", "count")


def unbased_shares(evaluation: Evaluation) -> Iterator[Note]:
    """A share of a whole that was not found, told behind its amount: 支出1264.92万元，占本年支出合计的31.45%."""
    tied = _tied(evaluation)
    for number, fact in enumerate(evaluation.facts):
        if fact.kind != "share" or fact.value is None or not number or number - 1 in tied:
            continue
        amount = evaluation.facts[number - 1]
        if amount.kind in ADDING_UP and _is_shared_out(fact, amount) and not _is_rate_of_money(evaluation, fact):
            message = f"{amount.value_text} is {fact.value_text} of something, but is not known to be a part of it"
            yield Note("rate-without-base", message, fact.value.printed)


def _is_rate_of_money(evaluation: Evaluation, share: Fact) -> bool:
    """Whether a line of money has it as its rate: 支付356.94万元，占预算的95.80%."""
    rates = (line.execution_rate for line in evaluation.funding)
    return any(r is not None and share.value is not None and r.printed == share.value.printed for r in rates)


def _is_shared_out(share: Fact, amount: Fact) -> bool:
    """Whether a share is told in the words behind an amount."""
    return plain(share.label).startswith(plain(amount.label))


def _tied(evaluation: Evaluation) -> frozenset[int]:
    """The facts that are tied to another one as a part or a share of it."""
    parents = {n for n, f in enumerate(evaluation.facts) if f.parent is not None}
    kinds = ("part-of", "share-of", "rate-base")
    tied = {r.source.index for r in evaluation.relations if r.source.table == "facts" and r.kind in kinds}
    return frozenset(parents | tied)


def open_lists(document: Document, evaluations: Sequence[Evaluation], entries: Sequence[Entry]) -> Iterator[Note]:
    """其中, 由…构成, 如下 and figures behind them, none of which was read as a part of anything told before."""
    wholes: dict[int, tuple[int, ...]] = {}
    facts: dict[int, Fact] = {}
    for evaluation in evaluations:
        offset = len(facts)
        facts.update({offset + n: fact for n, fact in enumerate(evaluation.facts)})
        for part, whole in _parts(evaluation):
            wholes[offset + part] = (*wholes.get(offset + part, ()), offset + whole)
    for index, group in groupby(entries, key=lambda e: e.block):
        block = document.blocks[index]
        if isinstance(block, Paragraph):
            found = {e.start: e.value.number for e in group if e.value is not None and e.value.table == "facts"}
            adding = {start: n for start, n in found.items() if facts[n].kind in ADDING_UP}
            parts = {start: n for start, n in adding.items() if not _RANKS.search(facts[n].label)}
            yield from _open(block, parts, wholes, {n: facts[n].unit for n in parts.values()})


def _parts(evaluation: Evaluation) -> Iterator[tuple[int, int]]:
    """(part, whole) of all facts that are tied to one, be it by their share."""
    yield from ((n, f.parent) for n, f in enumerate(evaluation.facts) if f.parent is not None)
    for r in evaluation.relations:
        if r.source.table == r.target.table == "facts" and r.kind in ("part-of", "share-of", "rate-base"):
            yield r.source.index, r.target.index


def _open(
    paragraph: Paragraph,
    parts: Mapping[int, int],
    wholes: Mapping[int, tuple[int, ...]],
    units: Mapping[int, str | None],
) -> Iterator[Note]:
    string = paragraph.text.string
    openers = list(_OPENER.finditer(string)) if len(parts) >= _FEWEST else []
    for opener, following in zip(openers, [*openers[1:], None], strict=False):
        end = None if _WIDE.search(opener[0]) else SENTENCE_END.search(string, opener.end())
        stop = len(string) if end is None else end.start()
        if following is not None:
            stop = min(stop, following.start())
        if _IN_TURN.match(opener[0]) and not _has_total(string, opener.start(), parts):
            continue
        inside = [number for start, number in parts.items() if opener.end() <= start < stop]
        kinds = [units[n] for n in inside]
        if (end is None and len(set(kinds)) > 1) or len(set(kinds)) == len(kinds):
            continue  # an account of several things (各项目具体情况如下, 其中11名患者每名1万元), no list of parts
        # parts of one of them are none of the total told before the opener; what 如下 opens may hold several lists
        first = min(inside, default=0)
        own = [w for n in inside for w in wholes.get(n, ()) if end is None or w < first or w > max(inside)]
        if len(inside) >= _FEWEST and not own:
            message = (
                f"“{opener[0]}” opens a list, but none of its {len(inside)} figures is known to be a part of anything"
            )
            yield Note("open-list", message, paragraph.text.printed(opener.start(), opener.end()))


def _has_total(string: str, offset: int, parts: Mapping[int, int]) -> bool:
    """Whether a figure stands before an opener in its sentence: 甲、乙、丙支出分别是1、2、3万元 are parts of nothing told."""
    begin = max(string.rfind(mark, 0, offset) for mark in "。\n；;") + 1
    return any(begin <= start < offset for start in parts)
