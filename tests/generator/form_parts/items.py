"""Indicators with targets and results: what is printed, and what should be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tests.generator.dice import Dice
from tests.generator.form_parts.indicator_words import SCHEMES, WORDS_DONE, Kind

SIGNS = {">=": "≥", "<=": "≤", "=": "="}
WORDS = {">=": "不低于", "<=": "不超过", "=": ""}
FULL_WIDTH = str.maketrans("=0123456789.%", "＝０１２３４５６７８９．％")
REASONS = (
    "受汛期影响，部分工程推迟施工，下一步将加快进度。",
    "部分学员因故未参加培训，今后加强组织。",
    "预算批复较晚，资金未能全部支付，将提前谋划。",
    "目标值设置偏高，下年度合理设定。",
)


@dataclass(frozen=True)
class Figure:
    """A target or a result, in its parts and as one cell would have it."""

    operator: str
    value: str | None
    unit: str
    text: str
    judged: bool = True

    def expected(self, prefix: str) -> dict[str, Any]:
        found = {f"{prefix}_text": self.text, f"{prefix}_operator": self.operator}
        if self.value is not None:
            found[f"{prefix}_value"] = self.value
            if self.unit:
                found[f"{prefix}_unit"] = self.unit
        return found


@dataclass(frozen=True)
class Style:
    """How targets and results of one form are printed."""

    operator: str
    actual: str


@dataclass
class Item:
    """A third-level indicator."""

    name: str
    target: Figure
    actual: Figure
    kind: str
    weight: Decimal | None = None
    score: Decimal | None = None
    reason: str = ""
    initial: str = ""
    done: str = "100%"
    part: bool = False  # 其中: no points of its own


@dataclass
class Group:
    """A second level, and the first level that it belongs to by `first`."""

    name: str
    items: list[Item]


@dataclass
class Part:
    """A first level."""

    name: str
    category: str
    groups: list[Group] = field(default_factory=list)

    @property
    def items(self) -> list[Item]:
        return [item for group in self.groups for item in group.items]

    @property
    def weight(self) -> Decimal:
        return sum((i.weight for i in self.items if i.weight is not None), Decimal(0))

    @property
    def score(self) -> Decimal:
        return sum((i.score for i in self.items if i.score is not None), Decimal(0))


def parts(dice: Dice, points: int) -> list[Part]:
    """The indicators of a form, whose weights add up to `points`."""
    style = Style(
        dice.pick(
            "operator printed as",
            {
                "sign": "sign",
                "word": "word",
                "after": "after",
                "left out": "out",
                "with blanks": "blank",
                "full width": "wide",
            },
        ),
        dice.pick("result printed as", {"figure": "figure", "with the operator": "copied", "without unit": "bare"}),
    )
    drawn = []
    for names, category, kinds in dice.pick("scheme of levels", SCHEMES):
        part = Part(dice.any(names), category)
        for kind in dice.some(kinds, dice.whole((len(kinds) + 1) // 2, len(kinds))):
            part.groups.append(_group(dice, style, kind))
        drawn.append(part)
    _share(dice, [i for p in drawn for i in p.items if not i.part], points)
    return drawn


def _group(dice: Dice, style: Style, kind: Kind) -> Group:
    chosen = dice.some(kind.items, min(len(kind.items), dice.whole(1, 3 if kind.kind == "quantity" else 2)))
    items = [_item(dice, style, kind.kind, *entry) for entry in chosen]
    if kind.kind == "quantity" and items[0].target.value and dice.chance("sub-rows", 5):
        unit = items[0].target.unit
        items.insert(
            1,
            Item(
                "其中：新增",
                Figure("=", "3", unit, f"3{unit}"),
                Figure("=", "3", unit, f"3{unit}"),
                "",
                part=True,
                done="",
            ),
        )
    return Group(dice.any(kind.names), items)


def _share(dice: Dice, items: list[Item], points: int) -> None:
    """Weights in halves; scores mostly full."""
    halves = points * 2
    each, rest = divmod(halves, len(items))
    for number, item in enumerate(items):
        item.weight = Decimal(each + (1 if number < rest else 0)) / 2
    if len(items) > 1 and dice.whole(0, 1):
        move = min(Decimal(dice.whole(0, 2)), items[-1].weight - Decimal("0.5"))
        items[0].weight, items[-1].weight = items[0].weight + move, items[-1].weight - move
    for item in items:
        item.done = dice.any(["100%", "100%", "98.5%", "112%"])
        lost = dice.any([0, 0, 0, 0, 1, 2])
        item.score = max(Decimal(0), item.weight - Decimal(lost) / 2)
        if lost:
            item.reason = dice.any(REASONS)


def _item(dice: Dice, style: Style, kind: str, name: str, unit: str, sense: str) -> Item:
    if sense == "date":
        return Item(
            name,
            Figure("<=", None, "", dice.any(["2023年12月底前", "2023年12月31日前", "12月底前完成"]), judged=False),
            Figure("=", None, "", dice.any(["2023年11月30日", "2023年12月", "12月10日完成"]), judged=False),
            kind,
        )
    if sense not in ("more", "less"):
        done = dice.any([sense, sense, dice.any(WORDS_DONE), "达成预期指标"])
        return Item(name, Figure("qualitative", None, "", sense), Figure("qualitative", None, "", done), kind)
    return _counted(dice, style, kind, name, unit, more=sense == "more")


def _counted(dice: Dice, style: Style, kind: str, name: str, unit: str, *, more: bool) -> Item:
    if unit == "%":
        value = dice.any(["95", "90", "100", "98", "85.5"] if more else ["5", "1", "0.5"])
    elif unit in ("万元", "万亩", "亿元", "万人次", "元/人", "元/平方米"):
        value = dice.any(["12.5", "3.86", "120", "1500", "36.75"])
    else:
        value = dice.any(["12", "40", "365", "10148", "2", "1200"])
    operator = "=" if more and (value == "100" or dice.whole(0, 2) == 0) else ">=" if more else "<="
    if style.operator == "out":
        operator, text = "=", f"{value}{unit}"
    elif style.operator == "word" and operator != "=":
        text = f"{WORDS[operator]}{value}{unit}"
    elif style.operator == "after" and operator == ">=":
        text = f"{value}{unit}以上"
    else:
        text = f"{SIGNS[operator]}{value}{unit}"
        if style.operator == "blank":
            text = f"{SIGNS[operator]} {value} {unit}".strip()
        elif style.operator == "wide":
            text = text.translate(FULL_WIDTH)
    actual = value if dice.whole(0, 2) else str(Decimal(value) + (1 if more and value != "100" else 0))
    return Item(name, Figure(operator, value, unit, text), _actual(style.actual, actual, unit, operator), kind)


def _actual(style: str, value: str, unit: str, operator: str) -> Figure:
    if style == "copied" and operator != "=":
        return Figure(operator, value, unit, f"{SIGNS[operator]}{value}{unit}")
    if style == "bare":
        return Figure("=", value, "", value)
    return Figure("=", value, unit, f"{value}{unit}")
