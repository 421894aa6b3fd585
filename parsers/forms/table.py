"""`read_table`: from a table to what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from ziping.parsers.forms.cells.amounts import caption_unit
from ziping.parsers.forms.cells.kinds import is_figure
from ziping.parsers.forms.cells.levels import NOTHING_CARRIED
from ziping.parsers.forms.draft import Draft
from ziping.parsers.forms.funding.funding_block import read_funding
from ziping.parsers.forms.grid.columns import Column, Header
from ziping.parsers.forms.grid.grid import Grid, stated
from ziping.parsers.forms.parting.origin import original_rows, stretches
from ziping.parsers.forms.parting.parts import parted
from ziping.parsers.forms.readers.block_points import block_section, further_goals, totals_beside
from ziping.parsers.forms.readers.goals import goal_passages, goals_of, read_scored_goals
from ziping.parsers.forms.readers.grouped_list import project_column, read_grouped
from ziping.parsers.forms.readers.head import HeadRows, read_head, year_of
from ziping.parsers.forms.readers.indicators import read_indicators
from ziping.parsers.forms.readers.project_list import read_list
from ziping.parsers.forms.readers.totals import merge_totals, total_of_title, total_readings
from ziping.parsers.forms.regions.continuation import Continuation, OpenBlock, continue_block
from ziping.parsers.forms.regions.evidence import LOOKS_LIKE_A_FORM, looks_like_a_form
from ziping.parsers.forms.regions.region import Kind, Region
from ziping.parsers.forms.regions.regions import regions_of
from ziping.parsers.forms.regions.row_kinds import head_label, titles_form
from ziping.parsers.forms.regions.running_points import points_beside, running_points
from ziping.parsers.forms.regions.transposed import transpose
from ziping.parsers.forms.table_units import money_headings, unit_at_end, unit_before, unit_row
from ziping.parsers.forms.types import NO_TOTALS, Form, FormContext, FormReading, Passage, RowClaim
from ziping.parsers.lexicon import level_of_name
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.text.normalise import bare, fold
from ziping.schemas.document import Cell, Table
from ziping.schemas.report import Note, Section, Stated

_FORM_WORDS, _INDICATOR_WORD = shaped("{cells.form_words}"), shaped("{grammar.indicators}")
_SHORTEST_PASSAGE = 12  # characters of a cell that may hold running text
_NO_CONTEXT = FormContext()
Beside = Sequence[
    tuple[Column, Cell]
]  # columns of points that run down beside all blocks, with their cells in these rows


@dataclass(slots=True)
class _Reader:
    """A table while it is read, region by region.

    `running` are columns of points that run down beside all blocks; `above` is the header of the last block that has one, `scored` that of the last block of indicators.
    `continuation` began in the table before, `open` is what may go on in the next one,
    `above_next` is the subtotal of a title over the next block, `stray` the last row that looked like an indicator and stood below no header.
    """

    grid: Grid
    running: tuple[Column, ...]
    title: Stated[str] | None
    unit: Stated[str] | None
    continuation: Continuation | None = None
    above: Header | None = None
    scored: Header | None = None
    open: OpenBlock | None = None
    stray: int = -2
    above_next: Section | None = None
    drafts: list[Draft] = field(default_factory=list)
    listed: list[Form] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    claims: list[RowClaim] = field(default_factory=list)

    def read(self, region: Region) -> None:
        head = _head_of(self.grid, region)
        draft = self._draft_for(region, head)
        draft.last = region.last
        self.unit = caption_unit(head.money_unit) or self.unit
        parser = self._read_rows(region, draft)
        draft.head.merge(head)
        self.above = region.header or self.above
        if region.kind is Kind.INDICATORS:
            self.scored = region.header
        if parser is None and head.says_something:
            parser = "forms.head"
        if parser is not None:
            self.claims.append(RowClaim(region.first, region.last + 1, parser))

    def _draft_for(self, region: Region, head: HeadRows) -> Draft:
        """The form that a region belongs to: a new one where another subject is named, or a title stands, after rows were
        read."""
        current = self.drafts[-1] if self.drafts else None
        named = head.subjects
        titled = region.kind is Kind.TITLE and current is not None and current.has_rows
        if current is None or titled or (named and current.is_another(named)):
            title = stated(self.grid.filled(region.first)[0]) if titled else None
            current = Draft(region.first, region.last, title)
            self.drafts.append(current)
        return current

    def finish(self) -> list[Form]:
        """The forms. A name without rows of its own, below rows without a name, is theirs."""
        if len(self.drafts) > 1 and not self.drafts[-1].has_rows and not self.drafts[-2].head.subjects:
            self.drafts[-2].take_over(self.drafts.pop())
        if self.above_next is not None and self.drafts:
            self.drafts[-1].sections.append(self.above_next)
        drafted = [d.finish(self.title) for d in self.drafts]
        return [f for f in drafted if not f.empty or (f.passages and len(drafted) == 1)] + self.listed

    def _read_rows(self, region: Region, draft: Draft) -> str | None:
        """Reads one region into the draft; says who read it, None where nobody claims its rows."""
        beside = points_beside(self.grid, self.running, region)
        read = next((read for kind, read in READERS if kind is region.kind), None)
        if read is None:
            self._read_other(region, draft, beside)
            return None
        read(self, region, draft, beside)
        return f"forms.{region.kind.value}"

    def _read_transposed(self, region: Region, draft: Draft, beside: Beside) -> None:
        transposed = Grid.of(transpose(self.grid.table, range(region.first, region.last + 1)))
        for block in regions_of(transposed):
            if block.kind is Kind.INDICATORS:
                self._read_indicators(transposed, block, draft)

    def _read_money(self, region: Region, draft: Draft, beside: Beside) -> None:
        money = read_funding(self.grid, region, self.unit, beside)
        draft.funding += money.lines
        self.notes += money.notes

    def _read_list(self, region: Region, draft: Draft, beside: Beside) -> None:
        forms, notes = read_list(self.grid, region, self.title, self.unit)
        self.listed += forms
        self.notes += notes

    def _read_total(self, region: Region, draft: Draft, beside: Beside) -> None:
        draft.totals.append(total_readings(self.grid, region.first, self.scored))

    def _read_indicators(self, grid: Grid, region: Region, draft: Draft) -> None:
        """Reads a block of indicators: of the table, or of a transposed part of it."""
        continuation = self.continuation if region.first == 0 and grid is self.grid else None
        rows = read_indicators(grid, region, continuation.block.levels if continuation else NOTHING_CARRIED)
        for level, place in continuation.titles if continuation else ():
            if level.name is not None and level.weight is not None:
                draft.sections.append(Section(place, 1, level.name, weight=level.weight, score=level.score))
        draft.indicators += [replace(i, choices=rows.header.choices) for i in rows.indicators]
        draft.sections += rows.sections
        draft.totals += rows.total_rows
        draft.passages += [Passage(c.text) for c in rows.skipped if len(c.text) >= _SHORTEST_PASSAGE]
        self.notes += rows.notes
        self.above_next = rows.above_next
        if rows.closed:
            draft.head.merge(replace(read_head(grid, [region.last]), totals=NO_TOTALS))  # 总分 | 95 | 主管部门 | 甲局
        if grid is self.grid and region.last == grid.rows - 1 and not rows.closed:
            block = OpenBlock(rows.header, grid.edges(), rows.levels, self.title)
            self.open = replace(continuation.block, levels=rows.levels) if continuation else block

    def _read_scored(self, region: Region, draft: Draft, beside: Beside) -> None:
        """Reads a block with a header of indicators: of one form, or of a list of projects."""
        if (projects := project_column(region.header)) is not None:
            forms, notes = read_grouped(self.grid, region, projects, self.title, self.unit)
            self.listed += forms
            self.notes += notes
            return
        subtotals, title = len(draft.sections), self.above_next
        self.above_next = None
        self._read_indicators(self.grid, region, draft)
        section = block_section(self.grid, region, beside) or title
        if section is not None and all(s.level > 1 for s in draft.sections[subtotals:]):
            draft.sections.insert(subtotals, section)  # where no level below it has points of its own

    def _read_goals(self, region: Region, draft: Draft, beside: Beside) -> None:
        scored = read_scored_goals(self.grid, region, self.above)
        if scored:
            draft.indicators += scored
        elif (section := block_section(self.grid, region, beside)) is not None:
            draft.sections.append(section)
            draft.sections += further_goals(self.grid, region)
        draft.passages += goal_passages(self.grid, region)
        goal, outcome = goals_of(self.grid, region)
        draft.goal, draft.outcome = draft.goal or goal, draft.outcome or outcome

    def _read_other(self, region: Region, draft: Draft, beside: Beside) -> None:
        """Rows of the head, notes, and rows of no known kind: running text of these is handed on, figures with a unit
        of money or points are noted."""
        if beside:
            draft.totals.append((totals_beside(beside),))
        if region.kind is Kind.TITLE:
            title = self.grid.filled(region.first)[0]
            draft.in_title = merge_totals(draft.in_title, total_of_title(title))
            draft.year = draft.year or year_of(stated(title))
        if region.kind is not Kind.OTHER:
            return
        cells = self.grid.filled(region.first)
        if sum(level_of_name(c.text.string) is not None for c in cells) >= LOOKS_LIKE_A_FORM:
            if self.stray != region.first - 1:
                message = "rows that look like indicators stand below no header: they were not read"
                self.notes.append(Note("unread-table", message, self.grid.printed(region.first)))
            self.stray = region.last
            return
        for index, cell in enumerate(cells):
            label = cells[index - 1].text.string if index else None
            if len(cell.text) >= _SHORTEST_PASSAGE and head_label(cell) is None:
                draft.passages.append(Passage(cell.text, label))
            elif label is not None and _is_stated_figure(cell):
                message = f"nobody knows what “{label}” is; the figure beside it was left out"
                self.notes.append(Note("unclaimed-figure", message, cell.text.printed()))


# Who reads which kind of rows; `_Reader._read_other` gets any other kind, and claims none of them
READERS: tuple[tuple[Kind, Callable[[_Reader, Region, Draft, Beside], None]], ...] = (
    (Kind.INDICATORS, _Reader._read_scored),
    (Kind.TRANSPOSED, _Reader._read_transposed),
    (Kind.FUNDING, _Reader._read_money),
    (Kind.LIST, _Reader._read_list),
    (Kind.GOALS, _Reader._read_goals),
    (Kind.TOTAL, _Reader._read_total),
)


def read_table(table: Table, caption: FormContext = _NO_CONTEXT) -> FormReading:
    """What a table says: its forms, warnings, and who read which rows.

    Pure: the same table and caption give the same reading. Nothing is guessed: what is not understood is
    left out and noted.
    """
    grid = Grid.of(parted(table))
    origin = original_rows(table, grid.table)
    before = caption.before.open if caption.before is not None else None
    continuation = continue_block(grid, before, caption.between)
    regions = regions_of(grid, continuation.header if continuation is not None else None)
    if not regions or regions[0].header is not (continuation.header if continuation is not None else None):
        continuation = None
    title = _title(grid, regions, caption.title)
    title = title or (continuation.block.title if continuation is not None else None) or caption.title
    running = running_points(grid, regions)
    unit, headings = unit_row(grid, regions) or caption_unit(caption.money_unit), money_headings(regions)
    if unit is None and caption.before is not None and headings:
        unit = unit_before(caption.before, headings, caption.between)
    reader = _Reader(grid, running, title, unit, continuation)
    for region in regions:
        reader.read(region)
    forms = reader.finish()
    understood = any(not f.empty for f in forms)
    if not understood and not reader.notes and looks_like_a_form(grid):
        message = "a table that looks like a form was not understood"
        reader.notes.append(Note("unread-table", message, grid.printed(_first_filled(grid))))
    return FormReading(
        tuple(forms),
        tuple(reader.notes),
        tuple(_of_printed_rows(reader.claims, origin)),
        understood,
        reader.open,
        unit or unit_at_end(grid),
        headings,
    )


def _of_printed_rows(claims: Sequence[RowClaim], origin: Sequence[frozenset[int]]) -> Iterator[RowClaim]:
    """The claims by the rows as they are printed; of a row that two of them have a part of, the first has it."""
    taken: set[int] = set()
    for claim in claims:
        rows = {r for row in range(claim.start, claim.stop) for r in origin[row]} - taken
        taken |= rows
        yield from (RowClaim(start, stop, claim.parser) for start, stop in stretches(rows))


def _is_stated_figure(cell: Cell) -> bool:
    folded = fold(cell.text.string)
    return is_figure(folded) and any(unit in folded for unit in ("元", "分"))


def _first_filled(grid: Grid) -> int:
    return next((r for r in range(grid.rows) if grid.filled(r)), 0)


def _title(grid: Grid, regions: tuple[Region, ...], caption: Stated[str] | None) -> Stated[str] | None:
    """The title row: the longest of the rows over everything that is neither a year nor a unit. Below a caption that
    titles a form, it has to title one, too: 绩效指标及完成情况 over all headings does not."""
    above = takewhile(lambda r: r.kind in (Kind.TITLE, Kind.OTHER, Kind.NOTE), regions)
    rows = [grid.filled(r.first)[0] for r in above if r.kind is Kind.TITLE and grid.filled(r.first)]
    titles = [c for c in rows if _FORM_WORDS.search(c.text.string) and len(c.text) > 4]
    if caption is not None and bare(caption.value).endswith("表"):
        titles = [c for c in titles if titles_form(c)]
    return stated(max(titles, key=lambda c: len(c.text))) if titles else None


def _head_of(grid: Grid, region: Region) -> HeadRows:
    if region.kind in (Kind.INDICATORS, Kind.LIST, Kind.GOALS, Kind.NOTE):
        return HeadRows()
    if region.kind is Kind.FUNDING and region.header is not None:
        return HeadRows()
    head = read_head(grid, range(region.first, region.last + 1))
    if region.kind is Kind.FUNDING:
        head.totals = NO_TOTALS  # 满分 | 10 | 得分 | 9.6 beside 执行率 are the budget's
    return head


__all__ = ["read_table"]
