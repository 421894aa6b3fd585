"""The dataset at rest: every table and column of it, declared once."""

from ziping.schemas.dataset.checks import CHECKS
from ziping.schemas.dataset.column import (
    DECIMAL_PRECISION,
    DECIMAL_SCALE,
    Column,
    Kind,
    TableSpec,
)
from ziping.schemas.dataset.evaluations import (
    EVALUATIONS,
    FACTS,
    FUNDING,
    INDICATORS,
    RELATIONS,
    SECTIONS,
)
from ziping.schemas.dataset.inputs import (
    DOCUMENTS,
    FAILURES,
    PAGES,
    WARNINGS,
)
from ziping.schemas.dataset.panel import PANEL
from ziping.schemas.dataset.reviews import REVIEWS

TABLES = (DOCUMENTS, PAGES, EVALUATIONS, INDICATORS, SECTIONS, FUNDING, FACTS, RELATIONS, CHECKS, WARNINGS, FAILURES)

__all__ = [
    "CHECKS",
    "DECIMAL_PRECISION",
    "DECIMAL_SCALE",
    "DOCUMENTS",
    "EVALUATIONS",
    "FACTS",
    "FAILURES",
    "FUNDING",
    "INDICATORS",
    "PAGES",
    "PANEL",
    "RELATIONS",
    "REVIEWS",
    "SECTIONS",
    "TABLES",
    "WARNINGS",
    "Column",
    "Kind",
    "TableSpec",
]
