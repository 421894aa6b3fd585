"""Words taken away: from the lexicon, so that the reader does not know them, or from the page, where others stand instead."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any
from unittest import mock

from ziping.schemas.document import Document, Paragraph, Table
from ziping.schemas.text import Text

STRUCTURE = frozenset(("amount_units", "points_words", "table_unit", "small_places", "year_ends"))  # numbers and units
BARRED = ("not_before", "not_after")
ABOUT = frozenset((*BARRED, "means", "ambiguous", "examples", "patterns"))  # a pattern is a shape, no word
NOBODY_PRINTS = "\ue000"  # where a list would be empty
SHORTEST = 2  # characters of a word: single ones are grammar
STRANGE = "榧橼檗薜蘅蕻鹮鹫鳎鲻鲷鲳猁獾狍玢珩琰璆璟麝黢鼙龢"  # in no word of a report


def _lists(concept: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Where the words of a concept stand: the mapping and the key of every list."""
    for use, words in concept.items():
        if use not in ABOUT:
            if isinstance(words, dict):
                yield from ((words, other) for other in words)
            else:
                yield concept, use  # type: ignore[misc]


def every_word(files: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """All words that may be taken away, in one order."""
    found: set[str] = set()
    for file in files.values():
        for name, concept in file.items():
            if name not in STRUCTURE:
                found.update(w for where, use in _lists(concept) for w in where[use] if len(w) >= SHORTEST)
    return sorted(found)


def read_lexicon() -> dict[str, dict[str, Any]]:
    """The files of the lexicon, without the parsers."""
    from tests.unknown_words.documents import REPOSITORY

    folder = REPOSITORY / "parsers" / "lexicon"
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))}


def some(share: float, seed: int) -> frozenset[str]:
    """A share of the words, drawn from a seed."""
    return frozenset(w for w in every_word(read_lexicon()) if random.Random(f"{seed}/{w}").random() < share)


def forget(words: Collection[str]) -> None:
    """Makes this process read the lexicon without these words. The parsers must not have been imported before."""
    real = tomllib.loads

    def loads(text: str, **options: Any) -> dict[str, Any]:
        data = real(text, **options)
        for name, concept in data.items():
            if isinstance(concept, dict) and "means" in concept:
                _take_away(name, concept, words)
        return data

    mock.patch("tomllib.loads", loads).start()


def _take_away(name: str, concept: dict[str, Any], words: Collection[str]) -> None:
    for where, use in _lists(concept):
        left = [w for w in where[use] if w not in words]
        if len(left) < len(where[use]):  # no list may be empty, or have the words of another that was longer
            where[use] = [*left, f"{NOBODY_PRINTS}{name}.{use}"]
    for key in BARRED:
        if key in concept:
            concept[key] = {w: v for w, v in concept[key].items() if w not in words}
    if "ambiguous" in concept:
        concept["ambiguous"] = [w for w in concept["ambiguous"] if w not in words]


def printed_otherwise(document: Document, words: Collection[str]) -> Document:
    """The document with strange words in the places of these, as long as they are."""
    longest_first = sorted(words, key=len, reverse=True)

    def other(text: Text) -> Text:
        string = text.string
        for word in longest_first:
            if word in string:
                string = string.replace(word, _strange(word))
        pieces = tuple(
            replace(p, text=string[start : start + len(p.text)])
            for p, start in zip(text.pieces, text.starts, strict=True)
        )
        return Text(string, pieces, text.starts)

    def block(one: Paragraph | Table) -> Paragraph | Table:
        if isinstance(one, Paragraph):
            return replace(one, text=other(one.text))
        return replace(one, cells=tuple(replace(c, text=other(c.text)) for c in one.cells))

    return replace(document, blocks=tuple(map(block, document.blocks)))


def _strange(word: str) -> str:
    chance = random.Random(word)
    return "".join(chance.choice(STRANGE) for _ in word)
