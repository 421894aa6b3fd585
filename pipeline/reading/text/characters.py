"""What a character of a text layer stands for on paper."""

from __future__ import annotations

import re
import unicodedata

# Web printing and some fonts leave radicals (U+2E80 to U+2FDF) and compatibility ideographs in the text
# layer where the page shows plain ideographs: ⾃评 for 自评. Only these blocks are mapped; full-width forms
# and the like stay as they are printed.
_BLOCKS = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))

# CJK radicals supplement: Unicode gives nearly none of them a decomposition, though as text they can only
# stand for the ideograph whose glyph they share (⻓ for 长). Last, two Kangxi radicals whose decomposition is
# the traditional form, where fonts of the mainland show the simplified one.
_IDEOGRAPHS = "⺟母⺠民⻁虎⻄西⻅见⻆角⻈讠⻉贝⻋车⻐钅⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟⺮竹⼾户⾭青"
_RADICALS = dict(zip(_IDEOGRAPHS[::2], _IDEOGRAPHS[1::2], strict=True))

# Symbol fonts have their glyphs in the private-use area at U+F000 plus the code in the font; these are
# the ones that forms use for ticks and boxes (Wingdings, Wingdings 2, Symbol).
_SYMBOLS = {
    0xF0FC: "√",
    0xF050: "√",
    0xF052: "☑",
    0xF0FE: "☑",
    0xF0FD: "☒",
    0xF053: "☒",
    0xF0A8: "□",
    0xF0A3: "□",
    0xF06F: "□",
    0xF071: "□",
    0xF06E: "■",
    0xF0A7: "■",
    0xF06C: "●",
    0xF09F: "•",
    0xF0B7: "·",
    0xF0D8: "➢",
    0xF0B3: "≥",
}

# Characters of Unicode without width: joiners, marks of direction, variation selectors
_ZERO_WIDTH = frozenset(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF, *range(0xFE00, 0xFE10)]
)
# Its blanks (category Zs), tabulators and ends of lines
_BLANKS = frozenset([0x20, 0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x0A, 0x0D])

_MEANINGLESS = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]")

# U+00AD of Unicode; what pdfium gives for a hyphen at a line's end, and for a glyph without a meaning
SOFT_HYPHEN, LINE_END_HYPHEN, NO_CHARACTER = 0xAD, 0x02, 0xFFFE
_NO_CHARACTERS = (NO_CHARACTER, 0xFFFF)  # neither is a character in Unicode
BLANK = " "
_SURROGATES = range(0xD800, 0xE000)  # halves of characters
_CONTROLS = (range(0x20), range(0x7F, 0xA0))  # they have no shape
LAST = 0x10FFFF  # code point; mappings of damaged fonts lead beyond it


def _decomposed(code: int) -> str:
    character = chr(code)
    return _RADICALS.get(character) or unicodedata.normalize("NFKC", character)


def _special() -> dict[int, str]:
    table = {code: _decomposed(code) for block in _BLOCKS for code in block}
    table |= _SYMBOLS
    table |= {code: "" for block in _CONTROLS for code in block}
    table |= dict.fromkeys(_ZERO_WIDTH, "")
    table |= dict.fromkeys(_BLANKS, BLANK)
    # A hyphen that ends a line is U+0002 for pdfium; a soft one is drawn like any other.
    table |= {LINE_END_HYPHEN: "-", SOFT_HYPHEN: "-", **dict.fromkeys(_NO_CHARACTERS, "")}
    return table


_SPECIAL = _special()


def as_printed(code: int) -> str:
    """The character that a reader sees for a code point of the text layer: a blank for every kind of
    blank, nothing for what has no shape or is no code point."""
    special = _SPECIAL.get(code)
    if special is not None:
        return special
    return chr(code) if code <= LAST and code not in _SURROGATES else ""


def is_meaningless(character: str) -> bool:
    """Whether it has no meaning outside its font (private use, replacement character), or is an accented letter: those
    are what the bytes of Chinese characters look like when they are taken for Latin ones."""
    return _MEANINGLESS.match(character) is not None
