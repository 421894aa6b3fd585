"""Tables about the files themselves: documents, pages, warnings, failures."""

from __future__ import annotations

from ziping.schemas.dataset.column import (
    BOX,
    CONFIDENCE,
    DOC_ID,
    PAGE,
    PROVENANCE,
    Column,
    Kind,
    TableSpec,
    int32,
    string,
)

DOCUMENTS = TableSpec(
    "documents",
    "One row per input file",
    "文件",
    (
        DOC_ID,
        string("path", "Path relative to the ingest root, /-separated", "路径", required=True),
        Column("file_size", Kind.INT64, "Size in bytes", "文件大小（字节）"),
        string("media_type", "Media type of the file", "文件类型"),
        int32("page_count", "Number of pages", "页数"),
        string("text_source", "Where its text comes from: text, ocr or mixed", "文字来源"),
        string("title", "Title as printed", "标题"),
        string("document_number", "Official document number (文号) as printed", "文号"),
        string("agency", "The unit that reports", "填报单位"),
        Column("fiscal_year", Kind.INT16, "Budget year that is evaluated", "预算年度"),
        Column("report_date", Kind.DATE, "Date of the report", "报告日期"),
        string(
            "kind",
            "self-evaluation, evaluation, targets, monitoring, accounts, budget or other",
            "文件类别",
        ),
        int32("figures", "Number of figures printed in the parts that were read", "数字个数"),
        int32("figures_unread", "Those of them that went nowhere: warnings name each", "未读数字个数"),
        string("status", "ok (everything printed is accounted for), partial or failed", "状态"),
        int32("warning_count", "Number of its rows in warnings", "警告数"),
        string("parser_version", "Version of ziping that read it", "解析器版本"),
        string("ocr_model", "Recognition model used; null where nothing was recognised", "识别模型"),
        Column("ingested_at", Kind.TIMESTAMP, "When it was read, UTC", "读取时间"),
        Column("seconds", Kind.FLOAT64, "How long reading took, seconds", "用时（秒）"),
    ),
    key="doc_id",
)

PAGES = TableSpec(
    "pages",
    "One row per page",
    "页面",
    (
        DOC_ID,
        PAGE,
        Column("width", Kind.FLOAT32, "Width in PDF points, as the page is shown", "宽"),
        Column("height", Kind.FLOAT32, "Height in PDF points, as the page is shown", "高"),
        string("text_source", "Where its text comes from: text or ocr", "文字来源"),
        int32("rotation", "Degrees clockwise by which the content was turned upright", "旋转角度"),
        Column("skew", Kind.FLOAT32, "Degrees by which the picture was straightened", "倾斜角度"),
        string("text", "All text of the page, line by line", "文字"),
        CONFIDENCE,
    ),
    references=(("doc_id", "documents", "doc_id"),),
)

WARNINGS = TableSpec(
    "warnings",
    "One row per part that was seen and not understood",
    "警告",
    (
        DOC_ID,
        string(
            "code",
            "Stable code: unread-table, unread-figure, unread-cell, unknown-unit, unreadable-cell, open-list, "
            "rate-without-base, money-without-role, score-without-role, target-without-role, unread-level, unread-grade, "
            "unread-name, unread-date, two-readings, …",
            "代码",
        ),
        string("message", "What was not understood, and what follows", "说明"),
        string("text", "What is printed there", "原文"),
        *PROVENANCE,
    ),
    references=(("doc_id", "documents", "doc_id"),),
)

FAILURES = TableSpec(
    "failures",
    "One row per input that could not be read, or only in part",
    "失败",
    (
        string("path", "Path relative to the ingest root, /-separated", "路径", required=True),
        string("doc_id", "SHA-256 of the file's bytes, hexadecimal; null where it could not be read", "文件编号"),
        string("stage", "Where it failed: input, read, ocr, layout, parse, tabulate or worker", "阶段"),
        string(
            "error", "Stable code: not-a-pdf, encrypted, corrupt, empty, too-large, timeout, crashed, …", "错误代码"
        ),
        string("message", "What is wrong and what to do about it", "说明"),
        PAGE,
    ),
)

__all__ = ["BOX", "DOCUMENTS", "FAILURES", "PAGES", "WARNINGS"]
