"""Lists of names with their meanings, and how a printed wording is matched against them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache

from ziping.parsers.lexicon.entries import Entry, Use, VocabularyError, entries, entry, shaped
from ziping.parsers.text.normalise import bare, letters, plain

_SHORTEST_CONTAINED = 2  # characters: shorter names are too common inside other words
_SHORTEST_MISPRINTED = 4  # characters: with fewer, one wrong character makes another word
_COMPOSED_LENGTH = range(2, 15)  # characters of a heading that is told by what it is made of
LONGEST_WORDING = 48  # characters of a cell that may still be a heading or label


class Fit(IntEnum):
    """How well a printed wording matches a name; higher is better."""

    COMPOSED = 1  # nobody listed it; it is made of words that together mean it: 未达目标 + 说明
    MISPRINTED = 2  # one character differs, is missing or too many, as recognisers and typists slip
    CONTAINED = 3  # the name stands inside the wording
    ENDING = 4  # the wording ends in the name: 全年 + 实际完成值
    WEAK = 5  # it is the whole wording, but a name that means it only where nothing speaks against it
    WHOLE = 6  # it is the whole wording


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in a wording."""

    meaning: str
    name: str
    fit: Fit

    @property
    def sure(self) -> bool:
        """Whether the wording is the name itself, and the name unmistakable."""
        return self.fit is Fit.WHOLE


@dataclass(frozen=True, slots=True)
class Names:
    """Names and their meanings; `weak` names count only as whole wordings.

    `qualified` says for a meaning which words beside the name change it, and to what. `composed` are patterns
    of wordings that nobody listed, tried in order on short ones.
    """

    strong: Mapping[str, str]
    weak: Mapping[str, str] = field(default_factory=dict)
    qualified: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    misprints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    composed: tuple[tuple[re.Pattern[str], str], ...] = ()

    def find(self, wording: str) -> Match | None:
        """The best match of a printed wording; None where no name fits."""
        return _find(self, wording)

    def meaning(self, wording: str) -> str | None:
        """What the whole wording means, weak names included; None for anything longer or unknown."""
        word = bare(wording)
        return self.strong.get(word) or self.weak.get(word)

    def __hash__(self) -> int:
        return id(self)


def names_of(use: Use, concepts: Sequence[str], *files: str) -> Names:
    """The names of concepts under a use, and what stands under it with `weak_`, `composed_` and `beside_`; wordings that
    nobody listed are tried in the order of `concepts`.

    Raises:
        VocabularyError: for names of a concept that is not among `concepts`, or one name of two.
    """
    found = {e.name: e for file in files for e in entries(file).values() if _uses(e, use)}
    if strangers := found.keys() - set(concepts):
        raise VocabularyError(f"{', '.join(files)}: {use} of no such concept: {', '.join(sorted(strangers))}")
    ordered = [found[c] for c in concepts if c in found]
    strong = _normalised(use, ordered)
    weak = _normalised(_beside("weak", use), ordered)
    if twice := strong.keys() & weak.keys():
        raise VocabularyError(f"{use}: listed both as certain and as weak: {', '.join(sorted(twice))}")
    return Names(
        strong,
        weak,
        _qualified_by(_beside("beside", use), ordered),
        _misprints(strong),
        tuple((shaped(p), e.name) for e in ordered for p in _words(e, _beside("composed", use))),
    )


def _uses(entry: Entry, use: Use) -> bool:
    every = (use, *(_beside(kind, use) for kind in ("weak", "composed", "beside")))
    return any(u in entry.words or u in entry.beside for u in every if u is not None)


def _beside(kind: str, use: Use) -> Use | None:
    """The use that goes with another one; None where there is none."""
    name = f"{kind}_{use}"
    return Use(name) if name in set(Use) else None


def _words(entry: Entry, use: Use | None) -> tuple[str, ...]:
    return entry.of(use) if use is not None else ()


def _normalised(use: Use | None, ordered: Iterable[Entry]) -> dict[str, str]:
    result: dict[str, str] = {}
    for one in ordered:
        for printed in _words(one, use):
            name = bare(printed)
            if not name or name in result:
                raise VocabularyError(f"{use}: {printed} is listed twice")
            result[name] = one.name
    return result


def _qualified_by(use: Use | None, ordered: Iterable[Entry]) -> dict[str, dict[str, str]]:
    """Concept → the words that make of its headings those of another → that other."""
    result: dict[str, dict[str, str]] = {}
    for one in ordered:
        for concept, words in one.beside.get(use, {}).items() if use is not None else ():
            for word in words:
                if bare(word) in result.setdefault(concept, {}):
                    raise VocabularyError(f"{use}.{concept}: {word} is listed twice")
                result[concept][bare(word)] = one.name
    return result


def word_list(concept: str) -> frozenset[str]:
    """The words of a concept for comparison with `bare`.

    Raises:
        VocabularyError: for a word listed twice.
    """
    return frozenset(_normalised(Use.WORDS, [entry(concept)]))


@cache
def _find(names: Names, wording: str) -> Match | None:
    word = bare(wording)
    if not word or len(word) > LONGEST_WORDING:
        return None
    for form in _wholes(wording):
        if form in names.strong:
            return Match(names.strong[form], form, Fit.WHOLE)
        if form in names.weak:
            return Match(names.weak[form], form, Fit.WEAK)
    return _inside(names, word) or _misprinted(names, word) or _composed(names, word)


def _inside(names: Names, word: str) -> Match | None:
    """The longest name that the word ends in, else the longest inside it."""
    endings = (word[i:] for i in range(1, len(word) - _SHORTEST_CONTAINED + 1))
    inner = (
        word[i : i + length]
        for length in range(len(word) - 1, _SHORTEST_CONTAINED - 1, -1)
        for i in range(len(word) - length)
    )
    for fit, parts in ((Fit.ENDING, endings), (Fit.CONTAINED, inner)):
        name = next((part for part in parts if part in names.strong), None)
        if name is not None:
            return Match(_qualified(names, names.strong[name], word.replace(name, "", 1)), name, fit)
    return None


def _qualified(names: Names, meaning: str, rest: str) -> str:
    """The meaning that the words beside a name make of it: the longest that is listed counts."""
    words = [w for w in names.qualified.get(meaning, ()) if w in rest]
    return names.qualified[meaning][max(words, key=len)] if words else meaning


def _wholes(wording: str) -> tuple[str, ...]:
    """The whole wording as it may be listed: with the words in its brackets (指标值（年初） as printed and as
    年初指标值), then without."""
    word, inside = bare(wording), "".join(re.findall(r"\(([^()]*)\)", plain(wording)))
    return (letters(wording), inside + word, word) if inside else (word,)


def _composed(names: Names, word: str) -> Match | None:
    if len(word) not in _COMPOSED_LENGTH:
        return None
    meaning = next((m for pattern, m in names.composed if pattern.search(word)), None)
    return None if meaning is None else Match(meaning, word, Fit.COMPOSED)


def _misprinted(names: Names, word: str) -> Match | None:
    if len(word) < _SHORTEST_MISPRINTED - 1:
        return None
    near = {name for slip in (word, *_slips(word)) for name in names.misprints.get(slip, ())}
    near |= {shorter for shorter in _shortened(word) if shorter in names.strong}
    if len({names.strong[n] for n in near}) != 1:
        return None
    name = min(near)
    return Match(names.strong[name], name, Fit.MISPRINTED)


def _slips(word: str) -> Iterator[str]:
    """The word with each of its characters blanked in turn."""
    return (f"{word[:i]}?{word[i + 1 :]}" for i in range(len(word)))


def _shortened(word: str) -> Iterator[str]:
    """The word with each of its characters left out in turn."""
    return (word[:i] + word[i + 1 :] for i in range(len(word)))


def _misprints(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What a name may be misprinted as, one character blanked or left out → the names."""
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        if len(name) >= _SHORTEST_MISPRINTED:
            for slip in (*_slips(name), *_shortened(name)):
                found[slip] = (*found.get(slip, ()), name)
    return found
