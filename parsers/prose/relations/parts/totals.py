"""Which of several figures a list of parts is of: the nearest, unless the parts say otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.kinds import adds_up
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.prose.relations.parts.addition import fits, is_slip_away, nearly_fits
from ziping.parsers.prose.relations.parts.oversized_parts import has_share, is_announced

_FEW = 2
_MOST = 20  # parts of a list behind which its sum is looked for
_BARE = 4  # characters of words before a sum that are nothing else
_PUNCTUATION = "，。；：、（(,;:\n 　"


@dataclass(frozen=True, slots=True)
class Choice:
    """A list of parts and what it may be of.

    Attributes:
        clauses: The passage.
        mentions: Its figures.
        first: Index of the first part.
        at: Offset of the word that opens the list.
        candidates: Figures that it may be of, the nearest first.
        runs: What it may hold: its first two figures, its first three, …, all of them.
    """

    clauses: Clauses
    mentions: Sequence[Mention]
    first: int
    at: int
    candidates: Sequence[int]
    runs: Sequence[Sequence[int]]

    def total(self) -> int | None:
        """Index of the total; None where nothing tells."""
        if not self.candidates:
            return None
        nearest, value = self.candidates[0], self.mentions[self.first].value
        large = next((k for k in self.candidates if self.mentions[k].value >= value), None)
        if large != nearest:
            return self._total_when_smaller(large)
        if not self.runs or any(makes(self.mentions, nearest, r) for makes in (fits, nearly_fits) for r in self.runs):
            return nearest
        # 受理86件，办结84件，其中初访65件、重访21件: all of them make the other one
        return next((k for k in self.candidates[1:] if fits(self.mentions, k, self.runs[-1])), nearest)

    def _total_when_smaller(self, large: int | None) -> int | None:
        """The total where the nearest figure is smaller than the first part: the one that the parts make up, else the
        one that they would but for a misprint, else the next that is large enough. Where none is, the nearest if
        words leave no doubt: a part above its total is an error of the report."""
        for makes in (fits, nearly_fits):
            found = next((k for k in self.candidates if any(makes(self.mentions, k, r) for r in self.runs)), None)
            if found is not None:
                return found
        both = sum(self.mentions[k].value for k in self.candidates[:_FEW])
        if any(sum(self.mentions[k].value for k in run) == both for run in self.runs):
            return None  # 年初预算300万元，追加20万元，其中: of the two together
        if large is not None:
            return large
        nearest, every = self.candidates[0], self.runs[-1] if self.runs else ()
        shared = bool(every) and all(has_share(self.clauses, self.mentions, k) for k in every)
        return nearest if shared or is_announced(self.clauses, self.mentions, nearest, self.at, every) else None


def figures_like(clauses: Clauses, mentions: Sequence[Mention], index: int) -> list[int]:
    """The figures that can add up in the unit and bracket of one, from it to the end of its sentence."""
    named = mentions[index]
    _, stop = clauses.sentence(named.figure.start)
    found = []
    for k in range(index, len(mentions)):
        other = mentions[k]
        if other.figure.start >= stop:
            break
        if other.bracket == named.bracket and other.unit == named.unit and adds_up(mentions[k]):
            found.append(k)
    return found


def runs_from(clauses: Clauses, mentions: Sequence[Mention], index: int) -> list[list[int]]:
    """The first two of these figures, the first three, …, all of them."""
    run = figures_like(clauses, mentions, index)
    return [run[:count] for count in range(_FEW, len(run) + 1)]


def is_summed_up(clauses: Clauses, mentions: Sequence[Mention], index: int) -> bool:
    """Whether the list that begins with a figure is summed up at its end (依次为4万元、2万元，小计6万元): it is of that sum, not
    of one told before."""
    run = figures_like(clauses, mentions, index)
    for count, k in enumerate(run[:_MOST]):
        named = mentions[k]
        lead = named.told.strip(_PUNCTUATION)
        if count >= _FEW and words().sum_word.match(lead) and len(lead) <= _BARE:
            return fits(mentions, k, run[:count]) or is_slip_away(mentions, k, run[:count])
    return False


def are_alike(one: Mention, other: Mention) -> bool:
    """Whether a figure can add up, and is in the unit of another one."""
    return one.unit == other.unit and adds_up(one)


def number_like(mentions: Sequence[Mention], index: int, stop: int) -> int:
    """How many figures from one on up to an offset can add up with it, as far as it matters."""
    found = 0
    for k in range(index, len(mentions)):
        if found >= _FEW or mentions[k].figure.start >= stop:
            break
        found += are_alike(mentions[k], mentions[index])
    return found


def has_like_before(mentions: Sequence[Mention], index: int, start: int) -> bool:
    """Whether a figure before one, from an offset on, can add up with it."""
    for k in range(index - 1, -1, -1):
        if mentions[k].figure.start < start:
            return False
        if are_alike(mentions[k], mentions[index]):
            return True
    return False
