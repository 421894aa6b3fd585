"""What running text says of units and times: by whom a project is carried out, who is above them, and how long it runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.fields import FieldEntry
from ziping.parsers.structure.parts import Part
from ziping.schemas.document import Paragraph
from ziping.schemas.report import Stated

_FRONT = 40  # paragraphs in which a report introduces itself
_NAME = r"[\w（）()·]{3,30}?(?:{titles.agency_ends})"
_STOP = r"(?=[，。；、,;（(“”\s]|$|{chapters.ends_unit_name})"
_NO_NAME = shaped("{chapters.stands_for_unit}")
_AGENCY = (
    shaped(rf"(?:{{chapters.carries_out}})(?:{{chapters.copula}})\s?(?P<name>{_NAME}){_STOP}"),
    shaped(rf"由(?P<name>{_NAME})(?:{{chapters.carried_out_by}})"),
    shaped(rf"(?:^|[。，；\s])(?P<name>{_NAME})\s?[（(](?:{{chapters.called_for_short}})"),
)
_SUPERVISOR = shaped(rf"(?<![\w])(?:{{chapters.supervises}})(?:{{chapters.copula}})\s?(?P<name>{_NAME}){_STOP}")
_PERIOD = shaped(r"(?:{chapters.period})(?:{chapters.copula_of_time})*\s?(?P<period>[^，。；;,\n]{6,40})")


def entries_of_agencies(parts: Sequence[Part]) -> frozenset[str]:
    """All units that the document names in entries: they are recognised in its titles."""
    found: list[FieldEntry] = [e for p in parts for e in p.fields if e.field in ("agency", "department")]
    return frozenset(e.value.value for e in found if e.value is not None)


def named_agencies(paragraphs: Iterable[Paragraph]) -> Iterator[Stated[str]]:
    """The units that the report says to be the ones it speaks of: 实施单位为甲局, 由甲局组织实施, 甲局（以下简称“我局”）."""
    front = tuple(islice(paragraphs, _FRONT))
    for pattern in _AGENCY:
        yield from _found(front, pattern)


def named_supervisor(paragraphs: Iterable[Paragraph]) -> Stated[str] | None:
    """The department above them: 主管部门为乙局."""
    return next(_found(tuple(islice(paragraphs, _FRONT)), _SUPERVISOR), None)


def project_period(paragraphs: Iterable[Paragraph]) -> Stated[str] | None:
    """How long the project runs, as printed: 项目周期为2023年1月1日至12月31日."""
    for paragraph in islice(paragraphs, _FRONT):
        match = _PERIOD.search(paragraph.text.string)
        if match is not None and "年" in match["period"]:
            return Stated(match["period"], paragraph.text.printed(*match.span("period")))
    return None


def _found(paragraphs: Iterable[Paragraph], pattern: re.Pattern[str]) -> Iterator[Stated[str]]:
    for paragraph in paragraphs:
        for match in pattern.finditer(paragraph.text.string):
            if _NO_NAME.search(match["name"]) is None:
                yield Stated(match["name"], paragraph.text.printed(*match.span("name")))
