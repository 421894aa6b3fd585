"""Forms with one figure (or the grade) printed otherwise."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from tests.generator.dice import Chance, Dice
from tests.generator.form import form
from tests.generator.form_parts.head import GRADES, body
from tests.generator.typeset.pages import typeset
from tests.generator.typeset.setting import (
    Cell,
    Element,
    Line,
    Manner,
    Table,
    manner,
)
from tests.mutations.slip import Slip, in_text

GRADE_WORDS = tuple(text for _, _, text in GRADES)


@dataclass(frozen=True)
class Drawn:
    """A form as it was drawn, before it is set."""

    elements: list[Element]
    look: Manner

    def pdf(self) -> bytes:
        return typeset(self.elements, self.look)[0]


def draw(seed: int) -> Drawn:
    dice = Dice(Chance(f"mutation-form-{seed}"))
    look = manner(dice)
    return Drawn(form(dice, "form0", body(dice)).elements, look)


def changed(drawn: Drawn, dice: Dice) -> tuple[Drawn, Slip] | None:
    """The form with one figure printed otherwise."""
    places = [
        (n, r, c)
        for n, element in enumerate(drawn.elements)
        if isinstance(element, Table)
        for r, row in enumerate(element.rows)
        for c, cell in enumerate(row)
        if (any(map(str.isdigit, cell.text)) or cell.text in GRADE_WORDS) and not _repeated(element, cell)
    ]
    lines = [(n, 0, c) for n, e in enumerate(drawn.elements) if isinstance(e, Line) for c, _ in enumerate(e.texts)]
    number, row, place = dice.any(places + [x for x in lines if "分" in drawn.elements[x[0]].texts[x[2]]])
    element = drawn.elements[number]
    if isinstance(element, Line):
        other = _otherwise(dice, element.texts[place])
        if other is None:
            return None
        texts = (*element.texts[:place], other[0], *element.texts[place + 1 :])
        fresh: Element = replace(element, texts=texts)
    else:
        assert isinstance(element, Table)
        cell = element.rows[row][place]
        other = _otherwise(dice, cell.text)
        if other is None:
            return None
        rows = [list(cells) for cells in element.rows]
        rows[row][place] = replace(cell, text=other[0])
        fresh = replace(element, rows=rows)
    elements = [*drawn.elements[:number], fresh, *drawn.elements[number + 1 :]]
    return Drawn(elements, drawn.look), other[1]


def _repeated(table: Table, cell: Cell) -> bool:
    """A label with its points, printed again in every row: a slip in one of them is no slip of the form."""
    if cell.text in GRADE_WORDS or not any(not c.isdigit() and c not in ".,%" for c in cell.text):
        return False
    same = Counter((c.text, c.x0) for row in table.rows for c in row)
    return same[cell.text, cell.x0] > 1 and "分" in cell.text


def _otherwise(dice: Dice, text: str) -> tuple[str, Slip] | None:
    if text in GRADE_WORDS:
        other = dice.any([g for g in GRADE_WORDS if g != text])
        return other, Slip("grade", text, other)
    if "万元" in text and any(map(str.isdigit, text)) and dice.whole(0, 5) == 0:
        return text.replace("万元", "元"), Slip("unit", "万元", "元")
    return in_text(dice, text)
