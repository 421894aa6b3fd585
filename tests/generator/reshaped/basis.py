"""A form in its plainest shape, and what should be read from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.generator import words as w
from tests.generator.dice import Dice
from tests.generator.form_parts import indicator_words as iw
from tests.generator.form_parts.head import body, grade
from tests.generator.form_parts.indicators import plain
from tests.generator.form_parts.items import Group, Item, Part, parts
from tests.generator.reshaped.grid import Column, Grid, Row
from tests.generator.typeset.setting import Line

AMOUNTS = {"initial": "initial_budget", "annual": "annual_budget", "executed": "executed"}
YUAN = (620_8200, 85_0000, 1234_5600, 12_0000, 5_4000, 300_0000)
CENT = Decimal("0.01")


@dataclass
class Money:
    """The block of funding: `amounts` are in yuan, by line and column."""

    grid: Grid
    lines: list[str]
    labels: list[str]
    amounts: list[dict[str, Decimal]]
    expected: list[dict[str, Any]]
    unit: str
    rate: str
    points: Decimal
    score: Decimal


@dataclass
class Plan:
    """A form while it is changed.

    Attributes:
        name: Prefix of its marks.
        above: Lines above the table; `below` are those that follow it.
        entries: Labels and values of the head.
        order: The blocks from top to bottom: head, money, goals, sheet.
        tail: Rows of texts below all blocks.
        total: Where the total stands: `row` below the indicators, `row above`, `head`, `nowhere`.
        titles: Rows of the table above all blocks.
        sides: How many indicators stand beside each other; `leaves` on how many pages the columns are spread.
        apart: Whether each block has a table of its own.
    """

    name: str
    title: str
    above: list[Line]
    entries: list[tuple[str, str]]
    money: Money
    goals: Grid
    sheet: Grid
    drawn: list[Part]
    evaluation: dict[str, Any]
    indicators: list[dict[str, Any]]
    score: Decimal
    sections: list[dict[str, Any]] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)
    order: list[str] = field(default_factory=lambda: ["head", "money", "goals", "sheet"])
    tail: list[list[str]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    pairs: bool = False
    sides: int = 1
    leaves: int = 1
    apart: bool = False

    @property
    def slots(self) -> list[tuple[Part, Group, Item]]:
        """Whose row each right answer is, in the order of `indicators`."""
        return [(p, g, i) for p in self.drawn for g in p.groups for i in g.items]

    def lines(self) -> list[Row]:
        """The rows of the indicators."""
        return [r for r in self.sheet.rows if r.mark]


def basis(dice: Dice, name: str) -> Plan:
    """A form with all columns, each value in a cell of its own, labels merged over their rows."""
    who = body(dice)
    title = f"2023年度{dice.word('title', w.PROJECT_TITLES)}"
    subject = dice.any(w.PROJECTS)
    entries = [
        (dice.word("label of the project", w.SUBJECT_LABELS).rstrip("："), subject),
        (dice.word("label of the supervisor", w.SUPERVISOR_LABELS), who.supervisor),
        (dice.word("label of the agency", w.AGENCY_LABELS), who.agency),
    ]
    evaluation = {"fiscal_year": 2023, "subject_kind": "project", "subject": subject}
    evaluation |= {"agency": who.agency, "supervising_department": who.supervisor}
    money = _money(dice, name)
    drawn = parts(dice, 90)
    sheet, indicators = _sheet(dice, name, title, drawn)
    score = sum((p.score for p in drawn), money.score)
    before, after = dice.any(w.GOALS)
    number = dice.whole(0, len(w.GOAL_TEXTS) - 1)
    goals = Grid(
        dice.any(w.GOAL_LABELS),
        [Column("goal", [before], 1), Column("outcome", [after], 1)],
        [Row({"goal": w.GOAL_TEXTS[number], "outcome": w.DONE_TEXTS[number]})],
    )
    above = [Line((title,), 16, "centre", mark=f"{name}-title")]
    return Plan(name, title, above, entries, money, goals, sheet, drawn, evaluation, indicators, score)


def _money(dice: Dice, name: str) -> Money:
    lines = dice.pick("funding lines", {"by year": w.BY_YEAR, "by level": w.BY_LEVEL, "by source": w.BY_SOURCE})
    names, labels = ["total"], [dice.any(w.TOTAL)]
    for line, texts in lines:
        names.append(line)
        labels.append(dice.any(texts).strip("　"))
    amounts = []
    for _ in lines:
        annual = Decimal(dice.any(YUAN))
        share = dice.any([Decimal(1), Decimal("0.9"), Decimal("0.8045")])
        initial = annual + dice.any([0, 0, 1_0000])
        amounts.append(
            {"initial": initial, "annual": annual, "executed": (annual * share / 100).quantize(Decimal(1)) * 100}
        )
    amounts.insert(0, {c: sum((a[c] for a in amounts), Decimal(0)) for c in AMOUNTS})
    unit = dice.word("money unit", ["万元", "元"])
    rate = amounts[0]["executed"] / amounts[0]["annual"]
    score = (10 * rate).quantize(CENT, ROUND_HALF_UP)
    percent = f"{(rate * 100).quantize(CENT, ROUND_HALF_UP)}%"
    earned = plain(score) if score == 10 * rate else f"{score:.2f}"  # 9 would be said to be exact
    headers = {"initial": w.INITIAL, "annual": w.ANNUAL, "executed": w.EXECUTED}
    columns = [Column("label", [dice.any(["", "资金来源", "项目", "内容"])], 2.0)]
    columns += [Column(c, [dice.word(f"header of {AMOUNTS[c]}", texts)], 1.4) for c, texts in headers.items()]
    columns += [
        Column("points", [dice.any(("分值", "权重", "标准分"))], 0.8),
        Column("rate", [dice.any(w.RATE)], 1.1),
        Column("score", [dice.any(w.SCORE)], 0.8),
    ]
    rows, expected = [], []
    for number, (line, label) in enumerate(zip(names, labels, strict=True)):
        texts = {c: printed(amounts[number][c], unit) for c in AMOUNTS} | {"label": label}
        bare = label.strip("：: ").removeprefix("其中：").removeprefix("其中:")
        row: dict[str, Any] = {"line": line, "line_text": label, "mark": f"{name}-f{number}", "unit_text": unit}
        row |= {AMOUNTS[c]: f"{amounts[number][c]:f}" for c in AMOUNTS}
        row["accept"] = {"line_text": [bare, label.strip("：: "), f"其中：{bare}"]}
        if line == "total":
            texts |= {"points": "10", "rate": percent, "score": earned}
            row |= {"execution_rate": f"{Decimal(percent[:-1]) / 100:f}", "execution_rate_text": percent}
            row |= {"weight": "10", "score": plain(score)}
        rows.append(Row(texts, mark=f"{name}-f{number}"))
        expected.append(row)
    grid = Grid(dice.any(w.FUNDING_LABELS) + f"（{unit}）", columns, rows)
    return Money(grid, names, labels, amounts, expected, unit, percent, Decimal(10), score)


def printed(yuan: Decimal, unit: str) -> str:
    """An amount in its unit, which is not printed."""
    return f"{yuan / 10000 if unit == '万元' else yuan:.2f}"


def _sheet(dice: Dice, name: str, title: str, drawn: list[Part]) -> tuple[Grid, list[dict[str, Any]]]:
    words = {
        "level1": (iw.LEVEL1, 8),
        "level2": (iw.LEVEL2, 11),
        "level3": (iw.LEVEL3, 18),
        "target": (iw.TARGET, 14),
        "actual": (iw.ACTUAL, 13),
        "weight": (iw.WEIGHT, 7),
        "score": (iw.SCORE, 7),
        "reason": (iw.REASON, 18),
    }
    columns = [Column(key, [dice.word(f"header of {key}", texts)], wide) for key, (texts, wide) in words.items()]
    rows, expected = [], []
    for part in drawn:
        for group in part.groups:
            for item in group.items:
                mark = f"{name}-i{len(rows)}"
                texts = {"level1": part.name, "level2": group.name, "level3": item.name, "target": item.target.text}
                texts |= {"actual": item.actual.text, "reason": item.reason}
                texts |= {c: "" if (v := getattr(item, c)) is None else plain(v) for c in ("weight", "score")}
                shared = {"level1": f"{name}{id(part)}", "level2": f"{name}{id(group)}"}
                rows.append(Row(texts, shared, mark=mark))
                expected.append(_expected(part, group, item, title) | {"mark": mark})
    return Grid(dice.any(iw.BLOCK_LABELS), columns, rows), expected


def _expected(part: Part, group: Group, item: Item, title: str) -> dict[str, Any]:
    row: dict[str, Any] = {"sheet": title, "level1": part.name, "level2": group.name, "level3": item.name}
    row |= {"kind": item.kind or None, "category": part.category}
    free = [] if item.kind else ["kind"]
    if part.category == "free":
        free += ["category", "kind"]
    row |= item.target.expected("target") | item.actual.expected("actual")
    if not item.target.judged:
        free += [f"{side}_{what}" for side in ("target", "actual") for what in ("operator", "value", "unit")]
    row |= {c: plain(v) for c in ("weight", "score") if (v := getattr(item, c)) is not None}
    accept: dict[str, list[Any]] = {}
    if item.actual.value and not item.actual.unit and item.target.unit:
        accept["actual_unit"] = [item.target.unit]
    if item.part:
        accept["level3"] = [item.name.removeprefix("其中：")]
    return row | {"reason": item.reason, "accept": accept, "not_judged": free}


def grade_of(plan: Plan) -> tuple[str, str]:
    return grade(plan.score)
