"""The sums of running text by whose they are: of the whole, or of one of several sources, funds and projects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import permutations

from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.prose.readers.money.funding_row import Line
from ziping.parsers.prose.readers.money.owners import CURRENT_YEAR, Kind, Owner
from ziping.parsers.prose.readers.money.parts import Money
from ziping.parsers.prose.readers.money.phrases import Role

_SOURCES_AT_LEAST = 2


def of_whole(owner: Owner, others: Collection[str]) -> bool:
    """Whether a figure of an owner may be the whole's; `others` are the keys of those that are told beside others."""
    return owner.key not in others and not owner.listed and owner.line != "basic"


def siblings(clauses: Clauses, mentions: Sequence[Mention], money: Sequence[Money]) -> frozenset[str]:
    """The keys of funds and projects, and of both kinds of expenditure, of which one sentence tells the same: no one of
    them is the whole (甲项目预算45万元，乙项目预算30万元; 基本支出600万元，…；项目支出390万元)."""
    found: set[str] = set()
    told: dict[tuple[tuple[int, int], Role, Kind], set[str]] = {}
    for each in money:
        if each.owner is None or each.role is Role.RATE or each.owner.kind is Kind.SOURCE:
            continue
        if not (each.part and each.owner.kind is Kind.ITEM):  # 三批项目共支付工程款5035万元，其中一批项目支付2750万元
            sentence = clauses.sentence(mentions[each.index].figure.start)
            told.setdefault((sentence, each.role, each.owner.kind), set()).add(each.owner.key)
    for keys in told.values():
        found |= {x for x, y in permutations(keys, 2) if x not in y and y not in x}
    return frozenset(found)


def by_owner(money: Collection[Money]) -> dict[str, list[Money]]:
    """The figures of each owner, by its key."""
    owned: dict[str, list[Money]] = {}
    for each in money:
        if each.owner is None:
            continue
        key = each.owner.key
        if each.owner.kind is not Kind.NATURE:  # 中央林业改革发展资金 and 中央资金
            key = next((k for k in owned if k in key or key in k), key)
        owned.setdefault(key, []).append(replace(each, owner=replace(each.owner, key=key)))
    return owned


def valid_owners(owned: dict[str, list[Money]], lines: dict[str, Line]) -> frozenset[str]:
    """The owners that are told beside others of their kind: one source or project alone is the whole."""
    valid: set[str] = set()
    for kind in Kind:
        keys = [k for k, figures in owned.items() if figures[0].owner is not None and figures[0].owner.kind is kind]
        if kind is not Kind.SOURCE:
            keys = [k for k in keys if lines[k].complete and not (_is_strange(owned[k]) and lines[k].rate is None)]
        parts = [k for k in keys if any(m.inherited for m in owned[k]) and k[: len(CURRENT_YEAR)] != CURRENT_YEAR]
        valid.update(keys if len(keys) >= _SOURCES_AT_LEAST else parts)
    return frozenset(valid)


def may_stand(money: Sequence[Money]) -> bool:
    """Whether a line may stand beside those of both kinds of spending, told by headings of their own: any but a source's."""
    return money[0].owner is not None and (
        money[0].owner.kind is Kind.NATURE or (money[0].owner.kind is Kind.ITEM and not any(m.part for m in money))
    )


def told_by_source(mentions: Sequence[Mention], money: Sequence[Money]) -> frozenset[int]:
    """The largest sum, by index, of those that are told by where they come from."""
    count = Counter(p for m in money if m.inherited and (p := mentions[m.index].parent) is not None)
    split = [k for k, parts in count.items() if parts > 1]
    most = max((mentions[k].value for k in split), default=None)
    return frozenset(k for k in split if mentions[k].value == most)


def _is_strange(money: Iterable[Money]) -> bool:
    return any(m.strange for m in money)
