"""The numbers of lists as Word writes them."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def format_number(value: int, form: str) -> str:
    """A number in one of Word's forms (`decimal`, `chineseCounting`, …); decimal where it is none of ours."""
    if value < 0 or form == "none":
        return "" if form == "none" else str(value)
    return _FORMS.get(form, str)(value)


def _counting(digits: str, units: tuple[str, str, str], *, short: bool) -> Callable[[int], str]:
    def counted(value: int) -> str:
        if value == 0 or value >= 10_000:
            return digits[0] if value == 0 else str(value)
        parts, zero = "", False
        for power, unit in ((1000, units[2]), (100, units[1]), (10, units[0]), (1, "")):
            digit = value // power % 10
            if digit:
                parts += (digits[0] if zero else "") + digits[digit] + unit
                zero = False
            elif parts:
                zero = True
        return parts[1:] if short and 10 <= value < 20 else parts

    return counted


def _digital(value: int) -> str:
    return "".join("〇一二三四五六七八九"[int(d)] for d in str(value))


def _letters(value: int) -> str:
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value else ""


def _roman(value: int) -> str:
    parts = ""
    for step, sign in _ROMAN:
        parts += sign * (value // step)
        value %= step
    return parts


def _enclosed(first: str, most: int) -> Callable[[int], str]:
    return lambda value: chr(ord(first) + value - 1) if 1 <= value <= most else str(value)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)] if value else ""


_CHINESE = _counting(_DIGITS, ("十", "百", "千"), short=True)
_CHINESE_FORMAL = _counting(_FORMAL, ("拾", "佰", "仟"), short=False)

_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda value: f"{value:02}",
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerLetter": _letters,
    "chineseCounting": _CHINESE,
    "chineseCountingThousand": _CHINESE,
    "japaneseCounting": _CHINESE,
    "taiwaneseCounting": _CHINESE,
    "taiwaneseCountingThousand": _CHINESE,
    "koreanCounting": _CHINESE,
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "chineseLegalSimplified": _CHINESE_FORMAL,
    "ideographLegalTraditional": _CHINESE_FORMAL,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalEnclosedCircle": _enclosed("①", 20),
    "decimalEnclosedCircleChinese": _enclosed("①", 20),
    "decimalEnclosedParen": _enclosed("⑴", 20),
    "decimalEnclosedFullstop": _enclosed("⒈", 20),
    "ideographEnclosedCircle": _enclosed("㊀", 10),
    "decimalFullWidth": lambda value: "".join(chr(ord("０") + int(d)) for d in str(value)),
    "decimalFullWidth2": lambda value: "".join(chr(ord("０") + int(d)) for d in str(value)),
    "numberInDash": lambda value: f"-{value}-",
}
