"""Numbers as Excel shows them."""

import pytest

from ziping.pipeline.documents.sheets.builtin import BUILTIN
from ziping.pipeline.documents.sheets.number_formats import format_number, format_text


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.9125, "0.00%", "91.25%"),
        (0.9125, "0%", "91%"),
        (1, "0.00%", "100.00%"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (1234567.891, "#,##0", "1,234,568"),
        (0, "#,##0.00", "0.00"),
        (0.5, "#.##", ".5"),
        (5, "#.##", "5."),
        (12.5, "General", "12.5"),
        (100, "General", "100"),
        (0.1 + 0.2, "General", "0.3"),
        (39.2571428571429, "General", "39.25714286"),
        (123456789012, "General", "1.23457E+11"),
        (1e-10, "General", "1E-10"),
        (2.5, "0", "3"),
        (0.125, "0.00", "0.13"),
        (1.005, "0.00", "1.01"),
        (-3.2, "0.0", "-3.2"),
        (-3.2, "0.0;(0.0)", "(3.2)"),
        (-0.001, "0.00", "0.00"),
        (-1234.5, "#,##0.00;-#,##0.00", "-1,234.50"),
        (0, '#,##0;-#,##0;"-"', "-"),
        (98, '0"分"', "98分"),
        (1250000, '#,##0.00,"千元"', "1,250.00千元"),
        (5, "[Red]0.00", "5.00"),
        (5, "[>=10]0;0.0", "5.0"),
        (12, "[>=10]0;0.0", "12"),
        (88.5, "[$¥-804]#,##0.00", "¥88.50"),
        (88.5, "¥#,##0.00", "¥88.50"),
        (7, "000", "007"),
        (123456, "0.00E+00", "1.23E+05"),
        (45382, "yyyy/m/d", "2024/3/31"),
        (45382, 'yyyy"年"m"月"d"日"', "2024年3月31日"),
        (45382, "yyyy-mm-dd", "2024-03-31"),
        (45382, "[$-804]yyyy年m月", "2024年3月"),
        (45382.5, "yyyy/m/d h:mm", "2024/3/31 12:00"),
        (0.75, "h:mm", "18:00"),
        (1.5, "[h]:mm", "36:00"),
        (43920, "yyyy/m/d", "2020/3/30"),
        (-1, "yyyy/m/d", "-1"),
        (45, BUILTIN[49], "45"),
        (41.5, "0.0_);\\(0.0\\)", "41.5"),
        (30, "G/通用格式", "30"),
        (30, 'General"人"', "30人"),
    ],
)
def test_a_number_in_its_format(value, code, shown):
    assert format_number(value, code) == shown


def test_days_since_1904():
    assert format_number(0, "yyyy/m/d", since_1904=True) == "1904/1/1"


@pytest.mark.parametrize(
    ("text", "code", "shown"), [("优", "General", "优"), ("优", '"等级："@', "等级：优"), ("优", "0.00", "优")]
)
def test_a_text_in_its_format(text, code, shown):
    assert format_text(text, code) == shown
