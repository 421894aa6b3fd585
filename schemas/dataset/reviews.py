"""The table of what people did with findings and readings."""

from __future__ import annotations

from ziping.schemas.dataset.column import BOX, DOC_ID, PAGE, Column, Kind, TableSpec, string

REVIEWS = TableSpec(
    "reviews",
    "One row per act of a person: a finding judged, a reading corrected",
    "复核",
    (
        string("review_id", "Name of this act", "复核编号", required=True),
        DOC_ID,
        string("check_id", "The finding that is judged; null for a correction", "核对编号"),
        string("table", "Of a correction: the table", "表"),
        string("row_id", "Of a correction: the row", "行编号"),
        string("column", "Of a correction: the column", "列"),
        string(
            "act", "accept 属实, reject 不成立, later 待核实, or correct 更正; null where only a remark is made", "处理"
        ),
        string(
            "value_text", "Of a correction: the value with its unit, as typed; empty takes the value back", "更正值"
        ),
        string("remark", "What the reviewer says of it", "备注"),
        string("reviewer", "Who", "复核人"),
        Column("at", Kind.TIMESTAMP, "When, UTC", "时间"),
        PAGE,
        *BOX,
    ),
    key="review_id",
    references=(("doc_id", "documents", "doc_id"),),
)
