"""Money of running text that no line of funding holds: budgets, receipts, spending and rates of execution without a role."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from ziping.parsers.ledger.doubts.context import FUNDING, EvaluationProse, ProseFact, ReadContext, is_left_over
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.money import money_words
from ziping.parsers.text.normalise import plain
from ziping.schemas.report import Fact, Note, SubjectKind

_CODE = "money-without-role"
_RATE = shaped("{doubts.rate_of_money}")
_OF_MONEY = shaped("{doubts.money_in_name}")
_NEAR = Decimal("0.005")  # by which a rate may differ from what its amounts give, where it was rounded or cut
_COLUMNS = {
    "annual": ("annual_budget",),
    "named": ("annual_budget",),
    "received": ("received",),
    "executed": ("executed",),
    "transferred": ("received", "executed"),
}
_AMOUNTS = ("initial_budget", "annual_budget", "received", "executed")
_OTHER_MONEY = ("growth", "income")
_COMPARED = shaped("{doubts.compared}")
_OF_TREASURY = shaped("{doubts.of_treasury}")
_LINK = 4  # characters between a name and its figure
_HALF_DIGIT = Decimal("0.0001")  # by which a rate printed with two digits may differ from what its sums give
_LONGEST_SOURCE = 8  # characters of the name of one
_BESIDE = 3  # figures before a rate among which its sums stand
_OF_RATES = ("rate-of", "rate-base", "share-of", "growth-of")
_NO_RATES = ("growth", "share", "satisfaction")
_SPENDING = ("executed", "transferred")
_WHOLE = ("total", "project")


def money_without_role(context: ReadContext, prose: EvaluationProse) -> Iterator[Note]:
    """All of it; a figure is doubted once."""
    if len(prose.funding) < len(prose.evaluation.funding):
        return  # a form says which money is which: what running text tells besides is that of parts
    said: set[int] = set()
    for fact, why in (
        *_rates(prose),
        *_sums(context, prose),
        *_missing_members(prose),
        *_rates_of_sums(context, prose),
        *_neighbours(context, prose),
        *_sources(prose),
        *_unplaced_wholes(prose),
    ):
        if id(fact) not in said and fact.value is not None:
            said.add(id(fact))
            yield Note(_CODE, f"{fact.label} {fact.value_text} {why}", fact.value.printed)


def _rates(prose: EvaluationProse) -> Iterator[tuple[Fact, str]]:
    """A rate at which money was spent, of which no line of funding knows, though its sum stands beside it or a line lacks it."""
    known = {line.execution_rate.value for line in prose.funding if line.execution_rate is not None}
    lacking = any(
        line.line in _WHOLE and line.execution_rate is None and (line.executed or line.received)
        for line in prose.funding
    )
    for number, told in enumerate(prose.facts):
        fact = told.fact
        if fact.value is None or fact.kind != "rate" or told.tables or not _is_of_money(fact):
            continue
        money = prose.facts[number - 1] if number else None
        beside = money is not None and money.fact.unit == "CNY" and money.block == told.block
        if lacking or (beside and fact.value.value not in known):
            yield fact, "is a rate at which money was spent, but no line of funding holds it"


def _is_of_money(fact: Fact) -> bool:
    label = plain(fact.label)
    return bool(_RATE.search(label) and _OF_MONEY.search(label))


def role_of(fact: Fact) -> str | None:
    """Which role the name of a sum gives it, where it names nothing but money in general; None for anything else."""
    words, label = money_words(), plain(fact.label)
    if words.other_year.search(label):
        return None
    rest = words.general.match(label)
    at = rest.end() if rest is not None else 0
    if at < len(label):  # one word of a role may be left, which is not a general one, too
        role = words.role.match(label, at)
        rest = words.general.match(label, role.end()) if role is not None else None
        if rest is None or rest.end() < len(label):
            return None
    found = [m[0] for m in words.role.finditer(label)]
    return words.roles[found[-1]] if found else None


def _columns(fact: Fact) -> tuple[str, ...]:
    """The columns of funding that a sum may fill, by its name."""
    columns = _COLUMNS.get(role_of(fact) or "", ())
    initial = columns == ("annual_budget",) and money_words().initial.search(plain(fact.label))
    return ("initial_budget",) if initial else columns


def _sums(context: ReadContext, prose: EvaluationProse) -> Iterator[tuple[Fact, str]]:
    """A budget, a receipt or what was spent of it, told of nothing in particular, where no line has such a sum."""
    year = prose.evaluation.fiscal_year
    filled = {name for name in _AMOUNTS if any(getattr(line, name) is not None for line in prose.funding)}
    known = {v.value for line in prose.funding for name in _AMOUNTS if (v := getattr(line, name)) is not None}
    for told in prose.facts:
        fact = told.fact
        if fact.unit != "CNY" or fact.parent is not None or told.tables or fact.kind in _OTHER_MONEY:
            continue
        if _COMPARED.search(context.before(told, len(fact.label) + _LINK)):
            continue
        if fact.year is not None and year is not None and fact.year != year.value:
            continue
        columns = _columns(fact)
        again = fact.value is None or fact.value.value in known
        if columns and filled.isdisjoint(columns) and not again:
            yield fact, "reads like the money of what is evaluated, and fills no line of it"


def of_another_year(context: ReadContext, prose: EvaluationProse) -> Iterator[Note]:
    """A sum that fills a line of funding, and is told of another year than the report's."""
    year = prose.evaluation.fiscal_year
    for told in prose.facts:
        fact = told.fact
        if FUNDING not in told.tables or fact.unit != "CNY" or fact.year is None or fact.value is None:
            continue
        if year is not None and fact.year != year.value:
            message = (
                f"{fact.label} {fact.value_text} is told of {fact.year}, but fills a line of money of {year.value}"
            )
            yield Note("two-readings", message, fact.value.printed)


def _missing_members(prose: EvaluationProse) -> Iterator[tuple[Fact, str]]:
    """A line whose rate is told, but not both of its sums, while another figure told gives that rate.

    Where all was spent, the sums are the same, and one that comes again may be any.
    """
    for line in prose.funding:
        rate, budget, spent = line.execution_rate, line.annual_budget or line.initial_budget, line.executed
        known = budget or line.received or spent
        if rate is None or known is None or (spent is not None and (known is not spent or rate.value == 1)):
            continue
        for told in prose.facts:
            value = told.fact.value
            if told.fact.unit != "CNY" or value is None or value.printed == known.printed or told.fact.kind == "growth":
                continue
            part, whole = (value.value, known.value) if spent is None else (known.value, value.value)
            named = rate.value != 1 or role_of(told.fact) in _SPENDING
            if whole and named and abs(part / whole - rate.value) <= _NEAR:
                yield told.fact, "gives the rate of execution told, but no line of funding holds it as its sum"
                break


def _rates_of_sums(context: ReadContext, prose: EvaluationProse) -> Iterator[tuple[Fact, str]]:
    """A rate that two sums told right before it give, or one of them and a sum of a line that has no rate, where nothing is
    made of it: by the figures alone, whatever they are called."""
    tied = {r.source.index for r in prose.evaluation.relations if r.source.table == "facts" and r.kind in _OF_RATES}
    numbers = prose.numbers()
    lacking = [line for line in prose.funding if line.execution_rate is None]
    for place, told in enumerate(prose.facts):
        rate = told.fact.value
        if told.fact.unit != "ratio" or rate is None or told.tables or numbers[id(told.fact)] in tied:
            continue
        if told.fact.kind in _NO_RATES or not 0 < rate.value < 1:
            continue
        before = [t for t in prose.facts[max(0, place - _BESIDE) : place] if context.in_sentence(t, told)]
        sums = [t.fact.value.value for t in before if t.fact.unit == "CNY" and t.fact.value is not None]
        bases = [v.value for line in lacking for v in (line.annual_budget, line.initial_budget, line.received) if v]
        if any(b and abs(a / b - rate.value) <= _HALF_DIGIT for a in sums for b in (*sums, *bases) if a < b):
            yield told.fact, "is the rate that two sums told beside it give, but no line of funding holds it"


def _neighbours(context: ReadContext, prose: EvaluationProse) -> Iterator[tuple[Fact, str]]:
    """A sum right before the only sum of a line that has a rate, or between that sum and the rate: there stands the other."""
    for line in prose.funding:
        sums = (line.annual_budget or line.initial_budget or line.received, line.executed)
        known = next((s for s in sums if s is not None), None)
        if line.execution_rate is None or None not in sums or known is None:
            continue
        for place, told in enumerate(prose.facts):
            value = told.fact.value
            if value is None or value.printed not in (known.printed, line.execution_rate.printed):
                continue
            before = next((t for t in prose.facts[:place][::-1] if not is_left_over(t.fact)), told)
            if before is told or before.tables or before.fact.unit != "CNY" or not _is_whole(before.fact, prose):
                continue
            if before.fact.kind not in _OTHER_MONEY and context.in_sentence(before, told):
                yield before.fact, "is told beside the sum and the rate of a line of funding that lacks the other sum"


def _is_whole(fact: Fact, prose: EvaluationProse) -> bool:
    """Whether a sum is no part of another but with what was left of it: 到位704万元，兑付697万元，结余7万元."""
    if fact.parent is None:
        return True
    return any(f.parent == fact.parent and is_left_over(f) for f in prose.evaluation.facts)


def _sources(prose: EvaluationProse) -> Iterator[tuple[Fact, str]]:
    """Where the money of a line came from, told as a list of which some or all are no lines."""
    facts = prose.evaluation.facts
    told_of = {id(t.fact): t for t in reversed(prose.facts)}
    lists: dict[tuple[int, int | None], list[ProseFact]] = defaultdict(list)
    for r in prose.evaluation.relations:
        if r.kind == "part-of" and r.source.table == r.target.table == "facts":
            part = told_of.get(id(facts[r.source.index]))
            if part is not None and part.fact.unit == "CNY":
                lists[r.target.index, r.partition].append(part)
    for (parent, _), parts in lists.items():
        whole = told_of.get(id(facts[parent]))
        if whole is None or FUNDING not in whole.tables or whole.fact.kind == "income":
            continue
        left = [
            t for t in parts if not t.tables and (t.fact.kind != "expenditure" or len(t.fact.label) <= _LONGEST_SOURCE)
        ]
        if not all(money_words().source.fullmatch(plain(t.fact.label)) for t in parts):
            # beside lines: one that is called like a source, in a word that nobody knows
            left = [t for t in left if len(left) < len(parts) and _is_of_treasury(t.fact)]
        yield from ((t.fact, "is a source of money, but no line of funding") for t in left)


def _is_of_treasury(fact: Fact) -> bool:
    return len(fact.label) <= _LONGEST_SOURCE and _OF_TREASURY.search(fact.label) is not None


def _unplaced_wholes(prose: EvaluationProse) -> Iterator[tuple[Fact, str]]:
    """Money that is shared out by a list, where a project has no money at all: 共划拨补助资金325万元，其中东山镇136万元."""
    if prose.evaluation.funding or prose.evaluation.subject_kind != SubjectKind.PROJECT:
        return
    parts = Counter(f.parent for f in prose.evaluation.facts if f.unit == "CNY")
    for number, fact in enumerate(prose.evaluation.facts):
        if parts[number] > 1 and fact.unit == "CNY" and fact.kind == "amount" and fact.parent is None:
            yield fact, "is shared out, but no line of funding holds it"
