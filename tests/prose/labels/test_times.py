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
        # a part is told as its total is, where its own words say nothing
        (
            "收到资金300万元，其中：中央资金200万元、县级配套100万元。支出290万元，其中中央资金190万元。",
            [(None, "received")] * 3 + [(None, "actual")] * 2,
        ),
        # words within a name
        ("一般公共预算：32万元；彩票公益金：20万元。", [(None, None), (None, None)]),
        ("下达专项转移支付资金30万元。", [(None, "received")]),
        ("共有应急处置车辆6辆。", [(None, None)]),
        ("公益金支出项目27万元。", [(None, None)]),
        ("项目共完成预算资金89万元。", [(None, "actual")]),
        ("通行费收入补助资金27万元。", [(None, None)]),
        # a budget for spending; a paper that is only cited
        ("2023年初安排项目支出60万元，实际支出58万元。", [(2023, "planned"), (2023, "actual")]),
        ("县财政局批复我局基本支出210万元。", [(None, "planned")]),
        ("按《关于下达第二批水库资金的通知》等2个文件办理。", [(None, None)]),
        ("根据省厅关于2020年惠民资金筹措事项的通知，分配至东镇3万元。", [(None, None)]),
        # what is yet to be done
        ("还需拨付32万元。", [(None, "planned")]),
        # a list of what is aimed at
        ("年度目标：一是新建管网12公里；二是发放补贴2249户。", [(None, "planned"), (None, "planned")]),
        ("年度目标任务为：新建管网12公里，实际建成13公里。", [(None, "planned"), (None, "actual")]),
        # the year of an event is not that of the figures behind it
        ("本单位成立于1964年，设12个科室。2023年末在职46人。", [(None, None), (2023, None)]),
        ("我馆1987年建成，藏书21万册。", [(None, None)]),
        ("2023年全县发生火情7起，为自1982年有记录以来最少，受害面积18公顷。", [(2023, None), (2023, None)]),
        ("根据《云岭县水网规划（2016-2025年）》，新建管网12公里。", [(None, None)]),
        ("2021至2023年共投入900万元，2023年投入310万元。", [(None, None), (2023, None)]),
    ],
)  # fmt: skip
def test_years_and_states(passage: str, figures: list[tuple[int | None, str | None]]):
    assert told(passage) == figures


def test_last_year_is_no_year_where_the_reports_own_is_unknown():
    assert told("上年支出350万元。", None) == [(None, "actual")]
