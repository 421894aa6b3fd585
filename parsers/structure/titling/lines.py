"""Titles that are set in several lines: which blocks of a document make up a title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ziping.parsers.structure.titling.titles import (
    is_agency_line,
    is_heading_line,
    is_marker,
    is_title,
    reads_as_title,
)
from ziping.schemas.document import (
    Align,
    Block,
    Paragraph,
    Table,
)

_LARGER = 1.12  # ratio of a title's size to the body's
_ALIKE = 0.1  # difference in size between the lines of one title, as a share
_MOST_LINES = 5
_REMNANT = 8  # characters that the last line of a title may consist of: 报告, 自评报告


def first_page(block: Block) -> int:
    """The page on which a block begins."""
    return block.places[0].page if isinstance(block, Table) else block.text.pieces[0].page


def last_page(block: Block) -> int:
    """The page on which a block ends."""
    return block.places[-1].page if isinstance(block, Table) else block.text.pieces[-1].page


def find_titles(blocks: Sequence[Block]) -> tuple[range, ...]:
    """The blocks of each title, in reading order.

    A title is one line that reads as one, or lines of one size below each other that do so together
    (甲县人民医院 / 2024年度乙补助资金 / 绩效自评报告). A unit's name alone, centred over a title, is a title of its own.
    """
    body = _body_size(blocks)
    found: list[range] = []
    index = 0
    while index < len(blocks):
        title = _title_at(blocks, index, body)
        if title is None:
            index += 1
            continue
        found.extend(_with_agency_apart(blocks, title))
        index = title.stop
    return tuple(found)


def _with_agency_apart(blocks: Sequence[Block], title: range) -> Iterator[range]:
    """The title, and before it the unit's name that stands alone over it or on its first line."""
    first, before = blocks[title.start], blocks[title.start - 1] if title.start else None
    if len(title) > 1 and isinstance(first, Paragraph) and is_agency_line(first):
        yield range(title.start, title.start + 1)
        title = title[1:]
    elif isinstance(before, Paragraph) and before.align is Align.CENTRE and is_agency_line(before):
        yield range(title.start - 1, title.start)
    yield title


def _title_at(blocks: Sequence[Block], index: int, body: float) -> range | None:
    """The title that begins at a block: the block alone, or with those below it that belong to the same lines."""
    lines = list(_lines_from(blocks, index, body))
    joined = ""
    for count, line in enumerate(lines, 1):
        joined += line.text.string.strip()
        if reads_as_title(joined):
            return range(index, index + count + _remnants(lines[count:], joined))
    return range(index, index + 1) if _stands_alone(blocks, index, body) else None


def _remnants(lines: Sequence[Paragraph], joined: str) -> int:
    """How many of the lines below only finish the last word of a title (绩效自评 / 报告)."""
    for count, line in enumerate(lines, 1):
        text = line.text.string.strip()
        joined += text
        if len(text) <= _REMNANT and not is_agency_line(line) and reads_as_title(joined):
            return count
    return 0


def _lines_from(blocks: Sequence[Block], index: int, body: float) -> Iterator[Paragraph]:
    """The block and those below it that may be lines of one title with it."""
    first = blocks[index]
    for block in blocks[index : index + _MOST_LINES]:
        if not isinstance(block, Paragraph) or not isinstance(first, Paragraph) or not block.text:
            return
        larger = block.size > _LARGER * body
        if not (larger or block.align is Align.CENTRE) or not is_heading_line(block):
            return
        if first_page(block) != first_page(first) or abs(block.size - first.size) > _ALIKE * first.size:
            return
        yield block


def _stands_alone(blocks: Sequence[Block], index: int, body: float) -> bool:
    block = blocks[index]
    if not isinstance(block, Paragraph) or not block.text:
        return False
    before = blocks[index - 1] if index else None
    after_marker = isinstance(before, Paragraph) and is_marker(before)
    opens_page = before is None or last_page(before) < first_page(block)
    # a title that fills its line does not show that it is centred
    return is_title(block, after_marker=after_marker, opens_page=opens_page or block.size > _LARGER * body)


def _body_size(blocks: Sequence[Block]) -> float:
    """The size in points that most characters outside of tables have."""
    count: Counter[float] = Counter()
    for block in blocks:
        if isinstance(block, Paragraph):
            count[round(block.size * 2) / 2] += len(block.text)
    return count.most_common(1)[0][0] if count else 0.0
