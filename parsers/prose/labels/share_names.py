"""Shares told before their amounts: 其中65%为水田，计2.73万亩; 18.4%用于田块整治，1233.39万元; 县级承担其余10%，为735万元."""

from __future__ import annotations

import re

from ziping.parsers.lexicon.entries import name_of, shaped
from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.mention import Mention, Side
from ziping.parsers.prose.labels.trimming import before_name
from ziping.parsers.prose.layers.figures import Figure
from ziping.parsers.text.units import RATIO

_BEHIND = shaped(r"\s?(?:{grammar.shared_to})(?P<what>[一-鿿“”]{2,20}?)")
_AND_IS = shaped(r"，?\s?(?:[即为计合]|{grammar.converted})?\s?")
_RATES = ("率", "度")


def share_behind(string: str, figure: Figure, lead: int, trail: int) -> tuple[str, Side] | None:
    """The name of a share that nothing before it names, of what it is of behind it (65%为水田); None for others. The words
    beside the figure begin at `lead` and end at `trail`."""
    match = _BEHIND.fullmatch(string, figure.outer_stop, trail) if figure.unit == RATIO else None
    if match is None or before_name(string[lead : figure.outer_start]):
        return None
    return match["what"] + name_of("phrases.name_of_share"), Side.AFTER


def amount_of_share(before: Mention, between: str) -> str:
    """What an amount right behind its share measures; empty for others."""
    share, label = name_of("phrases.name_of_share"), before.label
    if before.figure.unit != RATIO or label.endswith(_RATES) or words().growth_tail.search(before.words_before):
        return ""
    if label.endswith(share):  # 65%为水田，计2.73万亩
        what = label.removesuffix(share) or "\n"
        head, joint, rest = between.partition(what)
        return what if joint and head and _AND_IS.fullmatch(rest) else ""
    told = re.fullmatch(r"，?\s?[为计即]\s?", between) or ("占" in label and _AND_IS.fullmatch(between) and between)
    return label.partition("占")[0] if told else ""
