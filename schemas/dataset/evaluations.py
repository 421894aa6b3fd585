"""Tables of what the reports state: evaluations, indicators, sections, funding, facts."""

from __future__ import annotations

from ziping.schemas.dataset.column import (
    BOX,
    CELLS,
    DOC_ID,
    EVALUATION_ID,
    EXTRA,
    PAGE,
    PROVENANCE,
    SEQUENCE,
    Column,
    Kind,
    TableSpec,
    decimal,
    int32,
    string,
)

_SHEET = string("sheet", "Title of the table it stands in; null in prose", "所在表")
_OF_DOCUMENT = ("doc_id", "documents", "doc_id")
_OF_EVALUATION = ("evaluation_id", "evaluations", "evaluation_id")

EVALUATIONS = TableSpec(
    "evaluations",
    "One row per thing evaluated: a project, or a whole department",
    "评价对象",
    (
        string("evaluation_id", "Name of this row", "评价编号", required=True),
        DOC_ID,
        SEQUENCE,
        string("subject_kind", "project or department", "对象类型"),
        string("subject", "Project (项目名称) or department evaluated", "评价对象"),
        string("agency", "Unit that carries it out or reports (填报单位/实施单位)", "实施单位"),
        string(
            "agency_name", "The agency without code and place before its name, spelled alike in all reports", "单位简称"
        ),
        string("supervising_department", "Supervising department (主管部门)", "主管部门"),
        string("province", "Province of the agency; null where it is not certain", "省"),
        string("city", "City (地级) of the agency; null where it is not certain or above it", "市"),
        string("county", "County of the agency; null where it is not certain or above it", "县"),
        string("region_code", "GB/T 2260 code of the lowest of the three that is certain", "行政区划代码"),
        Column("fiscal_year", Kind.INT16, "Budget year that is evaluated", "预算年度"),
        Column("period_start", Kind.DATE, "First day of the project's period", "开始日期"),
        Column("period_end", Kind.DATE, "Last day of the project's period", "结束日期"),
        decimal("total_score", "Total score stated, points", "总得分"),
        decimal("full_score", "Full score stated, points", "满分"),
        string("grade", "excellent 优, good 良, fair 中 or poor 差", "等级"),
        string("grade_text", "Grade as printed", "等级原文"),
        string("goal_text", "The year's overall goal (预期目标) of a form, as printed", "年度总体目标"),
        string("outcome_text", "What came of it (实际完成情况), as printed", "目标完成情况"),
        int32("first_page", "First page that speaks of it", "首页"),
        int32("last_page", "Last page that speaks of it", "末页"),
        *PROVENANCE,
        CELLS,
    ),
    key="evaluation_id",
    references=(_OF_DOCUMENT,),
)

INDICATORS = TableSpec(
    "indicators",
    "One row per lowest-level indicator",
    "绩效指标",
    (
        string("indicator_id", "Name of this row", "指标编号", required=True),
        EVALUATION_ID,
        DOC_ID,
        SEQUENCE,
        _SHEET,
        string("level1", "First-level indicator (一级指标), points in brackets dropped", "一级指标"),
        string("level2", "Second-level indicator (二级指标)", "二级指标"),
        string("level3", "Third-level indicator (三级指标), its name", "三级指标"),
        decimal("level1_weight", "Weight printed with the first level, points", "一级指标分值"),
        decimal("level2_weight", "Weight printed with the second level, points", "二级指标分值"),
        string(
            "category",
            "decision, process, output, benefit, satisfaction, budget_execution, management or other",
            "指标大类",
        ),
        string(
            "kind",
            "quantity, quality, timeliness, cost, economic, social, ecological, sustainability, satisfaction or other",
            "指标类型",
        ),
        string("target_text", "Target as printed", "指标值原文"),
        string("target_operator", "=, >=, <=, >, < or qualitative", "指标值比较"),
        decimal("target_value", "Target as printed (95 of ≥95%)", "指标值"),
        string("target_unit", "Unit as printed (%, 万人)", "指标值单位"),
        string("actual_text", "Actual as printed", "完成值原文"),
        string("actual_operator", "=, >=, <=, >, < or qualitative", "完成值比较"),
        decimal("actual_value", "Actual as printed", "完成值"),
        string("actual_unit", "Unit as printed", "完成值单位"),
        string(
            "initial_target_text",
            "Initial target as printed, where a form prints both 年初指标值 and 调整指标值; target_* is then the adjusted one",
            "年初指标值原文",
        ),
        decimal("weight", "Full points of the indicator", "分值"),
        decimal("score", "Points given", "得分"),
        decimal("completion_rate", "Completion as stated, ratio", "完成率"),
        decimal("score_coefficient", "Score coefficient (得分系数) as stated, ratio", "得分系数"),
        string("reason", "Reason of a deviation and measures (偏差原因)", "偏差原因"),
        string("basis", "Basis of the score (评分依据)", "评分依据"),
        EXTRA,
        *PROVENANCE,
        CELLS,
    ),
    key="indicator_id",
    references=(_OF_DOCUMENT, _OF_EVALUATION),
)

SECTIONS = TableSpec(
    "sections",
    "One row per stated subtotal of scores or weights",
    "小计",
    (
        string("section_id", "Name of this row", "小计编号", required=True),
        EVALUATION_ID,
        DOC_ID,
        SEQUENCE,
        _SHEET,
        int32("level", "1 or 2", "级别"),
        string("label", "What is summed up, as printed, points in brackets dropped", "名称"),
        decimal("weight", "Full points stated", "分值"),
        decimal("score", "Points stated", "得分"),
        *PROVENANCE,
        CELLS,
    ),
    key="section_id",
    references=(_OF_DOCUMENT, _OF_EVALUATION),
)

FUNDING = TableSpec(
    "funding",
    "One row per funding line",
    "资金",
    (
        string("funding_id", "Name of this row", "资金编号", required=True),
        EVALUATION_ID,
        DOC_ID,
        SEQUENCE,
        string("line_text", "Label of the line as printed", "资金来源原文"),
        string(
            "line",
            "total, current_year, carried_over, central, provincial, local, special_account, own, basic, project or other",
            "资金来源",
        ),
        decimal("initial_budget", "Initial budget (年初预算数), yuan", "年初预算数（元）"),
        decimal("annual_budget", "Adjusted budget of the year (全年预算数), yuan", "全年预算数（元）"),
        decimal("received", "Funds received (到位), yuan", "到位数（元）"),
        decimal("executed", "Funds spent (执行数), yuan", "全年执行数（元）"),
        string("unit_text", "Unit as printed", "金额单位"),
        decimal("execution_rate", "Execution rate as stated, ratio (39.25% is 0.3925)", "执行率"),
        string("execution_rate_text", "Execution rate as printed", "执行率原文"),
        decimal("weight", "Full points of the line", "分值"),
        decimal("score", "Points given", "得分"),
        string("reason", "Reason of a deviation", "偏差原因"),
        EXTRA,
        *PROVENANCE,
        CELLS,
    ),
    key="funding_id",
    references=(_OF_DOCUMENT, _OF_EVALUATION),
)

FACTS = TableSpec(
    "facts",
    "One row per other figure stated in prose",
    "正文数据",
    (
        string("fact_id", "Name of this row", "数据编号", required=True),
        EVALUATION_ID,
        DOC_ID,
        SEQUENCE,
        string("kind", "income, expenditure, amount, count, share, rate, growth, satisfaction, score or grade", "类型"),
        string("label", "What the figure measures, in the report's words", "名称"),
        string("value_text", "Figure as printed, with its unit", "数值原文"),
        decimal("value", "Figure in the base unit: yuan, persons, items, ratio, points", "数值"),
        string("unit", "Base unit: CNY, person, person_time, item, ratio, point, year, …", "单位"),
        string("unit_text", "Unit as printed", "单位原文"),
        decimal("precision", "Value of the last printed digit, in the base unit", "精度"),
        string("parent_id", "The fact that is the total it is stated to be a part of", "总数编号"),
        Column("year", Kind.INT16, "Year of which the figure is told; null where nothing says it", "所属年度"),
        string("state", "planned, adjusted, received or actual; null where nothing says it", "状态"),
        string("clause", "The words it stands in", "所在语句"),
        *PROVENANCE,
        CELLS,
    ),
    key="fact_id",
    references=(_OF_DOCUMENT, _OF_EVALUATION, ("parent_id", "facts", "fact_id")),
)

RELATIONS = TableSpec(
    "relations",
    "One row per tie that the document states between two figures",
    "数据关系",
    (
        string("relation_id", "Name of this row", "关系编号", required=True),
        DOC_ID,
        EVALUATION_ID,
        string(
            "kind",
            "part-of, share-of (to the part that has the share), growth-of and change-of (to the figure that changed), "
            "rate-of (to the numerator), rate-base (of a rate, share or growth to its denominator, whole or base), "
            "adjusts (of an amount added or taken away to the budget it changes), price-of (of a price per unit to the "
            "quantity), restates or coefficient-of",
            "关系",
        ),
        string("from_table", "Table of the figure that is a part, a share, a rate, …", "来源表"),
        string("from_id", "Row of that table", "来源行"),
        string("from_column", "Column of that row", "来源列"),
        string("to_table", "Table of the figure that it is a part, a share, a rate, … of", "对象表"),
        string("to_id", "Row of that table", "对象行"),
        string("to_column", "Column of that row", "对象列"),
        int32("partition", "Parts of one total that are told as one list share a number", "分组"),
        Column(
            "complete",
            Kind.BOOL,
            "Whether the words say that the list is whole; null where nothing says it",
            "是否列全",
        ),
        string("words", "What says it: words, a column, a list", "依据文字"),
        PAGE,
        *BOX,
        string("method", "How it was read: text (born digital) or ocr", "读取方式"),
        Column("confidence", Kind.FLOAT32, "How sure the tie is, 0 to 1", "把握"),
    ),
    key="relation_id",
    references=(_OF_DOCUMENT, _OF_EVALUATION),
)

__all__ = ["EVALUATIONS", "FACTS", "FUNDING", "INDICATORS", "RELATIONS", "SECTIONS"]
