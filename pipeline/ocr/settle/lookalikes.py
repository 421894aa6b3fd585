"""Characters that look alike, settled where only one of them can stand.

Rules look at the line and at what stands in the same column of a table; never at whether a sum comes out. What was
recognised is kept beside what it was settled to, and the confidence goes down to that of the character chosen.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ziping.pipeline.ocr.recognise.engine import Character, Reading

# A settled character is at most this sure, and as sure as the recogniser was of it when it thought of it.
MOST_SURE, LEAST_SURE = 0.6, 0.1

# A column of a grid may hold figures above and operators below: what is surer than this is neither's look-alike.
SURE = 0.95

# A column is one of operators or of figures when so many of its cells are, and this part of those that are filled. Of
# operators fewer will do: those that were misread are filled, too.
_FEW, OPERATORS, FIGURES = 2, 0.3, 0.6
_SIGN = 3  # characters that a per cent sign falls apart into at most: o/o

# A dash's ink: as high at most, as wide at least (parts of the size). The recogniser is sure of the figure one from
# this confidence on.
FLAT, ACROSS, NO_DOUBT = 0.118, 0.87, 0.98

# Signs of comparison, and the same with a bar below.
WITH_BAR = {">": "≥", "＞": "≥", "<": "≤", "＜": "≤", "〈": "≤", "〉": "≥", "‹": "≤", "›": "≥"}

# Where the recogniser took a dash for so likely itself, one that is set as narrow as the print around it will do.
LIKELY, NARROW = 0.2, 0.7

_ZERO, _ONE = "OoＯｏ〇○", "IlｌＩ|｜丨"
_LETTER = r"A-Za-zＡ-Ｚａ-ｚ"
_DIGIT = "0-9０-９"
_UNIT = r"(?:[十百千万亿]*(?:元|人|家|个|户|次|件|项|份|分|月|日|年|%|％)|[万亿])"

# In running text: (what is found, what it is, in which place). Each place is one that only a figure can take.
_FIGURES = (
    (regex.compile(rf"(?<=[{_DIGIT}.．])[{_ZERO}]+(?=[{_DIGIT}.．,，%％]|{_UNIT}|$)"), "0"),
    (regex.compile(rf"(?<![{_LETTER}])[{_ZERO}]+(?=[.．][{_DIGIT}]|[%％])"), "0"),
    (regex.compile(rf"(?<=[{_DIGIT}.．])[{_ONE}]+(?=[{_DIGIT}.．,，%％]|{_UNIT}|$)"), "1"),
    (regex.compile(rf"(?<![{_LETTER}{_ONE}])[{_ONE}]{{1,2}}(?=[{_DIGIT}.．]|{_UNIT})"), "1"),
    (regex.compile(r"(?<=^[（(])[iIl|](?=[)）])"), "1"),
    (regex.compile(rf"(?<=[{_DIGIT}])[。·・•](?=[{_DIGIT}])"), "."),
    (regex.compile(rf"(?<=(?<![{_DIGIT}])[{_DIGIT}]{{1,3}})[，、](?=[{_DIGIT}]{{3}}(?![{_DIGIT}]))(?=[{_DIGIT}]{{3}}(?:[.．]|{_UNIT}))"), ","),
)  # fmt: skip

# A percent sign in poor print: a ring or two, and what is left of its stroke.
_PERCENT = regex.compile(rf"(?<=[{_DIGIT}])(?:[°ºo][。./／]|[°º])$")

# An opening bracket in poor print, before what stands in brackets behind a name: 效益（22.5分）.
_BRACKET = regex.compile(rf"(?<![{_LETTER}{_DIGIT}])[CcＣ](?=[{_DIGIT}]+(?:[.．][{_DIGIT}]+)?(?:分?[)）]|分?$))")

# A line that is nothing but a figure with its thousands parted.
_THOUSANDS = regex.compile(rf"^[{_DIGIT}]{{1,3}}(?:([，、])[{_DIGIT}]{{3}})+(?:[.．][{_DIGIT}]+)?$")

# A stop that is none: no figure and no letter before it. It is dirt on the paper. A dot half way up is one only at
# the ends of a line: between ideographs it stands in names.
_DIRT = regex.compile(rf"(?<![{_LETTER}{_DIGIT}.．…])[.．](?![.．])|^[·・•]|(?<![{_LETTER}{_DIGIT}])[·・•]$")
_LAST_STOP = regex.compile(rf"^[≥≤><=]?[{_DIGIT}.,]*[{_DIGIT}%％](?P<stop>[.．·・•,，])$")

# A page number between dashes.
_PAGE_NUMBER = regex.compile(rf"^([一二－\-–—-])[{_DIGIT}]{{1,4}}([一二－\-–—-])$")

# A point with a speck above it, in a cell of a column of figures: 99:05.
_COLON = regex.compile(rf"[{_DIGIT}]{{1,3}}([:：])[{_DIGIT}]{{1,2}}")

# Alone in a cell of a column of figures; of a column of operators.
_ALONE = {"O": "0", "o": "0", "〇": "0", "○": "0", "I": "1", "l": "1", "|": "1", "丨": "1"}
_OPERATORS = frozenset("≥≤=><＝＞＜≧≦")
_OPERATOR_LIKE = {"2": "≥", "z": "≥", "Z": "≥", "V": ">", "v": ">", "S": "≤", "5": "≤", "s": "≤", "二": "=", "一": "="}
_PERCENTS, _PERCENT_LIKE = frozenset("%％"), regex.compile(r"[0oO°º]{2}[。.]?|[°º][。.]?|[0oO]/[0oO]")
_DASHES = frozenset("一－-–ー─")
_ORDINALS = frozenset("二三四五六七八九十")


def settle(reading: Reading) -> Reading:
    """A line's characters with those settled that stand where a figure must."""
    characters = _of_figures(reading)
    text = _text(characters)
    if match := _THOUSANDS.match(text):
        for i in match.starts(1):
            characters[i] = settled(characters[i], ",")
        text = _text(characters)
    if match := _PAGE_NUMBER.match(text):
        for i in (match.start(1), match.start(2)):
            characters[i] = characters[i]._replace(text="—", raw=characters[i].text)
    for match in _DIRT.finditer(text):
        for i in range(*match.span()):
            characters[i] = dropped(characters[i])
    if match := _LAST_STOP.match(text):
        characters[match.start("stop")] = dropped(characters[match.start("stop")])
    return tuple(characters)


def _of_figures(reading: Reading) -> list[Character]:
    """Figures, and the percent signs and brackets beside them."""
    characters = list(reading)
    text = _text(characters)
    for pattern, figure in _FIGURES:
        for match in pattern.finditer(text):
            for i in range(*match.span()):
                characters[i] = settled(characters[i], figure)
        text = _text(characters)
    match = _PERCENT.search(text)
    if match and (len(match.group()) > 1 or characters[match.start()].confidence < SURE):
        characters[match.start()] = settled(characters[match.start()], "%")
        for i in range(match.start() + 1, match.end()):
            characters[i] = dropped(characters[i])
        text = _text(characters)
    for match in _BRACKET.finditer(text):
        characters[match.start()] = settled(characters[match.start()], "(")
    return characters


def settle_alone(reading: Reading, column: Sequence[str]) -> Reading:
    """The same for what stands alone in a cell. `column` is what the other cells of its column say."""
    percents = sum(other in _PERCENTS for other in column)
    if (
        percents >= _FEW
        and 0 < len(reading) <= _SIGN
        and _PERCENT_LIKE.fullmatch(_text(reading))
        and not any(map(is_figure, column))
    ):
        return (settled(reading[0], "%"), *(dropped(c) for c in reading[1:]))
    match = _COLON.fullmatch(_text(reading))
    if match and _is_of_figures(column) and not any(":" in other for other in column):
        return tuple(settled(c, ".") if i == match.start(1) else c for i, c in enumerate(reading))
    return (_settle_single(reading[0], column),) if len(reading) == 1 else reading


def _settle_single(character: Character, column: Sequence[str]) -> Character:
    """A single character, by the other cells of its column."""
    filled = sum(bool(other) for other in column)
    operators = sum(other in _OPERATORS for other in column)
    figures = sum(map(is_figure, column))
    if operators >= max(float(_FEW), OPERATORS * filled, figures) and character.confidence < SURE:
        thought = [o for o in (character.text, *(other for other, _ in character.others)) if o in _OPERATORS]
        if thought or character.text in _OPERATOR_LIKE:
            return settled(character, thought[0] if thought else _OPERATOR_LIKE[character.text])
    if character.text in _DASHES and not any(other in _ORDINALS for other in column):
        return character._replace(text="—", raw=character.text)
    if character.text in _ALONE and _is_of_figures(column):
        return settled(character, _ALONE[character.text])
    return character


def _is_of_figures(column: Sequence[str]) -> bool:
    figures = sum(map(is_figure, column))
    return figures >= _FEW and figures >= FIGURES * sum(bool(other) for other in column)


def settle_dash(character: Character, height: float, width: float) -> Character:
    """A dash that was read as the figure one, told by its ink (parts of the size): a flat stroke all across its square.
    The recogniser must have had doubts."""
    thought = max((p for other, p in character.others if other == "—" or other in _DASHES), default=0.0)
    doubtful = character.confidence < NO_DOUBT or thought > 0
    across = NARROW if thought >= LIKELY else ACROSS
    if character.text == "一" and doubtful and height <= FLAT and width >= across:
        return character._replace(text="—", raw="一")
    return character


def is_figure(text: str) -> bool:
    """Whether a cell holds nothing but a figure."""
    return regex.fullmatch(rf"[≥≤><=]?[{_DIGIT}][{_DIGIT}.,]*[%％]?", text) is not None


def settled(character: Character, text: str) -> Character:
    """The character as another one."""
    if character.text == text:
        return character
    thought = max((p for other, p in character.others if other == text), default=LEAST_SURE)
    return character._replace(text=text, confidence=min(MOST_SURE, thought), raw=character.raw or character.text)


def dropped(character: Character) -> Character:
    """The character as nothing at all."""
    return character._replace(text="", raw=character.raw or character.text)


def _text(characters: Sequence[Character]) -> str:
    """One place for each character, so that places in the text are places in the line."""
    return "".join(c.text if len(c.text) == 1 else "\N{REPLACEMENT CHARACTER}" for c in characters)
