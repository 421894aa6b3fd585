"""Figures, units, dates and targets: one table of readings each."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ziping.parsers.text.dates import find_year, read_date, read_period
from ziping.parsers.text.numbers import Number, find_quantities, read_number, read_quantity
from ziping.parsers.text.values import operator_of, read_value


@pytest.mark.parametrize(
    ("string", "found"),
    [
        ("参保62.05万人，同比增长0.29%", [("62.05万人", "620500", "person"), ("0.29%", "0.0029", "ratio")]),
        ("每年797876.4元/年", [("797876.4元/年", "797876.4", "CNY")]),
        ("按40元/平·年计算", [("40元/平·年", "40", "CNY")]),
        ("人均1974.01元/月", [("1974.01元/月", "1974.01", "CNY")]),
        ("近20万参保职工", [("20万", "200000", None)]),
        ("36,950.00元和35. 3万元", [("36,950.00元", "36950", "CNY"), ("35. 3万元", "353000", "CNY")]),
        ("18201人,其中185名", [("18201人", "18201", "person"), ("185名", "185", "person")]),
        ("累计6611人次963.89万元", [("6611人次", "6611", "person_time"), ("963.89万元", "9638900", "CNY")]),
        ("百分之九十五以上", [("百分之九十五", "0.95", "ratio")]),
        ("１２．５％", [("１２．５％", "0.125", "ratio")]),
        ("同比-3.5%", [("-3.5%", "-0.035", "ratio")]),
        ("完成60-80％", [("60", "60", None), ("80％", "0.8", "ratio")]),
        ("97.2²%和1260盏¹", [("97.2²%", "0.972", "ratio"), ("1260盏¹", "1260", "item")]),
        ("14.5²", [("14.5²", "14.5", None)]),
        ("80m²、3km²", [("80m²", "80", "m2"), ("3km²", "3", "km2")]),
        ("15分钟内办结", [("15分钟", "15", "minute")]),
        ("26个部门、5部门", [("26个", "26", "item"), ("5", "5", None)]),
        ("2024年12月底前", []),
        ("1—10月", []),
        ("2021-2025年", []),
    ],
)
def test_figures_of_a_string(string: str, found: list[tuple[str, str, str | None]]):
    got = [(string[f.start : f.stop], f.quantity.value, f.quantity.unit) for f in find_quantities(string)]
    assert got == [(text, Decimal(value), unit) for text, value, unit in found]


@pytest.mark.parametrize(
    ("string", "step"), [("17.10亿元", "1000000"), ("2.4亿元", "10000000"), ("39.25%", "0.0001"), ("3人", "1")]
)
def test_the_last_printed_digit(string: str, step: str):
    assert read_quantity(string).step == Decimal(step)


@pytest.mark.parametrize(
    ("text", "operator", "value", "unit"),
    [
        ("≥95%", ">=", "95", "%"),
        ("不低于95 %", ">=", "95", "%"),
        ("95%以上", ">=", "95", "%"),
        ("≤1", "<=", "1", None),
        (">0", ">", "0", None),
        ("40 家", "=", "40", "家"),
        ("≥32万人", ">=", "32", "万人"),
        ("797876.4元/年", "=", "797876.4", "元/年"),
        ("1年内完成", "<=", "1", "年内"),
        ("12个月", "=", "12", "个月"),
        ("100%完成", "=", "100", "%"),
        ("充分", "qualitative", None, None),
        ("2024年12月底前", "qualitative", None, None),
        ("90%-100%", "qualitative", None, None),
        ("是", "qualitative", None, None),
    ],
)
def test_targets(text: str, operator: str, value: str | None, unit: str | None):
    reading = read_value(text)
    assert (reading.operator, reading.value, reading.unit) == (operator, value and Decimal(value), unit)


def test_operators_in_cells_of_their_own():
    assert [operator_of(t) for t in ("≥", "＝", "不低于", "定性指标", "万人")] == [">=", "=", ">=", "qualitative", None]


@pytest.mark.parametrize(
    ("string", "date"),
    [
        ("2025 年 4 月 25 日", "2025-04-25"),
        ("2024-12-31", "2024-12-31"),
        ("2024.01.01", "2024-01-01"),
        ("2024年1月", "2024-01-01"),
        ("二〇二四年三月七日", "2024-03-07"),
        ("二〇二四年十二月二十一日", "2024-12-21"),
    ],
)
def test_dates(string: str, date: str):
    assert str(read_date(string).first_day()) == date


def test_the_last_day_of_a_month_is_known():
    assert str(read_date("2024年2月").last_day()) == "2024-02-29"


@pytest.mark.parametrize(
    ("string", "year"), [("（2021 年度）", 2021), ("2024", 2024), ("（2024）", 2024), ("第3年", None)]
)
def test_years(string: str, year: int | None):
    found = find_year(string)
    assert (found and found.year) == year


@given(st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False))
def test_a_figure_is_read_as_it_is_printed(value: Decimal):
    for printed in (
        f"{value}",
        f"{value:,}",
        f"{value}".translate(str.maketrans("0123456789.", "０１２３４５６７８９．")),
    ):
        number = read_number(printed)
        assert (number.value, number.decimals) == (value, 2)


@given(st.text(max_size=40))
def test_any_text_is_read_without_an_error(text: str):
    for found in find_quantities(text):
        assert 0 <= found.operator_start <= found.start < found.stop <= found.operator_stop <= len(text)
    read_value(text)
    find_year(text)


@pytest.mark.parametrize(
    ("string", "first", "last"),
    [
        ("2024年1月-12月", "2024-01-01", "2024-12-31"),
        ("2023.01.01至2024.06.30", "2023-01-01", "2024-06-30"),
        ("2024年", "2024-01-01", "2024-12-31"),
        ("长期", "None", "None"),
    ],
)
def test_periods(string: str, first: str, last: str):
    assert tuple(map(str, read_period(string))) == (first, last)


def test_a_power_of_ten_as_a_spreadsheet_prints_it():
    assert read_number("1.2E+06") == Number(Decimal(1200000), -5)
    (found,) = find_quantities("9.55E+05元")
    assert (found.quantity.value, found.quantity.step) == (Decimal(955000), Decimal(1000))
    assert read_number("3E1") is None


@pytest.mark.parametrize("unit", ["元/生.年", "元/生·年", "元/生/学期", "元/人/月", "元/床", "元/人.次"])
def test_money_for_each_is_one_unit(unit: str):
    (found,) = find_quantities(f"标准为800{unit}，按时发放")
    assert (found.quantity.unit, found.quantity.unit_text) == ("CNY", unit)


@pytest.mark.parametrize("string", ["每人800元/生活补助", "补助800元.年底发放"])
def test_what_stands_behind_money_is_no_unit_of_it(string: str):
    assert [f.quantity.unit_text for f in find_quantities(string)] == ["元"]
