"""Changes of the columns of indicators: their order, their headings, what one cell holds."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tests.generator.dice import Dice
from tests.generator.form_parts import indicator_words as iw
from tests.generator.form_parts.indicators import plain
from tests.generator.form_parts.sheet import SIGNS, _joined
from tests.generator.reshaped.basis import Plan
from tests.generator.reshaped.grid import Column

NAMES = ("level1", "level2", "level3")


def without_reasons(plan: Plan, dice: Dice) -> bool:
    plan.sheet.drop("reason")
    for row in plan.indicators:
        row.pop("reason")
    return True


def without_second_level(plan: Plan, dice: Dice) -> bool:
    if not plan.sheet.has("level2"):
        return False
    plan.sheet.drop("level2")
    for row in plan.indicators:
        row.pop("level2")
        row["not_judged"] = [*row["not_judged"], "kind"]
    return True


def values_in_another_order(plan: Plan, dice: Dice) -> bool:
    """The columns behind the names in any order."""
    head = [c for c in plan.sheet.columns if c.key in NAMES]
    plan.sheet.columns = head + dice.shuffled([c for c in plan.sheet.columns if c.key not in NAMES])
    return True


def target_in_three_cells(plan: Plan, dice: Dice) -> bool:
    """指标性质 | 指标值 | 度量单位."""
    return _target(plan, dice, signs=True)


def target_and_unit(plan: Plan, dice: Dice) -> bool:
    """指标值 | 度量单位."""
    return _target(plan, dice, signs=False)


def _target(plan: Plan, dice: Dice, *, signs: bool) -> bool:
    if not plan.sheet.has("target"):
        return False
    columns = [Column("nature", [dice.any(iw.NATURE)], 7)] if signs else []
    columns += [Column("value", [dice.any(iw.VALUE)], 10), Column("unit", [dice.any(iw.UNIT)], 7)]
    plan.sheet.replace(["target"], *columns)
    for row, answer, (_, _, item) in zip(plan.lines(), plan.indicators, plan.slots, strict=True):
        target = item.target
        value = target.value or target.text
        if not signs and target.value and target.operator != "=":
            value = SIGNS[target.operator] + value
        row.texts |= {"nature": SIGNS[target.operator], "value": value, "unit": target.unit}
        answer["target_text"], answer["accept"]["target_text"] = _joined(target)
        if not signs and target.value is None:
            answer["target_text"] = target.text
    return True


def result_and_unit(plan: Plan, dice: Dice) -> bool:
    """实际完成值 | 单位: the unit of the result in a cell of its own."""
    if not plan.sheet.has("actual", "target"):
        return False
    plan.sheet.replace(["actual"], plan.sheet.columns[plan.sheet.keys.index("actual")], Column("made", ["单位"], 7))
    for row, answer, (_, _, item) in zip(plan.lines(), plan.indicators, plan.slots, strict=True):
        actual = item.actual
        if actual.value is None or not actual.unit:
            continue
        sign = SIGNS[actual.operator] if actual.text[0] in "≥≤" else ""
        row.texts |= {"actual": sign + actual.value, "made": actual.unit}
        answer["accept"]["actual_text"] = [sign + actual.value]
    return True


def _merge(plan: Plan, one: str, other: str, path: list[str], joined: Callable[[str, str], str], wide: float) -> bool:
    """Puts what two columns hold into one cell."""
    if not plan.sheet.has(one, other):
        return False
    key = f"{one}+{other}"
    plan.sheet.replace([one, other], Column(key, path, wide))
    for row in plan.sheet.rows:
        a, b = row.texts.get(one, ""), row.texts.get(other, "")
        if a or b:
            row.texts[key] = joined(a, b) if a and b else a or b
    return True


def points_in_one_cell(plan: Plan, dice: Dice) -> bool:
    """分值/得分 over 10/9."""
    if any(i.part for _, _, i in plan.slots):
        return False  # rows without points
    names = [plan.sheet.column(k) for k in ("weight", "score")]
    if any(c is None or len(c.path) > 1 for c in names):
        return False
    heading = "/".join(c.path[-1].replace("\n", "") for c in names if c is not None)
    return _merge(plan, "weight", "score", [heading], "{}/{}".format, 9)


def target_and_result_in_one_cell(plan: Plan, dice: Dice) -> bool:
    """目标值/完成值 over ≥95%/96%."""
    texts = [r.texts for r in plan.lines()]
    if any("/" in t["target"] + t["actual"] for t in texts) or not plan.sheet.has("target", "actual"):
        return False
    stroke = dice.any(["/", "／"])
    heading = dice.any(["目标值/完成值", "年度指标值/实际完成值", "预期值／实际值"])
    return _merge(plan, "target", "actual", [heading], lambda a, b: f"{a}{stroke}{b}", 20)


def levels_in_one_cell(plan: Plan, dice: Dice) -> bool:
    """产出指标—数量指标 in one cell."""
    stroke = dice.any(["—", "-", "/", "\n"])
    heading = [dice.any(["一级指标/二级指标", "一、二级指标", "一级/二级指标"])]
    if not _merge(plan, "level1", "level2", heading, lambda a, b: a.replace("\n", "") + stroke + b, 14):
        return False
    for row in plan.lines():
        row.shared["level1+level2"] = row.shared["level2"]
    return True


def second_and_third_in_one_cell(plan: Plan, dice: Dice) -> bool:
    """数量指标：培训场次 in one cell."""
    stroke = dice.any(["：", "—", ":"])
    heading = [dice.any(["二级指标/三级指标", "二、三级指标", "二级/三级指标"])]
    return _merge(plan, "level2", "level3", heading, lambda a, b: a + stroke + b, 22)


def name_with_target(plan: Plan, dice: Dice) -> bool:
    """培训场次（≥12场） under 三级指标（目标值）."""
    if not plan.sheet.has("level3", "target"):
        return False
    if any("（" in r.texts["target"] for r in plan.lines()):
        return False
    heading = dice.any(["三级指标（目标值）", "指标名称（年度指标值）", "三级指标及目标值"])
    return _merge(plan, "level3", "target", [heading], "{}（{}）".format, 26)


def points_of_levels_in_columns(plan: Plan, dice: Dice) -> bool:
    """Behind each level a column with its points, or 权重 over 一级 | 二级 | 三级."""
    if not plan.sheet.has("level1", "level2", "level3", "weight") or any(i.part for _, _, i in plan.slots):
        return False
    apart = dice.whole(0, 1)
    word = plan.sheet.columns[plan.sheet.keys.index("weight")].path[-1]
    if apart:
        for level in ("level1", "level2"):
            at = plan.sheet.keys.index(level)
            plan.sheet.columns.insert(at + 1, Column(f"{level}_weight", [word], 6))
    else:
        columns = [Column(f"level{n}_weight", [word, t], 6) for n, t in ((1, "一级"), (2, "二级"))]
        plan.sheet.replace(["weight"], *columns, Column("weight", [word, "三级"], 6))
    for row, answer, (part, group, _) in zip(plan.lines(), plan.indicators, plan.slots, strict=True):
        of_group = sum((i.weight for i in group.items if i.weight is not None), Decimal(0))
        row.texts |= {"level1_weight": plain(part.weight), "level2_weight": plain(of_group)}
        row.shared |= {f"{level}_weight": row.shared[level] for level in ("level1", "level2")}
        answer["level1_weight"] = plain(part.weight)
        answer["level2_weight"] = plain(of_group)
    plan.sections += [_section(plan, p, marks=False) for p in plan.drawn]
    for group in (g for p in plan.drawn for g in p.groups):
        weight = plain(sum((i.weight for i in group.items if i.weight is not None), Decimal(0)))
        section = {"sheet": plan.title, "level": 2, "label": group.name, "weight": weight}
        plan.sections.append(section | {"optional": True, "not_judged": ["page"]})
    return True


def points_in_level(plan: Plan, dice: Dice) -> bool:
    """产出指标（50分）."""
    return _pointed(plan, dice.any(["（{w}分）", "({w}分)", "\n{w}分", "（{w}）", "\n（权重{w}分）"]), marks=False)


def points_and_marks_in_level(plan: Plan, dice: Dice) -> bool:
    """产出指标（45分）自评43.5分."""
    form = dice.any(["（{w}分）自评{s}分", "（{w}分，得{s}分）", "\n{w}分\n得分{s}分", "（分值{w}分，自评{s}分）"])
    return _pointed(plan, form, marks=True)


def _pointed(plan: Plan, form: str, *, marks: bool) -> bool:
    if plan.sections or not plan.sheet.has("level1"):
        return False
    for row, answer, (part, _, _) in zip(plan.lines(), plan.indicators, plan.slots, strict=True):
        row.texts["level1"] = part.name + form.format(w=plain(part.weight), s=plain(part.score))
        answer["level1_weight"] = plain(part.weight)
    plan.sections += [_section(plan, p, marks=marks) for p in plan.drawn]
    return True


def _section(plan: Plan, part: Any, *, marks: bool) -> dict[str, Any]:
    row = {"sheet": plan.title, "level": 1, "label": part.name, "weight": plain(part.weight)}
    if marks:
        row["score"] = plain(part.score)
    return row | {"optional": len(part.items) == 1, "not_judged": ["page"]}


def two_levels_of_headings(plan: Plan, dice: Dice) -> bool:
    """A heading over those of columns that stand beside each other."""
    pieces = {
        ("level1", "level2", "level3"): ("绩效指标", "评价指标", "指标体系"),
        ("nature", "value", "unit"): ("年度指标值", "年度目标", "绩效目标"),
        ("value", "unit"): ("年度指标值", "年度目标"),
        ("target", "actual"): ("指标完成情况", "目标完成情况"),
        ("weight", "score"): ("评分情况", "自评情况", "计分"),
    }
    changed = False
    for keys, words in pieces.items():
        at = plan.sheet.keys.index(keys[0]) if keys[0] in plan.sheet.keys else None
        if at is None or tuple(plan.sheet.keys[at : at + len(keys)]) != keys or dice.whole(0, 2) == 0:
            continue
        columns = plan.sheet.columns[at : at + len(keys)]
        if any(len(c.path) > 1 for c in columns):
            continue
        word = dice.any(words)
        for column in columns:
            column.path.insert(0, word)
        changed = True
    return changed


def three_levels_of_headings(plan: Plan, dice: Dice) -> bool:
    """绩效指标及完成情况 over all headings that stand beside each other below another."""
    if plan.sheet.depth < 2 and not two_levels_of_headings(plan, dice):
        return False
    for column in plan.sheet.columns:
        column.path.insert(0, "绩效指标及完成情况")
    return True


def blank_column(plan: Plan, dice: Dice) -> bool:
    """A column without heading and text between others."""
    at = 1 + dice.whole(0, len(plan.sheet.columns) - 1)
    plan.sheet.columns.insert(at, Column("blank", [""], 4))
    return True


def numbers_in_front(plan: Plan, dice: Dice) -> bool:
    plan.sheet.columns.insert(0, Column("number", ["序号"], 4))
    for number, (row, answer) in enumerate(zip(plan.lines(), plan.indicators, strict=True), 1):
        row.texts["number"] = str(number)
        answer["accept"]["extra"] = [answer.get("extra", {}) | {"序号": str(number)}]
    return True


def last_year_beside(plan: Plan, dice: Dice) -> bool:
    """上年完成值 before the target."""
    name = dice.any(["上年完成值", "上年实际值", "2022年实际完成值"])
    return _further(
        plan, dice, "last", name, lambda item: item.target.value and f"{item.target.value}{item.target.unit}"
    )


def reviewed_marks(plan: Plan, dice: Dice) -> bool:
    """The marks of the department beside the unit's own."""
    if not plan.sheet.has("score"):
        return False
    name = dice.any(["复核得分", "主管部门复核得分", "财政复核得分"])
    column = plan.sheet.columns[plan.sheet.keys.index("score")]
    column.path[-1] = "自评得分"
    at = plan.sheet.keys.index("score")
    return _further(plan, dice, "review", name, lambda i: "" if i.score is None else plain(i.score), at + 1)


def _further(
    plan: Plan, dice: Dice, key: str, name: str, text: Callable[[Any], str | None], at: int | None = None
) -> bool:
    if "target" not in plan.sheet.keys and at is None:
        return False
    place = plan.sheet.keys.index("target") if at is None else at
    plan.sheet.columns.insert(place, Column(key, [name], 10 if at is None else 7))
    for row, answer, (_, _, item) in zip(plan.lines(), plan.indicators, plan.slots, strict=True):
        row.texts[key] = value = text(item) or ""
        if value:
            answer["extra"] = answer.get("extra", {}) | {name: value}
            if "extra" in answer["accept"]:
                answer["accept"]["extra"] = [e | {name: value} for e in answer["accept"]["extra"]]
    return True
