"""The indicator block of a form: columns in some order, levels in some manner, rows and what they say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tests.generator.dice import Dice
from tests.generator.form_parts import indicator_words as w
from tests.generator.form_parts.items import Part, parts
from tests.generator.typeset.setting import Cell, Table

WIDE = {"level1": 8, "level2": 11, "level3": 18, "target": 14, "initial": 12, "nature": 8, "value": 10, "unit": 8}
WIDE |= {"actual": 13, "weight": 7, "score": 7, "reason": 18, "unknown": 11, "done": 8, "number": 4, "points1": 6}


@dataclass
class Block:
    """How the block is made up.

    Attributes:
        columns: Their names (of `WIDE`) in order, to the words of their headers.
        edges: Where each column begins, and where the last one ends, as shares of the table's width.
    """

    columns: dict[str, str]
    edges: list[float]
    label: str
    label_width: float
    merged: str
    level1_points: str
    level_spaced: bool
    upright: bool
    prefix: str
    shaded: bool
    points_text: Callable[[Decimal], str]
    two_rows: str
    drawn: list[Part] = field(default_factory=list)

    def cell(self, column: str, text: str, rows: int = 1, **more: Any) -> Cell:
        number = list(self.columns).index(column)
        return Cell(text, self.edges[number], self.edges[number + 1], rows, **more)

    def points(self, value: Decimal | None) -> str:
        return "" if value is None else self.points_text(value)


def plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def block(dice: Dice, points: int) -> Block:
    merged = dice.word("levels", ["merged", "repeated", "printed once, blanks below", "group rows"])
    points1 = dice.word("points of level 1", ["none", "（50分）", "(50分)", "50分 below", "（50）", "column"])
    if merged == "group rows" and points1 in ("column", "50分 below"):
        points1 = "none"
    columns = _columns(dice)
    if merged == "group rows":
        del columns["level1"]
    elif points1 == "column":
        columns = {"level1": columns.pop("level1"), "points1": dice.any(w.WEIGHT[:3])} | columns
    if dice.chance("numbered rows", 8):
        columns = {"number": "序号"} | columns
    columns = {c: dice.heading("indicators", c, text) for c, text in columns.items()}
    label = dice.pick("label beside the block", {"yes": True, "no": False})
    label_width = 0.06 if label else 0.0
    share = sum(WIDE[c] for c in columns)
    edges = [label_width]
    for column in columns:
        edges.append(edges[-1] + (1 - label_width) * WIDE[column] / share)
    edges[-1] = 1.0
    return Block(
        columns,
        edges,
        dice.any(w.BLOCK_LABELS) if label else "",
        label_width,
        merged=merged,
        level1_points=points1,
        level_spaced=dice.chance("labels spaced out", 5),
        upright=dice.chance("upright level 1", 6),
        prefix=dice.word("name begins with", w.PREFIXES),
        shaded=dice.chance("shaded header", 4),
        points_text=dice.pick(
            "points printed as", {"10": plain, "10分": lambda v: f"{plain(v)}分", "10.00": "{:.2f}".format}
        ),
        two_rows=dice.word("header rows", ["one", "levels under one", "target under one"]),
        drawn=parts(dice, points),
    )


def _columns(dice: Dice) -> dict[str, str]:
    """The columns and their headers."""
    target = {"target": dice.word("header of target", w.TARGET)}
    split = dice.word("target", ["one cell", "sign, value, unit", "value, unit", "first and adjusted"])
    if split == "first and adjusted":
        first, adjusted = dice.any(w.ADJUSTED)
        target = {"initial": first, "target": adjusted}
    elif split != "one cell":
        target = {"nature": dice.any(w.NATURE)} if split.startswith("sign") else {}
        target |= {"value": dice.any(w.VALUE), "unit": dice.any(w.UNIT)}
    actual = {"actual": dice.word("header of result", w.ACTUAL)}
    if dice.chance("completion rates", 6):
        actual["done"] = dice.word("header of completion", w.DONE)
    weight = {"weight": dice.word("header of weight", w.WEIGHT)} if not dice.chance("no weights", 6) else {}
    score = {"score": dice.word("header of score", w.SCORE)} if not dice.chance("no scores", 6) else {}
    orders = {
        "after the result": [target, actual, weight, score],
        "before the target": [weight, target, actual, score],
        "between": [target, weight, actual, score],
        "score before result": [target, weight, score, actual],
    }
    columns = {"level1": dice.any(w.LEVEL1)}
    if not dice.chance("no second level", 8):
        columns["level2"] = dice.any(w.LEVEL2)
    columns["level3"] = dice.any(w.LEVEL3)
    unknown = {dice.word("unknown column", ["", *w.UNKNOWN])}
    extra = {"unknown": next(iter(unknown))} if unknown != {""} else {}
    place = dice.word("unknown column stands", ["last", "after the names"]) if extra else "last"
    if place == "after the names":
        columns |= extra
    for piece in dice.pick("weight stands", orders):
        columns |= piece
    if not dice.chance("no reasons", 4):
        columns["reason"] = dice.word("header of reason", w.REASON)
    if place == "last":
        columns |= extra
    return columns


def header(block: Block, table: Table, length: int) -> None:
    """The header, of one row or two; the label beside the block covers `length` more rows."""
    names = list(block.columns)
    under = {
        "one": (),
        "levels under one": ("level1", "points1", "level2", "level3"),
        "target under one": ("nature", "value", "unit"),
    }
    group = [c for c in names if c in under[block.two_rows]]
    two = len(group) > 1
    first: list[Cell] = []
    if block.label:
        first.append(Cell(block.label, 0, block.label_width, length + 1 + two))
    if two:
        text = "绩效指标" if block.two_rows.startswith("levels") else "年度指标值"
        first.append(Cell(text, block.edges[names.index(group[0])], block.edges[names.index(group[-1]) + 1]))
    first += [block.cell(c, block.columns[c], 1 + two, shaded=block.shaded) for c in names if not two or c not in group]
    start = table.add(*first)
    if two:
        table.add(*(block.cell(c, block.columns[c], shaded=block.shaded) for c in group))
    table.header = (start, start + 1 + two)
    table.covers = (start + 1 + two, start + 1 + two + length)
