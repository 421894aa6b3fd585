"""Changes of the rows of indicators: labels, sums, blank rows, what stands beside what."""

from __future__ import annotations

from typing import Any

from tests.generator.dice import Dice
from tests.generator.form_parts import indicator_words as iw
from tests.generator.form_parts.indicators import plain
from tests.generator.reshaped.basis import Plan, grade_of
from tests.generator.reshaped.grid import Row


def labels_repeated(plan: Plan, dice: Dice) -> bool:
    plan.sheet.spans = "repeated"
    return True


def labels_once(plan: Plan, dice: Dice) -> bool:
    if plan.sheet.spans != "merged":
        return False
    plan.sheet.spans = "once"
    return True


def first_level_in_rows(plan: Plan, dice: Dice) -> bool:
    """一、产出指标 in a row of its own, over its indicators."""
    return _titled(plan, dice, ("level1",))


def two_levels_in_rows(plan: Plan, dice: Dice) -> bool:
    """一、产出指标 and （一）数量指标 in rows of their own."""
    return _titled(plan, dice, ("level1", "level2"))


def _titled(plan: Plan, dice: Dice, levels: tuple[str, ...]) -> bool:
    if not plan.sheet.has(*levels) or "level1_weight" in plan.sheet.keys:
        return False
    forms = {
        "level1": dice.any(["{n}、{t}", "{t}", "（{n}）{t}"]),
        "level2": dice.any(["（{n}）{t}", "{t}", "{m}.{t}"]),
    }
    if forms["level1"] == forms["level2"] and len(levels) > 1:
        forms["level1"] = "{n}、{t}"
    rows: list[Row] = []
    counts = dict.fromkeys(levels, 0)
    before: dict[str, object] = {}
    for row in plan.sheet.rows:
        for level in levels:
            if row.mark and before.get(level) != row.shared[level]:
                before[level] = row.shared[level]
                counts[level] += 1
                if level == "level1" and "level2" in counts:
                    counts["level2"] = 0
                number = counts[level] - 1
                text = row.texts[level].replace("\n", "")
                rows.append(Row(wide=forms[level].format(n=iw.NUMERALS[number], m=number + 1, t=text)))
        rows.append(row)
    plan.sheet.rows = rows
    for level in levels:
        plan.sheet.drop(level)
    return True


def placeholders(plan: Plan, dice: Dice) -> bool:
    """Rows of the template that were left empty, the last of their second level."""
    rows: list[Row] = []
    for row, after in zip(plan.sheet.rows, [*plan.sheet.rows[1:], None], strict=True):
        rows.append(row)
        ends = row.mark and (after is None or after.shared.get("level2") != row.shared.get("level2"))
        if ends and dice.whole(0, 2) == 0:
            text = dice.any(["……", "", "指标2：", "…"])
            shown = {k: row.texts[k] for k in row.shared if k in row.texts}
            key = next((c.key for c in plan.sheet.columns if "level3" in c.key.split("+")), "level3")
            rows.append(Row(shown | {key: text}, row.shared))
    plan.sheet.rows = rows
    return True


def blank_rows(plan: Plan, dice: Dice) -> bool:
    """Rows without any text between the first levels."""
    rows: list[Row] = []
    for row, before in zip(plan.sheet.rows, [None, *plan.sheet.rows], strict=False):
        if before is not None and before.shared.get("level1") != row.shared.get("level1") and row.mark and before.mark:
            rows.append(Row({plan.sheet.columns[0].key: ""}))
        rows.append(row)
    plan.sheet.rows = rows
    return True


def headings_again(plan: Plan, dice: Dice) -> bool:
    """The headings once more above every first level."""
    if not plan.sheet.has("level1"):
        return False
    before: Any = None
    for row in plan.lines():
        row.heading = before is not None and row.shared["level1"] != before
        before = row.shared["level1"]
    return True


def column_numbers(plan: Plan, dice: Dice) -> bool:
    """栏次: a row that counts the columns below the headings."""
    texts = {c.key: str(n) for n, c in enumerate(plan.sheet.columns)}
    texts[plan.sheet.columns[0].key] = "栏次"
    plan.sheet.rows.insert(0, Row(texts))
    return True


def subtotals(plan: Plan, dice: Dice) -> bool:
    """A sum below every first level."""
    if not plan.sheet.has("weight", "score") or "level1_weight" in plan.sheet.keys or plan.sections:
        return False
    if plan.sheet.keys[0] in ("weight", "score"):
        return False
    form = dice.any(["小计", "{t}小计", "{t}合计"])
    rows: list[Row] = []
    parts = {part.name: part for part in plan.drawn}
    names = {r.mark: p.name for r, (p, _, _) in zip(plan.lines(), plan.slots, strict=True)}
    after = [*plan.lines()[1:], None]
    following = {id(r): a for r, a in zip(plan.lines(), after, strict=True)}
    for row in plan.sheet.rows:
        rows.append(row)
        if row.mark and ((a := following[id(row)]) is None or names[a.mark] != names[row.mark]):
            part = parts[names[row.mark]]
            sums = {"weight": plain(part.weight), "score": plain(part.score)}
            label = form.format(t=part.name.replace("\n", ""))
            rows.append(Row(sums, sum=label))
            answer = {"sheet": plan.title, "level": 1, "label": part.name, **sums, "not_judged": ["page"]}
            accept = {"label": [label, f"{part.name}小计"]}
            plan.sections.append(answer | {"optional": len(part.items) == 1, "accept": accept})
    plan.sheet.rows = rows
    return True


def total_below(plan: Plan, dice: Dice) -> bool:
    """The total as the last row of the indicators."""
    return _total_row(plan, dice, at=len(plan.sheet.rows))


def total_on_top(plan: Plan, dice: Dice) -> bool:
    """The total as the first row of the indicators."""
    return _total_row(plan, dice, at=0)


def _total_row(plan: Plan, dice: Dice, *, at: int) -> bool:
    if "total_score" in plan.evaluation or not plan.sheet.has("weight", "score"):
        return False
    if plan.sheet.keys[0] in ("weight", "score"):
        return False
    row = Row({"weight": "100", "score": plain(plan.score)}, sum=dice.any(iw.TOTALS))
    plan.sheet.rows.insert(at, row)
    plan.evaluation |= {"total_score": plain(plan.score), "full_score": "100"}
    return True


def total_in_words(plan: Plan, dice: Dice) -> bool:
    """A row with a sentence: 自评总分：95分，评价等次：优."""
    return _told(
        plan, dice, dice.any(["自评总分：{s}分，评价等次：{g}", "自评得分{s}分，等级为{g}", "总分：{s}分（{g}）"])
    )


def conclusion(plan: Plan, dice: Dice) -> bool:
    """自评结论｜项目自评得分93.5分，评价等次为优."""
    if "total_score" in plan.evaluation:
        return False
    name, text = grade_of(plan)
    label = dice.any(["自评结论", "评价结论", "自评结果"])
    said = dice.any(
        ["项目自评得分{s}分，评价等次为{g}。", "经自评，本项目得分{s}分，等级为{g}", "自评得分{s}分，等次{g}"]
    )
    plan.tail.append([label, said.format(s=plain(plan.score), g=text)])
    plan.evaluation |= {"total_score": plain(plan.score), "grade": name, "grade_text": text}
    plan.evaluation["accept"] = {"full_score": ["100"]}
    return True


def total_in_head(plan: Plan, dice: Dice) -> bool:
    if "total_score" in plan.evaluation:
        return False
    name, text = grade_of(plan)
    plan.entries.append((dice.any(["自评得分", "自评总分", "总得分"]), plain(plan.score)))
    plan.entries.append((dice.any(["自评等级", "评价等级", "绩效等级"]), text))
    plan.evaluation |= {"total_score": plain(plan.score), "grade": name, "grade_text": text}
    plan.evaluation["accept"] = {"full_score": ["100"]}
    return True


def _told(plan: Plan, dice: Dice, form: str) -> bool:
    if "total_score" in plan.evaluation:
        return False
    name, text = grade_of(plan)
    plan.sheet.rows.append(Row(wide=form.format(s=plain(plan.score), g=text)))
    plan.evaluation |= {"total_score": plain(plan.score), "grade": name, "grade_text": text}
    plan.evaluation["accept"] = {"full_score": ["100"]}
    return True
