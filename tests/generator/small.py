"""Small reports in any number, cheap to draw and to read."""

from __future__ import annotations

import random

from tests.generator.typeset import pdf


def report(number: int) -> bytes:
    """A self-evaluation form of some lines, different for every number."""
    dice = random.Random(number)
    year, executed = 2019 + number % 6, dice.randrange(5000, 10001)
    scores = [dice.randrange(150, 301) / 10 for _ in range(3)]
    rows = [
        ["项目名称", f"第{number}号公共服务项目", "预算部门", f"第{number % 90}中心"],
        ["年度资金总额（万元）", "100.00", "执行数", f"{executed / 100:.2f}", "执行率", f"{executed / 100:.2f}%"],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "服务人次", "≥500人次", f"{dice.randrange(400, 700)}人次", "30", f"{scores[0]:g}"],
        ["产出指标", "质量指标", "合格率", "≥95%", f"{dice.randrange(90, 101)}%", "30", f"{scores[1]:g}"],
        ["满意度指标", "服务对象满意度", "群众满意度", "≥90%", f"{dice.randrange(85, 100)}%", "30", f"{scores[2]:g}"],
        ["总分", "", "", "", "", "100", f"{sum(scores) + executed / 1000:.1f}"],
    ]
    sheet = pdf.Sheet(*pdf.PAPER)
    sheet.text(200, 60, 14, f"{year}年度项目支出绩效自评表")
    for line, row in enumerate(rows):
        top, wide = 100 + 30 * line, 490 / len(row)
        for column, text in enumerate(row):
            left = 50 + wide * column
            sheet.frame(left, top, left + wide, top + 30)
            sheet.text(left + 3, top + 9, 9, text)
    return pdf.write([sheet], embedded=False)
