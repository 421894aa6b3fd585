"""Which figures make one line of funds: first those that fit each other, else the plainest."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from ziping.parsers.lexicon.entries import name_of, shaped
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.layers.figures import Figure
from ziping.parsers.prose.readers.money.funding_row import Line
from ziping.parsers.prose.readers.money.owners import Kind
from ziping.parsers.prose.readers.money.parts import Money, fits_rate
from ziping.parsers.prose.readers.money.phrases import Role
from ziping.parsers.prose.readers.money.rates import OF_BUDGET, budget_by_rate

_BUDGETS = (Role.ADJUSTED, Role.ANNUAL, Role.RECEIVED, Role.INITIAL, Role.TRANSFERRED, Role.INVESTED)
_PLANNED = (Role.ADJUSTED, Role.ANNUAL, Role.INITIAL)
_UNTIL = shaped(r"\s*(?:{grammar.until})")


@dataclass(frozen=True, slots=True)
class Chooser:
    """Chooses the figures of lines; `split` are the sums, by index, that are told by where they come from."""

    clauses: Clauses
    mentions: Sequence[Mention]
    split: frozenset[int] = frozenset()

    def line(self, money: Sequence[Money]) -> Line:
        """The figures of one line: first those that fit each other (spent ÷ budget is the rate), else the plainest."""
        fitting = self._fitting(money)
        budget, spent, rate = fitting if fitting is not None else (None, None, None)
        if fitting is None:
            rate = next((m for m in money if m.role is Role.RATE and m.rank), None)
            spent = self._spent(money, rate)
        columns = dict(self._budgets(money, spent, rate))
        if budget is not None:
            columns[_COLUMNS[budget.role]] = budget.index
        return Line(
            columns.get("initial"),
            columns.get("annual"),
            columns.get("received"),
            spent.index if spent is not None else None,
            rate.index if rate is not None else None,
        )

    def whole_line(self, money: Sequence[Money]) -> Line:
        """As `line`, of the whole: where no budget is told beside spending and rate, the sum that they are told of."""
        line = self.line(money)
        if line.executed is None or line.rate is None or len(line.sums) > 1:
            return line
        return replace(line, annual=budget_by_rate(self.clauses, self.mentions, line.executed, line.rate))

    def owned_line(self, money: Sequence[Money]) -> Line:
        """As `line`, of a source or project; only what stands in the sentence of its rate, where the figures do not fit
        each other: those of another sentence may be of another year or stage."""
        fitting = self._fitting(money)
        told = [m for m in money if m.verb != OF_BUDGET or (fitting is not None and m in fitting)]
        line = self.line(told)  # 占全年预算的60% is a share that it has in the whole's budget
        if line.rate is None or fitting is not None:
            return line
        here = self.clauses.sentence(self.mentions[line.rate].figure.start)

        def beside(index: int | None) -> int | None:
            near = index is not None and here[0] <= self.mentions[index].figure.start < here[1]
            return index if near else None

        sums = map(beside, (line.initial, line.annual, line.received, line.executed))
        initial, annual, received, executed = sums
        return Line(initial, annual, received, executed, line.rate)

    def fits(self, money: Sequence[Money]) -> bool:
        """Whether some budget, spending and rate among figures fit each other."""
        return self._fitting(money) is not None

    def beside_whole(self, money: Iterable[Money], owned: dict[str, list[Money]]) -> frozenset[str]:
        """The funds told with budget, spending and rate beside those of a whole that is larger in both, told without a
        name: 全年预算950万元，支出900万元，…。专项“甲”预算30万元，支出28万元，执行率93.33%."""
        whole = self._fitting([m for m in money if m.owner is None and not m.part])
        if whole is None:
            return frozenset()
        found: set[str] = set()
        for key, figures in owned.items():
            fund = self._fitting(figures)
            if fund is None or figures[0].owner is None or figures[0].owner.kind is not Kind.ITEM:
                continue
            if all(self._value(a) < self._value(b) for a, b in zip(fund[:2], whole[:2], strict=True)):
                found.add(key)
        return frozenset(found)

    def is_of_one_source(self, money: Money, whole: Sequence[Money]) -> bool:
        """财政部下达资金40957万元，…安排自治区补助资金3.3亿元: whether a budget is that of a source, less than what the whole had."""
        if money.owner is None or money.owner.kind is not Kind.SOURCE or money.role not in _PLANNED:
            return False
        others = (m for m in whole if m.owner is None or m.owner.kind is not Kind.SOURCE)
        return any(m.role in _BUDGETS and self._value(m) > self._value(money) for m in others)

    def _value(self, money: Money) -> Decimal:
        return self.mentions[money.index].figure.value

    def _fitting(self, money: Sequence[Money]) -> tuple[Money, Money, Money] | None:
        """Budget, spending and rate that satisfy the rate; the plainest and nearest, then the first."""
        rates = [m for m in money if m.role is Role.RATE]
        spent = [m for m in money if m.role in (Role.EXECUTED, Role.TRANSFERRED)]
        budgets = [m for m in money if m.role in _BUDGETS]
        best: tuple[int, tuple[Money, Money, Money]] | None = None
        for rate, part, whole in self._candidates(rates, spent, budgets):
            if part.index == whole.index or not fits_rate(self.mentions, part, whole, rate):
                continue
            near = self._sentence(part) == self._sentence(rate)
            score = rate.rank + part.rank + whole.rank + 2 * near + _same_verb(rate, part)
            score += (
                name_of("phrases.of_budget") in rate.verb and whole.role is not Role.RECEIVED
            )  # 预算执行率, beside 资金使用率
            later = best is not None and score == best[0] and self._is_later_stage(part, best[1][1])
            if best is None or later or score > best[0]:
                best = score, (whole, part, rate)
        return best[1] if best is not None else None

    def _is_later_stage(self, one: Money, other: Money) -> bool:
        """截至6月底支出210万元，…；截至12月底支出485万元: whether both are told up to a day, and `one` behind `other`."""
        return one.index > other.index and all(_UNTIL.match(self.mentions[m.index].words_before) for m in (one, other))

    def _candidates(
        self, rates: Sequence[Money], spent: Sequence[Money], budgets: Sequence[Money]
    ) -> Iterator[tuple[Money, Money, Money]]:
        """Each rate with each spending of its verb and the budgets that may be right by their size, in order."""
        sizes = [(self.mentions[m.index].figure.quantity, n) for n, m in enumerate(budgets)]
        known = sorted((q.value, n) for q, n in sizes)
        widest = max((q.step for q, _ in sizes), default=Decimal(0))
        # 补贴预算3200万元，累计拨付3200万元，预算执行率100%: handed on where nothing else was spent
        only_handed = not any(m.role is Role.EXECUTED for m in spent)
        for rate, part in product(rates, spent):
            of_verb = part.role is not Role.TRANSFERRED or _same_verb(rate, part)
            if not (of_verb or only_handed):
                continue
            a, r = (self.mentions[m.index].figure.quantity for m in (part, rate))
            least = (a.value - a.step) / (r.value + 2 * r.step) - widest if r.value + r.step > 0 else Decimal(0)
            most = (a.value + a.step) / (r.value - r.step) + widest if r.value > r.step else Decimal("Infinity")
            near = known[bisect_left(known, (least, 0)) : bisect_right(known, (most, len(budgets)))]
            for n in sorted(n for _, n in near):
                if of_verb or budgets[n].role is not Role.RECEIVED:
                    yield rate, part, budgets[n]

    def _spent(self, money: Sequence[Money], rate: Money | None) -> Money | None:
        """Where no three figures fit: what a plain word before the rate says was spent."""
        spent = [m for m in money if m.role is Role.EXECUTED and not self._is_foreign(m, money)]
        plain = [m for m in spent if m.rank > 1]
        if rate is None:
            return next((m for few in (plain[:1], self._only(spent, money)) for m in few), None)
        before = [m for m in plain if m.index < rate.index]
        near = [m for m in before if self._sentence(m) == self._sentence(rate)]
        # 已兑付512万元，兑付率80%; a sum without a verb (全年共452万元) is none that was spent unless it fits
        sure = [m for m in spent if m.rank or _same_verb(rate, m)]
        told = [m for m in sure if m.index < rate.index and self._sentence(m) == self._sentence(rate)]
        handed = [m for m in money if m.role is Role.TRANSFERRED and _same_verb(rate, m)]
        # 截至6月已拨付至各镇520万元，使用率69%；截至年底已拨付610万元，…: what was spent is of the rate's own time
        beside = [m for m in money if m.role is Role.TRANSFERRED and m.index == rate.index - 1]
        choices = (near[-1:], beside, before[:1], plain[:1], told[-1:], handed[:1], sure[:1])
        return next((m for few in choices for m in few), None)

    def _only(self, spent: Sequence[Money], money: Sequence[Money]) -> Sequence[Money]:
        """已兑现临时救助资金18600元: what a verb before its object says was spent, where nothing else was and it is all of a
        budget or receipt."""
        told = {self.mentions[m.index].value for m in money if m.role in _BUDGETS}
        return spent if len(spent) == 1 and self.mentions[spent[0].index].value in told else ()

    def _is_foreign(self, spent: Money, money: Sequence[Money]) -> bool:
        """实际到位18.6亿元, and in another paragraph 门诊统筹基金支付6.4亿元: spending of something whose name has nothing of that
        of any budget, and that is less than half of each."""
        here = self.mentions[spent.index].figure
        budgets = [self.mentions[m.index] for m in money if m.role in _BUDGETS and not m.inherited]
        if not spent.plain and self._is_far_more(here, budgets):
            return True
        if spent.owner is None or spent.owner.kind is not Kind.ITEM:
            return False
        name = spent.owner.key
        pairs = [name[k : k + 2] for k in range(len(name) - 1)]
        near = (
            self.clauses.strongest(b.figure.start, here.start, OUTSIDE) < Pause.PARAGRAPH
            or 2 * here.value > b.figure.value
            or any(p in b.label for p in pairs)
            for b in budgets
        )
        return bool(budgets) and not any(near)

    def _is_far_more(self, spent: Figure, budgets: Sequence[Mention]) -> bool:
        """已申请债券资金支付9600万元, and in another paragraph 下达我局260万元: more than twice of every budget, all of them told apart
        from it."""
        return bool(budgets) and all(
            self.clauses.strongest(min(b.figure.start, spent.start), max(b.figure.start, spent.start), OUTSIDE)
            >= Pause.PARAGRAPH
            and spent.value > 2 * b.figure.value
            for b in budgets
        )

    def _is_foreign_budget(self, budget: Money, spent: Money) -> bool:
        """支出799万元, and in another place 派出机构专项经费5万元: the budget of a fund with a name of its own, of which less
        than half of the spending can have been."""
        named = budget.owner is not None and budget.owner.kind is Kind.ITEM and budget.owner != spent.owner
        a, b = (self.mentions[m.index].figure.value for m in (spent, budget))
        return named and a > 2 * b

    def _budgets(self, money: Sequence[Money], spent: Money | None, rate: Money | None) -> Iterator[tuple[str, int]]:
        """The first plain sum of each column; by a verb before its object only where it is the only one, or no less
        than what was spent."""
        least = self.mentions[spent.index].figure.value if spent is not None else None
        told = [m for m in money if m.role in _BUDGETS and m is not spent]
        if spent is not None and spent.role is Role.TRANSFERRED:
            told = [m for m in told if m.role is not Role.TRANSFERRED]  # spent up to another day, not received
        if spent is not None and rate is None:
            told = [m for m in told if not self._is_foreign_budget(m, spent)]
        first: dict[Role, Money] = {}
        for role in _BUDGETS:
            same = [m for m in told if m.role is role]
            alike = len({self.mentions[m.index].value for m in same}) == 1
            enough = [m for m in same if least is None or self.mentions[m.index].figure.value >= least]
            plain = [m for m in enough if m.index in self.split] or [m for m in same if m.rank > 1]
            if plain or (enough and (least is not None or alike)):
                first[role] = (plain or enough)[0]
        if Role.TRANSFERRED in first:
            first.setdefault(Role.RECEIVED, first[Role.TRANSFERRED])
        if self._is_addition(first):
            del first[Role.ADJUSTED]
        if Role.ADJUSTED in first:
            if Role.ANNUAL in first:
                first.setdefault(Role.INITIAL, first[Role.ANNUAL])
            first[Role.ANNUAL] = first[Role.ADJUSTED]
        planned = any(r in first for r in (Role.ANNUAL, Role.INITIAL, Role.RECEIVED))
        if Role.INVESTED in first and not planned and (spent is not None or rate is not None):
            first[Role.ANNUAL] = first[Role.INVESTED]
        for role in (Role.INITIAL, Role.ANNUAL, Role.RECEIVED):
            if role in first:
                yield _COLUMNS[role], first[role].index

    def _is_addition(self, first: Mapping[Role, Money]) -> bool:
        """年初预算635万元，追加调整预算241万元，全年预算876万元: whether what is called adjusted is what the year's budget has more."""
        known = (Role.INITIAL, Role.ADJUSTED, Role.ANNUAL)
        values = [self._value(first[role]) for role in known if role in first]
        return len(values) == len(known) and values[0] + values[1] == values[2]

    def _sentence(self, money: Money) -> tuple[int, int]:
        return self.clauses.sentence(self.mentions[money.index].figure.start)


_COLUMNS = {
    Role.INITIAL: "initial",
    Role.ANNUAL: "annual",
    Role.ADJUSTED: "annual",
    Role.INVESTED: "annual",
    Role.RECEIVED: "received",
    Role.TRANSFERRED: "received",
}


def _same_verb(rate: Money, spent: Money) -> bool:
    return bool(rate.verb) and (rate.verb in spent.verb or spent.verb in rate.verb)
