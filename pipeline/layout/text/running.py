"""Running heads, footers and page numbers: printed on the page, no part of what the report says."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ziping.pipeline.layout.sheets import Sheet
from ziping.pipeline.layout.text.lines import Line

EDGE_LINES = 4  # a running head has no more lines
NUMBER_ZONE = 0.15  # share of the page's height at either end where its number may stand
HEAD_ZONE = 0.08  # share of the height where a repeated line is taken for a running head
SMALL_HEAD_ZONE = 0.12  # the same for a line smaller than the body
SMALL = 0.92  # of the body's size
SAME_LEVEL = 4.0  # points between the levels of one running head on two pages
REPEATED = 3  # times at least, and on most pages of the stretch
REPEATED_SMALL = 2  # the same for a line that is smaller than the body and stands clear of it
MOST = 0.6

_DASH = r"[-\u2010-\u2015\u2212\u2500－─~～·•.]"
_DECORATED = re.compile(
    rf"{_DASH}+(?P<a>\d{{1,4}}){_DASH}+"
    r"|第(?P<b>\d{1,4})页[,，/]?(?:[(（]?共\d{1,4}页[)）]?)?"
    r"|共\d{1,4}页[,，/]?第(?P<c>\d{1,4})页"
    r"|[Pp]age(?P<d>\d{1,4})(?:of\d{1,4})?"
    r"|第[一二三四五六七八九十百]{1,4}页"
)
_PLAIN = re.compile(r"(?P<a>\d{1,4})(?:[/／]\d{1,4})?")
# What browsers print at the edges of every page: where it comes from, and when it was printed.
_ADDRESS = re.compile(r"(?:https?|file|ftp)://\S+|www\.[\w\-.]+/?\S*")
_STAMP = re.compile(
    r"(?:19|20)\d\d[/\-.年]\d{1,2}[/\-.月]\d{1,2}日?(?:[上下]午|[AP]M)?\d{1,2}:\d\d(?::\d\d)?(?:[AP]M)?.{0,60}"
)
# A table's sign that it goes on, not a caption of its own.
_SEQUEL = re.compile(
    r"[(（]?(?:续上?前?表|接上页|上接|接下页|转下页|下接|续)[\d.\-－第页]*[)）]?|.{0,30}[(（]续表?[)）]"
)
# Lines that begin a form or name what it is about are content however often they come.
_CONTENT = re.compile(r"附[件表录]|.*[\u4e00-\u9fff)）][:：]|[(（].*[)）]$")


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near the upper or lower edge of its page; `order` counts from the edge."""

    page: int
    line: Line
    upper: bool
    order: int
    height: float
    clear: float

    @property
    def distance(self) -> float:
        """Of its outer side from the edge of the page, in points."""
        return self.line.box.top if self.upper else self.height - self.line.box.bottom

    @property
    def reach(self) -> float:
        """Of its inner side from the edge of the page, as a share of the height."""
        inner = self.line.box.bottom if self.upper else self.height - self.line.box.top
        return inner / self.height


def sheets_to_running(sheets: Sequence[Sheet]) -> tuple[frozenset[int], ...]:
    """For each sheet the indices of its lines that are running heads, footers or page numbers."""
    edges = [edge for sheet in sheets for edge in _sheet_to_edges(sheet)]
    offsets = _number_offsets(edges)
    body = _body_size(sheets)
    heads = _repeated(edges, body, max(body, _cell_size(sheets)))
    found = []
    for sheet in sheets:
        indices = {id(line): index for index, line in enumerate(sheet.lines)}
        running: set[int] = set()
        for upper in (True, False):
            for edge in _sheet_to_edges(sheet, upper):
                text = edge.line.text
                is_number = _is_number(edge, text, offsets, len(sheets))
                if not (is_number or _key(edge) in heads or _is_sequel(edge, text) or _is_stamp(edge, text)):
                    break
                running.add(indices[id(edge.line)])
        found.append(frozenset(running))
    return tuple(found)


def _sheet_to_edges(sheet: Sheet, upper: bool | None = None) -> list[_Edge]:
    """The lines above and below everything else, from the edge inwards."""
    edges: list[_Edge] = []
    tops = [frame.top for frame in sheet.frames]
    bottoms = [frame.bottom for frame in sheet.frames]
    for is_upper in (True, False) if upper is None else (upper,):
        lines = sheet.lines if is_upper else sorted(sheet.lines, key=lambda line: -line.box.bottom)
        for order, line in enumerate(lines[:EDGE_LINES]):
            beyond = any(top < line.box.top for top in tops) if is_upper else any(b > line.box.bottom for b in bottoms)
            if beyond:
                break
            inner = [other.box.top if is_upper else other.box.bottom for other in lines[order + 1 : order + 2]]
            inner += tops if is_upper else bottoms
            own = line.box.bottom if is_upper else line.box.top
            clear = min((abs(level - own) for level in inner), default=sheet.page.height)
            edges.append(_Edge(sheet.page.number, line, is_upper, order, sheet.page.height, clear))
    return edges


def _number(text: str) -> tuple[int | None, bool]:
    """The page number that a line is, and whether its dress alone makes it one."""
    if match := _DECORATED.fullmatch(text):
        return next((int(g) for g in match.groups() if g), None), True
    if match := _PLAIN.fullmatch(text):
        return int(match["a"]), False
    return None, False


def _number_offsets(edges: Iterable[_Edge]) -> Counter[tuple[bool, int]]:
    """How many pages print a number that differs from their place in the file by the same offset."""
    pages = set()
    for edge in edges:
        number, _ = _number(edge.line.text)
        if number is not None and edge.reach <= NUMBER_ZONE:
            pages.add((edge.upper, number - edge.page, edge.page))
    return Counter((upper, offset) for upper, offset, _ in pages)


def _is_number(edge: _Edge, text: str, offsets: Counter[tuple[bool, int]], pages: int) -> bool:
    number, dressed = _number(text)
    if dressed:
        return True
    if number is None or edge.reach > NUMBER_ZONE:
        return False
    if offsets[edge.upper, number - edge.page] > 1:
        return True
    # The only numbered page of its file: it stands clear of the text and counts right.
    return pages <= 2 and number in (edge.page, edge.page - 1) and edge.clear > edge.line.size


def _key(edge: _Edge) -> tuple[bool, str, int]:
    masked = re.sub(r"\d+", "#", edge.line.text)
    return edge.upper, masked, round(edge.distance / SAME_LEVEL)


def _repeated(edges: Iterable[_Edge], body: float, print_size: float) -> frozenset[tuple[bool, str, int]]:
    """The keys of lines printed again and again in the margin of consecutive pages.

    `body` is the size of the lines, `print_size` that of lines or tables, whichever is larger.
    """
    groups: dict[tuple[bool, str], list[_Edge]] = defaultdict(list)
    for edge in edges:
        upper, masked, _ = _key(edge)
        groups[upper, masked].append(edge)
    keys: set[tuple[bool, str, int]] = set()
    for group in groups.values():
        for level in {_key(edge)[2] for edge in group}:
            # Neighbouring levels count too: a head may fall on the border between two.
            near = [e for e in group if abs(_key(e)[2] - level) <= 1 and _may_be_head(e, body, print_size)]
            pages = sorted({e.page for e in near})
            least = REPEATED_SMALL if all(_is_small(e, print_size) for e in near) else REPEATED
            if len(pages) >= least and len(pages) >= MOST * _stretch(pages):
                keys.update(_key(e) for e in near)
    return frozenset(keys)


def _stretch(pages: Sequence[int]) -> float:
    """Of how many pages a head could stand on all of them: only every second one when its side alternates."""
    alternating = len({page % 2 for page in pages}) == 1
    return (pages[-1] - pages[0]) / (2 if alternating else 1) + 1


def _may_be_head(edge: _Edge, body: float, print_size: float) -> bool:
    if _CONTENT.match(edge.line.text) or edge.line.size > 1.1 * body:
        return False
    return edge.reach <= (SMALL_HEAD_ZONE if _is_small(edge, print_size) else HEAD_ZONE)


def _is_small(edge: _Edge, print_size: float) -> bool:
    return edge.line.size < SMALL * print_size and edge.clear > 0.8 * edge.line.size


def _body_size(sheets: Sequence[Sheet]) -> float:
    """The size that most characters outside of tables have, in points."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _cell_size(sheets: Sequence[Sheet]) -> float:
    """The size that most characters in tables have, in points."""
    pieces = (p for sheet in sheets for table in sheet.tables for cell in table.cells for p in cell.text.pieces)
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[round(piece.box.height * 2) / 2] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _is_stamp(edge: _Edge, text: str) -> bool:
    """Whether the line is what a browser prints in the margin, on one page or on all."""
    return edge.reach <= HEAD_ZONE and bool(_ADDRESS.fullmatch(text) or _STAMP.fullmatch(text))


def _is_sequel(edge: _Edge, text: str) -> bool:
    return bool(_SEQUEL.fullmatch(text)) and edge.reach <= 2 * NUMBER_ZONE
