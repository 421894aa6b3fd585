"""Every way in which the totals of a passage are split: what words say first, then what figures say."""

from __future__ import annotations

from collections.abc import Sequence

from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.prose.relations.parallel_lists import Parallel
from ziping.parsers.prose.relations.parts.far_lists import find_far_lists
from ziping.parsers.prose.relations.parts.grade_counts import link_to_their_total
from ziping.parsers.prose.relations.parts.implicit_sums import find_sums
from ziping.parsers.prose.relations.parts.openers import find_opened
from ziping.parsers.prose.relations.parts.partition import Partition, adopted
from ziping.parsers.prose.relations.parts.partitive import find_partitives


def find_partitions(clauses: Clauses, mentions: Sequence[Mention], lists: Sequence[Parallel]) -> tuple[Partition, ...]:
    """The lists of parts, in order of their first parts; no figure stands in two of them.

    Lists that words open come first, those of two totals before others, then sums in one sentence, grades, and lists whose total stands in another
    sentence, and counts of some among others: each search sees what those before it have settled.
    """
    found = find_opened(clauses, mentions, lists)
    found += find_sums(clauses, adopted(mentions, found), lists)
    found += link_to_their_total(clauses, adopted(mentions, found))
    found += find_far_lists(clauses, adopted(mentions, found))
    found += find_partitives(clauses, adopted(mentions, found))
    return tuple(sorted(found, key=lambda p: p.parts))
