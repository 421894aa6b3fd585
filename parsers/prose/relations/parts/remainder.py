"""A figure beside which the rest of a total is told without a figure: 全年发放补助96万元，其余为慰问支出."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.prose.labels.kinds import adds_up
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses
from ziping.parsers.prose.relations.parts.partition import Partition
from ziping.parsers.text.units import YUAN

_REST = shaped(r"[，,；;]\s?(?P<rest>{phrases.rest})[一-鿿]{0,4}?(?:{phrases.rest_is})[^\d，,。；;]+(?=[，,。；;]|$)")
_REACH = 20  # figures


def remainders(clauses: Clauses, mentions: Sequence[Mention]) -> Iterator[Partition]:
    """A part for each such figure: of the nearest larger sum before it, in its sentence or the one before, that is of its
    kind and no part itself."""
    for index, mention in enumerate(mentions):
        rest = _REST.match(clauses.string, mention.figure.outer_stop)
        if rest is None or mention.parent is not None or mention.bracket != OUTSIDE or not _may_be(mention):
            continue
        start, _ = clauses.sentence(mention.figure.start)
        start, _ = clauses.sentence(max(0, start - 1))
        for k in range(index - 1, max(-1, index - 1 - _REACH), -1):
            other = mentions[k]
            if other.figure.start < start:
                break
            if _may_be(other) and other.parent is None and other.kind == mention.kind and other.value > mention.value:
                yield Partition(k, (index,), rest["rest"], "remainder", complete=False)
                break


def _may_be(mention: Mention) -> bool:
    return mention.unit == YUAN and adds_up(mention)
