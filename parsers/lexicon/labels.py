"""What a label of a head asks for, read by a small grammar: [level of government] [role] [unit word] [名称].

A label is cut into the words of `labels.toml`; it is understood only where they cover it wholly, so that a new
composition (市级预算单位全称, 项目实施主体) is known and a sentence is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ziping.parsers.lexicon.entries import VocabularyError

_JOINTS = frozenset("及和与或的、")  # between two words that share a head: 主管及实施单位
_BRACKETED = re.compile(r"[（(]([^（）()]*)[）)]")
_LENGTH = range(2, 19)  # characters


class Word(StrEnum):
    """What a word of a label says."""

    LEVEL = "level"  # 省级, 市县: whose part of the money, or whose department
    ABOVE = "above"  # 主管, 归口: the department that answers for it
    ACTS = "acts"  # 实施, 承担: who carries it out
    FILLS = "fills"  # 填报, 自评: who fills in the form
    MONEY = "money"  # 预算, 资金
    TREASURY = "treasury"  # 财政
    THING = "thing"  # 项目, 专项, 政策: what is evaluated
    EVALUATED = "evaluated"  # 被评价
    UNIT = "unit"  # 单位, 机构
    DEPARTMENT = "department"  # 部门
    BODY = "body"  # 村, 乡镇, 学校: who carries a project out in some field, no unit by itself
    NAME = "name"  # 名称, 全称
    TIME = "time"  # 时间, 期限
    START = "start"  # 开始
    END = "end"  # 完成, 结束
    CODE = "code"  # 代码, 编码
    KIND = "kind"  # 性质, 来源: of which kind something is, or where from
    YEAR = "year"  # 年度
    POINTS = "points"  # 得分, 总分
    GRADE = "grade"  # 等级
    WHOLE = "whole"  # 综合, 最终: of the whole
    PERSON = "person"  # 负责人, 电话


_UNITS = (Word.UNIT, Word.DEPARTMENT)
_TIMED = frozenset((Word.THING, Word.ACTS, Word.START, Word.END, Word.MONEY))  # of what a time is asked for


@dataclass(frozen=True, slots=True)
class LabelGrammar:
    """The words of labels by their first character, longest first."""

    words: Mapping[str, Sequence[tuple[str, Word]]]

    @staticmethod
    def of(data: Mapping[str, Sequence[str]]) -> LabelGrammar:
        """The grammar with these words.

        Raises:
            VocabularyError: for a class of words that does not exist.
        """
        if strangers := data.keys() - set(Word):
            raise VocabularyError(f"labels.toml: no such class of words: {', '.join(sorted(strangers))}")
        pairs = sorted(((word, Word(kind)) for kind, words in data.items() for word in words), key=lambda p: -len(p[0]))
        by_first: dict[str, list[tuple[str, Word]]] = {}
        for pair in pairs:
            by_first.setdefault(pair[0][0], []).append(pair)
        return LabelGrammar(by_first)

    def field_of(self, label: str) -> str | None:
        """The field that a label asks for; None where it is no label of a head."""
        for wording in _wordings(label):
            if len(wording) in _LENGTH and (words := self._words(wording)) and (field := _field(words)) is not None:
                return field
        return None

    def _words(self, label: str) -> tuple[Word, ...]:
        """The words that cover a label; none where they do not."""
        found: list[Word] = []
        at = 0
        while at < len(label):
            word = next((w for w in self.words.get(label[at], ()) if label.startswith(w[0], at)), None)
            if word is not None:
                found.append(word[1])
                at += len(word[0])
            elif label[at] in _JOINTS and found:
                at += 1
            else:
                return ()
        return tuple(found)


def _wordings(label: str) -> Iterator[str]:
    """A label as it is, without its brackets, and with what they offer instead: 实施（主管）单位 is 实施单位 or
    主管单位, 项目（政策）名称 is 项目名称 or 政策名称."""
    yield _BRACKETED.sub("", label)
    yield _BRACKETED.sub(r"\1", label)
    if (inside := _BRACKETED.search(label)) is not None:
        yield inside[1] + label[inside.end() :]


# Last word → words of which one must stand before it, if any → what is asked for; the first that fits counts.
_HEADS: tuple[tuple[Word, frozenset[Word], str], ...] = (
    (Word.PERSON, frozenset(), "person"),
    (Word.KIND, frozenset((Word.THING, Word.MONEY)), "other"),
    (Word.YEAR, frozenset((Word.THING, Word.MONEY, Word.FILLS, Word.ACTS)), "year"),
    (Word.POINTS, frozenset((Word.FILLS, Word.WHOLE)), "total_score"),
    (Word.GRADE, frozenset((Word.FILLS, Word.WHOLE)), "grade"),
    (Word.TIME, frozenset((Word.FILLS,)), "date"),
)


def _field(words: tuple[Word, ...]) -> str | None:
    """What words ask for, told by the last of them: it is the noun, those before it say of what or whom."""
    *before, head = words
    match head:
        case _ if (field := _listed(head, before)) is not None:
            return field
        case Word.CODE if before and before[-1] in (*_UNITS, Word.NAME):
            return _field(tuple(before))  # 主管部门及代码
        case Word.TIME:
            return _time(before)
        case Word.NAME:
            return _named(before)
        case Word.UNIT | Word.DEPARTMENT | Word.BODY:
            return _unit(words, named=False)
    return None


def _listed(head: Word, before: Sequence[Word]) -> str | None:
    """What a last word asks for by itself, or with one that stands before it."""
    return next((f for last, needed, f in _HEADS if last is head and (not needed or needed & set(before))), None)


def _time(before: Sequence[Word]) -> str | None:
    """Which time is asked for: a beginning, an end, or both."""
    if not _TIMED & set(before):
        return None
    edges = frozenset({Word.START, Word.END} & set(before))
    return {frozenset({Word.START}): "start", frozenset({Word.END}): "end"}.get(edges, "period")


def _named(words: Sequence[Word]) -> str | None:
    """What has the name that is asked for: a unit, or a project."""
    if words and words[-1] in (*_UNITS, Word.BODY):
        return _unit(words, named=True)
    of_project = {Word.THING, Word.MONEY} & set(words) and not {Word.ABOVE, Word.ACTS} & set(words)
    return "project" if of_project else None


def _unit(words: Sequence[Word], *, named: bool) -> str | None:
    """Which unit is asked for: the first role that the words name decides."""
    said, head = set(words[:-1]), words[-1]
    if head is Word.BODY:  # 实施村, 承担乡镇
        return "agency" if {Word.ACTS, Word.FILLS} & said else None
    department = head is Word.DEPARTMENT
    roles = (
        # the treasury of a level evaluates nobody here
        (Word.TREASURY in said and not {Word.ABOVE, Word.ACTS, Word.MONEY} & said, "other"),
        (Word.ABOVE in said and Word.ACTS not in said, "supervising_department"),
        (Word.EVALUATED in said, "department"),
        (Word.ACTS in said, "agency"),
        (Word.FILLS in said, "section" if department else "agency"),
        (department and (named or Word.MONEY in said), "department"),
        (not department and (named or bool({Word.THING, Word.MONEY} & said)), "agency"),
    )
    return next((field for holds, field in roles if holds), None)
