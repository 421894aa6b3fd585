"""Entries `label：value`: the head of a form or report that is not ruled."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from ziping.parsers.lexicon.entries import Use, VocabularyError, entries, shaped, words_of
from ziping.parsers.lexicon.labels import LabelGrammar
from ziping.parsers.text.enumerators import HAN, ITEM
from ziping.parsers.text.once import once
from ziping.schemas.document import Paragraph
from ziping.schemas.report import Stated
from ziping.schemas.text import Text

_MEANINGS = frozenset(
    {
        "project", "parent_project", "department", "agency", "supervising_department", "local_department", "section",
        "year", "start", "end", "period", "date", "total_score", "grade", "unit", "person", "other",
    }
)  # fmt: skip
# （公章）, （盖章）, (年/月): says how to fill in, not what is filled in
_UNIT, _AGENCY = "unit", "agency"
_NAMES_A_BODY = shaped(r"(?!.*(?:{heads.currency}))[一-鿿（）()·]{4,40}")
_INSTRUCTION = "(?:[（(](?:{heads.instructions})[）)])*"
_BLANKS = re.compile(r"[\s　]")
_ALTERNATIVES = re.compile(r"[/／]")
_COLON = re.compile(r"[：:]")
_SEPARATOR = re.compile(r".*[，。；,;：:]", re.DOTALL)
_LONGEST_LABEL = 20  # characters of a label in a line, blanks included
_LABEL_NOISE = re.compile(r"[\s　（）()]")
_ANY_LABEL = re.compile(r"[^\s：:，。；,;]{3,14}")  # before a colon, at the beginning of a line or behind a gap
_LONE = shaped(
    rf"(?P<label>(?:{{grammar.projects}})\s?(?:\d{{1,2}}|[（(]?{HAN}[）)]?)?)\s?[：:]\s?[^：:，。；,;、]{{4,30}}"
)  # a line of its own, where nothing else is said
_TOLD_LINE = re.compile(r"(?P<label>[^\s：:，。；,;]{2,10})[：:]")
_UNMISTAKABLE = 4  # characters of a label
_NUMBERING = re.compile(rf"\s*(?:{ITEM})\s*")
_MORE = re.compile(r"[，。；（(]|\d[^\d.．]+\d")
# The number of a unit or project in the treasury's books; a year before a name is none
_CODE = re.compile(
    r"\s*(?!(?:[\[【（(]\s?)?(?:19|20)\d\d\s?[\]】）)\-—－年])"
    r"(?:[\[【（(]\s?[A-Za-z]?\d{2,}[\dA-Za-z]*\s?[\]】）)]|[A-Za-z]?\d{6,}[\dA-Za-z]*\s?[-—－_](?=\d)"
    r"|[A-Za-z]?\d{3,}[\dA-Za-z]*\s?[-—－_]|\d{6,}[\dA-Za-z]*(?!年))\s*(?=[一-鿿“《\d])"
)
# Fields whose values are names
NAMES = frozenset({"project", "parent_project", "department", "agency", "supervising_department", "local_department"})
_INSTRUCTIONS = shaped(_INSTRUCTION)
_LEADING = shaped(rf"^{_INSTRUCTION}[\s_＿]*")
_TRAILING = shaped(rf"[\s_＿]*{_INSTRUCTION}[\s_＿]*$")


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """An entry of a head.

    Attributes:
        field: What it is, in the words of `lexicon/heads.toml` (`project`, `agency`, `year`, …).
        label: As printed.
        value: As printed; None where nothing is filled in.
    """

    field: str
    label: str
    value: Stated[str] | None


@dataclass(frozen=True, slots=True)
class _Label:
    """A label in a line: where it begins, its words, and where its value begins behind the colon."""

    start: int
    words: str
    stop: int


@cache
def field_names() -> Mapping[str, str]:
    """Label → field, brackets dropped from the labels.

    Raises:
        VocabularyError: when the lexicon names a field that does not exist.
    """
    found = {e.name: e for file in ("heads", "scores") for e in entries(file).values() if e.of(Use.FIELD_LABELS)}
    if strangers := found.keys() - _MEANINGS:
        raise VocabularyError(f"heads.toml: no such field: {', '.join(sorted(strangers))}")
    return {_LABEL_NOISE.sub("", label): name for name, e in found.items() for label in e.of(Use.FIELD_LABELS)}


@once
def field_of(label: str) -> str | None:
    """What a label cell (项目名称, 主管部门（盖章）) asks for; None for anything else. Of 承担单位/责任人 the first."""
    fields = fields_of(label)
    return fields[0] if fields else None


@once
def fields_of(label: str) -> tuple[str, ...]:
    """What the parts of a label ask for (承担单位/责任人: `agency` and `person`); none where a part is no label."""
    words = _INSTRUCTIONS.sub("", label).strip().rstrip("：:")
    found = [_known(part) for part in _ALTERNATIVES.split(words)]
    return tuple(f for f in found if f is not None) if all(found) else ()


def _known(label: str) -> str | None:
    """What a label asks for that is listed, or wholly made of words of labels."""
    blank = _BLANKS.sub("", label)
    return field_names().get(_LABEL_NOISE.sub("", label)) or _grammar().field_of(blank)


@cache
def _grammar() -> LabelGrammar:
    return LabelGrammar.of({name: e.of(Use.WORDS) for name, e in entries("labels").items()})


def numbered_project(string: str) -> bool:
    """Whether a line of its own names one of several projects (项目1：产业路硬化, 项目（二）：文化广场)."""
    match = _LONE.fullmatch(string.strip())
    return match is not None and match["label"] not in words_of("grammar.projects")


def entry_lines(paragraph: Paragraph) -> Paragraph:
    """The lines of a paragraph above the first that begins with a label and goes on to a sentence (资金情况：预算500万元，…。);
    all of them where none does, or it is the first."""
    string = paragraph.text.string
    edges = [*paragraph.line_starts, len(string)]
    for start, stop in pairwise(edges):
        told = _TOLD_LINE.match(string, start, len(string))
        if (
            start
            and told is not None
            and field_of(told["label"]) is None
            and any(m in string[start:stop] for m in "，。；")
        ):
            return replace(
                paragraph,
                text=paragraph.text.slice(0, start),
                line_starts=tuple(s for s in paragraph.line_starts if s < start),
                gaps=tuple(g for g in paragraph.gaps if g < start),
            )
    return paragraph


def read_fields(paragraph: Paragraph) -> tuple[FieldEntry, ...]:
    """The entries of a paragraph that begins with one, or has its first behind a wide gap (（2022年度）  单位：元);
    () for any other paragraph.

    A value ends at a wide gap, at the next label or with the paragraph.
    """
    text, string = paragraph.text, paragraph.text.string
    if (lone := _LONE.fullmatch(string)) is not None:
        return (FieldEntry("project", lone["label"], stated_text(text, lone.end("label") + 1, len(string))),)
    if (beside := _entries_by_gaps(paragraph)) is not None:
        return beside
    numbered = _NUMBERING.match(string)
    found = _labels(paragraph, numbered.end() if numbered else 0)
    if not found or (
        found[0].start not in paragraph.gaps
        and string[: found[0].start].strip(" （(【[")
        and not (numbered and numbered.end() == found[0].start)
    ):
        return ()
    if numbered and _MORE.search(string, numbered.end()):
        return ()  # 1、项目实施单位：甲局 is an entry, a sentence is none
    bracketed = found[0].start not in paragraph.gaps and bool(string[: found[0].start].strip())  # （单位：万元）
    entries: list[FieldEntry] = []
    for label, following in zip(found, [*found[1:], None], strict=True):
        stop = following.start if following else len(string)
        stop = min([stop, *(g for g in paragraph.gaps if label.stop < g < stop and string[label.stop : g].strip())])
        while bracketed and stop > label.stop and string[stop - 1] in " ）)】]":
            stop -= 1
        words = _bare_label(label.words)
        asked = field_of(words) or "other"
        if asked == _UNIT and _NAMES_A_BODY.fullmatch(_INSTRUCTIONS.sub("", string[label.stop : stop]).strip()):
            asked = _AGENCY  # 单位：甲县林业局（盖章）
        value = (stated_name if asked in NAMES else stated_text)(text, label.stop, stop)
        entries.append(FieldEntry(asked, words, value))
    return () if any(_tells_more(e) for e in entries) else tuple(entries)


def _entries_by_gaps(paragraph: Paragraph) -> tuple[FieldEntry, ...] | None:
    """The entries of a line in which labels and values alternate, parted by nothing but wide gaps (项目名称  灌渠维修  评价年度
    2022年): a head without rules. None for any other."""
    text, string = paragraph.text, paragraph.text.string
    if not paragraph.gaps or _COLON.search(string):
        return None
    edges = sorted({0, len(string), *paragraph.gaps, *paragraph.line_starts})
    spans = list(pairwise(edges))
    labels, values = spans[::2], spans[1::2]
    asked = [field_of(string[a:b].strip()) for a, b in labels]
    told = [field_of(string[a:b].strip()) for a, b in values]
    if len(labels) != len(values) or None in asked or any(told) or not NAMES & set(asked):
        return None
    return tuple(
        FieldEntry(
            field or "other",
            string[slice(*label)].strip(),
            (stated_name if field in NAMES else stated_text)(text, *value),
        )
        for field, label, value in zip(asked, labels, values, strict=True)
    )


def _tells_more(entry: FieldEntry) -> bool:
    """Whether an entry of a score or grade goes on to a sentence (自评结果：98分，优。): that is prose."""
    value = entry.value.value if entry.value is not None else ""
    return entry.field in ("total_score", "grade") and _MORE.search(value) is not None


def _labels(paragraph: Paragraph, begin: int = 0) -> list[_Label]:
    """The labels with their colons, in order; `begin` is where the words begin behind a number."""
    string = paragraph.text.string
    edges = sorted({0, begin, *paragraph.gaps, *paragraph.line_starts})
    found: list[_Label] = []
    for colon in _COLON.finditer(string):
        after = _SEPARATOR.search(string, max(begin, colon.start() - _LONGEST_LABEL), colon.start())
        first = max([begin, colon.start() - _LONGEST_LABEL, *([after.end()] if after else [])])
        label = _label_before(string, range(first, colon.start()), edges, paragraph.gaps)
        if label is not None:
            found.append(_Label(label, string[label : colon.start()], colon.end()))
    return found


def _label_before(string: str, span: range, edges: Sequence[int], gaps: Collection[int]) -> int | None:
    """Where the label begins that ends before a colon. A value, a gap and a label is two things: the label begins
    behind the gap; else it is the longest (评价项目名称, not 项目名称)."""
    starts: list[int] = [*(g for g in sorted(gaps, reverse=True) if g in span), *span]
    for start in starts:
        label = string[start : span.stop]
        if label[:1].isspace() or _known(_bare_label(label)) is None:
            continue
        # in the middle of a line only a label that is long enough not to be part of a sentence
        if start in edges or len(label) >= _UNMISTAKABLE or not string[start - 1].isalnum():
            return start
    at_edge = [e for e in edges if e in span and _ANY_LABEL.fullmatch(string, e, span.stop)]
    return next((e for e in at_edge if field_of(string[e : span.stop]) is not None), None)


def _bare_label(label: str) -> str:
    return _INSTRUCTIONS.sub("", label)


def stated_name(text: Text, start: int, stop: int) -> Stated[str] | None:
    """What stands between two offsets, without the code before a name: [155]甲局 and 314002-甲局 are 甲局."""
    code = _CODE.match(text.string, start, stop)
    while stop > start and text.string[stop - 1] in "。；;，, ":  # the stop behind a sentence's last name
        stop -= 1
    return stated_text(text, code.end() if code else start, stop)


def stated_text(text: Text, start: int, stop: int) -> Stated[str] | None:
    """What stands between two offsets, instructions such as （公章） and blanks at its ends left out;
    None when nothing is left."""
    string = text.string
    if leading := _LEADING.match(string[start:stop]):
        start += leading.end()
    if trailing := _TRAILING.search(string[start:stop]):
        stop = start + trailing.start()
    printed = text.printed(start, stop)
    return Stated(string[start:stop], printed) if printed else None
