"""All rules over a dataset: rows in, rows of `checks` out."""

from __future__ import annotations

import gc
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal, localcontext
from typing import NamedTuple

import pyarrow as pa

from pipeline.checks.catalogue import RULES
from pipeline.checks.explain import Context as Others
from pipeline.checks.explain import explanations
from pipeline.checks.findings import Finding, Severity, Status
from pipeline.checks.loading import cases
from pipeline.checks.messages import messages
from pipeline.checks.operands import Evidence
from pipeline.checks.rows import Case
from pipeline.checks.rules import Rule
from pipeline.checks.verdicts import may_be_misread, verdict
from pipeline.store.arrow import schema_of
from schemas.dataset import CHECKS, DECIMAL_PRECISION, DECIMAL_SCALE

# Wide enough that products of the largest figures that the dataset can hold (24 digits) are exact.
_ARITHMETIC = Context(prec=60)
_STEP = Decimal(1).scaleb(-DECIMAL_SCALE)
_LIMIT = Decimal(10) ** (DECIMAL_PRECISION - DECIMAL_SCALE)
_ROWS = 20_000  # checks that are turned into Arrow at once
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


def check(tables: Mapping[str, pa.Table]) -> pa.Table:
    """Re-checks what the tables of one or more documents state.

    Args:
        tables: `documents`, `evaluations`, `indicators`, `sections`, `funding` and `facts` by name; one
            that is missing counts as empty.

    Returns:
        Rows of `checks` (schema `schemas.dataset.CHECKS`), document by document.
    """
    schema = schema_of(CHECKS)
    batches = []
    waiting: list[CheckRow] = []
    with _no_search_for_cycles():
        for rows in check_documents(tables):
            waiting += rows
            if len(waiting) >= _ROWS:
                batches.append(_batch(waiting, schema))
                waiting = []
    batches.append(_batch(waiting, schema))
    return pa.Table.from_batches(batches, schema=schema)


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


def check_documents(tables: Mapping[str, pa.Table]) -> Iterator[list[CheckRow]]:
    """The checks of one document after the other, without keeping those of others in memory."""
    with localcontext(_ARITHMETIC):
        for document in cases(tables):
            yield _document(document)


def _document(document: tuple[Case, ...]) -> list[CheckRow]:
    found = [(case, rule, finding) for case in document for rule in RULES for finding in rule(case)]
    others = Others(f for _, _, f in found) if any(f.status is Status.FAIL for _, _, f in found) else None
    seen: Counter[str] = Counter()
    return [_row(case, rule, finding, others, seen) for case, rule, finding in found]


def _row(case: Case, rule: Rule, finding: Finding, others: Others | None, seen: Counter[str]) -> CheckRow:
    zh, en = messages(finding)
    failed = finding.status is Status.FAIL
    slips = explanations(finding, others) if failed and others is not None else ()
    severity = finding.severity or (rule.severity if failed else Severity.INFO)
    if not failed and finding.status is not Status.UNCHECKED:
        severity = Severity.INFO
    places = dict.fromkeys(place for operand in finding.operands for place in operand.evidence)
    return CheckRow(
        check_id(case, rule, finding, seen),
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
        verdict(finding, slips).value if failed else None,
        tuple(s.text for s in slips),
        failed and may_be_misread(finding, slips),
        tuple(places),
    )


def check_id(case: Case, rule: Rule, finding: Finding, seen: Counter[str]) -> str:
    """A name that the check keeps when the document is read again.

    It is a hash of the document, the evaluation's subject, the rule, the names of what is checked and the
    columns of its figures; namesakes are numbered in reading order. Figures and row ids are left out, so
    that a better reading of the same file does not rename the finding.
    """
    columns = ",".join(dict.fromkeys(o.column for o in finding.operands))
    text = "\x1f".join((case.doc_id, case.subject, rule.name, finding.name or finding.subject, columns))
    seen[text] += 1
    return hashlib.blake2b(f"{text}\x1f{seen[text]}".encode(), digest_size=_ID_BYTES).hexdigest()


def _fitted(value: Decimal | None, rounding: str = ROUND_HALF_EVEN) -> Decimal | None:
    """The value as the dataset can hold it; bounds are rounded outwards."""
    if value is None or not value.is_finite() or abs(value) >= _LIMIT:
        return None
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -DECIMAL_SCALE:
        return value.quantize(_STEP, rounding)
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
