"""Projects that accounts sum up one by one: 防汛经费项目绩效自评综述：……"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.structure.chapters.heads import numbering_of
from ziping.parsers.structure.chapters.listed import Chapter, Paragraphs, stretch, tells_verdict
from ziping.parsers.structure.subject_names import is_scored_item, names_a_subject
from ziping.parsers.text.enumerators import NUMBER
from ziping.schemas.document import Paragraph
from ziping.schemas.report import Stated

_SUMMARY = shaped(
    rf"(?:^|(?<=[。；：:\n]))\s*(?:{NUMBER})?\s*[“《]?"
    r"(?P<name>[^。；：:，,“”《》\n]{2,40}?)[”》]?(?:{chapters.summary})\s*(?=[：:，。]|$)"
)
_WHOLE = shaped("{titles.whole_unit}")


def split_summaries(paragraphs: Sequence[tuple[int, Paragraph]]) -> tuple[Paragraphs, tuple[Chapter, ...]]:
    """What is said in general, and a chapter for each project that is summed up; one alone is one, too, since its
    words leave no doubt. A chapter goes on until another number or another summary."""
    rest: list[tuple[int, Paragraph]] = []
    chapters: list[Chapter] = []
    open_chapter = False
    for block, paragraph in paragraphs:
        found = list(_summaries(paragraph.text.string))
        if found:
            edges = [start for start, _ in found] + [len(paragraph.text)]
            if paragraph.text.string[: edges[0]].strip():
                rest.append((block, stretch(paragraph, 0, edges[0])))
            for (start, name), stop in zip(found, edges[1:], strict=True):
                stated = Stated(paragraph.text.string[slice(*name)], paragraph.text.printed(*name))
                chapters.append(Chapter(stated, ((block, stretch(paragraph, start, stop)),)))
            open_chapter = True
        elif open_chapter and numbering_of(paragraph.text.string) is None:
            last = chapters[-1]
            chapters[-1] = Chapter(last.name, (*last.paragraphs, (block, paragraph)), last.totals)
        else:
            open_chapter = False
            rest.append((block, paragraph))
    if not any(tells_verdict(p.text.string) for c in chapters for _, p in c.paragraphs):
        return tuple(paragraphs), ()
    return tuple(rest), tuple(chapters)


def _summaries(string: str) -> Iterator[tuple[int, tuple[int, int]]]:
    """Where each summary of a project begins, and where its project's name stands."""
    for match in _SUMMARY.finditer(string):
        name = match["name"]
        if names_a_subject(name) and not is_scored_item(name) and not _WHOLE.search(name):
            yield match.start(), match.span("name")
