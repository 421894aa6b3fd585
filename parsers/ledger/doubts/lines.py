"""Lines of money whose label does not say which they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ziping.parsers.ledger.doubts.context import amounts_of
from ziping.parsers.lexicon import Fit
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.lines import LINES, without_among
from ziping.schemas.report import Evaluation, FundingLine, Note

_CODE = "money-without-role"
_OF_TREASURY = shaped("{doubts.of_treasury}")
_AMOUNT_IN_LABEL = re.compile(r"[一-龥][：:]\s?\d[\d,]*(?:\.\d+)?|\d\.\d")
_AMOUNTS = ("initial_budget", "annual_budget", "received", "executed")
_SPLIT = ("basic", "project")


def unknown_lines(evaluation: Evaluation) -> Iterator[Note]:
    """A line of money whose label nobody knows, which names a level of government or the treasury, or has just what the
    other lines have together."""
    for line in evaluation.funding:
        label = line.line_text
        if line.line != "other" or label is None or not any(v.value for v in amounts_of(line)):
            continue
        match = LINES.find(without_among(label.value))
        if match is not None and match.fit is Fit.MISPRINTED:
            match = None  # 基本支出 differs from 基金支出 in one sign, too
        if match is not None and match.meaning == "other":
            continue
        if (
            _OF_TREASURY.search(label.value)
            or _is_sum(line, evaluation.funding)
            or _is_alone_with_points(line, evaluation.funding)
            or (match is None and _completes_split(line, evaluation.funding))
        ):
            message = f"“{label.value}” is no line of money that is known: which of them it is, is open"
            yield Note(_CODE, message, label.printed)


def _is_alone_with_points(line: FundingLine, lines: Sequence[FundingLine]) -> bool:
    """Whether a line is the only one that has points or a rate, and none is the total: these are the total's."""
    if any(o.line == "total" for o in lines) or (line.weight is None and line.score is None):
        return False
    return all(o is line or (o.weight is None and o.score is None) for o in lines)


def _completes_split(line: FundingLine, lines: Sequence[FundingLine]) -> bool:
    """Whether a line makes up a known total, exactly, with one of basic or project spending: there is no third kind."""
    for total in (o for o in lines if o.line == "total"):
        for part in (o for o in lines if o.line in _SPLIT):
            for column in _AMOUNTS:
                whole, own, other = (getattr(x, column) for x in (total, line, part))
                if whole is None or own is None or other is None or not own.value or not other.value:
                    continue
                if whole.value == own.value + other.value:
                    return True
    return False


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
