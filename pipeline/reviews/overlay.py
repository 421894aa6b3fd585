"""Corrections laid over the tables: checks see the corrected value, the tables keep what was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa

from ziping.pipeline.present.plain import figure
from ziping.pipeline.reviews.acts import Act
from ziping.pipeline.reviews.typed import Refused, typed
from ziping.schemas.dataset import TABLES
from ziping.schemas.dataset.arrow import to_table

KEYS = {spec.name: spec.key for spec in TABLES}
SPECS = {spec.name: spec for spec in TABLES}
CORRECTED = "（按更正后的数）", " (as corrected)"


def laid_over(tables: Mapping[str, pa.Table], corrections: Sequence[Act]) -> dict[str, pa.Table]:
    """The tables with corrected values, and with what was typed in the place of the print."""
    result = dict(tables)
    for name in {act.table for act in corrections if act.table is not None and act.table in tables}:
        of_table = {(act.row_id, act.column): act for act in corrections if act.table == name}
        key = KEYS[name]
        rows = result[name].to_pylist()
        if not any(row[key] == row_id for row in rows for row_id, _ in of_table):
            continue
        changed = [_corrected(name, row, [a for (i, _), a in of_table.items() if i == row[key]]) for row in rows]
        whole = to_table(SPECS[name], changed)
        result[name] = whole.select(result[name].column_names)
    return result


def _corrected(table: str, row: dict[str, Any], acts: Iterable[Act]) -> dict[str, Any]:
    for act in acts:
        text, column = act.value_text or "", act.column or ""
        try:
            values = typed(table, column, text, row)
        except Refused:
            continue  # it was refused when it was typed; another version may read less
        values = {name: value for name, value in values.items() if name in row}
        prints = {name: _print(value, text) for name, value in values.items()}
        prints |= {column: text, f"{column}_text": text}
        cells = [
            {**cell, "text": prints[cell["column"]], "confidence": None} if cell["column"] in prints else cell
            for cell in row.get("cells") or ()
        ]
        row = {**row, **values, **({"cells": cells} if "cells" in row else {})}
        if f"{column}_text" in row:
            row[f"{column}_text"] = text
    return row


def _print(value: object, text: str) -> str:
    """What stands for a value in what was typed: of ≥95% the figure is 95."""
    return figure(value) if isinstance(value, Decimal) else str(value) if isinstance(value, str) else text


def said(batch: pa.RecordBatch, corrections: Sequence[Act]) -> pa.RecordBatch:
    """Rows of `checks`; those that rest on a corrected value say so."""
    if not corrections:
        return batch  # as in nearly every re-check: the places of all checks need not be looked at
    corrected = {(act.table, act.row_id) for act in corrections}
    rests = [
        any((place["table"], place["row_id"]) in corrected for place in evidence or ())
        for evidence in batch.column("evidence").to_pylist()
    ]
    if not any(rests):
        return batch
    for column, note in zip(("message_zh", "message_en"), CORRECTED, strict=True):
        index = batch.schema.get_field_index(column)
        texts = batch.column(index).to_pylist()
        noted = [f"{text}{note}" if rest and text else text for text, rest in zip(texts, rests, strict=True)]
        batch = batch.set_column(index, batch.schema.field(index), pa.array(noted, pa.string()))
    return batch
