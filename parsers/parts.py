"""Splits a document into its parts: a cover letter, a report, an attachment, a form, a score sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.fields import FieldEntry, read_fields
from parsers.titles import is_agency_line, is_marker, is_title, without_marker
from schemas.document import Align, Block, Paragraph, Table
from schemas.report import Claim
from schemas.text import Text

_LARGER = 1.12  # ratio of a title's size to the body's


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


def first_page(block: Block) -> int:
    """The page on which a block begins."""
    return block.places[0].page if isinstance(block, Table) else block.text.pieces[0].page


def last_page(block: Block) -> int:
    """The page on which a block ends."""
    return block.places[-1].page if isinstance(block, Table) else block.text.pieces[-1].page


def split_into_parts(blocks: Sequence[Block]) -> tuple[Part, ...]:
    """The parts in reading order; together they hold every block.

    A part begins at a marker (附件3) or at a title that does not follow another title directly. The
    lines of a title that say whose report it is (a unit's name, centred) belong to it.
    """
    titled = _title_blocks(blocks)
    starts = [0]
    for index in range(1, len(blocks)):
        block = blocks[index]
        if (isinstance(block, Paragraph) and is_marker(block) and not _is_title_run(titled, starts[-1], index)) or (
            index in titled and _has_content(blocks, titled, starts[-1], index)
        ):
            starts.append(index)
    return tuple(
        _part(blocks, titled, start, stop) for start, stop in zip(starts, [*starts[1:], len(blocks)], strict=True)
    )


def _title_blocks(blocks: Sequence[Block]) -> frozenset[int]:
    found: set[int] = set()
    body = _body_size(blocks)
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or not block.text:
            continue
        before = blocks[index - 1] if index else None
        after_marker = isinstance(before, Paragraph) and is_marker(before)
        opens_page = before is None or last_page(before) < first_page(block)
        # a title that fills its line does not show that it is centred
        larger = block.size > _LARGER * body
        if is_title(block, after_marker=after_marker, opens_page=opens_page or larger):
            found.add(index)
            # 甲市乙中心 / 2024年…自评报告: a unit's name over the title is part of it
            if isinstance(before, Paragraph) and before.align is Align.CENTRE and is_agency_line(before):
                found.add(index - 1)
    return frozenset(found)


def _body_size(blocks: Sequence[Block]) -> float:
    """The size in points that most characters outside of tables have."""
    count: Counter[float] = Counter()
    for block in blocks:
        if isinstance(block, Paragraph):
            count[round(block.size * 2) / 2] += len(block.text)
    return count.most_common(1)[0][0] if count else 0.0


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


def _part(blocks: Sequence[Block], titled: frozenset[int], start: int, stop: int) -> Part:
    titles: list[Text] = []
    fields: list[FieldEntry] = []
    content: list[int] = []
    claims: list[Claim] = []
    for index in range(start, stop):
        block = blocks[index]
        if isinstance(block, Table):
            content.append(index)
        elif index in titled:
            titles.append(without_marker(block.text))
            claims.append(Claim(index, 0, len(block.text), "titles"))
        elif is_marker(block):
            claims.append(Claim(index, 0, len(block.text), "titles"))
        elif entries := read_fields(block):
            fields.extend(entries)
            if block.text.string.lstrip(" （(【[").startswith(entries[0].label):
                claims.append(Claim(index, 0, len(block.text), "fields"))
            else:
                content.append(index)  # （2022年度）      单位：元
        else:
            content.append(index)
    return Part(start, stop, tuple(titles), tuple(fields), tuple(content), tuple(claims))
