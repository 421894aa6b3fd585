"""A sum of money with its role, and whether it is a part of another one of that role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ziping.parsers.prose.labels.kinds import MONEY
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import OUTSIDE
from ziping.parsers.prose.readers.money.owners import Owner
from ziping.parsers.prose.readers.money.phrases import Role, is_remainder
from ziping.parsers.prose.relations.parts.addition import fits

_TWO = 2


@dataclass(frozen=True, slots=True)
class Money:
    """A figure with a role; `rank` and `verb` as in `Phrase`.

    Attributes:
        index: Of the figure, among the mentions.
        owner: Whose it is; None for the whole's, as far as its own words tell.
        inherited: Its role is that of the sum it is a part of.
        plain: Its words name no money in particular.
        strange: As in `Phrase`.
        part: It is a part of a sum of its own role.
    """

    index: int
    role: Role
    rank: int
    verb: str
    owner: Owner | None = None
    inherited: bool = False
    plain: bool = True
    part: bool = False
    strange: bool = False


def is_part(string: str, mentions: Sequence[Mention], found: Mapping[int, Money], money: Money) -> bool:
    """Whether a sum is a part of another one of its role, or of a list that makes its total. What was adjusted is no part
    of what it became, and what was spent none of what was planned."""
    parent = mentions[money.index].parent
    if parent is None or money.role is Role.RATE:
        return False
    whole, inside = found.get(parent), mentions[money.index].bracket
    if whole is not None and _is_split(string, mentions, parent):
        return True
    if inside != OUTSIDE and mentions[parent].bracket != inside:
        return True  # 总预算150万元（财政拨款120万元，自筹30万元）
    if whole is None or not money.plain:
        return not (money.plain and money.role is Role.EXECUTED)
    return whole.role is money.role


def _is_split(string: str, mentions: Sequence[Mention], whole: int) -> bool:
    """总预算2437万元，其中部门预算项目支出87万元，专项预算支出2350万元: whether the figures of a list make its total, and none of
    them is what was left."""
    parts = [k for k, m in enumerate(mentions) if m.parent == whole and m.kind in MONEY]
    left = any(is_remainder(string, mentions[k].lead, mentions[k].figure.outer_start) for k in parts)
    return len(parts) >= _TWO and not left and fits(mentions, whole, parts)
