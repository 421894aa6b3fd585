"""The parts of the documentation that derive from the code: `python -m ziping.pipeline.docs` writes them anew.

A test compares them, so that they cannot rot.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ziping.pipeline.checks import as_chinese_markdown, as_markdown
from ziping.schemas.dataset import TABLES, Column, TableSpec

DICTIONARY = Path("docs/data-dictionary.md")
RULES, RULES_ZH = Path("docs/rules.md"), Path("docs/rules.zh.md")
_KINDS = {"decimal": "decimal(24, 6)", "timestamp": "timestamp (UTC)"}


def data_dictionary() -> str:
    """Every table and column of the dataset in Markdown, from their declarations."""
    return "\n".join(_dictionary()) + "\n"


def _dictionary() -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield "Written by `python -m ziping.pipeline.docs` from `schemas/dataset`; do not edit. Money is in yuan, scores and weights"
    yield "are points, rates and shares are ratios (39.25% is 0.3925). A value that the report does not state is null."
    for table in TABLES:
        yield from _table(table)


def _table(table: TableSpec) -> Iterator[str]:
    yield ""
    yield f"## {table.name} · {table.label_zh}"
    yield ""
    yield f"{table.description}." + (f" Key: `{table.key}`." if table.key else "")
    yield ""
    yield "| column | type | label | meaning |"
    yield "|---|---|---|---|"
    for column in table.columns:
        yield from _column(column)


def _column(column: Column, prefix: str = "") -> Iterator[str]:
    kind = _KINDS.get(column.kind, column.kind)
    yield f"| `{prefix}{column.name}` | {kind} | {column.label_zh} | {column.description} |".replace("<", "&lt;")
    for member in column.fields:
        yield from _column(member, f"{prefix}{column.name}.")


def main() -> None:
    """Writes the derived documents into the checkout one stands in."""
    DICTIONARY.write_text(data_dictionary(), "utf-8")
    RULES.write_text(as_markdown(), "utf-8")
    RULES_ZH.write_text(as_chinese_markdown(), "utf-8")


if __name__ == "__main__":
    main()
