"""How a table of the dataset is declared: once, here, for Arrow, the data package, the workbook and the docs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The type of a column. Money, scores, weights, ratios and quantities are `DECIMAL`, never floats."""

    STRING = "string"
    DECIMAL = "decimal"
    INT16 = "int16"
    INT32 = "int32"
    INT64 = "int64"
    FLOAT32 = "float32"
    FLOAT64 = "float64"
    BOOL = "bool"
    DATE = "date"
    TIMESTAMP = "timestamp"
    STRINGS = "list of strings"
    MAPPING = "map of string to string"
    STRUCTS = "list of structs"


DECIMAL_PRECISION, DECIMAL_SCALE = 24, 6


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its meaning in English, with type and unit, and its heading in Chinese.

    `fields` are the members of a struct column.
    """

    name: str
    kind: Kind
    description: str
    label_zh: str
    fields: tuple[Column, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table of the dataset: one folder of Parquet files.

    Attributes:
        key: The column that names a row; None where rows have no name of their own.
        references: Column → (table, column) it points to.
    """

    name: str
    description: str
    label_zh: str
    columns: tuple[Column, ...]
    key: str | None = None
    references: tuple[tuple[str, str, str], ...] = ()

    def __post_init__(self) -> None:
        names = [c.name for c in self.columns]
        twice = {n for n in names if names.count(n) > 1}
        if twice:
            raise ValueError(f"table {self.name} declares twice: {', '.join(sorted(twice))}")


def string(name: str, description: str, label_zh: str, *, required: bool = False) -> Column:
    """A column of text."""
    return Column(name, Kind.STRING, description, label_zh, required=required)


def decimal(name: str, description: str, label_zh: str) -> Column:
    """A column of exact figures, decimal(24, 6)."""
    return Column(name, Kind.DECIMAL, description, label_zh)


def int32(name: str, description: str, label_zh: str) -> Column:
    """A column of whole numbers."""
    return Column(name, Kind.INT32, description, label_zh)


PAGE = int32("page", "Page it stands on, counting from 1", "页码")
BOX = (
    Column("x0", Kind.FLOAT32, "Left edge of the box, PDF points from the left", "左"),
    Column("top", Kind.FLOAT32, "Upper edge of the box, PDF points from the top", "上"),
    Column("x1", Kind.FLOAT32, "Right edge of the box, PDF points from the left", "右"),
    Column("bottom", Kind.FLOAT32, "Lower edge of the box, PDF points from the top", "下"),
)
CONFIDENCE = Column(
    "confidence",
    Kind.FLOAT32,
    "Lowest confidence of its recognised tokens, 0 to 1; null for born-digital text",
    "置信度",
)
PROVENANCE = (
    PAGE,
    *BOX,
    string("method", "How it was read: text (born digital) or ocr", "读取方式"),
    CONFIDENCE,
)
CELLS = Column(
    "cells",
    Kind.STRUCTS,
    "For every value of the row the printed text and the tight box around it, on the page where it stands",
    "单元格出处",
    fields=(
        string(
            "column", "Column of this table that the text was read for (extra.<heading> for a column in extra)", "列"
        ),
        string("text", "What is printed", "原文"),
        PAGE,
        *BOX,
        CONFIDENCE,
    ),
)
DOC_ID = string("doc_id", "SHA-256 of the file's bytes, hexadecimal", "文件编号", required=True)
EVALUATION_ID = string(
    "evaluation_id", "The evaluation it belongs to; null for what a document tells outside of every one", "评价编号"
)
SEQUENCE = int32("sequence", "Position in reading order, counting from 1", "序号")
EXTRA = Column(
    "extra", Kind.MAPPING, "Heading → cell, of every printed column that has no column of its own here", "其他列"
)
