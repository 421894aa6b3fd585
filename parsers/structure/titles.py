"""Titles, attachment markers and what they say: whose report, of which year, about what."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from ziping.parsers.text.dates import find_year
from ziping.schemas.document import Align, Paragraph
from ziping.schemas.report import Stated, SubjectKind
from ziping.schemas.text import Text

_SHORTEST_NAME = 2  # characters
LONGEST_TITLE = 90  # characters; longer lines are sentences
_SHORTEST_TITLE = 4  # characters

# 附件, 附件1:, 附表 2, 附 3；also 附件1-1
_MARKER = re.compile(r"^附\s*[件表录]?\s*(?:[0-9一二三四五六七八九十]+(?:[-—－.][0-9]+)*)?\s*[:：]?$")
# 附件3：甲市…评分表, 附表1甲市…汇总表, 表1 …打分表: the marker on the title's own line
_MARKER_BEFORE = re.compile(
    r"(?:附\s?[件表录]|表(?=\s?[\d一二三四五六七八九十]))\s?(?:\d{1,2}(?!\d)|[一二三四五六七八九十]{1,2})(?:[-—－]\d{1,2})?\s*[:：、.．]?\s*(?=\S)"
)
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]+\s*[、.．]|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+\s*[.．、]|[①-⑳]|第[一二三四五六七八九十]+[章节部]分?)"
)
_TITLE_ENDS = re.compile(
    r"(?:报告|总结|说明|表|评分|打分|情况|意见|材料|方案|文件|目标|自评|自评价|结果|综述|概要|摘要|函)(?:书|单)?"
    r"(?:[（(〔【\[][^）)〕】\]]{0,20}[）)〕】\]])*$"
)
_SENTENCE = re.compile(r"。|[：:；;，,、]$")
# （2024年度）, 2025年3月6日, 甲字〔2025〕22号, 甲局文件, 目录: they stand among the lines of a title and are none
_NO_TITLE_LINE = re.compile(
    r"^[（(〔【\[][^）)〕】\]]*[）)〕】\]]$|〔\d{4}〕|\d\s?[号页]$|文件$|^目\s*录$|^[\d\s年月日〇○零一二三四五六七八九十./-]+[月日]$|^[\W\d_]+$"
)
_TITLE_WORDS = re.compile(r"自评|自我评价|绩效|评价|评分|打分")

# The kind of paper, at the end of a title: everything before it is whose, when and what.
_PAPER = re.compile(
    r"(?:的)?(?:绩效)?(?:目标|运行)?(?:完成情况|实施情况|执行情况)?(?:的)?"
    r"(?:绩效)?(?:自评价|自我评价|自评|评价|考评)(?:工作|结果|指标|情况|价|的)*(?:评分|打分|计分|汇总|明细|统计)?"
    r"(?:报告书|报告|总结|说明|表格|表|材料|情况|结果|综述|概要|摘要|(?<=自评)|(?<=自评价))(?:的函|的公示)?(?:[（(〔【\[][^）)〕】\]]{0,20}[）)〕】\]])*$"
)
# What a title adds to the name of a project: 居保转企保参保补助|项目资金, 社保工作专项经费|项目支出; 项目 alone is
# left with the name that ends in it (执法装备购置项目).
_TAIL = re.compile(
    r"(?:专项)?(?:预算)?项目(?:专项)?(?:预算)?(?:支出|资金|经费|政策)(?:使用)?$|专项(?:预算)?项目$|(?:预算)?支出$|(?:支出)?预算$"
)
# Words that say which kind of money or paper it is, and name nothing.
_NAMELESS = re.compile(
    r"(?:中央|省级|市级|县级|区级|本级|地方|对|财政|转移支付|区域|项目|专项|资金|预算|部门|单位|支出|重点|一般|年度|公共|"
    r"整体|经费|绩效|政策|目标|预算|决算|和|及|[（）()、])*"
)
_DEPARTMENT_WORDS = re.compile(
    r"部门整体|单位整体|整体支出|整体绩效|部门预算(?!项目|的?专项)|部门绩效|部门支出|部门（单位）整体|整体预算"
)
AGENCY_ENDS = (
    "局|委员会|委|办公室|办|厅|院|校|馆|所|站|中心|大队|支队|总队|队|会|政府|部|处|公司|集团|联合会|协会|总会|团委|党校|学校|中学|小学"
    "|幼儿园|医院|法院|检察院|分局|街道|乡|镇|园区|管委会|基金会|社|署|台|库|场|公安|电视台|党组|机关|工会|妇联|残联|科协|文联|工商联"
)
_AGENCY_END = re.compile(AGENCY_ENDS)
_SHORTEST_UNIT = 4  # characters
_AGENCY = re.compile(rf"^[\w（）()·、]{{2,40}}?(?:{AGENCY_ENDS})(?=\d{{4}}|[〇二]|关于|本级|$)")
# No year after it: only a unit that begins with a place and ends in a word that ends no project's name.
_PLACED_AGENCY = re.compile(r"^[\w]{1,10}?[省市县区州旗盟][\w]{0,20}?(?:局|委员会|办公室|厅|政府|法院|检察院)(?=\S)")
_AGENCY_ALONE = re.compile(rf"^[\w（）()·、]{{2,40}}(?:{AGENCY_ENDS})(?:（本级）|\(本级\)|本级)?$")
_IMPRINT = re.compile(r"^(?:信息公开选项|信息公开类别|抄送|主题词|分送|此件(?:主动|依申请|不予)?公开)|印发[。\s]*$")
_YEAR = re.compile(
    r"^(?:关于)?(?:[（(]?\d{4}\s?年?度?[）)]?|[一二][〇○零九][〇○零一二三四五六七八九]{2}年度?)度?(?=\S)"
)
# 青山县2022年度造林项目: whose it is, but no unit
_PLACE = re.compile(r"^[一-鿿]{1,8}?(?:自治)?[省市县区州旗盟镇乡](?=[（(]?(?:19|20)\d\d年|[一二][〇○零九])")
_YEAR_BEHIND = re.compile(r"(?<=.)[（(]?(?:19|20)\d\d年度?[）)]?$")  # 养老服务项目2022年度
_ABOUT = re.compile(r"^(?:关于|对|开展|报送|上报|呈报|提交|公开|做好|印发)+")
_QUOTED_NAME = re.compile(r"[“\"](?P<name>[^“”\"]{2,60})[”\"](?:专项|补助)?(?:项目)?(?:资金|经费)?(?:支出)?")
_QUOTED_PROJECT = re.compile(r"“(?P<a>[^“”]{2,60})”\s?(?:专项|补助)?(?:项目|资金|经费)|《(?P<b>[^《》]{2,60})》\s?项目")


# A title of a paper that evaluates somebody, and of one that only says how it is to be done
_EVALUATION = re.compile(r"自评|自我评价|绩效评价|绩效评估|绩效考评|评价报告")
_INSTRUCTIONS = re.compile(r"(?:方案|意见|文件|通知|办法|目标|细则|制度)(?:[（(〔【\[][^）)〕】\]]{0,20}[）)〕】\]])*$")
_REPORT = re.compile(r"(?:报告书?|总结|结果|情况|综述|说明)(?:[（(〔【\[][^）)〕】\]]{0,20}[）)〕】\]])*$")


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


def is_marker(paragraph: Paragraph) -> bool:
    """Whether the paragraph is nothing but `附件3` or `附表 1：`."""
    return bool(_MARKER.match(paragraph.text.string.strip()))


def without_marker(title: Text) -> Text:
    """A title without the marker that stands before it on its line: 附件3：甲项目绩效自评表."""
    match = _MARKER_BEFORE.match(title.string)
    return title.slice(match.end(), len(title)) if match else title


def is_title(paragraph: Paragraph, *, after_marker: bool = False, opens_page: bool = False) -> bool:
    """Whether the paragraph titles a report, form or sheet.

    Besides the words it takes a title's place: centred, below a marker, or at the top of a page.
    """
    centred = paragraph.align is Align.CENTRE or after_marker or opens_page
    return centred and reads_as_title(paragraph.text.string.strip())


def reads_as_title(string: str) -> bool:
    """Whether a string reads as the whole title of a report, form or sheet, wherever it stands."""
    if not _SHORTEST_TITLE <= len(string) <= LONGEST_TITLE or _NUMBERED.match(string) or _SENTENCE.search(string):
        return False
    return bool(_TITLE_WORDS.search(string) and _TITLE_ENDS.search(string))


def says_evaluation(title: str) -> bool:
    """Whether a title says that somebody is evaluated: 自评报告, 绩效评价表; no scheme and no notice of evaluations."""
    return bool(_EVALUATION.search(title)) and not _INSTRUCTIONS.search(title.strip())


def says_report(title: str) -> bool:
    """Whether a title is that of running text on an evaluation, rather than of a form."""
    return says_evaluation(title) and bool(_REPORT.search(title.strip()))


def is_heading_line(paragraph: Paragraph) -> bool:
    """Whether the paragraph may be a line of a title, judged by its words: no sentence, item, entry, date or number."""
    string = paragraph.text.string.strip()
    if not string or len(string) > LONGEST_TITLE or is_marker(paragraph) or is_imprint(paragraph):
        return False
    entry = "：" in string or ":" in string
    if _NUMBERED.match(string) or _SENTENCE.search(string) or (entry and not _MARKER_BEFORE.match(string)):
        return False
    return not _NO_TITLE_LINE.search(string)


def is_imprint(paragraph: Paragraph) -> bool:
    """Whether the paragraph belongs to the imprint of an official letter: who printed it when, who gets copies."""
    return bool(_IMPRINT.search(paragraph.text.string.strip()))


def is_agency_line(paragraph: Paragraph) -> bool:
    """Whether the paragraph is a unit's name alone, as over a title or under a report; an item of a list is none."""
    string = paragraph.text.string.strip()
    return bool(_AGENCY_ALONE.match(string)) and not _NUMBERED.match(string)


def read_title(text: Text, agencies: Collection[str] = ()) -> TitleReading:
    """Whose report, of which year, about what. `agencies` are the units that the document names elsewhere."""
    string = text.string
    found = find_year(string)
    year = Stated(found.year, text.printed(found.start, found.stop)) if found and found.year is not None else None
    paper = _PAPER.search(string)
    stop = paper.start() if paper else len(string)
    start, agency = _skip_agency_and_year(string, stop, agencies)
    if _DEPARTMENT_WORDS.search(string):
        return TitleReading(SubjectKind.DEPARTMENT, None, agency, year)
    if paper is None:
        return TitleReading(None, None, agency, year)
    if (behind := _YEAR_BEHIND.search(string[:stop], start)) is not None:
        stop = behind.start()
    tail = _TAIL.search(string[:stop], start)
    if tail is not None and tail.start() > start:
        stop = tail.start()
    if (quoted := _QUOTED_NAME.fullmatch(string, start, stop)) is not None:
        start, stop = quoted.span("name")
    if stop - start < _SHORTEST_NAME or _NAMELESS.fullmatch(string, start, stop):
        return TitleReading(None, None, agency, year)
    return TitleReading(SubjectKind.PROJECT, (start, stop), agency, year)


def _skip_agency_and_year(string: str, stop: int, agencies: Collection[str]) -> tuple[int, tuple[int, int] | None]:
    """Where the name of the project begins, and the agency. They come in either order: 甲局2024年乙项目, 2024年甲局乙项目."""
    start, agency = 0, None
    for _ in range(2):
        if match := _ABOUT.match(string[start:stop]):
            start += match.end()
        if match := _PLACE.match(string[start:stop]):
            start += match.end()
        if match := _YEAR.match(string[start:stop]):
            start += match.end()
        if agency is None:
            known = max((_shared(a, string[start:stop]) for a in agencies), key=len, default="")
            match = _AGENCY.match(string[start:stop]) or _PLACED_AGENCY.match(string[start:stop])
            length = len(known) or (match.end() if match else 0)
            if length:
                agency = (start, start + length)
                start += length
    if match := _ABOUT.match(string[start:stop]):
        start += match.end()
    return start, agency


def _shared(agency: str, string: str) -> str:
    """What of a unit's name a string begins with: the name, or that of the unit it is an office of (甲学院|财务处)."""
    if string.startswith(agency):
        return agency
    common = next((k for k, (a, b) in enumerate(zip(agency, string, strict=False)) if a != b), 0)
    ends = [m.end() for m in _AGENCY_END.finditer(agency, 0, common) if m.end() > _SHORTEST_UNIT]
    return agency[: ends[-1]] if ends else ""


def quoted_projects(text: Text) -> list[tuple[int, int]]:
    """Where the text puts names of projects in quotation marks: “甲”项目."""
    return [m.span("a") if m["a"] else m.span("b") for m in _QUOTED_PROJECT.finditer(text.string)]
