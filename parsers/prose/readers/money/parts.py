"""A sum of money with its role, and whether it is a part of another one of that role, or one item of a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ziping.parsers.lexicon.entries import name_of, shaped
from ziping.parsers.lexicon.money import money_words
from ziping.parsers.prose.labels.agents import is_own
from ziping.parsers.prose.labels.kinds import EXPENDITURE, MONEY
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses
from ziping.parsers.prose.readers.money.owners import Owner
from ziping.parsers.prose.readers.money.phrases import Role, is_remainder, names_only
from ziping.parsers.prose.relations.parts.addition import fits
from ziping.parsers.prose.relations.share_bases import makes
from ziping.parsers.text.units import YUAN

_JOINT = shaped(r"\s?(?:[、，,；;]|{grammar.joining})\s?")
_STRONG = "、"
_SUM = shaped("{grammar.sums}")
_TWO, _THREE = 2, 3
_SPENDING_NAME = name_of("phrases.spending")
_AMONG, _OF_MONEY = shaped("{grammar.among}"), shaped("{titles.of_money}")
_ACTUAL = shaped("{grammar.actual_state}")
_SPENDING = (Role.EXECUTED, Role.TRANSFERRED)


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
    # 年初批了1098万元，追加138.8万元，全年财政拨款共1236.8万元; 批复150万元，已支付合同款112.5万元，尚未支付37.5万元
    changed = whole is not None and money.role is Role.INITIAL and whole.role is not Role.INITIAL
    if changed or (money.role is Role.EXECUTED and _leaves_a_rest(string, mentions, parent)):
        return False
    if whole is None or not money.plain:
        # 部门支出4216万元。…（二）项目支出2110万元, whatever the whole is called
        spent = whole is None and mentions[parent].kind == EXPENDITURE
        return spent or not (money.plain and money.role is Role.EXECUTED)
    return whole.role is money.role or _is_kind_of_spending(string, mentions, money, whole)


def _is_kind_of_spending(string: str, mentions: Sequence[Mention], money: Money, whole: Money) -> bool:
    """总预算320万元，其中部门预算项目支出88万元: a part of a budget that is called after what it is for; nothing says that it was
    spent."""
    head, mention = mentions[whole.index], mentions[money.index]
    named = money.role is Role.EXECUTED and money.verb.endswith(_SPENDING_NAME) and money.rank > 1
    planned = whole.role in (Role.ANNUAL, Role.INITIAL, Role.ADJUSTED)
    words = string[mention.lead : mention.figure.outer_start]
    opened = _AMONG.search(string, head.figure.outer_stop, mention.figure.outer_start) is not None
    return named and planned and opened and _OF_MONEY.search(words) is not None and _ACTUAL.search(words) is None


def fits_rate(mentions: Sequence[Mention], spent: Money, budget: Money, rate: Money) -> bool:
    """Whether spent ÷ budget is the rate."""
    return makes(mentions, rate.index, spent.index, budget.index)


def _is_split(string: str, mentions: Sequence[Mention], whole: int) -> bool:
    """总预算2437万元，其中部门预算项目支出87万元，专项预算支出2350万元: whether the figures of a list make its total, and none of
    them is what was left."""
    parts, left = _parts_of(string, mentions, whole)
    return len(parts) >= _TWO and not left and fits(mentions, whole, parts)


def _leaves_a_rest(string: str, mentions: Sequence[Mention], whole: int) -> bool:
    """Whether a sum makes its total together with what was left of it."""
    parts, left = _parts_of(string, mentions, whole)
    return len(parts) == _TWO and len(left) == 1 and fits(mentions, whole, parts)


def _parts_of(string: str, mentions: Sequence[Mention], whole: int) -> tuple[list[int], list[int]]:
    """The sums that are parts of another one, and which of them were left."""
    parts = [k for k, m in enumerate(mentions) if m.parent == whole and m.kind in MONEY]
    left = [k for k in parts if is_remainder(string, mentions[k].lead, mentions[k].figure.outer_start)]
    return parts, left


def listed(string: str, mentions: Sequence[Mention]) -> frozenset[int]:
    """The sums of enumerations, by index: 包括会议经费36.3万元，网络经费5万元，专项经费1万元. Each has a name of its own, and behind the
    first none a verb that says what became of it: no such sum is the whole's budget or spending. Two make a list where the
    mark between them parts no clauses, else three; it goes on with a name like any (…，项目经费3万元), but not with its sum."""
    found: set[int] = set()
    run: list[int] = []
    for index, mention in enumerate(mentions):
        start, stop = mention.lead, mention.figure.outer_start
        joint = string[mentions[run[-1]].figure.outer_stop : start] if run and run[-1] == index - 1 else ""
        follows = mention.figure.unit == YUAN and bool(_JOINT.fullmatch(joint)) and names_only(string, start, stop)
        follows = follows and mention.parent not in run and all(mentions[k].parent != index for k in run)
        if follows and not _names_its_own(mention):
            follows = len(run) >= _TWO and _SUM.search(string, start, stop) is None
        elif mention.figure.unit != YUAN or not _names_its_own(mention):
            run = []
            continue
        run = [*run, index] if follows else [index]
        if len(run) >= (_TWO if follows and joint.strip() == _STRONG else _THREE):
            found.update(run)
    return frozenset(found)


def _names_its_own(mention: Mention) -> bool:
    return bool(mention.label) and money_words().general.fullmatch(mention.label) is None


def beside_others(clauses: Clauses, mentions: Sequence[Mention], money: Sequence[Money]) -> Iterator[Money]:
    """Without what one sentence tells the same of several bodies (甲站支出120万元，乙站支出180万元), none of which is the whole, and
    without the rates of parts (甲补贴预算260万元，支出240万元，执行率92.31%) and of sums less than a budget that nobody knows
    (到位168万元…。药物补助共23.6万元，支出21.4万元，支出率90.68%)."""
    sentences = [clauses.sentence(mentions[m.index].figure.start) for m in money]
    several = Counter((s, m.role) for s, m in zip(sentences, money, strict=True) if _is_of_body(mentions, m))
    known = {m.index for m in money}
    most = max(
        (mentions[m.index].value for m in money if m.role is not Role.RATE and m.role not in _SPENDING), default=0
    )
    parts = {n for n, m in enumerate(money) if _is_of_body(mentions, m) and several[sentences[n], m.role] > 1}
    for n, (spent, rate) in enumerate(pairwise(money)):
        base = replace(rate, index=max(0, rate.index - _TWO))
        beside = rate.role is Role.RATE and sentences[n] == sentences[n + 1] and spent.index == rate.index - 1
        foreign = spent.part or (base.index not in known and mentions[base.index].value < most)
        if beside and foreign and mentions[base.index].unit == YUAN and fits_rate(mentions, spent, base, rate):
            parts |= {n, n + 1}
    return (replace(m, part=True) if n in parts else m for n, m in enumerate(money))


def _is_of_body(mentions: Sequence[Mention], money: Money) -> bool:
    return money.owner is None and not money.plain and not money.part and money.role in _SPENDING and bool(money.rank)


def own_money(mentions: Sequence[Mention], money: Sequence[Money], own: Sequence[str]) -> Iterator[Money]:
    """Without what is told of other bodies (县第一中学使用120万元) or of a whole area (全省安排2.4亿元), where the like is told of
    neither, or of several bodies."""
    foreign = {m.index for m in money if (a := mentions[m.index].agent) and not is_own(a, own)}
    wide = {m.index for m in money if mentions[m.index].scope}
    for spent in (False, True):
        group = [m for m in money if m.role is not Role.RATE and (m.role in _SPENDING) is spent]
        plain = [m for m in group if m.index not in foreign | wide]
        several = len({mentions[m.index].agent for m in group if m.index in foreign}) > 1
        yield from plain or (m for m in group if not (several and m.index in foreign))
    yield from (m for m in money if m.role is Role.RATE)
