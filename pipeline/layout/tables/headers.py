"""Rows that are printed again on the next page, and rows that begin a form of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ziping.pipeline.layout.tables.row_index import Rows
from ziping.schemas.document import Table

HEADER_ROWS = 8  # a header has no more rows, form title and head included

FIGURE = re.compile(r"[≥≤=＝><＞＜]?-?[\d.,，]+[%％]?")
# What header cells of score, goal and funding sheets speak of; a row needs several to count as one.
_HEADING = re.compile(
    r"指标|分值|权重|得分|评分|满分|完成|预算|执行|目标|名称|内容|序号|备注|原因|依据|说明|性质|单位|金额|资金|标准|情况|措施|项目"
)
# The head of a form names what the form is about ...
_SUBJECT = re.compile(
    r"[（(]?[^，。：:]{0,12}(?:项目|专项|资金|政策|部门|单位|支出)[）)]?名称(?:[（(].{0,12}[)）])?(?:[:：].*)?"
)
# ... and who is in charge of it: the head only when it has been named before.
_CHARGE = re.compile(r"[^，。：:]{0,6}(?:填报|主管|预算|实施|负责)(?:单位|部门)(?:[（(].{0,12}[)）])?(?:[:：].*)?")
_TITLE = re.compile(r".{3,40}(?:表|报告|报告书)(?:[（(].{0,20}[）)])?")
_TOTAL = re.compile(r"(?:总计|合计|总分|总得分|自评总分|总评分|综合得分)")


def repeated_header(above: Rows, below: Rows) -> int:
    """How many of the first rows of `below` only repeat header rows of `above`.

    That is the head of the whole table as a rule, or the header of the block that the page break cuts.
    """
    for start in [0, *(row for row in reversed(above.alike(below.texts(0))) if row)]:
        for count in range(min(HEADER_ROWS, len(below) - 1, len(above) - start), 0, -1):
            if _same_rows(above, start, below, count) and (start == 0 or _is_header(below, count)):
                return count
    return 0


def without_rows(table: Table, count: int) -> Table:
    """The table without its first rows; a cell that reaches beyond them keeps what is left of it."""
    if not count:
        return table
    kept = []
    for cell in table.cells:
        if cell.row >= count:
            kept.append(replace(cell, row=cell.row - count))
        elif cell.row + cell.row_span > count:
            kept.append(replace(cell, row=0, row_span=cell.row + cell.row_span - count))
    return replace(table, cells=tuple(kept), rows=table.rows - count)


def begins_form(above: Rows, below: Rows, repeated: int) -> bool:
    """Whether `below` is a form or a sheet of its own: it has its own title or its own head, or begins anew.

    `repeated` counts its rows that `above` begins with too.
    """
    first = _texts(below, repeated)
    if not first:
        return False
    if repeated == 0 and len(first) == 1 and _TITLE.fullmatch(first[0]):
        return True
    if _is_head(above, first):
        return True
    same_place = _texts(above, repeated) if repeated < len(above) else []
    if not same_place or same_place[0] != first[0] or FIGURE.fullmatch(first[0]):
        return False
    if repeated == 0:
        # The label of several rows may be printed again; a label of one row is the same entry of another form.
        return first != same_place and not any(c.row_span > 1 for t in (above, below) for c in t.beginning(0)[:1])
    # The row after the header is that of the beginning: the same sheet about something else. Labels of
    # merged cells may be printed again on every page, so the lowest level has to agree too.
    labels = [a == b for a, b in zip(same_place, first, strict=False) if not FIGURE.fullmatch(a)][:3]
    return len(labels) == 3 and all(labels)


def begins_with_header(table: Rows) -> bool:
    """Whether the first row names columns."""
    return _is_header(table, 1)


def names_columns(table: Rows, row: int, fewest: int) -> bool:
    """Whether a row has so many headings, and else at most the label of the rows below it."""
    texts = [c.text.string for c in table.beginning(row) if c.text and not (c.column == 0 and c.row_span > 1)]
    return len(texts) >= fewest and all(_HEADING.search(t) and not FIGURE.fullmatch(t) for t in texts)


def is_header_only(table: Rows) -> bool:
    """Whether the table has a header and nothing below: its rows were moved to the next page."""
    return len(table) <= 2 and _is_header(table, len(table))


def ends_with_total(table: Rows) -> bool:
    """Whether the last row is the total of the whole sheet."""
    texts = _texts(table, len(table) - 1)
    return bool(texts) and bool(_TOTAL.match(texts[0]))


def _same_rows(above: Rows, start: int, below: Rows, count: int) -> bool:
    """Whether the rows from `start` say the same as the first `count` of the other, row by row."""
    side, ours = _row_texts(above, start, count)
    other_side, theirs = _row_texts(below, 0, count)
    return bool(theirs) and ours == theirs and (side is None or other_side is None or side == other_side)


def _row_texts(table: Rows, start: int, count: int) -> tuple[str | None, list[tuple[int, int, str]]]:
    """What rows say: the label at their side, and row, height and text of all other cells that say something.

    The label is None where it reaches on below the rows, or would if the page did not end. The others are none when
    a row is empty or is cut across.
    """
    stop = start + count
    side: str | None = None
    found: list[tuple[int, int, str]] = []
    for cell in table.covering(start, stop):
        end = cell.row + cell.row_span
        if cell.column == 0 and cell.row <= start and end >= stop:
            open_ended = cell.row < start or end > stop or (end == len(table) and count > 1)
            side = None if open_ended else cell.text.string
        elif not (start <= cell.row and end <= stop):
            return None, []
        elif cell.text:
            found.append((cell.row - start, cell.row_span, cell.text.string))
    covered = {r for row, height, _ in found for r in range(row, row + height)}
    return side, found if covered == set(range(count)) else []


def _is_header(table: Rows, count: int) -> bool:
    """Whether rows name columns: several headings, hardly an empty cell, no figure."""
    texts = [c.text.string for c in table.covering(0, count) if c.row + c.row_span <= count]
    filled = [t for t in texts if t]
    return (
        len(filled) >= 3
        and len(filled) >= 0.8 * len(texts)
        and not any(FIGURE.fullmatch(t) for t in filled)
        and sum(bool(_HEADING.search(t)) for t in filled) >= 0.6 * len(filled)
    )


def _is_head(above: Rows, first: Sequence[str]) -> bool:
    """Whether a row is the head of a form rather than the header of a list or a further line of a head."""
    if _heads_columns(first):
        return False
    if _SUBJECT.fullmatch(first[0]):
        return True
    return bool(_CHARGE.fullmatch(first[0])) and any(c.text.string == first[0] for c in above.cells())


def _heads_columns(texts: Iterable[str]) -> bool:
    """Whether a row that begins with a name is the header of a list rather than the head of a form."""
    every = list(texts)
    return len(every) >= 3 and sum(bool(_HEADING.search(t)) and len(t) <= 10 for t in every[1:]) >= 0.7 * len(every[1:])


def _texts(table: Rows, row: int) -> list[str]:
    """What the cells that begin in a row say, from left to right, empty ones left out."""
    return [cell.text.string for cell in table.beginning(row) if cell.text]
