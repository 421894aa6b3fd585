"""Declared tables as Arrow: schemas with their metadata, rows to columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from typing import Any

import pyarrow as pa

from ziping.schemas.dataset import (
    DECIMAL_PRECISION,
    DECIMAL_SCALE,
    Column,
    Kind,
    TableSpec,
)

_SIMPLE: Mapping[Kind, pa.DataType] = {
    Kind.STRING: pa.string(),
    Kind.DECIMAL: pa.decimal128(DECIMAL_PRECISION, DECIMAL_SCALE),
    Kind.INT16: pa.int16(),
    Kind.INT32: pa.int32(),
    Kind.INT64: pa.int64(),
    Kind.FLOAT32: pa.float32(),
    Kind.FLOAT64: pa.float64(),
    Kind.BOOL: pa.bool_(),
    Kind.DATE: pa.date32(),
    Kind.TIMESTAMP: pa.timestamp("us", tz="UTC"),
    Kind.STRINGS: pa.list_(pa.string()),
    Kind.MAPPING: pa.map_(pa.string(), pa.string()),
}
STEP = Decimal(1).scaleb(-DECIMAL_SCALE)
LIMIT = Decimal(10) ** (DECIMAL_PRECISION - DECIMAL_SCALE)
_INTEGERS: Mapping[Kind, int] = {Kind.INT16: 2**15, Kind.INT32: 2**31, Kind.INT64: 2**63}


def field_of(column: Column) -> pa.Field:
    """The Arrow field of a declared column; `description` and `label_zh` are its metadata."""
    if column.kind is Kind.STRUCTS:
        type_ = pa.list_(pa.struct([field_of(f) for f in column.fields]))
    else:
        type_ = _SIMPLE[column.kind]
    metadata = {"description": column.description, "label_zh": column.label_zh}
    return pa.field(column.name, type_, nullable=not column.required, metadata=metadata)


@cache
def schema_of(spec: TableSpec) -> pa.Schema:
    """The Arrow schema of a declared table."""
    metadata = {"table": spec.name, "description": spec.description, "label_zh": spec.label_zh}
    return pa.schema([field_of(c) for c in spec.columns], metadata=metadata)


def to_table(spec: TableSpec, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows → table. A column that a row leaves out is null.

    Values that the declared type cannot hold become null (figures beyond 18 digits before the point)
    or are rounded (beyond 6 after it); their print remains in the row's `cells`.

    Raises:
        KeyError: when a row has a column that the table does not.
    """
    known = {c.name for c in spec.columns}
    for row in rows:
        if not row.keys() <= known:
            raise KeyError(f"table {spec.name} has no column {', '.join(sorted(row.keys() - known))}")
    schema = schema_of(spec)
    arrays = [_array(c, schema.field(c.name).type, [row.get(c.name) for row in rows]) for c in spec.columns]
    return pa.Table.from_arrays(arrays, schema=schema)


def _array(column: Column, type_: pa.DataType, values: Sequence[Any]) -> pa.Array:
    match column.kind:
        case Kind.DECIMAL:
            return pa.array([fitted(v) for v in values], type_)
        case Kind.INT16 | Kind.INT32 | Kind.INT64:
            limit = _INTEGERS[column.kind]
            return pa.array([v if v is not None and -limit <= v < limit else None for v in values], type_)
        case Kind.STRING:
            return _strings(values, type_)
        case Kind.STRUCTS:
            return _structs(column, type_, values)
        case Kind.MAPPING:
            return pa.array([None if v is None else [(_clean(k), _clean(w)) for k, w in v] for v in values], type_)
        case _:
            return pa.array(values, type_)


def fitted(value: Decimal | None) -> Decimal | None:
    """The value as `decimal128(24, 6)` can hold it; None where it cannot."""
    if value is None or not value.is_finite() or abs(value) >= LIMIT:
        return None
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -DECIMAL_SCALE:
        return value.quantize(STEP, ROUND_HALF_EVEN)
    return value


def _strings(values: Sequence[Any], type_: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, type_)
    except UnicodeEncodeError:
        return pa.array([None if v is None else _clean(v) for v in values], type_)


def _clean(value: str) -> str:
    """Half a surrogate pair, as broken fonts produce, is no text and cannot be stored."""
    return value.encode("utf-8", "replace").decode("utf-8")


def _structs(column: Column, type_: pa.DataType, values: Sequence[Sequence[Mapping[str, Any]] | None]) -> pa.Array:
    """Lists of structs, column by column: several times quicker than leaving the nesting to Arrow."""
    items = [item for value in values for item in value or ()]
    members = [
        _array(member, type_.value_type.field(i).type, [item.get(member.name) for item in items])
        for i, member in enumerate(column.fields)
    ]
    struct = pa.StructArray.from_arrays(members, fields=list(type_.value_type))
    offsets, end = [], 0
    for value in values:
        offsets.append(None if value is None else end)
        end += len(value or ())
    return pa.ListArray.from_arrays(pa.array([*offsets, end], pa.int32()), struct, type=type_)
