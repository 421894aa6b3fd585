"""Acts of people: what is allowed, and how one arrives from a page or a file."""

from __future__ import annotations

import datetime
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from ziping.pipeline.errors import UsageError

JUDGEMENTS = ("accept", "reject", "later")
CORRECT = "correct"
_LONGEST = 4_000  # characters of a remark or a value


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: page from 1, box in PDF points from the top left."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Act:
    """One act.

    Attributes:
        review_id: Its name.
        doc_id: The document.
        at: When, UTC.
        act: accept, reject, later or correct; None where only a remark is made, or a judgement is taken back.
        check_id: The finding that is judged.
        table: Of a correction the table, likewise `row_id` and `column`.
        value_text: Of a correction the value with its unit, as typed; "" takes an earlier one back.
        remark: What is said of it.
        reviewer: Who says it.
        place: Where the corrected value is printed: it outlives the names of rows.
    """

    review_id: str
    doc_id: str
    at: datetime.datetime
    act: str | None = None
    check_id: str | None = None
    table: str | None = None
    row_id: str | None = None
    column: str | None = None
    value_text: str | None = None
    remark: str | None = None
    reviewer: str | None = None
    place: Place | None = None

    def __post_init__(self) -> None:
        if self.act not in (None, CORRECT, *JUDGEMENTS):
            raise ValueError(f"there is no act {self.act!r}: there are {', '.join((*JUDGEMENTS, CORRECT))}")
        if (self.act == CORRECT) == (self.check_id is not None):
            raise ValueError("a judgement names a check_id, a correction a table, row_id and column")
        if self.act == CORRECT and not (self.table and self.row_id and self.column and self.value_text is not None):
            raise ValueError("a correction needs table, row_id, column and value_text")
        if max(len(self.remark or ""), len(self.value_text or "")) > _LONGEST:
            raise ValueError(f"a remark or value of more than {_LONGEST} characters")

    @property
    def target(self) -> tuple[str, ...]:
        """What it is about: later acts on the same take the place of earlier ones."""
        if self.check_id is not None:
            return (self.check_id,)
        return (self.table or "", self.row_id or "", self.column or "")

    def row(self) -> dict[str, Any]:
        """As a row of `reviews`."""
        row = asdict(self)
        place = row.pop("place")
        return row | (place or dict.fromkeys(("page", "x0", "top", "x1", "bottom")))


def act_of(given: Mapping[str, Any], *, reviewer: str | None = None) -> Act:
    """An act as a page sends it; what it leaves out (`review_id`, `at`, `reviewer`) is filled in.

    Raises:
        ValueError: when it is none.
    """
    names = {f.name for f in fields(Act)}
    known = {k: v for k, v in given.items() if k in names and v is not None}
    place = known.pop("place", None)
    at = known.pop("at", None)
    if not isinstance(known.get("doc_id"), str) or any(not isinstance(v, str) for v in known.values()):
        raise ValueError("an act needs a doc_id, and its fields are texts")
    when = datetime.datetime.fromisoformat(at) if at else datetime.datetime.now(datetime.UTC)
    known.setdefault("review_id", new_id())
    known.setdefault("reviewer", reviewer)
    return Act(
        at=when if when.tzinfo else when.replace(tzinfo=datetime.UTC),
        place=None
        if place is None
        else Place(int(place["page"]), *(float(place[k]) for k in ("x0", "top", "x1", "bottom"))),
        **known,
    )


def new_id() -> str:
    """A name for an act that no other has."""
    return secrets.token_hex(12)


def read_acts(text: str, name: str) -> tuple[Act, ...]:
    """The acts in a file that the offline page saved: `{"reviews": [...]}`.

    Raises:
        UsageError: when it is no such file.
    """
    try:
        content = json.loads(text)
        return tuple(act_of(given) for given in content["reviews"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"{name} holds no reviews ({error}). Save it anew from the page: 保存复核 / Save reviews."
        ) from error
