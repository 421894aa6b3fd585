"""Corrections laid over the tables: checks see the corrected value, the tables keep what was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa

from ziping.parsers.text.numbers import read_quantity
from ziping.pipeline.reviews.acts import Act
from ziping.schemas.dataset import TABLES, Kind
from ziping.schemas.dataset.arrow import to_table

_KEYS = {spec.name: spec.key for spec in TABLES}
_SPECS = {spec.name: spec for spec in TABLES}
_MONEY = {"initial_budget", "annual_budget", "received", "executed"}
_UNIT = re.compile(r"(?:亿|百万|万|千)?元")
CORRECTED = "（按更正后的数）", " (as corrected)"


def value_of(table: str, column: str, text: str, row: Mapping[str, Any]) -> Decimal | int | str:
    """What a typed value means in that column, read by the same readers as the print: 90万元 is 900000 yuan there,
    and so is 90 in a row whose unit is 万元; 39.25% is 0.3925.

    Raises:
        ValueError: when the column takes no such value.
    """
    declared = next((c for c in _SPECS[table].columns if c.name == column), None) if table in _SPECS else None
    if declared is None:
        raise ValueError(f"there is no column {table}.{column}")
    if declared.kind is Kind.STRING:
        return text.strip()
    if declared.kind not in (Kind.DECIMAL, Kind.INT16):
        raise ValueError(f"{table}.{column} cannot be corrected")
    quantity = read_quantity(text)
    if quantity is None and column in _MONEY:
        quantity = read_quantity(text.strip() + "元")
    if quantity is None:
        raise ValueError(f"{text!r} is no figure")
    if column in _MONEY and quantity.unit is None:
        printed = _UNIT.search(row.get("unit_text") or "")
        scaled = read_quantity(f"{quantity.number}{printed[0]}") if printed else None
        quantity = scaled or quantity
    as_printed = column in ("target_value", "actual_value")
    value = quantity.number if as_printed else quantity.value
    return int(value) if declared.kind is Kind.INT16 else Decimal(value)


def laid_over(tables: Mapping[str, pa.Table], corrections: Sequence[Act]) -> dict[str, pa.Table]:
    """The tables with corrected values, and with what was typed in the place of the print."""
    result = dict(tables)
    for name in {act.table for act in corrections if act.table is not None and act.table in tables}:
        of_table = {(act.row_id, act.column): act for act in corrections if act.table == name}
        key = _KEYS[name]
        rows = result[name].to_pylist()
        if not any(row[key] == row_id for row in rows for row_id, _ in of_table):
            continue
        changed = [_corrected(name, row, [a for (i, _), a in of_table.items() if i == row[key]]) for row in rows]
        whole = to_table(_SPECS[name], changed)
        result[name] = whole.select(result[name].column_names)
    return result


def _corrected(table: str, row: dict[str, Any], acts: Iterable[Act]) -> dict[str, Any]:
    for act in acts:
        text, column = act.value_text or "", act.column or ""
        try:
            value = value_of(table, column, text, row)
        except ValueError:
            continue  # it was refused when it was typed; another version may read less
        cells = [
            {**cell, "text": text, "confidence": None} if cell["column"] == column else cell
            for cell in row.get("cells") or ()
        ]
        row = {**row, column: value, **({"cells": cells} if "cells" in row else {})}
        if f"{column}_text" in row:
            row[f"{column}_text"] = text
        if column == "value" and "value_text" in row:
            row["value_text"] = text
    return row


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
