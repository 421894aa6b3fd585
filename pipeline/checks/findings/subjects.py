"""What a finding is about, in English: the program's own words are translated, the report's are quoted as printed."""

from __future__ import annotations

_WORDS = {
    "总分": "total score",
    "总分值": "total of the full points",
    "各部分": "its parts",
    "一级指标": "level 1",
    "二级指标": "level 2",
    "占比合计": "shares together",
    "自评等级": "grade",
    "自评总分": "total score",
    "预算执行率": "execution rate",
    "预算调整": "adjustment",
    "资金合计": "all funds",
    "年初预算数": "initial budget",
    "全年预算数": "annual budget",
    "到位数": "funds received",
    "全年执行数": "spending",
    "年初预算": "initial budget",
    "预算": "budget",
    "到位": "received",
    "支出": "spending",
}
_JOINS = (("：", ": "), ("＝", " = "), ("、", ", "))


def in_english(subject: str) -> str:
    """The subject of a finding for an English message.

    `年度资金总额：全年预算数` is `年度资金总额: annual budget`; labels of the report stay as they are printed. Of a
    list (`预算、到位`) every word has to be ours: labels may hold the same sign.
    """
    return _joined(subject, _JOINS)


def _joined(text: str, joins: tuple[tuple[str, str], ...]) -> str:
    if text in _WORDS or not joins:
        return _WORDS.get(text, text)
    (sign, english), *rest = joins
    parts = text.split(sign)
    if sign == "、" and any(p not in _WORDS for p in parts):
        return text
    return english.join(_joined(p, tuple(rest)) for p in parts)
