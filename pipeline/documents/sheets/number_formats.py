"""Numbers as a cell shows them: 0.9125 in the format `0.00%` is 91.25%."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from ziping.pipeline.documents.sheets.dates import format_date, is_date

_DIGITS = 15  # that a workbook keeps
_GENERAL = 10  # significant digits that a cell without a format shows

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<pad>.)|\*(?P<fill>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<exponent>[Ee][+-])|(?P<plain>.)",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION = re.compile(r"^(<=|>=|<>|<|>|=)\s*(-?[\d.]+)$")


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a format: `digit`, `dot`, `comma`, `percent`, `exponent`, `general`, `text`, `slash` or `literal`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """What holds for numbers of a sign, or those that meet a condition."""

    tokens: tuple[Token, ...]
    code: str
    condition: tuple[str, Decimal] | None


def format_number(value: float, code: str, *, since_1904: bool = False) -> str:
    """A number as it is shown."""
    sections = _sections(code)
    number = exact(value)
    section, shown = _choose(sections, number)
    if is_date(section.code):
        return format_date(value, section.code, since_1904=since_1904)
    if any(t.kind in {"general", "text"} for t in section.tokens) or not section.tokens:
        return _around(section, _general(shown))
    if any(t.kind == "digit" for t in section.tokens):
        return _placed(section, shown)
    return "".join(t.text for t in section.tokens if t.kind in {"literal", "percent", "dot", "comma"})


def format_text(text: str, code: str) -> str:
    """A text as it is shown: formats may put words around it."""
    sections = _sections(code)
    last = sections[-1]
    if not any(t.kind == "text" for t in last.tokens):
        return text
    return "".join(text if t.kind == "text" else t.text for t in last.tokens if t.kind in {"text", "literal"})


def exact(value: float) -> Decimal:
    """The number that was typed in or counted, without what binary fractions add to it."""
    try:
        return Decimal(f"{value:.{_DIGITS}g}")
    except InvalidOperation:
        return Decimal(0)


@lru_cache(maxsize=500)
def _sections(code: str) -> tuple[Section, ...]:
    sections: list[Section] = []
    tokens: list[Token] = []
    raw, condition = "", None
    for found in _TOKEN.finditer(code):
        kind = found.lastgroup or "plain"
        if kind == "plain" and found[0] == ";":
            sections.append(Section(tuple(tokens), raw, condition))
            tokens, raw, condition = [], "", None
            continue
        raw += found[0]
        if kind == "bracket":
            met = _CONDITION.match(found["bracket"])
            condition = (met[1], Decimal(met[2])) if met else condition
        elif kind != "fill":
            tokens.append(_token(kind, found))
    sections.append(Section(tuple(tokens), raw, condition))
    return tuple(sections[:4])


def _token(kind: str, found: re.Match[str]) -> Token:
    match kind:
        case "quoted" | "escaped" | "currency":
            return Token("literal", found[kind])
        case "pad":
            return Token("literal", " ")
        case "general" | "exponent":
            return Token(kind, found[0])
    names = {
        "0": "digit",
        "#": "digit",
        "?": "digit",
        ".": "dot",
        ",": "comma",
        "%": "percent",
        "@": "text",
        "/": "slash",
    }
    return Token(names.get(found[0], "literal"), found[0])


def _choose(sections: tuple[Section, ...], number: Decimal) -> tuple[Section, Decimal]:
    """The section that holds for a number, and the number without the sign that this section has its own way to show."""
    for section in sections:
        if section.condition and _meets(number, *section.condition):
            return section, number
    plain = [s for s in sections if not s.condition]
    if len(plain) < len(sections):
        return (plain or list(sections))[-1 if len(plain) == 1 else 0], number
    if number < 0 and len(sections) > 1:
        return sections[1], -number
    if number == 0 and len(sections) > 2:
        return sections[2], number
    return sections[0], number


def _meets(number: Decimal, sign: str, limit: Decimal) -> bool:
    return {
        "<": number < limit, ">": number > limit, "<=": number <= limit, ">=": number >= limit,
        "=": number == limit, "<>": number != limit,
    }[sign]  # fmt: skip


def _general(number: Decimal) -> str:
    if number == 0:
        return "0"
    size = number.adjusted()
    if size >= 11 or size < -9:
        digits = f"{number:.5E}"
        mantissa, _, exponent = digits.partition("E")
        mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
        return f"{mantissa}E{exponent[0]}{exponent[1:].zfill(2)}"
    decimals = max(0, min(9, _GENERAL - max(size, 0) - 1))
    text = f"{number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _around(section: Section, digits: str) -> str:
    if not section.tokens:
        return digits
    return "".join(digits if t.kind in {"general", "text"} else t.text for t in section.tokens)


def _placed(section: Section, number: Decimal) -> str:
    """A number in the places that a format has for its digits."""
    tokens = section.tokens
    places = [i for i, t in enumerate(tokens) if t.kind == "digit"]
    first, last = places[0], places[-1]
    if any(t.kind == "slash" for t in tokens[first : last + 1]):
        return _general(number)  # a fraction: its value is shown as any number is
    exponent = next((i for i, t in enumerate(tokens) if t.kind == "exponent"), None)
    dot = next((i for i, t in enumerate(tokens) if t.kind == "dot" and i < (exponent or len(tokens))), None)
    whole = [i for i in places if i < (dot if dot is not None else exponent if exponent is not None else len(tokens))]
    part = [i for i in places if dot is not None and dot < i < (exponent if exponent is not None else len(tokens))]
    number = number.scaleb(2 * sum(t.kind == "percent" for t in tokens))
    behind = (part or whole)[-1] if part or whole else last
    if exponent is not None:
        digits = _scientific(number, len(part), tokens[exponent].text, len(places) - len(whole) - len(part))
        return _joined(tokens, first, last, digits)
    scaled = 0
    for token in tokens[behind + 1 :]:
        if token.kind != "comma":
            break
        scaled += 1
    number = number.scaleb(-3 * scaled)
    grouped = any(t.kind == "comma" for t in tokens[first:behind])
    least = sum(tokens[i].text == "0" for i in whole)
    rounded = abs(number).quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    integer, _, fraction = f"{rounded:f}".partition(".")
    integer = integer.lstrip("0").zfill(least)
    if grouped:
        integer = f"{int(integer or 0):,}".zfill(least) if integer else ""
    for place in reversed(part):  # digits that need not be shown
        if tokens[place].text == "0" or not fraction.endswith("0"):
            break
        fraction = fraction[:-1]
    sign = "-" if number < 0 and rounded != 0 else ""
    point = "." if dot is not None else ""
    return _joined(tokens, first, behind, f"{sign}{integer}{point}{fraction}", sign)


def _joined(tokens: tuple[Token, ...], first: int, last: int, digits: str, sign: str = "") -> str:
    """The digits with what stands before and behind them; a minus stands before all."""
    before = "".join(t.text for t in tokens[:first] if t.kind in {"literal", "percent"})
    within = "".join(t.text for t in tokens[first : last + 1] if t.kind == "literal")
    behind = "".join(t.text for t in tokens[last + 1 :] if t.kind in {"literal", "percent"})
    return f"{sign}{before}{digits.removeprefix(sign)}{within}{behind}".strip()


def _scientific(number: Decimal, decimals: int, sign: str, width: int) -> str:
    mantissa, _, exponent = f"{number:.{decimals}E}".partition("E")
    plus = "+" if sign.endswith("+") and int(exponent) >= 0 else "-" if int(exponent) < 0 else ""
    return f"{mantissa}E{plus}{str(abs(int(exponent))).zfill(max(width, 1))}"
