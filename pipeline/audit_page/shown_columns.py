"""Which columns of the dataset the document view shows."""

from __future__ import annotations

from ziping.schemas.dataset import (
    EVALUATIONS,
    FACTS,
    FUNDING,
    INDICATORS,
    SECTIONS,
    Column,
    TableSpec,
)
from ziping.schemas.dataset.column import CELLS, EXTRA, PROVENANCE

SHOWN = (EVALUATIONS, FUNDING, SECTIONS, INDICATORS, FACTS)  # in the order of the document view


# Names for programs, and what the neighbour column says as it is printed.
_INTERNAL = frozenset(
    {
        *(c.name for c in PROVENANCE),
        CELLS.name,
        EXTRA.name,
        "doc_id",
        "evaluation_id",
        "indicator_id",
        "section_id",
        "funding_id",
        "fact_id",
        "parent_id",
        "sequence",
        "target_operator",
        "target_value",
        "target_unit",
        "actual_operator",
        "actual_value",
        "actual_unit",
        "execution_rate_text",
        "precision",
        "first_page",
        "last_page",
    }
)

_DERIVED = {INDICATORS.name: {"category", "kind"}}  # what the levels say in their own words


def shown_columns(spec: TableSpec) -> tuple[Column, ...]:
    """The columns that the document view can show."""
    hidden = _INTERNAL | _DERIVED.get(spec.name, set())
    return tuple(c for c in spec.columns if c.name not in hidden)
