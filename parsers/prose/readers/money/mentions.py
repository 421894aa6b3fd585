"""The sums of money and rates of a passage that have a role in a line of funds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import takewhile

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.money import money_words
from ziping.parsers.prose.labels.kinds import MONEY
from ziping.parsers.prose.labels.mention import Mention, Side
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.layers.figures import Figure
from ziping.parsers.prose.readers.money.natures import Natures, is_plain
from ziping.parsers.prose.readers.money.owners import Kind, Owner, owner_of, source_of
from ziping.parsers.prose.readers.money.parts import Money, beside_others, fits_rate, is_part, listed
from ziping.parsers.prose.readers.money.phrases import (
    Phrase,
    Role,
    last_role,
    names_only,
    read_phrase,
    without_link,
)
from ziping.parsers.prose.readers.money.rates import RateReader
from ziping.parsers.prose.readers.money.splits import Splits
from ziping.parsers.prose.readers.money.wording import bounds, is_named_in_list, is_other, is_shared_out
from ziping.parsers.prose.relations.antecedents import is_base
from ziping.parsers.prose.relations.share_bases import makes
from ziping.parsers.text.units import RATIO, YUAN
from ziping.schemas.quantity import Operator

_TWO = 2
# ，已全部下达到位: no figure, and nothing behind the verb but to whom
_ALL_OF_IT = shaped(
    r"\s?[，,](?P<what>[^，。；：\d]{0,4}(?:{grammar.in_full})[^，。；：\d]{0,16}?(?:{money.received:verbs}|{money.transferred:verbs}))(?:给[^，。；：\d]{2,16})?(?=[，。；]|$)"
)
_BUDGETS = (Role.INITIAL, Role.ANNUAL, Role.RECEIVED)


def find_money(clauses: Clauses, mentions: Sequence[Mention], natures: Natures) -> tuple[Money, ...]:
    """The sums and rates of the passage that have a role, in order."""
    finder = _Finder(clauses, mentions, natures)
    for index in range(len(mentions)):
        for money in finder.read(index) if index not in finder.found else ():
            finder.keep(finder.with_owner(money))
    for index, mention in enumerate(mentions):  # 省级补助120万元，市级补助80万元，合计到位200万元: the sum is told last
        if index not in finder.found and mention.parent is not None and mention.parent > index:
            finder.found.update((m.index, m) for m in finder.late_source(index))
    every = sorted(finder.found.values(), key=lambda m: m.index)
    items = listed(clauses.string, mentions)
    told = [replace(m, part=m.index in items or is_part(clauses.string, mentions, finder.found, m)) for m in every]
    return tuple(beside_others(clauses, mentions, told))


@dataclass(slots=True)
class _Finder:
    clauses: Clauses
    mentions: Sequence[Mention]
    natures: Natures
    found: dict[int, Money] = field(default_factory=dict)
    others: dict[int, Decimal] = field(default_factory=dict)  # figures of what is never the whole, with their sums
    last: int = -1  # the number of the last figure found
    told: set[tuple[Owner | None, Role]] = field(default_factory=set)  # of whom which role has been found
    parts: dict[int, list[int]] = field(default_factory=dict)  # by totals: the parts before it
    splits: Splits = field(init=False)

    def __post_init__(self) -> None:
        every: dict[int, list[int]] = {}
        for index, mention in enumerate(self.mentions):
            if mention.parent is not None:
                every.setdefault(mention.parent, []).append(index)
                if index < mention.parent:
                    self.parts.setdefault(mention.parent, []).append(index)
        self.splits = Splits(self.clauses, self.mentions, every)

    def keep(self, money: Money) -> None:
        """Takes note of what a figure is."""
        again = money.index in self.found
        self.found[money.index] = money
        self.last = max(self.last, money.index)
        if again:
            self.told = {(m.owner, m.role) for m in self.found.values()}
        else:
            self.told.add((money.owner, money.role))

    def read(self, index: int) -> tuple[Money, ...]:
        """What a figure is, with the sum before it where its rate says what that was; nothing for most."""
        figure = self.mentions[index].figure
        if figure.operator != Operator.EQ or "/" in (figure.quantity.unit_text or "") or self._is_other(index):
            return ()
        if figure.unit == RATIO:
            if is_named_in_list(self.mentions[index]):
                return ()  # 甲、乙项目执行率分别为95%和99%: none of them is the whole's
            return RateReader(self.clauses, self.mentions, self.found).read(index)
        return self._sum(index) if figure.unit == YUAN and self.mentions[index].kind in MONEY else ()

    def _is_other(self, index: int) -> bool:
        """As `is_other`, and of figures without a name behind such a one, no more than it: 三公经费预算12万元，支出9.8万元，执行率81.67%."""
        mention = self.mentions[index]
        other = is_other(self.clauses, mention)
        last = self.mentions[index - 1] if index - 1 in self.others else None
        if not other and last is not None:
            near = self.clauses.strongest(last.figure.stop, mention.figure.start, OUTSIDE) < Pause.PART
            plain = self._is_plain(mention) or (
                index - 2 in self.others and makes(self.mentions, index, index - 1, index - 2)
            )
            less = mention.unit == RATIO or (mention.unit == YUAN and mention.value <= self.others[index - 1])
            base = is_base(self.clauses, self.mentions, index)  # “三公”经费支出9.8万元，为年初预算12万元的81.67%
            other = near and ((plain and less) or base) and mention.bracket == last.bracket
        if other:
            known = self.others.get(index - 1) if mention.unit == RATIO else mention.value
            self.others[index] = mention.value if known is None else known
        return other

    def _is_plain(self, mention: Mention) -> bool:
        """Whether the words before a figure name no money of its own, but say what it is."""
        start, stop = bounds(self.clauses, mention)
        told = last_role(self.clauses.string, start, stop) if mention.unit == RATIO else None
        if told is not None or mention.unit == RATIO:
            stop = told[0] if told is not None else stop
            return money_words().general.fullmatch(self.clauses.string, start, stop) is not None
        phrase = read_phrase(self.clauses.string, start, stop)
        if phrase is None or money_words().general.fullmatch(self.clauses.string, *phrase.name) is None:
            return False
        return owner_of(self.clauses, phrase, mention.figure.start) is None

    def late_source(self, index: int) -> tuple[Money, ...]:
        """As `read`, of a source whose total stands behind it."""
        return (
            ()
            if is_other(self.clauses, self.mentions[index])
            else self._source(index, bounds(self.clauses, self.mentions[index]))
        )

    def with_owner(self, money: Money) -> Money:
        """中央资金预算500万元，执行480万元，执行率96%: what follows without a name is told of the same, up to a semicolon
        or full stop, or until that has a figure of its role; 项目支出 behind a project is that project's."""
        last = self.found[self.last] if self.found else None
        nature = self.natures.owner(self.mentions[money.index])
        named = self.natures.names(self.mentions[money.index])
        if nature is not None and (named or money.owner is None or money.owner.kind is Kind.NATURE):
            other = last is not None and last.owner is not None and last.owner.kind is not Kind.NATURE
            if last is None or not other or not self._goes_on(money, last):
                return replace(money, owner=nature)
        source = self._of_its_source(money)
        if source is not None:
            self.keep(replace(self.found[money.index - 1], owner=source))
            return replace(money, owner=source)
        if last is None or last.owner is None or not self._goes_on(money, last):
            return money
        rates = RateReader(self.clauses, self.mentions, self.found)
        own = money.role is not Role.RATE or rates.fits_any(money, last.owner)
        if not own and rates.fits_any(money, None):
            return money  # 支出448万元，其中省级150万元，县级298万元，使用率95%
        return replace(money, owner=last.owner)

    def _of_its_source(self, rate: Money) -> Owner | None:
        """省级资金100万元，支出96万元，执行率96%: the source right before spending and rate that name none, and fit it."""
        spent, base = self.found.get(rate.index - 1), self.found.get(rate.index - 2)
        if rate.role is not Role.RATE or rate.owner is not None or spent is None or base is None or base.owner is None:
            return None
        own = base.owner.kind is Kind.SOURCE and spent.role is Role.EXECUTED and spent.owner is None
        parted = self.clauses.strongest(self._figure(base).stop, self._figure(rate).start, OUTSIDE) >= Pause.PART
        return base.owner if own and not parted and fits_rate(self.mentions, spent, base, rate) else None

    def _goes_on(self, money: Money, last: Money) -> bool:
        """Whether a figure may be told of the owner of the last one: it names no other, nothing parts them strongly, and no
        more is spent of a source than there is."""
        told = money.owner is not None
        if last.inherited or (money.owner is not None and money.owner.kind is not Kind.NATURE):
            return False
        if told and last.owner is not None and last.owner.kind is not Kind.ITEM:
            return False
        acts = bool(self.mentions[money.index].agent)
        if not (told or acts or is_plain(self.clauses.string, *bounds(self.clauses, self.mentions[money.index]))):
            return False  # 校舍维修项目支出600万元，营养改善计划支出587万元: it names something else
        a, b = self._figure(last), self._figure(money)
        if self.clauses.strongest(a.stop, b.start, OUTSIDE) >= Pause.PART:
            return False
        if b.unit == YUAN and b.value > a.value:
            return False  # 中央补助300万元，市级补助50万元，全年支出340万元
        return (last.owner, money.role) not in self.told

    # --- sums

    def _sum(self, index: int) -> tuple[Money, ...]:
        mention, string = self.mentions[index], self.clauses.string
        if is_shared_out(self.clauses, mention.figure):
            return ()
        start, stop = bounds(self.clauses, mention)
        phrase = self._phrase(mention, start, stop)
        own = source_of(string, start, stop)
        bare = own is not None and phrase is not None and string[slice(*own.span)] == phrase.verb
        # 下达820万元，其中中央专项资金500万元: a name alone says no more of a part than is said of its sum
        whole = None if mention.parent is None else self.found.get(mention.parent)
        named = whole is not None and whole.role is not Role.ANNUAL and names_only(string, start, stop)
        if phrase is None or phrase.role is Role.INVESTED or bare or named:
            source = self._source(index, (start, stop))  # 中央预算内投资, 财政拨款
            if source:
                return source
        if phrase is None:
            known = self._sum_of_budgets(index, (start, stop))
            known = known or self._told_behind(index, (start, stop)) or self._source_beside(index, (start, stop))
            return known or ((Money(index, Role.ANNUAL, 2, ""),) if self.splits.is_by_source(index) else ())
        plain = money_words().general.fullmatch(string, *phrase.name) is not None
        beside = mention.parent in self.found or self._source_before(index) is not None
        part = self.splits.source_of_part(start, phrase) if beside else None
        owner = part or owner_of(self.clauses, phrase, mention.figure.start)
        return (Money(index, phrase.role, phrase.rank, phrase.verb, owner, plain=plain, strange=phrase.strange),)

    def _phrase(self, mention: Mention, start: int, stop: int) -> Phrase | None:
        """What the words before a figure say of it; what its label says where a list gave it one (预算数和到位数分别为80万元和76万元),
        or nothing stands before it (年初批复预算8个项目985万元)."""
        string, label, listed = self.clauses.string, mention.label, is_named_in_list(mention)
        phrase = None if listed else read_phrase(string, start, stop)
        if not listed and (phrase is not None or start < stop or mention.side is Side.BEFORE):
            return phrase
        phrase = read_phrase(label, 0, len(label))
        if phrase is None:
            return None
        # 甲项目、乙项目预算分别为: none of them is the whole's
        own = (
            listed and money_words().general.fullmatch(label, *phrase.name) is None and not self.natures.lists(mention)
        )
        return None if own else replace(phrase, name=(start, start), agent=(0, 0))

    def _sum_of_budgets(self, index: int, words: tuple[int, int]) -> tuple[Money, ...]:
        """安排240万元，争取省级补助60万元，总计300万元: the sum of what was planned or received before it in the sentence."""
        figure = self.mentions[index].figure
        start, _ = self.clauses.sentence(figure.start)
        sentence = takewhile(lambda k: self.mentions[k].figure.start >= start, range(index - 1, -1, -1))
        planned = [m for k in sentence if (m := self.found.get(k)) is not None and m.role in _BUDGETS]
        stop = without_link(self.clauses.string, *words)
        told = money_words().general.fullmatch(self.clauses.string, words[0], max(stop, words[0])) is not None
        parts = self.parts.get(index, [])
        opening = max(start, (self.mentions[parts[0]].lead if parts else words[0]) - 1)
        if not parts and index and self.mentions[index - 1].figure.start >= start:
            opening = start  # what stands before is told of another figure
        if told and (lead := read_phrase(self.clauses.string, start, opening)) is not None:
            return (Money(index, lead.role, 2, lead.verb),)  # 分两批下达我校资金，第一批86万元、第二批54万元，共140万元
        roles = {m.role: m for k in parts if (m := self.found.get(k)) is not None}
        if told and roles and parts[0] in self.found and len(roles) == 1:
            (first,) = roles.values()  # 安排中央资金1240万元、省级专项386万元，合计1626万元
            return (Money(index, first.role, 2, first.verb),)
        if not told or len(planned) < _TWO or sum(self._figure(m).value for m in planned) != figure.value:
            return ()
        return (Money(index, Role.ANNUAL, 2, ""),)

    def _told_behind(self, index: int, words: tuple[int, int]) -> tuple[Money, ...]:
        """2023年护林补助资金174万元，已全部下达到位: what became of a sum told by its name alone is told in the clause behind it."""
        string, figure = self.clauses.string, self.mentions[index].figure
        name = string[words[0] : without_link(string, *words)]
        if not names_only(string, *words) or money_words().object_tail.search(name) is None:
            return ()
        behind = _ALL_OF_IT.match(string, figure.outer_stop)
        told = last_role(string, behind.start("what"), behind.end("what")) if behind is not None else None
        handed = told is not None and told[2] in (Role.RECEIVED, Role.TRANSFERRED)
        if not handed or told is None or self.mentions[index].parent is not None:
            return ()
        return (Money(index, Role.RECEIVED, 1, told[1], source_of(string, *words)),)

    def _source_beside(self, index: int, words: tuple[int, int]) -> tuple[Money, ...]:
        """省财政下达补助资金200万元，市财政配套80万元: a source named alone right behind another one is told the same as that."""
        before, owner = self._source_before(index), source_of(self.clauses.string, *words)
        if before is None or owner is None or before.owner is None or before.owner.key == owner.key:
            return ()
        told = before.role in _BUDGETS and names_only(self.clauses.string, *words)
        return (Money(index, before.role, 2, before.verb, owner),) if told else ()

    def _source_before(self, index: int) -> Money | None:
        """The sum of a source right before a figure, no semicolon between them."""
        before = self.found.get(index - 1)
        if before is None or before.owner is None or before.owner.kind is not Kind.SOURCE:
            return None
        start, stop = self._figure(before).stop, self.mentions[index].figure.start
        return before if self.clauses.strongest(start, stop, OUTSIDE) < Pause.PART else None

    def _figure(self, money: Money) -> Figure:
        return self.mentions[money.index].figure

    def _source(self, index: int, words: tuple[int, int]) -> tuple[Money, ...]:
        """中央资金230.5万元 behind 其中: a source of the sum that it is a part of, in the role of that."""
        mention = self.mentions[index]
        whole = self.found.get(mention.parent) if mention.parent is not None else None
        if whole is None or whole.role is Role.RATE or self.mentions[whole.index].parent is not None:
            return ()  # a source of one of several batches is none of the whole
        owner = source_of(self.clauses.string, *words)
        beside = any(m.inherited and self.mentions[m.index].parent == mention.parent for m in self.found.values())
        if owner is None or (owner.line == "other" and not beside):
            return ()  # 办公费12万元，其他支出24万元: a rest of another list
        owner = None if self.splits.is_project(index, owner) else owner
        return () if owner is None else (Money(index, whole.role, 2, whole.verb, owner, inherited=True),)
