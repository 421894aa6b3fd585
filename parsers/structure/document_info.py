"""What a document says of itself: title, number, date, year, and the unit that reports."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.structure.parts import Part
from ziping.parsers.structure.titling.titles import is_agency_line
from ziping.parsers.text.dates import find_dates, find_year
from ziping.schemas.document import Block, Paragraph
from ziping.schemas.report import Stated
from ziping.schemas.text import Text

# 攀社险〔2025〕15号; the year stands in any kind of brackets
_DOCUMENT_NUMBER = re.compile(
    r"^[一-鿿]{2,20}(?:[（(][一-鿿]+[）)])?\s?[〔\[【（(]\s?(?:19|20)\d\d\s?[〕\]】）)]\s?第?\s?\d+\s?号$"
)
_RULE = " 　─━—–―-_＿=＝"  # a line below the head, drawn in characters
_SIGNATURE = 60  # characters of a signature: a unit's name and a date
_FRONT = 12  # blocks in which a document's number may stand
_CAPTION_YEAR = re.compile(r"^[（(〔【\[]?\s*(?:19|20)\d\d\s*(?:年度?)?\s*[）)〕】\]]?$")

_IN_BRACKETS = re.compile(r"\s*[（(](?P<inside>[^（）()]+)[）)]\s*")
_PLACES = re.compile(r"[一-鿿]{1,12}[省市县区州旗盟镇乡]?")  # before a unit's name: 青山, 青山省青山市
_OTHER_YEAR_BEFORE = shaped("(?:{chapters.another_year})$")
_OTHER_YEAR_BEHIND = shaped("{titles.since}")


def title_of(parts: Sequence[Part]) -> Stated[str] | None:
    """The title: of the first part that has one; with the unit's name over it, if there is one."""
    for part in parts:
        if part.titles:
            run = part.titles[: 2 if len(part.titles) > 1 and _is_agency(part.titles[0]) else 1]
            run = tuple(_once(t) for t in run)
            return Stated("".join(t.string for t in run), tuple(p for t in run for p in t.printed()))
    return None


def _once(title: Text) -> Text:
    """A title that stands twice on its line, over two forms side by side, once."""
    half, odd = divmod(len(title), 2)
    return title.slice(0, half) if not odd and half > 1 and title.string[:half] == title.string[half:] else title


def _is_agency(text: Text) -> bool:
    return is_agency_line(Paragraph(text))


def number_of(blocks: Sequence[Block]) -> Stated[str] | None:
    """The official document number (文号), where it stands on a line of its own at the front."""
    for block in blocks[:_FRONT]:
        string = block.text.string.rstrip(_RULE) if isinstance(block, Paragraph) else ""
        if isinstance(block, Paragraph) and _DOCUMENT_NUMBER.match(string.strip()):
            return Stated(string.strip(), block.text.printed(0, len(string)))
    return None


def caption_year(paragraphs: Iterable[Paragraph]) -> Stated[int] | None:
    """The year of a caption such as `（2021年度）`, alone on its line or between wide gaps."""
    for paragraph in paragraphs:
        edges = (0, *paragraph.gaps, len(paragraph.text))
        for text in (paragraph.text.slice(a, b) for a, b in pairwise(edges)):
            if _CAPTION_YEAR.match(text.string.strip()) and (found := find_year(text.string)) and found.year:
                return Stated(found.year, text.printed(found.start, found.stop))
    return None


def signed_date(paragraphs: Iterable[Paragraph]) -> Stated[datetime.date] | None:
    """The first date to the day that stands alone on its line or between wide gaps, as below a report, on its cover or
    beside the unit over a form."""
    for text in _stretches(paragraphs):
        found = next(find_dates(text.string), None) if len(text) <= _SIGNATURE else None
        if found is None or found.day is None or text.string[found.stop :].strip():
            continue
        if text.string[: found.start].strip() and not is_agency_line(Paragraph(text.slice(0, found.start))):
            continue
        if (day := found.first_day()) is not None:
            return Stated(day, text.printed(found.start, found.stop))
    return None


def signing_agency(paragraphs: Sequence[Paragraph]) -> Stated[str] | None:
    """The unit's name that stands alone on a line: the last one, as a report is signed at its end."""
    for line in reversed(tuple(_short_lines(paragraphs))):
        dated = next((d for d in find_dates(line.string) if d.day is not None and d.start), None)
        text = line.slice(0, dated.start) if dated is not None and not line.string[dated.stop :].strip() else line
        text = _out_of_brackets(text)
        if (
            text.string.strip() and is_agency_line(Paragraph(text)) and not text.string.strip()[0].isdigit()
        ):  # 2024年甲局 is no signature
            return Stated(text.string.strip(), text.printed())
    return None


def _out_of_brackets(text: Text) -> Text:
    """What a line says that stands in brackets, as a unit's name may below a title: （青山县林业局）."""
    inside = _IN_BRACKETS.fullmatch(text.string)
    return text if inside is None else text.slice(*inside.span("inside"))


def in_full(name: Stated[str] | None, other: Stated[str] | None) -> Stated[str] | None:
    """The first name, or the other where that is the same with more before it: 县水利局 is 青山县水利局."""
    if name is None or other is None or len(other.value) <= len(name.value):
        return name or other
    before = other.value.removesuffix(name.value)
    return other if before != other.value and _PLACES.fullmatch(before) else name


def _short_lines(paragraphs: Iterable[Paragraph]) -> Iterator[Text]:
    """The lines of paragraphs that are so short that name and date may have been joined in them."""
    for paragraph in paragraphs:
        text = paragraph.text
        edges = (*paragraph.line_starts, len(text)) if len(text) <= _SIGNATURE else (0, len(text))
        yield from (text.slice(a, b) for a, b in pairwise(edges))


def _stretches(paragraphs: Iterable[Paragraph]) -> Iterator[Text]:
    """The short lines of paragraphs, and what stands between wide gaps in them."""
    for paragraph in paragraphs:
        yield from _short_lines([paragraph])
        edges = (0, *paragraph.gaps, len(paragraph.text))
        yield from (paragraph.text.slice(a, b) for a, b in pairwise(edges) if paragraph.gaps)


def year_most_spoken_of(paragraphs: Iterable[Paragraph]) -> Stated[int] | None:
    """The year that prose names most often, where no title, caption or entry names one.

    A year evaluated is spoken of throughout; None when two years are named equally often. A year that something
    is compared with (较2021年), or that something began in (自2021年起), does not count.
    """
    count: Counter[int] = Counter()
    first: dict[int, Stated[int]] = {}
    for paragraph in paragraphs:
        text = paragraph.text
        for found in find_dates(text.string):
            beside = _OTHER_YEAR_BEFORE.search(text.string[: found.start]) or _OTHER_YEAR_BEHIND.match(
                text.string, found.stop
            )
            if found.year is not None and found.day is None and not beside:
                count[found.year] += 1
                if found.year not in first:
                    first[found.year] = Stated(found.year, text.printed(found.start, found.stop))
    ranking = count.most_common(2)
    if not ranking or (len(ranking) > 1 and ranking[0][1] == ranking[1][1]):
        return None
    return first[ranking[0][0]]
