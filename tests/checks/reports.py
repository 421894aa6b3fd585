"""Small reports, written down as they are printed; rows and places as a reader would give them.

report = Report(total_score="93.9")
report.indicator("完成率", weight="10", score="9", target="≥95%", actual="96%")
report.funding("total", annual_budget="8.89", executed="3.49", execution_rate="39.25%")
total = report.fact("amount", "收入", "100万元")
report.fact("amount", "甲", "60万元", parent=total)
checks_of(report, "execution-rate")
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from ziping.pipeline.checks import check
from ziping.schemas.dataset import (
    DOCUMENTS,
    EVALUATIONS,
    FACTS,
    FAILURES,
    FUNDING,
    INDICATORS,
    PAGES,
    RELATIONS,
    SECTIONS,
    WARNINGS,
)
from ziping.schemas.dataset.arrow import to_table

FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
FACTORS = {"万元": 10**4, "亿元": 10**8, "元": 1, "万人": 10**4, "万": 10**4}
BASES = {"元": "CNY", "人次": "person_time", "人": "person", "名": "person", "%": "ratio", "分": "point"}
OPERATORS = {"≥": ">=", "≤": "<=", ">": ">", "<": "<"}
SPECS = {
    s.name: s
    for s in (DOCUMENTS, EVALUATIONS, INDICATORS, SECTIONS, FUNDING, FACTS, RELATIONS, WARNINGS, PAGES, FAILURES)
}


def number(text: str) -> Decimal:
    return Decimal(FIGURE.search(text)[0].replace(",", ""))


def value(text: str) -> tuple[Decimal, str | None, str, Decimal]:
    """(value, base unit, unit as printed, step) of `17.10亿元`, `62.5%`, `8个`."""
    match = FIGURE.search(text)
    unit = text[match.end() :]
    factor = Decimal(FACTORS.get(unit.split("/")[0], 1)) if unit != "%" else Decimal("0.01")
    base = next((b for name, b in BASES.items() if unit.split("/")[0].endswith(name)), "item")
    digits = match[0].replace(",", "").partition(".")[2]
    return number(text) * factor, base, unit, Decimal(1).scaleb(-len(digits)) * factor


class Report:
    """One document with one evaluation, row by row."""

    def __init__(self, **evaluation: Any) -> None:
        self.doc_id = evaluation.pop("doc_id", "a" * 64)
        self.confidence = evaluation.pop("confidence", None)
        self.evaluation_id = self.doc_id[:8] + "-e01"
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in SPECS}
        self.rows["documents"].append({"doc_id": self.doc_id, "path": "report.pdf"})
        self._top = 0.0
        figures = {k: evaluation.pop(k) for k in ("total_score", "full_score") if k in evaluation}
        named = {"subject": "测试项目", "subject_kind": "project", "fiscal_year": 2023, **evaluation}
        printed = {**figures, "grade_text": named.get("grade_text")}
        self._add("evaluations", {**named, **{k: number(v) for k, v in figures.items()}}, printed)

    def _add(self, table: str, columns: dict[str, Any], printed: dict[str, str | None], page: int = 1) -> str:
        self._top += 20
        box = {"page": page, "x0": 50.0, "top": self._top, "x1": 500.0, "bottom": self._top + 15}
        row_id = f"{self.evaluation_id}-{table[:3]}{len(self.rows[table]) + 1:03}"
        row = {"doc_id": self.doc_id, "evaluation_id": self.evaluation_id, "sequence": len(self.rows[table]) + 1}
        row |= {"confidence": self.confidence, **box, **columns}
        if table != "evaluations":
            row[SPECS[table].key] = row_id
        if table == "relations":
            del row["sequence"]
        if table not in ("facts", "relations"):
            edges = [(60.0 + 40 * i, 90.0 + 40 * i) for i in range(len(printed))]
            row["cells"] = [
                {**box, "column": column, "text": text, "x0": a, "x1": b, "confidence": self.confidence}
                for (column, text), (a, b) in zip(printed.items(), edges, strict=True)
                if text is not None
            ]
        self.rows[table].append(row)
        return row_id

    def indicator(self, level3: str, *, sheet: str | None = "评分表", page: int = 1, **columns: Any) -> str:
        printed = {k: v for k, v in columns.items() if k in ("target", "actual", "weight", "score", "completion_rate")}
        printed |= {k: v for k, v in columns.items() if k in ("level1_weight", "level2_weight", "score_coefficient")}
        row = {"level3": level3, "sheet": sheet, **{k: v for k, v in columns.items() if k not in printed}}
        for column, text in printed.items():
            if column in ("target", "actual"):
                row |= self._statement(column, text)
            else:
                row[column] = number(text) / (100 if text.endswith("%") else 1)
        cells = {f"{k}_text" if k in ("target", "actual") else k: v for k, v in printed.items()}
        return self._add("indicators", row, cells, page)

    def _statement(self, side: str, text: str) -> dict[str, Any]:
        match = FIGURE.search(text)
        if match is None:
            return {f"{side}_text": text, f"{side}_operator": "qualitative"}
        operator = OPERATORS.get(text[0], "=")
        unit = text[match.end() :] or None
        return {
            f"{side}_text": text,
            f"{side}_operator": operator,
            f"{side}_value": number(text),
            f"{side}_unit": unit,
        }

    def section(self, label: str, *, level: int = 1, sheet: str | None = "评分表", **points: str) -> str:
        row = {"label": label, "level": level, "sheet": sheet, **{k: number(v) for k, v in points.items()}}
        return self._add("sections", row, dict(points))

    def funding(self, line: str, *, unit: str = "万元", label: str | None = None, **printed: str) -> str:
        factor = FACTORS[unit]
        row: dict[str, Any] = {
            "line": line,
            "line_text": label or line,
            "unit_text": unit,
            "extra": printed.pop("extra", None),
        }
        for column, text in printed.items():
            if column == "execution_rate":
                row |= {column: number(text) / 100, "execution_rate_text": text}
            else:
                row[column] = number(text) * (factor if column not in ("weight", "score") else 1)
        return self._add("funding", row, {k.replace("_rate", "_rate_text"): v for k, v in printed.items()})

    def fact(
        self,
        kind: str,
        label: str,
        text: str,
        *,
        parent: str | None = None,
        clause: str = "",
        page: int = 1,
        state: str | None = None,
    ) -> str:
        figure, base, unit, step = value(text)
        row = {"kind": kind, "label": label, "value_text": text, "value": figure, "unit": base, "unit_text": unit}
        row |= {"precision": step, "parent_id": parent, "clause": clause or f"{label}{text}", "state": state}
        return self._add("facts", row, {}, page)

    def relation(self, kind: str, source: str, target: str, **columns: Any) -> None:
        """A tie between two facts."""
        ends = {"from_table": "facts", "from_id": source, "from_column": "value"}
        ends |= {"to_table": "facts", "to_id": target, "to_column": "value"}
        self._add("relations", {"kind": kind, **ends, **columns}, {})

    def share(self, label: str, text: str, part: str, total: str, *, kind: str = "share", clause: str = "") -> str:
        """A share that the document ties to its part and its total."""
        row_id = self.fact(kind, label, text, parent=total if kind == "share" else None, clause=clause)
        self.relation("share-of" if kind == "share" else "rate-of", row_id, part)
        self.relation("rate-base", row_id, total)
        return row_id

    def warning(self, code: str, text: str, after: str = "", page: int = 1) -> None:
        """What was not understood: below all rows so far, or just below the row `after`."""
        rows = [row for table in self.rows.values() for row in table if after and after in row.values()]
        top = rows[0]["bottom"] + 1 if rows else self._top + 20
        box = {"page": page, "x0": 50.0, "top": top, "x1": 500.0, "bottom": top + 3}
        self.rows["warnings"].append({"doc_id": self.doc_id, "code": code, "message": "", "text": text, **box})

    def unread(self, page: int, error: str = "timeout") -> None:
        """A page that could not be read."""
        self.rows["failures"].append({"path": "a.pdf", "doc_id": self.doc_id, "error": error, "page": page})

    def page(self, text: str, page: int = 1) -> None:
        """What is printed on a page."""
        self.rows["pages"].append({"doc_id": self.doc_id, "page": page, "text": text})

    def tables(self) -> dict[str, Any]:
        return {name: to_table(spec, self.rows[name]) for name, spec in SPECS.items()}


def checks_of(report: Report, rule: str | None = None) -> list[dict[str, Any]]:
    rows = check(report.tables()).to_pylist()
    return [row for row in rows if rule in (None, row["rule"])]


def statuses(report: Report, rule: str) -> list[str]:
    return [row["status"] for row in checks_of(report, rule)]


def only(report: Report, rule: str) -> dict[str, Any]:
    (row,) = checks_of(report, rule)
    return row
