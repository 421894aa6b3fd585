"""Splits a document into its parts: a cover letter, a report, an attachment, a form, a score sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from ziping.parsers.lexicon.fields import FieldEntry, entry_lines, read_fields
from ziping.parsers.structure.chapters.headed import head_of_project
from ziping.parsers.structure.chapters.with_forms import start_with_chapters
from ziping.parsers.structure.titling.lines import find_titles
from ziping.parsers.structure.titling.titles import is_agency_line, is_marker, subtitle_name, without_marker
from ziping.schemas.document import Block, Paragraph, Table
from ziping.schemas.report import Claim
from ziping.schemas.text import Text


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks that follow one title.

    Attributes:
        start: Index of its first block in the document.
        stop: Index after its last block.
        titles: Its title; two where one follows the other at once. Empty for a part without.
        fields: Entries `label：value` of its paragraphs.
        content: Indices of its blocks that are neither title, marker nor entries.
        claims: Those that are.
    """

    start: int
    stop: int
    titles: tuple[Text, ...]
    fields: tuple[FieldEntry, ...]
    content: tuple[int, ...]
    claims: tuple[Claim, ...] = ()

    @property
    def blocks(self) -> range:
        return range(self.start, self.stop)


def split_into_parts(blocks: Sequence[Block]) -> tuple[Part, ...]:
    """The parts in reading order; together they hold every block.

    A part begins at a marker (附件3), at a title that does not follow another title directly, or at the name of another
    project over a form of its own, which goes on under the title above. The
    lines of a title that say whose report it is (a unit's name, centred) belong to it.
    """
    if not blocks:
        return ()
    titles = find_titles(blocks)
    titled = frozenset(chain(*titles))
    starts, going_on = [0], set[int]()
    for index in range(1, len(blocks)):
        block = blocks[index]
        if (isinstance(block, Paragraph) and is_marker(block) and not _is_title_run(titled, starts[-1], index)) or (
            index in titled and _has_content(blocks, titled, starts[-1], index)
        ):
            starts.append(index)
        elif _names_next_form(blocks, starts[-1], index):
            starts.append(index)
            going_on.add(index)
    starts = start_with_chapters(blocks, starts)
    parts: list[Part] = []
    for start, stop in zip(starts, [*starts[1:], len(blocks)], strict=True):
        part = _part(blocks, titles, start, stop)
        parts.append(replace(part, titles=parts[-1].titles) if start in going_on and not part.titles else part)
    return tuple(parts)


def _names_next_form(blocks: Sequence[Block], start: int, index: int) -> bool:
    """Whether a paragraph behind a table names the project of the table below it (项目：甲): another form under the same
    title, where one stands over the table before as well."""
    if not _names_form(blocks, index):
        return False
    before = range(start, index)
    tables = [k for k in before if isinstance(blocks[k], Table)]
    return bool(tables) and any(_names_form(blocks, k) for k in before if k < tables[0])


def _names_form(blocks: Sequence[Block], index: int) -> bool:
    """Whether a paragraph has an entry with the name of a project, and nothing but entries stands between it and a table."""
    block = blocks[index]
    if not isinstance(block, Paragraph) or all(e.field != "project" or e.value is None for e in _entries(block)):
        return False
    below = (blocks[k] for k in range(index + 1, len(blocks)))
    return isinstance(next((b for b in below if isinstance(b, Table) or not _entries(b)), None), Table)


def _entries(block: Paragraph) -> tuple[FieldEntry, ...]:
    return read_fields(entry_lines(block)) if head_of_project(block.text.string) is None else ()


def _is_title_run(titled: frozenset[int], start: int, index: int) -> bool:
    """Whether nothing but titles stands between the part's start and `index`."""
    return all(k in titled for k in range(start, index))


def _has_content(blocks: Sequence[Block], titled: frozenset[int], start: int, index: int) -> bool:
    """Whether the part that began at `start` holds anything but titles and a marker before `index`."""
    for k in range(start, index):
        block = blocks[k]
        if k in titled or (isinstance(block, Paragraph) and (is_marker(block) or is_agency_line(block))):
            continue
        return True
    return False


def _part(blocks: Sequence[Block], every_title: Sequence[range], start: int, stop: int) -> Part:
    set_in = {index: title for title in every_title for index in title}
    titles: list[Text] = []
    fields: list[FieldEntry] = []
    content: list[int] = []
    claims: list[Claim] = []
    for index in range(start, stop):
        block = blocks[index]
        if isinstance(block, Table):
            content.append(index)
        elif index in set_in:
            if index in (start, set_in[index].start):
                titles.append(without_marker(_joined(blocks, set_in[index])))
            claims.append(Claim(index, 0, len(block.text), "titles"))
        elif is_marker(block):
            claims.append(Claim(index, 0, len(block.text), "titles"))
        elif index - 1 in set_in and (name := subtitle_name(block)) is not None:
            fields.append(FieldEntry("project", "", name))
            claims.append(Claim(index, 0, len(block.text), "titles"))
        elif entries := _entries(block):
            fields.extend(entries)
            below = len(entry_lines(block).text)
            if block.text.string.lstrip(" （(【[").startswith(entries[0].label):
                claims.append(Claim(index, 0, below, "fields"))
                if below < len(block.text):
                    content.append(index)  # 年度：2022 over 资金情况：年初预算500万元，支出480万元。
            else:
                content.append(index)  # （2022年度）      单位：元
        else:
            content.append(index)
    return Part(start, stop, tuple(titles), tuple(fields), tuple(content), tuple(claims))


def _joined(blocks: Sequence[Block], lines: range) -> Text:
    """The lines of a title as one text."""
    return Text.of(p for k in lines if isinstance(b := blocks[k], Paragraph) for p in b.text.pieces)
