"""Values that contradict each other, or are not what their print looks like: another reading is likely."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ziping.parsers.ledger.entries import Entry
from ziping.parsers.lexicon import level_of_name
from ziping.parsers.lexicon.headings import POINTS
from ziping.parsers.text.dates import find_dates
from ziping.parsers.text.normalise import fold, plain
from ziping.parsers.text.values import read_value
from ziping.schemas.document import Document, Table
from ziping.schemas.quantity import Operator
from ziping.schemas.report import Evaluation, FundingLine, Note, Stated

_FAR = Decimal("0.02")  # by which a rate may differ from its amounts before another reading is likelier
_FIGURE_AND_UNIT = re.compile(r"[≥≤><=]{0,2}\s?\d[\d,]*(?:\.\d+)?\s?[一-龥]{1,5}")
_FIGURE_FIRST = re.compile(r"[≥≤><=]{0,2}\s?\d[\d,]*(?:\.\d+)?\s?[%一-龥]{1,3}[,。;]")
_NAMED = 4  # characters at the beginning of a name by which a sentence names it
_IN_BRACKETS = re.compile(r"[（(]([^（）()]+)[）)]$")
_FEWEST = 2  # figures in names that make a column of targets


def contradictions(evaluation: Evaluation) -> Iterator[Note]:
    """A total above what can be had, a rate that its own amounts do not give while others told give it."""
    total, full = evaluation.total_score, evaluation.full_score
    if total is not None and full is not None and total.value > full.value:
        message = f"a total of {total.value} of {full.value}: one may have been taken for the other"
        yield Note("two-readings", message, total.printed)
    for line in evaluation.funding:
        if (other := _other_amount(evaluation, line)) is not None and line.execution_rate is not None:
            message = (
                f"{other.value} gives the stated rate, which what was taken for the budget and the execution does not"
            )
            yield Note("two-readings", message, line.execution_rate.printed)


def _other_amount(evaluation: Evaluation, line: FundingLine) -> Stated[Decimal] | None:
    """An amount told in prose that gives the rate of a line where its own does not: as what was spent, or as the budget."""
    rate, budget, executed = line.execution_rate, line.annual_budget or line.initial_budget, line.executed
    if rate is None or budget is None or executed is None or not budget.value:
        return None
    if abs(executed.value / budget.value - rate.value) <= _FAR or _is_of_receipts(line, rate.value):
        return None
    own = (budget.printed, executed.printed)
    for told in (f.value for f in evaluation.facts if f.unit == "CNY"):
        if told is None or not told.value or told.printed in own:
            continue
        pairs = ((told.value, budget.value), (executed.value, told.value))
        if any(abs(part / whole - rate.value) <= _FAR / 100 for part, whole in pairs):
            return told
    return None


def _is_of_receipts(line: FundingLine, rate: Decimal) -> bool:
    """Whether the rate is that of what was received: 到位资金全部支付."""
    received, executed = line.received, line.executed
    return bool(received and executed and received.value and abs(executed.value / received.value - rate) <= _FAR)


def unread_values(evaluation: Evaluation) -> Iterator[Note]:
    """A target or a result that looks like a figure with its unit, and was read as words."""
    for row in evaluation.indicators:
        for text, value, operator in (
            (row.target_text, row.target_value, row.target_operator),
            (row.actual_text, row.actual_value, row.actual_operator),
        ):
            if text is None or value is not None or operator is None or operator.value != Operator.QUALITATIVE:
                continue
            if row.sheet is None and _FIGURE_FIRST.match(fold(text.value)):
                yield Note("two-readings", f"“{text.value}” may be more than what is told of it", text.printed)
            elif _FIGURE_AND_UNIT.fullmatch(fold(text.value)) and not any(find_dates(text.value)):
                message = f"“{text.value}” looks like a figure with a unit that is not known: kept as text"
                yield Note("unknown-unit", message, text.printed)


def targets_in_names(evaluation: Evaluation) -> Iterator[Note]:
    """Names with a figure in brackets of indicators without a target: 设施使用年限（12年）."""
    rows = [row for row in evaluation.indicators if row.target_text is None]
    names = [row.level3 for row in rows if row.level3 is not None and _holds_figure(row.level3.value)]
    if len(names) >= _FEWEST:
        message = f"“{names[0].value}” may hold the target, which the indicator has not"
        yield Note("two-readings", message, names[0].printed)


def _holds_figure(name: str) -> bool:
    match = _IN_BRACKETS.search(name)
    return match is not None and read_value(match[1]).value is not None


def joined_levels(evaluation: Evaluation) -> Iterator[Note]:
    """Names of first levels that are those of two levels in one, where no second level is told: 项目产出成本指标."""
    said: set[str] = set()
    for row in evaluation.indicators:
        name = row.level1
        if name is None or row.level2 is not None or name.value in said or level_of_name(name.value) is not None:
            continue
        string = plain(name.value)
        if any(level_of_name(string[:n]) and level_of_name(string[n:]) for n in range(2, len(string) - 1)):
            said.add(name.value)
            yield Note(
                "two-readings",
                f"“{name.value}” may be the names of two levels, of which the second is not known",
                name.printed,
            )


def far_values(document: Document, evaluations: Sequence[Evaluation], entries: Sequence[Entry]) -> Iterator[Note]:
    """The completion of an indicator told in prose, in a paragraph that neither scores nor names it."""
    rows = [row for e in evaluations for row in e.indicators]
    told = [(e, e.value) for e in entries if e.value is not None and e.value.table == "indicators"]
    scored = {value.number: entry.block for entry, value in told if value.column in POINTS}
    for entry, value in told:
        block = document.blocks[entry.block]
        if value.column != "completion_rate" or isinstance(block, Table):
            continue
        name = rows[value.number].level3
        named = name is not None and plain(name.value)[:_NAMED] in plain(block.text.string)
        if not named and scored.get(value.number, entry.block) != entry.block:
            message = f"{entry.text} was taken for the completion of an indicator that stands in another paragraph"
            yield Note("two-readings", message, entry.printed)
