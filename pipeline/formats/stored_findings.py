"""The findings that a dataset holds already, without another check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.dataset as pads

from ziping.pipeline.formats.selection import SHOWN, Audit, audit
from ziping.pipeline.reviews import corrections_of, renewed
from ziping.pipeline.store.table_spool import Spool

if TYPE_CHECKING:
    from ziping.pipeline.dataset import Dataset


def stored(
    dataset: Dataset,
    *,
    of: pads.Expression | None = None,
    named: pads.Expression | None = None,
    severities: Collection[str] = SHOWN,
) -> Audit:
    """What the checks found when the documents were read; those of documents in which something was corrected are made
    anew. Rows are taken up some thousand at a time, and only
    findings are kept.

    Args:
        dataset: The dataset.
        of: Only checks for which this holds; all where left out.
        named: Only rows of `documents` for which this holds, too, name the files.
        severities: Only findings of these severities.
    """
    some = pads.scalar(True) if of is None else of
    corrections = corrections_of(dataset)
    anew = renewed(dataset, corrections)
    names = some if named is None else some & named
    documents = dataset.scan("documents").to_table(columns=["doc_id", "path"], filter=names)
    checks, counts = dataset.scan("checks"), Counter[str]()
    counts.update(pads.dataset(anew).to_table(columns=["status"], filter=some)["status"].to_pylist())
    corrected = pads.field("doc_id").isin(anew["doc_id"].unique())
    kept = some & ~corrected if corrections else some
    for batch in checks.to_batches(columns=["status"], filter=kept, batch_readahead=0, fragment_readahead=0):
        counts.update(batch.column("status").to_pylist())
    found = Spool(checks.schema)
    wanted = pads.field("severity").isin(sorted(severities)) & (pads.field("status") != "pass")
    found.add(pads.dataset(anew).to_table(filter=some & wanted).cast(checks.schema))
    for batch in checks.to_batches(filter=kept & wanted, batch_readahead=0, fragment_readahead=0):
        found.add(pa.Table.from_batches([batch]))
    return audit(found.table(), documents, severities=severities, counts=dict(counts.most_common()))
