"""The acts that count in a dataset as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ziping.pipeline.reviews.acts import CORRECT, Act
from ziping.pipeline.reviews.fitting import Fitted, fit
from ziping.pipeline.reviews.store import load
from ziping.schemas.dataset import TABLES

if TYPE_CHECKING:
    from ziping.pipeline.dataset import Dataset

_KEYS = {spec.name: spec.key for spec in TABLES if spec.key is not None}


def fitted(dataset: Dataset) -> Fitted:
    """The judgements and corrections that fit the dataset, and the acts that do not."""
    import pyarrow as pa
    import pyarrow.dataset as pads

    acts = load(dataset.folder)
    if not acts:
        return Fitted({}, (), ())
    judged = sorted({act.check_id for act in acts if act.check_id is not None})
    there = dataset.scan("checks").to_table(
        columns=["check_id"], filter=pads.field("check_id").isin(pa.array(judged, pa.string()))
    )
    return fit(acts, set(there["check_id"].to_pylist()), _rows(dataset, acts))


def corrections_of(dataset: Dataset) -> tuple[Act, ...]:
    """The corrections that fit, to be laid over the tables before they are checked."""
    acts = load(dataset.folder)
    return fit(acts, frozenset(), _rows(dataset, acts)).corrections if acts else ()


def _rows(dataset: Dataset, acts: tuple[Act, ...]) -> dict[str, dict[str, dict[str, Any]]]:
    import pyarrow.dataset as pads

    documents = {
        act.table: sorted({a.doc_id for a in acts if a.table == act.table}) for act in acts if act.act == CORRECT
    }
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for table, ids in documents.items():
        if table is not None and (key := _KEYS.get(table)) is not None:
            rows = dataset.scan(table).to_table(filter=pads.field("doc_id").isin(ids)).to_pylist()
            found[table] = {row[key]: row for row in rows}
    return found
