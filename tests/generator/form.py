"""A whole form: blocks in some order, and everything that should be read from it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.generator import words as w
from tests.generator.dice import Dice
from tests.generator.form_parts import indicator_words as iw
from tests.generator.form_parts.funding import Funding, funding
from tests.generator.form_parts.head import (
    Body,
    body,
    grade,
    head,
)
from tests.generator.form_parts.indicators import block, plain
from tests.generator.form_parts.items import (
    Figure,
    Group,
    Item,
    Part,
)
from tests.generator.form_parts.sheet import Sheet
from tests.generator.typeset.pages import typeset
from tests.generator.typeset.setting import (
    Break,
    Cell,
    Element,
    End,
    Line,
    Manner,
    Table,
    manner,
)


@dataclass
class Form:
    """A drawn form: what stands on the page, and the evaluation it should become."""

    name: str
    elements: list[Element]
    evaluation: dict[str, Any]


@dataclass(repr=False)
class Drawing:
    """A file of one or several forms, with the right answer."""

    pdf: bytes
    evaluations: list[dict[str, Any]]
    axes: dict[str, set[str]]
    pages: int = 1

    def __repr__(self) -> str:
        choices = (f"{axis}={'/'.join(sorted(names))}" for axis, names in self.axes.items())
        return f"Drawing({', '.join(choices)})"


def form(dice: Dice, name: str, who: Body, *, first: bool = True) -> Form:
    """One form. Only the first of a file can be about the whole department."""
    department = first and dice.pick("about", {"project": False, "department": True})
    top = head(dice, name, who, department=department)
    money = None if dice.chance("no funding", 8) else funding(dice, name, department=department)
    rate_row = dice.chance("execution rate as an indicator", 5)
    points = 100 - (10 if rate_row or (money and money.points) else 0)  # printed twice, they count once
    build = block(dice, points)
    if rate_row:
        build.drawn.insert(0, _rate_part(dice, money))
    sheet = Sheet(name, top.title, build, dice)
    table = Table(rows=list(top.rows))
    total, order = _total(dice, sheet, money), dice.word("order of blocks", ["funding, goals", "goals, funding"])
    if "head" in total.where:
        table.add(*total.cells())
    _blocks(dice, table, money, order)
    tables = [table]
    if table.rows and dice.chance("indicators in a table of their own", 6):
        tables.append(table := Table())
    scored = any(c in build.columns for c in ("weight", "score"))
    sheet.write(table, subtotals=scored and build.level1_points == "none" and dice.chance("subtotal rows", 4))
    evaluation = dict(top.expected)
    if total.where == "last row" and scored:
        row_weight = Decimal(100) if "weight" in build.columns else None
        last = total.grade if {"reason", "score"} <= set(build.columns) else ""
        table.add(*sheet.summary(total.label, row_weight, total.score, start=0.0, last=last))
        evaluation["full_score"] = "100" if row_weight else None
    evaluation |= total.expected(scored, "score" in build.columns, "reason" in build.columns)
    _tail(dice, table)
    lines = list(top.lines)
    if total.where == "line above":
        lines.append(Line((f"{total.label}：{plain(total.score)}分", f"{total.grade_label}：{total.grade}")))
    if money and money.caption:
        lines.append(Line(("", money.caption)))
    after = [Line((text,)) for text in dice.any(w.SIGNATURES)] if dice.chance("signatures below", 4) else []
    evaluation |= {"indicators": sheet.indicators, "sections": sheet.sections, "facts": []}
    evaluation["funding"] = money.expected if money else []
    evaluation["not_judged"] = {"indicators": ["basis", "level2_weight"]}
    return Form(name, [*lines, *tables, *after], evaluation)


def _rate_part(dice: Dice, money: Funding | None) -> Part:
    first, second, third = dice.any(iw.RATE_ROWS)
    rate = money.rate if money else Decimal(1)
    percent = f"{(rate * 100).quantize(Decimal('0.01')).normalize():f}"
    score = (10 * min(Decimal(1), rate)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    item = Item(
        third, Figure("=", "100", "%", "100%"), Figure("=", percent, "%", f"{percent}%"), "", Decimal(10), score
    )
    return Part(first, "budget_execution", [Group(second, [item])])


@dataclass
class _Total:
    where: str
    label: str
    score: Decimal
    grade_label: str
    grade: str

    def cells(self) -> list[Cell]:
        score = Cell(plain(self.score), 0.2, 0.5)
        if not self.grade:
            return [Cell(self.label, 0, 0.2), Cell(score.text, 0.2, 1)]
        return [Cell(self.label, 0, 0.2), score, Cell(self.grade_label, 0.5, 0.7), Cell(self.grade, 0.7, 1)]

    def expected(self, scored: bool, score_column: bool, reason_column: bool) -> dict[str, Any]:
        """What is printed of it."""
        if self.where == "nowhere" or (self.where == "last row" and not score_column):
            return {}
        found: dict[str, Any] = {"total_score": plain(self.score), "accept": {"full_score": ["100"]}}
        if self.grade and (self.where != "last row" or (reason_column and scored)):
            found |= {"grade": grade(self.score)[0], "grade_text": self.grade}
        return found


def _total(dice: Dice, sheet: Sheet, money: Funding | None) -> _Total:
    drawn = sheet.block.drawn
    twice = any(p.category == "budget_execution" for p in drawn)
    score = sum((p.score for p in drawn), money.score if money and not twice else Decimal(0))
    where = dice.word("total score", ["last row", "head", "line above", "nowhere"])
    label = dice.any(iw.TOTALS) if where == "last row" else dice.word("label of the total", w.SCORE_LABELS)
    shown = dice.chance("grade") or where == "line above"
    return _Total(where, label, score, dice.any(w.GRADE_LABELS), grade(score)[1] if shown else "")


def _blocks(dice: Dice, table: Table, money: Funding | None, order: str) -> None:
    goals = []
    if not dice.chance("no goals", 3):
        before, after = dice.any(w.GOALS)
        number = dice.whole(0, len(w.GOAL_TEXTS) - 1)
        goals = [
            [Cell(dice.any(w.GOAL_LABELS), 0, 0.12, 2), Cell(before, 0.12, 0.56), Cell(after, 0.56, 1)],
            [Cell(w.GOAL_TEXTS[number], 0.12, 0.56, left=True), Cell(w.DONE_TEXTS[number], 0.56, 1, left=True)],
        ]
    for part in ("funding", "goals") if order == "funding, goals" else ("goals", "funding"):
        table.rows += goals if part == "goals" else (money.rows if money else [])


def _tail(dice: Dice, table: Table) -> None:
    if dice.chance("notes", 4):
        table.add(Cell(dice.any(w.NOTES), 0, 1, left=True))
    if dice.chance("signatures in the table", 6):
        table.add(*(Cell(t, k / 2, (k + 1) / 2, left=True) for k, t in enumerate(dice.any(w.SIGNATURES))))


def draw(dice: Dice) -> Drawing:
    """A file at random."""
    look: Manner = manner(dice)
    count = dice.pick("forms in the file", {"one": 1, "two": 2})
    who = body(dice)
    forms = [form(dice, f"form{n}", who, first=n == 0) for n in range(count)]
    if len({f.evaluation["subject"] for f in forms}) < count:
        forms, count = forms[:1], 1  # two forms about one thing would be one evaluation
    elements: list[Element] = []
    for number, drawn in enumerate(forms):
        elements += [Break()] if number else []
        elements += [*drawn.elements, End(f"{drawn.name}-end")]
    pdf, pages = typeset(elements, look)
    for drawn in forms:
        evaluation = drawn.evaluation
        evaluation["first_page"] = pages.marks[f"{drawn.name}-title"]
        evaluation["last_page"] = pages.marks[f"{drawn.name}-end"]
        for table in ("indicators", "sections", "funding"):
            for row in evaluation[table]:
                if mark := row.pop("mark", None):
                    row["page"] = pages.marks[mark]
    dice.axes["pages of the form"] = {"one" if len(pages.sheets) == count else "several"}
    return Drawing(pdf, [f.evaluation for f in forms], dice.axes, len(pages.sheets))
