"""Where the name of what is scored stands: beside the points, at the front of their clause, or in a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.goals import goal_words
from ziping.parsers.lexicon.prose import score_words
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.layers.outline import Outline
from ziping.parsers.prose.readers.level_names import level_of_label
from ziping.parsers.prose.readers.scores.names import trimmed
from ziping.parsers.prose.readers.scores.score import Role

_POINTS_BEHIND = shaped(r"[（(]\s*(?:{scores.weights_named})?\s*\d")
_CLAUSE_NAME = re.compile(r"\s*[^，。；：:,;\n]{2,20}(?=[，,])")
_ASPECT = shaped(r"\s*(?P<name>[一-鿿]{2,10}?)(?:{scores.side})[，,：:]")
_ALL_GOT = shaped(r"(?:{grammar.each}|{scores.self_scored})*(?:{scores.all_points})")
_REQUIRED = shaped(r"(?<=[一-鿿]{2})(?:{targets.required})")  # 管护制度|要求健全
_RATED = shaped(r"(?:{scores.score_rates})[为是]?\s?\d[\d.]*\s?[%％]$")
_BEHIND = re.compile(r"[（(](?P<name>[一-鿿]{2,12})[）)]")  # 20分（投入）+19分（过程）
_COLONS = ("：", ":")
_COMMA = re.compile("[，,]")
_WHY = shaped(r"\s*(?:因|但|{scores.lost_reasons}|{scores.lost_points})")

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Naming:
    """The figures of a passage, of which each is given the name that its words say.

    Attributes:
        given: Where the figures begin that are added to a sum of points given (决策（20分）+过程（30分）=50分).
    """

    clauses: Clauses
    named: Sequence[Mention]
    outline: Outline
    given: frozenset[int] = frozenset()

    def role(self, place: Mention) -> tuple[Role, int]:
        """The role that the words before the figure give it, and where those words begin."""
        string, start = self.clauses.string, place.figure.outer_start
        match = score_words().role_tail.search(string, place.lead, start) or self._before_colon(place)
        if place.figure.start in self.given:
            return Role.GOT, start if match is None else match.start()
        if match is not None:
            return Role(match.lastgroup), match.start()
        if place.bracket != OUTSIDE and not string[place.lead : start].strip():
            return Role.FULL, start
        stop = self.clauses.after(place.figure.outer_stop, place.bracket, Pause.PART)
        clauses = (m.end() for m in _COMMA.finditer(string, start, stop))
        all_got = any(_ALL_GOT.match(string, at, stop) for at in (place.figure.outer_stop, *clauses))
        return (Role.FULL if all_got else Role.BARE), start

    def _before_colon(self, place: Mention) -> re.Match[str] | None:
        """，得分：10分: the words of a clause that ends in a colon, where they are all that it says."""
        colon = place.lead - 1
        if (
            self.clauses.string[colon : place.lead] not in _COLONS
            or self.clauses.string[place.lead : place.figure.outer_start].strip()
        ):
            return None
        return score_words().role_tail.fullmatch(self.clauses.string, self.clauses.before(colon, place.bracket), colon)

    def beside(self, place: Mention, stop: int, role: Role) -> _Span | None:
        """The name before the figure, at the front of its clause or in its sentence."""
        if place.figure.start in self.given and (behind := _BEHIND.match(self.clauses.string, place.figure.stop)):
            return behind.span("name")
        return self._before(place, stop) or self._at_front(place, role)

    def _before(self, place: Mention, stop: int) -> _Span | None:
        """The name right before the figure, or before the bracket that holds it."""
        start = place.lead
        if place.bracket != OUTSIDE and not self.clauses.string[start:stop].strip():
            outer = self.clauses.outer(place.bracket)
            start, stop = self.clauses.before(place.bracket, outer), min(stop, place.bracket)
            for earlier in reversed(self.named):
                if start < earlier.figure.stop <= place.bracket:
                    start = earlier.figure.stop  # 得3分（满分3分）: the words before belong to the figure before
                    break
        start = max(start, *(self.clauses.string.rfind(sign, start, stop) + 1 for sign in "=＝"))
        return trimmed(self.clauses.string, start, stop)

    def _at_front(self, place: Mention, role: Role) -> _Span | None:
        """在决策方面，满分15分; 项目过程指标：满分22分: the name of a level before a comma or colon."""
        string, lead = self.clauses.string, place.lead
        if role is Role.CUT or string[lead - 1 : lead] not in ("，", ",", "：", ":"):
            return None
        start = self.clauses.before(lead - 1, place.bracket)
        rated = _RATED.search(string, start, lead - 1)  # 决策指标得分率95%，得19分
        name = trimmed(string, start, lead - 1 if rated is None else rated.start())
        begins = name is not None and (string[lead - 1] in "，," or not string[start : name[0]].strip())
        return name if name is not None and begins and level_of_label(string[slice(*name)]) is not None else None

    def clause(self, place: Mention) -> _Span | None:
        """。预算安排合理，得10分: the first clause of what stands between two semicolons, where it says no reason."""
        string, start = self.clauses.string, self.clauses.before(place.figure.start, OUTSIDE, Pause.PART)
        if (aim := goal_words().aim_opener.match(string, start, place.lead)) is not None:
            start = aim.end()  # 要求10月底前全部完工，…，15分得12分
        match = _CLAUSE_NAME.match(string, start, place.lead)
        if match is None or _WHY.match(string, start):
            return None
        required = _REQUIRED.search(string, start + 1, match.end())
        return trimmed(string, start, match.end() if required is None else required.start())

    def aspect(self, place: Mention) -> _Span | None:
        """经济性方面，各子项均未突破合同价，分值5分: what the part of a sentence is about."""
        start = self.clauses.before(place.figure.start, OUTSIDE, Pause.PART)
        match = _ASPECT.match(self.clauses.string, start, place.lead) if place.bracket == OUTSIDE else None
        return None if match is None else trimmed(self.clauses.string, *match.span("name"))

    def heading(self, item: int) -> _Span | None:
        """The name in the heading of an item."""
        start, stop = self.outline.heading(item)
        match = re.search(r"[：:，,]", self.clauses.string[start:stop])
        name = trimmed(self.clauses.string, start, start + match.start() if match else stop)
        if name is None:
            return None
        opened = _POINTS_BEHIND.search(self.clauses.string[name[0] : name[1]])
        return trimmed(self.clauses.string, name[0], name[0] + opened.start()) if opened else name

    def is_heading(self, item: int, name: _Span) -> bool:
        """Whether a name stands in the heading of a numbered item."""
        start, stop = self.outline.heading(item)
        return self.outline.items[item].style != "" and start <= name[0] < stop
