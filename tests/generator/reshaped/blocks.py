"""Changes of the whole: order and labels of blocks, what stands above and below, pages."""

from __future__ import annotations

from tests.generator import words as w
from tests.generator.dice import Dice
from tests.generator.reshaped.basis import Plan
from tests.generator.typeset.setting import Line


def blocks_in_another_order(plan: Plan, dice: Dice) -> bool:
    plan.order = dice.shuffled(plan.order)
    return True


def without_goals(plan: Plan, dice: Dice) -> bool:
    plan.order.remove("goals")
    return True


def labels_above(plan: Plan, dice: Dice) -> bool:
    """Each block's label in a row above it."""
    form = dice.any(["{}", "一、{}", "（{}）"])
    numbers = iter("一二三四")
    for name in plan.order:
        grid = {"money": plan.money.grid, "goals": plan.goals, "sheet": plan.sheet}.get(name)
        if grid is not None:
            grid.label, grid.beside = form.replace("一", next(numbers)).format(grid.label.replace("\n", "")), False
    return True


def labels_upright(plan: Plan, dice: Dice) -> bool:
    changed = False
    for grid in (plan.money.grid, plan.goals, plan.sheet):
        if grid.beside and grid.label and "（" not in grid.label and len(grid.rows) > 2:
            grid.upright = changed = True
    return changed


def without_labels(plan: Plan, dice: Dice) -> bool:
    if plan.money.grid.label.endswith("元）"):
        plan.sheet.label = ""
        return True
    for grid in (plan.money.grid, plan.sheet):
        grid.label = ""
    return True


def title_inside(plan: Plan, dice: Dice) -> bool:
    """The title in the first row of the table."""
    plan.titles.append(plan.title)
    plan.above = plan.above[1:]
    return True


def head_in_pairs(plan: Plan, dice: Dice) -> bool:
    plan.pairs = True
    return True


def head_above(plan: Plan, dice: Dice) -> bool:
    """The entries of the head in lines above the table."""
    if "head" not in plan.order or any("分" in label for label, _ in plan.entries):
        return False
    plan.above += [Line((f"{label}：{value}",)) for label, value in plan.entries]
    plan.entries = []
    return True


def contact(plan: Plan, dice: Dice) -> bool:
    plan.entries += [(dice.any(["项目负责人", "联系人"]), "陈明"), (dice.any(["联系电话", "电话"]), "0871-6512345")]
    return True


def ticks(plan: Plan, dice: Dice) -> bool:
    plan.entries.append(dice.any(w.TICKS))
    return True


def notes_inside(plan: Plan, dice: Dice) -> bool:
    plan.tail.append([dice.any(w.NOTES)])
    return True


def signatures_inside(plan: Plan, dice: Dice) -> bool:
    plan.tail.append(list(dice.any(w.SIGNATURES)))
    return True


def instructions_below(plan: Plan, dice: Dice) -> bool:
    """填表说明 below the table."""
    texts = (
        "填表说明：",
        "1.项目名称应与部门预算批复的项目名称一致。",
        "2.定性指标按达成预期指标、部分达成预期指标、未达成预期指标三档，分别按100%-80%、80%-60%、60%-0%合理确定分值。",
        "3.自评得分90分（含）以上为优，80分（含）至90分为良，60分（含）至80分为中，60分以下为差。",
    )
    plan.below += [Line((t,), align="centre") for t in texts[: 1 + dice.whole(1, 3)]]
    return True


def blocks_apart(plan: Plan, dice: Dice) -> bool:
    """A table for each block, white space between them."""
    plan.apart = True
    return True


def two_beside_each_other(plan: Plan, dice: Dice) -> bool:
    """The second half of the indicators beside the first."""
    grid = plan.sheet
    rows = grid.rows
    plain = all(r.mark and not r.heading for r in rows) and len(rows) > 3
    if not plain or len(grid.columns) > 8 or plan.leaves > 1:
        return False
    plan.sides = 2
    return True


def columns_on_the_next_page(plan: Plan, dice: Dice) -> bool:
    """The last columns of the indicators alone on the next page, each row beside its own."""
    grid = plan.sheet
    if plan.sides > 1 or grid.depth > 1 or any(r.wide or r.sum for r in grid.rows) or len(grid.columns) < 6:
        return False
    if plan.order[-1] != "sheet" or plan.tail or plan.below:
        return False
    plan.leaves = 2
    return True


def shaded_headings(plan: Plan, dice: Dice) -> bool:
    for grid in (plan.money.grid, plan.goals, plan.sheet):
        grid.shaded = True
    return True


def spaced_labels(plan: Plan, dice: Dice) -> bool:
    """产　出　指　标."""
    for row in plan.sheet.rows:
        if (text := row.texts.get("level1")) and "\n" not in text and "（" not in text and "(" not in text:
            row.texts["level1"] = dice.any(["　", " "]).join(text)
    return True


def above_in_one_line(plan: Plan, dice: Dice) -> bool:
    """Who reports and when, beside each other above the table."""
    plan.above.append(Line(("填报日期：2024年3月12日", "第1页")))
    return True
