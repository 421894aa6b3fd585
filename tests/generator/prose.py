"""A short report of prose: a title, a heading or two, a passage with figures."""

from __future__ import annotations

from typing import Any

from tests.generator import words as w
from tests.generator.dice import Dice
from tests.generator.form import Drawing
from tests.generator.passages.common import FAMILIES
from tests.generator.passages.figures import Passage as Text
from tests.generator.passages.figures import digits
from tests.generator.passages.uncommon import MORE
from tests.generator.typeset.pages import typeset
from tests.generator.typeset.setting import (
    Element,
    Line,
    Manner,
    Passage,
)

SCORING = ("score", "point_list", "sections")  # one of these is enough for a project
FILLERS = (
    "项目由业务科室组织实施，财务科负责资金核算，做到专款专用。",
    "单位建立了内部控制制度，资金审批手续完备，未发现违规使用资金的情况。",
    "下一步将加强预算编制与绩效目标的衔接，提高资金使用效益。",
)


def draw(dice: Dice) -> Drawing:
    """A report at random; a single passage holds all of its figures."""
    agency, project = dice.any(w.PLACES) + dice.any(w.AGENCIES), dice.any(w.PROJECTS)
    text = Text(dice, digits(dice), subject=project)
    families = FAMILIES | MORE
    passage = dice.pick("family", families)(text)
    if dice.chance("several passages in a paragraph", 3):
        others = [f for f in families if f not in dice.axes["family"] and f not in SCORING]
        passage += "".join(families[name](text) for name in dice.shuffled(others)[: dice.whole(1, 2)])
    size = dice.pick("lines", {"14": 14.0, "16": 16.0, "12": 12.0})
    elements: list[Element] = [
        Line((f"{agency}{dice.any(['关于', ''])}2023年度{project}绩效自评报告",), 18, "centre", True, "form0-title"),
        Passage("一、项目基本情况"),
        Passage(dice.any(FILLERS)),
        Passage(dice.any(["二、绩效自评情况", "二、资金使用及绩效情况"])),
        Passage(passage, "form0-passage"),
        Passage(dice.any(FILLERS)),
    ]
    before = dice.whole(0, 20) if dice.chance("passage near the page's end", 4) else 0
    elements[3:3] = [Passage(dice.any(FILLERS)) for _ in range(before)]
    pdf, pages = typeset(elements, Manner(prose_size=size, footer="— {n} —"))
    evaluation: dict[str, Any] = {"subject": project, "subject_kind": "project", "agency": agency, "fiscal_year": 2023}
    evaluation |= text.totals | {"first_page": 1, "last_page": len(pages.sheets), "funding": [], "indicators": []}
    evaluation |= {"sections": [], "points": text.points, "facts": [f.expected() for f in text.facts]}
    for row in evaluation["facts"]:
        row["not_judged"] = [*row["not_judged"], "page"]
    evaluation["accept"] = {"full_score": ["100"]}
    evaluation["optional"] = not (text.facts or text.points)
    return Drawing(pdf, [evaluation], dice.axes, len(pages.sheets))
