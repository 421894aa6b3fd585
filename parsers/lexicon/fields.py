"""Entries `label：value`: the head of a form or report that is not ruled."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

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
_INSTRUCTION = r"(?:[（(](?:公章|盖章|签章|签字|单位公章|单位盖章|加盖公章|印章|年/月|年、月|年月|全称|章)[）)])*"
_LABEL_NOISE = re.compile(r"[\s　（）()]")
_ANY_LABEL = re.compile(r"(?P<label>[^\s：:，。；,;]{3,14})[：:]")  # at the beginning of a line or behind a gap
_LONE = re.compile(r"(?P<label>项目)[：:]\s?[^：:，。；,;、]{4,30}")  # a line of its own, where nothing else is said
_LABEL_LENGTH = range(3, 13)  # characters of a label that is told by what it is made of
_UNMISTAKABLE = 4  # characters of a label
_NUMBERING = re.compile(
    r"\s*(?:\d{1,2}\s?[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,2}、)\s*"
)
_MORE = re.compile(r"[，。；（(]|\d[^\d.．]+\d")
_LEADING = re.compile(rf"^{_INSTRUCTION}[\s_＿]*")
_TRAILING = re.compile(rf"[\s_＿]*{_INSTRUCTION}[\s_＿]*$")


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """An entry of a head.

    Attributes:
        field: What it is, in the words of `lexicon/fields.toml` (`project`, `agency`, `year`, …).
        label: As printed.
        value: As printed; None where nothing is filled in.
    """

    field: str
    label: str
    value: Stated[str] | None


@cache
def field_names() -> Mapping[str, str]:
    """Label → field, brackets dropped from the labels.

    Raises:
        ValueError: when the vocabulary names a field that does not exist.
    """
    data = _vocabulary()["fields"]
    if strangers := set(data.values()) - _MEANINGS:
        raise ValueError(f"fields.toml: no such field: {', '.join(sorted(strangers))}")
    return {_LABEL_NOISE.sub("", label): field for label, field in data.items()}


@cache
def _entry_pattern() -> re.Pattern[str]:
    def spaced(label: str) -> str:
        return r"[\s　（()）]{0,3}".join(map(re.escape, label))

    labels = "|".join(spaced(n) for n in sorted(field_names(), key=len, reverse=True))
    return re.compile(rf"(?P<label>{labels}){_INSTRUCTION}[）)]?\s?{_INSTRUCTION}[：:]")


@lru_cache(maxsize=8192)
def field_of(label: str) -> str | None:
    """What a label cell (项目名称, 主管部门（盖章）) asks for; None for anything else."""
    plain = _LABEL_NOISE.sub("", re.sub(_INSTRUCTION, "", label)).rstrip("：:")
    return field_names().get(plain) or _made_of(plain)


def _made_of(label: str) -> str | None:
    """What a label that nobody listed asks for, judged by its words; None for what is no short label."""
    if len(label) not in _LABEL_LENGTH:
        return None
    return next((field for pattern, field in _patterns() if pattern.search(label)), None)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    data = _vocabulary()["patterns"]
    if strangers := set(data.values()) - _MEANINGS:
        raise ValueError(f"fields.toml: no such field under patterns: {', '.join(sorted(strangers))}")
    return tuple((re.compile(pattern), field) for pattern, field in data.items())


@cache
def _vocabulary() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("ziping.parsers.lexicon").joinpath("fields.toml").read_text("utf-8"))


def read_fields(paragraph: Paragraph) -> tuple[FieldEntry, ...]:
    """The entries of a paragraph that begins with one, or has its first behind a wide gap (（2022年度）  单位：元);
    () for any other paragraph.

    A value ends at a wide gap, at the next label or with the paragraph.
    """
    text, string = paragraph.text, paragraph.text.string
    if (lone := _LONE.fullmatch(string)) is not None:
        return (FieldEntry("project", lone["label"], stated_text(text, lone.end("label") + 1, len(string))),)
    numbered = _NUMBERING.match(string)
    found = _labels(paragraph, numbered.end() if numbered else 0)
    if not found or (
        found[0].start() not in paragraph.gaps
        and string[: found[0].start()].strip(" （(【[")
        and not (numbered and numbered.end() == found[0].start())
    ):
        return ()
    if numbered and _MORE.search(string, numbered.end()):
        return ()  # 1、项目实施单位：甲局 is an entry, a sentence is none
    bracketed = found[0].start() not in paragraph.gaps and bool(string[: found[0].start()].strip())  # （单位：万元）
    entries: list[FieldEntry] = []
    for match, following in zip(found, [*found[1:], None], strict=True):
        stop = following.start() if following else len(string)
        stop = min([stop, *(g for g in paragraph.gaps if match.end() < g < stop and string[match.end() : g].strip())])
        while bracketed and stop > match.end() and string[stop - 1] in " ）)】]":
            stop -= 1
        entries.append(
            FieldEntry(
                field_of(match["label"]) or "other",
                match["label"],
                stated_text(text, match.end(), stop),
            )
        )
    return () if any(_tells_more(e) for e in entries) else tuple(entries)


def _tells_more(entry: FieldEntry) -> bool:
    """Whether an entry of a score or grade goes on to a sentence (自评结果：98分，优。): that is prose."""
    value = entry.value.value if entry.value is not None else ""
    return entry.field in ("total_score", "grade") and _MORE.search(value) is not None


def _labels(paragraph: Paragraph, begin: int = 0) -> list[re.Match[str]]:
    """The labels with their colons, in order; `begin` is where the words begin behind a number."""
    string = paragraph.text.string
    edges = {0, begin, *paragraph.gaps, *paragraph.line_starts}
    known = [
        m
        for m in _entry_pattern().finditer(string)
        # in the middle of a line only a label that is long enough not to be part of a sentence
        if m.start() in edges or len(m["label"]) >= _UNMISTAKABLE or not string[m.start() - 1].isalnum()
    ]
    covered = {k for m in known for k in range(*m.span())}
    free = sorted(e for e in edges - covered if e >= begin)
    others = [m for e in free if (m := _ANY_LABEL.match(string, e)) and field_of(m["label"])]
    every = (*known, *others)
    # 评价项目名称 is one label; a value, a gap and a label is two things: the label begins behind the gap
    inner = {
        (o.start() if o.start() not in paragraph.gaps else m.start(), o.end())
        for m in every
        for o in every
        if _ends_in(m, o)
    }
    return sorted((m for m in every if (m.start(), m.end()) not in inner), key=lambda m: m.start())


def _ends_in(outer: re.Match[str], inner: re.Match[str]) -> bool:
    return outer.start() < inner.start() < outer.end() == inner.end()


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
