"""The table of checks made."""

from __future__ import annotations

from ziping.schemas.dataset.column import (
    BOX,
    DOC_ID,
    EVALUATION_ID,
    PAGE,
    Column,
    Kind,
    TableSpec,
    decimal,
    string,
)

CHECKS = TableSpec(
    "checks",
    "One row per check made",
    "核对",
    (
        string("check_id", "Stable name of this check, also after re-ingestion", "核对编号", required=True),
        DOC_ID,
        EVALUATION_ID,
        string("rule", "Rule of the catalogue", "规则"),
        string("status", "pass, rounding, fail or unchecked", "结果"),
        string("severity", "error, warning or info", "级别"),
        string("subject", "What is checked", "核对对象"),
        decimal("stated", "Figure stated, in the base unit", "报告数"),
        decimal("computed", "Figure that its parts give, in the base unit", "计算数"),
        decimal("difference", "Stated minus computed", "差额"),
        decimal("lower", "Lowest figure that rounding of the parts allows", "下限"),
        decimal("upper", "Highest figure that rounding of the parts allows", "上限"),
        string("message_zh", "The finding in Chinese: the equation with its figures", "说明（中文）"),
        string("message_en", "The finding in English: the equation with its figures", "说明（英文）"),
        string("verdict", "Of a fail: document, reading or undecided", "判断"),
        Column(
            "explanations",
            Kind.STRINGS,
            "Smallest single slips that would make the identity hold, likeliest first, three at most; never applied",
            "可能的笔误",
        ),
        Column("possible_misread", Kind.BOOL, "Whether a misreading could explain it", "可能误读"),
        Column(
            "evidence",
            Kind.STRUCTS,
            "Where the figures of the equation stand",
            "依据",
            fields=(
                string("table", "Table of the dataset", "表"),
                string("row_id", "Row of that table", "行编号"),
                PAGE,
                *BOX,
            ),
        ),
    ),
    key="check_id",
    references=(("doc_id", "documents", "doc_id"), ("evaluation_id", "evaluations", "evaluation_id")),
)
