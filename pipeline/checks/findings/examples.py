"""What passes and what fails each rule: made by the reports of the tests, which hold it to what the rules say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A finding in both languages, with its status."""

    status: str
    zh: str
    en: str


EXAMPLES: dict[str, tuple[Example, Example]] = {
    "score-total": (
        Example(
            "pass",
            "总分：50 + 43 = 93，报告列示 93",
            "total score: 50 + 43 = 93, the report states 93",
        ),
        Example(
            "fail",
            "总分：50 + 43 = 93，报告列示 94，多计 1",
            "total score: 50 + 43 = 93, the report states 94, too much by 1",
        ),
    ),
    "weight-total": (
        Example(
            "pass",
            "总分值：60 + 40 = 100，报告列示 100",
            "total of the full points: 60 + 40 = 100, the report states 100",
        ),
        Example(
            "fail",
            "总分值：60 + 45 = 105，报告列示 100，少计 5",
            "total of the full points: 60 + 45 = 105, the report states 100, too little by 5",
        ),
    ),
    "section-score": (
        Example(
            "pass",
            "产出指标：10 + 10 = 20，报告列示 20",
            "产出指标: 10 + 10 = 20, the report states 20",
        ),
        Example(
            "fail",
            "产出指标：10 + 10 = 20，报告列示 23，多计 3",
            "产出指标: 10 + 10 = 20, the report states 23, too much by 3",
        ),
    ),
    "section-weight": (
        Example(
            "pass",
            "产出指标：10 + 10 = 20，报告列示 20",
            "产出指标: 10 + 10 = 20, the report states 20",
        ),
        Example(
            "fail",
            "产出指标：10 + 10 = 20，报告列示 23，多计 3",
            "产出指标: 10 + 10 = 20, the report states 23, too much by 3",
        ),
    ),
    "score-range": (
        Example(
            "pass",
            "项目完成率：0 ≤ 18 ≤ 20",
            "项目完成率: 0 ≤ 18 ≤ 20",
        ),
        Example(
            "fail",
            "项目完成率：得分 24 分，超过分值 4 分（分值 20 分）",
            "项目完成率: the score 24 is above the full points 20 by 4",
        ),
    ),
    "score-formula": (
        Example(
            "pass",
            "项目完成率：10 × 0.8 = 8，报告列示 8",
            "项目完成率: 10 × 0.8 = 8, the report states 8",
        ),
        Example(
            "fail",
            "项目完成率：10 × 0.8 = 8，报告列示 9，多计 1",
            "项目完成率: 10 × 0.8 = 8, the report states 9, too much by 1",
        ),
    ),
    "target-met": (
        Example(
            "pass",
            "平均用时：得分 10，分值 10，目标值 ≤5天，完成值 4天",
            "平均用时: score 10, full points 10, target ≤5天, result 4天",
        ),
        Example(
            "fail",
            "平均用时：得分 10，分值 10，目标值 ≤5天，完成值 6天（未达目标却得满分）",
            "平均用时: score 10, full points 10, target ≤5天, result 6天 (full marks though the target is missed)",
        ),
    ),
    "grade-band": (
        Example(
            "pass",
            "自评等级：90 ≤ 93 ≤ 100",
            "grade: 90 ≤ 93 ≤ 100",
        ),
        Example(
            "fail",
            "自评等级：得分 93 分应评“优”，报告评为“良”",
            "grade: 93 points are “excellent”, the report says “良”",
        ),
    ),
    "execution-rate": (
        Example(
            "pass",
            "年度资金总额：80.00万元 ÷ 100.00万元 = 80%，报告列示 80.00%",
            "年度资金总额: 80.00万元 ÷ 100.00万元 = 80%, the report states 80.00%",
        ),
        Example(
            "fail",
            "年度资金总额：80.00万元 ÷ 100.00万元 = 80%，报告列示 85.00%，偏高 5 个百分点",
            "年度资金总额: 80.00万元 ÷ 100.00万元 = 80%, the report states 85.00%, 5 percentage points too high",
        ),
    ),
    "execution-score": (
        Example(
            "pass",
            "年度资金总额：10 × 90% = 9，报告列示 9",
            "年度资金总额: 10 × 90% = 9, the report states 9",
        ),
        Example(
            "fail",
            "年度资金总额：10 × 90% = 9，报告列示 10，多计 1",
            "年度资金总额: 10 × 90% = 9, the report states 10, too much by 1",
        ),
    ),
    "funding-total": (
        Example(
            "pass",
            "年度资金总额：全年预算数：80.00万元 + 20.00万元 = 100万元，报告列示 100.00万元",
            "年度资金总额: annual budget: 80.00万元 + 20.00万元 = 100万元, the report states 100.00万元",
        ),
        Example(
            "fail",
            "年度资金总额：全年预算数：80.00万元 + 30.00万元 = 110万元，报告列示 100.00万元，少计 10万元",
            "年度资金总额: annual budget: 80.00万元 + 30.00万元 = 110万元, the report states 100.00万元, too little by 10万元",
        ),
    ),
    "overspent": (
        Example(
            "pass",
            "年度资金总额：0 ≤ 98万元 ≤ 100万元",
            "年度资金总额: 0 ≤ 98万元 ≤ 100万元",
        ),
        Example(
            "fail",
            "年度资金总额：执行数 102万元，超过全年预算数（100万元）2万元",
            "年度资金总额: spending 102万元 is above the annual budget 100万元 by 2万元",
        ),
    ),
    "breakdown-total": (
        Example(
            "pass",
            "合计：60万元 + 40万元 = 100万元，报告列示 100万元",
            "合计: 60万元 + 40万元 = 100万元, the report states 100万元",
        ),
        Example(
            "fail",
            "合计：60万元 + 30万元 = 90万元，报告列示 100万元，多计 10万元",
            "合计: 60万元 + 30万元 = 90万元, the report states 100万元, too much by 10万元",
        ),
    ),
    "breakdown-share": (
        Example(
            "pass",
            "合计：甲：30万元 ÷ 80万元 = 37.5%，报告列示 37.5%",
            "合计: 甲: 30万元 ÷ 80万元 = 37.5%, the report states 37.5%",
        ),
        Example(
            "fail",
            "合计：甲：30万元 ÷ 80万元 = 37.5%，报告列示 73.5%，偏高 36 个百分点",
            "合计: 甲: 30万元 ÷ 80万元 = 37.5%, the report states 73.5%, 36 percentage points too high",
        ),
    ),
    "count-total": (
        Example(
            "pass",
            "合计：60个 + 40个 = 100个，报告列示 100个",
            "合计: 60个 + 40个 = 100个, the report states 100个",
        ),
        Example(
            "fail",
            "合计：60个 + 30个 = 90个，报告列示 100个，多计 10个",
            "合计: 60个 + 30个 = 90个, the report states 100个, too much by 10个",
        ),
    ),
    "count-share": (
        Example(
            "pass",
            "合计：甲：30个 ÷ 80个 = 37.5%，报告列示 37.5%",
            "合计: 甲: 30个 ÷ 80个 = 37.5%, the report states 37.5%",
        ),
        Example(
            "fail",
            "合计：甲：30个 ÷ 80个 = 37.5%，报告列示 73.5%，偏高 36 个百分点",
            "合计: 甲: 30个 ÷ 80个 = 37.5%, the report states 73.5%, 36 percentage points too high",
        ),
    ),
    "growth": (
        Example(
            "pass",
            "支出增长：200.00万元 ÷ (1200.00万元 − 200.00万元) = 20%，报告列示 20.00%",
            "支出增长: 200.00万元 ÷ (1200.00万元 − 200.00万元) = 20%, the report states 20.00%",
        ),
        Example(
            "fail",
            "支出增长：200.00万元 ÷ (1200.00万元 − 200.00万元) = 20%，报告列示 25.00%，偏高 5 个百分点",
            "支出增长: 200.00万元 ÷ (1200.00万元 − 200.00万元) = 20%, the report states 25.00%, 5 percentage points too high",
        ),
    ),
    "change": (
        Example(
            "pass",
            "比2023年增加：1200.00万元 − 1000.00万元 = 200万元，报告列示 200.00万元",
            "比2023年增加: 1200.00万元 − 1000.00万元 = 200万元, the report states 200.00万元",
        ),
        Example(
            "fail",
            "比2023年增加：1200.00万元 − 1000.00万元 = 200万元，报告列示 300.00万元，多计 100万元",
            "比2023年增加: 1200.00万元 − 1000.00万元 = 200万元, the report states 300.00万元, too much by 100万元",
        ),
    ),
    "completion": (
        Example(
            "pass",
            "计划数：180个 ÷ 200个 = 90%，报告列示 90%",
            "计划数: 180个 ÷ 200个 = 90%, the report states 90%",
        ),
        Example(
            "fail",
            "计划数：180个 ÷ 200个 = 90%，报告列示 95%，偏高 5 个百分点",
            "计划数: 180个 ÷ 200个 = 90%, the report states 95%, 5 percentage points too high",
        ),
    ),
    "budget-change": (
        Example(
            "pass",
            "年度资金总额：预算调整：200.00万元 + 50.00万元 = 250万元，报告列示 250.00万元",
            "年度资金总额: adjustment: 200.00万元 + 50.00万元 = 250万元, the report states 250.00万元",
        ),
        Example(
            "fail",
            "年度资金总额：预算调整：200.00万元 + 50.00万元 = 250万元，报告列示 270.00万元，多计 20万元",
            "年度资金总额: adjustment: 200.00万元 + 50.00万元 = 250万元, the report states 270.00万元, too much by 20万元",
        ),
    ),
    "reason-missing": (
        Example(
            "pass",
            "评分表：得分 8，得分 9",
            "评分表: score 8, score 9",
        ),
        Example(
            "fail",
            "评分表：群众满意度 1 项扣分，未填偏差原因",
            "评分表: no reason is given for 1 that lost points",
        ),
    ),
    "unit-price": (
        Example(
            "pass",
            "补助资金：4542人 × 1000元/人 = 454.2万元，报告列示 454.2万元",
            "补助资金: 4542人 × 1000元/人 = 454.2万元, the report states 454.2万元",
        ),
        Example(
            "fail",
            "补助资金：4542人 × 1000元/人 = 454.2万元，报告列示 454.3万元，多计 0.1万元",
            "补助资金: 4542人 × 1000元/人 = 454.2万元, the report states 454.3万元, too much by 0.1万元",
        ),
    ),
    "cross-reference": (
        Example(
            "pass",
            "自评总分：93 与 93分 一致",
            "total score: 93 and 93分 agree",
        ),
        Example(
            "fail",
            "自评总分：第 1 页两处分别列示 93 和 98分",
            "total score: 93 and 98分, both on page 1",
        ),
    ),
}
