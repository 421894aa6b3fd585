"""`panel`: one row per evaluation, made for statistics. A view over the tables, never stored."""

from __future__ import annotations

from ziping.schemas.dataset.column import Column, Kind, TableSpec, string

# Category of an indicator → its name in Chinese; each gives a column of points and one of full points.
CATEGORIES = {
    "decision": "决策",
    "process": "过程",
    "output": "产出",
    "benefit": "效益",
    "satisfaction": "满意度",
    "budget_execution": "预算执行",
    "management": "管理",
    "other": "其他",
}


def _number(name: str, description: str, label_zh: str) -> Column:
    return Column(name, Kind.FLOAT64, description, label_zh)


PANEL = TableSpec(
    "panel",
    "One row per evaluation, for statistics: figures as floats, no nested columns",
    "面板数据",
    (
        string("evaluation_id", "The evaluation", "评价编号", required=True),
        string("doc_id", "SHA-256 of the file's bytes, hexadecimal", "文件编号", required=True),
        string("subject", "Project or department evaluated", "评价对象"),
        string("subject_kind", "project or department", "对象类型"),
        string("agency", "The agency without code and place before its name", "单位"),
        string("province", "Province of the agency", "省"),
        string("city", "City (地级) of the agency", "市"),
        string("county", "County of the agency", "县"),
        string("region_code", "GB/T 2260 code of the lowest of the three that is certain", "行政区划代码"),
        string(
            "government_level",
            "province, city, county or township: of the body, by its place and name; null where its place is not certain",
            "政府层级",
        ),
        Column(
            "fiscal_year", Kind.INT32, "Budget year that is evaluated; of the report where it states none", "预算年度"
        ),
        _number("initial_budget", "Initial budget of the total line, yuan", "年初预算数"),
        _number("annual_budget", "Annual (adjusted) budget of the total line, yuan", "全年预算数"),
        _number("executed", "Executed amount of the total line, yuan", "全年执行数"),
        _number(
            "execution_rate", "Executed ÷ annual budget (else initial budget), recomputed, ratio", "执行率（复算）"
        ),
        _number("execution_rate_stated", "Execution rate as the report states it, ratio", "执行率（列示）"),
        _number("total_score", "Total score stated, points", "总得分"),
        _number("full_score", "Full score stated, points", "满分"),
        _number("score_ratio", "Total score ÷ full score (100 where none is stated), ratio", "得分率"),
        string("grade", "excellent 优, good 良, fair 中 or poor 差", "等级"),
        *(
            column
            for category, label in CATEGORIES.items()
            for column in (
                _number(f"{category}_score", f"Sum of the scores of its {category} indicators, points", f"{label}得分"),
                _number(
                    f"{category}_weight", f"Sum of the weights of its {category} indicators, points", f"{label}分值"
                ),
            )
        ),
        Column("indicator_count", Kind.INT32, "Number of its indicators", "指标数"),
        Column(
            "indicators_met",
            Kind.INT32,
            "Number of its indicators whose actual figure reaches the target, or that got full points where no figures tell",
            "完成指标数",
        ),
        Column("errors", Kind.INT32, "Failed checks of severity error", "差错数"),
        Column("warnings", Kind.INT32, "Failed checks of severity warning", "提示数"),
        Column("doubtful", Kind.BOOL, "Whether any of its figures was read with doubt", "读数存疑"),
        string(
            "duplicate_of",
            "The first evaluation with the same subject, agency, year, score and money; null for it",
            "重复于",
        ),
    ),
    key="evaluation_id",
    references=(("doc_id", "documents", "doc_id"),),
)
