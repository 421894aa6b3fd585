"""The sums of money and rates of a passage that have a role in a line of funds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from ziping.parsers.lexicon.entries import name_of, shaped, words_of
from ziping.parsers.lexicon.money import money_words
from ziping.parsers.prose.labels.kinds import INCOME, MONEY
from ziping.parsers.prose.labels.mention import Mention, Side
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.layers.figures import Figure
from ziping.parsers.prose.readers.money.owners import Kind, Owner, owner_of, source_of
from ziping.parsers.prose.readers.money.parts import Money, is_part
from ziping.parsers.prose.readers.money.phrases import (
    Phrase,
    Role,
    carries,
    is_remainder,
    last_role,
    read_phrase,
    without_link,
)
from ziping.parsers.prose.readers.money.turns import enumerated, is_shared_out, owners_in_turn, run_from
from ziping.parsers.text.units import RATIO, YUAN
from ziping.schemas.quantity import Operator

_IN_TURN = shaped(r"(?:{grammar.respectively})[为是达]?\s?$")
_NAMES = re.compile(r"[^、和与及，]+")
_JOINT = re.compile(r"\s?[、和与及，,]\s?")
_FORMULA = ("÷", "/", "=", "＝")
_MEAN_RATE = shaped("{phrases.mean_rate}")  # of all projects: the whole's
_REMARK = re.compile(r"[（(][^（）()\d]*[）)]\s?$")
_DONE = name_of("phrases.done_of_plan")
_VERB = 2  # characters of a verb that nobody listed
_TWO = 2
_BUDGETS = (Role.INITIAL, Role.ANNUAL, Role.RECEIVED)
_RATED = (Role.EXECUTED, Role.ANNUAL, Role.INITIAL, Role.ADJUSTED)


def find_money(clauses: Clauses, mentions: Sequence[Mention]) -> tuple[Money, ...]:
    """The sums and rates of the passage that have a role, in order."""
    finder = _Finder(clauses, mentions)
    for index in range(len(mentions)):
        for money in finder.in_turn(index, finder.read(index)) if index not in finder.found else ():
            finder.keep(finder.with_owner(money))
    for index, mention in enumerate(mentions):  # 省级补助120万元，市级补助80万元，合计到位200万元: the sum is told last
        if index not in finder.found and mention.parent is not None and mention.parent > index:
            finder.found.update((m.index, m) for m in finder.late_source(index))
    every = sorted(finder.found.values(), key=lambda m: m.index)
    listed = enumerated(clauses.string, mentions)
    return tuple(
        replace(m, part=is_part(clauses.string, mentions, finder.found, m) or (m.index in listed and not m.plain))
        for m in every
    )


@dataclass(slots=True)
class _Finder:
    clauses: Clauses
    mentions: Sequence[Mention]
    found: dict[int, Money] = field(default_factory=dict)
    owners: tuple[int, tuple[Owner, ...]] = (-1, ())  # of figures in turn, with where their sentence begins
    last: int = -1  # the number of the last figure found
    told: set[tuple[Owner | None, Role]] = field(default_factory=set)  # of whom which role has been found
    parts: dict[int, int] = field(default_factory=dict)  # by totals: where the first of the parts before it begins

    def __post_init__(self) -> None:
        for index, mention in enumerate(self.mentions):
            if mention.parent is not None and index < mention.parent:
                self.parts.setdefault(mention.parent, mention.lead)

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
            return self._rate(index)
        return self._sum(index) if figure.unit == YUAN and self.mentions[index].kind in MONEY else ()

    def in_turn(self, index: int, found: tuple[Money, ...]) -> tuple[Money, ...]:
        """As told, or a figure for each of several projects, where it is the first of a run in their turn."""
        first = next((m for m in found if m.index == index), None)
        run = run_from(self.clauses.string, self.mentions, index)
        if first is None or len(run) == 1:
            return found
        figure = self.mentions[index].figure
        start, _ = self.clauses.sentence(figure.start)
        owners = owners_in_turn(self.clauses.string, start, figure.outer_start, len(run))
        if owners:
            self.owners = (start, owners)
        known, owners = self.owners
        if known != start or len(owners) != len(run):
            return found
        return tuple(replace(first, index=k, owner=o, plain=False) for k, o in zip(run, owners, strict=True))

    def late_source(self, index: int) -> tuple[Money, ...]:
        """As `read`, of a source whose total stands behind it."""
        return () if self._is_other(index) else self._source(index, self._bounds(self.mentions[index]))

    def with_owner(self, money: Money) -> Money:
        """中央资金预算500万元，执行480万元，执行率96%: what follows without a name is told of the same, up to a semicolon
        or full stop, or until that has a figure of its role; 项目支出 behind a project is that project's."""
        if not self.found or (money.owner is not None and money.owner.kind is not Kind.NATURE):
            return money
        last = self.found[self.last]
        if last.owner is None or last.inherited or (money.owner is not None and last.owner.kind is not Kind.ITEM):
            return money
        a, b = self.mentions[last.index].figure.stop, self.mentions[money.index].figure.start
        if self.clauses.strongest(a, b, OUTSIDE) >= Pause.PART:
            return money
        if self._figure(money).unit == YUAN and self._figure(money).value > self._figure(last).value:
            return money  # 中央补助300万元，市级补助50万元，全年支出340万元: no more is spent of a source than there is
        if (last.owner, money.role) in self.told:
            return money
        return replace(money, owner=last.owner)

    # --- sums

    def _sum(self, index: int) -> tuple[Money, ...]:
        mention, string = self.mentions[index], self.clauses.string
        if is_shared_out(self.clauses, mention.figure):
            return ()
        start, stop = self._bounds(mention)
        several = _IN_TURN.search(string, start, stop)
        first = _NAMES.match(string, start, several.start()) if several is not None else None
        phrase = read_phrase(string, *(first.span() if first is not None else (start, stop)))
        if phrase is None and several is not None:
            phrase = read_phrase(string, start, several.start())  # 甲、乙两个项目预算分别为
        own = source_of(string, start, stop)
        bare = own is not None and phrase is not None and string[slice(*own.span)] == phrase.verb
        if phrase is None or phrase.role is Role.INVESTED or bare:
            source = self._source(index, (start, stop))  # 中央预算内投资, 财政拨款
            if source:
                return source
        if phrase is None and start == stop and mention.side is not Side.BEFORE:
            phrase = read_phrase(mention.label, 0, len(mention.label))  # 年初批复预算8个项目985万元
            phrase = None if phrase is None else replace(phrase, name=(start, start))
        if phrase is None:
            return self._sum_of_budgets(index, (start, stop))
        plain = money_words().general.fullmatch(string, *phrase.name) is not None
        part = source_of(string, *phrase.name) if mention.parent in self.found else None
        owner = part or owner_of(self.clauses, phrase, mention.figure.start)
        told = Money(index, phrase.role, phrase.rank, phrase.verb, owner, plain=plain, strange=phrase.strange)
        return (told, *self._in_turn(index, (start, stop), owner))

    def _sum_of_budgets(self, index: int, words: tuple[int, int]) -> tuple[Money, ...]:
        """安排240万元，争取省级补助60万元，总计300万元: the sum of what was planned or received before it in the sentence."""
        figure = self.mentions[index].figure
        start, _ = self.clauses.sentence(figure.start)
        sentence = takewhile(lambda k: self.mentions[k].figure.start >= start, range(index - 1, -1, -1))
        planned = [m for k in sentence if (m := self.found.get(k)) is not None and m.role in _BUDGETS]
        told = without_link(self.clauses.string, *words) == words[0]
        part = self.parts.get(index)
        if told and part is not None and (lead := read_phrase(self.clauses.string, start, max(start, part - 1))):
            return (Money(index, lead.role, 2, lead.verb),)  # 分两批下达我校资金，第一批86万元、第二批54万元，共140万元
        if not told or len(planned) < _TWO or sum(self._figure(m).value for m in planned) != figure.value:
            return ()
        return (Money(index, Role.ANNUAL, 2, ""),)

    def _figure(self, money: Money) -> Figure:
        return self.mentions[money.index].figure

    def _in_turn(self, index: int, words: tuple[int, int], owner: Owner | None) -> tuple[Money, ...]:
        """预算数和到位数分别为80万元和76万元: a role for each figure, in turn; those behind the first."""
        string, end = self.clauses.string, self.mentions[index].figure.outer_stop
        match = _IN_TURN.search(string, *words)
        names = [m.span() for m in _NAMES.finditer(string, words[0], match.start())] if match is not None else []
        found: list[Money] = []
        for name, after in zip(names[1:], range(index + 1, len(self.mentions)), strict=False):
            figure = self.mentions[after].figure
            phrase = read_phrase(string, *name)
            if phrase is None or figure.unit != YUAN or not _JOINT.fullmatch(string, end, figure.outer_start):
                break
            found.append(Money(after, phrase.role, phrase.rank, phrase.verb, owner))
            end = figure.outer_stop
        return tuple(found)

    def _source(self, index: int, words: tuple[int, int]) -> tuple[Money, ...]:
        """中央资金230.5万元 behind 其中: a source of the sum that it is a part of, in the role of that."""
        mention = self.mentions[index]
        whole = self.found.get(mention.parent) if mention.parent is not None else None
        if whole is None or whole.role is Role.RATE or self.mentions[whole.index].parent is not None:
            return ()  # a source of one of several batches is none of the whole
        owner = source_of(self.clauses.string, *words)
        return () if owner is None else (Money(index, whole.role, 2, whole.verb, owner, inherited=True),)

    def _bounds(self, mention: Mention) -> tuple[int, int]:
        """The words before a figure that may say what it is; those before a colon where none stand behind it."""
        lead, stop = mention.lead, mention.figure.outer_start
        string = self.clauses.string
        if lead and string[lead - 1] in "：:" and not string[lead:stop].strip(" 　约共"):
            return self.clauses.before(lead - 1, mention.bracket), lead - 1
        remark = _REMARK.search(string, lead, stop)  # 下达转移支付资金（助听器补贴资金）18万元
        return lead, stop if remark is None or remark.start() == lead else remark.start()

    def _is_other(self, index: int) -> bool:
        """Whether a figure is told of a kind of spending or year that is never the whole, or in a formula."""
        mention, known, string = self.mentions[index], money_words(), self.clauses.string
        figure = mention.figure
        start, _ = self._bounds(mention)
        clause = string[self.clauses.before(figure.outer_start, mention.bracket) : figure.outer_start]
        operand = string[max(0, start - 1) : start + 1].lstrip().startswith(_FORMULA)
        if figure.unit == RATIO:
            clause = _MEAN_RATE.sub("", clause)
        detail = known.detail.search(clause) or known.detail.search(_MEAN_RATE.sub("", mention.label))
        return operand or detail is not None or known.other_year.search(clause) is not None

    # --- rates

    def _rate(self, index: int) -> tuple[Money, ...]:
        """The rate of spending: a verb of spending and 率 or 进度 (补贴兑付率); 完成预算的; or a verb that the sum right
        before it has, too (核发44万元，补贴核发率50%), which is then what was spent."""
        known, string, mention = money_words(), self.clauses.string, self.mentions[index]
        start, stop = self._bounds(mention)
        several = _IN_TURN.search(string, start, stop)
        stop = without_link(string, start, stop if several is None else several.start())
        before = self._sum_before(index)
        bare = self._spent_by_place(before)
        against = known.against_tail.search(string, start, stop)
        if against is not None:
            income = before is not None and self.mentions[before].kind == INCOME
            return () if income else (*bare, Money(index, Role.RATE, 2 if against["of"] else 0, _DONE))
        tail = known.rate_tail.search(string, start, stop)
        if tail is None:
            return ()
        told = last_role(string, start, tail.start())
        if told is None:
            verb = tail[0] not in words_of("phrases.no_rate_verb")
            return self._rate_of_its_verb(index, before, (start, tail.start())) if verb and before is not None else ()
        begin, word, role = told
        if role in ("neither", "received") or (role == "annual" and _DONE not in tail[0]):
            return ()
        if not carries(string, start, begin):
            return ()
        phrase = Phrase(Role.RATE, 2, word, (start, begin))
        return (*bare, Money(index, Role.RATE, 2, word, owner_of(self.clauses, phrase, mention.figure.start)))

    def _spent_by_place(self, before: int | None) -> tuple[Money, ...]:
        """The sum right before a rate of spending, where no word gives it a role: spent, if it fits."""
        if before is None or before in self.found or self.mentions[before].parent is not None:
            return ()
        if self._is_other(before) or is_shared_out(self.clauses, self.mentions[before].figure):
            return ()
        if is_remainder(self.clauses.string, *self._bounds(self.mentions[before])):
            return ()
        return (Money(before, Role.EXECUTED, 0, ""),)

    def _rate_of_its_verb(self, index: int, before: int, stem: tuple[int, int]) -> tuple[Money, ...]:
        known, words = money_words(), self.clauses.string[slice(*stem)]
        if known.general.fullmatch(words):  # 支出45万元，完成率90%
            rated = before in self.found and self.found[before].role in _RATED
            return (Money(index, Role.RATE, 1, ""),) if rated else ()
        verb, name = words[-_VERB:], words[:-_VERB]
        named = known.general.fullmatch(name) or known.object_tail.search(name)
        lead = self.clauses.string[slice(*self._bounds(self.mentions[before]))]
        if not named or len(verb) < _VERB or verb not in lead:
            return ()
        rate = Money(index, Role.RATE, 1, verb)
        return (rate,) if before in self.found else (Money(before, Role.EXECUTED, 1, verb), rate)

    def _sum_before(self, index: int) -> int | None:
        """The sum of money right before a rate, in its sentence."""
        if not index:
            return None
        start, _ = self.clauses.sentence(self.mentions[index].figure.start)
        before = self.mentions[index - 1]
        return index - 1 if before.kind in MONEY and before.figure.start >= start else None
