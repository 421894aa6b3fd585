"""Whether the embedded fonts of a document draw the ideographs that they say.

A font's table of meanings may be mixed up, wholly or in part: its text is then made of real characters that hardly ever
stand together. That is cheap to see, by pairs of characters that the lexicon knows. Only a font of which hardly any pair is
known, or some ideographs in no pair, is recognised, a few lines of it, and believed or not by what they show.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ziping.parsers.lexicon.entries import Use, every_entry
from ziping.pipeline.ocr.image.ruling import Lines
from ziping.pipeline.ocr.image.sheet import to_sheet
from ziping.pipeline.ocr.lines.spotting import Spot
from ziping.pipeline.ocr.measures import INCH
from ziping.pipeline.ocr.recognise.transcribing import mean, read_at
from ziping.schemas.geometry import Box

if TYPE_CHECKING:
    import pypdfium2 as pdfium

    from ziping.pipeline.ocr.recognise.engine import Engine, Grey
    from ziping.pipeline.reading.fonts.stretches import Stretch

# Of so many pairs of ideographs, less than this part is known where meanings are mixed up: where all are, and where only
# some are. Of the fonts of published reports three in ten and more are known, but for lists of names.
STRANGE = ((24, 0.12), (150, 0.22))

# An ideograph that the lexicon has in so many pairs, and that a font prints in so many, none of them known, is strange; so
# many of these make a font so. One document in six has such a font by chance.
FAMILIAR, STRANGERS, STRANGE_PAIRS = 15, 3, 3

# So many stretches of a font are recognised, at this resolution (dots an inch), the longest of at most so many ideographs
# first; the font is believed where this part of their ideographs is what it says.
SAMPLE, DPI, LONGEST, HONEST = 6, 200.0, 12, 0.8

# So often are the strange ideographs of a font looked at. So many that show others than they say, and more than do not,
# prove it false.
LOOKS, PROOF = 3, 2

# A stretch tells something where its characters are so sure on average; so many ideographs tell enough.
SURE, ENOUGH = 0.85, 8

STRIP_SIZE = 36.0  # pixels: print is shown so high

FIRST, LAST = "\u4e00", "\u9fff"  # ideographs in common use

# Words of one ideograph that hold sentences together, and those that are part of names and numbers: they stand beside
# anything.
_ANYWHERE = frozenset(
    "的和与及或在由对为等了以其之至自并从到均各该不也都还已将被把让使而则但这那此个次性者所大多年月日中上下后前内外一二三四五六七八九十"
)

Recognise = Callable[["Sequence[Stretch]"], Sequence[str]]
"""What stretches of a page show; one that cannot be read is empty."""


@dataclass(slots=True)
class _Font:
    """What a font has been seen to print.

    Attributes:
        pairs, known: How many pairs of ideographs, and how many of them are known.
        partners: By ideograph the pairs that it stands in.
        proven: Ideographs in a known pair, or that were seen to be what they say.
        is_false: Whether it draws other ideographs than it says; None as long as nobody has looked.
        looks: How often strange ideographs were looked at.
        pages: Where stretches of it stand on pages that were believed.
    """

    pairs: int = 0
    known: int = 0
    partners: dict[str, set[str]] = field(default_factory=dict)
    proven: set[str] = field(default_factory=set)
    is_false: bool | None = None
    looks: int = 0
    pages: dict[int, Box] = field(default_factory=dict)

    def add(self, texts: Iterable[str]) -> None:
        for text in texts:
            for first, second in pairwise(text):
                pair = first + second
                is_known = pair in _known_pairs()
                self.pairs += 1
                self.known += is_known
                for ideograph in (first, second):
                    self.partners.setdefault(ideograph, set()).add(pair)
                    if is_known:
                        self.proven.add(ideograph)

    @property
    def is_strange(self) -> bool:
        return any(self.pairs >= pairs and self.known < part * self.pairs for pairs, part in STRANGE)

    def strangers(self) -> frozenset[str]:
        """Familiar ideographs that stand in no pair that is known."""
        return frozenset(
            ideograph
            for ideograph, pairs in self.partners.items()
            if len(pairs) >= STRANGE_PAIRS and ideograph in _familiar() and ideograph not in self.proven
        )


@dataclass(frozen=True, slots=True)
class EarlierText:
    """Text of a false font on a page that was believed before that was known."""

    page: int
    box: Box


@dataclass(slots=True)
class FontCheck:
    """What is known of the fonts of a document, page by page."""

    _fonts: dict[str, _Font] = field(default_factory=dict)

    def has_false_font(self, page: int, stretches: Sequence[Stretch], recognise: Recognise) -> bool:
        """Whether a font of a page draws other ideographs than it says.

        Args:
            page: Its number.
            stretches: What the fonts of the page say.
            recognise: Reads stretches of that page.

        Raises:
            OcrError: when the recogniser fails.
        """
        of_font: dict[str, list[Stretch]] = {}
        for stretch in stretches:
            of_font.setdefault(stretch.font, []).append(stretch)
        is_false = False
        for name, own in of_font.items():
            font = self._fonts.setdefault(name, _Font())
            font.add(stretch.text for stretch in own)
            if not font.is_false:
                _judge(font, own, recognise)
            if font.is_false:
                is_false = True
            else:
                font.pages[page] = own[0].box
        return is_false

    def earlier(self) -> list[EarlierText]:
        """Text of fonts that have turned out to be false, on pages before; told once."""
        found = []
        for font in self._fonts.values():
            if font.is_false:
                found += [EarlierText(page, box) for page, box in font.pages.items()]
                font.pages.clear()
        return found


def _judge(font: _Font, stretches: Sequence[Stretch], recognise: Recognise) -> None:
    """Looks at a font that is strange as a whole, or in some of its ideographs."""
    if font.is_false is None and font.is_strange:
        chosen = sorted(stretches, key=lambda s: -min(len(s.text), LONGEST))[:SAMPLE]
        compared = _compared(chosen, recognise(chosen))
        same = [said for said, shown in compared if said == shown]
        font.proven.update(same)
        font.is_false = None if len(compared) < ENOUGH else len(same) < HONEST * len(compared)
    if font.is_false or font.looks == LOOKS or len(strangers := font.strangers()) < STRANGERS:
        return
    chosen = list(_around(strangers, stretches))
    if not chosen:
        return
    font.looks += 1
    compared = [(said, shown) for said, shown in _compared(chosen, recognise(chosen)) if said in strangers]
    same = [said for said, shown in compared if said == shown]
    font.proven.update(same)
    wrong = len(compared) - len(same)
    if wrong >= PROOF and wrong > len(same):
        font.is_false = True


def _compared(stretches: Sequence[Stretch], seen: Sequence[str]) -> list[tuple[str, str]]:
    """What is said and what is shown, ideograph by ideograph, where a stretch shows as many as it says."""
    return [
        pair
        for stretch, text in zip(stretches, seen, strict=True)
        if len(text) == len(stretch.text)
        for pair in zip(stretch.text, text, strict=True)
    ]


def _around(strangers: frozenset[str], stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Stretches, at most so long, in which strange ideographs stand, each of these in one of them."""
    left, found = set(strangers), 0
    for stretch in stretches:
        for at, ideograph in enumerate(stretch.text):
            if ideograph in left and found < SAMPLE:
                start = max(0, min(at - LONGEST // 2, len(stretch.text) - LONGEST))
                part = stretch.text[start : start + LONGEST]
                wide = stretch.box.width / len(stretch.text)
                x0 = stretch.box.x0 + start * wide
                left.difference_update(part)
                found += 1
                yield replace(stretch, text=part, box=replace(stretch.box, x0=x0, x1=x0 + len(part) * wide))


def recognise_stretches(page: pdfium.PdfPage, number: int, stretches: Sequence[Stretch], engine: Engine) -> list[str]:
    """What stretches of a page show; one that cannot be read is empty.

    Raises:
        OcrError: when the recogniser fails.
    """
    from ziping.pipeline.ocr.image.raster import render

    pixels, dpi = render(page, number, DPI)
    grey: Grey = pixels if pixels.ndim == 2 else pixels[:, :, 1].copy()
    sheet = to_sheet(number, grey, Lines((), ()), dpi)
    scale = dpi / INCH
    spots = [
        Spot(
            round(box.x0 * scale),
            round(box.top * scale),
            round(box.x1 * scale),
            round(box.bottom * scale),
            box.height * scale,
        )
        for box in (stretch.box for stretch in stretches)
    ]
    lines = read_at(spots, sheet, engine, STRIP_SIZE)
    return ["".join(c.text for c in k.reading) if mean(k.reading) >= SURE else "" for k in lines]


@cache
def _known_pairs() -> frozenset[str]:
    """Every pair of ideographs that stand beside one another in the lexicon, in its words and in its examples."""
    return frozenset(a + b for text in _texts() for a, b in pairwise(text) if min(a, b) >= FIRST and max(a, b) <= LAST)


@cache
def _familiar() -> frozenset[str]:
    """Ideographs that stand in many pairs of the lexicon, but for those that stand beside anything."""
    counts = Counter(ideograph for pair in _known_pairs() for ideograph in pair)
    return frozenset(ideograph for ideograph, count in counts.items() if count >= FAMILIAR) - _ANYWHERE


def _texts() -> Iterator[str]:
    for entry in every_entry():
        for use in Use:
            yield from entry.of(use)
        for examples in entry.examples.values():
            yield from examples
        yield from entry.found
