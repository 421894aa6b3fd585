"""Funding told by sources in columns, or by two splits side by side."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.generator.dice import Dice
from tests.generator.typeset.setting import Cell

TOTALS = ("资金总额", "合计", "年度预算总额", "总计")
SOURCES = (
    ("current_year", ("财政拨款", "一般公共预算拨款", "本年财政拨款")),
    ("other", ("其他资金", "其他")),
)
AMOUNTS = (
    ("annual_budget", ("全年预算数", "预算数", "调整后预算数")),
    ("executed", ("全年执行数", "执行数", "实际支出数")),
)
LEFT = (("current_year", "其中：财政拨款"), ("other", "其他资金"))
RIGHT = (("basic", "其中：基本支出"), ("project", "项目支出"))
YUAN = (Decimal(620_8200), Decimal(85_0000), Decimal(1234_5600), Decimal(12_0000))


def sources(dice: Dice, name: str, label: str, unit: str) -> tuple[list[list[Cell]], list[dict[str, Any]]]:
    """A column for each source; rows of budget and spending, or one of the budget alone."""
    words = [dice.any(TOTALS)] + [dice.any(texts) for _, texts in SOURCES]
    drawn = [dice.any(YUAN) for _ in SOURCES]
    yuan = [sum(drawn, Decimal(0)), *drawn]
    rows = AMOUNTS if dice.chance("spending below the budget") else AMOUNTS[:1]
    alone = len(rows) == 1
    start = 0.15 if alone else 0.34
    edges = [start + (1 - start) * k / 3 for k in range(4)]
    head = [Cell(label, 0, 0.15, len(rows) + 1)] + ([] if alone else [Cell("", 0.15, start)])
    mark = f"{name}-f0"
    cells = [head + [Cell(t, edges[k], edges[k + 1], mark=mark) for k, t in enumerate(words)]]
    lines = ["total", *(line for line, _ in SOURCES)]
    expected: list[dict[str, Any]] = [
        {"line": line, "line_text": text, "unit_text": unit, "mark": mark, "not_judged": ["page"]}
        for line, text in zip(lines, words, strict=True)
    ]
    for column, texts in rows:
        line = [] if alone else [Cell(dice.any(texts), 0.15, start)]
        for number, amount in enumerate(yuan):
            line.append(Cell(f"{amount / 10000:.2f}", edges[number], edges[number + 1]))
            expected[number][column] = f"{amount:f}"
        cells.append(line)
    return cells, expected


def side_by_side(dice: Dice, name: str, label: str, unit: str) -> tuple[list[list[Cell]], list[dict[str, Any]]]:
    """The same money by its origin and by its use: a label and an amount on the left, and on the right."""
    one = [dice.any(YUAN), dice.any(YUAN)]
    whole = sum(one, Decimal(0))
    two = [whole - Decimal(5_0000), Decimal(5_0000)]
    cells = [
        [
            Cell(label, 0, 0.15, 4),
            Cell("", 0.15, 0.35),
            Cell("预算数", 0.35, 0.57),
            Cell("", 0.57, 0.77),
            Cell("预算数", 0.77, 1),
        ]
    ]
    titles = ("按收入性质分", "按支出性质分")
    pairs = [((titles[0], whole), (titles[1], whole))]
    pairs += [((LEFT[k][1], one[k]), (RIGHT[k][1], two[k])) for k in range(2)]
    expected: list[dict[str, Any]] = []
    for number, ((a, left), (b, right)) in enumerate(pairs):
        mark = f"{name}-f{number}"
        texts = (a, f"{left / 10000:.2f}", b, f"{right / 10000:.2f}")
        spots = (0.15, 0.35, 0.57, 0.77, 1)
        cells.append([Cell(t, spots[k], spots[k + 1], mark=mark if k == 0 else None) for k, t in enumerate(texts)])
        for text, amount, lines in ((a, left, LEFT), (b, right, RIGHT)):
            line = {t: name for name, t in lines}.get(text, "total")
            row = {"line": line, "line_text": text, "annual_budget": f"{amount:f}", "unit_text": unit, "mark": mark}
            row |= {"optional": line == "total", "accept": {"line_text": [text.removeprefix("其中：")]}}
            expected.append(row)
    return cells, expected
