"""Parallel lists: 三个部分分别为 a、b、c 万元，占比 p%、q%、r%; 收、支总计各是 a, b 万元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ziping.parsers.lexicon.entries import shaped, words_of
from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.mention import Mention, Side
from ziping.parsers.prose.labels.trimming import before_name
from ziping.parsers.prose.layers.clauses import Clauses, Pause
from ziping.parsers.text.punctuation import DIGIT
from ziping.parsers.text.units import RATIO

_JOINT = shaped(r"\s?(?:[、,，]|{grammar.joining})?\s?")
_NAMES = shaped(r"[、]|{grammar.joined}")
_IN_TURN = shaped("{grammar.handed_out}")
# 等三个部分, 三个镇使用: how many they are
_COUNTED = re.compile(r"等?[一二两三四五六七八九十\d]+(?:个|大|项|类|种|块|家|方|部)[一-鿿]{0,8}$|等$")
# 资金分为甲、乙; 由甲、乙使用: where the names begin
_INTRODUCED = shaped(r"^.*(?:{grammar.lists_of})(?=[一-鿿])")
# 中央财政分三次下达，依次为420万元、260万元和120万元: no names for each, but what was done again and again
_BATCHES = shaped("{phrases.batches}")
_RATES = words_of("phrases.rate_names")
_LOOK_BACK = 3  # clauses in which the names of a list may stand


@dataclass(frozen=True, slots=True)
class Parallel:
    """Figures side by side under one lead-in, by index, and what each of them is named."""

    members: tuple[int, ...]
    names: tuple[str, ...]


def find_lists(clauses: Clauses, named: Sequence[Mention]) -> tuple[Parallel, ...]:
    """The parallel lists of a passage, in order."""
    found: list[Parallel] = []
    index = 0
    while index < len(named):
        stop = index + 1
        while stop < len(named) and _goes_on(clauses.string, named, stop):
            stop += 1
        if stop - index > 1:
            members = tuple(range(index, stop))
            found.append(Parallel(members, _names(clauses, named[index], len(members))))
        index = stop
    return tuple(found)


def _goes_on(string: str, named: Sequence[Mention], index: int) -> bool:
    """Whether nothing but a joint stands between a figure and the one before it."""
    here, before = named[index], named[index - 1]
    if here.previous != index - 1 or here.unit != before.unit or here.pause > Pause.CLAUSE:
        return False
    if here.side not in (Side.INHERITED, Side.NONE):
        return False  # 145个、282场技能竞赛: it has a name of its own
    between = string[before.figure.outer_stop : here.figure.outer_start]
    return bool(between.strip()) and bool(_JOINT.fullmatch(between))


def _names(clauses: Clauses, first: Mention, count: int) -> tuple[str, ...]:
    """A name for each member; all the same where the report names them together."""
    string = clauses.string
    start, _ = clauses.sentence(first.figure.start)
    lead = first.words_before
    stop = first.figure.outer_start
    relative = first.unit in (RATIO, "percentage_point") or words().growth_tail.search(lead)
    rate = first.unit == RATIO and first.label.endswith(_RATES)
    for step in range(1 if relative and not rate else _LOOK_BACK):
        begin = max(start, clauses.before(stop, first.bracket))
        if (batches := _BATCHES.search(string, begin, stop)) is not None:
            return (before_name(string[begin : batches.start()]) or first.label,) * count
        names = _split(string[begin:stop], count, own=before_name(lead) if step else None)
        if names:
            return names
        if begin <= start or (string[begin - 1] in "：:" and string[begin:stop].strip()):
            break  # what stands before a colon is not named again behind the clause that follows it
        stop = begin - 1
    label = first.label if first.side is not Side.NONE else before_name(lead)
    return (label,) * count


def _split(raw: str, count: int, own: str | None) -> tuple[str, ...]:
    """The names of a list `甲、乙和丙（三个部分）（分别为）` when there are as many as asked for. `own` are the words right
    before the figures, where the names stand in a clause before: 甲、乙预算分别为8万元和14万元，执行7万元和13万元."""
    turn = _IN_TURN.search(raw)
    tail = before_name(raw[turn.end() :]) if turn else ""
    if DIGIT.search(raw):  # the names are those of other figures, too
        tail = own or ""
    body = before_name(raw[: turn.start()] if turn else raw)
    body = _INTRODUCED.sub("", _COUNTED.sub("", body))
    parts = [before_name(p) for p in _NAMES.split(body) if p.strip()]
    if len(parts) != count or not all(parts) or any(DIGIT.search(p) for p in parts):
        return ()
    general = next((g for g in _generic() if parts[-1].endswith(g) and len(parts[-1]) - len(g) > 1), "")
    if general and not any(p.endswith(general) for p in parts[:-1]):  # 甲项目、乙项目年初预算
        stems = [*parts[:-1], parts[-1][: -len(general)]]
        return tuple(p + (tail or general) for p in stems)
    # 收、支总计: what the last one ends in belongs to all
    sizes = {len(p) for p in parts[:-1]}
    if len(sizes) == 1 and len(parts[-1]) > (size := sizes.pop()) and size <= 2:
        suffix = parts[-1][size:]
        if not any(p.endswith(suffix) for p in parts[:-1]):  # 满意和较满意 have their own
            parts = [*(p + suffix for p in parts[:-1]), parts[-1]]
    return tuple(p + (tail if tail and not p.endswith(tail) else "") for p in parts)


@cache
def _generic() -> tuple[str, ...]:
    """What a sum may be of anything (年初预算, 实际支出), the longest first; 支出 alone ends names of kinds (项目支出)."""
    return tuple(
        sorted((g for g in words().generic if len(g) > 2 or g in words_of("phrases.budget")), key=len, reverse=True)
    )
