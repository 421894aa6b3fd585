"""Which acts still fit a dataset: it may have been read anew, by a newer version, since they were done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ziping.pipeline.reviews.acts import CORRECT, Act, Place

_OVERLAP = 0.5  # share of the smaller box that two readings of one place have in common
Rows = Mapping[str, Mapping[str, Mapping[str, Any]]]  # table → row id → row


@dataclass(frozen=True, slots=True)
class Fitted:
    """The acts that count.

    Attributes:
        judgements: check_id → the last judgement of it.
        corrections: The last correction of each value, under the names that its row has now.
        unfit: Acts whose finding or place is no longer there. They are kept, and said.
    """

    judgements: Mapping[str, Act]
    corrections: tuple[Act, ...]
    unfit: tuple[Act, ...]


def fit(acts: Iterable[Act], check_ids: Collection[str], rows: Rows) -> Fitted:
    """The acts that count, the last of each thing; they come in the order in which they were done.

    Args:
        acts: All acts.
        check_ids: Findings and other checks that there are now.
        rows: The rows that corrections are about, and those of the same documents.
    """
    last: dict[tuple[str, ...], Act] = {}
    for act in acts:
        before = last.get(act.target)
        # a remark alone leaves the judgement as it is
        only_said = act.act is None and act.remark and before is not None
        last[act.target] = replace(act, act=before.act) if only_said and before is not None else act
    judgements: dict[str, Act] = {}
    corrections: list[Act] = []
    unfit: list[Act] = []
    for act in last.values():
        if act.check_id is not None:
            if act.act is None and not act.remark:
                continue  # taken back
            if act.check_id in check_ids:
                judgements[act.check_id] = act
            elif act.act is not None:
                unfit.append(act)
        elif act.act == CORRECT and act.value_text:
            found = _where(act, rows.get(act.table or "", {}))
            corrections += [] if found is None else [found]
            unfit += [act] if found is None else []
    return Fitted(judgements, tuple(corrections), tuple(unfit))


def _where(act: Act, rows: Mapping[str, Mapping[str, Any]]) -> Act | None:
    """The act on the row that has its value now: the row of that name, if the value still stands in the same place."""
    named = rows.get(act.row_id or "")
    if act.place is None:
        return act if named is not None else None
    if named is not None and _stands(named, act.column or "", act.place):
        return act
    for row_id, row in rows.items():
        if row.get("doc_id") == act.doc_id and _stands(row, act.column or "", act.place):
            return replace(act, row_id=row_id)
    return None


def _stands(row: Mapping[str, Any], column: str, place: Place) -> bool:
    own = [c for c in row.get("cells") or () if c["column"] == column] or [row]
    return any(c.get("page") == place.page and _overlap(c, place) >= _OVERLAP for c in own)


def _overlap(cell: Mapping[str, Any], place: Place) -> float:
    if any(cell.get(edge) is None for edge in ("x0", "top", "x1", "bottom")):
        return 0.0
    width = min(cell["x1"], place.x1) - max(cell["x0"], place.x0)
    height = min(cell["bottom"], place.bottom) - max(cell["top"], place.top)
    areas = [
        (cell["x1"] - cell["x0"]) * (cell["bottom"] - cell["top"]),
        (place.x1 - place.x0) * (place.bottom - place.top),
    ]
    return max(0.0, width) * max(0.0, height) / max(min(areas), 1e-6) if width > 0 and height > 0 else 0.0
