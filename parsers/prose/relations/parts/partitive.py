"""Counts of those among others: 抽查项目20项，发现账务处理不规范的3项."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ziping.parsers.prose.labels.kinds import COUNT, Draft
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.relations.parts.partition import Partition, above
from ziping.parsers.prose.relations.parts.stretches import may_add

_PARTITIVE = re.compile(r"的(?:共?有|为|共)?\s?$")


def find_partitives(clauses: Clauses, drafts: Sequence[Draft]) -> tuple[Partition, ...]:
    """Counts with 的 before them and the nearest larger count of the same things in their sentence."""
    found: list[Partition] = []
    for index, draft in enumerate(drafts):
        if draft.parent is not None or not _is_partitive(clauses, draft):
            continue
        whole = next((k for k in range(index - 1, -1, -1) if _holds(clauses, drafts, k, index)), None)
        if whole is not None and index not in above(drafts, whole):
            found.append(Partition(whole, (index,), "的", "partitive", None, 7.0))
    return tuple(found)


def _is_partitive(clauses: Clauses, draft: Draft) -> bool:
    lead = clauses.string[draft.named.lead : draft.named.figure.outer_start]
    return draft.kind == COUNT and may_add(clauses, draft) and _PARTITIVE.search(lead) is not None


def _holds(clauses: Clauses, drafts: Sequence[Draft], whole: int, part: int) -> bool:
    """Whether a figure counts the same things in the same sentence, and no fewer, and is no count of some among others."""
    one, other = drafts[whole].named.figure, drafts[part].named.figure
    if drafts[whole].kind != COUNT or one.quantity.unit_text != other.quantity.unit_text or one.value < other.value:
        return False
    near = clauses.strongest(one.stop, other.start, OUTSIDE) < Pause.SENTENCE
    return near and drafts[whole].parent is None and not _is_partitive(clauses, drafts[whole])
