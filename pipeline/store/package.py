"""`datapackage.json`: the dataset described for other programs, from the same declarations as everything else.

The form is that of Frictionless Data (Data Package, Table Schema), such that `frictionless validate` reads the Parquet files and
finds them valid. It reads them through pandas, where whole numbers with nulls are floats and nested values are arrays of NumPy:
the former are declared as `number` with an `rdfType` that says they are whole, the latter as `any` with their `members`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ziping.pipeline.language import CHINESE, say
from ziping.pipeline.store.durable import telling
from ziping.pipeline.store.folder import Folder
from ziping.pipeline.store.parts import FIRST
from ziping.pipeline.store.publish import names_of
from ziping.schemas.dataset import (
    REVIEWS,
    TABLES,
    Column,
    Kind,
    TableSpec,
)

FILE = "datapackage.json"
_TYPES: Mapping[Kind, str] = {
    Kind.STRING: "string",
    Kind.DECIMAL: "number",
    Kind.INT16: "integer",
    Kind.INT32: "integer",
    Kind.INT64: "integer",
    Kind.FLOAT32: "number",
    Kind.FLOAT64: "number",
    Kind.BOOL: "boolean",
    Kind.DATE: "date",
    Kind.TIMESTAMP: "datetime",
    Kind.STRINGS: "any",
    Kind.MAPPING: "any",
    Kind.STRUCTS: "any",
}
_WHOLE = "http://www.w3.org/2001/XMLSchema#integer"

_ALSO = {"documents": ("path",)}  # the same file may lie in two places: a row for each


def describe(root: Folder | None = None) -> dict[str, Any]:
    """The descriptor of the dataset in that folder; without one, of a dataset whose tables are one file each."""
    return {
        "name": "ziping",
        "title": "绩效自评 / Budget-performance self-evaluations",
        "description": "What published self-evaluation reports state, with its place on the page, and a re-check of every total",
        "resources": [_resource(spec, names_of(root, spec.name) if root else []) for spec in (*TABLES, REVIEWS)],
    }


def write(root: Folder) -> None:
    """Puts the descriptor beside the tables."""
    with telling(root.place):
        content = (json.dumps(describe(root), ensure_ascii=False, indent=2) + "\n").encode("utf-8")
        if _there(root) != content:
            root.write(FILE, content)


def _there(root: Folder) -> bytes:
    try:
        with root.read(FILE) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return b""


def _resource(spec: TableSpec, files: list[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(c) for c in spec.columns]}
    if spec.key is not None:
        schema["primaryKey"] = [spec.key, *_ALSO.get(spec.name, ())]
    if spec.references:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": "" if table == spec.name else table, "fields": [key]}}
            for column, table, key in spec.references
        ]
    return {
        "name": spec.name,
        "title": spec.label_zh,
        "description": spec.description,
        "description_zh": say(spec.description, CHINESE),
        "path": files if len(files) > 1 else f"{spec.name}/{FIRST}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    kind = _TYPES[column.kind]
    field: dict[str, Any] = {
        "name": column.name,
        "type": kind,
        "title": column.label_zh,
        "description": column.description,
        "description_zh": say(column.description, CHINESE),
    }
    if column.required:
        field["constraints"] = {"required": True}
    elif kind == "integer":
        field |= {"type": "number", "rdfType": _WHOLE}
    if kind == "any":
        field["kind"] = str(column.kind)
    if column.fields:
        field["members"] = [_field(member) for member in column.fields]
    return field
