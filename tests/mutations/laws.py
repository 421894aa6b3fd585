"""The identities of a form, told once more from the contract alone: which rules does a row of figures break?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

Row = Mapping[str, Any]
Figure = tuple[str, int, str]  # table, row, column
COLUMNS = ("initial_budget", "annual_budget", "received", "executed")
OTHERS = ("initial_budget", "received")
HUNDRED = Decimal(100)
FAR_ABOVE = Decimal("1.2")
LEAST_IN_WORDS = Decimal("0.8")  # 定性指标: 达成年度指标 100%—80%（含）


@dataclass(frozen=True)
class Law:
    """An identity: its rule, its figures, and whether figures satisfy it."""

    rule: str
    figures: tuple[Figure, ...]
    holds: Callable[[Mapping[Figure, Any]], bool]
    loose: bool = False  # may fail or not: the contract leaves it open
    open_when: Callable[[Mapping[Figure, Any]], bool] | None = None  # figures with which that is so


Tables = Mapping[str, list[Row]]


def values(tables: Tables) -> dict[Figure, Any]:
    """Every value of the dataset by table, row and column, with the step that it is printed to."""
    found: dict[Figure, Any] = {}
    for table in ("evaluations", "indicators", "sections", "funding", "facts"):
        for number, row in enumerate(tables[table]):
            for column, value in row.items():
                found[table, number, column] = value
            for cell in row.get("cells") or ():
                found[table, number, f"print of {cell['column']}"] = cell["text"]
    return found


def half(v: Mapping[Figure, Any], figure: Figure) -> Decimal:
    """Half the value of the last printed digit."""
    table, number, column = figure
    shown = {"execution_rate": "execution_rate_text"}.get(column, column)
    text = v.get((table, number, f"print of {shown}")) or v.get((table, number, f"print of {column}")) or ""
    digits = "".join(c for c in text if c.isdigit() or c == ".")
    value = v[figure]
    if not digits or not value or not Decimal(digits):
        return Decimal(0)
    scale = abs(value) / Decimal(digits)
    return scale * Decimal(1).scaleb(-len(digits.partition(".")[2])) / 2


def broken(laws: Iterable[Law], before: Mapping[Figure, Any], after: Mapping[Figure, Any]) -> tuple[Counter, Counter]:
    """Rules that hold before and not after, once for each identity: those that must fail, and that may."""
    must: Counter[str] = Counter()
    may: Counter[str] = Counter()
    for law in laws:
        changed = any(before[f] != after.get(f) for f in law.figures)
        if any(after.get(f) is None for f in law.figures):
            if changed:
                may[law.rule] += 1
            continue
        if not changed:
            continue
        if law.loose or (law.open_when is not None and law.open_when(after)):
            may[law.rule] += 1
        elif law.holds(before) and not law.holds(after):
            must[law.rule] += 1
    may["reason-missing"] += 1  # points that are lost by a slip have no reason beside them
    return must, may


def laws_of(tables: Tables) -> Iterator[Law]:
    """Every identity of a file with one form."""
    rows = [("indicators", n, r) for n, r in enumerate(tables["indicators"])]
    yield from _scores(tables, rows)
    yield from _sections(tables, rows)
    yield from _single(rows)
    yield from _funding(tables)


def _sum(rule: str, stated: Figure | Decimal, parts: list[Figure], *, hidden: bool = False, **more: Any) -> Law:
    """`hidden`: a form that keeps points to itself may miss 10 or 20 of the total, and whether it does is open."""
    own = () if isinstance(stated, Decimal) else (stated,)

    def gap(v: Mapping[Figure, Any]) -> Decimal:
        whole = stated if isinstance(stated, Decimal) else v[stated]
        return whole - sum((v[p] for p in parts), Decimal(0))

    def holds(v: Mapping[Figure, Any]) -> bool:
        money = bool(parts) and parts[0][2] in COLUMNS
        slack = sum((half(v, p) for p in (*own, *parts)), Decimal(0)) if money else Decimal(0)
        return abs(gap(v)) <= slack or (hidden and gap(v) in (10, 20))

    unsure = {"open_when": lambda v: gap(v) in (10, 20)} if hidden else {}
    return Law(rule, (*own, *parts), holds, **unsure, **more)


def _one_holds(laws: tuple[Law, ...], v: Mapping[Figure, Any]) -> bool:
    return any(law.holds(v) for law in laws)


def _is_rate(row: Row) -> bool:
    return row.get("category") == "budget_execution"


def _scores(tables: Tables, rows: list[tuple[str, int, Row]]) -> Iterator[Law]:
    total = tables["evaluations"][0]
    block = [
        ("funding", n) for n, r in enumerate(tables["funding"]) if r["weight"] is not None and r["line"] == "total"
    ]
    carriers = [n for _, n, r in rows if _is_rate(r)]
    for column, whole, rule in (("weight", "full_score", "weight-total"), ("score", "total_score", "score-total")):
        mine = [(t, n, column) for t, n, r in rows if r[column] is not None]
        extra = [(t, n, column) for t, n in block[:1] if tables["funding"][n][column] is not None]
        stated = total[whole]
        if not mine or (column == "score" and stated is None):
            continue
        place = ("evaluations", 0, whole) if stated is not None else HUNDRED
        if carriers and extra:  # printed twice: which of the two is meant is open
            yield _sum(rule, place, mine)
            both = (*extra, *(("indicators", n, c) for n in carriers for c in ("weight", "score")))
            both = (*both, *(("funding", n, c) for _, n, _ in extra for c in ("weight", "score")))
            yield Law(rule, tuple(f for f in both if tables[f[0]][f[1]][f[2]] is not None), lambda v: True, loose=True)
        elif tables["funding"] and not extra:  # the form may keep the points of the funding block to itself
            yield _sum(rule, place, mine, hidden=True)
        else:
            yield _sum(rule, place, mine + extra)
    if total["total_score"] is not None and total["grade"] is not None:
        bands = {"excellent": (90, 101), "good": (80, 90), "fair": (60, 80), "poor": (0, 60)}

        def graded(v: Mapping[Figure, Any]) -> bool:
            score, (low, high) = v["evaluations", 0, "total_score"], bands[v["evaluations", 0, "grade"]]
            return low <= score < high or score > HUNDRED  # above the full score it is another rule's matter

        yield Law("grade-band", (("evaluations", 0, "total_score"), ("evaluations", 0, "grade")), graded)


def _sections(tables: Tables, rows: list[tuple[str, int, Row]]) -> Iterator[Law]:
    sections = list(enumerate(tables["sections"]))
    for n, section in sections:
        if section["score"] is not None and section["weight"] is not None:
            yield _within(("sections", n, "score"), ("sections", n, "weight"))
    for column, rule, whole in (("weight", "section-weight", "full_score"), ("score", "section-score", "total_score")):
        known = [(n, s) for n, s in sections if s[column] is not None and s["level"] == 1]
        named = set()
        for n, section in known:
            mine = [r for r in rows if r[2]["level1"] and r[2]["level1"] in (section["label"], section["label"][:-2])]
            named |= {r[1] for r in mine}
            parts = [(t, k, column) for t, k, r in mine if r[column] is not None]
            if parts:
                yield _sum(rule, ("sections", n, column), parts)
        scored = {k for _, k, r in rows if r[column] is not None}
        stated = tables["evaluations"][0][whole]
        all_of_it = tuple(("sections", n, column) for n, _ in known)
        if known and not (scored and scored <= named):
            yield Law(rule, all_of_it, lambda v: True, loose=True)
            cells = tuple(("indicators", k, "level1_weight") for _, k, r in rows if r["level1_weight"] is not None)
            yield Law(rule, cells, lambda v: True, loose=True)
            blocks = tuple(("funding", n, column) for n, r in enumerate(tables["funding"]) if r[column] is not None)
            yield Law(rule, blocks, lambda v: True, loose=True)
        if known and scored and scored <= named and (stated is not None or column == "weight"):
            block = [("funding", n, column) for n, r in enumerate(tables["funding"]) if r[column] is not None][:1]
            if any(_is_rate(r) for _, _, r in rows):
                block = []
            place = ("evaluations", 0, whole) if stated is not None else HUNDRED
            whole_law = _sum(rule, place, [("sections", n, column) for n, _ in known] + block)
            single = _sum(rule, place, [(t, k, column) for t, k, r in rows if r[column] is not None] + block)
            # a total that the rows make is not wrong because a subtotal is
            yield replace(whole_law, holds=partial(_one_holds, (whole_law, single)))


def _within(score: Figure, weight: Figure) -> Law:
    return Law("score-range", (score, weight), lambda v: 0 <= v[score] <= v[weight])


def _single(rows: list[tuple[str, int, Row]]) -> Iterator[Law]:
    for t, n, row in rows:
        if row["score"] is not None and row["weight"] is not None:
            yield _within((t, n, "score"), (t, n, "weight"))
        if not row["weight"] or row["score"] is None:
            continue
        if row["target_value"] is not None and row["actual_value"] is not None:
            yield _target(t, n, row)
        elif (
            row["target_value"] is row["actual_value"] is None and row["target_text"] == row["actual_text"] is not None
        ):
            pair = ((t, n, "score"), (t, n, "weight"))  # in words, and met: 80% of the points or more
            yield Law("target-met", pair, lambda v, p=pair: v[p[0]] >= v[p[1]] * LEAST_IN_WORDS, bool(row["reason"]))


def _target(t: str, n: int, row: Row) -> Law:
    """Full marks and a target met go together. Open: a plain figure exceeded, or missed; marks cut for an actual so
    far above its target that the target was set too low."""
    names = ("target_value", "actual_value", "weight", "score")
    figures = tuple((t, n, c) for c in names)
    unlike = row["actual_unit"] not in (None, "", row["target_unit"])
    plain = row["target_operator"] == "="

    def holds(v: Mapping[Figure, Any]) -> bool:
        target, actual, weight, score = (v[f] for f in figures)
        met = {">=": actual >= target, "<=": actual <= target, "=": actual == target}.get(v[t, n, "target_operator"])
        return met is None or met == (score >= weight)

    def far_above(v: Mapping[Figure, Any]) -> bool:
        return v[t, n, "target_operator"] == ">=" and v[figures[1]] > v[figures[0]] * FAR_ABOVE > 0

    loose = unlike or plain or row["actual_operator"] != "="
    return Law("target-met", figures, holds, loose, far_above)


def _funding(tables: Tables) -> Iterator[Law]:
    lines = list(enumerate(tables["funding"]))
    for n, line in lines:
        f = ("funding", n)
        base = "annual_budget" if line["annual_budget"] is not None else None
        if line["execution_rate"] is not None and base and line["executed"] is not None:
            yield _ratio("execution-rate", (*f, "execution_rate"), (*f, "executed"), (*f, base))
        elif line["execution_rate"] is not None:
            others = tuple((*f, c) for c in ("execution_rate", "executed", *OTHERS) if line[c] is not None)
            yield Law("execution-rate", others, lambda v: True, loose=True)
        if base and line["executed"] is not None:
            pair = ((*f, "executed"), (*f, base))
            yield Law("overspent", pair, lambda v, p=pair: v[p[0]] - half(v, p[0]) <= v[p[1]] + half(v, p[1]))
        if line["weight"] is not None and line["score"] is not None:
            pair = ((*f, "score"), (*f, "weight"))
            yield Law("score-range", pair, lambda v, p=pair: 0 <= v[p[0]] <= v[p[1]])
            if line["execution_rate"] is not None:
                yield _earned(f)
            elif base:
                pair = (*pair, (*f, "executed"), (*f, base))
                yield Law("execution-score", pair, lambda v: True, loose=True)
    yield from _totals(lines)
    rates = [n for n, r in enumerate(tables["indicators"]) if _is_rate(r) and r["actual_value"] is not None]
    stated = [n for n, r in lines if r["line"] == "total" and r["execution_rate"] is not None]
    for n in rates[:1] if stated else ():
        pair = (("indicators", n, "actual_value"), ("funding", stated[0], "execution_rate"))
        yield Law("cross-reference", pair, lambda v, p=pair: _agree(v, *p))


def _agree(v: Mapping[Figure, Any], per_cent: Figure, ratio: Figure) -> bool:
    """Whether a figure in per cent and a ratio may be roundings of one value."""
    return abs(v[per_cent] / HUNDRED - v[ratio]) <= half(v, per_cent) / HUNDRED + half(v, ratio)


def _totals(lines: list[tuple[int, Row]]) -> Iterator[Law]:
    totals = [n for n, r in lines if r["line"] == "total"]
    if len(totals) != 1 or totals[0] != 0:
        figures = tuple(("funding", n, c) for n, r in lines for c in COLUMNS if r[c] is not None)
        yield from (Law("funding-total", (f,), lambda v: True, loose=True) for f in figures)
        return
    for column in COLUMNS:
        parts = [("funding", n, column) for n, r in lines if n and r[column] is not None]
        if parts and lines[0][1][column] is not None:
            stated = [r for n, r in lines if n and any(r[c] is not None for c in COLUMNS)]
            loose = len(parts) < max(2, len(stated))
            yield _sum("funding-total", ("funding", 0, column), parts, loose=loose)


def _ratio(rule: str, rate: Figure, part: Figure, whole: Figure) -> Law:
    def holds(v: Mapping[Figure, Any]) -> bool:
        if v[whole] <= half(v, whole):
            return False
        low = (v[part] - half(v, part)) / (v[whole] + half(v, whole))
        high = (v[part] + half(v, part)) / (v[whole] - half(v, whole))
        return low - half(v, rate) <= v[rate] <= high + half(v, rate)

    return Law(rule, (rate, part, whole), holds)


def _earned(line: tuple[str, int]) -> Law:
    score, weight, rate = ((*line, c) for c in ("score", "weight", "execution_rate"))

    def holds(v: Mapping[Figure, Any]) -> bool:
        text = str(v.get((*line, "print of score")) or "")
        slack = half(v, score) if "." in text else Decimal(0)
        low, high = (min(v[weight], v[weight] * (v[rate] + s * half(v, rate))) for s in (-1, 1))
        return low - slack <= v[score] <= high + slack

    return Law("execution-score", (score, weight, rate), holds)
