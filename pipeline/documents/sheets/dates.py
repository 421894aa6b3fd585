"""Dates and times as a cell shows them: workbooks keep them as days since an epoch."""

from __future__ import annotations

import datetime
import re

_EPOCH, _EPOCH_1904 = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)
_LAST = 2_958_465  # 9999-12-31
_NO_LEAP_DAY = 60  # before it days count one less: 1900 is taken for a leap year

_LITERAL = re.compile(r'"[^"]*"?|\\.|\[\$[^\]]*\]|_.|\*.')
_MARK = re.compile(r"General|G/通用格式|[yd]|m{1,5}|h|s|aaa|AM/PM", re.IGNORECASE)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|\[\$[^\]]*\]|_.|\*.|\[(?P<total>[hms]+)\]|\[[^\]]*\]'
    r"|(?P<half>AM/PM|A/P|上午/下午)|(?P<mark>y+|m+|d+|h+|s+(?:\.0+)?|a{3,4}|e+)|(?P<plain>.)",
    re.DOTALL | re.IGNORECASE,
)
_WEEKDAYS = "一二三四五六日"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def is_date(code: str) -> bool:
    """Whether a section of a format shows a date or a time."""
    bare = re.sub(r"\[(?![hms]+\])[^\]]*\]", "", _LITERAL.sub("", code), flags=re.IGNORECASE)
    if re.search(r"[0#?]", re.sub(r"s\.0+", "s", bare)):
        return False
    return any(not m[0].lower().startswith("g") for m in _MARK.finditer(bare))


def format_date(value: float, code: str, *, since_1904: bool = False) -> str:
    """A number of days as the date or time that is shown; the number itself where there is no such day."""
    if not 0 <= value <= _LAST:
        return str(value)
    days = value + (1 if not since_1904 and 1 <= value < _NO_LEAP_DAY else 0)
    moment = (_EPOCH_1904 if since_1904 else _EPOCH) + datetime.timedelta(seconds=round(days * 86_400))
    tokens = list(_TOKEN.finditer(code))
    half = any(t.lastgroup == "half" for t in tokens)
    parts, last = [], ""
    for index, token in enumerate(tokens):
        match token.lastgroup:
            case "quoted" | "escaped" | "plain":
                parts.append(token[token.lastgroup])
            case "total":
                hours = int(value * 24 + 1e-9)
                parts.append(str(hours if token["total"][0].lower() == "h" else int(value * 1440 + 1e-9)))
                last = "h"
            case "half":
                parts.append("上午" if moment.hour < 12 else "下午")
            case "mark":
                mark = token["mark"].lower()
                minutes = mark[0] == "m" and (last == "h" or _next_mark(tokens[index + 1 :]).startswith("s"))
                parts.append(_part(mark, moment, minutes=minutes, half=half))
                last = "" if minutes else mark[0]
    return "".join(parts).strip()


def _next_mark(tokens: list[re.Match[str]]) -> str:
    return next((t["mark"].lower() for t in tokens if t.lastgroup == "mark"), "")


def _part(mark: str, moment: datetime.datetime, *, minutes: bool, half: bool) -> str:
    long = len(mark) > 1
    number = {
        "m": moment.minute if minutes else moment.month,
        "d": moment.day,
        "h": (moment.hour % 12 or 12) if half else moment.hour,
        "s": moment.second,
    }.get(mark[0], 0)
    shown = f"{number:02}" if long else str(number)
    if mark[0] in {"y", "e"}:
        shown = f"{moment.year:04}" if len(mark) > 2 or mark[0] == "e" else f"{moment.year % 100:02}"
    elif mark[0] == "a":
        shown = f"{'星期' if len(mark) > 3 else ''}{_WEEKDAYS[moment.weekday()]}"
    elif mark[0] == "m" and len(mark) > 2 and not minutes:
        shown = _MONTHS[moment.month - 1]
    elif mark[0] == "d" and len(mark) > 2:
        shown = f"周{_WEEKDAYS[moment.weekday()]}"
    return shown
