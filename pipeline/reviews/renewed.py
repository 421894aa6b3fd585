"""Checks made anew of the documents in which something was corrected."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pyarrow as pa

from ziping.pipeline.checks import NEEDED, check_into
from ziping.pipeline.reviews.acts import Act
from ziping.pipeline.reviews.overlay import laid_over, said
from ziping.pipeline.scannable import Scannable
from ziping.schemas.dataset import CHECKS
from ziping.schemas.dataset.arrow import schema_of


def renewed(dataset: Scannable, corrections: Sequence[Act], documents: Collection[str] | None = None) -> pa.Table:
    """The rows of `checks` of the documents that corrections are about, as they are with the corrected values.

    Args:
        dataset: The dataset; nothing is written to it.
        corrections: Those that fit it.
        documents: The doc_ids to check, whether or not anything in them is corrected; those of the corrections where
            left out.
    """
    import pyarrow.dataset as pads

    ids = sorted({act.doc_id for act in corrections} if documents is None else documents)
    batches: list[pa.RecordBatch] = []
    if ids:
        of = pads.field("doc_id").isin(pa.array(ids, pa.string()))
        tables = {name: dataset.scan(name).to_table(columns=list(NEEDED[name]), filter=of) for name in NEEDED}
        own = [act for act in corrections if act.doc_id in ids]
        check_into(lambda batch: batches.append(said(batch, own)), laid_over(tables, own))
    return pa.Table.from_batches(batches, schema=schema_of(CHECKS))
