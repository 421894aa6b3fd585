"""The acts that count in a dataset as it is now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from ziping.pipeline.reviews.acts import CORRECT, Act
from ziping.pipeline.reviews.fitting import Fitted, fit
from ziping.pipeline.reviews.overlay import laid_over
from ziping.pipeline.reviews.renewed import renewed
from ziping.pipeline.reviews.store import load
from ziping.pipeline.reviews.typed import Refused, typed
from ziping.pipeline.scannable import Scannable
from ziping.schemas.dataset import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

_KEYS = {spec.name: spec.key for spec in TABLES if spec.key is not None}


def fitted(dataset: Scannable, acts: Collection[Act] | None = None) -> Fitted:
    """The judgements and corrections that fit the dataset, and the acts that do not.

    Args:
        dataset: The dataset.
        acts: All acts; those that the dataset keeps where left out.
    """
    import pyarrow as pa
    import pyarrow.dataset as pads

    acts = load(dataset.folder) if acts is None else acts
    if not acts:
        return Fitted({}, (), ())
    rows = _rows(dataset, acts)
    judged = sorted({act.check_id for act in acts if act.check_id is not None})
    there = dataset.scan("checks").to_table(
        columns=["check_id"], filter=pads.field("check_id").isin(pa.array(judged, pa.string()))
    )
    known = set(there["check_id"].to_pylist())
    if not known.issuperset(judged):  # a correction may have brought them
        corrections = fit(acts, known, rows).corrections
        known |= set(renewed(dataset, corrections)["check_id"].to_pylist())
    return fit(acts, known, rows)


def corrections_of(dataset: Scannable, acts: Collection[Act] | None = None) -> tuple[Act, ...]:
    """The corrections that fit, to be laid over the tables before they are checked."""
    acts = load(dataset.folder) if acts is None else acts
    return fit(acts, frozenset(), _rows(dataset, acts)).corrections if acts else ()


def corrected_tables(dataset: Scannable) -> dict[str, pa.Table]:
    """The tables in which something was corrected, and `checks` as they are with that; none where nothing was."""
    import pyarrow as pa
    import pyarrow.dataset as pads

    corrections = corrections_of(dataset)
    if not corrections:
        return {}
    names = {act.table for act in corrections if act.table is not None}
    found = laid_over({name: dataset.scan(name).to_table() for name in names}, corrections)
    anew = renewed(dataset, corrections)
    of = pads.field("doc_id").isin(anew["doc_id"].unique())
    rest = dataset.scan("checks").to_table(filter=~of)
    return found | {"checks": pa.concat_tables([rest, anew.cast(rest.schema)])}


def refused(dataset: Scannable, acts: Iterable[Act]) -> dict[str, Refused]:
    """Name of an act → why its value is not taken: those among the acts that correct a row of the dataset to what its
    column cannot hold. A correction whose row is not there is none of them: it is kept, and listed as unfit."""
    corrections = [act for act in acts if act.act == CORRECT and act.value_text]
    rows = _rows(dataset, corrections) if corrections else {}
    found = {}
    for act in corrections:
        row = rows.get(act.table or "", {}).get(act.row_id or "")
        try:
            typed(act.table or "", act.column or "", act.value_text or "", row or {})
        except Refused as reason:
            if row is not None or reason.code == "column":
                found[act.review_id] = reason
    return found


def _rows(dataset: Scannable, acts: Collection[Act]) -> dict[str, dict[str, dict[str, Any]]]:
    """Table → name of a row → the row, of the documents that corrections are about."""
    import pyarrow.dataset as pads

    found: dict[str, dict[str, dict[str, Any]]] = {}
    corrections = [act for act in acts if act.act == CORRECT]
    for table in {act.table for act in corrections}:
        if table is not None and (key := _KEYS.get(table)) is not None:
            ids = sorted({act.doc_id for act in corrections if act.table == table})
            rows = dataset.scan(table).to_table(filter=pads.field("doc_id").isin(ids)).to_pylist()
            found[table] = {row[key]: row for row in rows}
    return found
