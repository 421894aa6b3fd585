"""Lines of funds out of running text: for the whole, each source and each project the sums that belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ziping.parsers.prose.layers.context import PassageContext
from ziping.parsers.prose.readers.money.arrivals import find_arrivals
from ziping.parsers.prose.readers.money.chooser import Chooser
from ziping.parsers.prose.readers.money.funding_row import row_of
from ziping.parsers.prose.readers.money.grouping import (
    by_owner,
    may_stand,
    of_whole,
    siblings,
    told_by_source,
    valid_owners,
)
from ziping.parsers.prose.readers.money.mentions import find_money
from ziping.parsers.prose.readers.money.natures import find_natures
from ziping.parsers.prose.readers.money.owners import Kind
from ziping.parsers.prose.readers.money.parts import Money, own_money
from ziping.schemas.report import FundingLine


def read_funding(context: PassageContext, own: Sequence[str] = ()) -> tuple[FundingLine, ...]:
    """The line `total`, then those of sources, of basic and project expenditure, and of projects told with a budget
    and what became of it. `own` are the names of the body that reports and of what it reports on."""
    clauses, mentions = context.clauses, context.named
    natures = find_natures(clauses, context.outline, mentions)
    money = [replace(m, owner=None) if _is_own(m, own) else m for m in find_money(clauses, mentions, natures)]
    chooser = Chooser(clauses, mentions, told_by_source(mentions, money))
    owned = by_owner(money)
    lines = {key: chooser.owned_line(figures) for key, figures in owned.items()}
    # beside basic and project spending told apart, no fund is the whole
    headed = frozenset(k for k in owned if natures.told and lines[k].complete and may_stand(owned[k]))
    valid = valid_owners(owned, lines) | headed | chooser.beside_whole(money, owned)
    others = valid | natures.told | siblings(clauses, mentions, money)
    whole = [m for m in money if not m.part and not m.strange and (m.owner is None or of_whole(m.owner, others))]
    whole = [m for m in whole if not chooser.is_of_one_source(m, whole)]
    if not chooser.fits(whole):
        whole = list(own_money(mentions, whole, own))
    arrivals = find_arrivals(clauses, mentions)
    total = chooser.whole_line(whole)
    sources = [k for k in valid if (owner := owned[k][0].owner) is not None and owner.kind is Kind.SOURCE]
    came = [lines[k].received for k in sources]
    if not came or None in came:  # what came is told source by source
        total = arrivals.fill(mentions, total)
    found = [row_of(context, total, None)] if total.sums else []
    for key in (k for k in owned if k in valid):
        owner = owned[key][0].owner
        found.append(row_of(context, arrivals.fill(mentions, lines[key], owner), owner))
    return tuple(row for row in found if row is not None)


def _is_own(money: Money, own: Sequence[str]) -> bool:
    """Whether a sum is told of the project that is reported on by its name: that is the whole's."""
    owner = money.owner
    return owner is not None and owner.kind is Kind.ITEM and any(owner.key in name for name in own)
