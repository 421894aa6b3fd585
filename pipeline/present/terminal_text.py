"""Text as others show it: how wide Chinese is, and nothing in it that a terminal would obey."""

from __future__ import annotations

import re
import unicodedata

RISKY = tuple("=+-@＝＋－＠\t\r\n")  # what a spreadsheet takes for a formula, in whatever width
LONGEST_CELL = 32_767  # characters of a cell that spreadsheets take
_UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # what XML cannot hold
_OBEYED = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def one_line(text: str) -> str:
    """Control characters made visible: text from a PDF, or a file's name, never moves the cursor or forges a line."""
    return "".join(c if c.isprintable() else _visible(c) for c in text)


def _visible(character: str) -> str:
    if character in "\n\t":
        return "⏎" if character == "\n" else " "
    return f"\\x{ord(character):02x}"


def visible(text: str) -> str:
    """As `one_line`, but lines stay lines."""
    return "\n".join(map(one_line, text.replace("\r\n", "\n").split("\n")))


def counted(number: int, thing: str) -> str:
    """`1 finding`, `2 findings`: in English."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def speed(number: float, seconds: float) -> str:
    """How many a second, with a digit after the point where they are few: 0.3, 2.5, 31."""
    each = number / seconds
    return f"{each:.0f}" if each >= 10 else f"{each:.1f}" if each >= 0.05 else f"{each:.2g}"


def harmless(text: str) -> str:
    """Text for a cell of a CSV file: what a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(RISKY) else text


def held(text: str) -> str:
    """The text as an office document can hold it."""
    text = _UNHELD.sub("\N{REPLACEMENT CHARACTER}", text)
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def escaped(text: str) -> str:
    """JSON whose strings cannot move a cursor or turn the direction of writing either: JSON itself escapes
    only the oldest of the control characters. It means the same."""
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def cut(text: str, columns: int) -> str:
    """The text, shortened with … where it is wider than that many columns."""
    if width(text) <= columns:
        return text
    kept, used = [], 1
    for character in text:
        used += width(character)
        if used > columns:
            break
        kept.append(character)
    return "".join(kept) + "…"
