"""The view `panel` in SQL, over the tables of the dataset."""

from __future__ import annotations

from collections.abc import Mapping

from ziping.schemas.dataset import PANEL, Kind
from ziping.schemas.dataset.panel import CATEGORIES

_DOUBT_BELOW = 0.9  # confidence of recognition; see docs/confidence.md
_TYPES = {Kind.FLOAT64: "DOUBLE", Kind.INT32: "INTEGER", Kind.BOOL: "BOOLEAN", Kind.STRING: "VARCHAR"}

# Of several lines of money the total stands for the evaluation; a single line stands for itself.
_MONEY_QUERY = """
money AS (
    SELECT evaluation_id, arg_min(f, rank) AS f FROM (
        SELECT evaluation_id,
            struct_pack(initial_budget, annual_budget, executed, execution_rate, confidence) AS f,
            (CASE WHEN line = 'total' THEN 0 ELSE 1 END) * 1000000
            + (CASE WHEN executed IS NULL THEN 1000 ELSE 0 END) + sequence AS rank,
            line = 'total' OR count(*) OVER (PARTITION BY evaluation_id) = 1 AS counts
        FROM {funding} AS lines
    ) WHERE counts GROUP BY evaluation_id
)"""

_MET = """
CASE
    WHEN target_value IS NOT NULL AND actual_value IS NOT NULL AND target_unit IS NOT DISTINCT FROM actual_unit THEN
        CASE target_operator
            WHEN '>=' THEN actual_value >= target_value
            WHEN '<=' THEN actual_value <= target_value
            WHEN '>' THEN actual_value > target_value
            WHEN '<' THEN actual_value < target_value
            ELSE actual_value >= target_value  -- printed without a sign at least is meant
        END
    WHEN weight IS NOT NULL AND score IS NOT NULL THEN score >= weight
END"""


_TOWNSHIP = "(街道办事处|街道|[镇乡]|[镇乡]人民政府)$"
_LEVEL = f"""
CASE
    WHEN province IS NULL THEN NULL
    WHEN regexp_matches(coalesce(agency_name, ''), '{_TOWNSHIP}') THEN 'township'
    WHEN county IS NOT NULL THEN 'county'
    WHEN city IS NOT NULL AND city <> province THEN 'city'
    ELSE 'province'
END"""


def panel_sql(other: Mapping[str, str] | None = None) -> str:
    """The query whose rows are the panel, in the order of its declaration.

    Args:
        other: Table → the name of what is to be looked at in its place: the same with corrections.
    """
    tables = {name: name for name in ("documents", "evaluations", "funding", "indicators", "checks")} | dict(
        other or {}
    )
    points = ",\n".join(
        f"sum({figure}) FILTER (category = '{category}') AS {category}_{figure}"
        for category in CATEGORIES
        for figure in ("score", "weight")
    )
    columns = ",\n    ".join(f"CAST({_value(c.name)} AS {_TYPES[c.kind]}) AS {c.name}" for c in PANEL.columns)
    return f"""
WITH {_MONEY_QUERY.format(**tables)},
points AS (
    SELECT evaluation_id, count(*) AS indicator_count, count(*) FILTER ({_MET}) AS indicators_met,
        min(confidence) AS confidence,
        {points}
    FROM {tables["indicators"]} GROUP BY evaluation_id
),
failed AS (
    SELECT evaluation_id,
        count(*) FILTER (severity = 'error') AS errors,
        count(*) FILTER (severity = 'warning') AS warnings,
        bool_or(possible_misread OR verdict = 'reading') AS doubtful
    FROM {tables["checks"]} WHERE status = 'fail' GROUP BY evaluation_id
),
papers AS (SELECT doc_id, any_value(fiscal_year) AS fiscal_year FROM {tables["documents"]} GROUP BY doc_id),
joined AS (
    SELECT e.*, coalesce(e.fiscal_year, d.fiscal_year) AS year, m.f AS money, p.* EXCLUDE (evaluation_id, confidence),
        c.errors, c.warnings,
        coalesce(c.doubtful, FALSE) OR coalesce(least(e.confidence, p.confidence, m.f.confidence) < {_DOUBT_BELOW}, FALSE)
            AS doubtful
    FROM {tables["evaluations"]} e
    LEFT JOIN papers d USING (doc_id)
    LEFT JOIN money m USING (evaluation_id)
    LEFT JOIN points p USING (evaluation_id)
    LEFT JOIN failed c USING (evaluation_id)
),
marked AS (
    SELECT *, CASE WHEN subject IS NOT NULL THEN first_value(evaluation_id) OVER (
        PARTITION BY subject, agency_name, region_code, year, total_score, money.annual_budget, money.executed
        ORDER BY evaluation_id
    ) END AS first_one
    FROM joined
)
SELECT
    {columns}
FROM marked ORDER BY evaluation_id
"""


def _value(column: str) -> str:
    """How a column is computed, where it isn't simply there."""
    budget = "coalesce(money.annual_budget, money.initial_budget)"
    return {
        "agency": "coalesce(agency_name, agency)",
        "government_level": _LEVEL,
        "fiscal_year": "year",
        "initial_budget": "money.initial_budget",
        "annual_budget": "money.annual_budget",
        "executed": "money.executed",
        "execution_rate": f"CAST(money.executed AS DOUBLE) / nullif(CAST({budget} AS DOUBLE), 0)",
        "execution_rate_stated": "money.execution_rate",
        "score_ratio": "CAST(total_score AS DOUBLE) / nullif(CAST(coalesce(full_score, 100) AS DOUBLE), 0)",
        "indicator_count": "coalesce(indicator_count, 0)",
        "indicators_met": "coalesce(indicators_met, 0)",
        "errors": "coalesce(errors, 0)",
        "warnings": "coalesce(warnings, 0)",
        "duplicate_of": "nullif(first_one, evaluation_id)",
    }.get(column, column)
