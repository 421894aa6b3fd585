"""What may be the name of a project or a unit: no heading, no line of a table, no clause."""

from __future__ import annotations

import re

from ziping.parsers.forms.types import Form
from ziping.parsers.lexicon import FUNDING, INDICATOR, LINES, TOTALS, Fit, Names, level_of_name
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.fields import field_of
from ziping.parsers.text.enumerators import NUMBER
from ziping.parsers.text.normalise import bare

_NUMBERING = shaped(rf"^(?:{NUMBER}|{{chapters.item_before}})\s*")
_HEADING = shaped("{chapters.sum_heading}")
_SUM_LINE = shaped("{chapters.sum_line}")
_PRONOUNS = shaped("{chapters.pronoun}")
_NAMELESS = shaped("(?:{chapters.heading_alone})")
_CLAUSE = shaped(r"[。；;？！]|[，,].*[，,]|\d[\d,.]*\s?(?:{titles.amount_units})|[:：]")
_PAPER = shaped("{titles.form_titles}")
_FIGURES_ONLY = re.compile(r"^[\d.,%％\s\-—/]+$")
_PATH = re.compile(r"[—－/\-→>]+")
_MEASURED = shaped("{chapters.measure_end}")
_MARKS = re.compile(r"\d\s?分(?:[）)])?$")
_UNIT_ENDS = shaped("{chapters.unit_end}")
_LENGTH = range(2, 81)  # characters


def stands_for_a_name(string: str) -> bool:
    """Whether a wording stands for a name that is told elsewhere: 本单位, 我局, 部门."""
    return _PRONOUNS.match(bare(string)) is not None


def names_a_subject(string: str) -> bool:
    """Whether a wording in a list may name what is evaluated. A heading (金额, 本年预算数), a line of receipts or
    spending (收入合计, 一、财政拨款), a figure and a sentence name nothing."""
    words = _NUMBERING.sub("", string.strip(), count=1)
    if not may_be_named(words) or _PAPER.search(words) or _CLAUSE.search(words) or _SUM_LINE.search(words):
        return False
    return not any(_is_word(names, words) for names in (LINES, INDICATOR, TOTALS))


def is_scored_item(name: str) -> bool:
    """Whether a wording names an item of a sheet of scores: a level (项目决策), a path of levels (过程—资金管理—支出率),
    a name with its marks (预算执行率10分), or what is measured (补贴发放率)."""
    if _MARKS.search(name) is not None or _MEASURED.search(name) is not None:
        return True
    return level_of_name(_PATH.split(name)[0]) is not None


def names_a_unit(name: str) -> bool:
    """Whether a wording names a unit or a place rather than a project: 云台镇, 县第一中学."""
    return _UNIT_ENDS.search(name) is not None


def may_be_named(string: str) -> bool:
    """Whether a wording beside the label 项目名称 may be a name: no heading, no figure, nothing that only stands
    for a name. A project may well be called 公用经费 there."""
    name = bare(string)
    if not _LENGTH.start <= len(name) < _LENGTH.stop or _NAMELESS.fullmatch(name) or stands_for_a_name(name):
        return False
    return not (
        _FIGURES_ONLY.match(name) or _HEADING.search(name) or field_of(string) is not None or _is_word(FUNDING, string)
    )


def names_money(string: str) -> bool:
    """Whether a wording beside the label of a unit is the next heading of a table of money (机构名称 | 收入合计)."""
    words = bare(string)
    return bool(_HEADING.search(words) or _SUM_LINE.search(words)) or any(_is_word(n, string) for n in (FUNDING, LINES))


def is_listed(form: Form) -> bool:
    """Whether it is a line of a list of projects."""
    return form.first_row == form.last_row and not form.indicators and not form.sections


def _is_word(names: Names, wording: str) -> bool:
    match = names.find(wording)
    return match is not None and match.fit >= Fit.WEAK
