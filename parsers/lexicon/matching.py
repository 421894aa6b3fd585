"""Lists of names with their meanings, and how a printed wording is matched against them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import Any

from ziping.parsers.text.normalise import bare, letters, plain

_SHORTEST_CONTAINED = 2  # characters: shorter names are too common inside other words
_SHORTEST_MISPRINTED = 4  # characters: with fewer, one wrong character makes another word
_COMPOSED_LENGTH = range(2, 15)  # characters of a heading that is told by what it is made of
LONGEST_WORDING = 48  # characters of a cell that may still be a heading or label


class VocabularyError(ValueError):
    """A file of the lexicon contradicts itself or the contract."""


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


def names_of(file: str, data: Mapping[str, Any], section: str, *, meanings: Collection[str]) -> Names:
    """The names of a section of a file, and what stands under `…_weak`, `…_qualified` and `…_composed`, validated.

    Raises:
        VocabularyError: for a meaning that is not among `meanings`, or a name that is listed twice once
            blanks, brackets and widths are set aside.
    """
    strong = _normalised(file, data[section], meanings)
    weak = _normalised(file, data.get(f"{section}_weak", {}), meanings)
    if twice := strong.keys() & weak.keys():
        raise VocabularyError(f"{file}: listed both as certain and as weak: {', '.join(sorted(twice))}")
    qualified = data.get(f"{section}_qualified", {})
    composed = data.get(f"{section}_composed", {})
    if strangers := (qualified.keys() | set(composed.values())) - set(meanings):
        raise VocabularyError(f"{file}: qualified or composed, but no such meaning: {', '.join(sorted(strangers))}")
    return Names(
        strong,
        weak,
        {meaning: _normalised(file, words, meanings) for meaning, words in qualified.items()},
        _misprints(strong),
        tuple((re.compile(pattern), meaning) for pattern, meaning in composed.items()),
    )


def _normalised(file: str, names: Mapping[str, str], meanings: Collection[str]) -> dict[str, str]:
    result: dict[str, str] = {}
    for printed, meaning in names.items():
        if meaning not in meanings:
            raise VocabularyError(f"{file}: {printed} = {meaning!r}: no such meaning; choose of {', '.join(meanings)}")
        name = bare(printed)
        if not name or name in result:
            raise VocabularyError(f"{file}: {printed} is listed twice")
        result[name] = meaning
    return result


def word_list(file: str, words: Iterable[str]) -> frozenset[str]:
    """Words for comparison with `bare`.

    Raises:
        VocabularyError: for a word listed twice.
    """
    return frozenset(_normalised(file, _once(file, words), {""}))


def _once(file: str, words: Iterable[str]) -> dict[str, str]:
    every = list(words)
    if twice := {w for w in every if every.count(w) > 1}:
        raise VocabularyError(f"{file}: listed twice: {', '.join(sorted(twice))}")
    return dict.fromkeys(every, "")


def read_toml(file: str) -> dict[str, Any]:
    """The contents of a file of the lexicon.

    Raises:
        VocabularyError: when it is no TOML, or names a key twice.
    """
    try:
        return tomllib.loads(files("ziping.parsers.lexicon").joinpath(file).read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"{file}: {error}") from error


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
