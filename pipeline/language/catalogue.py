"""The catalogue of translations, and how a text is found in it.

What the program says is put together before it is translated (errors travel as exceptions, failures lie in datasets in
English), so that a pattern of the catalogue (`{} cannot be written: {}`) is found by what was filled into it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

CHINESE, ENGLISH = "zh", "en"
LANGUAGES = (CHINESE, ENGLISH)
PLACE = "{}"  # stands for what is filled in
CLICK, USAGE = "click", "usage"  # contexts: what click says by itself, and parts of its usage line


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text with places to be filled in.

    Attributes:
        english: As a regular expression with a group for every place.
        text: In the other language, with as many places.
    """

    english: re.Pattern[str]
    text: str

    def filled(self, message: str, inner: Callable[[str], str]) -> str | None:
        """The text with what was filled into what is said; None where that is another text."""
        match = self.english.fullmatch(message)
        if match is None:
            return None
        pieces = zip(self.text.split(PLACE), [*map(inner, match.groups()), ""], strict=True)
        return "".join(constant + filling for constant, filling in pieces)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Translations of one context.

    Attributes:
        phrases: English → the other language.
        patterns: Those with places, that with most words of its own first: of several that fit it says most.
    """

    phrases: Mapping[str, str]
    patterns: tuple[Pattern, ...]

    def say(self, text: str, inner: Callable[[str], str] = str) -> str:
        """The text in the other language; as it is where nobody has translated it.

        Args:
            text: In English.
            inner: What becomes of what was filled in.
        """
        if text in self.phrases:
            return self.phrases[text]
        found = (pattern.filled(text, inner) for pattern in self.patterns)
        return next((translation for translation in found if translation is not None), text)


@cache
def chinese(context: str = "") -> Catalogue:
    """The Chinese of a context: of the program itself, of click (`CLICK`) or of usage lines (`USAGE`)."""
    from babel.messages.pofile import read_po

    with resources.files("ziping.pipeline.language").joinpath("zh.po").open("rb") as file:
        entries = {
            str(m.id): str(m.string) for m in read_po(file, locale="zh_CN") if m.id and (m.context or "") == context
        }
    patterned = sorted((e for e in entries if PLACE in e), key=lambda e: len(e.replace(PLACE, "")), reverse=True)
    return Catalogue(
        {english: text for english, text in entries.items() if PLACE not in english},
        tuple(Pattern(_expression(english), entries[english]) for english in patterned),
    )


def _expression(english: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(map(re.escape, english.split(PLACE))), re.DOTALL)


def say(text: str, lang: str) -> str:
    """What the program wants to say, in that language; in English where nobody has translated it.

    What is filled in is translated, too, where it is words of the program (`3 findings`): never a single word, which may as
    well be a name.
    """
    return text if lang != CHINESE else chinese().say(text, _filled_in)


def _filled_in(text: str) -> str:
    return chinese().say(text, _filled_in) if " " in text else text
