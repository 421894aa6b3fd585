"""Titles and attachment markers: which lines they are, and what kind of paper they head."""

from __future__ import annotations

import re

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.titles import TITLES
from ziping.parsers.text.enumerators import CHAPTER, ITEM
from ziping.parsers.text.punctuation import BRACKETS_BEHIND
from ziping.schemas.document import Align, Paragraph
from ziping.schemas.report import Stated
from ziping.schemas.text import Text

LONGEST_TITLE = 90  # characters; longer lines are sentences
_SHORTEST_TITLE = 4  # characters

# 附件, 附件1:, 附表 2, 附 3；also 附件1-1
_MARKER = re.compile(r"^附\s*[件表录]?\s*(?:[0-9一二三四五六七八九十]+(?:[-—－.][0-9]+)*)?\s*[:：]?$")
# 附件3：甲市…评分表, 附表1甲市…汇总表, 表1 …打分表: the marker on the title's own line
_MARKER_BEFORE = shaped(
    r"(?:{titles.attached})\s?[:：]\s*(?=\S)|(?:(?:{titles.attached})|表(?=\s?[\d一二三四五六七八九十]))\s?(?:\d{1,2}(?!\d)|[一二三四五六七八九十]{1,2})(?:[-—－]\d{1,2})?\s*[:：、.．]?\s*(?=\S)"
)
_NUMBERED = re.compile(rf"^(?:{ITEM}|{CHAPTER})")
_TITLE_ENDS = shaped("(?:{titles.title_end})$")
_SENTENCE = re.compile(r"。|[：:；;，,、]$")
_ENTRY = re.compile(r"^[一-鿿\s（）()]{2,12}[：:]")  # 评价方式：单位绩效自评, as on a cover
# （2024年度）, 2025年3月6日, 甲字〔2025〕22号, 甲局文件, 目录: they stand among the lines of a title and are none
_NO_TITLE_LINE = shaped(
    r"^[（(〔【\[][^）)〕】\]]*[）)〕】\]]$|〔\d{4}〕|\d\s?[号页]$|{titles.no_title_line}|^[\d\s年月日〇○零一二三四五六七八九十./-]+[月日]$|^[\W\d_]+$"
)
_TITLE_WORDS = shaped("{cells.form_words}")
_AGENCY_ALONE = shaped(r"^[\w（）()·、]{2,40}(?:{titles.agency_ends})(?:{titles.own_level})?$")
_SUBTITLE = shaped(
    r"[—–－-]{1,4}\s*(?P<dashed>(?:\d{4}年度?)?[^，。；：:\d—–－-][^，。；：:—–－]{3,40})"
    r"|[（(](?:(?:19|20)\d\d年度?)?(?P<bracketed>[^，。；：:]{3,60}(?:{titles.named_in_brackets}))[）)]"
)
_IMPRINT = shaped("{titles.imprint}")
_QUOTED_PROJECT = shaped(
    r"“(?!{titles.no_project_in_quotes})(?P<a>[^“”]{2,60})”\s?(?:{titles.quoted_kind})|《(?P<b>[^《》]{2,60})》\s?(?:{grammar.projects})"
)
_EVALUATION = shaped("{titles.self_evaluation}|{titles.evaluation_by_others}")
_INSTRUCTIONS = shaped("(?:{titles.instructions_title})$")
_REPORT = shaped("(?:{titles.report_title})$")
_BRACKETS = re.compile(BRACKETS_BEHIND)


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
    if _ENTRY.match(string) and not _MARKER_BEFORE.match(string):
        return False
    return bool(_TITLE_WORDS.search(string) and _TITLE_ENDS.search(without_brackets(string)))


def without_brackets(title: str) -> str:
    """A title without the brackets behind it: 绩效自评报告（养老服务补助资金）（公开）."""
    while (brackets := _BRACKETS.search(title)) is not None:
        title = title[: brackets.start()].rstrip()
    return title


def says_evaluation(title: str) -> bool:
    """Whether a title says that somebody is evaluated: 自评报告, 绩效评价表; no scheme and no notice of evaluations."""
    return bool(_EVALUATION.search(title)) and not _INSTRUCTIONS.search(without_brackets(title.strip()))


def says_report(title: str) -> bool:
    """Whether a title is that of running text on an evaluation, rather than of a form."""
    return says_evaluation(title) and bool(_REPORT.search(without_brackets(title.strip())))


def is_heading_line(paragraph: Paragraph) -> bool:
    """Whether the paragraph may be a line of a title, judged by its words: no sentence, item, entry, date or number."""
    string = paragraph.text.string.strip()
    if not string or len(string) > LONGEST_TITLE or is_marker(paragraph) or is_imprint(paragraph):
        return False
    entry = "：" in string or ":" in string
    if _NUMBERED.match(string) or _SENTENCE.search(string) or (entry and not _MARKER_BEFORE.match(string)):
        return False
    return not _NO_TITLE_LINE.search(string)


def subtitle_name(paragraph: Paragraph) -> Stated[str] | None:
    """The project that a line right below a title names behind a dash or in brackets: ——公共图书馆总分馆建设项目."""
    match = _SUBTITLE.fullmatch(paragraph.text.string.strip())
    if match is None or TITLES.nameless.fullmatch(match["bracketed"] or match["dashed"]):
        return None
    offset = paragraph.text.string.index(match[0])
    span = next(match.span(group) for group in ("dashed", "bracketed") if match[group] is not None)
    start, stop = offset + span[0], offset + span[1]
    return Stated(paragraph.text.string[start:stop], paragraph.text.printed(start, stop))


def is_imprint(paragraph: Paragraph) -> bool:
    """Whether the paragraph belongs to the imprint of an official letter: who printed it when, who gets copies."""
    return bool(_IMPRINT.search(paragraph.text.string.strip()))


def is_agency_line(paragraph: Paragraph) -> bool:
    """Whether the paragraph is a unit's name alone, as over a title or under a report; an item of a list is none."""
    string = paragraph.text.string.strip()
    return bool(_AGENCY_ALONE.match(string)) and not _NUMBERED.match(string)


def quoted_projects(text: Text) -> list[tuple[int, int]]:
    """Where the text puts names of projects in quotation marks: “甲”项目."""
    return [m.span("a") if m["a"] else m.span("b") for m in _QUOTED_PROJECT.finditer(text.string)]
