"""Words that end in 元 and are no unit of money that we know."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.text.normalise import fold
from ziping.parsers.text.units import YUAN, unit_names
from ziping.schemas.document import Block, Table
from ziping.schemas.report import Note
from ziping.schemas.text import Text

_LONGEST = 60  # characters of a caption or heading
_TOLD = shaped(
    r"(?:(?:{doubts.unit_told})\s?|\(\s?(?:{doubts.unit_label}:)?)(?:{doubts.in_this_currency})?(?P<unit>[一-龥]{0,4}元)(?=\s?\)|$|[^一-龥])"
)
FOREIGN = shaped("{doubts.foreign_currency}")


def unknown_units(block: Block) -> Iterator[Note]:
    """A caption or heading that states a unit of money which is none that we know: 单位：万美元, a misread 号元."""
    texts = [c.text for c in block.cells] if isinstance(block, Table) else [block.text]
    for text in texts:
        if len(text) <= _LONGEST and "元" in text.string:
            yield from _unknown(text)


def _unknown(text: Text) -> Iterator[Note]:
    for match in _TOLD.finditer(fold(text.string)):
        unit = unit_names().unit_at(match["unit"])
        if unit is None or unit.base != YUAN or unit.text != match["unit"]:
            message = f"{match['unit']} is no unit of money that is known: amounts in it are not read"
            yield Note("unknown-unit", message, text.printed(*match.span("unit")))
