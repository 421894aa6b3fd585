"""The rows of an indicator block, and the rows of the dataset that they should become."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tests.generator.dice import Dice
from tests.generator.form_parts import indicator_words as w
from tests.generator.form_parts.indicators import Block, header, plain
from tests.generator.form_parts.items import (
    Figure,
    Group,
    Item,
    Part,
)
from tests.generator.typeset.setting import Cell, Table

SIGNS = {">=": "≥", "<=": "≤", "=": "=", "qualitative": "定性"}


@dataclass(frozen=True)
class Slot:
    """A row of the block: an indicator, or a placeholder."""

    part: Part
    group: Group
    item: Item | None
    text: str = ""


@dataclass
class Sheet:
    """Writes the block into a table and keeps what it says.

    Attributes:
        name: Prefix of the marks, one for each form of a file.
        title: Printed above the table.
    """

    name: str
    title: str
    block: Block
    dice: Dice
    indicators: list[dict[str, Any]] = field(default_factory=list)
    sections: list[dict[str, Any]] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)

    def write(self, table: Table, *, subtotals: bool) -> None:
        slots = self._slots()
        grouped = self.block.merged == "group rows"
        length = len(slots) + len(self.block.drawn) * (subtotals + grouped)
        header(self.block, table, length)
        placed = 0
        form = self.dice.pick("group rows begin with", w.GROUPS) if grouped else "{name}"
        for number, part in enumerate(self.block.drawn):
            self.labels[part.name] = form.format(n=w.NUMERALS[number], name=part.name)
            mine = [s for s in slots if s.part is part]
            if grouped:
                label = form.format(n=w.NUMERALS[number], name=self._label(part))
                table.add(Cell(label, self.block.edges[0], 1, left=self.dice.whole(0, 1) == 0))
            for row, slot in enumerate(mine):
                placed += 1
                table.add(*self._levels(mine, row), *self._cells(slot, placed))
            self._section(part, subtotal=subtotals)
            if subtotals:
                self._subtotal(table, part)

    def _slots(self) -> list[Slot]:
        slots = []
        holders = self.dice.chance("placeholder rows", 3)
        for part in self.block.drawn:
            for group in part.groups:
                slots += [Slot(part, group, item) for item in group.items]
                count = self.dice.any([0, 0, 1, 2]) if holders and part.category != "budget_execution" else 0
                for number in range(count):
                    text = self.dice.any(w.PLACEHOLDERS).format(n=len(group.items) + number + 1)
                    slots.append(Slot(part, group, None, text))
        return slots

    def _levels(self, slots: list[Slot], number: int) -> list[Cell]:
        block, slot = self.block, slots[number]
        beside = [i for i, s in enumerate(slots) if s.group is slot.group]
        whole = range(len(slots))
        names = {"level1": (self._label(slot.part), whole), "points1": (self.block.points(slot.part.weight), whole)}
        names["level2"] = (slot.group.name, beside)
        cells = []
        for column, (text, covered) in names.items():
            if column not in block.columns:
                continue
            upright = block.upright and column == "level1"
            first = number == covered[0]
            if block.merged == "repeated":
                cells.append(block.cell(column, text, upright=False))
            elif block.merged in ("merged", "group rows"):
                if first:
                    cells.append(block.cell(column, text, len(covered), upright=upright))
            else:
                cells.append(block.cell(column, text if first else ""))
        return cells

    def _label(self, part: Part) -> str:
        name, form, points = part.name, self.block.level1_points, plain(part.weight)
        if self.block.level_spaced and "\n" not in name:
            name = " ".join(name)
        forms = {"（50分）": "（{}分）", "(50分)": "({}分)", "50分 below": "\n{}分", "（50）": "（{}）"}
        return name + forms[form].format(points) if form in forms else name

    def _cells(self, slot: Slot, placed: int) -> list[Cell]:
        block, item = self.block, slot.item
        mark = f"{self.name}-i{placed}"
        if item is None:
            texts = {"level3": slot.text, "number": str(placed)}
            return [block.cell(c, texts.get(c, ""), left=c == "level3") for c in self._own()]
        unknown = self.dice.any(w.UNKNOWN_TEXTS) if "unknown" in block.columns and not item.part else ""
        name = item.name if item.part else block.prefix.format(n=slot.group.items.index(item) + 1) + item.name
        target, sign = item.target, SIGNS[item.target.operator]
        value = target.value or target.text
        if "nature" not in block.columns and target.value and target.operator != "=":
            value = sign + value
        texts = {"level3": name, "target": target.text, "initial": item.initial or target.text}
        texts |= {"nature": sign, "value": value, "unit": target.unit, "actual": item.actual.text}
        texts |= {"weight": block.points(item.weight), "score": block.points(item.score)}
        texts |= {"reason": item.reason, "unknown": unknown, "number": str(placed), "done": item.done}
        self.indicators.append(self._expected(slot.part, slot.group, item, name, texts) | {"mark": mark})
        wide = ("level3", "reason")
        return [block.cell(c, texts[c], left=c in wide, mark=mark if c == "level3" else None) for c in self._own()]

    def _own(self) -> list[str]:
        return [c for c in self.block.columns if c not in ("level1", "points1", "level2")]

    def _expected(self, part: Part, group: Group, item: Item, name: str, texts: dict[str, str]) -> dict[str, Any]:
        block = self.block
        accept: dict[str, list[Any]] = {"level3": [item.name]}
        if item.part:
            accept["level3"].append(item.name.removeprefix("其中："))
        free = ["kind"] if not item.kind else []
        row: dict[str, Any] = {"sheet": self.title, "level1": part.name, "level3": name, "kind": item.kind or None}
        row["category"] = part.category
        if part.category == "free":
            free += ["category", "kind"]
        if "level2" in block.columns:
            row["level2"] = group.name
        else:
            free.append("kind")  # it shows in the second level
        accept["level1"] = [self.labels[part.name]]
        if "done" in block.columns and item.done:
            row["completion_rate"] = f"{Decimal(item.done.removesuffix('%')) / 100:f}"
        if block.level1_points != "none":
            row["level1_weight"] = plain(part.weight)
        row |= item.target.expected("target") | item.actual.expected("actual")
        if "value" in block.columns:
            row["target_text"], accept["target_text"] = _joined(item.target)
        if item.actual.value and not item.actual.unit and item.target.unit:
            accept["actual_unit"] = [item.target.unit]
        if "initial" in block.columns:
            row["initial_target_text"] = texts["initial"]
        if not item.target.judged:
            free += [f"{side}_{what}" for side in ("target", "actual") for what in ("operator", "value", "unit")]
        for column in ("weight", "score"):
            value = getattr(item, column)
            if column in block.columns and value is not None:
                row[column] = plain(value)
        if "points1" in block.columns and "weight" not in row and len(part.items) == 1:
            accept["weight"] = [plain(part.weight)]  # nothing shows whose points they are
        if "reason" in block.columns:
            row["reason"] = item.reason
        if texts["unknown"]:
            row["extra"] = {block.columns["unknown"]: texts["unknown"]}
        if "number" in block.columns:
            accept["extra"] = [row.get("extra", {}) | {"序号": texts["number"]}]
        return row | {"accept": accept, "not_judged": free}

    def _section(self, part: Part, *, subtotal: bool) -> None:
        if self.block.level1_points == "none" and not subtotal:
            return
        row: dict[str, Any] = {"sheet": self.title, "level": 1, "label": part.name}
        if self.block.level1_points != "none" or "weight" in self.block.columns:
            row["weight"] = plain(part.weight)
        if subtotal and "score" in self.block.columns:
            row["score"] = plain(part.score)
        if len(part.items) == 1:
            row["optional"] = True
        row["accept"] = {"label": [self.labels[part.name], f"{part.name}小计", f"{part.name}合计", "小计"]}
        self.sections.append(row | {"not_judged": ["page"]})

    def _subtotal(self, table: Table, part: Part) -> None:
        label = self.dice.any(w.SUBTOTALS[1:]).format(level=part.name.replace("\n", ""))
        table.add(*self.summary(label, part.weight, part.score, start=self.block.edges[0]))

    def summary(
        self, label: str, weight: Decimal | None, score: Decimal, *, start: float, last: str = ""
    ) -> list[Cell]:
        """A row of sums: the label over all columns before the points."""
        block, names = self.block, list(self.block.columns)
        first = next(i for i, c in enumerate(names) if c in ("weight", "score"))
        cells = [Cell(label, start, block.edges[first])]
        for column in names[first:]:
            texts = {"weight": block.points(weight), "score": block.points(score), "reason": last}
            cells.append(block.cell(column, texts.get(column, "")))
        return cells


def _joined(target: Figure) -> tuple[str, list[str]]:
    """The target of several cells as one, and other ways to join it."""
    sign = SIGNS[target.operator]
    if target.value is None:
        return target.text, [f"{sign}{target.text}"]
    whole = f"{sign}{target.value}{target.unit}"
    return whole, [whole.removeprefix("="), target.value, f"{target.value}{target.unit}", f"{sign}{target.value}"]
