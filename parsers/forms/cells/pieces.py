"""Labels and amounts of money that share a cell: 全年预算：68.00, 480（其中：中央60，省级40）, 预算数：68万元 执行数：66万元."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from ziping.parsers.forms.cells.kinds import is_figure
from ziping.parsers.lexicon import FUNDING, LINES, SPLITS, Fit
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.lines import is_among, is_among_alone, without_among
from ziping.parsers.text.normalise import bare, fold
from ziping.parsers.text.once import once
from ziping.schemas.document import Cell

_AMOUNT = shaped(r"[-+]?\d(?:[\d,]*\d)?(?:\.\d+)?\s?(?:{money.printed_units}|%)?")
_ENDS = re.compile(r"$|[\s,;、()。]")
_LABEL = shaped(
    r"(?P<label>(?:(?:{grammar.among})\s?:?\s?)?[^\s\d:,;、()。][^\d:,;、()。]{1,19}?(?:\([^()\d]{1,6}\))?)\s?(?P<colon>:)?\s?"
    r"(?=[-+]?\d|[,;、()。]|$)"
)
_BETWEEN = re.compile(r"[\s,;、()。]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a cell that is a label or an amount, as a cell of its own; `part` says that it tells of what stands before
    it in the cell (中央60 of 480（其中：中央60，省级40）)."""

    cell: Cell
    amount: bool
    part: bool = False


_Span = tuple[int, int, bool, bool]


def pieces_of(cell: Cell) -> tuple[Piece, ...]:
    """The labels and amounts that a cell holds in turn; () where it is not made of them alone, or is but one."""
    spans = _spans(cell.text.string, cell.text.starts)
    return tuple(Piece(replace(cell, text=cell.text.slice(a, b)), amount, part) for a, b, amount, part in spans)


@once
def _spans(text: str, lines: tuple[int, ...]) -> tuple[_Span, ...]:
    """The labels and amounts of a text whose printed lines begin at `lines`."""
    string = fold(text)
    found: list[_Span] = []
    position, depth, amounts, labels, known, sure, doubtful = 0, 0, 0, 0, 0, True, False
    while position < len(string):
        between = _BETWEEN.match(string, position)
        if between is not None and between.end() > position:
            depth += between[0].count("(") - between[0].count(")")
            position = between.end()
            continue
        part = amounts > 0 and (depth > 0 or (bool(found) and not _is_measure(string, position)))
        if (amount := _AMOUNT.match(string, position)) and _is_whole(string, amount.end(), lines):
            if (found and found[-1][2]) or (doubtful and "元" not in amount[0]):
                return ()  # two amounts beside each other, or a word that is likely no label of money
            known += not sure and "元" in amount[0]  # 移民后期扶持基金：180万元 is money, whatever the fund
            sure = True
            found.append((*amount.span(), True, bool(found) and found[-1][3]))
            amounts += 1
            position = amount.end()
        elif label := _LABEL.match(string, position):
            if found and not found[-1][2] and not is_among_alone(bare(string[slice(*found[-1][:2])])):
                found.append((found[-1][1], found[-1][1], True, found[-1][3]))  # left blank
            words = label["label"]
            sure = _is_known(words)
            known += sure
            labels += 1
            if not label["colon"] and not (sure or depth > 0 or _may_be_known(words)):
                return ()
            doubtful = not label["colon"] and not sure
            found.append((*label.span("label"), False, part or is_among(words)))
            position = label.end()
        else:
            return ()
    if not labels or known * 2 < labels or (amounts + labels) < 2:
        return _one_blank(found, string) if labels == 1 and not amounts and known else ()
    return tuple(found)


def _is_whole(string: str, stop: int, lines: Collection[int]) -> bool:
    """Whether an amount ends where it was cut off: before a blank or a mark, at the end of a printed line, or before the
    label of the next one (一般公共预算：552.8政府性基金：0)."""
    if _ENDS.match(string, stop) or stop in lines:
        return True
    label = _LABEL.match(string, stop)
    return label is not None and label["colon"] is not None and _is_known(label["label"])


def _one_blank(found: list[_Span], string: str) -> tuple[_Span, ...]:
    """其他资金： asks for an amount in its own cell."""
    start, stop, _, part = found[0]
    return ((start, stop, False, part),) if string.rstrip().endswith(":") else ()


def _is_measure(string: str, position: int) -> bool:
    label = _LABEL.match(string, position)
    found = FUNDING.find(label["label"]) if label is not None else None
    return found is not None and found.fit >= Fit.ENDING


def _may_be_known(label: str) -> bool:
    return LINES.find(label) is not None or FUNDING.find(label) is not None


def _is_known(label: str) -> bool:
    words = without_among(label)
    if bare(words) in SPLITS:
        return True
    found = (LINES.find(words), FUNDING.find(words))
    return any(m is not None and m.fit >= Fit.WEAK for m in found) and not is_figure(label)
