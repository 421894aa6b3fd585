"""What people have said of findings and readings, as the page carries it."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ziping.pipeline.present.figures import written
from ziping.pipeline.present.plain import Plain
from ziping.pipeline.reviews import Act, Fitted
from ziping.pipeline.reviews.typed import COLUMN_SPECS, Refused, Row, typed

if TYPE_CHECKING:
    from ziping.pipeline.dataset import Dataset

_KEY_BYTES = 8


def reviews_of(found: Fitted, known: Iterable[Act], *, key: str) -> dict[str, Plain]:
    """What counts of the acts, and which there are.

    Args:
        found: The acts that fit.
        known: All acts of the dataset, so that a browser that kept some of them knows which it need not keep.
        key: Under which a browser keeps its own.
    """
    return {
        "key": key,
        "judgements": [act_as_plain(act) for act in found.judgements.values()],
        "corrections": [act_as_plain(act) for act in found.corrections],
        "unfit": [act_as_plain(act) for act in found.unfit],
        "known": [act.review_id for act in known],
    }


def act_as_plain(act: Act, row: Row | None = None) -> dict[str, Plain]:
    """An act, without what it has not; of a correction also the value as people read it, where its row is given."""
    place = act.place
    said: Mapping[str, Plain] = {
        "review_id": act.review_id,
        "doc_id": act.doc_id,
        "at": act.at.astimezone(datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "act": act.act,
        "check_id": act.check_id,
        "table": act.table,
        "row_id": act.row_id,
        "column": act.column,
        "value_text": act.value_text,
        "value": None if row is None else _value(act, row),
        "remark": act.remark,
        "reviewer": act.reviewer,
        "place": None
        if place is None
        else {"page": place.page, "x0": place.x0, "top": place.top, "x1": place.x1, "bottom": place.bottom},
    }
    return {name: value for name, value in said.items() if value is not None}


def _value(act: Act, row: Row) -> str | None:
    column = act.column or ""
    try:
        value = typed(act.table or "", column, act.value_text or "", row)[column]
    except Refused:
        return None
    return written(COLUMN_SPECS[act.table or "", column], value)


def key_of(dataset: Dataset) -> str:
    """What a browser calls the dataset: pages of one dataset share what it keeps, those of others do not."""
    place = dataset.folder.resolve() if isinstance(dataset.folder, Path) else dataset.folder
    return hashlib.blake2b(str(place).encode(), digest_size=_KEY_BYTES).hexdigest()
