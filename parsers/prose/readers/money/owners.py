"""Whose money a sum is: the whole's, a source's, that of basic or project expenditure, or one project's among several."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ziping.parsers.lexicon.entries import name_of, shaped, words_of
from ziping.parsers.lexicon.money import money_words
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.prose.readers.money.phrases import Phrase, without_link
from ziping.parsers.text.enumerators import CIRCLE

_LEAD = shaped(
    rf"(?:[（(]?[一二三四五六七八九十\d]{{1,2}}[）)、．.]|{CIRCLE}|(?:19|20)\d\d年?(?:度|初|末|底)?|{{money.before_owner}}|为(?={{grammar.fund_sources}})|[一二三四五]是|[：:，,、\s])*"
)
_QUOTED = re.compile(r"[“《](?P<name>[^”》]{2,40})[”》]")
_LISTED = re.compile(
    rf"\s*(?P<number>[（(]?[一二三四五六七八九十\d]{{1,2}}[）)、．.]|{CIRCLE})?\s*(?P<name>[^，。；：:\d]{{2,40}})[：:]"
)
_HEADING = shaped("{money.no_owner}")
_HEADED = re.compile(
    rf"\s*(?:[（(]?[一二三四五六七八九十\d]{{1,2}}[）)、．.]|{CIRCLE})\s*(?P<name>[^，。；：:、\d\n]{{2,30}})[。\n]"
)
_CLAUSE = shaped(r"\s*(?P<name>[^，。；：:\d]{4,30}(?:{grammar.projects}|{money.money_objects}))，[^，。；：\d]{0,8}$")
_FEW = 3
_WORKS = words_of("phrases.works")
_NATURES = (("basic", name_of("phrases.basic_by_nature")), ("project", name_of("grammar.projects")))
_SPENDING, _BUDGET = name_of("phrases.spending"), name_of("phrases.budget")
_LOCAL = "local"
CURRENT_YEAR = "current_year"


class Kind(StrEnum):
    """Kinds of owners beside the whole."""

    SOURCE = "source"
    ITEM = "item"
    NATURE = "nature"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose money a figure is, where that is not the whole's.

    Attributes:
        line: As in `FundingLine`.
        key: By which the same owner is known again.
        span: Where its name stands.
        listed: It is the head of a numbered item (1、某项目：…).
    """

    kind: Kind
    line: str
    key: str
    span: tuple[int, int]
    listed: bool = False


def owner_of(clauses: Clauses, phrase: Phrase, at: int) -> Owner | None:
    """Whose money a phrase names; None for the whole's."""
    string = clauses.string
    if phrase.strange:
        span = _trimmed(string, *phrase.name)
        return Owner(Kind.ITEM, "project", string[slice(*span)], span)
    quoted = list(_QUOTED.finditer(string, *phrase.name))
    if quoted:
        span, whole = quoted[-1].span("name"), _trimmed(string, quoted[-1].start(), phrase.name[1])
        if string[quoted[-1].end() : whole[1]] not in ("", *_WORKS):
            span = whole  # “雪亮工程”运维费
        return Owner(Kind.ITEM, "project", string[slice(*span)], span)
    span = _trimmed(string, *phrase.name)
    name = string[slice(*span)]
    source = source_of(string, *span) or source_of(string, *phrase.agent)
    if source is not None and source.line == CURRENT_YEAR:
        source = None  # 财政拨款支出 may be all there is; as a part of another sum it is a source
    return source or _nature(name, span, phrase.verb) or _fund(string, *span) or _list_head(clauses, at)


def source_of(string: str, start: int, stop: int) -> Owner | None:
    """The source of money that a name is (中央财政资金, 单位自筹); None for others."""
    start, stop = _trimmed(string, start, stop)
    match = money_words().source.fullmatch(string, start, stop)
    if match is None or match.lastgroup is None:
        return None
    plain = money_words().plain_source.fullmatch(string, start, stop) is not None
    level = string[start : start + 1] if match.lastgroup == _LOCAL else ""  # 市级 and 县级 are two
    key = match.lastgroup + (level if plain else string[start:stop])
    return Owner(Kind.SOURCE, match.lastgroup, key, (start, stop))


def _nature(name: str, span: tuple[int, int], verb: str) -> Owner | None:
    """基本支出, 一般公共预算基本支出, 项目支出预算: the kind of expenditure."""
    known = money_words()
    for line, nature in _NATURES:
        for whole in (nature + _SPENDING + _BUDGET, nature + _SPENDING, nature if verb.startswith(_SPENDING) else ""):
            before = name.removesuffix(whole)
            if whole and name.endswith(whole) and (line == "basic" or known.general.fullmatch(before)):
                start = span[0] + len(before)
                return Owner(Kind.NATURE, line, line, (start, start + len(nature + _SPENDING)))
    return None


def _list_head(clauses: Clauses, at: int) -> Owner | None:
    """1、某项目：预算45万元，…: a line of a list of projects speaks of one of them, numbered or not; so does what follows the
    heading of a numbered paragraph that names a source, fund or project (1.省级配套资金。预算680万元，…)."""
    string = clauses.string
    start, stop = clauses.sentence(at)
    match = _LISTED.match(string, start, min(stop, at))
    if match is not None and not _names_nothing(match["name"]):
        return Owner(Kind.ITEM, "project", match["name"], match.span("name"), listed=match["number"] is not None)
    clause = _CLAUSE.search(string, max(start, string.rfind("；", start, at) + 1), at)  # 一个是设备购置项目，预算85万元
    if clause is not None:
        span = _trimmed(string, *clause.span("name"))
        if span[1] - span[0] > _FEW and not _names_nothing(string[slice(*span)]):
            return Owner(Kind.ITEM, "project", string[slice(*span)], span)
    head = _HEADED.match(string, string.rfind("\n", 0, at) + 1, at)
    if head is None:
        return None
    source = source_of(string, *head.span("name"))
    return source or (None if _names_nothing(head["name"]) else _fund(string, *head.span("name")))


def _names_nothing(name: str) -> bool:
    return _HEADING.search(name) is not None or money_words().general.fullmatch(name) is not None


def _fund(string: str, start: int, stop: int) -> Owner | None:
    """A name that ends in a word for money or works, time and the like behind it left out (校舍维修项目|全年)."""
    known = money_words()
    for cut in range(stop, start + 1, -1):
        name = string[start:cut]
        if known.general.fullmatch(string, cut, stop) is None:
            continue  # 初 of 年初 is no word
        if known.object_tail.search(name) or (name.endswith(_WORKS) and not known.general.fullmatch(name)):
            break
    else:
        return None
    return None if known.general.fullmatch(name) else Owner(Kind.ITEM, "project", name, (start, cut))


def _trimmed(string: str, start: int, stop: int) -> tuple[int, int]:
    """The stretch without time and lead-in before it, and linking words behind."""
    lead = _LEAD.match(string, start, stop)
    start = lead.end() if lead is not None else start
    return start, without_link(string, start, stop)
