"""Changes of the block of funding."""

from __future__ import annotations

from typing import Any

from tests.generator.dice import Dice
from tests.generator.reshaped.basis import AMOUNTS, Plan
from tests.generator.reshaped.grid import Column, Row
from tests.generator.typeset.setting import Line


def money_in_another_order(plan: Plan, dice: Dice) -> bool:
    grid = plan.money.grid
    grid.columns = grid.columns[:1] + dice.shuffled(grid.columns[1:])
    return True


def without_initial(plan: Plan, dice: Dice) -> bool:
    plan.money.grid.drop("initial")
    for row in plan.money.expected:
        row.pop("initial_budget")
    return True


def without_points(plan: Plan, dice: Dice) -> bool:
    """The rate has no points; the total of the form is told nowhere."""
    if "total_score" in plan.evaluation:
        return False
    for key in ("points", "score"):
        plan.money.grid.drop(key)
        plan.money.expected[0].pop({"points": "weight"}.get(key, key))
    plan.score -= plan.money.score
    plan.money.points = plan.money.points * 0
    return True


def unit_in_headings(plan: Plan, dice: Dice) -> bool:
    """全年预算数（万元）."""
    if not _unit_taken(plan):
        return False
    for column in plan.money.grid.columns:
        if column.key in AMOUNTS:
            column.path[-1] += f"（{plan.money.unit}）"
    return True


def unit_in_cells(plan: Plan, dice: Dice) -> bool:
    """620.82万元 in every cell."""
    if not _unit_taken(plan):
        return False
    for row in plan.money.grid.rows:
        row.texts |= {c: row.texts[c] + plan.money.unit for c in AMOUNTS}
    return True


def unit_above(plan: Plan, dice: Dice) -> bool:
    """单位：万元 above the table."""
    if not _unit_taken(plan):
        return False
    plan.above.append(Line(("", dice.any(["单位：{}", "金额单位：{}", "（单位：{}）"]).format(plan.money.unit))))
    return True


def _unit_taken(plan: Plan) -> bool:
    bare = plan.money.grid.label.removesuffix(f"（{plan.money.unit}）")
    found = bare != plan.money.grid.label
    plan.money.grid.label = bare
    return found


def total_under_its_parts(plan: Plan, dice: Dice) -> bool:
    """合计 as the last line."""
    money = plan.money
    label = dice.any(["合计", "资金合计", "总计"])
    money.grid.rows[0].texts["label"] = money.expected[0]["line_text"] = label
    money.expected[0]["accept"] = {}
    for number, row in enumerate(money.grid.rows[1:], 1):
        bare = money.labels[number].strip("：: ").removeprefix("其中：").removeprefix("其中:")
        row.texts["label"] = money.expected[number]["line_text"] = bare
    for rows in (money.grid.rows, money.lines, money.labels, money.amounts):
        rows.append(rows.pop(0))  # type: ignore[attr-defined]
    return True


def money_on_its_side(plan: Plan, dice: Dice) -> bool:
    """A column for each source, a row for each amount."""
    money = plan.money
    grid = money.grid
    if not grid.has("label") or grid.plain:
        return False
    marks = [r.mark for r in grid.rows]
    columns = [Column("label", [dice.any(["", "项目", "内容"])], 1.6)]
    columns += [Column(f"source{n}", [r.texts["label"]], 1.4) for n, r in enumerate(grid.rows)]
    rows = []
    for column in grid.columns[1:]:
        if column.key == "blank":
            continue
        texts = {f"source{n}": r.texts.get(column.key, "") for n, r in enumerate(grid.rows)}
        rows.append(Row(texts | {"label": column.path[-1]}))
    rows[0].mark = marks[0]
    grid.columns, grid.rows = columns, rows
    for row in money.expected:
        row["mark"] = marks[0]
        row["not_judged"] = ["page"]
    return True


def lines_in_one_cell(plan: Plan, dice: Dice) -> bool:
    """All lines of an amount in one cell, label and amount below each other."""
    money = plan.money
    grid = money.grid
    if not grid.has("label") or len(grid.rows) < 2 or any(r.mark is None for r in grid.rows):
        return False
    stroke = dice.any(["：", " "])
    texts: dict[str, str] = {}
    for column in grid.columns[1:]:
        if column.key in AMOUNTS:
            amounts = [r.texts["label"].rstrip("：") + stroke + r.texts[column.key] for r in grid.rows]
            texts[column.key] = "\n".join(amounts)
            column.wide = 3.0
        else:
            texts[column.key] = next((t for r in grid.rows if (t := r.texts.get(column.key))), "")
    grid.rows = [Row(texts | {"label": ""}, mark=grid.rows[0].mark)]
    grid.drop("label")
    for row in money.expected:
        row.pop("mark")
        row["not_judged"] = ["page"]
    return True


def total_in_pairs(plan: Plan, dice: Dice) -> bool:
    """预算数 | 12.00 | 执行数 | 11.00 | 执行率 | 92%: the total alone, label beside amount."""
    money = plan.money
    grid = money.grid
    if grid.keys[:1] != ["label"] or any(r.mark is None for r in grid.rows):
        return False
    total = next(r for r in grid.rows if r.mark == money.expected[0]["mark"])
    columns, texts = [], {}
    for column in grid.columns[1:]:
        if column.key == "blank":
            continue
        columns += [Column(f"{column.key}_name", [""], 1.3), Column(column.key, [""], 1.2)]
        texts |= {f"{column.key}_name": column.path[-1], column.key: total.texts[column.key]}
    grid.columns, grid.rows, grid.plain = columns, [Row(texts)], True
    first = money.expected[0]
    first.pop("mark")
    first["not_judged"] = ["page", "line_text", "line"]
    money.expected = [first]
    return True


def two_levels_of_money(plan: Plan, dice: Dice) -> bool:
    """预算情况 over the budgets, 执行情况 over spending and rate."""
    grid = plan.money.grid
    if grid.plain or not grid.has("annual") or grid.depth > 1:
        return False
    words = {("initial", "annual"): ["预算安排情况", "预算数"], ("executed", "rate"): ["执行情况", "预算执行"]}
    words |= {("points", "score"): ["计分", "评分"]}
    changed = False
    for keys, texts in words.items():
        if keys[0] in grid.keys and tuple(grid.keys[(at := grid.keys.index(keys[0])) : at + 2]) == keys:
            word = dice.any(texts)
            for column in grid.columns[at : at + 2]:
                column.path.insert(0, word)
            changed = True
    return changed


def blank_money_column(plan: Plan, dice: Dice) -> bool:
    grid = plan.money.grid
    if grid.plain:
        return False
    grid.columns.insert(1 + dice.whole(0, len(grid.columns) - 1), Column("blank", [""], 0.5))
    return True


def zeros_for_nothing(plan: Plan, dice: Dice) -> bool:
    """A further source that gave nothing: 0 in each of its cells."""
    money = plan.money
    if money.grid.keys[:1] != ["label"] or any(r.mark is None for r in money.grid.rows) or "other" in money.lines:
        return False
    mark = f"{plan.name}-f{len(money.expected)}"
    nothing = "0" + (money.unit if money.grid.rows[0].texts["annual"].endswith(money.unit) else "")
    texts = dict.fromkeys(AMOUNTS, nothing)
    money.grid.rows.append(Row(texts | {"label": "其他资金"}, mark=mark))
    row: dict[str, Any] = {"line": "other", "line_text": "其他资金", "mark": mark, "unit_text": money.unit}
    money.expected.append(row | {AMOUNTS[c]: "0" for c in AMOUNTS if c in money.grid.keys})
    money.lines.append("other")
    money.labels.append("其他资金")
    money.amounts.append(dict.fromkeys(AMOUNTS, 0 * money.amounts[0]["annual"]))
    return True
