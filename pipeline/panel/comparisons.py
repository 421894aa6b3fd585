"""What the corpus shows as a whole: distributions, repetitions and coincidences, told by the view `panel`.

All of it describes and none of it accuses: same words, full marks and figures that are always rounded upward have innocent
reasons, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_SAME_FROM = 5  # indicators: fewer scores in the same order are no coincidence
_TEXT_FROM = 40  # characters: shorter sentences are everybody's
_ROUNDED_FROM = 3  # figures: fewer in one direction are chance
_FULL, _UNSPENT = 0.98, 0.8
_BANDS = (
    "CASE WHEN {0} < 0.6 THEN '1: <60%' WHEN {0} < 0.8 THEN '2: 60-80%' WHEN {0} < 0.9 THEN '3: 80-90%' "
    "WHEN {0} < 0.95 THEN '4: 90-95%' WHEN {0} < 1 THEN '5: 95-100%' WHEN {0} = 1 THEN '6: 100%' ELSE '7: >100%' END"
)
_ONCE = "(FROM panel WHERE duplicate_of IS NULL) p"  # what was published twice counts once
_MIDDLE = """count(*) AS evaluations,
    quantile_cont(execution_rate, 0.25) AS rate_lower, median(execution_rate) AS rate_median,
    quantile_cont(execution_rate, 0.75) AS rate_upper,
    quantile_cont(score_ratio, 0.25) AS score_lower, median(score_ratio) AS score_median,
    quantile_cont(score_ratio, 0.75) AS score_upper,
    count(*) FILTER (errors > 0) AS with_errors"""
_PLACE = "concat(p.province, CASE WHEN p.city <> p.province THEN p.city END, p.county)"  # bodies of two places are named alike
_WHO = (
    f"string_agg(DISTINCT concat({_PLACE}, coalesce(p.agency, '?'), ' ', coalesce(p.fiscal_year::VARCHAR, '?')), '; ')"
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Attributes:
    name: What it is asked for by.
    title: What it shows, in English.
    sql: Its rows, over the views of the dataset.
    """

    name: str
    title: str
    sql: str


COMPARISONS = (
    Comparison(
        "regions",
        "Rates and scores by province",
        f"SELECT province, {_MIDDLE} FROM {_ONCE} GROUP BY ALL ORDER BY evaluations DESC, province",
    ),
    Comparison(
        "years",
        "Rates and scores by year",
        f"SELECT fiscal_year, {_MIDDLE} FROM {_ONCE} GROUP BY ALL ORDER BY fiscal_year",
    ),
    Comparison(
        "categories",
        "Where points are lost",
        f"""SELECT i.category, count(DISTINCT i.evaluation_id) AS evaluations, sum(i.weight)::DOUBLE AS weight,
    sum(i.score)::DOUBLE AS score, sum(i.score)::DOUBLE / sum(i.weight)::DOUBLE AS ratio
FROM indicators i JOIN {_ONCE} USING (evaluation_id) WHERE i.weight > 0 AND i.score IS NOT NULL
GROUP BY i.category ORDER BY ratio, i.category""",
    ),
    Comparison(
        "bands",
        "How rates and scores are distributed",
        "SELECT band, sum(rates)::INTEGER AS rates, sum(scores)::INTEGER AS scores FROM ("
        f"SELECT {_BANDS.format('execution_rate')} AS band, 1 AS rates, 0 AS scores FROM panel "
        "WHERE execution_rate IS NOT NULL AND duplicate_of IS NULL UNION ALL "
        f"SELECT {_BANDS.format('score_ratio')} AS band, 0 AS rates, 1 AS scores FROM panel "
        "WHERE score_ratio IS NOT NULL AND duplicate_of IS NULL) GROUP BY band ORDER BY band",
    ),
    Comparison(
        "unspent",
        "Full marks with unspent money",
        "SELECT province, agency, subject, fiscal_year, annual_budget, executed, execution_rate, score_ratio "
        f"FROM {_ONCE} WHERE score_ratio >= {_FULL} AND execution_rate < {_UNSPENT} ORDER BY execution_rate, evaluation_id",
    ),
    Comparison(
        "same-scores",
        "The same scores, indicator by indicator",
        f"""WITH lists AS (
    SELECT evaluation_id, string_agg(score::DOUBLE::VARCHAR, ' ' ORDER BY sequence) AS scores,
        string_agg(weight::DOUBLE::VARCHAR, ' ' ORDER BY sequence) AS weights,
        count(*) AS indicators, count(*) FILTER (score < weight) AS missed
    FROM indicators WHERE score IS NOT NULL AND weight IS NOT NULL GROUP BY evaluation_id
)
SELECT scores AS list, indicators, count(*) AS evaluations, {_WHO} AS bodies FROM lists JOIN {_ONCE} USING (evaluation_id)
WHERE indicators >= {_SAME_FROM} AND missed > 0 GROUP BY scores, weights, indicators HAVING count(*) > 1
ORDER BY evaluations DESC, indicators DESC, list""",
    ),
    Comparison(
        "same-text",
        "The same words of what was achieved",
        f"""WITH texts AS (
    SELECT evaluation_id, regexp_replace(outcome_text, '\\s', '', 'g') AS text FROM evaluations WHERE outcome_text IS NOT NULL
)
SELECT text[:60] AS beginning, count(*) AS evaluations, count(DISTINCT p.fiscal_year) AS years,
    count(DISTINCT concat(p.region_code, p.agency)) AS agencies, {_WHO} AS bodies
FROM texts JOIN {_ONCE} USING (evaluation_id) WHERE length(text) >= {_TEXT_FROM} GROUP BY text HAVING count(*) > 1
ORDER BY evaluations DESC, beginning""",
    ),
    Comparison(
        "rounding",
        "Which way bodies round",
        f"""SELECT {_PLACE} AS place, p.agency, count(*) AS rounded, count(*) FILTER (c.stated > c.computed) AS upward,
    count(*) FILTER (c.stated > c.computed) / count(*) AS share
FROM checks c JOIN {_ONCE} USING (evaluation_id)
WHERE c.status = 'rounding' AND c.stated <> c.computed AND p.agency IS NOT NULL
GROUP BY ALL HAVING count(*) >= {_ROUNDED_FROM} ORDER BY share DESC, rounded DESC, place, p.agency""",
    ),
    Comparison(
        "bodies",
        "One body over the years",
        f"""SELECT {_PLACE} AS place, p.agency, p.fiscal_year, count(*) AS evaluations, sum(p.annual_budget) AS annual_budget,
    sum(p.executed) AS executed, median(p.execution_rate) AS rate_median, median(p.score_ratio) AS score_median
FROM {_ONCE} SEMI JOIN (
    SELECT agency, region_code FROM panel WHERE agency IS NOT NULL GROUP BY ALL HAVING count(DISTINCT fiscal_year) > 1
) AS several ON p.agency = several.agency AND p.region_code IS NOT DISTINCT FROM several.region_code
GROUP BY ALL ORDER BY place, p.agency, p.fiscal_year""",
    ),
)

# Column of these queries → what people call it.
HEADINGS: Mapping[str, str] = {
    "province": "province",
    "place": "place of the body",
    "list": "scores in order",
    "fiscal_year": "fiscal year",
    "category": "category",
    "agency": "agency",
    "subject": "subject",
    "annual_budget": "annual budget",
    "executed": "executed",
    "execution_rate": "execution rate",
    "score_ratio": "score ratio",
    "evaluations": "number of evaluations",
    "rate_lower": "rate, lower quarter",
    "rate_median": "rate, median",
    "rate_upper": "rate, upper quarter",
    "score_lower": "score, lower quarter",
    "score_median": "score, median",
    "score_upper": "score, upper quarter",
    "with_errors": "with errors",
    "weight": "full points",
    "score": "points given",
    "ratio": "score ratio",
    "band": "from - to",
    "rates": "execution rates",
    "scores": "scores",
    "indicators": "number of indicators",
    "bodies": "body and year",
    "beginning": "the words begin",
    "years": "number of years",
    "agencies": "number of bodies",
    "rounded": "rounded figures",
    "upward": "rounded upward",
    "share": "share of them",
}
RATIOS = frozenset(
    {"execution_rate", "score_ratio", "ratio", "share"} | {n for n in HEADINGS if n.startswith(("rate_", "score_"))}
)
MONEY = frozenset({"annual_budget", "executed"})
