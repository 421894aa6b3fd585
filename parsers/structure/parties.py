"""What running text says of units and times: by whom a project is carried out, who is above them, and how long it runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from ziping.parsers.structure.titling.titles import AGENCY_ENDS
from ziping.schemas.document import Paragraph
from ziping.schemas.report import Stated

_FRONT = 40  # paragraphs in which a report introduces itself
_NAME = rf"[\w（）()·]{{3,30}}?(?:{AGENCY_ENDS})"
_STOP = r"(?=[，。；、,;（(“”\s]|$|负责|组织|具体|实施|承担|执行|牵头|统筹)"
# 我局, 各乡镇, 县级主管部门, 相关单位 stand for a name
_NO_NAME = re.compile(
    r"^(?:我|本|各|该|其|县级|市级|省级|区级|相关|有关|所属|项目|预算|第三方|全|由|具有|上级)|(?:主管|业务|财政|预算|使用|实施)部门$|单位$"
)
_UNIT = r"(?:项目|资金|预算)?(?:具体)?(?:实施|承担|执行|使用|建设|责任|申报|填报|自评)(?:单位|主体|部门)"
_AGENCY = (
    re.compile(rf"{_UNIT}(?:均)?(?:为|是|：|:)\s?(?P<name>{_NAME}){_STOP}"),
    re.compile(rf"由(?P<name>{_NAME})(?:负责|牵头|具体)*(?:组织)?(?:实施|承担|执行|承办)"),
    re.compile(rf"(?:^|[。，；\s])(?P<name>{_NAME})\s?[（(]以下(?:简称|称)"),
)
_SUPERVISOR = re.compile(
    rf"(?<![\w])(?:项目|预算|业务|行业|上级|行政)?主管(?:部门|单位)(?:为|是|：|:)\s?(?P<name>{_NAME}){_STOP}"
)
_PERIOD = re.compile(
    r"(?:(?:项目|资金|预算)(?:的)?(?:实施|建设|执行|评价)?(?:周期|期限|期间|起止时间|时间)|实施(?:周期|期限|期|时间)|评价(?:期间|时段|期))"
    r"(?:为|是|：|:|从|自)*\s?(?P<period>[^，。；;,\n]{6,40})"
)


def named_agencies(paragraphs: Iterable[Paragraph]) -> Iterator[Stated[str]]:
    """The units that the report says to be the ones it speaks of: 实施单位为甲局, 由甲局组织实施, 甲局（以下简称“我局”）."""
    front = tuple(islice(paragraphs, _FRONT))
    for pattern in _AGENCY:
        yield from _found(front, pattern)


def named_supervisor(paragraphs: Iterable[Paragraph]) -> Stated[str] | None:
    """The department above them: 主管部门为乙局."""
    return next(_found(tuple(islice(paragraphs, _FRONT)), _SUPERVISOR), None)


def told_period(paragraphs: Iterable[Paragraph]) -> Stated[str] | None:
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
