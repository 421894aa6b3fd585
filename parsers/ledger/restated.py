"""Points that are printed once more: in prose those of a row that was read (以上预算编制情况满分共15分，单位自评15分), in tables
those of a level, beside each of its indicators."""

from __future__ import annotations

import re

from ziping.parsers.ledger.placed import Places, Value
from ziping.parsers.ledger.sight import Sight
from ziping.parsers.lexicon.entries import shaped
from ziping.schemas.text import Text

RESTATED = "restated"
_POINTS_BEFORE = shaped(r"(?:{reasons.points})[^,。;\d]{0,3}$")


def restates(sight: Sight, text: Text, places: Places) -> bool:
    """Whether a figure called points repeats the weight or score of a row of which something stands in the same text."""
    if not (_POINTS_BEFORE.search(sight.before) and re.match(r"\s?分", sight.after)):
        return False
    return any(sight.token in places.points_of(value) for printed in text.printed() for value in places.within(printed))


_TOTALS = shaped("{reasons.told_total}")
_TOTAL_BEFORE = shaped(r"(?:{reasons.told_total})[为是:]?\s?$")


def restates_total(sight: Sight, places: Places) -> bool:
    """Whether a cell of a list repeats the total score of an evaluation, told in a form of its own, or words of a cell do."""
    if sight.token not in places.totals:
        return False
    alone = sight.start and not sight.before.strip() and sight.after.strip() in ("", "分")
    told = sight.heading and re.match(r"\s?分", sight.after) and _TOTAL_BEFORE.search(sight.before)
    return bool(told) or (alone and bool(_TOTALS.search(sight.heading)))


def is_level(value: Value) -> bool:
    """Whether a value is the points of a level of indicators."""
    return value.table == "sections" or value.column in ("level1_weight", "level2_weight")
