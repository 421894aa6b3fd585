"""What a title says, read from its end: kind of document, evaluation, aspect, word for the unit; then from its front: unit, place, year.
What remains is the name."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.titles import TITLES
from ziping.parsers.structure.titling.titles import without_brackets
from ziping.parsers.text.dates import find_year
from ziping.parsers.text.punctuation import BRACKETS_BEHIND
from ziping.schemas.report import Stated, SubjectKind
from ziping.schemas.text import Text

_SHORTEST_NAME = 2  # characters
_SHORTEST_UNIT = 4  # characters
_SHORTEST_REST = 4  # characters that must remain of a title behind a place that no year follows
_DEPARTMENT_WORDS = shaped("{titles.of_department}")
_AGENCY_END = shaped("{titles.agency_ends}")
_AGENCY = shaped(r"^[\w（）()·、]{2,40}?(?:{titles.agency_ends})(?=\d{4}|[〇二]|{titles.on}|{titles.itself}|$)")
# No year after it: only a unit that begins with a place and ends in a word that ends no project's name.
_PLACED_AGENCY = shaped(r"^[\w]{1,10}?[省市县区州旗盟][\w]{0,20}?(?:{titles.placed_agency_ends})(?=\S)")
_INSTITUTION = shaped(
    r"^[\w]{1,10}?[省市县区州旗盟][\w]{0,20}?(?:{titles.placed_institutions})(?=[^，。；]{2,40}(?:{titles.money_ends})(?:\d{4}年度?)?$)"
)
_YEAR = shaped(
    r"^(?:{titles.on})?(?:[（(]?\d{4}\s?年?度?[）)]?|[一二][〇○零九][〇○零一二三四五六七八九]{2}年度?)度?(?=\S)"
)
# 青山县2022年度造林项目: whose it is, but no unit
_PLACE_AND_YEAR = shaped(
    r"^[一-鿿]{1,8}?(?:{titles.self_governing})?[省市县区州旗盟镇乡](?=[（(]?(?:19|20)\d\d年|[一二][〇○零九])"
)
# 龙江2022年度造林项目: a place without the word for its kind, where the name goes on behind the year
_BARE_PLACE_AND_YEAR = shaped(
    r"^[一-鿿]{2,3}(?<!(?:{titles.on}))(?=(?:19|20)\d\d年度?(?P<rest>[一-鿿]{4,}(?:{titles.project_ends}))$)"
)
# 青山县公安局交通警察大队|部门整体支出: all that stands before the words for the whole unit
_WHOLE_UNIT = shaped(r"{titles.of_department}|(?:{titles.whole_unit})?(?:{titles.accounts})")
_CAPTION = shaped(r"(?:{titles.captions})\s?[\d一二三四五六七八九十]{1,2}\s?[：:.、]?\s*")
_PLACE_END = re.compile("[省市县区州旗盟镇乡]")
_PLACE = shaped(r"^(?P<name>[一-鿿]{2,4}?)(?:{titles.place_word})")
_YEAR_BEHIND = re.compile(r"(?<=.)[（(]?(?:19|20)\d\d年度?[）)]?$")  # 养老服务项目2022年度
_NAME_BEHIND = re.compile(BRACKETS_BEHIND)
_NAME_IN_BRACKETS = range(3, 61)  # characters
_NO_NAME = shaped(r"^(?:[\d一二三四五六七八九十]|\d{4}年?度?)+$|{titles.no_name}")
_SUPPLEMENT = re.compile(r"(?P<outer>[^（(]*)[（(](?P<inner>[^（()）]{2,40})[）)]")
_SORTING_END = shaped("(?:{titles.sorting})$")
_QUOTED_NAME = re.compile(
    r"(?P<before>.*?)(?:“(?P<a>[^“”]{2,60})”|《(?P<b>[^《》]{2,60})》|\"(?P<c>[^\"]{2,60})\")(?P<behind>.*)"
)


@dataclass(frozen=True, slots=True)
class TitleReading:
    """What a title says. Offsets count in the title's text.

    Attributes:
        kind: Whether it names a project or a whole department; None when it says neither
            (项目支出绩效自评表 names no project).
        subject: The project named.
        agency: The unit named.
        year: The budget year named.
    """

    kind: SubjectKind | None
    subject: tuple[int, int] | None
    agency: tuple[int, int] | None
    year: Stated[int] | None


def read_title(text: Text, agencies: Collection[str] = ()) -> TitleReading:
    """Whose report, of which year, about what. `agencies` are the units that the document names elsewhere."""
    string = text.string
    found = find_year(string)
    year = Stated(found.year, text.printed(found.start, found.stop)) if found and found.year is not None else None
    stop = _without_paper(string)
    start, agency = _skip_front(string, stop if stop is not None else len(string), agencies)
    if _DEPARTMENT_WORDS.search(string):
        return TitleReading(SubjectKind.DEPARTMENT, None, agency, year)
    name = None if stop is None else _name(string, start, stop) or _named_behind(string, agencies)
    return TitleReading(None if name is None else SubjectKind.PROJECT, name, agency, year)


def _without_paper(string: str) -> int | None:
    """Where the words for paper, evaluation and aspect at a title's end begin; None where it evaluates nothing."""
    stop, evaluates = len(string.rstrip()), False
    stop = len(without_brackets(string[:stop]))
    while True:
        words: Sequence[str] = (*TITLES.paper, *TITLES.evaluation)
        if evaluates:
            words = (*TITLES.aspect, *TITLES.evaluation)
        word = max((w for w in words if string.endswith(w, 0, stop)), key=len, default="")
        if not word:
            return stop if evaluates else None
        evaluates = evaluates or word in TITLES.evaluation
        stop -= len(word)


def _name(string: str, start: int, stop: int) -> tuple[int, int] | None:
    """The name between front and end of a title, without year and unit word behind it."""
    if (behind := _YEAR_BEHIND.search(string[:stop], start)) is not None:
        stop = behind.start()
    tail = TITLES.tail.search(string[:stop], start)
    if tail is not None and tail.start() > start:
        stop = tail.start()
    while stop > start and string[stop - 1] in "-—－_:： ":
        stop -= 1
    quoted = _QUOTED_NAME.fullmatch(string, start, stop)
    if quoted is not None and all(_names_nothing(quoted[side]) for side in ("before", "behind")):
        return next(quoted.span(group) for group in ("a", "b", "c") if quoted[group] is not None)
    extra = _SUPPLEMENT.fullmatch(string, start, stop)
    if extra is not None and _names_nothing(extra["outer"]):
        if _SORTING_END.search(extra["inner"]):
            return None  # 专项资金（民生类）
        start, stop = extra.span("inner")  # 中央转移支付（残疾人补助资金）
    if stop - start < _SHORTEST_NAME or _names_nothing(string[start:stop]):
        return None
    return start, stop


def _named_behind(string: str, agencies: Collection[str]) -> tuple[int, int] | None:
    """The name that a title has in brackets at its end: 项目支出绩效自评表（甲）; a year, a number, a class is none."""
    behind = _NAME_BEHIND.search(string)
    name = behind["inside"] if behind is not None else ""
    if behind is None or len(name) not in _NAME_IN_BRACKETS or _names_nothing(name) or _SORTING_END.search(name):
        return None
    year = _YEAR.match(name)
    start = behind.start("inside") + (year.end() if year is not None else 0)
    return None if _NO_NAME.search(name) or name in agencies else (start, behind.end("inside"))


def _names_nothing(string: str) -> bool:
    return TITLES.nameless.fullmatch(string) is not None


def _skip_front(string: str, stop: int, agencies: Collection[str]) -> tuple[int, tuple[int, int] | None]:
    """Where the name of the project begins, and the agency. They come in either order: 甲局2024年乙项目, 2024年甲局乙项目."""
    caption = _CAPTION.match(string)
    start, agency = caption.end() if caption is not None else 0, None
    for _ in range(2):
        start += _about(string[start:stop])
        for front in (_PLACE_AND_YEAR, _BARE_PLACE_AND_YEAR, _YEAR):
            if match := front.match(string[start:stop]):
                start += match.end()
        if agency is None and (length := _agency_at(string[start:stop], agencies)):
            agency = (start, start + length)
            start += length
        start += _place_at(string[start:stop], agencies)
        start += _about(string[start:stop])
    return start, agency


def _about(string: str) -> int:
    """How many characters of words such as 关于 a string begins with."""
    length = 0
    while (word := next((w for w in TITLES.about if string.startswith(w, length)), None)) is not None:
        length += len(word)
    return length


def _agency_at(string: str, agencies: Collection[str]) -> int:
    """How many characters of a unit's name a string begins with."""
    known = max((_shared(a, string) for a in agencies), key=len, default="")
    match = _AGENCY.match(string) or _PLACED_AGENCY.match(string) or _INSTITUTION.match(string)
    found = len(known) or (match.end() if match else 0)
    whole = _WHOLE_UNIT.search(string)
    before = _AGENCY.match(string[: whole.start()]) if whole is not None else None
    return max(found, before.end()) if before is not None else found


def _place_at(string: str, agencies: Collection[str]) -> int:
    """How many characters of a place a string begins with: where a unit of the document has it in its name, or where
    its words leave no doubt (城市 and 示范县 are none)."""
    match = _PLACE.match(string)
    if match is None or len(string) - match.end() < _SHORTEST_REST or match["name"].endswith(TITLES.no_place):
        return max((n for a in agencies if (n := _place_of(a, string))), default=0)
    return match.end()


def _place_of(agency: str, string: str) -> int:
    """How many characters of the place that a unit's name begins with a string begins with, too."""
    common = next((k for k, (a, b) in enumerate(zip(agency, string, strict=False)) if a != b), 0)
    ends = [k for k in range(2, common) if _PLACE_END.match(agency[k])]
    return ends[-1] + 1 if ends and len(string) - ends[-1] - 1 >= _SHORTEST_REST else 0


def _shared(agency: str, string: str) -> str:
    """What of a unit's name a string begins with: the name, or that of the unit it is an office of (甲学院|财务处)."""
    if string.startswith(agency):
        return agency
    common = next((k for k, (a, b) in enumerate(zip(agency, string, strict=False)) if a != b), 0)
    ends = [m.end() for m in _AGENCY_END.finditer(agency, 0, common) if m.end() > _SHORTEST_UNIT]
    return agency[: ends[-1]] if ends else ""
