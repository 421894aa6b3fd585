"""Dates, years and periods in text: read here and nowhere else."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_DIGITS = str.maketrans("０１２３４５６７８９〇○零一二三四五六七八九", "0123456789000123456789")
_YEAR = r"(?P<year>[12][09]\d\d|[１２][０９][０-９]{2}|[一二][九〇○零][〇○零一二三四五六七八九]{2})"
_MONTHS = 12
_DAY_OR_MONTH = r"(?:\d{1,2}|[０-９]{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"

_DATE = re.compile(
    # 2024年12月31日, 2024年度, 2024 年 1 月; the day may be missing, the month, too
    rf"(?<!\d){_YEAR}\s?(?:年度|年)(?:\s?(?P<month>{_DAY_OR_MONTH})\s?(?:月份|月)(?:\s?(?P<day>{_DAY_OR_MONTH})\s?[日号])?)?"
    # 2024-12-31, 2024/1, 2024.01.01
    # (1974.01 is a figure: points need a day)
    r"|(?<![\d.])(?P<iso_year>[12][09]\d\d)(?P<sep>[-/.])(?P<iso_month>1[0-2]|0?[1-9])"
    r"(?:(?P=sep)(?P<iso_day>3[01]|[12]\d|0?[1-9])|(?<!\.\d)(?<!\.\d\d))(?![\d%％.])"
    # 5月20日 without a year
    rf"|(?<!\d)(?P<bare_month>{_DAY_OR_MONTH})\s?月\s?(?P<bare_day>{_DAY_OR_MONTH})\s?日"
    # 于3月6日|至8日
    r"|(?<=[日号])\s?[-—–~～至到]\s?(?:3[01]|[12]\d|[1-9])\s?[日号]"
    # 12月底, 1—10月, 6月 (but not 6个月)
    r"|(?<![\d.])(?:1[0-2]|[1-9])\s?月?\s?[-—–~～至]\s?(?:1[0-2]|[1-9])\s?月(?:份)?|(?<![\d./])(?P<lone_month>1[0-2]|0?[1-9])\s?月(?!度)(?:份|底|末|初)?"
    # a bare year between a word and a word: 2021-2025, (2024), 2024级
    r"|(?<![\d.])(?:19|20)\d\d\s?[-—–~～至]\s?(?:19|20)\d\d(?!\d)(?:\s?年)?"
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date or part of one, from `start` to `stop`. Parts that are not printed are None."""

    start: int
    stop: int
    year: int | None
    month: int | None = None
    day: int | None = None

    def first_day(self) -> datetime.date | None:
        """The first day of what is named; None without a year, or when there is no such day."""
        return None if self.year is None else _day(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> datetime.date | None:
        """The last day of what is named; None without a year, or when there is no such day."""
        if self.year is None:
            return None
        month = self.month or 12
        return _day(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _int(text: str | None) -> int | None:
    if text is None:
        return None
    if "十" in text:
        tens, _, ones = text.partition("十")
        return int((tens or "一").translate(_DIGITS)) * 10 + int((ones or "〇").translate(_DIGITS))
    return int(text.translate(_DIGITS))


def find_dates(string: str) -> Iterator[FoundDate]:
    """All dates, months and years of `string`, in order. `60日` and `6个月` are durations, not dates."""
    for match in _DATE.finditer(string):
        year = _int(match["year"] or match["iso_year"])
        month = _int(match["month"] or match["iso_month"] or match["bare_month"] or match["lone_month"])
        day = _int(match["day"] or match["iso_day"] or match["bare_day"])
        if month is not None and not 1 <= month <= _MONTHS:
            month = day = None
        yield FoundDate(match.start(), match.end(), year, month, day)


def read_date(string: str) -> FoundDate | None:
    """The whole date, with a year, that `string` begins with or is; None when there is none."""
    return next((d for d in find_dates(string) if d.year is not None), None)


def read_period(string: str) -> tuple[datetime.date | None, datetime.date | None]:
    """First and last day of a period: `2024年1月-12月`, `2024.01.01至2024.12.31`, `2024年`."""
    found = [d for d in find_dates(string) if d.year is not None or d.month is not None]
    if not found or found[0].year is None:
        return None, None
    end = found[-1]
    return found[0].first_day(), replace(end, year=end.year or found[0].year).last_day()


def find_year(string: str) -> FoundDate | None:
    """The first year of `string`: `2024年`, `（2021年度）`, and a bare `2024` where nothing else is printed."""
    found = next((d for d in find_dates(string) if d.year is not None), None)
    if found is not None:
        return found
    bare = re.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)", string)
    if bare is not None and not string.strip("（）()[]〔〕【】 ").replace(bare[0], ""):
        return FoundDate(bare.start(), bare.end(), int(bare[0]))
    return None
