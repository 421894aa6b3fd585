"""Counts of those among others: 抽查项目20项，发现账务处理不规范的3项."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ziping.parsers.prose.labels.kinds import COUNT
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.relations.parts.partition import Partition, above
from ziping.parsers.prose.relations.parts.stretches import may_add

_PARTITIVE = re.compile(r"的(?:共?有|为|共)?\s?$")


def find_partitives(clauses: Clauses, mentions: Sequence[Mention]) -> tuple[Partition, ...]:
    """Counts with 的 before them and the nearest larger count of the same things in their sentence."""
    found: list[Partition] = []
    for index, mention in enumerate(mentions):
        if mention.parent is not None or not _is_partitive(clauses, mention):
            continue
        whole = next((k for k in range(index - 1, -1, -1) if _holds(clauses, mentions, k, index)), None)
        if whole is not None and index not in above(mentions, whole):
            found.append(Partition(whole, (index,), "的", "partitive", None, 7.0))
    return tuple(found)


def _is_partitive(clauses: Clauses, mention: Mention) -> bool:
    lead = mention.told
    return mention.kind == COUNT and may_add(clauses, mention) and _PARTITIVE.search(lead) is not None


def _holds(clauses: Clauses, mentions: Sequence[Mention], whole: int, part: int) -> bool:
    """Whether a figure counts the same things in the same sentence, and no fewer, and is no count of some among others."""
    one, other = mentions[whole].figure, mentions[part].figure
    if mentions[whole].kind != COUNT or one.quantity.unit_text != other.quantity.unit_text or one.value < other.value:
        return False
    near = clauses.strongest(one.stop, other.start, OUTSIDE) < Pause.SENTENCE
    return near and mentions[whole].parent is None and not _is_partitive(clauses, mentions[whole])
