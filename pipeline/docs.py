"""The parts of the documentation that derive from the code: `python -m ziping.pipeline.docs` writes them anew.

A test compares them, so that they cannot rot.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ziping.pipeline.checks import as_chinese_markdown, as_markdown
from ziping.pipeline.language import CHINESE, ENGLISH, say
from ziping.schemas.dataset import PANEL, REVIEWS, TABLES, Column, TableSpec

DICTIONARY, DICTIONARY_ZH = Path("docs/data-dictionary.md"), Path("docs/data-dictionary.zh.md")
RULES, RULES_ZH = Path("docs/rules.md"), Path("docs/rules.zh.md")
_KINDS = {
    ENGLISH: {"decimal": "decimal(24, 6)", "timestamp": "timestamp (UTC)"},
    CHINESE: {
        "string": "文本",
        "decimal": "定点数 decimal(24, 6)",
        "int16": "整数 int16",
        "int32": "整数 int32",
        "int64": "整数 int64",
        "float32": "浮点数 float32",
        "float64": "浮点数 float64",
        "bool": "是否 bool",
        "date": "日期",
        "timestamp": "时间（UTC）",
        "list of strings": "文本列表",
        "map of string to string": "文本到文本的映射",
        "list of structs": "结构列表",
    },
}
_HEADS = {
    ENGLISH: (
        "# Data dictionary",
        "",
        "Written by `python -m ziping.pipeline.docs` from `schemas/dataset`; do not edit. [中文](data-dictionary.zh.md). Money is in",
        "yuan, scores and weights are points, rates and shares are ratios (39.25% is 0.3925). A value that the report does not state is",
        "null.",
    ),
    CHINESE: (
        "# 数据字典",
        "",
        "由 `python -m ziping.pipeline.docs` 从 `schemas/dataset` 写出，不要手改。[English](data-dictionary.md)。金额以元计，得分和分值以分计，",
        "比率和占比是比值（39.25% 为 0.3925）。报告没有列示的值为空（null），不是 0。",
    ),
}
_COLUMNS = {ENGLISH: "| column | type | label | meaning |", CHINESE: "| 列 | 中文名 | 类型 | 含义 |"}


def data_dictionary(lang: str = ENGLISH) -> str:
    """Every table and column of the dataset in Markdown, from their declarations.

    Args:
        lang: en or zh.
    """
    return "\n".join(_dictionary(lang)) + "\n"


def _dictionary(lang: str) -> Iterator[str]:
    yield from _HEADS[lang]
    for table in (*TABLES, REVIEWS, PANEL):
        yield from _table(table, lang)


def _table(table: TableSpec, lang: str) -> Iterator[str]:
    yield ""
    yield f"## {table.name} · {table.label_zh}"
    yield ""
    stop, key = ("。", "主键：`{}`。") if lang == CHINESE else (".", " Key: `{}`.")
    yield say(table.description, lang) + stop + (key.format(table.key) if table.key else "")
    yield ""
    yield _COLUMNS[lang]
    yield "|---|---|---|---|"
    for column in table.columns:
        yield from _column(column, lang)


def _column(column: Column, lang: str, prefix: str = "") -> Iterator[str]:
    kind, name = _KINDS[lang].get(column.kind, column.kind), f"`{prefix}{column.name}`"
    middle = f"{column.label_zh} | {kind}" if lang == CHINESE else f"{kind} | {column.label_zh}"
    yield f"| {name} | {middle} | {say(column.description, lang)} |".replace("<", "&lt;")
    for member in column.fields:
        yield from _column(member, lang, f"{prefix}{column.name}.")


def main() -> None:
    """Writes the derived documents into the checkout one stands in."""
    DICTIONARY.write_text(data_dictionary(), "utf-8")
    DICTIONARY_ZH.write_text(data_dictionary(CHINESE), "utf-8")
    RULES.write_text(as_markdown(), "utf-8")
    RULES_ZH.write_text(as_chinese_markdown(), "utf-8")


if __name__ == "__main__":
    main()
