"""Columns that no rule parts: told by the blanks that run down between them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ziping.pipeline.layout.text.lines import Line
from ziping.schemas.geometry import Box
from ziping.schemas.page import Word

GAP = 0.5  # ems; a wider blank parts two entries of a line
APART = 2.2  # ems of blank below a row that end a table
FEWEST = 3  # columns, and rows
_HEADS = 2  # lines of a running head
_LONGEST = 40  # characters of an entry that stands alone in its line
_FIGURE_OR_DASH = re.compile(r"[≥≤<>=＝＜＞]?[-+]?[\d.,，％%‰/\-—–]*\d[\d.,，％%‰/\-—–]*[^\d\s]{0,4}|[-—–/]+")
_LEADERS = re.compile(r"[.．…·]{4,}")


@dataclass(frozen=True, slots=True)
class Entry:
    """Words of one line that stand close together."""

    words: tuple[Word, ...]
    box: Box

    @property
    def text(self) -> str:
        """Its words without blanks."""
        return "".join(word.text for word in self.words)

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure, or a dash in the place of one."""
        return _FIGURE_OR_DASH.fullmatch(self.text) is not None


@dataclass(slots=True)
class Column:
    """A column while it grows: its extent, and the lines that have an entry in it."""

    x0: float
    x1: float
    lines: set[int] = field(default_factory=set)

    def meets(self, box: Box) -> bool:
        """Whether a box (points) lies over more than a point of its width."""
        return min(self.x1, box.x1) - max(self.x0, box.x0) > 1

    def take(self, box: Box, line: int) -> None:
        """Grows over an entry that stands on that line."""
        self.x0, self.x1 = min(self.x0, box.x0), max(self.x1, box.x1)
        self.lines.add(line)

    def join(self, other: Column) -> None:
        """Grows over another column."""
        self.x0, self.x1 = min(self.x0, other.x0), max(self.x1, other.x1)
        self.lines |= other.lines


@dataclass(slots=True)
class Run:
    """Lines that stand in columns.

    Attributes:
        lines: The entries of each, from top to bottom; the first one is the header's.
        columns: From left to right.
        em: Width of an ideograph, in points.
        stop: How many lines of the page follow its first one.
        headed: Whether the first of its lines has the headings.
    """

    lines: list[list[Entry]]
    columns: list[Column]
    em: float
    stop: int = 0
    headed: bool = True

    def covers(self, entry: Entry) -> range:
        """The columns that an entry stands in."""
        met = [k for k, c in enumerate(self.columns) if c.meets(entry.box)]
        if not met:
            middle = entry.box.middle[0]
            met = [
                min(range(len(self.columns)), key=lambda k: abs(self.columns[k].x0 + self.columns[k].x1 - 2 * middle))
            ]
        return range(met[0], met[-1] + 1)


def line_to_entries(line: Line) -> list[Entry]:
    """The entries of a line, from left to right."""
    groups: list[list[Word]] = []
    for word in line.words:
        if groups and word.box.x0 - groups[-1][-1].box.x1 <= GAP * line.em:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [Entry(tuple(g), Box.around(w.box for w in g)) for g in groups]


def find_runs(lines: Sequence[Line]) -> Iterator[Run]:
    """The stretches of lines that begin with headings and stand in columns, from top to bottom."""
    index = 0
    while index < len(lines):
        run = _run_at(lines, index)
        if run is not None and is_tabular(run):
            yield run
            index += run.stop
        index += 1


def continued_run(lines: Sequence[Line], edges: Sequence[float]) -> Run | None:
    """The lines at the top of a page that stand in the columns of the table that the page before ends with.

    Args:
        lines: Of the page, a running head perhaps among them.
        edges: Where the columns of that table begin, and where the last one ends.
    """
    for index in range(min(_HEADS + 1, len(lines))):
        columns = [Column(a + 1, max(a + 1, b - 1), {-1}) for a, b in itertools.pairwise(edges)]
        run = Run([], columns, lines[index].em, headed=False)
        bottom = lines[index].box.top
        for line in lines[index:]:
            if line.box.top - bottom > APART * run.em or not _goes_on(run, line_to_entries(line)):
                break
            bottom = max(bottom, line.box.bottom)
        if any(len(entries) >= FEWEST for entries in run.lines[:1]) and any(
            e.is_figure for entries in run.lines for e in entries
        ):
            _trim(run)
            return run if len(run.columns) == len(edges) - 1 else None
    return None


def _run_at(lines: Sequence[Line], index: int) -> Run | None:
    """The run whose headings stand in the line at `index`, and in those that overlap it (headings that wrap)."""
    seed = lines[index]
    head = line_to_entries(seed)
    if len(head) < FEWEST or any(e.is_figure for e in head) or _LEADERS.search(seed.text):
        return None
    _beside(lines, range(index - 1, -1, -1), head, seed.em)
    below = _beside(lines, range(index + 1, len(lines)), head, seed.em)
    run = Run([head], [], seed.em)
    for entry in head:
        _take(run.columns, entry.box, 0)
    bottom = max(e.box.bottom for e in head)
    for line in lines[index + len(below) + 1 :]:
        if line.box.top - bottom > APART * run.em or not _goes_on(run, line_to_entries(line)):
            break
        bottom = max(bottom, line.box.bottom)
    _trim(run)
    _settle(run)
    run.stop = len(below) + len(run.lines) - 1
    return run


def _beside(lines: Sequence[Line], order: Iterable[int], head: list[Entry], em: float) -> list[int]:
    """The lines above or below that belong to the headings, and are added to them: they overlap them in height, or are
    the next character of one that is written downwards."""
    found: list[int] = []
    for k in order:
        extent, box = Box.around(e.box for e in head), lines[k].box
        entries = line_to_entries(lines[k])
        gap = max(box.top - extent.bottom, extent.top - box.bottom)
        downwards = len(entries) == 1 and len(entries[0].text) == 1 and any(_over(e.box, box) for e in head)
        if gap >= -1 and not (downwards and gap < GAP * em):
            break
        head += entries
        found.append(k)
    return found


def _over(one: Box, other: Box) -> bool:
    return min(one.x1, other.x1) - max(one.x0, other.x0) > 1


def _take(columns: list[Column], box: Box, line: int) -> None:
    """Puts an entry into the columns: the one that it meets, all of those it meets as one, or a new one."""
    met = [c for c in columns if c.meets(box)]
    if not met:
        columns.append(Column(box.x0, box.x1, {line}))
        columns.sort(key=lambda c: c.x0)
        return
    for other in met[1:]:
        met[0].join(other)
        columns.remove(other)
    met[0].take(box, line)


def _goes_on(run: Run, entries: list[Entry]) -> bool:
    """Takes a line into the run if it stands in its columns: at most one entry may span several."""
    _part_headings(run, entries)
    spans = 0
    for entry in entries:
        met = [c for c in run.columns if c.meets(entry.box)]
        spans += any(one.lines & other.lines for one, other in itertools.combinations(met, 2))
    if spans > (1 if len(entries) > 1 else 0) or (len(entries) == 1 and _runs_beyond(run, entries[0])):
        return False
    for entry in entries:
        met = [c for c in run.columns if c.meets(entry.box)]
        spanning = any(one.lines & other.lines for one, other in itertools.combinations(met, 2))
        if not spanning and (met or len(entries) > 1):
            _take(run.columns, entry.box, len(run.lines))
    run.lines.append(entries)
    return True


def _part_headings(run: Run, entries: Sequence[Entry]) -> None:
    """Parts headings that stand so close that they were taken for one, where two entries stand below them."""
    if len(run.lines) != 1:
        return
    for column in tuple(run.columns):
        below = [e for e in entries if column.meets(e.box)]
        heads = [e for e in run.lines[0] if column.meets(e.box)]
        if len(below) < 2 or len(heads) != 1 or len(heads[0].words) != len(below):
            continue
        parts = [Entry((word,), word.box) for word in heads[0].words]
        run.lines[0] = [e for e in run.lines[0] if e is not heads[0]] + parts
        run.columns.remove(column)
        run.columns += [Column(part.box.x0, part.box.x1, {0}) for part in parts]
        run.columns.sort(key=lambda c: c.x0)


def _runs_beyond(run: Run, entry: Entry) -> bool:
    """Whether a lone entry is text on the page rather than in a column: it would reach over the blank beside its column."""
    met = [k for k, c in enumerate(run.columns) if c.meets(entry.box)]
    following = run.columns[met[-1] + 1] if met and met[-1] + 1 < len(run.columns) else None
    return (following is None and not met) or (following is not None and entry.box.x1 > following.x0 - 1)


def _trim(run: Run) -> None:
    """Leaves out what follows the table: lone entries that stand apart, and labels with their values (填表人：甲)."""
    while len(run.lines) > 1:
        last = run.lines[-1]
        above = max(e.box.bottom for e in run.lines[-2])
        apart = len(last) == 1 and last[0].box.top - above >= GAP * run.em * 0.7
        if not apart and not all("：" in e.text or ":" in e.text for e in last):
            break
        number = len(run.lines) - 1
        run.lines.pop()
        for column in run.columns:
            column.lines.discard(number)
    run.columns = [c for c in run.columns if c.lines]


def _settle(run: Run) -> None:
    """Joins a column that only its heading stands in with the one beside it that has no heading."""
    k = 0
    while k < len(run.columns):
        column = run.columns[k]
        beside = [b for b in (k - 1, k + 1) if 0 <= b < len(run.columns) and not run.columns[b].lines & column.lines]
        if column.lines == {0} and len(beside) == 1:
            run.columns[beside[0]].join(column)
            run.columns.pop(k)
            k = 0
        else:
            k += 1


def is_tabular(run: Run) -> bool:
    """Whether a run is a table: three columns and rows at least, no sentences, and figures in one of the columns."""
    body = run.lines[1:]
    if len(run.columns) < FEWEST or len(body) < FEWEST - 1:
        return False
    full = [entries for entries in body if len(entries) >= min(FEWEST, len(run.columns) / 2)]
    others = [e.text for entries in body if entries not in full for e in entries]
    if len(full) < FEWEST - 1 or len(full) * 4 < len(body) or any("。" in t or len(t) > _LONGEST for t in others):
        return False
    for column in run.columns:
        cells = [e for entries in body for e in entries if column.meets(e.box)]
        figures = sum(e.is_figure for e in cells)
        if len(cells) * 2 >= len(full) and figures * 5 >= len(cells) * 3:
            return True
    return False


_LONGEST = 40  # characters of an entry that stands alone in its line
