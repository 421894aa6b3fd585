"""Sums that are split by where they come from, and their parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ziping.parsers.lexicon.money import SOURCES, money_words
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.prose.readers.money.owners import Owner, source_of
from ziping.parsers.prose.readers.money.phrases import Phrase
from ziping.parsers.prose.readers.money.wording import bounds

_TWO = 2
_LEVELS = ("central", "provincial", "local")  # of government


@dataclass(frozen=True, slots=True)
class Splits:
    """The sums of a passage with their parts; `parts` are by the index of the sum."""

    clauses: Clauses
    mentions: Sequence[Mention]
    parts: Mapping[int, Sequence[int]]

    def is_by_source(self, index: int) -> bool:
        """防疫资金共计3.2亿元，其中，中央资金2亿元，省级资金1.2亿元: whether a sum is split by where it comes from."""
        known = [k for k in self.parts.get(index, ()) if self._is_source(k, _LEVELS)]
        return len(known) >= _TWO and self.mentions[index].parent is None

    def is_project(self, index: int, owner: Owner) -> bool:
        """评审费18万元，维护费6万元，省级科技项目验收经费16万元: whether what sounds like a source of some level is called after a purpose,
        among several that are no sources."""
        total = self.mentions[index].parent
        if total is None or money_words().plain_source.fullmatch(self.clauses.string, *owner.span) is not None:
            return False
        others = [k for k in self.parts.get(total, ()) if k != index]
        return len(others) >= _TWO and not any(self._is_source(k) for k in others)

    def source_of_part(self, start: int, phrase: Phrase) -> Owner | None:
        """省级财政|安排|补助资金14亿元 among the parts of a sum: the source that its name tells, or who stands before its verb."""
        giver = phrase.name[0] - len(phrase.verb) if phrase.rank == 1 else start
        return source_of(self.clauses.string, *phrase.name) or source_of(self.clauses.string, start, max(start, giver))

    def _is_source(self, index: int, lines: Sequence[str] = SOURCES) -> bool:
        source = source_of(self.clauses.string, *bounds(self.clauses, self.mentions[index]))
        return source is not None and source.line in lines
