"""Rates of spending in running text: what was spent of a budget, told by its verb or against the budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from ziping.parsers.lexicon.entries import name_of, shaped
from ziping.parsers.lexicon.money import money_words
from ziping.parsers.prose.labels.kinds import MONEY
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.prose.readers.money.owners import Owner, owner_of, source_of
from ziping.parsers.prose.readers.money.parts import Money, fits_rate
from ziping.parsers.prose.readers.money.phrases import (
    Phrase,
    Role,
    carries,
    is_remainder,
    last_role,
    names_only,
    read_phrase,
    without_link,
)
from ziping.parsers.prose.readers.money.wording import bounds, in_indicator, is_other, is_shared_out
from ziping.parsers.text.units import YUAN

OF_BUDGET = name_of("phrases.done_of_plan")
PLANNED = (Role.INITIAL, Role.ANNUAL, Role.RECEIVED, Role.ADJUSTED)
_IN_TURN = shaped(r"(?:{grammar.respectively})[为是达]?\s?$")
_AGAINST = shaped(r"(?:{money.rate_against})(?P<budget>[^，。；：\d]{2,20}?)(?P<of>的)?$")
_PERFORMED = shaped("(?:{phrases.accomplished})了?$")
_REACH = 30  # figures
_NEAR = 3  # figures


@dataclass(frozen=True, slots=True)
class RateReader:
    """The rates of a passage; `found` are the sums and rates with a role so far, by index."""

    clauses: Clauses
    mentions: Sequence[Mention]
    found: Mapping[int, Money]

    def read(self, index: int) -> tuple[Money, ...]:
        """The rate of spending: a verb of spending and 率 or 进度 (补贴兑付率); 完成预算的."""
        known, string, mention = money_words(), self.clauses.string, self.mentions[index]
        base = self.found.get(mention.base_figure) if mention.base_figure is not None else None
        if base is not None and base.role in PLANNED:
            return self._of_base(index, base)
        start, stop = bounds(self.clauses, mention)
        several = _IN_TURN.search(string, start, stop)
        stop = without_link(string, start, stop if several is None else several.start())
        before = self._sum_before(index)
        bare = self._spent_by_place(before)
        against = self._against(start, stop, before)
        if against is not None:
            return (*self._budget_by_place(index, before), *bare, Money(index, Role.RATE, against, OF_BUDGET))
        tail = known.rate_tail.search(string, start, stop)
        if tail is None:
            return self._with_amount(index, (start, stop))
        told = last_role(string, start, tail.start())
        if told is None:
            return ()
        begin, word, role = told
        other = role in ("neither", "received") or (role == "annual" and OF_BUDGET not in tail[0])
        if other or not carries(string, start, begin):
            return ()
        phrase = Phrase(Role.RATE, 2, word, (start, begin))
        named = self._budget_by_place(index, before)
        bare = bare or self._spent_by_verb(index, word)
        rank = 0 if in_indicator(self.clauses, start) else 2
        return (
            *named,
            *bare,
            Money(index, Role.RATE, rank, word, owner_of(self.clauses, phrase, mention.figure.start)),
        )

    def _of_base(self, index: int, base: Money) -> tuple[Money, ...]:
        """支出48.6万元，占项目预算50万元的97.2%: the rate of what was spent right before the budget that it is told against."""
        spent = self.found.get(base.index - 1)
        told = spent is not None and spent.role is Role.EXECUTED
        return (Money(index, Role.RATE, 2, OF_BUDGET),) if told else ()

    def _with_amount(self, index: int, words: tuple[int, int]) -> tuple[Money, ...]:
        """完成支付91.2%，计6703.2万元: a share of a budget told before, with what was spent right behind it."""
        told, mention = last_role(self.clauses.string, *words), self.mentions[index]
        if (
            told is None
            or told[2] != Role.EXECUTED
            or mention.of != index + 1
            or not carries(self.clauses.string, words[0], told[0])
        ):
            return ()
        spent, rate = Money(index + 1, Role.EXECUTED, 2, told[1]), Money(index, Role.RATE, 2, told[1])
        near = (self.found.get(k) for k in range(index - 1, max(-1, index - 1 - _REACH), -1))
        budgets = (m for m in near if m is not None and m.owner is None and m.role in PLANNED)
        return (rate, spent) if any(fits_rate(self.mentions, spent, b, rate) for b in budgets) else ()

    def fits_any(self, rate: Money, owner: Owner | None) -> bool:
        """Whether a rate fits what was told shortly before of one owner, of the whole with None."""
        near = (self.found.get(k) for k in range(rate.index - 1, max(-1, rate.index - 1 - _REACH), -1))
        told = [m for m in near if m is not None and m.owner == owner]
        spent = [m for m in told if m.role in (Role.EXECUTED, Role.TRANSFERRED)]
        budgets = [m for m in told if m.role in PLANNED]
        return any(fits_rate(self.mentions, a, b, rate) for a, b in product(spent, budgets) if a is not b)

    def _against(self, start: int, stop: int, before: int | None) -> int | None:
        """How plainly words tell that a rate is one of a budget (占调整后全年预算的, 完成计划资金的); None where they do not, or where
        a plan may be one of something else, since no sum of money stands right `before` (改造824户，完成计划的103%)."""
        against = money_words().against_tail.search(self.clauses.string, start, stop)
        if against is not None and against["plan"] and before is None:
            return None
        for match in _AGAINST.finditer(self.clauses.string, start, stop) if against is None else ():
            phrase = read_phrase(self.clauses.string, *match.span("budget"))
            if phrase is not None and phrase.rank and phrase.role in PLANNED and phrase.role is not Role.RECEIVED:
                against = match
                break
        return None if against is None else (2 if against["of"] else 0)

    def _spent_by_place(self, before: int | None) -> tuple[Money, ...]:
        """The sum right before a rate of spending, where no word gives it a role: spent, if it fits."""
        if before is None or before in self.found or self.mentions[before].parent is not None:
            return ()
        if is_other(self.clauses, self.mentions[before]) or is_shared_out(self.clauses, self.mentions[before].figure):
            return ()
        if is_remainder(self.clauses.string, *bounds(self.clauses, self.mentions[before])):
            return ()
        start, stop = bounds(self.clauses, self.mentions[before])
        verb = _PERFORMED.search(self.clauses.string, start, stop)  # 中央资金完成452万元，执行率90.4%
        return (
            Money(before, Role.EXECUTED, 0, "", source_of(self.clauses.string, start, verb.start()) if verb else None),
        )

    def _spent_by_verb(self, index: int, verb: str) -> tuple[Money, ...]:
        """护林任务资金支付185万元，未支7万元，支付率96%: a sum of the sentence whose own verb is that of the rate."""
        string, (start, _) = self.clauses.string, self.clauses.sentence(self.mentions[index].figure.start)
        for k in range(index - 1, max(-1, index - 1 - _NEAR), -1):
            told = self.mentions[k]
            if told.figure.start < start or k in self.found:
                return ()
            begin, stop = bounds(self.clauses, told)
            last = last_role(string, begin, without_link(string, begin, stop))
            if told.kind in MONEY and last is not None and last[2] == Role.EXECUTED and last[1].endswith(verb):
                return () if is_remainder(string, begin, stop) else (Money(k, Role.EXECUTED, 1, verb),)
        return ()

    def _budget_by_place(self, rate: int, spent: int | None) -> tuple[Money, ...]:
        """保障性安居工程补助资金3256万元，支付3100.2万元，执行率95.21%: the sum of a fund told by its name alone in the sentence of
        its spending and rate, which it fits."""
        string, (start, _) = self.clauses.string, self.clauses.sentence(self.mentions[rate].figure.start)
        told = Money(rate, Role.RATE, 0, ""), Money(rate if spent is None else spent, Role.EXECUTED, 0, "")
        for k in range((spent or 0) - 1, -1, -1):
            fund = self.mentions[k]
            if fund.figure.start < start:
                break
            begin, stop = bounds(self.clauses, fund)
            named = money_words().object_tail.search(string, begin, without_link(string, begin, stop))
            budget = Money(k, Role.ANNUAL, 1, "", source_of(string, begin, stop))
            free = (
                k not in self.found and fund.kind in MONEY and fund.parent is None and not is_other(self.clauses, fund)
            )
            if (
                free
                and named
                and names_only(string, begin, stop)
                and fits_rate(self.mentions, told[1], budget, told[0])
            ):
                return (budget,)
        return ()

    def _sum_before(self, index: int) -> int | None:
        """The sum of money right before a rate, in its sentence."""
        if not index:
            return None
        start, _ = self.clauses.sentence(self.mentions[index].figure.start)
        before = self.mentions[index - 1]
        return index - 1 if before.kind in MONEY and before.figure.start >= start else None


def budget_by_rate(clauses: Clauses, mentions: Sequence[Mention], spent: int, rate: int) -> int | None:
    """困难救助资金共计812万元，分三笔：…。…全年支出780万元，执行率96.06%: the sum told before by the name of money alone, a part of none, that
    spending and rate fit in another sentence; None where several do, or all was spent and any sum like it fits."""
    if mentions[rate].value == 1:
        return None
    told = Money(rate, Role.RATE, 0, ""), Money(spent, Role.EXECUTED, 0, "")
    found: list[int] = []
    for index, fund in enumerate(mentions[:spent]):
        free = fund.unit == YUAN and fund.kind in MONEY and fund.parent is None and not is_other(clauses, fund)
        if free and fits_rate(mentions, told[1], Money(index, Role.ANNUAL, 1, ""), told[0]):
            start, stop = bounds(clauses, fund)
            if names_only(clauses.string, start, stop) and money_words().object_tail.search(fund.label):
                found.append(index)
    return found[0] if len({mentions[k].value for k in found}) == 1 else None
