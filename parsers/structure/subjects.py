"""What a part of a document is about, and which parts speak of the same thing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ziping.parsers.lexicon.entries import shaped, words_of
from ziping.parsers.lexicon.fields import FieldEntry
from ziping.parsers.structure.titling.grammar import TitleReading, read_title
from ziping.parsers.structure.titling.titles import quoted_projects
from ziping.schemas.document import Paragraph
from ziping.schemas.report import Stated, SubjectKind
from ziping.schemas.text import Text

# What a name carries besides the name: marks, the year, the kind of money.
_MARKS = re.compile(r"[\s“”\"'‘’《》〈〉<>（）()【】\[\]、，,。·]")
_YEAR_BEFORE = re.compile(r"^(?:19|20)\d\d年?度?")
_GENERIC_END = shaped("(?:{titles.generic_end})+$")
_OF_PROJECT = shaped("{titles.of_money}")
_OF_FUND = shaped("{titles.of_transfers}")
_FUND = shaped(r"(?:{titles.kind_of_fund})[（(](?P<name>[^（()），。；：\d]{4,30}(?:{titles.fund_ends}))[）)]")
_SPEAKS_FIRST = 12  # paragraphs in which a report names its project


@dataclass(frozen=True, slots=True)
class Subject:
    """What a part is about.

    Attributes:
        kind: None when the part does not say.
        name: The project's or department's name; None when the part does not say.
        whole: Whether the part is explicitly about the whole of a department (部门整体支出).
        of_project: Whether its title says that it is about a project, without naming it (项目支出绩效自评表).
    """

    kind: SubjectKind | None
    name: Stated[str] | None
    whole: bool = False
    of_project: bool = False


def field_value(entries: Iterable[FieldEntry], *fields: str) -> Stated[str] | None:
    """The first entry filled in among `fields`, in their order of preference."""
    every = tuple(entries)
    for field in fields:
        for entry in every:
            if entry.field == field and entry.value is not None:
                return entry.value
    return None


def subject_of(
    titles: Sequence[Text],
    entries: Sequence[FieldEntry],
    paragraphs: Sequence[Paragraph],
    agencies: Collection[str],
) -> Subject:
    """The subject of a part: what its entries name, else its title, else its first sentences."""
    if (project := field_value(entries, "project")) is not None:
        return Subject(SubjectKind.PROJECT, project)
    title = _joined(titles)
    reading = read_title(title, agencies) if title else None
    whole = bool(title and any(w in title.string for w in words_of("titles.of_whole")))
    department = field_value(entries, "department")
    if department is not None or (reading is not None and reading.kind is SubjectKind.DEPARTMENT):
        return Subject(SubjectKind.DEPARTMENT, department, whole or department is not None)
    if title and reading is not None and reading.subject is not None:
        return Subject(SubjectKind.PROJECT, _own_name(title, reading, paragraphs))
    told = _only_quoted(paragraphs[:_SPEAKS_FIRST])
    if told is None and title and _OF_FUND.search(title.string):
        told = _only_fund(paragraphs[:_SPEAKS_FIRST])
    if title and told is not None:
        return Subject(SubjectKind.PROJECT, told)
    return Subject(None, None, of_project=bool(title and _OF_PROJECT.search(title.string)))


def _joined(titles: Sequence[Text]) -> Text | None:
    return Text.of(p for t in titles for p in t.pieces) if titles else None


def _own_name(title: Text, reading: TitleReading, paragraphs: Sequence[Paragraph]) -> Stated[str]:
    """The project's name as the title has it, or the shorter one in quotation marks that the report
    itself goes on to use for it."""
    start, stop = reading.subject or (0, 0)
    name = title.string[start:stop]
    for paragraph in paragraphs[:_SPEAKS_FIRST]:
        for a, b in quoted_projects(paragraph.text):
            quoted = paragraph.text.string[a:b]
            if bare_name(quoted) and bare_name(quoted) in bare_name(name):
                return Stated(quoted, paragraph.text.printed(a, b))
    return Stated(name, title.printed(start, stop))


def _only_quoted(paragraphs: Iterable[Paragraph]) -> Stated[str] | None:
    """The project that the first sentences put in quotation marks; None where they do so with several."""
    found = [Stated(p.text.string[a:b], p.text.printed(a, b)) for p in paragraphs for a, b in quoted_projects(p.text)]
    return found[0] if found and all(same_subject(f.value, found[0].value) for f in found) else None


def _only_fund(paragraphs: Iterable[Paragraph]) -> Stated[str] | None:
    """The fund that a report on 转移支付 tells the name of: 中央转移支付资金（残疾人补助资金）; None where it tells several."""
    found = [
        Stated(m["name"], p.text.printed(*m.span("name"))) for p in paragraphs for m in _FUND.finditer(p.text.string)
    ]
    return found[0] if found and all(same_subject(f.value, found[0].value) for f in found) else None


def bare_name(name: str) -> str:
    """A name without what differs between its mentions: marks, blanks, the year before it."""
    return _YEAR_BEFORE.sub("", _MARKS.sub("", name))


def same_subject(one: str, other: str) -> bool:
    """Whether two names mean one subject: equal, or equal but for the kind of money at the end
    (甲补助 and 甲补助项目资金)."""
    return name_key(one) == name_key(other)


def name_key(name: str) -> tuple[str, str]:
    """What the names of one subject have in common: the bare name without the kind of money at its end, else all of it."""
    bare = bare_name(name)
    short = _GENERIC_END.sub("", bare)
    return (short, "") if short else ("", bare)
