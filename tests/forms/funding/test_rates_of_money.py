"""Blocks of money: rates headed by formulas, points for the rate, and what a cell tells of the whole behind its parts."""

from __future__ import annotations

import pytest

from tests.builders import LEFT
from tests.forms.reading import extra, form, money, plain


@pytest.mark.parametrize("stop", ["；", "。"])
def test_what_follows_the_parts_in_a_cell_is_of_the_whole_again(stop):
    told = f"全年批复预算资金1,860万元，其中：中央补助资金920万元，省级补助资金340万元，区级配套资金600万元{stop}截至年底实际支出1,767万元，预算执行率95%。"
    rows = [["项目名称", "小区改造", LEFT, LEFT], ["资金使用情况", told, LEFT, LEFT]]
    total, *sources = form(rows).funding
    assert money(total) == ("total", None, "18600000", "17670000")
    assert plain(total.execution_rate) == "0.95"
    assert [money(line) for line in sources] == [
        ("central", None, "9200000", None),
        ("provincial", None, "3400000", None),
        ("local", None, "6000000", None),
    ]


def test_a_rate_may_be_headed_by_its_formula():
    rows = [
        ["项目资金（万元）", "年初预算", "调整后预算", "全年支出", "支出／调整后预算"],
        ["资金总额", "1,480.00", "1,612.00", "1,579.76", "98.00%"],
        ["其中：中央补助", "1,400.00", "1,532.00", "1,506.56", "98.34%"],
        ["县级安排", "80.00", "80.00", "73.20", "91.50%"],
    ]
    lines = form(rows).funding
    assert [(line.line, plain(line.execution_rate)) for line in lines] == [
        ("total", "0.98"),
        ("central", "0.9834"),
        ("local", "0.915"),
    ]
    assert not any(extra(line) for line in lines)


def test_points_for_the_rate_may_stand_in_pairs_of_their_own():
    rows = [
        [
            "年初预算",
            "3,680,000.00元",
            "调整后预算",
            "3,420,000.00元",
            "实际支付",
            "3,283,200.00元",
            "预算执行率",
            "96.00%",
        ],
        ["执行率分值", "10", "执行率得分", "9.6", "资金性质", "一般公共预算", LEFT, LEFT],
    ]
    (total,) = form(rows).funding
    assert money(total) == ("total", "3680000", "3420000", "3283200")
    assert (plain(total.weight), plain(total.score)) == ("10", "9.6")


def test_points_for_the_rate_may_stand_below_the_lines():
    rows = [
        ["项目资金（万元）", "年初预算", "调整后预算", "全年执行", "执行率"],
        ["合计", "500.00", "510.00", "493.60", "96.78%"],
        ["其中：省级补助", "120.00", "150.00", "141.60", "94.40%"],
        ["执行率分值", "10", "执行率得分", "9.7", ""],
    ]
    total, grant = form(rows).funding
    assert money(total) == ("total", "5000000", "5100000", "4936000")
    assert (plain(total.weight), plain(total.score)) == ("10", "9.7")
    assert (grant.line, grant.weight, extra(grant)) == ("provincial", None, {})


def test_a_second_score_is_kept_beside_the_first():
    rows = [
        ["资金来源（万元）", "全年预算数", "全年执行数", "分值", "自评得分", "复核得分"],
        ["年度资金总额", "100", "95", "10", "9.5", "9.3"],
        ["其中：财政拨款", "100", "95", "", "", ""],
    ]
    total = form(rows).funding[0]
    assert (plain(total.score), extra(total)) == ("9.5", {"复核得分": "9.3"})
