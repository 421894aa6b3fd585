"""Every way in which the totals of a passage are split: what words say first, then what figures say."""

from __future__ import annotations

from collections.abc import Sequence

from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.prose.relations.parallel_lists import Parallel
from ziping.parsers.prose.relations.parts.far_lists import FarLists
from ziping.parsers.prose.relations.parts.grade_counts import link_to_their_total
from ziping.parsers.prose.relations.parts.items import Items
from ziping.parsers.prose.relations.parts.openers import find_opened
from ziping.parsers.prose.relations.parts.partition import Partition, adopted
from ziping.parsers.prose.relations.parts.remainder import remainders
from ziping.parsers.prose.relations.parts.stretches import stretches_of
from ziping.parsers.prose.relations.parts.sums import Sums


def find_partitions(clauses: Clauses, mentions: Sequence[Mention], lists: Sequence[Parallel]) -> tuple[Partition, ...]:
    """The lists of parts, in order of their first parts; no figure stands in two of them.

    Lists that words open come first, then sums in one sentence, grades, lists whose total stands in another sentence,
    and counts of some among others: each search sees what those before it have settled.
    """
    found = find_opened(clauses, mentions)
    items = Items(clauses, list(adopted(mentions, found)))
    near = Sums(items, stretches_of(clauses, items.mentions), frozenset(x.members for x in lists))
    for _ in range(2):  # a sum may be a part of another one
        found += near.choose(near.near())
    found += near.choose(near.paired(found))
    found += near.choose(near.unworded())
    found += near.choose(link_to_their_total(clauses, items.mentions))
    far = FarLists(items, stretches_of(clauses, items.mentions))
    found += far.choose(far.far())
    found += near.choose(near.among())
    found += near.choose(remainders(clauses, items.mentions))
    return tuple(sorted(found, key=lambda p: p.parts))
