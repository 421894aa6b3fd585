"""The head of a form: who evaluates what, in rows of the table or in lines above it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.generator import words as w
from tests.generator.dice import Dice
from tests.generator.typeset.setting import Cell, Line

GRADES = ((90, "excellent", "优"), (80, "good", "良"), (60, "fair", "中"), (0, "poor", "差"))


@dataclass
class Head:
    """The head.

    Attributes:
        lines: Above the table.
        rows: In the table.
        expected: Columns of the evaluation.
    """

    title: str
    lines: list[Line] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    expected: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Body:
    """Who reports: all forms of a file come from the same department."""

    supervisor: str
    agency: str


def body(dice: Dice) -> Body:
    place = dice.any(w.PLACES)
    return Body(place + dice.any(w.SUPERVISORS), place + dice.any(w.AGENCIES))


def head(dice: Dice, name: str, who: Body, *, department: bool) -> Head:
    """Title, year, and the entries of the head."""
    agency, supervisor = who.supervisor if department else who.agency, who.supervisor
    title = dice.word("title", w.DEPARTMENT_TITLES if department else w.PROJECT_TITLES)
    year = dice.pick("year stands", {"below the title": "line", "in the title": "title"})
    drawn = Head(f"2023年度{title}" if year == "title" else title)
    drawn.lines.append(
        Line((drawn.title,), 16, "centre", dice.chance("title drawn twice for bold", 3), f"{name}-title")
    )
    if year == "line":
        drawn.lines.append(Line((dice.any(w.YEAR_LINES).format(year=2023),), 12, "centre"))
    drawn.expected = {"fiscal_year": 2023, "subject_kind": "department" if department else "project"}
    if department:
        label, subject = dice.any(w.DEPARTMENT_LABELS), agency
        entries = [(label, subject)]
        drawn.expected |= {"subject": agency, "agency": agency}
    else:
        label, subject = dice.word("label of the project", w.SUBJECT_LABELS), dice.any(w.PROJECTS)
        doing = dice.word("label of the agency", w.AGENCY_LABELS)
        over = dice.word("label of the supervisor", w.SUPERVISOR_LABELS)
        drawn.expected |= {"subject": subject, "agency": agency, "supervising_department": supervisor}
        entries = [(label, subject), (over, supervisor), (doing, agency)]
    _place(dice, drawn, entries)
    return drawn


def _place(dice: Dice, drawn: Head, entries: list[tuple[str, str]]) -> None:
    """Entries in rows of two or four cells, or in lines above the table."""
    manner = dice.word(
        "head stands", ["in the table", "in the table, pairs", "project above the table", "above the table"]
    )
    inside = list(entries)
    if manner == "above the table":
        pairs = [f"{label.rstrip('：')}：{value}" for label, value in entries]
        drawn.lines += [Line((pairs[0],)), Line(tuple(pairs[1:]))] if pairs[1:] else [Line((pairs[0],))]
        inside = []
    elif manner == "project above the table":
        label, value = inside.pop(0)
        drawn.lines.append(Line((f"{label.rstrip('：')}：{value}",)))
    if manner == "in the table":
        drawn.rows += [[Cell(label, 0, 0.2), Cell(value, 0.2, 1)] for label, value in inside]
    else:
        if len(inside) % 2:
            label, value = inside.pop(0)
            drawn.rows.append([Cell(label, 0, 0.2), Cell(value, 0.2, 1)])
        for (a, one), (b, two) in zip(inside[::2], inside[1::2], strict=True):
            drawn.rows.append([Cell(a, 0, 0.2), Cell(one, 0.2, 0.5), Cell(b, 0.5, 0.7), Cell(two, 0.7, 1)])
    if dice.chance("contact", 3):
        (a, b) = dice.any(w.CONTACT_LABELS)
        if b:
            drawn.rows.append(
                [Cell(a, 0, 0.2), Cell("陈明", 0.2, 0.5), Cell(b, 0.5, 0.7), Cell("0871-6512345", 0.7, 1)]
            )
        else:
            drawn.rows.append([Cell(a, 0, 0.2), Cell("陈明 13812345678", 0.2, 1)])
    if dice.chance("tick lists", 4):
        label, ticks = dice.any(w.TICKS)
        drawn.rows.append([Cell(label, 0, 0.2), Cell(ticks, 0.2, 1)])
    if drawn.expected["subject_kind"] == "project" and dice.chance("period", 5):
        drawn.rows.append(
            [Cell(dice.any(["项目起止时间", "项目实施期限", "起止时间"]), 0, 0.2), Cell("2023年1月—2023年12月", 0.2, 1)]
        )
        drawn.expected |= {"period_start": "2023-01-01", "period_end": "2023-12-31"}
        drawn.expected["accept"] = {"period_end": ["2023-12-01"]}


def grade(score: Any) -> tuple[str, str]:
    """The grade of a score: the dataset's word and the printed one."""
    return next((name, text) for least, name, text in GRADES if score >= least)
