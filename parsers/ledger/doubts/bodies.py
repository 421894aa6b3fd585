"""Names of bodies by their last words, whatever stands around them."""

from __future__ import annotations

import re

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.text.normalise import plain

_CODE = re.compile(r"^[\[(]?[A-Za-z]?\d{3,}[\])]?[-_]?|[\[(][A-Za-z]?\d{3,}[\])]$")
_WHOLE = shaped("{doubts.body}")


def is_body(string: str) -> bool:
    """Whether a text is the name of a body and nothing else but its code (甲县水利局, [231]甲市文化馆)."""
    return _WHOLE.fullmatch(_CODE.sub("", plain(string))) is not None
