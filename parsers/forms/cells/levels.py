"""Cells of the levels: the name, its points, and which level goes on below."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from ziping.parsers.forms.cells.points import read_figure
from ziping.parsers.forms.grid.grid import says_nothing, stated_part
from ziping.parsers.lexicon import level_of_name
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.text.enumerators import FOLDED, HAN
from ziping.parsers.text.normalise import fold
from ziping.parsers.text.numbers import HAN_FIGURE, PLAIN_FIGURE
from ziping.schemas.document import Cell
from ziping.schemas.report import Stated

# in brackets a bare figure will do: 产出指标(50); outside them it needs 分, or the words before it: 权重50%
_POINTS = shaped(
    rf"(?P<open>\()?\s*(?:(?P<score>{{cells.points_given_with}})|(?P<weight>{{cells.points_full_with}}))?\s*:?\s*(?P<figure>{PLAIN_FIGURE}|(?<=\(){HAN_FIGURE}(?=分\)))\s*(?P<unit>分|%)?"
    r"\s*(?P<close>\))?"
)
_SEPARATORS = " ,;、/:()"
# 指标1：  ★  1.  （1）  ①  1.1  1.1.1  before the name of an indicator
_PREFIX = shaped(
    rf"(?:[\s★☆●◆■▲△※*•]+|(?:{{targets.item_words}})\s?(?:\d{{1,2}}(?!\d)|[一二三四五六七八九十])\s*[:.、]?\s*|{FOLDED.pattern}"
    r"|\d{1,2}(?:\.\d{1,2}){2,}(?![\d.])\s*|\d{1,2}\.\d{1,2}(?![\d.%])\s*(?=[一-鿿])(?![万亿千百元个人次公米吨亩家倍小天年月日]))+"
)
_CODE = re.compile(r"[A-Z]\d{0,3}[-.、]?\s?(?=[一-鿿])(?![级类型股超])")  # A项目决策, B1资金管理
_KIND_BEFORE = shaped(r"(?P<kind>[^\d:]{2,12}?(?:{targets.kind_ends})?)\s?(?:\d{1,2}|[一二三四五六七八九十])?\s?[:]\s?")
_BLANKS = r"(?:\*{1,}|[Xx×]{2,}|_{2,})"
_TEMPLATE = re.compile(rf"\s*\([^()]*{_BLANKS}[^()]*\)\s*$")  # (≥**个): what the form's template left behind a name
_INSTRUCTION = re.compile(rf"\([^()\d]{{4,}}\)|\(?[≥≤=<>]?{_BLANKS}[^\d]{{0,4}}\)?")
_TO_FILL_IN = shaped("{cells.to_fill_in}")
_SECOND = 2


@dataclass(frozen=True, slots=True)
class Level:
    """A level's name and the points printed with it; `name` is None where only points are printed."""

    name: Stated[str] | None
    weight: Stated[Decimal] | None = None
    score: Stated[Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """The levels that go on below until others are printed."""

    first: Level | None = None
    second: Level | None = None


NOTHING_CARRIED = Carried()


def read_level(cell: Cell) -> Level | None:
    """The name in the cell of a level, numbering before it and points after it left out; None for a blank
    cell, a dash or dots."""
    if says_nothing(cell.text.string):
        return None
    string = fold(cell.text.string)
    start = name_start(string)
    if code := _CODE.match(string, start):
        start = code.end()
    stop, weight, score = len(string), None, None
    for match in _points_in(string, start):
        value = read_figure(match["figure"])
        printed = stated_part(cell, *match.span("figure"))
        if value is None or printed is None:
            continue
        of_name = weight is None and _ends_name(match, cell.text.starts)
        stop = min(stop, match.start("figure") if of_name else match.start())
        if weight is not None or (match["score"] is not None and not of_name):
            score = score or Stated(value.value, printed.printed)
        else:
            weight = Stated(value.value, printed.printed)
    while stop > start and string[stop - 1] in _SEPARATORS and _unbalanced(string[start:stop]):
        stop -= 1
    return Level(stated_part(cell, start, stop), weight, score)


def _ends_name(match: re.Match[str], lines: Collection[int]) -> bool:
    """Whether the words before points end the name: they stand right behind it in its line, the points in one of their own
    (群众评价 over 10分)."""
    words = match.start("score")
    behind = words > 0 and match["open"] is None and match.string[words - 1] not in _SEPARATORS
    return behind and words not in lines and match.start("figure") in lines


def _unbalanced(name: str) -> bool:
    return not (name.endswith(")") and name.count("(") == name.count(")"))


def _points_in(string: str, start: int) -> list[re.Match[str]]:
    """Points at the end of a name: every one must be followed by nothing but others."""
    found: list[re.Match[str]] = []
    for match in _POINTS.finditer(string, start):
        bracketed = match["open"] is not None
        worded = match["score"] is not None or match["weight"] is not None
        if match["unit"] == "%" and not (bracketed or worded):
            continue
        if match["unit"] is None and not ((bracketed and match["close"]) or worded):
            ends_usual_name = match.end() == len(string) and level_of_name(string[start : match.start()]) is not None
            if not ends_usual_name:
                continue
        found.append(match)
    # what stands behind must be nothing but points and separators
    position = len(string)
    tail: list[re.Match[str]] = []
    for match in reversed(found):
        if string[match.end() : position].strip(_SEPARATORS):
            break
        tail.append(match)
        position = match.start()
    return [m for m in reversed(tail) if m.start() > start]


def name_start(string: str) -> int:
    """Where the name begins after its numbering (指标1：, ★, 1., （一）); the whole length where there is
    nothing else. `string` is folded."""
    match = _PREFIX.match(string)
    return match.end() if match else 0


def read_name(cell: Cell) -> Stated[str] | None:
    """The name of an indicator without its numbering; None for the placeholders of a form (指标1：, ……)."""
    string = fold(cell.text.string)
    start = name_start(string)
    template = _TEMPLATE.search(string, start)
    stop = template.start() if template is not None and template.start() > start else len(string)
    if says_nothing(string[start:stop]):
        return None
    return stated_part(cell, start, stop)


def is_instruction(cell: Cell) -> bool:
    """Whether a cell only says what to fill in: words in brackets, no figures (（包含数字及文字描述）), blanks of a
    template (**, XX), or what is to be told in how many characters (说明原因（100字以内）)."""
    string = fold(cell.text.string).strip()
    return _INSTRUCTION.fullmatch(string) is not None or _TO_FILL_IN.search(string) is not None


def kind_before_name(cell: Cell) -> tuple[Stated[str], Stated[str]] | None:
    """The second level and the name, where a form without a column for the second level prints it before the name
    (质量指标：合格率, 数量指标1：培训人数); None where nothing but a name is printed."""
    folded = fold(cell.text.string)
    match = _KIND_BEFORE.match(folded, name_start(folded))
    if match is None or level_of_name(match["kind"]) != _SECOND or says_nothing(folded[match.end() :]):
        return None
    kind, name = stated_part(cell, *match.span("kind")), stated_part(cell, match.end(), len(folded))
    return None if kind is None or name is None else (kind, name)


def numbering_style(string: str) -> str:
    """How a title is numbered, its number left out: 、 for 一、, () for （一）; "" where it is not."""
    match = FOLDED.match(fold(string).lstrip())
    return "" if match is None else re.sub(HAN, "一", re.sub(r"\d+", "1", match[0].strip()))


def title_level(cell: Cell) -> int | None:
    """The level, 1 or 2, that a cell standing alone titles; None for anything else."""
    level = read_level(cell)
    if level is None or level.name is None:
        return None
    usual = level_of_name(level.name.value)
    if usual is not None:
        return usual
    string = fold(cell.text.string).strip()
    if len(string) > 30 or any(mark in string for mark in "。；;"):
        return None
    if re.match(rf"\({HAN}\)", string):
        return 2
    if level.weight is not None or re.match(rf"{HAN}、", string):
        return 1
    return None
