"""Of which year figures are told, and as what: planned, adjusted, received, spent."""

from __future__ import annotations

import pytest

from tests.builders import paragraph
from ziping.parsers.prose import read_prose


def told(passage: str, year: int | None = 2023) -> list[tuple[int | None, str | None]]:
    facts = read_prose([(i, paragraph(p)) for i, p in enumerate(passage.split("|"))], None, year).facts
    return [(f.year, f.state) for f in facts]


@pytest.mark.parametrize(
    ("passage", "figures"),
    [
        ("2022年支出86万元，2021年支出80万元。", [(2022, "actual"), (2021, "actual")]),
        ("本年预算安排420万元，上年执行数350万元。", [(2023, "planned"), (2022, "actual")]),
        ("2022年，下达资金300万元，支出280万元。", [(2022, "received"), (2022, "actual")]),
        ("年初预算80万元，年中追加20万元，调整后预算100万元。", [(None, "planned"), (None, "adjusted"), (None, "adjusted")]),
        ("2023年收入50万元，比2022年增加5万元。", [(2023, "received"), (2022, None)]),
        ("上年结转12万元，全部用于设备更新。", [(None, None)]),
        ("计划培训400人，实际培训420人。", [(None, "planned"), (None, "actual")]),
        ("共有职工35人。", [(None, None)]),
        (
            "2023年实施项目15个（含2022年转列项目5个），年初预算985万元，实际到位334万元。",
            [(2023, None), (2022, None), (2023, "planned"), (2023, "received")],
        ),
    ],
)  # fmt: skip
def test_years_and_states(passage: str, figures: list[tuple[int | None, str | None]]):
    assert told(passage) == figures


def test_last_year_is_no_year_where_the_reports_own_is_unknown():
    assert told("上年支出350万元。", None) == [(None, "actual")]
