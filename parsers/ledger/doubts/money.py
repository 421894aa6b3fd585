"""Money of running text that no line of funding holds: budgets, receipts, spending and rates of execution without a role."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ziping.parsers.ledger.doubts.context import FUNDING, EvaluationProse, ProseFact, ReadContext, amounts_of
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.lines import LINES, without_among
from ziping.parsers.lexicon.money import money_words
from ziping.parsers.text.normalise import plain
from ziping.schemas.report import Evaluation, Fact, FundingLine, Note, SubjectKind

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
_AMOUNT_IN_LABEL = re.compile(r"[一-龥][：:]\s?\d[\d,]*(?:\.\d+)?|\d\.\d")
_LINK = 4  # characters between a name and its figure
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


def unknown_lines(evaluation: Evaluation) -> Iterator[Note]:
    """A line of money whose label nobody knows, which names a level of government or the treasury, or has just what the
    other lines have together."""
    for line in evaluation.funding:
        label = line.line_text
        if line.line != "other" or label is None or not any(v.value for v in amounts_of(line)):
            continue
        match = LINES.find(without_among(label.value))
        if match is not None and match.meaning == "other":
            continue
        if _OF_TREASURY.search(label.value) or _is_sum(line, evaluation.funding):
            message = f"“{label.value}” is no line of money that is known: which of them it is, is open"
            yield Note(_CODE, message, label.printed)


def _is_sum(line: FundingLine, lines: Sequence[FundingLine]) -> bool:
    """Whether a line has in some column just what all others have together; none of them is a total."""
    others = [o for o in lines if o is not line]
    if any(o.line == "total" for o in others):
        return False
    for column in _AMOUNTS:
        own, values = getattr(line, column), [v.value for o in others if (v := getattr(o, column)) is not None]
        if own is not None and len(values) > 1 and own.value == sum(values):
            return True
    return False


def lines_without_amounts(evaluation: Evaluation) -> Iterator[Note]:
    """A line of money without any amount whose label holds some."""
    for line in evaluation.funding:
        label = line.line_text
        if label is None or any(True for _ in amounts_of(line)):
            continue
        if _AMOUNT_IN_LABEL.search(label.value):
            message = f"“{label.value}” was taken for a label, but holds amounts"
            yield Note("unread-figure", message, label.printed)


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


def _sources(prose: EvaluationProse) -> Iterator[tuple[Fact, str]]:
    """Where the money of a line came from, told as a list of which some or all are no lines."""
    by_parent: dict[int, list[ProseFact]] = defaultdict(list)
    for told in prose.facts:
        if told.fact.parent is not None and told.fact.unit == "CNY":
            by_parent[told.fact.parent].append(told)
    told_of = {id(t.fact): t for t in reversed(prose.facts)}
    for parent, parts in by_parent.items():
        whole = told_of.get(id(prose.evaluation.facts[parent]))
        sources = [t for t in parts if money_words().source.fullmatch(plain(t.fact.label))]
        if whole is None or FUNDING not in whole.tables or whole.fact.kind == "income" or len(sources) != len(parts):
            continue
        yield from ((t.fact, "is a source of money, but no line of funding") for t in sources if not t.tables)


def _unplaced_wholes(prose: EvaluationProse) -> Iterator[tuple[Fact, str]]:
    """Money that is shared out by a list, where a project has no money at all: 共划拨补助资金325万元，其中东山镇136万元."""
    if prose.evaluation.funding or prose.evaluation.subject_kind != SubjectKind.PROJECT:
        return
    parts = Counter(f.parent for f in prose.evaluation.facts if f.unit == "CNY")
    for number, fact in enumerate(prose.evaluation.facts):
        if parts[number] > 1 and fact.unit == "CNY" and fact.kind == "amount" and fact.parent is None:
            yield fact, "is shared out, but no line of funding holds it"
