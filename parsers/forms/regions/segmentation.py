"""The rows of a table segmented as a whole: the most likely sequence of kinds, by dynamic programming.

A state is the kind of the row above and the block that it belongs to. Every row adds what speaks for its kind
(`evidence`, `membership`), for its belonging to the block of a label that spans it, and for what follows what:
a header heads something, a title in the middle begins another form. No row decides by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ziping.parsers.forms.grid.columns import Header
from ziping.parsers.forms.grid.grid import Grid
from ziping.parsers.forms.regions.blocks import Block, blocks_of
from ziping.parsers.forms.regions.evidence import RowEvidence, SpanVote, evidence_of, span_votes
from ziping.parsers.forms.regions.membership import as_indicator, as_listed, as_money
from ziping.parsers.forms.regions.region import Kind, Region
from ziping.parsers.text.normalise import bare

_STAYS = 0.3  # for going on with a block rather than beginning another
_NO_ROWS = -6.0  # for a header with nothing below it
_CUTS_LABEL = -4.0  # for a header inside the span of the label of the block it would end
_TEXT_OF_GOALS = 1.0  # for a row below a label of goals, within its span
_AFTER_GOALS = 0.2  # for a row below the span that is of no other kind
_NAMES_LEVEL, _NAMES_NONE = 1.2, 0.2  # for a row below unknown headings, by the levels that it names
_KEPT = 16  # states kept a row
_SINGLE = (Kind.HEAD, Kind.TOTAL, Kind.NOTE)


@dataclass(frozen=True, slots=True)
class _State:
    """The kind of the last row, the block that is open, and whether only its header has been read."""

    kind: Kind
    block: Block | None = None
    headed: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    """Rows up to `stop` (exclusive) read in a state. `repeats` says that they are the block's header printed again."""

    stop: int
    state: _State
    weight: float
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class _Best:
    """The best way to a state: its weight, the step that led there and where that began."""

    weight: float
    start: int
    before: _State | None
    step: _Step | None


_START = _State(Kind.TITLE)


@dataclass(slots=True)
class Segmentation:
    """A table while its rows are segmented. `continuation` is the header of a block that began in the table before."""

    grid: Grid
    continuation: Header | None = None
    transposed: range | None = None
    evidence: tuple[RowEvidence, ...] = field(init=False)
    blocks: tuple[tuple[Block, ...], ...] = field(init=False)
    votes: tuple[tuple[SpanVote, ...], ...] = field(init=False)

    def __post_init__(self) -> None:
        self.evidence = evidence_of(self.grid)
        self.blocks = blocks_of(self.grid, self.evidence)
        self.votes = span_votes(self.grid)

    def regions(self) -> tuple[Region, ...]:
        """The best sequence, cut into regions."""
        return tuple(_regions(self._path()))

    def _path(self) -> list[tuple[int, _Step]]:
        reached: list[dict[_State, _Best]] = [{} for _ in range(self.grid.rows + 1)]
        reached[0][_START] = _Best(0.0, 0, None, None)
        if self.continuation is not None:
            reached[0][_State(Kind.INDICATORS, Block(Kind.INDICATORS, self.continuation, 0.0))] = _Best(
                0.0, 0, None, None
            )
        for row in range(self.grid.rows):
            states = sorted(reached[row].items(), key=lambda entry: -entry[1].weight)[:_KEPT]
            for state, best in states:
                for step in self._steps(row, state):
                    weight = best.weight + step.weight
                    earlier = reached[step.stop].get(step.state)
                    if earlier is None or weight > earlier.weight:
                        reached[step.stop][step.state] = _Best(weight, row, state, step)
        last = {s: b.weight + (_NO_ROWS if s.headed else 0) for s, b in reached[-1].items()}
        best = reached[-1][max(last, key=lambda s: last[s])]
        path: list[tuple[int, _Step]] = []
        while best.step is not None and best.before is not None:
            path.append((best.start, best.step))
            best = reached[best.start][best.before]
        return path[::-1]

    def _steps(self, row: int, state: _State) -> Iterator[_Step]:
        """What the row may be, after a state."""
        left = _NO_ROWS if state.headed else 0.0
        if self.transposed is not None and row == self.transposed.start:
            yield _Step(self.transposed.stop, _State(Kind.TRANSPOSED), 100.0 + left)
            return
        seen = self.evidence[row]
        for kind in _SINGLE:
            if seen.alone(kind):
                yield _Step(row + 1, _State(kind), seen.alone(kind) + left + self._spanned(row, kind))
        first = state.kind is Kind.TITLE
        title = max(seen.form_title, seen.title if first else 0)
        if title:
            yield _Step(row + 1, _State(Kind.TITLE), title + left)
        yield _Step(row + 1, _State(Kind.OTHER), left)
        yield from self._goals(row, state, left)
        yield from self._inside(row, state)
        if seen.funding:
            yield _Step(row + 1, _State(Kind.FUNDING), seen.funding + left + self._spanned(row, Kind.FUNDING))
        for block in self.blocks[row]:
            yield self._begun(row, block, state, left)

    def _begun(self, row: int, block: Block, state: _State, left: float) -> _Step:
        """A block begins, or the header of the open one is printed again."""
        stop = block.header.last + 1
        if stop <= row:  # without headings: the row is the first of the block
            if block.kind is Kind.FUNDING:
                spanned = self._spanned(row, Kind.FUNDING, block.header)
                weight = block.weight + as_money(self.grid, row, self.evidence[row], block.header) + spanned
                return _Step(row + 1, _State(block.kind, block), weight + left)
            weight = self._among_levels(row, as_indicator(self.grid, row, self.evidence[row], block.header))
            return _Step(row + 1, _State(block.kind, block), weight + left - self._strange(row, block.header))
        spanned = self._spanned(row, block.kind, block.header) * (stop - row)
        if state.block is not None and state.kind is block.kind and _again(state.block, block):
            return _Step(stop, _State(state.kind, state.block), block.weight + _STAYS + spanned, repeats=True)
        cut = 0.0
        label = state.block.header.label if state.block is not None else None
        if state.kind is Kind.FUNDING and label is not None and row < label.row + label.row_span:
            cut = _CUTS_LABEL
        return _Step(stop, _State(block.kind, block, headed=True), block.weight + left + cut + spanned)

    def _goals(self, row: int, state: _State, left: float) -> Iterator[_Step]:
        seen = self.evidence[row]
        goals = _State(Kind.GOALS)
        if seen.goals:
            yield _Step(row + 1, goals, seen.goals + left + self._spanned(row, Kind.GOALS))
        elif state.kind is Kind.GOALS:
            within = any(v.kind is Kind.GOALS for v in self.votes[row])
            weight = _TEXT_OF_GOALS + self._spanned(row, Kind.GOALS) if within else _AFTER_GOALS
            yield _Step(row + 1, goals, weight + _STAYS - _NAMES_LEVEL * seen.levels)

    def _inside(self, row: int, state: _State) -> Iterator[_Step]:
        """The open block goes on."""
        seen, header = self.evidence[row], state.block.header if state.block is not None else None
        after = _State(state.kind, state.block)
        match state.kind:
            case Kind.INDICATORS if header is not None:
                weight = as_indicator(self.grid, row, seen, header)
                if state.block is not None and state.block.by_rows:
                    weight = self._among_levels(row, weight)
                if header is self.continuation and row == 0 and seen.head:
                    weight -= seen.head
                yield _Step(row + 1, after, weight + _STAYS - self._strange(row, header))
            case Kind.FUNDING:
                spanned = self._spanned(row, Kind.FUNDING, header)
                weight = as_money(self.grid, row, seen, header)
                if not weight and (spanned <= 0 or all(v.first == row for v in self.votes[row])):
                    return  # a label that begins here begins another block
                yield _Step(row + 1, after, weight + _STAYS + spanned)
            case Kind.LIST if header is not None:
                yield _Step(
                    row + 1, after, as_listed(self.grid, row, seen, header) + _STAYS - self._strange(row, header)
                )

    def _among_levels(self, row: int, weight: float) -> float:
        """The weight of a row below headings that only the rows make a header: it counts by the levels that it names."""
        seen = self.evidence[row]
        return min(weight, _NAMES_LEVEL * seen.levels if seen.levels else _NAMES_NONE)

    def _strange(self, row: int, header: Header) -> float:
        """What labels that span the row say against its being one of a list or a block of indicators."""
        return sum(
            2 * v.weight
            for v in self.votes[row]
            if v.kind is not Kind.INDICATORS and not _labels(header, v) and not _names(header, v)
        )

    def _spanned(self, row: int, kind: Kind, header: Header | None = None) -> float:
        """What the labels that span the row say for its being of a kind. The label beside a header labels its block,
        whatever its words."""
        return sum(v.weight if v.kind is kind or _labels(header, v) else -v.weight for v in self.votes[row])


def _again(open_: Block, block: Block) -> bool:
    """Whether a header is that of the open block printed again; another label beside it labels another block."""
    one, other = open_.header.label, block.header.label
    if one is not None and other is not None and bare(one.text.string) != bare(other.text.string):
        return False
    return open_.headings == block.headings


def _labels(header: Header | None, vote: SpanVote) -> bool:
    """Whether a label is that of the header's block, perhaps printed again after a page break."""
    label = header.label if header is not None else None
    return label is not None and (vote.cell is label or bare(vote.cell.text.string) == bare(label.text.string))


def _names(header: Header, vote: SpanVote) -> bool:
    """Whether a label that spans rows stands in a column of levels: it is a level, whatever its words."""
    column = header.column_of(vote.cell)
    return (
        vote.first > header.last
        and column is not None
        and column.sense.startswith("level")
        and (column.sense != "level1" or vote.kind is not Kind.GOALS)
    )


def _regions(path: list[tuple[int, _Step]]) -> Iterator[Region]:
    """Steps that go on with one block, put together."""
    open_: list[tuple[int, _Step]] = []
    for start, step in path:
        if open_ and not _goes_on(open_[-1][1], step):
            yield _region(open_)
            open_ = []
        open_.append((start, step))
    if open_:
        yield _region(open_)


def _goes_on(before: _Step, step: _Step) -> bool:
    if step.state.headed or step.state.kind is not before.state.kind:
        return False
    if step.state.kind is Kind.GOALS or step.state.block is not None:
        return True
    return step.state.kind is Kind.FUNDING


def _region(steps: list[tuple[int, _Step]]) -> Region:
    (first, begin), (_, last) = steps[0], steps[-1]
    block = begin.state.block
    repeats = tuple(r for start, step in steps if step.repeats for r in range(start, step.stop))
    return Region(begin.state.kind, first, last.stop - 1, block.header if block is not None else None, repeats)
