"""A passing and a failing report of every rule: what the catalogue shows, and what is tested."""

from __future__ import annotations

from collections.abc import Callable

from tests.checks.reports import Report

Build = Callable[[bool], Report]  # of a report that fails, or does not


def scored(fails: bool, **more: str) -> Report:
    report = Report(total_score="94" if fails else "93", **more)
    report.indicator("项目完成率", weight="60", score="50")
    report.indicator("群众满意度", weight="40", score="43" if not more.get("odd") else "40")
    return report


def score_total(fails: bool) -> Report:
    return scored(fails)


def weight_total(fails: bool) -> Report:
    report = Report(full_score="100")
    report.indicator("项目完成率", weight="60", score="50")
    report.indicator("群众满意度", weight="45" if fails else "40", score="40")
    return report


def sections(fails: bool, column: str) -> Report:
    report = Report(total_score="20", full_score="20")
    report.section("产出指标", **{column: "23" if fails else "20"})
    report.indicator("数量", level1="产出指标", weight="10", score="10")
    report.indicator("质量", level1="产出指标", weight="10", score="10")
    return report


def score_range(fails: bool) -> Report:
    report = Report()
    report.indicator("项目完成率", weight="20", score="24" if fails else "18")
    return report


def score_formula(fails: bool) -> Report:
    report = Report()
    report.indicator("项目完成率", weight="10", score="9" if fails else "8", score_coefficient="0.8")
    return report


def target_met(fails: bool) -> Report:
    report = Report()
    report.indicator("平均用时", weight="10", score="10", target="≤5天", actual="6天" if fails else "4天")
    report.rows["indicators"][0]["target_operator"] = "<="
    return report


def grade_band(fails: bool) -> Report:
    return Report(total_score="93", grade="good" if fails else "excellent", grade_text="良" if fails else "优")


def funded(**amounts: str) -> Report:
    report = Report()
    report.funding("total", label="年度资金总额", **amounts)
    return report


def funding_total(fails: bool) -> Report:
    report = funded(annual_budget="100.00")
    report.funding("current_year", label="当年财政拨款", annual_budget="80.00")
    report.funding("own", label="单位资金", annual_budget="30.00" if fails else "20.00")
    return report


def listed(fails: bool, kind: str, unit: str) -> Report:
    report = Report()
    whole = report.fact(kind, "合计", f"100{unit}", clause=f"合计100{unit}，其中")
    for name, text in (("甲", "60"), ("乙", "30" if fails else "40")):
        report.fact(kind, name, f"{text}{unit}", parent=whole, clause=f"{name}{text}{unit}")
    return report


def shares(fails: bool, kind: str, unit: str) -> Report:
    report = Report()
    whole = report.fact(kind, "合计", f"80{unit}", clause=f"合计80{unit}")
    part = report.fact(kind, "甲", f"30{unit}", parent=whole, clause="甲")
    report.share("甲占比", "73.5%" if fails else "37.5%", part, whole, clause="甲")
    return report


def growth(fails: bool) -> Report:
    report = Report()
    now = report.fact("expenditure", "支出", "1200.00万元")
    report.fact("growth", "比上年增加", "200.00万元", parent=now, clause="比上年增加200.00万元")
    report.fact("growth", "支出增长", "25.00%" if fails else "20.00%", parent=now, clause="增长")
    return report


def change(fails: bool) -> Report:
    report = Report(fiscal_year=2024)
    report.fact("expenditure", "执行数", "1000.00万元", clause="2023年执行数1000.00万元")
    now = report.fact("amount", "预算安排", "1200.00万元", clause="2024年预算安排1200.00万元")
    text = "300.00万元" if fails else "200.00万元"
    report.fact("growth", "比2023年增加", text, parent=now, clause=f"比2023年增加{text}")
    return report


def completion(fails: bool) -> Report:
    report = Report()
    report.fact("count", "计划数", "200个")
    report.fact("count", "实际完成", "180个")
    report.fact("rate", "完成计划", "95%" if fails else "90%", clause="完成计划的")
    return report


def budget_change(fails: bool) -> Report:
    return funded(
        initial_budget="200.00", annual_budget="270.00" if fails else "250.00", extra=[("调整数", "50.00")]
    )  # fmt: skip


def reason_missing(fails: bool) -> Report:
    report = Report()
    report.indicator("项目完成率", weight="10", score="8", reason="工期顺延")
    report.indicator("群众满意度", weight="10", score="9", reason=None if fails else "样本偏少")
    return report


def unit_price(fails: bool) -> Report:
    report = Report()
    report.fact("count", "补助人数", "4542人")
    report.fact("amount", "补助标准", "1000元/人")
    report.fact("expenditure", "补助资金", "454.3万元" if fails else "454.2万元")
    return report


def cross_reference(fails: bool) -> Report:
    report = scored(False)
    report.fact("score", "项目自评得分", "98分" if fails else "93分")
    return report


EXAMPLES: dict[str, Build] = {
    "score-total": score_total,
    "weight-total": weight_total,
    "section-score": lambda fails: sections(fails, "score"),
    "section-weight": lambda fails: sections(fails, "weight"),
    "score-range": score_range,
    "score-formula": score_formula,
    "target-met": target_met,
    "grade-band": grade_band,
    "execution-rate": lambda fails: funded(
        annual_budget="100.00", executed="80.00", execution_rate="85.00%" if fails else "80.00%"
    ),
    "execution-score": lambda fails: funded(execution_rate="90%", weight="10", score="10" if fails else "9"),
    "funding-total": funding_total,
    "overspent": lambda fails: funded(annual_budget="100", executed="102" if fails else "98"),
    "breakdown-total": lambda fails: listed(fails, "expenditure", "万元"),
    "breakdown-share": lambda fails: shares(fails, "expenditure", "万元"),
    "count-total": lambda fails: listed(fails, "count", "个"),
    "count-share": lambda fails: shares(fails, "count", "个"),
    "growth": growth,
    "change": change,
    "completion": completion,
    "budget-change": budget_change,
    "reason-missing": reason_missing,
    "unit-price": unit_price,
    "cross-reference": cross_reference,
}
