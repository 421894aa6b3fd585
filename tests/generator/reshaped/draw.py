"""Draws a form in its plainest shape, changes it, and sets it on pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.generator.dice import Dice
from tests.generator.form import Drawing
from tests.generator.reshaped import blocks, columns, money, rows
from tests.generator.reshaped.basis import Plan, basis
from tests.generator.reshaped.grid import Cells, Grid, drawn, narrowed
from tests.generator.typeset.pages import typeset
from tests.generator.typeset.setting import Break, Cell, Element, End, Line, Manner, Table, manner

Change = Callable[[Plan, Dice], bool]

# In the order in which they are made; each sees what those before it left.
CHANGES: tuple[Change, ...] = (
    columns.without_reasons,
    columns.without_second_level,
    columns.last_year_beside,
    columns.reviewed_marks,
    columns.target_in_three_cells,
    columns.target_and_unit,
    columns.result_and_unit,
    columns.points_of_levels_in_columns,
    columns.points_in_level,
    columns.points_and_marks_in_level,
    rows.total_below,
    rows.total_on_top,
    rows.total_in_head,
    rows.total_in_words,
    rows.conclusion,
    rows.subtotals,
    columns.points_in_one_cell,
    columns.target_and_result_in_one_cell,
    columns.name_with_target,
    columns.values_in_another_order,
    columns.two_levels_of_headings,
    columns.three_levels_of_headings,
    blocks.spaced_labels,
    rows.labels_repeated,
    rows.labels_once,
    rows.placeholders,
    rows.blank_rows,
    rows.headings_again,
    rows.first_level_in_rows,
    rows.two_levels_in_rows,
    columns.levels_in_one_cell,
    columns.second_and_third_in_one_cell,
    columns.numbers_in_front,
    columns.blank_column,
    rows.column_numbers,
    money.without_initial,
    money.without_points,
    money.zeros_for_nothing,
    money.total_under_its_parts,
    money.unit_in_cells,
    money.unit_in_headings,
    money.unit_above,
    money.money_in_another_order,
    money.two_levels_of_money,
    money.blank_money_column,
    money.money_on_its_side,
    money.lines_in_one_cell,
    money.total_in_pairs,
    blocks.without_goals,
    blocks.blocks_in_another_order,
    blocks.without_labels,
    blocks.labels_above,
    blocks.labels_upright,
    blocks.title_inside,
    blocks.contact,
    blocks.ticks,
    blocks.head_in_pairs,
    blocks.head_above,
    blocks.above_in_one_line,
    blocks.notes_inside,
    blocks.signatures_inside,
    blocks.instructions_below,
    blocks.shaded_headings,
    blocks.two_beside_each_other,
    blocks.columns_on_the_next_page,
    blocks.blocks_apart,
)
ONE_IN = 6  # of the changes is made


def named(change: Change) -> str:
    """The axis of a change."""
    return change.__name__.replace("_", " ")


def draw(dice: Dice) -> Drawing:
    """A file with one form, reshaped."""
    look = manner(dice)
    plan = basis(dice, "form0")
    for change in CHANGES:
        if dice.chance(named(change), ONE_IN) and not change(plan, dice):
            dice.axes[named(change)] = {"not possible"}
    if plan.sides > 1:
        look = replace(look, landscape=True, turned=False, size=7.5)
    pdf, pages = typeset(_elements(plan), look)
    evaluation = plan.evaluation | {"indicators": plan.indicators, "sections": plan.sections, "facts": []}
    evaluation["funding"] = plan.money.expected if "money" in plan.order else []
    evaluation["not_judged"] = {"indicators": ["basis", "level2_weight"]}
    evaluation |= {"first_page": pages.marks["form0-title"], "last_page": pages.marks["form0-end"]}
    for table in ("indicators", "sections", "funding"):
        for row in evaluation[table]:
            if mark := row.pop("mark", None):
                row["page"] = pages.marks[mark]
    return Drawing(pdf, [evaluation], dice.axes, len(pages.sheets))


def _elements(plan: Plan) -> list[Element]:
    tables = [Table()]
    if plan.titles:
        tables[-1].rows += [[Cell(t, 0, 1, mark="form0-title")] for t in plan.titles]
    for name in plan.order:
        if plan.apart and tables[-1].rows:
            tables.append(Table())
        if name == "head":
            tables[-1].rows += _head(plan)
            continue
        grid = {"money": plan.money.grid, "goals": plan.goals, "sheet": plan.sheet}[name]
        if name == "sheet" and plan.leaves > 1:
            one, other = _leaves(grid)
            tables[-1].rows += drawn(one).rows
            tables.append(Table(drawn(other).rows))
            continue
        _add(tables[-1], _beside(grid) if name == "sheet" and plan.sides > 1 else drawn(grid))
    for texts in plan.tail:
        edges = (
            [0.0, 0.2, 1.0]
            if len(texts) == 2 and len(texts[1]) > 14
            else [k / len(texts) for k in range(len(texts) + 1)]
        )
        tables[-1].add(*(Cell(t, edges[k], edges[k + 1], left=True) for k, t in enumerate(texts)))
    elements: list[Element] = list(plan.above)
    for number, table in enumerate(t for t in tables if t.rows):
        if plan.leaves > 1 and number == len(tables) - 1:
            elements.append(Break())
        elements.append(table)
    return [*elements, *plan.below, End("form0-end")]


def _add(table: Table, cells: Cells) -> None:
    start = len(table.rows)
    table.rows += cells.rows
    if cells.header[1] > cells.header[0]:
        table.header = (start + cells.header[0], start + cells.header[1])
        table.covers = (start + cells.header[1], start + len(cells.rows))


def _head(plan: Plan) -> list[list[Cell]]:
    entries = list(plan.entries)
    found = []
    while entries:
        label, value = entries.pop(0)
        if plan.pairs and entries:
            other, beside = entries.pop(0)
            texts, edges = (label, value, other, beside), (0, 0.2, 0.5, 0.7, 1.0)
        else:
            texts, edges = (label, value), (0, 0.2, 1.0)
        found.append([Cell(t, edges[k], edges[k + 1]) for k, t in enumerate(texts)])
    return found


def _beside(grid: Grid) -> Cells:
    """The block in two halves, each with its headings."""
    middle = (len(grid.rows) + 1) // 2
    halves = [drawn(replace(grid, label="", rows=rows)) for rows in (grid.rows[:middle], grid.rows[middle:])]
    left, right = narrowed(halves[0].rows, 0, 0.5), narrowed(halves[1].rows, 0.5, 1)
    right += [[Cell("", 0.5, 1)] for _ in range(len(left) - len(right))]
    return Cells([a + b for a, b in zip(left, right, strict=True)], halves[0].header)


def _leaves(grid: Grid) -> tuple[Grid, Grid]:
    """The block parted before its last columns."""
    at = len(grid.columns) - 2
    keys = {c.key for c in grid.columns[at:]}
    if keys & {"blank", "level1", "level2", "level3"}:
        at = len(grid.columns) - 1
    return replace(grid, columns=grid.columns[:at]), replace(grid, columns=grid.columns[at:], label="")


__all__ = ["CHANGES", "Line", "Manner", "draw", "named"]
