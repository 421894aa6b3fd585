"""One row of indicators: its name, target, actual, points, and all that has no column of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ziping.parsers.forms.cells.levels import (
    Level,
    is_instruction,
    kind_before_name,
    read_level,
    read_name,
)
from ziping.parsers.forms.cells.points import in_per_cent, read_points, read_ratio
from ziping.parsers.forms.cells.row_cells import LEVELS, SCORES, RowCells
from ziping.parsers.forms.cells.values import split_value, whole_value
from ziping.parsers.forms.grid.columns import BLANK, Column
from ziping.parsers.forms.grid.grid import joined, says_nothing, stated
from ziping.parsers.lexicon import INDICATOR, classify
from ziping.parsers.lexicon.entries import Use, entry
from ziping.parsers.text.normalise import bare
from ziping.parsers.text.stated_values import StatedValue, with_actual, with_target
from ziping.schemas.document import Cell
from ziping.schemas.report import Indicator, Stated

_PAIR = 2  # cells, columns


def read_indicator(row: RowCells, level1: Level | None, level2: Level | None) -> Indicator | None:
    """The indicator of a row; None for a placeholder of the form, and for a row without anything of its own."""
    name, extra = _name(row)
    if not row.header.has("level2") and level2 is None and (told := _kind_and_name(row)) is not None:
        level2, name = told
    target, initial = _targets(row)
    actual = split_value((), row.cells("actual"), row.cells("actual_unit"))
    weight, score = row.points("weight"), row.points(*SCORES)
    rate, coefficient = _ratio(row, "completion_rate"), _ratio(row, "score_coefficient")
    reason, basis = _words(row.cells("reason")), _words(row.cells("basis"))
    if weight is None and not row.header.has("weight") and name is not None:
        weight, name = _points_of_name(row, name)
    own = [c for c in row.filled if row.column_meaning(c) not in ("", *LEVELS)]
    values = (target.text, actual.text, weight, score, rate, coefficient, reason, basis)
    if not own or (name is None and not any(values)) or _only_instructions(row, own):
        return None
    category, kind = classify(_text(level1), _text(level2), name.value if name else None)
    indicator = Indicator(
        row=row.grid.place(row.row),
        category=category,
        kind=kind,
        level1=level1.name if level1 else None,
        level2=level2.name if level2 else None,
        level3=name,
        level1_weight=level1.weight if level1 else None,
        level2_weight=level2.weight if level2 else None,
        initial_target_text=initial,
        weight=weight,
        score=score,
        completion_rate=rate,
        score_coefficient=coefficient,
        reason=reason,
        basis=basis,
        extra=(*extra, *_extra(row)),
    )
    return with_actual(with_target(indicator, target), actual)


def reason_told(row: RowCells) -> Stated[str] | None:
    """What a row says that holds only the label of reasons and running text across its columns: it is about the row above
    (偏差原因 | 雨季影响施工)."""
    if len(row.filled) != _PAIR or row.filled[1].column_span < _PAIR:
        return None
    label, told = row.filled
    match = INDICATOR.find(label.text.string)
    return _words([told]) if match is not None and match.sure and match.meaning == "reason" else None


def _only_instructions(row: RowCells, own: Sequence[Cell]) -> bool:
    """Whether cells below headings say nothing but what to fill in."""
    headed = [c for c in own if row.column_meaning(c) != BLANK]
    return bool(headed) and all(is_instruction(c) for c in headed)


def _text(level: Level | None) -> str | None:
    return level.name.value if level is not None and level.name is not None else None


def _ratio(row: RowCells, sense: str) -> Stated[Decimal] | None:
    per_cent = any(in_per_cent(c.heading) for c in row.header.columns if c.sense == sense)
    own = (c for c in row.cells(sense) if c.row == row.row)
    return next((r for c in own if (r := read_ratio(c, per_cent=per_cent)) is not None), None)


def _name(row: RowCells) -> tuple[Stated[str] | None, tuple[tuple[str, Stated[str]], ...]]:
    """The name of the lowest level; where there are four, the third goes to `extra`."""
    fourth = _one_name(row.cells("level4"))
    third = _one_name(row.cells("level3"))
    if fourth is None:
        return third, ()
    return fourth, (() if third is None else ((_THIRD, third),))


def _kind_and_name(row: RowCells) -> tuple[Level, Stated[str]] | None:
    cells = [c for c in (*row.cells("level4"), *row.cells("level3")) if c.text]
    told = kind_before_name(cells[0]) if len(cells) == 1 else None
    return None if told is None else (Level(told[0]), told[1])


def _one_name(cells: Sequence[Cell]) -> Stated[str] | None:
    names = [n for c in cells if (n := read_name(c)) is not None]
    if len(names) > 1:
        names = [n for n in names if not n.value.isdigit()] or names  # a running number beside the name
    if len(names) < 2:
        return names[0] if names else None
    return Stated("".join(n.value for n in names), joined(p for n in names for p in n.printed))


def _points_of_name(row: RowCells, name: Stated[str]) -> tuple[Stated[Decimal] | None, Stated[str]]:
    """Points printed with the name, in a form without a column for them: 预算执行率（10分）."""
    cells = [c for c in (*row.cells("level4"), *row.cells("level3")) if c.text]
    level = read_level(cells[0]) if len(cells) == 1 else None
    if level is None or level.weight is None or level.name is None:
        return None, name
    return level.weight, level.name


def _targets(row: RowCells) -> tuple[StatedValue, Stated[str] | None]:
    """The target that counts, and the initial one where a form prints both."""
    nature, unit = row.cells("nature"), row.cells("unit")

    def value(sense: str) -> StatedValue:
        cells = row.cells(sense)
        return split_value(nature, cells, unit) if nature or unit else whole_value(cells)

    initial, adjusted, plain = value("initial_target"), value("adjusted_target"), value("target")
    final = adjusted if adjusted.text is not None else plain
    both = row.header.has("initial_target") and row.header.has("adjusted_target", "target")
    return (final if final.text is not None else initial), (initial.text if both else None)


def _words(cells: Sequence[Cell]) -> Stated[str] | None:
    told = [c for c in cells if not says_nothing(c.text.string) and not is_instruction(c)]
    found = [s for c in told if (s := stated(c)) is not None]
    if len(found) > 1:
        return Stated("".join(s.value for s in found), tuple(p for s in found for p in s.printed))
    return found[0] if found else None


_THIRD = entry("cells.third_level").of(Use.WORDS)[0]
_TAKEN = frozenset({
    "level1", "level2", "level3", "level4", "level1_weight", "level2_weight", "level1_score", "level2_score", "nature",
    "unit", "actual_unit", "target", "initial_target", "adjusted_target", "actual", "completion_rate", "score_coefficient",
    "reason", "basis",
})  # fmt: skip


def _extra(row: RowCells) -> Iterator[tuple[str, Stated[str]]]:
    """Every printed cell that no column of ours takes, by its heading: nothing printed is dropped."""
    used: dict[str, int] = {}
    score = next((s for s in SCORES if row.header.has(s)), "score")
    for cell in row.grid.covering(row.row):
        column = row.columns.get(cell.column)
        if column is None or says_nothing(cell.text.string):
            continue
        if column.sense in _TAKEN or (column.sense in ("weight", score) and not _unread(cell, row.row)):
            continue
        text = stated(cell)
        heading = heading_key(column)
        if text is not None and bare(text.value) != bare(heading):  # the block's label, printed again beside the rows
            used[heading] = used.get(heading, 0) + 1
            yield (heading if used[heading] == 1 else f"{heading}（{used[heading]}）"), text


def _unread(cell: Cell, row: int) -> bool:
    """Words in a column of points: they are kept."""
    return cell.row == row and read_points(cell) is None


def heading_key(column: Column) -> str:
    """The heading as a key of `extra`; its place where nothing is printed."""
    return column.heading or f"第{column.start + 1}列"
