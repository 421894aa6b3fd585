"""Who reports, when, and how it was graded, where the text says it and no value was made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ziping.parsers.ledger.doubts.context import EvaluationProse, ReadContext
from ziping.parsers.ledger.doubts.head_cells import is_body
from ziping.parsers.ledger.placed import evaluations_of
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.fields import field_of
from ziping.parsers.text.dates import find_dates
from ziping.parsers.text.normalise import plain
from ziping.schemas.document import Cell, Paragraph, Table
from ziping.schemas.report import Note
from ziping.schemas.text import Printed, Text

# 甲县水利局 · 单位：甲县水利局 · 甲县水利局关于…, 甲县水利局2023年度…
_NAMED_BODY = shaped(r"(?:^\s*|[：:]\s?)(?P<body>{doubts.body})(?=\s|$|{titles.on}|20\d\d年)")
_ENTRY = re.compile(
    r"(?P<label>[一-龥（）()]{2,12})[：:]\s?(?P<said>[一-龥（）()]{4,30}?)(?=\s|$|[一-龥（）()]{2,8}[：:])"
)
_TITLE_FRONT = shaped(r"\s*(?P<front>[一-龥]{4,24}?)(?:{titles.on})?[（(]?(?:19|20)\d\d\s?年")
_YEAR_WITHIN = shaped(r"[一-龥]{4,}(?:{titles.on})?[（(]?(?:19|20)\d\d\s?年度?[）)]?[一-龥]{4,}")
_OTHER_BODY = shaped("{doubts.other_body}")
_YEAR = re.compile(r"20\d\d\s?年度?(?!\s?\d{1,2}\s?月)")  # none that is part of a date
_WEB_LINE = shaped("{doubts.web_line}")
_LONGEST_LINE = 50  # characters of a line of the head
_QUOTED = '[“"「『（(]'
_GRADE = shaped(
    rf"(?:(?:{{doubts.grade_nouns}})[^，。；：\n\d]{{0,4}}?(?:为|是|：|:)?\s?{_QUOTED}?"
    rf"|(?:{{doubts.graded_result}})(?:为|是|：|:)\s?{_QUOTED}?|(?:^|\s|分)[一-龥]{{2,6}}[：:]\s?(?=.{{1,2}}(?:$|\s))"
    rf"|\d\s?分[，,、；;](?![上去前往])[一-龥]{{2,4}}为\s?{_QUOTED}?|\d\s?分\s?[，,、（(]\s?{_QUOTED}?)"
    rf"(?P<grade>{{doubts.grade_said}})(?!”?\"?的)(?=[”\"」』）)，。；、,;\s]|$|等[，。；次级])"
)
_HEAD_LINE = re.compile(r"\s*(?P<label>[一-龥（）()]{2,12})[：:]\s?(?P<said>[^：:，。；]{3,40})")
_NO_NAME = re.compile(r"^[\d\s.%\-]*$|(?:19|20)\d\d\s?年\s?\d|[万亿]?元$")
_ASKED = {"project": "subject", "agency": "agency", "supervising_department": "supervising_department"}
_NO_VERDICT = shaped("{doubts.no_verdict}")
_LABELLED = re.compile(
    r"[^。；，：:]{2,16}[：:][^。；，：:]{0,40}(?:[：:]?\s?)(?=[12][09]\d\d\s?年)"
)  # 单位（盖章）：甲局 2025年1月20日
_OTHER_DATE = shaped("{doubts.other_date}")
_DATE_LABEL = shaped("{doubts.date_label}")
_SENTENCE = re.compile(r"[，。；,;]")
_TITLE = re.compile(r"[^。；，,;：:]{2,40}表\s?(?:[（(][^）)]*[）)])?")
_NO_TITLE = shaped("{doubts.no_sheet_title}")
_ABOVE = 3  # lines above a table among which its title is sought
_LOOK = 16  # characters before a grade in which it may be made one of many, or none


def unread_grades(context: ReadContext, prose: EvaluationProse) -> Iterator[Note]:
    """A grade told on the pages of an evaluation that has none."""
    evaluation = prose.evaluation
    if evaluation.grade is not None or evaluation.grade_text is not None:
        return
    for paragraph in context.on_pages(evaluation.first_page, evaluation.last_page):
        string = paragraph.text.string
        for match in _GRADE.finditer(string):
            printed = paragraph.text.printed(*match.span("grade"))
            begin = max(0, match.start() - _LOOK, string.rfind("。", 0, match.start()) + 1)
            here = printed and printed[0].page in range(evaluation.first_page, evaluation.last_page + 1)
            if not here or _NO_VERDICT.search(string[begin : match.start()]) or context.is_value(printed):
                continue
            yield Note("unread-grade", f"“{match[0]}” tells a grade, but the evaluation has none", printed)
            return


def unread_bodies(context: ReadContext) -> Iterator[Note]:
    """A body's name on a line of its own, behind a label or at the head of a title, where of some evaluation nobody is known
    to report."""
    if context.report.agency is not None or all(s.evaluation.agency is not None for s in context.prose):
        return
    for paragraph in context.paragraphs.values():
        match = _NAMED_BODY.search(paragraph.text.string)
        if match is not None and not context.is_value(printed := paragraph.text.printed(*match.span("body"))):
            message = f"“{match['body']}” looks like the body that reports, which is not known"
            yield Note("unread-name", message, printed)
            return


def unread_lines(context: ReadContext) -> Iterator[Note]:
    """A line above the first table of a report whose label asks for what an evaluation lacks, or is not known where its name
    is lacking: 项目：人员生活补贴."""
    lacking = {c for c, column in _ASKED.items() if any(getattr(e, column) is None for e in context.report.evaluations)}
    tables = (index for index, block in enumerate(context.document.blocks) if isinstance(block, Table))
    first = next(tables, None)
    if not lacking or first is None:
        return
    for index, paragraph in context.paragraphs.items():
        match = _HEAD_LINE.fullmatch(paragraph.text.string) if index < first else None
        if match is None or _NO_NAME.search(match["said"]):
            continue
        asked, printed = field_of(match["label"]), paragraph.text.printed(*match.span("said"))
        named = asked in lacking or (asked is None and "project" in lacking)
        if named and plain(match["said"]) not in context.places.words and not context.is_value(printed):
            message = f"“{match[0]}” may say what is evaluated or by whom, which is not known"
            yield Note("unread-name", message, printed)


def unread_pairs(context: ReadContext) -> Iterator[Note]:
    """A body behind a label that nobody knows, in a line above the first table with several entries, where of an evaluation
    some body is not known: 中央主管部门：甲县水利局　填报单位：甲县水库管理所."""
    if all(e.agency is not None and e.supervising_department is not None for e in context.report.evaluations):
        return
    first = next((n for n, block in enumerate(context.document.blocks) if isinstance(block, Table)), 0)
    for index, paragraph in context.paragraphs.items():
        string = paragraph.text.string
        for match in _ENTRY.finditer(string) if index < first and not _SENTENCE.search(string) else ():
            printed = paragraph.text.printed(*match.span("said"))
            other = _OTHER_BODY.search(match["label"])
            known = plain(match["said"]) in context.places.words or context.is_value(printed)
            if is_body(match["said"]) and not other and not known:
                message = (
                    f"“{match['said']}” looks like a body that reports or is in charge, but nothing was made of it"
                )
                yield Note("unread-name", message, printed)


def unread_title_words(context: ReadContext) -> Iterator[Note]:
    """Words before the year in the title of a report by nobody who is known: 甲市学生资助所2023年度乙项目绩效自评报告. They may be
    the body's name; and a name with a year in it, which the words for a body may be a part of."""
    for evaluation in context.report.evaluations:
        subject = evaluation.subject
        if subject is not None and (match := _YEAR_WITHIN.match(subject.value)) is not None:
            message = f"“{subject.value}” was taken for the name of what is evaluated, but does not look like one"
            yield Note("doubtful-name", message, subject.printed)
    if context.report.agency is not None or all(s.evaluation.agency is not None for s in context.prose):
        return
    subjects = {plain(e.subject.value) for e in context.report.evaluations if e.subject is not None}
    for paragraph in context.paragraphs.values():
        string = paragraph.text.string
        match = _TITLE_FRONT.match(string) if len(string) <= _LONGEST_LINE else None
        if match is not None and any(name in plain(string[match.end() :]) for name in subjects):
            printed = paragraph.text.printed(*match.span("front"))
            if not context.is_value(printed):
                yield Note(
                    "unread-name", f"“{match['front']}” looks like the body that reports, which is not known", printed
                )
                return


def unread_years(context: ReadContext) -> Iterator[Note]:
    """A budget year told in a title or line of the head, where no year is known at all."""
    if context.report.fiscal_year is not None or all(s.evaluation.fiscal_year is not None for s in context.prose):
        return
    for paragraph in context.paragraphs.values():
        match = _YEAR.search(paragraph.text.string) if len(paragraph.text) <= _LONGEST_LINE else None
        if match is not None:
            message = f"“{match[0]}” may be the year that is evaluated, which is not known"
            yield Note("unread-date", message, paragraph.text.printed(*match.span()))
            return


def unread_dates(context: ReadContext) -> Iterator[Note]:
    """A full date at the end of a line, or behind a word for one, where no date of the report is known."""
    if context.report.report_date is not None:
        return
    texts = (
        *((paragraph.text, "", False) for paragraph in context.paragraphs.values()),
        *((cell.text, label, True) for table in context.own_tables for cell, label in _with_labels(table)),
    )
    for text, label, in_table in texts:
        for printed in _dates_of_report(text, label, in_table=in_table):
            if not context.is_value(printed):
                message = f"“{''.join(p.text for p in printed)}” may be the date of the report"
                yield Note("unread-date", message, printed)
                return


def _with_labels(table: Table) -> Iterator[tuple[Cell, str]]:
    """The cells of few words, each with the words of the cell left of it."""
    squares = {(r, c): cell for cell in table.cells for r in cell.rows for c in cell.columns}
    for cell in table.cells:
        left = squares.get((cell.row, cell.column - 1))
        if cell.text and len(cell.text) <= _LONGEST_LINE:
            yield cell, left.text.string if left is not None else ""


def _dates_of_report(text: Text, label: str, *, in_table: bool) -> Iterator[tuple[Printed, ...]]:
    """Full dates that end a line, or stand behind a word for a date in a line of the head."""
    string = text.string
    if _WEB_LINE.search(string):
        return
    for date in find_dates(string):
        before, behind = label + string[: date.start], string[date.stop :].strip(" 。)）")
        if date.day is None or _OTHER_DATE.search(before):
            continue
        named = _DATE_LABEL.search(before) is not None and not _SENTENCE.search(string)
        ends = not in_table and not behind and (not string[: date.start].strip() or _LABELLED.match(string) is not None)
        if named or ends:
            yield text.printed(date.start, date.stop)


def untitled_sheets(context: ReadContext) -> Iterator[Note]:
    """A line above a table of indicators that reads like its title, where the table has none."""
    sheets = [row.sheet for evaluation in evaluations_of(context.report) for row in evaluation.indicators]
    own = {id(table) for table in context.own_tables}
    for index, block in enumerate(context.document.blocks):
        if not isinstance(block, Table) or id(block) not in own or not _lacks_title(context, block, sheets):
            continue
        for line in reversed(context.document.blocks[max(0, index - _ABOVE) : index]):
            if not isinstance(line, Paragraph):
                break
            string = line.text.string.strip()
            if _TITLE.fullmatch(string) and not _NO_TITLE.search(string):
                message = f"“{string}” may be the title of the table below, which is not known"
                yield Note("unread-name", message, line.text.printed())
                break


def _lacks_title(context: ReadContext, table: Table, sheets: Sequence[object]) -> bool:
    """Whether the indicators that stand in a table have no sheet."""
    prints = (printed for cell in table.cells for printed in cell.text.printed())
    numbers = (v.number for printed in prints for v in context.places.over(printed) if v.table == "indicators")
    first = next(numbers, None)
    return first is not None and sheets[first] is None
