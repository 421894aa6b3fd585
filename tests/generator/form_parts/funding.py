"""The funding block: lines and columns in some choice, amounts in some unit."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.generator import words as w
from tests.generator.dice import Dice
from tests.generator.form_parts.splits import side_by_side, sources
from tests.generator.typeset.setting import Cell

AMOUNTS = {"initial": "initial_budget", "annual": "annual_budget", "received": "received", "executed": "executed"}
CENT = Decimal("0.01")


@dataclass
class Funding:
    """The block, its rows of the dataset and the points it brings.

    Attributes:
        caption: The unit, when it is printed above the table.
    """

    rows: list[list[Cell]] = field(default_factory=list)
    expected: list[dict[str, Any]] = field(default_factory=list)
    points: int = 0
    score: Decimal = Decimal(0)
    rate: Decimal = Decimal(1)
    exact: bool = True  # the score is not rounded
    caption: str = ""


@dataclass
class _Money:
    """How amounts are printed."""

    unit: str
    where: str
    thousands: bool

    def text(self, yuan: Decimal) -> str:
        value = yuan / 10000 if self.unit == "万元" else yuan
        whole = f"{value:,.2f}" if self.thousands else f"{value:.2f}"
        return whole + (self.unit if self.where == "cells" else "")


def funding(dice: Dice, name: str, *, department: bool) -> Funding:
    kinds = {"by year": w.BY_YEAR, "total only": (), "by level": w.BY_LEVEL, "by source": w.BY_SOURCE}
    layout = dice.word("funding laid out", ["a row for each line"] * 5 + ["a column for each source", "two splits"])
    if layout != "a row for each line":
        drawer = sources if layout == "a column for each source" else side_by_side
        rows, expected = drawer(dice, name, dice.any(w.FUNDING_LABELS) + "（万元）", "万元")
        return Funding(rows, expected)
    lines = dice.pick("funding lines", kinds if not department else {"by use": w.BY_USE, "total only": ()})
    columns = _columns(dice)
    money = _Money(
        dice.word("money unit", ["万元", "元"]),
        dice.word("money unit stands", ["in the label", "in the headers", "in the cells", "above the table"]),
        dice.chance("thousands separators", 3),
    )
    money.where = "cells" if money.where == "in the cells" else money.where
    block = Funding(points=10 if "points" in columns else 0)
    if money.where == "above the table":
        block.caption = dice.any(["单位：{}", "金额单位：{}", "单位:{}", "（单位：{}）"]).format(money.unit)
    amounts = _amounts(dice, lines)
    block.rate = amounts["total"]["executed"] / amounts["total"]["annual"]
    if block.points:
        earned = block.points * min(Decimal(1), block.rate)
        block.score = earned.quantize(CENT, ROUND_HALF_UP)
        block.exact = earned == block.score
    _write(dice, name, block, columns, money, lines, amounts)
    return block


def _columns(dice: Dice) -> dict[str, str]:
    sets = {
        "initial, annual, executed": ("initial", "annual", "executed"),
        "annual, executed": ("annual", "executed"),
        "annual, received, executed": ("annual", "received", "executed"),
        "initial, executed": ("initial", "executed"),
    }
    amounts = dice.pick("funding columns", sets)
    headers = {"initial": w.INITIAL, "annual": w.ANNUAL, "received": w.RECEIVED, "executed": w.EXECUTED}
    columns = {c: dice.word(f"header of {AMOUNTS[c]}", headers[c]) for c in amounts}
    points = {"points": dice.any(w.POINTS)} if not dice.chance("no points for funding", 3) else {}
    rate = {"rate": ""} if not dice.chance("no rate", 6) else {}
    order = [points, rate] if not dice.chance("points after the rate", 3) else [rate, points]
    for piece in order:
        columns |= piece
    if points:
        columns["score"] = dice.any(w.SCORE)
    if dice.chance("reasons for funding", 5):
        columns["reason"] = dice.any(w.WHY)
    return columns


def _amounts(dice: Dice, lines: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, dict[str, Decimal]]:
    """Amounts in yuan of each line and of their total, which they add up to."""
    names = [name for name, _ in lines] or ["total"]
    drawn = {}
    for number, name in enumerate(names):
        nothing = number == len(names) - 1 and len(names) > 1 and dice.whole(0, 1) == 0
        annual = Decimal(0 if nothing else dice.any([620_8200, 85_0000, 1234_5600, 12_0000, 5_4000, 300_0000]))
        share = dice.any([Decimal(1), Decimal(1), Decimal("0.9"), Decimal("0.8045"), Decimal("0.5")])
        executed = (annual * share / 100).quantize(Decimal(1)) * 100
        drawn[name] = {"initial": annual, "annual": annual, "received": annual, "executed": executed}
    if lines:
        sums = {c: sum((d[c] for d in drawn.values()), Decimal(0)) for c in AMOUNTS}
        drawn = {"total": sums} | drawn
    return drawn


def _write(
    dice: Dice,
    name: str,
    block: Funding,
    columns: dict[str, str],
    money: _Money,
    lines: tuple[tuple[str, tuple[str, ...]], ...],
    amounts: dict[str, dict[str, Decimal]],
) -> None:
    style = dice.word("rate printed as", ["39.25%", "39.25", "100% whole", "1 for all"])
    if "rate" in columns:
        headers = w.RATE_PERCENT if style == "39.25" else w.RATE
        columns["rate"] = dice.word("header of rate", headers[:5] if style == "1 for all" else headers)
    columns |= {c: dice.heading("funding", c, text) for c, text in columns.items()}
    if money.where == "in the headers":
        columns |= {c: f"{columns[c]}（{money.unit}）" for c in columns if c in AMOUNTS}
    labels = [("total", dice.any(w.TOTAL))] + [(line, dice.any(texts)) for line, texts in lines]
    side = dice.any(w.FUNDING_LABELS)
    if money.where == "in the label":
        side += dice.any(["（{}）", "\n（{}）", "({})"]).format(money.unit)
    beside = money.where == "in the label" or dice.chance("label beside the funding")
    start, first = (0.12, 0.34) if beside else (0.0, 0.26)
    wide = (1 - first) / len(columns)
    edges = [first + wide * k for k in range(len(columns))] + [1.0]
    corner = "" if dice.whole(0, 1) else dice.any(["资金来源", "项目", "内容"])
    head = [Cell(side, 0, start, len(labels) + 1)] if beside else []
    head.append(Cell(corner, start, first))
    block.rows.append(head + [Cell(t, edges[k], edges[k + 1]) for k, t in enumerate(columns.values())])
    empty = dice.word("cells of lines without value", ["blank", "—", "/", "-"])
    for number, (line, label) in enumerate(labels):
        mark = f"{name}-f{number}"
        texts, row = _line(dice, block, columns, money, line, amounts[line], (style, empty))
        row |= {"line": line, "line_text": label, "mark": mark}
        row["accept"] = row.get("accept", {}) | {"line_text": _shorter(label)}
        block.expected.append(row)
        cells = [Cell(label, start, first, left=number > 0, mark=mark)]
        block.rows.append(cells + [Cell(t, edges[k], edges[k + 1]) for k, t in enumerate(texts)])


def _shorter(label: str) -> list[str]:
    bare = label.strip("　：: ").removeprefix("1.").removeprefix("2.")
    return [bare, bare.replace("其中：", "").replace("其中:", ""), label.strip("　")]


def _line(
    dice: Dice,
    block: Funding,
    columns: dict[str, str],
    money: _Money,
    line: str,
    amounts: dict[str, Decimal],
    manner: tuple[str, str],
) -> tuple[list[str], dict[str, Any]]:
    """The cells of a line and its row of the dataset."""
    style, empty = manner
    nothing = not amounts["annual"]
    blank = "" if empty == "blank" else empty
    zero = nothing and dice.chance("zeros typed")
    total = line == "total"
    texts, row = [], {"unit_text": money.unit}
    for column in columns:
        text = ""
        if column in AMOUNTS:
            text = blank if nothing else money.text(amounts[column])
            if zero:
                text = "0" + (money.unit if money.where == "cells" else "")
            if not nothing or zero:
                row[AMOUNTS[column]] = f"{amounts[column]:f}"
        elif column == "rate":
            text = _rate(amounts, style) if total or (not nothing and dice.chance("rate of every line", 3)) else blank
            if text and text != blank:
                ratio = Decimal(text.rstrip("%")) / (100 if "%" in text or style == "39.25" else 1)
                row["execution_rate"], row["execution_rate_text"] = f"{ratio:f}", text
        elif column in ("points", "score"):
            value = {"points": Decimal(block.points), "score": block.score}[column]
            whole = value == value.to_integral_value() and (column == "points" or block.exact)
            text = (f"{value.to_integral_value():f}" if whole else f"{value:.2f}") if total else blank
            if total:
                row["weight" if column == "points" else "score"] = text
        elif column == "reason" and total:
            text = row["reason"] = "部分工程款尚未结算"
        texts.append(text)
    if nothing and not zero:
        row |= {"optional": True, "accept": {"unit_text": [None]}}
    return texts, row


def _rate(amounts: dict[str, Decimal], style: str) -> str:
    rate = amounts["executed"] / amounts["annual"]
    if style == "1 for all":
        return f"{rate.quantize(Decimal('0.0001')).normalize():f}"
    percent = (rate * 100).quantize(CENT, ROUND_HALF_UP)
    if style == "39.25":
        return f"{percent.normalize():f}"
    return f"{percent.normalize():f}%" if style == "100% whole" else f"{percent}%"
