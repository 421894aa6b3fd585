"""Where a figure is being named, and what stands near it that may name it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ziping.parsers.lexicon.entries import name_of, shaped
from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.mention import Mention, Side
from ziping.parsers.prose.labels.side import RATIOS
from ziping.parsers.prose.labels.trimming import LONGEST, ORDINAL_HEAD, before_name
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.layers.figures import Figure
from ziping.parsers.text.punctuation import DIGIT
from ziping.parsers.text.units import POINT, YUAN

_SHORT_HEADING = 20  # characters
# 比2017年的, 2022年度为, 上年
_OTHER_YEAR = shaped(
    r"[，、]?(?P<held>{grammar.against})?(?P<year>(?:19|20)\d\d年度?|{grammar.last_year})(?:{grammar.same_period})?"
    r"(?:的|数)?(?:{grammar.amounted})?\s?"
)
_SUM_AND_MORE = shaped(r"(?:{grammar.grand_sums})(?=[一-鿿]{2})")
# 412户贫困户|户均增收5146元
_FOR_EACH = shaped(r"(?:{grammar.per_unit})均(?=[一-鿿]{2})")
_AGAIN = shaped(r"\s*(?:{grammar.told_again})\s?")
_HEAD = re.compile(r"(?:[^：=＝]*[，,；;])?(?P<name>[^：=＝，,；;]+)[：=＝]")


@dataclass(slots=True)
class Spot:
    """Where a figure is being named: the bracket, where the words before it begin and those behind it end, and the
    figure before it in its sentence and bracket."""

    figure: Figure
    bracket: int
    lead: int
    trail: int
    before: Mention | None


def before_bracket(clauses: Clauses, named: Sequence[Mention], bracket: int) -> str:
    """The name of what a bracket explains: that of the figure right before it, else the words from its clause, or from the
    bracket with a figure before it, on (“甲”（82万元）和|“乙”（63万元）)."""
    beside = next((n.label for n in reversed(named) if n.figure.outer_stop == bracket), "")
    start = clauses.before(bracket, clauses.outer(bracket))
    start = max([start, *(clauses.closing(n.bracket) + 1 for n in named if n.bracket >= start)])
    return beside or before_name(clauses.string[start:bracket])


def next_turn(string: str, start: int, stop: int) -> int | None:
    """Where behind a counted noun the words of the next figure begin: with an act, with their sum (9个乡镇|共计建站31个), or with what
    is told of each (412户贫困户|户均增收5146元)."""
    patterns = (words().act, _SUM_AND_MORE, _FOR_EACH)
    found = [pattern.search(string, start, stop) for pattern in patterns]
    return min((m.start() for m in found if m is not None), default=None)


def heading(clauses: Clauses, spot: Spot) -> str:
    """The numbered heading before a sentence, where that has no subject of its own; empty where there is none."""
    start, _ = clauses.sentence(spot.figure.start)
    if spot.before is not None or start < 1 or clauses.string[start - 1] != "。" or spot.lead > start:
        return ""
    first, _ = clauses.sentence(start - 1)
    told = clauses.string[first : start - 1]
    numbered = ORDINAL_HEAD.match(told.lstrip())
    return before_name(told) if numbered is not None and len(told) <= _SHORT_HEADING else ""


def counted_before(clauses: Clauses, spot: Spot) -> str:
    """What was counted right before a sum in its clause or item; empty for others."""
    before = spot.before
    if spot.figure.unit != YUAN or before is None or before.figure.unit in (YUAN, POINT, *RATIOS):
        return ""
    parted = clauses.strongest(before.figure.stop, spot.figure.start, spot.bracket) >= Pause.PART
    return "" if parted or before.label in words().generic else before.label


def head_of_chain(clauses: Clauses, named: Sequence[Mention], spot: Spot) -> str:
    """The words before the first of several figures, each with its noun behind it; empty where it has none."""
    first = spot.before
    while first is not None and first.previous is not None and first.side is Side.AFTER:
        earlier = named[first.previous]
        if first.lead not in (earlier.trail, earlier.figure.outer_stop):
            break
        first = earlier
    return before_name(clauses.string[first.lead : first.figure.outer_start]) if first is not None else ""


def head_of_sentence(clauses: Clauses, spot: Spot) -> str:
    """The words before the first colon or equals sign of the sentence; empty where it has none."""
    start, _ = clauses.sentence(spot.figure.start)
    head = _HEAD.match(clauses.string, start, spot.figure.outer_start)
    return before_name(head["name"])[-LONGEST:] if head is not None else ""


def clause_before(clauses: Clauses, spot: Spot) -> str:
    """The name in the clause before, where that holds no figure."""
    lead, string = spot.lead, clauses.string
    start, _ = clauses.sentence(spot.figure.start)
    clause = clauses.before(max(start, lead - 1), spot.bracket)
    told = string[max(start, clause) : lead - 1] if lead - 1 > start else ""
    told = ORDINAL_HEAD.sub("", told.lstrip(), count=1)  # 1、收入：792.22万元
    return "" if DIGIT.search(told) else before_name(told)[-LONGEST:]


def begins_anew(clauses: Clauses, spot: Spot) -> bool:
    """Whether a semicolon stands between a figure and the one before it: another thing is spoken of."""
    before = spot.before
    return before is not None and clauses.strongest(before.figure.stop, spot.lead, spot.bracket) >= Pause.PART


def same_unit(clauses: Clauses, named: Sequence[Mention], spot: Spot) -> str:
    """The name of the last figure of the same unit in the sentence, where only ratios and what they are of stand between
    (造林4万亩，为计划3.8万亩的105%，上年完成3万亩); else empty."""
    before = spot.before
    while before is not None and before.figure.unit in RATIOS and before.previous is not None:
        before = named[before.previous]
        if clauses.string.startswith("的", before.figure.outer_stop) and before.previous is not None:
            before = named[before.previous]
    return before.label if before is not None and before.figure.unit == spot.figure.unit else ""


def compared_subject(named: Sequence[Mention], figure: Mention) -> Mention:
    """The figure that another one is compared with, and named after."""
    told = named[figure.previous] if figure.previous is not None else None
    return told if told is not None and told.label and figure.label.startswith(told.label) else figure


def without_prices(named: Sequence[Mention], figure: Mention | None) -> Mention | None:
    """The figure, or where that is a price the one before it (采购智能黑板16台，单价1.5万元，计24万元)."""
    while figure is not None and figure.previous is not None and words().price.search(figure.label):
        figure = named[figure.previous]
    return figure


def named_before(clauses: Clauses, named: Sequence[Mention], spot: Spot) -> str:
    """The name of a figure told before that this one is of, in another year or again; empty for others."""
    return of_other_year(clauses, named, spot) or told_again(clauses, named, spot)


def told_again(clauses: Clauses, named: Sequence[Mention], spot: Spot) -> str:
    """三项合计248万元。这|248万元全部用于管护: the name of the last figure like one that words point back to; empty for others."""
    if _AGAIN.fullmatch(clauses.string, spot.lead, spot.figure.outer_start) is None:
        return ""
    like = (n for n in reversed(named) if (n.figure.unit, n.value) == (spot.figure.unit, spot.figure.value))
    return next((n.label for n in like if n.label), "")


def of_other_year(clauses: Clauses, named: Sequence[Mention], spot: Spot) -> str:
    """总支出4711万元，占总收入的97%，比2017年的4487万元增加; 收入9846万元（2022年度为8920万元）: the name of a figure that no more is said
    of than its year, after the last one of its unit in the sentence; empty for others."""
    raw = clauses.string[spot.lead : spot.figure.outer_start]
    match = _OTHER_YEAR.fullmatch(raw)
    if match is None or not (match["held"] or spot.bracket != OUTSIDE):
        return ""
    start, _ = clauses.sentence(spot.figure.start)
    outer = clauses.outer(spot.bracket) if spot.bracket != OUTSIDE else OUTSIDE
    # 支出26万元，其中甲18万元、乙8万元；较上年28万元: behind the semicolon the whole is spoken of again
    listed = max((m.start() for m in words().opener.finditer(clauses.string, start, spot.lead)), default=spot.lead)
    edge = listed if clauses.strongest(listed, spot.lead, spot.bracket) >= Pause.PART else spot.lead
    for other in reversed(named):
        if other.figure.start < start:
            break
        if other.figure.start >= edge:
            continue
        known = other.figure.unit == spot.figure.unit and other.bracket == outer and other.label
        if known and not words().growth_tail.search(other.words_before):
            year = match["year"]
            return (year if year[:1].isdigit() else name_of("phrases.name_of_last_year")) + other.label
    return ""
