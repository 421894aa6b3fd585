"""What the columns of a block of money hold, decided once for all of them: labels of lines, amounts of a measure, amounts of
a source, rate, points, reasons, or nothing that the dataset has a column for.

As for indicators, words of headings, kinds of the cells below, order and neighbours, and identities between the figures of a
row vote; the assignment with most votes wins, and a column that nothing speaks for is kept as `extra`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from ziping.parsers.forms.cells.kinds import CellKind, kind_of
from ziping.parsers.forms.funding.labels import read_label
from ziping.parsers.forms.grid.assignment import HEADING_VOTES
from ziping.parsers.forms.grid.choices import choices_of
from ziping.parsers.forms.grid.columns import BLANK, EXTRA, UNKNOWN, Column, Header
from ziping.parsers.forms.grid.contents import Contents, contents_of
from ziping.parsers.forms.grid.grid import Grid
from ziping.parsers.forms.grid.headers import columns_of
from ziping.parsers.forms.grid.meanings import resolve_ambiguous
from ziping.parsers.forms.regions.row_kinds import is_split
from ziping.parsers.lexicon import FUNDING, LINES, Fit
from ziping.parsers.lexicon.headings import AMOUNTS, KNOWN
from ziping.parsers.text.numbers import find_quantities

LINE = "line"  # the labels of the lines
SOURCE = "source"  # amounts of the source that the heading names, or of their sum

_MANY = (*EXTRA, LINE, SOURCE)
_AS_EXTRA = {UNKNOWN: 2.0, BLANK: 1.0}
_LABELS, _RELABELLED = 2.6, 2.0  # for a column of words: below a heading that says little, and below another
_SUM = 4.5  # for amounts below 小计, beside sources
_GUESSED = {
    "annual_budget": 0.8,
    "executed": 0.8,
    "initial_budget": 0.6,
    "execution_rate": 0.3,
    "weight": 0.6,
    "score": 0.6,
}
_COMPANY, _SETTLED = 0.4, 0.1  # for each of several of a kind: sources, and measures, which go before them
_ORDER = ("initial_budget", "annual_budget", "received", "executed", "execution_rate")
_INVERTED = 0.6
_HOLDS = 2.0  # for an identity, times the share of the rows in which it holds
_TELLS = 2.0  # for each column of an identity that holds in most rows
_MOST, _TRIPLE = 0.75, 3
_BROKEN, _ABOVE = -1.5, -3.0
_NO_MONEY = -4.0  # for a block of money without amounts
_CENT, _POINT = Decimal("0.006"), Decimal("0.06")
_HUNDRED = Decimal(100)
_HALF = 0.5
_KEPT = 48  # partial assignments
_SAMPLE = 8  # rows below a header that tell what its columns hold, before it is known which are its own


@dataclass(frozen=True, slots=True)
class _Candidate:
    role: str
    votes: float
    heard: bool


_Roles = tuple[str, ...]
_Figures = Mapping[int, Decimal]  # by row


def assign_money(grid: Grid, header: Header, rows: Sequence[int]) -> Header:
    """The header with the roles of its columns, from the headings and the rows below."""
    contents = contents_of(grid, header, rows)
    figures = [_figures(grid, c, rows) for c in header.columns]
    surest = _surest(header.columns)
    wanted = _told([tuple(_candidates(c, h, surest)) for c, h in zip(header.columns, contents, strict=True)], figures)
    partial: list[tuple[float, _Roles]] = [(0.0, ())]
    heard = [{c.role for c in candidates if c.heard} for candidates in wanted]
    for candidates in wanted:
        grown = [
            (votes + c.votes + _after(roles, c), (*roles, c.role))
            for votes, roles in partial
            for c in candidates
            if c.role in _MANY or c.role not in roles or (c.heard and _all_heard(c.role, roles, heard))
        ]
        partial = sorted(grown, key=lambda p: -p[0])[:_KEPT]
    scored = [(votes + _company(header, roles) + _identities(roles, figures), roles) for votes, roles in partial]
    scored.sort(key=lambda p: -p[0])
    roles = _with_labels_only_before_values(scored[0][1], header)
    columns = tuple(c if c.sense == r else replace(c, sense=r) for c, r in zip(header.columns, roles, strict=True))
    guessed = tuple(c for c, known in zip(columns, heard, strict=True) if c.sense in _GUESSED and c.sense not in known)
    choices = choices_of(columns, [c.sense in known for c, known in zip(columns, heard, strict=True)], scored)
    return replace(header, columns=columns, guessed=guessed, choices=choices)


def _sample_rows(grid: Grid, header: Header) -> range:
    """The rows right below a header, within the span of the label beside it."""
    label = header.label
    stop = label.row + label.row_span if label is not None else grid.rows
    start = header.last + 1
    return range(start, min(max(stop, start + 1), start + _SAMPLE, grid.rows))


def _surest(columns: Sequence[Column]) -> Mapping[str, Fit]:
    """How well the best of the headings that tell a role tells it."""
    found: dict[str, Fit] = {}
    for column in columns:
        if (measure := FUNDING.find(column.heading)) is not None:
            found[column.sense] = max(measure.fit, found.get(column.sense, measure.fit))
    return found


def _candidates(column: Column, held: Contents, surest: Mapping[str, Fit]) -> Iterator[_Candidate]:
    """The roles that something speaks for, and `extra`. `surest`: of `_surest`."""
    low = column.cells[-1] if column.cells else None
    measure = FUNDING.find(column.heading) if column.heading else None
    heard = column.sense not in EXTRA
    if heard:
        votes = HEADING_VOTES[measure.fit] if measure is not None else HEADING_VOTES[Fit.ENDING]
        yield _Candidate(column.sense, votes + _fits(column.sense, held), True)
    source = LINES.find(column.heading) if low is not None else None
    named = low is not None and column.sense != KNOWN and read_label(low).line is not None
    if low is not None and (named or is_split(low)) and held.words <= _HALF:
        votes = HEADING_VOTES[source.fit] if source is not None and named else _SUM
        yield _Candidate(SOURCE, votes + _fits(SOURCE, held), True)
    if held.words > _HALF and column.sense != KNOWN:
        plain = column.sense in EXTRA or (low is not None and is_split(low))
        yield _Candidate(LINE, (_LABELS if plain else _RELABELLED) + _fits(LINE, held), plain)
    # 可执行额度 beside 全年执行数 is no spending, and per cents under 全年执行 are none either
    unlike = column.sense in AMOUNTS and held.per_cent > _HALF
    hardly_heard = heard and measure is not None and (measure.fit < surest[column.sense] or unlike)
    open_to_guess = (not heard and not named and column.sense != KNOWN) or hardly_heard
    for role, votes in _GUESSED.items() if open_to_guess else ():
        if held.filled and held.words <= _HALF and role != column.sense:
            yield _Candidate(role, votes + min(_fits(role, held), 0.0), False)
    if column.sense in EXTRA:
        known = (
            HEADING_VOTES[measure.fit] if column.sense == KNOWN and measure is not None else HEADING_VOTES[Fit.WHOLE]
        )
        yield _Candidate(column.sense, _AS_EXTRA.get(column.sense, known), True)
    else:
        yield _Candidate(KNOWN, 0.0, True)


def _fits(role: str, held: Contents) -> float:
    """What the kinds of the cells say for a role."""
    if not held.filled:
        return 0.0
    amounts = held.share(CellKind.AMOUNT)
    match role:
        case "execution_rate":
            return 1.5 * held.per_cent + 0.2 * held.numeric - 3 * held.words - 3 * amounts
        case "weight" | "score":
            return 0.7 * held.numeric - 3 * held.words - 3 * amounts - held.per_cent
        case "reason":
            return 0.5 * held.words - 2 * (held.numeric + held.quantities + held.per_cent)
        case "line":
            return 2 * held.words + held.share(CellKind.LINE) - 5 * (held.numeric + held.quantities)
        case _:
            return held.numeric + held.quantities - 3 * held.words - 2 * held.per_cent


def _all_heard(role: str, roles: _Roles, heard: Sequence[Set[str]]) -> bool:
    """Whether the headings tell of every column with a role that it has it: splits side by side have each their own."""
    return all(role in told for r, told in zip(roles, heard, strict=False) if r == role)


def _after(roles: _Roles, candidate: _Candidate) -> float:
    """What speaks against a role after those to its left."""
    if candidate.role not in _ORDER:
        return 0.0
    rank = _ORDER.index(candidate.role)
    return -_INVERTED * any(r in _ORDER and _ORDER.index(r) > rank for r in roles)


def _company(header: Header, roles: _Roles) -> float:
    """年度预算总额 is an amount among amounts, and the total among sources: columns speak for those of their kind."""
    sources = sum(r == SOURCE for r in roles)
    measures = sum(r == c.sense and r in _ORDER for r, c in zip(roles, header.columns, strict=True))
    return _COMPANY * ((sources > 1) * sources + (measures > 1) * (measures + _SETTLED))


def _with_labels_only_before_values(roles: _Roles, header: Header) -> _Roles:
    """Words with no value to their right label nothing: they keep what their heading says."""
    values = [i for i, r in enumerate(roles) if r not in (*EXTRA, LINE, "reason")]
    last = max(values, default=-1)
    return tuple(
        (header.columns[i].sense if header.columns[i].sense in EXTRA else KNOWN) if r == LINE and i > last else r
        for i, r in enumerate(roles)
    )


def _figures(grid: Grid, column: Column, rows: Sequence[int]) -> _Figures:
    """The figures of a column by row: amounts in whatever unit, rates as ratios."""
    found: dict[int, Decimal] = {}
    for row in rows:
        for cell in grid.own(row):
            if not column.start <= cell.column < column.stop or kind_of(cell).kind in (
                CellKind.BLANK,
                CellKind.NOTHING,
            ):
                continue
            quantities = [q.quantity for q in find_quantities(cell.text.string)]
            if len(quantities) == 1:
                found[row] = quantities[0].value
    return found


def _told(wanted: Sequence[tuple[_Candidate, ...]], figures: Sequence[_Figures]) -> list[tuple[_Candidate, ...]]:
    """The candidates, with more votes for those under which a rate is the quotient of two amounts of its row, and a score
    its weight times that rate: columns that no heading tells are told so."""
    more: set[tuple[int, str]] = set()

    def may_be(role: str) -> list[int]:
        return [i for i, candidates in enumerate(wanted) if figures[i] and any(c.role == role for c in candidates)]

    for rate in may_be("execution_rate"):
        for spent, base in product(may_be("executed"), {*may_be("annual_budget"), *may_be("initial_budget")}):
            if (
                len({rate, spent, base}) == _TRIPLE
                and _share(figures[rate], figures[spent], figures[base], _is_quotient) > _MOST
            ):
                more |= {
                    (rate, "execution_rate"),
                    (spent, "executed"),
                    (base, "annual_budget"),
                    (base, "initial_budget"),
                }
        for score, weight in product(may_be("score"), may_be("weight")):
            if (
                len({rate, score, weight}) == _TRIPLE
                and _share(figures[score], figures[weight], figures[rate], _is_product) > _MOST
            ):
                more |= {(score, "score"), (weight, "weight")}
    return [
        tuple(replace(c, votes=c.votes + _TELLS) if (i, c.role) in more else c for c in candidates)
        for i, candidates in enumerate(wanted)
    ]


def _identities(roles: _Roles, figures: Sequence[_Figures]) -> float:
    """Votes of the identities between the figures of a row: rate = executed ÷ budget, score = weight × rate, no score above
    its weight."""
    by_role = {r: figures[i] for i, r in enumerate(roles) if r not in _MANY}
    votes = 0.0
    bases = [by_role[b] for b in _ORDER[:-2] if b in by_role]
    if bases and {"executed", "execution_rate"} <= by_role.keys():
        holds = max(_share(by_role["execution_rate"], by_role["executed"], b, _is_quotient) for b in bases)
        votes += _HOLDS * holds if holds else _BROKEN
    if not bases and SOURCE not in roles:
        votes += _NO_MONEY
    if {"weight", "score"} <= by_role.keys():
        weight, score = by_role["weight"], by_role["score"]
        votes += _ABOVE * _share(score, weight, weight, lambda s, w, _: s > w)
        if (rate := by_role.get("execution_rate")) is not None:
            votes += _HOLDS * _share(score, weight, rate, _is_product)
    return votes


def _share(one: _Figures, two: _Figures, three: _Figures, holds: Callable[[Decimal, Decimal, Decimal], bool]) -> float:
    """Share of the rows with all three figures in which something holds."""
    rows = one.keys() & two.keys() & three.keys()
    if not rows:
        return 0.0
    return sum((holds(one[r], two[r], three[r])) for r in rows) / len(rows)


def _is_quotient(rate: Decimal, spent: Decimal, base: Decimal) -> bool:
    if not base:
        return False
    return any(abs(spent / base - r) <= _CENT for r in (rate, rate / _HUNDRED))


def _is_product(score: Decimal, weight: Decimal, rate: Decimal) -> bool:
    return any(abs(weight * r - score) <= _POINT for r in (rate, rate / _HUNDRED))


def unheaded_money(grid: Grid, row: int) -> Header:
    """The header, in no row, of a block of money that begins in `row` without headings."""
    cells = grid.covering(row)
    label = cells[0] if cells and cells[0].row_span > 1 and cells[0].text else None
    columns = (Column(c.column, c.column + c.column_span, BLANK, "", ()) for c in cells if c is not label)
    header = Header(row - 1, row - 1, tuple(columns), label)
    return assign_money(grid, header, _sample_rows(grid, header))


def money_header(grid: Grid, first: int, last: int, rows: Sequence[int] | None = None) -> Header:
    """The header of a block of money in rows `first` to `last`; `rows` are those below it, where it is known which are its
    own."""
    columns, label = columns_of(grid, first, last, FUNDING)
    header = Header(first, last, resolve_ambiguous(columns, FUNDING, unique=False), label)
    return assign_money(grid, header, _sample_rows(grid, header) if rows is None else rows)
