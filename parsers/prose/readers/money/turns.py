"""Sums told in turn for several projects: 甲、乙两个项目预算分别为8万元和14万元，执行7.6万元和13.9万元."""

from __future__ import annotations

from collections.abc import Sequence

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.prose.layers.figures import Figure
from ziping.parsers.prose.readers.money.owners import Kind, Owner

_JOINT = shaped(r"\s?(?:、|{grammar.joining})\s?")
_IN_TURN = shaped(r"(?:{grammar.respectively}|各)[^，。；：\d]{0,8}\s?$")
_NAMES = shaped(
    r"(?P<names>[^，。；：\d]{2,60}?)(?:等)?(?:[两二三四五六七八九十]|\d)个(?:子)?(?:{grammar.projects})的?"
)
# 甲项目、乙项目年初预算分别为: each name says what it is
_NAMED = shaped(
    r"(?P<names>[^，。；：\d]{2,60}(?:{grammar.projects}|{money.money_objects}))(?:{money.name_of_plan}|{money.name_of_spending})?$"
)
_PURPOSE = shaped(r"\s?(?:{grammar.main_use})?(?:{grammar.used_for})")
_PURPOSE_OF = shaped(r"元(?:{grammar.main_use})?(?:{grammar.used_for})")
_PARTED = shaped("、|{grammar.joining}")


def run_from(string: str, mentions: Sequence[Mention], index: int) -> tuple[int, ...]:
    """The figures that are listed with one, parted by commas or 和 alone: 8万元和14万元, 95%和99.29%."""
    run = [index]
    for after in range(index + 1, len(mentions)):
        last, figure = mentions[run[-1]].figure, mentions[after].figure
        if figure.unit != last.unit or _JOINT.fullmatch(string, last.outer_stop, figure.outer_start) is None:
            break
        run.append(after)
    return tuple(run)


def owners_in_turn(string: str, start: int, stop: int, count: int) -> tuple[Owner, ...]:
    """The projects that the words before a run name, one for each of its figures; none where they do not."""
    turn = _IN_TURN.search(string, start, stop)
    if turn is None:
        return ()
    match = _NAMES.search(string, start, stop) or _NAMED.search(string, start, turn.start())
    if match is None:
        return ()
    owners, at = [], match.start("names")
    for name in _PARTED.split(match["names"]):
        begin = string.index(name, at)
        at = begin + len(name)
        owners.append(Owner(Kind.ITEM, "project", name, (begin, at)))
    return tuple(owners) if len(owners) == count and all(o.key for o in owners) else ()


def is_shared_out(clauses: Clauses, figure: Figure) -> bool:
    """5万元用于购置设备，12万元用于维护: sums for several purposes are parts, none the whole."""
    if _PURPOSE.match(clauses.string, figure.outer_stop) is None:
        return False
    return len(_PURPOSE_OF.findall(clauses.string, *clauses.sentence(figure.start))) > 1
