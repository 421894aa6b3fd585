"""Layouts that provinces use besides the common one, each in small."""

from __future__ import annotations

from tests.builders import LEFT, UP
from tests.forms.reading import (
    codes,
    extra,
    form,
    levels,
    money,
    plain,
    points,
    read,
    target,
    value,
)


def test_transfers_with_a_block_about_their_management():
    rows = [
        ["转移支付（项目）名称", "水利发展资金", LEFT, LEFT, LEFT],
        ["中央主管部门", "水利部", LEFT, LEFT, LEFT],
        ["资金投入情况（万元）", "", "全年预算数（A）", "全年执行数（B）", "预算执行率（B/A×100%）"],
        [UP, "年度资金总额：", "1000", "900", "90%"],
        [UP, "其中：中央财政资金", "600", "540", "90%"],
        ["资金管理情况", "", "情况说明", LEFT, "存在问题和改进措施"],
        [UP, "下达及时性", "在30日内下达资金1000万元，符合规定。", LEFT, ""],
        [UP, "支出责任履行情况", "履行到位", LEFT, ""],
        ["总体目标完成情况", "总体目标", LEFT, "全年实际完成情况", LEFT],
        [UP, "完成水库除险加固20座，保障安全。", LEFT, "完成水库除险加固20座，安全运行。", LEFT],
        ["一级指标", "三级指标", "指标值", "全年实际完成值", "未完成原因和改进措施"],
        ["产出指标", "水库除险加固数", "≥20座", "20座", ""],
    ]
    found = form(rows)
    assert [money(line) for line in found.funding] == [
        ("total", None, "10000000", "9000000"),
        ("central", None, "6000000", "5400000"),
    ]
    assert [levels(i) for i in found.indicators] == [("产出指标", None, "水库除险加固数")]
    assert [p.goal for p in found.passages] == [False, True, True]


def test_headings_in_three_rows_with_names_and_weights_of_each_level():
    rows = [
        ["评价指标", LEFT, LEFT, LEFT, LEFT, LEFT, "评分标准", "自评得分"],
        ["一级指标", LEFT, "二级指标", LEFT, "三级指标", LEFT, UP, UP],
        ["名称", "权重(%)", "名称", "权重(%)", "名称", "权重(%)", UP, UP],
        ["预算编制情况", "15", "预算编制", "6", "预算编制合理性", "3", "标准一", "3"],
        [UP, UP, UP, UP, "预算编制规范性", "3", "标准二", "2.5"],
        ["合计", "100", "", "100", "", "100", "", "96"],
    ]
    found = form(rows)
    assert [levels(i) for i in found.indicators] == [
        ("预算编制情况", "预算编制", "预算编制合理性"),
        ("预算编制情况", "预算编制", "预算编制规范性"),
    ]
    assert [points(i) for i in found.indicators] == [("3", "3"), ("3", "2.5")]
    assert plain(found.indicators[1].level2_weight) == "6"
    assert (plain(found.totals.full_score), plain(found.totals.total_score)) == ("100", "96")


def test_money_and_its_points_in_one_row_of_pairs():
    rows = [["预算执行情况（10分）（万元）", "预算数", "10", "执行数", "9", "执行率", "90%", "得分", "9"]]
    (line,) = form(rows).funding
    assert money(line) == ("total", None, "100000", "90000")
    assert [plain(line.execution_rate), plain(line.weight), plain(line.score)] == ["0.9", "10", "9"]


def test_twenty_points_for_money_and_eighty_for_the_rest():
    rows = [
        ["单位名称", "县财政局", LEFT, LEFT, LEFT, LEFT, LEFT],
        ["基本支出总额", "500", LEFT, LEFT, "项目支出总额", "200", LEFT],
        [
            "预算执行情况（万元）（20分）",
            "",
            LEFT,
            "预算数（A）",
            "执行数（B）",
            "执行率（B/A）",
            "得分（20分*执行率）",
        ],
        [UP, "部门整体支出总额", LEFT, "700", "690", "98.57%", "19.71"],
        ["年度目标1：（80分）", "完成预算编制各项工作任务", LEFT, LEFT, LEFT, LEFT, LEFT],
        ["年度绩效指标", "一级指标", "二级指标", "三级指标", "年初目标值（A）", "实际完成值（B）", "得分"],
        [UP, "产出指标", "数量指标", "编制部门数", "≥100家", "102家", "40"],
        [UP, "效益指标", "社会效益指标", "满意率", "≥90%", "95%", "38"],
        ["总分", "97.71", LEFT, LEFT, LEFT, LEFT, LEFT],
    ]
    found = form(rows, unit="单位：万元")
    assert [money(line) for line in found.funding] == [
        ("basic", None, "5000000", None),
        ("project", None, "2000000", None),
        ("total", None, "7000000", "6900000"),
    ]
    assert (plain(found.funding[2].weight), plain(found.funding[2].score)) == ("20", "19.71")
    assert [points(i) for i in found.indicators] == [(None, "40"), (None, "38")]
    assert plain(found.totals.total_score) == "97.71"


def test_tasks_by_sources_and_measures():
    rows = [
        ["主要任务", "任务名称", "完成情况", "全年预算数（万元）", LEFT, "全年执行数（万元）", LEFT, "执行率", "得分"],
        [UP, UP, UP, "总额", "财政拨款", "总额", "财政拨款", UP, UP],
        [UP, "任务一", "已完成", "60", "50", "55", "45", "91.67%", "-"],
        [UP, "金额合计", LEFT, "100", "90", "95", "85", "95%", "9.5"],
    ]
    task, total, appropriation = form(rows).funding
    assert (money(task), value(task.line_text)) == (("project", None, "600000", "550000"), "任务一")
    assert extra(task) == {"全年预算数（万元）财政拨款": "50", "全年执行数（万元）财政拨款": "45"}
    assert (money(total), plain(total.score)) == (("total", None, "1000000", "950000"), "9.5")
    assert money(appropriation) == ("current_year", None, "900000", "850000")


def test_amounts_of_several_years():
    rows = [
        ["经费控制情况（万元）", "2021年决算数", "2022年预算数", "2022年决算数"],
        ["项目支出", "100", "120", "110"],
    ]
    (line,) = form(rows).funding
    assert money(line) == ("project", None, "1200000", "1100000")
    assert extra(line) == {"2021年决算数": "100"}


def test_result_split_like_the_target():
    rows = [
        ["一级指标", "二级指标", "三级指标", "指标值", LEFT, LEFT, "实际完成值", LEFT, "分值", "得分"],
        [UP, UP, UP, "符号", "数值", "单位", "数值", "单位", UP, UP],
        ["产出指标", "数量指标", "参保人数", "≥", "32", "万人", "33", "万人", "10", "10"],
        ["满意度指标", LEFT, "服务对象满意度", "≥", "90", "%", "95", "%", "10", "9"],
    ]
    first, second = form(rows).indicators
    assert target(first) == ("≥32万人", ">=", "32", "万人")
    assert (value(first.actual_text), plain(first.actual_value), value(first.actual_unit)) == ("33万人", "33", "万人")
    assert levels(second) == ("满意度指标", None, "服务对象满意度")


def test_no_levels_but_coefficients():
    rows = [
        [
            "绩效指标",
            "指标名称",
            "计量单位",
            "指标性质",
            "年初指标值",
            "全年完成值",
            "得分系数（%）",
            "指标权重（分）",
            "指标得分（分）",
        ],
        [UP, "参保人数", "万人", "≥", "32", "33", "100", "50", "50"],
        [UP, "满意度", "%", "≥", "90", "85", "94.4", "40", "37.76"],
    ]
    found = form(rows).indicators
    assert [target(i)[0] for i in found] == ["≥32万人", "≥90%"]
    assert [plain(i.score_coefficient) for i in found] == ["1", "0.944"]
    assert [points(i) for i in found] == [("50", "50"), ("40", "37.76")]
    assert found[1].category == "satisfaction"


def test_levels_below_one_heading():
    rows = [
        ["绩效指标", LEFT, LEFT, "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "甲", "1个", "1个", "10", "10"],
        [UP, "质量指标", "乙", "1个", "1个", "10", "10"],
    ]
    assert [levels(i) for i in form(rows).indicators] == [
        ("产出指标", "数量指标", "甲"),
        ("产出指标", "质量指标", "乙"),
    ]


def test_a_sheet_of_levels_alone():
    rows = [
        ["项目名称", "甲", "预算金额（万元）", "100", "自评得分", "97"],
        ["评价指标", "分值", "评分标准", "自评得分", "扣分原因", ""],
        ["项目决策", "20", "目标明确得满分", "20", "", ""],
        ["项目管理", "30", "制度健全得满分", "27", "制度不健全", ""],
        ["项目绩效", "50", "完成得满分", "50", "", ""],
        ["合计", "100", "", "97", "", ""],
    ]
    found = form(rows)
    assert [levels(i)[2] for i in found.indicators] == ["项目决策", "项目管理", "项目绩效"]
    assert [points(i) for i in found.indicators] == [("20", "20"), ("30", "27"), ("50", "50")]
    assert found.sections == ()
    assert (plain(found.totals.full_score), plain(found.totals.total_score)) == ("100", "97")
    assert [money(line) for line in found.funding] == [("total", None, "1000000", None)]


def test_total_row_with_its_own_labels():
    rows = [
        ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"],
        ["产出", "数量", "甲", "1", "1", "100", "96"],
        ["总分", "总分值", "100", "总得分", "96", "自评等级", "优"],
    ]
    totals = form(rows).totals
    assert (plain(totals.full_score), plain(totals.total_score), value(totals.grade)) == ("100", "96", "excellent")


def test_a_block_label_printed_again_after_a_page_break():
    header = ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "分值"]
    rows = [
        header,
        [UP, "产出指标（50分）", "数量指标", "甲", "1个", "50"],
        ["绩效指标", "效益指标（50分）", "社会效益指标", "乙", "提升", "50"],
        [UP, "合计", LEFT, LEFT, "", "100"],
    ]
    reading = read(rows)
    (found,) = reading.forms
    assert [levels(i)[0] for i in found.indicators] == ["产出指标", "效益指标"]
    assert plain(found.totals.full_score) == "100"
    assert codes(reading) == []


def test_measures_over_lines_in_pairs_side_by_side():
    rows = [
        ["预算执行情况（万元）", "预算数：", "100", "执行数：", "90"],
        [UP, "其中：财政拨款", "80", "其中：财政拨款", "75"],
        [UP, "其他资金", "20", "其他资金", "15"],
    ]
    assert [money(line) for line in form(rows).funding] == [
        ("total", None, "1000000", "900000"),
        ("current_year", None, "800000", "750000"),
        ("other", None, "200000", "150000"),
    ]


def test_the_kind_may_stand_before_the_name():
    rows = [
        ["指标", "目标值", "完成值", "得分"],
        ["数量指标1：培训人数", "100人", "120人", "20"],
        ["质量指标：合格率", "≥95%", "96%", "20"],
    ]
    found = form(rows).indicators
    assert [levels(i) for i in found] == [(None, "数量指标", "培训人数"), (None, "质量指标", "合格率")]
    assert [(i.category, i.kind) for i in found] == [("output", "quantity"), ("output", "quality")]


def test_two_columns_in_one_are_not_told_apart_where_nothing_parts_them():
    rows = [["一级指标", "三级指标", "指标值/完成值", "分值", "得分"], ["产出", "甲", "10 9", "50", "45"]]
    (indicator,) = form(rows).indicators
    assert (indicator.target_text, indicator.actual_text) == (None, None)
    assert extra(indicator) == {"指标值/完成值": "10 9"}


def test_a_sheet_on_its_side_is_read_column_by_column():
    rows = [
        ["项目名称", "造林", LEFT, LEFT],
        ["指标名称", "甲", "乙", "合计"],
        ["目标值", "10亩", "20亩", ""],
        ["完成值", "10亩", "19亩", ""],
        ["分值", "5", "5", "10"],
        ["得分", "5", "4.8", "9.8"],
    ]
    found = form(rows)
    assert found.head.subject.value == "造林"
    assert [(i.level3.value, i.actual_text.value, *points(i)) for i in found.indicators] == [
        ("甲", "10亩", "5", "5"),
        ("乙", "19亩", "5", "4.8"),
    ]
    assert (plain(found.totals.full_score), plain(found.totals.total_score)) == ("10", "9.8")


def test_rows_of_scores_without_values_are_no_sheet_on_its_side():
    rows = [["指标名称", "甲", "乙", "丙"], ["得分", "5", "4", "5"]]
    reading = read(rows)
    assert (reading.forms, codes(reading)) == ((), ["unread-table"])


def test_rows_of_indicators_without_a_header_are_noted_once():
    rows = [
        ["项目名称", "甲", LEFT, LEFT],
        ["产出指标", "数量指标", "人数", "10人"],
        ["产出指标", "质量指标", "合格率", "10%"],
    ]
    assert codes(read(rows)) == ["unread-table"]
