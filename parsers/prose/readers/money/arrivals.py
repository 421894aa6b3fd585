"""Money that is told to have come in full: the sum that was planned is the sum that was received."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.money import money_words
from ziping.parsers.prose.labels.kinds import MONEY
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.readers.money.funding_row import Line
from ziping.parsers.prose.readers.money.owners import Owner, source_of
from ziping.parsers.prose.readers.money.wording import bounds, in_indicator
from ziping.parsers.text.units import POINT, RATIO, YUAN
from ziping.schemas.quantity import Operator

_IN_FULL = shaped(r"(?:{grammar.in_full})[^，。；：、\d]{0,8}?(?:{money.arrived})(?!率|{grammar.rate_ends})")
_RATE = shaped(r"(?:{money.arrived})率(?:{grammar.amount_links})*\s?$")
_NOT = shaped("{grammar.not}|{grammar.expected}")
_SPENT = ("executed", "transferred", "neither")


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What came in full.

    Attributes:
        sums: Indexes of the sums right before such words.
        names: What is told to have come, apart from any sum: the whole (资金), or a fund by its name.
        sources: The keys of the sources that are told so.
    """

    sums: frozenset[int]
    names: frozenset[str]
    sources: frozenset[str]

    def fill(self, mentions: Sequence[Mention], line: Line, owner: Owner | None = None) -> Line:
        """The line with what was received, where it has a budget and the words tell that this came."""
        budget = line.annual if line.annual is not None else line.initial
        if budget is None or line.received is not None:
            return line
        named = owner is None and any(_is_of(name, mentions[budget]) for name in self.names)
        told = budget in self.sums or named or (owner is not None and owner.key in self.sources)
        return replace(line, received=budget) if told else line


def _is_of(name: str, budget: Mention) -> bool:
    return money_words().general.fullmatch(name) is not None or name in budget.label


def find_arrivals(clauses: Clauses, mentions: Sequence[Mention]) -> Arrivals:
    """上述资金全部到位; 中央补助资金386万元，到位率100%. Of several sums in one part of a sentence none has come alone."""
    sums: set[int] = set()
    names: set[str] = set()
    sources: set[str] = set()
    starts = [m.figure.start for m in mentions]
    for start, stop in _statements(clauses, mentions):
        part = clauses.before(start, OUTSIDE, Pause.PART)
        near = range(bisect_left(starts, part), bisect_left(starts, start))
        before = [k for k in near if mentions[k].unit == YUAN]
        before = [k for k in before if k != mentions[before[-1]].parent]  # 合计120万元，其中：中央80万元，到位率100%
        subject = clauses.string[start:stop].strip(" ，,的")
        plain = money_words().general.fullmatch(subject) is not None
        if len(before) == 1 and plain and mentions[before[0]].kind in MONEY:
            sums.add(before[0])
        elif (source := source_of(clauses.string, start, stop)) is not None:
            sources.add(source.key)
        elif money_words().object_tail.search(subject) is not None:
            names.add(subject)
    return Arrivals(frozenset(sums), frozenset(names), frozenset(sources))


def _statements(clauses: Clauses, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Where the words stand before those that tell it, in their clause; what earns points is no statement of money."""
    points = {clauses.sentence(m.figure.start) for m in mentions if m.unit == POINT}
    sums = [m.figure.start for m in mentions if m.unit == YUAN]
    found = []
    for match in _IN_FULL.finditer(clauses.string):
        bracket = clauses.bracket_at(match.start())
        behind = clauses.after(match.end(), bracket)
        if bisect_left(sums, match.end()) == bisect_left(sums, behind):  # 资金全部到位120万元 tells how much
            found.append((clauses.before(match.start(), bracket), match.start()))
    for mention in mentions:
        figure = mention.figure
        if figure.unit != RATIO or figure.value != 1 or figure.operator != Operator.EQ:
            continue
        start, stop = bounds(clauses, mention)
        rate = _RATE.search(clauses.string, start, stop)
        if rate is not None and not in_indicator(clauses, start):
            found.append((start, rate.start()))
    for start, stop in sorted(found):
        other = any(
            money_words().roles[m[0]] in _SPENT for m in money_words().role.finditer(clauses.string, start, stop)
        )
        if not other and _NOT.search(clauses.string, start, stop) is None and clauses.sentence(start) not in points:
            yield start, stop
