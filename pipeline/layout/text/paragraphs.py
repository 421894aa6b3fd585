"""Lines to paragraphs, joined over lines and pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from ziping.pipeline.layout.text.columns import parted_columns
from ziping.pipeline.layout.text.joining import lines_to_text
from ziping.pipeline.layout.text.lines import Line
from ziping.pipeline.layout.text.margins import INDENT, Measure
from ziping.pipeline.layout.text.script import ends_sentence
from ziping.schemas.document import Align, Paragraph

SAME_SIZE = 1.12  # ratio of the sizes of two lines up to which they may be one paragraph
SAME_SIZE_RECOGNISED = 1.35  # the same for recognised characters
WIDE_STEP = 1.55  # of the usual pitch; paragraphs that stand further apart are two
WIDE_STEP_UNKNOWN = 2.6  # of the size, where the pitch is unknown
CENTRED_BLANK = 2.6  # ems left of a centred line of the body's size; less may be an indent
TITLE_BLANK = 0.4  # ems left of a centred line that is larger than the body
CENTRED_SLACK = 1.0  # ems between the blanks left and right of a centred line
LEFT_FREE = 4  # lines; where as many are left free at a page break, the paragraph before it has ended
BROKEN_EARLY = 0.7  # of the measure; a line that is shorter and no sentence is a paragraph of its own

_HAN = "一二三四五六七八九十百"
_STRONG_NUMBER = re.compile(rf"第[{_HAN}]{{1,3}}[章节部分篇]|[{_HAN}]{{1,3}}[、.．]|[（(][{_HAN}]{{1,3}}[）)]")
_WEAK_NUMBER = re.compile(r"\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|\d{1,2}[）)]|[①-⑳⑴-⒇]")
_ATTACHMENT = re.compile(
    r"附[件表录]?[\d一二三四五六七八九十]{0,3}([-—]\d{1,2})?[：:]?$|附[件表录][\d一二三四五六七八九十]{1,3}[：:]"
)
_BRACKETED = re.compile(r"[（(〔\[【].*[）)〕\]】]$")

# Nothing begins with these: a line that does goes on (群众满意度 / ≥95%), however early the one before it was broken
_GOES_ON = re.compile(r"[≥≤≧≦＞＜>=＝%％‰，。；、：！？）)”》](?!\s)")

Measures = Mapping[int, Measure]


def lines_to_paragraphs(lines: Iterable[Line], measures: Measures) -> tuple[Paragraph, ...]:
    """The paragraphs of consecutive lines, in reading order; `measures` by page."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not begins_paragraph(groups[-1][-1], line, measures):
            groups[-1].append(line)
        else:
            groups.append([line])
    parted = (column for group in groups for column in parted_columns(group))
    return tuple(_lines_to_paragraph(column, measures[column[0].page]) for column in parted)


def begins_paragraph(last: Line, line: Line, measures: Measures) -> bool:
    """Whether `line` begins a new paragraph after the line `last`."""
    if _GOES_ON.match(line.text) and not ends_sentence(last.text):
        return False
    return _stands_apart(last, line, measures) or _is_marked(last, line, measures)


def line_align(line: Line, measure: Measure) -> Align:
    """How a line stands between the margins."""
    before, after = measure.indent(line), measure.room(line)
    larger = line.size > SAME_SIZE * measure.size
    # a title stands about the middle of the page, wherever the lines of the body happen to end
    centred = abs(before - after) < CENTRED_SLACK or (larger and measure.is_centred_on_page(line))
    if centred and before > (TITLE_BLANK if larger else CENTRED_BLANK):
        return Align.CENTRE
    if before * line.em > (measure.right - measure.left) * 0.4 and after < before / 2:
        return Align.RIGHT
    return Align.LEFT


def _stands_apart(last: Line, line: Line, measures: Measures) -> bool:
    """By size, by distance, by a rule between them or by the way they are aligned."""
    same = SAME_SIZE_RECOGNISED if line.recognised else SAME_SIZE
    if max(last.size, line.size) > same * min(last.size, line.size):
        return True
    measure, before = measures[line.page], measures[last.page]
    if last.page == line.page:
        step = line.box.top - last.box.top
        if step > (WIDE_STEP * measure.pitch or WIDE_STEP_UNKNOWN * line.size):
            return True
        if any(last.box.bottom - 2 < bar < line.box.top + 2 for bar in measure.bars):
            return True
    align, last_align = line_align(line, measure), line_align(last, before)
    if align is Align.CENTRE and not measure.reliable and all(map(measure.is_centred_on_page, (last, line))):
        return False  # a title over a form, whose first line is as long as anything on the page
    if align is Align.CENTRE and line.size > SAME_SIZE * measure.size and before.is_full(last, line):
        return False  # the end of a title whose first lines fill the measure
    return align != last_align or align is Align.RIGHT


def _is_marked(last: Line, line: Line, measures: Measures) -> bool:
    """By indent, numbering, or the way the line before ends."""
    measure, before = measures[line.page], measures[last.page]
    if line_align(line, measure) is Align.CENTRE:
        return last.page != line.page or _parts_title(last.text, line.text)
    full = before.is_full(last, line)
    ended = ends_sentence(last.text)
    goes_on = full and not ended
    if not goes_on and (_breaks_page(last, line, before, measure) or last.has_gap or line.has_gap):
        return True
    if _ATTACHMENT.match(line.text):
        return not (goes_on and measure.is_full(line))
    if measure.indent(line) >= INDENT[0]:
        # Indented as a whole: each line begins where the one above does.
        hangs = abs(measure.indent(line) - before.indent(last)) < 0.5 and before.indent(last) >= INDENT[0]
        return not (hangs and goes_on and not _numbered(line.text))
    return _is_marked_flush(last, line, full, ended, measure)


def _parts_title(last: str, text: str) -> bool:
    """A title may be broken over lines; a year in brackets below it is a line of its own."""
    parts: tuple[Callable[[str], object], ...] = (_BRACKETED.match, _STRONG_NUMBER.match, _ATTACHMENT.match)
    return any(is_part(t) for is_part in parts for t in (text, last))


def _breaks_page(last: Line, line: Line, before: Measure, measure: Measure) -> bool:
    """Whether the page was left unfilled, or the next one begins far down."""
    if last.page == line.page:
        return False
    spare = LEFT_FREE * (measure.pitch or WIDE_STEP_UNKNOWN * line.size)
    return before.bottom - last.box.bottom > spare or line.box.top - measure.top > spare


def _is_marked_flush(last: Line, line: Line, full: bool, ended: bool, measure: Measure) -> bool:
    """The same for a line at the margin: where paragraphs are indented it goes on, as a rule."""
    if full:
        heads = not measure.indents and not measure.is_full(line) and bool(_STRONG_NUMBER.match(line.text))
        return heads or (ended and _numbered(line.text))
    if not measure.indents:
        return True
    if ended or _numbered(line.text):
        return True
    # A line may be broken early, but not this early: it is a heading, or the entry of a form.
    return last.box.width < BROKEN_EARLY * (measure.right - measure.left)


def _numbered(text: str) -> bool:
    return bool(_STRONG_NUMBER.match(text) or _WEAK_NUMBER.match(text))


def _lines_to_paragraph(lines: list[Line], measure: Measure) -> Paragraph:
    joined = lines_to_text(lines)
    # A title that fills the measure shows only on its last line that it is centred.
    align = Align.CENTRE if line_align(lines[-1], measure) is Align.CENTRE else line_align(lines[0], measure)
    return Paragraph(joined.text, align, lines[0].size, joined.line_starts, joined.gaps)
