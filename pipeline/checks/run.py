"""All rules over a dataset: rows in, rows of `checks` out."""

from __future__ import annotations

import gc
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal, localcontext
from typing import NamedTuple

import pyarrow as pa

from ziping.pipeline.checks.arithmetic.explanations import Context as Others
from ziping.pipeline.checks.arithmetic.explanations import Explanation, explanations
from ziping.pipeline.checks.arithmetic.operands import Evidence
from ziping.pipeline.checks.findings.catalogue import RULES
from ziping.pipeline.checks.findings.declaration import Rule
from ziping.pipeline.checks.findings.finding import Finding, Severity, Status
from ziping.pipeline.checks.findings.licence import licensed
from ziping.pipeline.checks.findings.messages import messages
from ziping.pipeline.checks.findings.support import Support
from ziping.pipeline.checks.findings.verdicts import Verdict, may_be_misread, verdict
from ziping.pipeline.checks.loading.cases import cases
from ziping.pipeline.checks.loading.rows import Case
from ziping.schemas.dataset import CHECKS, DECIMAL_SCALE
from ziping.schemas.dataset.arrow import LIMIT, STEP, schema_of

# Wide enough that products of the largest figures that the dataset can hold (24 digits) are exact.
_ARITHMETIC = Context(prec=60)
_ROWS = 2_000  # checks that are turned into Arrow at once
_ID_BYTES = 12


class CheckRow(NamedTuple):
    """A row of `checks`: the columns of the contract, in the order of their declaration."""

    check_id: str
    doc_id: str
    evaluation_id: str | None
    rule: str
    status: str
    severity: str
    subject: str
    stated: Decimal | None
    computed: Decimal | None
    difference: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    message_zh: str
    message_en: str
    verdict: str | None
    explanations: tuple[str, ...]
    possible_misread: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which checks are wanted as rows. All are made: the others are counted, and tell what is likely about failures.

    Attributes:
        rules: Names of rules; every rule where empty.
        severities: Every severity where empty.
        passes: Whether checks that passed are wanted, too.
    """

    rules: frozenset[str] = frozenset()
    severities: frozenset[str] = frozenset()
    passes: bool = True

    def wants(self, rule: Rule, status: Status, severity: Severity) -> bool:
        """Whether a rule is among those that were asked for."""
        if status is Status.PASS and not self.passes:
            return False
        return (not self.severities or severity.value in self.severities) and self.looks_at(rule)

    def looks_at(self, rule: Rule) -> bool:
        """Whether checks of the rule are counted."""
        return not self.rules or rule.name in self.rules


EVERYTHING = Selection()


def check(tables: Mapping[str, pa.Table]) -> pa.Table:
    """Re-checks what the tables of one or more documents state.

    Args:
        tables: `documents`, `evaluations`, `indicators`, `sections`, `funding` and `facts` by name; one
            that is missing counts as empty.

    Returns:
        Rows of `checks` (schema `ziping.schemas.dataset.CHECKS`), document by document.
    """
    batches: list[pa.RecordBatch] = []
    check_into(batches.append, tables)
    return pa.Table.from_batches(batches, schema=schema_of(CHECKS))


def check_into(
    take: Callable[[pa.RecordBatch], object], tables: Mapping[str, pa.Table], selection: Selection = EVERYTHING
) -> Counter[str]:
    """The same, handed over some thousand rows at a time, so that memory does not grow with the number of checks.

    Args:
        take: Gets the rows.
        tables: As for `check`.
        selection: Which checks are wanted as rows.

    Returns:
        Status → number of checks, also of those that are not wanted as rows.
    """
    schema, counts = schema_of(CHECKS), Counter[str]()
    waiting: list[CheckRow] = []
    with _no_search_for_cycles(), localcontext(_ARITHMETIC):
        for document in cases(tables):
            waiting += _document(document, counts, selection)
            if len(waiting) >= _ROWS:
                take(_batch(waiting, schema))
                waiting.clear()
        if waiting:
            take(_batch(waiting, schema))
    return counts


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Nothing made here refers to itself in a circle: looking for circles among the rows of ten thousand
    documents, again and again, takes a fifth of the time and finds none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _document(document: tuple[Case, ...], counts: Counter[str], selection: Selection) -> list[CheckRow]:
    found = [(case, rule, licensed(case, finding)) for case in document for rule in RULES for finding in rule(case)]
    others = Others(f for _, _, f in found) if any(f.status is Status.FAIL for _, _, f in found) else None
    seen: Counter[str] = Counter()
    support = Support((r.name, f) for _, r, f in found) if others is not None else None
    rows = []
    for case, rule, made in found:
        finding = made
        name = _name(case, rule, finding, seen)
        failed = finding.status is Status.FAIL
        slips = explanations(finding, others) if failed and others is not None else ()
        if support is not None and (finding.severity or rule.severity) is Severity.ERROR:
            finding = support.judged(rule.name, made, slips)
        if finding.status is not Status.FAIL:
            slips = ()
        blame = verdict(finding, slips) if finding.status is Status.FAIL else None
        severity = _severity(rule, finding, blame)
        if selection.looks_at(rule):
            counts[finding.status.value] += 1
        if selection.wants(rule, finding.status, severity):
            rows.append(_row(case, rule, finding, severity, _hashed(name), blame, slips))
    return rows


def _severity(rule: Rule, finding: Finding, blame: Verdict | None) -> Severity:
    """How much it matters. Only what the document is to blame for can be an error; what neither failed nor is unchecked
    is `info`, whatever the rule."""
    match finding.status:
        case Status.FAIL:
            severity = finding.severity or rule.severity
            doubted = severity is Severity.ERROR and blame is not Verdict.DOCUMENT
            return Severity.WARNING if doubted else severity
        case Status.UNCHECKED:
            return finding.severity or Severity.INFO
        case _:
            return Severity.INFO


def _row(  # noqa: PLR0913, PLR0917 - what a row is made of
    case: Case,
    rule: Rule,
    finding: Finding,
    severity: Severity,
    name: str,
    blame: Verdict | None,
    slips: tuple[Explanation, ...],
) -> CheckRow:
    zh, en = messages(finding, of_unit=bool(slips) and slips[0].of_unit)
    places = dict.fromkeys(place for operand in finding.operands for place in operand.shown)
    return CheckRow(
        name,
        case.doc_id,
        case.evaluation_id,
        rule.name,
        finding.status.value,
        severity.value,
        finding.subject,
        _fitted(finding.stated),
        _fitted(finding.computed),
        _fitted(finding.difference),
        _fitted(finding.lower, ROUND_FLOOR),
        _fitted(finding.upper, ROUND_CEILING),
        zh,
        en,
        None if blame is None else blame.value,
        tuple(s.text for s in slips),
        blame is not None and may_be_misread(finding, slips),
        tuple(places),
    )


def _name(case: Case, rule: Rule, finding: Finding, seen: Counter[str]) -> str:
    """What the check is called in whichever reading of the document.

    It is made of the document, the evaluation's subject, the rule, the names of what is checked and the
    columns of its figures; namesakes are numbered in reading order. Figures and row ids are left out, so
    that a better reading of the same file does not rename the finding.
    """
    columns = ",".join(dict.fromkeys(o.column for o in finding.operands))
    text = "\x1f".join((case.doc_id, case.subject, rule.name, finding.name or finding.subject, columns))
    seen[text] += 1
    return f"{text}\x1f{seen[text]}"


def _hashed(name: str) -> str:
    """The `check_id` of a check of that name."""
    return hashlib.blake2b(name.encode(), digest_size=_ID_BYTES).hexdigest()


def _fitted(value: Decimal | None, rounding: str = ROUND_HALF_EVEN) -> Decimal | None:
    """The value as the dataset can hold it; bounds are rounded outwards."""
    if value is None or not value.is_finite() or abs(value) >= LIMIT:
        return None
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -DECIMAL_SCALE:
        return value.quantize(STEP, rounding)
    return value


def _batch(rows: list[CheckRow], schema: pa.Schema) -> pa.RecordBatch:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    arrays = [
        _evidence(column, field.type) if field.name == "evidence" else pa.array(column, field.type)
        for column, field in zip(columns, schema, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _evidence(lists: Sequence[tuple[Evidence, ...]], type_: pa.DataType) -> pa.ListArray:
    places = [place for items in lists for place in items]
    columns = list(zip(*places, strict=True)) if places else [()] * len(Evidence._fields)
    members = [pa.array(column, f.type) for column, f in zip(columns, type_.value_type, strict=True)]
    struct = pa.StructArray.from_arrays(members, fields=list(type_.value_type))
    offsets, end = [0], 0
    for items in lists:
        end += len(items)
        offsets.append(end)
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), struct, type=type_)
