"""Where running text speaks of one kind of expenditure or of funds alone: below a heading, or behind words that open with it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.money import money_words
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.layers.outline import Outline
from ziping.parsers.prose.readers.money.owners import Kind, Owner
from ziping.parsers.prose.readers.money.wording import bounds, is_named_in_list
from ziping.parsers.text.units import YUAN

# Kinds of spending, and kinds of funds: of each family, by the group of its name, the line that it is
_FAMILIES = ({"basic": "basic", "project": "project"}, {"general": "current_year", "fund": "other", "capital": "other"})
_LINES = {key: line for family in _FAMILIES for key, line in family.items()}
_NATURE = shaped(
    r"(?P<basic>(?:{phrases.basic_by_nature})(?:{phrases.spending}))|(?P<project>(?:{grammar.projects})(?:{phrases.spending}))"
    r"|(?P<general>{money.general_funds})|(?P<fund>{money.government_funds})|(?P<capital>{money.capital_funds})"
)
_HEADED = shaped(
    r"(?:{grammar.this_year}|{money.no_money_name}|(?:19|20)\d\d|[一二三四五六七八九十]是|[\s\d、．.（）()])*?"
    rf"(?:{_NATURE.pattern})(?:{{money.behind_nature}})*[。：:\s]*"
)
# 支出合计2900万元，其中基本支出…; 除基本支出外: they are told beside others
_BESIDE = shaped(r"{grammar.openers}|{grammar.grand_sums}|{grammar.among}|{grammar.not}")
_WHOLE = shaped(r"{grammar.totals}|{grammar.grand_sums}|{titles.of_whole}")
_SIGNS = "，,：:、率"
_AGAINST = shaped("{money.rate_against}")
_SIDE = shaped(r"(?:{scores.side})?[，,：:\s]*")


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    stop: int
    owner: Owner
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Natures:
    """The stretches that speak of one kind of expenditure alone, the innermost last; none where only one kind is told so: a
    report on one project may call all its money project expenditure."""

    clauses: Clauses
    stretches: tuple[_Stretch, ...] = ()

    def owner(self, mention: Mention) -> Owner | None:
        """The kind that a sum or rate is told of, if its own words name nothing else; None for the whole's and others."""
        if (own := self._named(mention)) is not None:
            return own
        at = mention.figure.start
        around = [s for s in self.stretches if s.start <= at < s.stop]
        if not around:
            return None
        inner, (start, stop) = around[-1], bounds(self.clauses, mention)
        name = inner.owner.span
        if inner.listed:
            return inner.owner
        if start <= name[0] < stop:
            return inner.owner if is_plain(self.clauses.string, name[1], stop) else None
        sentence, _ = self.clauses.sentence(at)
        turned = _WHOLE.search(self.clauses.string, max(sentence, name[1]), stop)  # …；两项合计预算1890万元，支出…
        return inner.owner if turned is None and is_plain(self.clauses.string, start, stop) else None

    def names(self, mention: Mention) -> bool:
        """Whether the words of a figure name its kind."""
        return self._named(mention) is not None

    def _named(self, mention: Mention) -> Owner | None:
        start, stop = bounds(self.clauses, mention)
        names = [m for m in _NATURE.finditer(self.clauses.string, start, stop) if _owner(m).key in self.told]
        plain = len(names) == 1 and is_plain(self.clauses.string, names[0].end(), stop)
        return _owner(names[0]) if plain else None

    def lists(self, mention: Mention) -> bool:
        """Whether a list gave a sum the name of a kind."""
        return any(s.listed and s.start == mention.figure.start for s in self.stretches)

    @property
    def told(self) -> frozenset[str]:
        """The kinds that are told so."""
        return frozenset(s.owner.key for s in self.stretches)


def is_plain(string: str, start: int, stop: int) -> bool:
    """Whether words name no money of its own: they say when, and what became of it."""
    known, words = money_words(), string[start:stop]
    for told in (known.role, known.adjusted, known.initial, _AGAINST):
        words = told.sub("", words)
    return known.general.fullmatch(words.strip(_SIGNS)) is not None


def find_natures(clauses: Clauses, outline: Outline, mentions: Sequence[Mention]) -> Natures:
    """The stretches of a passage."""
    found = [*_below_headings(outline), *_behind_names(clauses, mentions), *_of_lists(clauses, mentions)]
    keys = {s.owner.key for s in found}
    told = {key for family in _FAMILIES if len(keys & family.keys()) > 1 for key in family}
    found.sort(key=lambda s: (s.start, -s.stop))
    return Natures(clauses, tuple(s for s in found if s.owner.key in told))


def _below_headings(outline: Outline) -> Iterator[_Stretch]:
    """（二）项目支出情况: an item with all that stands below it."""
    for index, item in enumerate(outline.items):
        if not item.style:
            continue
        start, stop = outline.heading(index)
        match = _HEADED.fullmatch(outline.string, start, stop)
        if match is None:
            continue
        end = item.stop
        for number in range(index + 1, len(outline.items)):
            if index not in outline.ancestors(number):
                break
            end = outline.items[number].stop
        yield _Stretch(item.start, end, _owner(match))


def _behind_names(clauses: Clauses, mentions: Sequence[Mention]) -> Iterator[_Stretch]:
    """基本支出年初预算820万元，决算846.5万元；项目支出…: from a name that a sentence, or what follows a semicolon, opens with before
    its first sum, up to the next of them or the end of the sentence."""
    string = clauses.string
    marks = [m for m in clauses.marks if m.pause >= Pause.PART and m.bracket == OUTSIDE]
    edges = [-1, *(m.offset for m in marks), len(string)]
    pauses = {m.offset: m.pause for m in marks}
    starts = [m.figure.outer_start for m in mentions]
    begun: _Stretch | None = None
    for before, behind in pairwise(edges):
        if begun is not None and pauses.get(before, Pause.PARAGRAPH) >= Pause.SENTENCE:
            yield begun
            begun = None
        number = bisect_left(starts, before + 1)
        first = mentions[number] if number < len(mentions) and starts[number] < behind else None
        if first is None or first.unit != YUAN or first.bracket != OUTSIDE:
            continue
        names = list(_NATURE.finditer(string, before + 1, first.figure.outer_start))
        if len(names) == 1 and _opens(string, before + 1, names[0].span(), first.figure.outer_start):
            if begun is not None:
                yield _Stretch(begun.start, before, begun.owner)
            begun = _Stretch(names[0].start(), behind, _owner(names[0]))
        elif begun is not None:
            begun = _Stretch(begun.start, behind, begun.owner)
    if begun is not None:
        yield begun


def _of_lists(clauses: Clauses, mentions: Sequence[Mention]) -> Iterator[_Stretch]:
    """基本支出、项目支出年初预算分别为820万元、2100万元: the sums to which a list gave such a name."""
    for mention in mentions:
        match = _NATURE.match(mention.label) if mention.unit == YUAN and is_named_in_list(mention) else None
        if match is None or not is_plain(mention.label, match.end(), len(mention.label)):
            continue
        at, (start, _) = mention.figure.start, clauses.sentence(mention.figure.start)
        named = max(
            (m for m in _NATURE.finditer(clauses.string, start, at) if m[0] == match[0]),
            key=lambda m: m.start(),
            default=None,
        )
        if named is not None:
            yield _Stretch(at, mention.figure.stop, _owner(named), listed=True)


def _opens(string: str, start: int, name: tuple[int, int], stop: int) -> bool:
    """Whether a name is what a stretch speaks of, and the words between it and the first sum say no more than what that is."""
    side = _SIDE.match(string, name[1], stop)
    after = side.end() if side is not None else name[1]
    return _BESIDE.search(string, start, name[0]) is None and is_plain(string, after, stop)


def _owner(match: re.Match[str]) -> Owner:
    key = next(k for k in _LINES if match[k])
    return Owner(Kind.NATURE, _LINES[key], key, match.span(key))
