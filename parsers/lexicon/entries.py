"""The entries of the lexicon: one a concept, with what it means, its words by use, and examples that are tests.

Each file holds the concepts of one field of meaning. A key of an entry is a use (`Use`), or says more of the words:

    means           what the concept is
    ambiguous       words that another concept has under the same use, too
    not_before      word → what may not follow it
    not_after       word → characters that may not stand before it
    examples        use → wordings that are read as the concept; `found`: text → the words that are found in it
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from ziping.parsers.text.normalise import bare

FILES = (
    "money",
    "lines",
    "scores",
    "targets",
    "levels",
    "heads",
    "labels",
    "titles",
    "chapters",
    "grammar",
    "reasons",
    "cells",
    "phrases",
    "doubts",
)
_ABOUT = frozenset({"means", "ambiguous", "not_before", "not_after", "examples"})
_CONCEPT = re.compile(r"\{(?P<concept>[a-z]+\.[a-z_0-9]+)(?::(?P<use>[a-z_]+))?\}")


class VocabularyError(ValueError):
    """A file of the lexicon contradicts itself or the contract."""


class Use(StrEnum):
    """How the words of a concept are used. Under `WEAK…` they count only as the whole wording; under `COMPOSED…` and
    `PATTERNS` stand patterns of wordings that nobody listed; under `BESIDE…` the words that make of another concept's
    heading one of this."""

    HEADINGS = "headings"  # of columns of score and goal sheets
    WEAK_HEADINGS = "weak_headings"
    COMPOSED_HEADINGS = "composed_headings"
    BESIDE_HEADINGS = "beside_headings"
    FUNDING_HEADINGS = "funding_headings"  # of columns of blocks of money
    WEAK_FUNDING_HEADINGS = "weak_funding_headings"
    COMPOSED_FUNDING_HEADINGS = "composed_funding_headings"
    BESIDE_FUNDING_HEADINGS = "beside_funding_headings"
    LINE_LABELS = "line_labels"  # of the lines of a block of money
    WEAK_LINE_LABELS = "weak_line_labels"
    COMPOSED_LINE_LABELS = "composed_line_labels"
    FIELD_LABELS = "field_labels"  # of entries of a head
    HEAD_LABELS = "head_labels"  # of entries of a head, in a row of two cells only
    TOTAL_LABELS = "total_labels"  # of the row of totals
    CATEGORY_NAMES = "category_names"  # of first levels
    KIND_NAMES = "kind_names"  # of second levels
    GRADES = "grades"  # as printed
    VERBS = "verbs"  # before a sum of money: the last of them says what it is
    NOUNS = "nouns"  # names of the money itself, before a sum
    SOURCES = "sources"  # of money, as its name begins
    RATE_VERBS = "rate_verbs"  # of which a rate tells
    WORDS = "words"  # found in text where code asks for the concept; they choose between no two concepts
    PATTERNS = "patterns"


_BESIDE = (Use.BESIDE_HEADINGS, Use.BESIDE_FUNDING_HEADINGS)
_PATTERNS = (Use.COMPOSED_HEADINGS, Use.COMPOSED_FUNDING_HEADINGS, Use.COMPOSED_LINE_LABELS, Use.PATTERNS)
# Uses whose words choose one of several concepts, each with what chooses beside it.
_CHOOSING = (
    (Use.HEADINGS, Use.WEAK_HEADINGS), (Use.FUNDING_HEADINGS, Use.WEAK_FUNDING_HEADINGS),
    (Use.LINE_LABELS, Use.WEAK_LINE_LABELS), (Use.FIELD_LABELS, Use.HEAD_LABELS), (Use.TOTAL_LABELS,),
    (Use.CATEGORY_NAMES,), (Use.KIND_NAMES,), (Use.GRADES,), (Use.VERBS, Use.NOUNS), (Use.SOURCES,), (Use.RATE_VERBS,),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept.

    Attributes:
        file, name: Where it stands, and under which name.
        means: What it is, in a sentence.
        words: Its words by use, in the order of the file.
        beside: For headings of other concepts, by use and concept, the words that make them headings of this one.
        examples: By use, wordings that are read as the concept.
        found: By text, which words of the concept are found in it; "" for none.
    """

    file: str
    name: str
    means: str
    words: Mapping[Use, tuple[str, ...]]
    beside: Mapping[Use, Mapping[str, tuple[str, ...]]]
    not_before: Mapping[str, tuple[str, ...]]
    not_after: Mapping[str, str]
    ambiguous: tuple[str, ...]
    examples: Mapping[str, tuple[str, ...]]
    found: Mapping[str, str]

    def of(self, use: Use) -> tuple[str, ...]:
        """Its words of one use; none where it has none."""
        return self.words.get(use, ())

    @property
    def pattern(self) -> str:
        """A pattern for any of its words in text; the longest wins."""
        ordered = sorted(self.of(Use.WORDS), key=len, reverse=True)
        return "|".join([*map(self._guarded, ordered), *self.of(Use.PATTERNS)])

    def _guarded(self, word: str) -> str:
        before = f"(?<![{re.escape(self.not_after[word])}])" if word in self.not_after else ""
        after = f"(?!{either(self.not_before[word])})" if word in self.not_before else ""
        return before + re.escape(word) + after


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words; the longest wins.

    Raises:
        VocabularyError: when there is none, or an empty one: either would match everywhere.
    """
    every = sorted(dict.fromkeys(words), key=len, reverse=True)  # in one order, whatever the hashes
    if not every or not every[-1]:
        raise VocabularyError("an empty list or an empty word")
    return "|".join(map(re.escape, every))


def shaped(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern with the words of concepts in the places of their names: `(?:{grammar.acts})了?`; with a use those of the
    use: `{money.executed:verbs}`.

    Raises:
        VocabularyError: for a concept that does not exist, or has no words of the use.
        ValueError: for a use that does not exist.
    """
    return re.compile(_CONCEPT.sub(_words_of, pattern), flags)


def _words_of(name: re.Match[str]) -> str:
    named = entry(name["concept"])
    return named.pattern if name["use"] is None else either(named.of(Use(name["use"])))


def entry(concept: str) -> Entry:
    """The entry of a concept, named with its file: `money.executed`.

    Raises:
        VocabularyError: when there is none.
    """
    file, _, name = concept.partition(".")
    found = entries(file).get(name) if file in FILES else None
    if found is None:
        raise VocabularyError(f"the lexicon has no concept {concept}")
    return found


@cache
def words_of(concept: str) -> tuple[str, ...]:
    """The words of a concept as they stand, for code that asks how a string begins or ends.

    Raises:
        VocabularyError: for a concept that does not exist.
    """
    return entry(concept).of(Use.WORDS)


def name_of(concept: str) -> str:
    """The only word of a concept: what code calls something that the report does not name.

    Raises:
        VocabularyError: for a concept that does not exist, or has other words.
    """
    words = words_of(concept)
    if len(words) != 1:
        raise VocabularyError(f"{concept} names nothing: it has {len(words)} words")
    return words[0]


def every_entry() -> Iterator[Entry]:
    """All entries, file by file."""
    return (e for file in FILES for e in entries(file).values())


def entries(file: str) -> Mapping[str, Entry]:
    """The entries of a file by their names, validated with those of all others.

    Raises:
        VocabularyError: as `lexicon` does.
    """
    return lexicon()[file]


@cache
def lexicon() -> Mapping[str, Mapping[str, Entry]]:
    """All entries by file and name, validated.

    Raises:
        VocabularyError: when a file is no TOML; for a key that means nothing, a concept without a meaning, a word or an
            example, a word that is listed twice, a word of two concepts of whatever files that is not called ambiguous in
            both where it chooses between them, and two concepts with the same words.
    """
    read = {file: {name: _entry(file, name, data) for name, data in read_toml(file).items()} for file in FILES}
    every = [one for named in read.values() for one in named.values()]
    for uses in _CHOOSING:
        _refuse_shared(uses, every)
    _refuse_twins(every)
    return read


def read_toml(file: str) -> dict[str, Any]:
    """The contents of a file of the lexicon.

    Raises:
        VocabularyError: when it is no TOML, or names a key twice.
    """
    try:
        return tomllib.loads(files("ziping.parsers.lexicon").joinpath(f"{file}.toml").read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"{file}.toml: {error}") from error


def _entry(file: str, name: str, data: Mapping[str, Any]) -> Entry:
    where = f"{file}.toml, {name}"
    if strangers := data.keys() - set(Use) - _ABOUT:
        raise VocabularyError(f"{where}: no such key: {', '.join(sorted(strangers))}")
    examples = {**data.get("examples", {})}
    found = examples.pop("found", {})
    listed = {use: tuple(data[use]) for use in Use if use in data and use not in _BESIDE}
    beside = {use: {other: tuple(ws) for other, ws in data[use].items()} for use in _BESIDE if use in data}
    for what, value in (
        ("meaning", data.get("means")),
        ("example", examples or found),
        ("word", listed or beside or examples),
    ):
        if not value:
            raise VocabularyError(f"{where}: it has no {what}")
    for use, words in listed.items():
        if not words or not all(words):
            raise VocabularyError(f"{where}: an empty list or an empty word under {use}")
        if twice := {w for w in words if words.count(w) > 1}:
            raise VocabularyError(f"{where}: listed twice under {use}: {', '.join(sorted(twice))}")
    barred = data.get("not_before", {}), data.get("not_after", {})
    every = {w for words in listed.values() for w in words}
    if strangers := {w for words in (*barred, data.get("ambiguous", ())) for w in words} - every:
        raise VocabularyError(f"{where}: barred or ambiguous, but no word of it: {', '.join(sorted(strangers))}")
    return Entry(
        file, name, data["means"], listed, beside,
        {w: tuple(ws) for w, ws in barred[0].items()}, barred[1], tuple(data.get("ambiguous", ())),
        {use: tuple(texts) for use, texts in examples.items()}, found,
    )  # fmt: skip


def _refuse_shared(uses: tuple[Use, ...], every: Iterable[Entry]) -> None:
    """Refuses a word that two concepts have where it chooses between them."""
    owners: dict[str, Entry] = {}
    for one in every:
        for word in (bare(w) or w for use in uses for w in one.of(use)):
            other = owners.setdefault(word, one)
            if other is not one and not (word in one.ambiguous and word in other.ambiguous):
                raise VocabularyError(
                    f"{word} is {other.file}.{other.name} and {one.file}.{one.name}; is it `ambiguous`?"
                )


def _refuse_twins(every: Iterable[Entry]) -> None:
    """Refuses two concepts with the same words for the same uses: they are one."""
    owners: dict[object, Entry] = {}
    for one in every:
        words = frozenset((use, frozenset(listed)) for use, listed in one.words.items())
        barred = tuple(sorted(one.not_before.items())), tuple(sorted(one.not_after.items()))
        other = owners.setdefault((words, barred), one) if words else one
        every_word = {w for listed in one.words.values() for w in listed}
        if other is not one and not every_word <= {*one.ambiguous} & {*other.ambiguous}:
            raise VocabularyError(
                f"{other.file}.{other.name} and {one.file}.{one.name} have the same words: use one of them, "
                "or call all of them `ambiguous` in both"
            )
