"""Projects with a line of their own over what is told of each: 项目一：甲项目, or nothing but the name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.titles import TITLES
from ziping.parsers.structure.chapters.heads import numbering_of
from ziping.parsers.structure.chapters.listed import Chapter, Paragraphs, tells_verdict
from ziping.parsers.structure.subject_names import is_scored_item, names_a_subject, names_a_unit
from ziping.parsers.structure.titling.titles import is_agency_line
from ziping.parsers.text.enumerators import HAN, NUMBER
from ziping.schemas.document import Paragraph
from ziping.schemas.report import Stated

_FEWEST = 2  # projects; one alone is the subject of the whole text
_LONGEST_HEAD = 50  # characters
_SENTENCE = re.compile(r"[。；;，,？！]|[：:]$")
# 项目一：甲, 子项目2 甲: the number of a project before its name
_COUNTED = shaped(
    rf"^\s*(?:{NUMBER})?\s*(?:{{chapters.counted_project}})\s*(?:{HAN}|\d{{1,2}})\s*[：:、.．—-]?\s*(?P<name>\S.*)$"
)
_QUOTED = shaped(r"^[“《](?P<name>[^“”《》]{2,40})[”》](?:{titles.behind_quotes})*$")
_UNIT_WORD = shaped("(?:{titles.project_ends})$")
_TAIL = shaped("{chapters.behind_project}")


def head_of_project(string: str) -> tuple[int, int] | None:
    """Where a line that heads what is told of a project has its name; None for any other line."""
    if len(string) > _LONGEST_HEAD or _SENTENCE.search(string):
        return None
    counted = _COUNTED.match(string)
    if counted is None and numbering_of(string) is not None:
        return None  # numbered items are told by their numbers
    start, stop = counted.span("name") if counted is not None else (0, len(string))
    if (tail := _TAIL.search(string, start, stop)) is not None and tail.start() > start:
        stop = tail.start()
    if (quoted := _QUOTED.match(string[start:stop])) is not None:
        start, stop = start + quoted.start("name"), start + quoted.end("name")
    elif counted is None and not _UNIT_WORD.search(string[start:stop]):
        return None
    name = string[start:stop]
    generic = TITLES.nameless.fullmatch(name) is not None  # 2023年度项目, of a title that names none
    named = names_a_subject(name) and not is_scored_item(name) and not generic
    return (start, stop) if named and not (counted is None and names_a_unit(name)) else None


def split_headed(paragraphs: Sequence[tuple[int, Paragraph]]) -> tuple[Paragraphs, tuple[Chapter, ...]]:
    """What is said in general, and a chapter for each project that has a head and tells a score or a grade."""
    heads = [
        (number, span)
        for number, (_, p) in enumerate(paragraphs)
        if (span := head_of_project(p.text.string)) is not None
    ]
    if len(heads) < _FEWEST:
        return tuple(paragraphs), ()
    starts = [number for number, _ in heads]
    inner = {numbering_of(p.text.string) for _, p in paragraphs[starts[0] : starts[-1]]}
    stops = [*starts[1:], _end(paragraphs, starts[-1] + 1, inner)]
    found: list[Chapter] = []
    taken: set[int] = set()
    for (start, span), stop in zip(heads, stops, strict=True):
        told = tuple(paragraphs[start:stop])
        if any(tells_verdict(p.text.string) for _, p in told):
            text = paragraphs[start][1].text
            found.append(Chapter(Stated(text.string[slice(*span)], text.printed(*span)), told))
            taken.update(range(start, stop))
    if len(found) < _FEWEST:
        return tuple(paragraphs), ()
    return tuple(p for n, p in enumerate(paragraphs) if n not in taken), tuple(found)


def _end(paragraphs: Sequence[tuple[int, Paragraph]], start: int, inner: set[int | None]) -> int:
    """Where the last chapter ends: at a number of a kind that no chapter before it has, or at the signature."""
    for number in range(start, len(paragraphs)):
        paragraph = paragraphs[number][1]
        style = numbering_of(paragraph.text.string)
        if (style is not None and style not in inner) or is_agency_line(paragraph):
            return number
    return len(paragraphs)
