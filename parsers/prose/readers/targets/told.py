"""The values of running text, and what the words around each say it is: hoped for, what came of it, a rate of the two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.goals import goal_words
from ziping.parsers.prose.readers.targets.names import SHORTEST_NAME, SIGNS, Span, share_words, trim_end
from ziping.parsers.text.numbers import FoundQuantity
from ziping.parsers.text.punctuation import DIGIT, HAN, STATEMENT_END, up_to
from ziping.parsers.text.units import POINT

_STOPS = re.compile(r"[，,；;。、（）()“”\"\n]")  # end a value in words
_LEAD = re.compile(r"\s*[：:]?\s*[“\"]?\s*")
_WORDS_LEAD = shaped(r"(?:{phrases.copula})?\s*[“\"]?\s*")
_PAUSE = re.compile(r"\s*[”\"]?\s*[，,；;]\s*")
_AS_HOPED = shaped(r"(?:{grammar.really})?(?P<told>{targets.as_hoped})(?=[，。；、）,;)\n]|$)")
_OVER = ("/", "／", "÷")  # 实际巡护里程/计划巡护里程≥80%: words within a formula
_DIVIDED = re.compile(r"[^，。；：\d]*[/／÷][^\d]*")
_ENDS = re.compile(_STOPS.pattern + "|[的：:]|\\s(?=[一-鿿])")  # 完成目标1200课时的106.67%; 达到95%的要求
_DENIED = ("未", "没", "不", "无")
_OPENERS, _BRACKETS = "（(，,：:", ("（", "(")
_LONGEST_VERB = 10  # characters between a marker and its figure (实际发放困难群众补贴)
_WORD = re.compile(r"[一-鿿]{1,3}(?=[，。；、（）(),;]|$)")
_UNIT_REST = re.compile(r"(?:[/／每][一-鿿·]{1,6}|[一-鿿]{1,3})(?=[，。；、（）(),;\n]|$)")
_REST = re.compile(_UNIT_REST.pattern + r"|(?=[，。；、（）(),;\n]|$)|的\s?\d")
_SAME = shaped("(?:{targets.same})$")
_ATTACHED = re.compile("[一-鿿”）)]")
# 12月底前; 实际于2022年11月30日完成: a date is a value, too
_DATE = shaped(
    r"[于在]?(?P<date>(?:\d{4}年)?\d{1,2}月(?!份?[至-])(?:\d{1,2}日|[底末初]|[上中下]旬)?(?:{targets.before_date})?)"
    r"(?P<verb>[一-鿿]{0,4}(?=[，。；、（）(),;\n]|$))?"
)
DATED = "date"  # the unit of a date


class Kind(Enum):
    """What the words before a value make of it."""

    AIM = "aim"
    RESULT = "result"
    RATE = "rate"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Told:
    """A value in running text.

    Attributes:
        kind: What the marker before it says.
        lead: Where the marker begins; where the value begins for a value without one.
        between: The words between marker and value.
        value: Where it stands, with operator and unit.
        sure: Whether the marker means nothing else (目标值).
        unit: As printed, also one that nobody listed (2860路); empty for words and dates.
        operator: One of `Operator`, None for words.
        figure: Whether it is a figure.
        closed: Whether a pause, or a word that says it is the same (与目标值86公里|一致), follows its unit.
    """

    kind: Kind
    lead: int
    between: Span
    value: Span
    sure: bool
    unit: str
    operator: str | None
    figure: bool = True
    closed: bool = True


def told_values(string: str, start: int, stop: int, figures: Sequence[FoundQuantity], *, levelled: bool) -> list[Told]:
    """The values of a stretch in order, points left out. `levelled` says that a level of indicators is named above: then
    words behind an opening sign may be a value, too."""
    marked = [_named_so(string, t) for t in _Marked(string, start, stop, figures, levelled).values()]
    taken = [(t.lead, t.value[1]) for t in marked]
    plain = (_plain(closed(string, f), unit_of(string, f), f.operator) for f in figures if f.quantity.unit != POINT)
    dates = (_plain(m.span("date"), DATED, None) for m in _DATE.finditer(string, start, stop) if levelled)
    others = (t for t in (*plain, *dates) if not any(a <= t.value[0] < b for a, b in taken))
    return sorted((*marked, *others), key=lambda t: t.value)


def _plain(value: Span, unit: str, operator: str | None) -> Told:
    return Told(Kind.PLAIN, value[0], (value[0], value[0]), value, False, unit, operator, unit != DATED)


def _named_so(string: str, told: Told) -> Told:
    """培训计划按期完成率100%，实际100%: a rate of completion with a name of its own is measured like anything else."""
    own = told.kind is Kind.RATE and _ATTACHED.match(string, told.lead - 1) is not None
    return _plain(told.value, told.unit, told.operator) if own and told.figure else told


@dataclass(frozen=True, slots=True)
class _Marked:
    """The values of a stretch that a marker leads to."""

    string: str
    start: int
    stop: int
    figures: Sequence[FoundQuantity]
    levelled: bool

    def values(self) -> Iterator[Told]:
        """In order."""
        at, words = self.start, False
        while (match := goal_words().marker.search(self.string, at, self.stop)) is not None:
            at = match.end()
            if (told := self._value(match, words=words)) is not None:
                yield told
                words = told.kind is Kind.AIM and not told.figure  # 目标值明显改善，实际明显改善
                at = told.value[1]
                if words and (hoped := self._as_hoped(at)) is not None:
                    yield hoped
                    at, words = hoped.value[1], False

    def _as_hoped(self, at: int) -> Told | None:
        """目标值明显改善，|已达到预期目标: what came of a target in words, right behind it."""
        pause = _PAUSE.match(self.string, at, self.stop)
        match = _AS_HOPED.match(self.string, pause.end(), self.stop) if pause is not None else None
        if match is None:
            return None
        start, value = match.start(), match.span("told")
        return Told(Kind.RESULT, start, (value[0], value[0]), value, False, "", None, figure=False)

    def _is_answered(self, begin: int, end: int) -> bool:
        """结构目标|持续优化|，实际持续优化; …，实际达到预期: whether a result in like words follows words below a level."""
        pause = _PAUSE.match(self.string, end, self.stop)
        if not self.levelled or pause is None or DIGIT.search(self.string, begin, end):
            return False
        result = goal_words().marker.match(self.string, pause.end(), self.stop)
        if result is None or result[Kind.RESULT.value] is None:
            return self._as_hoped(end) is not None
        close = _STOPS.search(self.string, _lead_end(self.string, result.end(), self.stop), self.stop)
        answer = self.string[result.end() : close.start() if close is not None else self.stop]
        return share_words(self.string[begin:end], answer) or self._as_hoped(end) is not None

    def _value(self, match: re.Match[str], *, words: bool) -> Told | None:
        """What stands behind a marker: a figure, with a few words of a verb before it at most, a date, or words in a cell's
        manner where the marker leaves no doubt; None for none."""
        string, sign = self.string, self.string[match.start() - 1]
        kind = next(k for k in (Kind.RATE, Kind.AIM, Kind.RESULT) if match[k.value] is not None)
        denied = kind is Kind.RESULT and sign in _DENIED  # 未完成的14册结转下年
        if denied or sign in _OVER or _DIVIDED.match(string, match.end(), self.stop):
            return None
        sure = bool(match["sure_aim"] or match["sure_result"])
        opens = self.levelled and kind is Kind.AIM and sign in _OPENERS  # （目标明显改善，完成基本改善）
        begin = _lead_end(string, match.end(), self.stop)
        soft = up_to(_STOPS, string, begin, self.stop)
        if (figure := self._figure(begin, soft)) is not None:
            between = (begin, figure.operator_start)
            span, closed = _span(string, figure, self.stop), _REST.match(string, figure.operator_stop) is not None
            return Told(
                kind, match.start(), between, span, sure, unit_of(string, figure), figure.operator, closed=closed
            )
        dated = _DATE.search if kind is Kind.RESULT else _DATE.match  # 完成|时间为|6月20日
        date = dated(string, begin, min(soft, self.stop))
        near = date is not None and date.start() - begin <= _LONGEST_VERB
        if date is not None and near and not goal_words().marker.search(string, begin, date.start()):
            span = date.start("date"), date.end() if kind is Kind.RESULT else date.end("date")
            return Told(kind, match.start(), (begin, begin), span, sure, DATED, None, figure=False)
        begin = _lead_end(string, begin, self.stop, _WORDS_LEAD)
        answered = kind is Kind.AIM and self._is_answered(begin, soft)
        worded = sure or opens or answered or (words and kind is Kind.RESULT)
        told = worded and string[begin : begin + 1] not in _BRACKETS and soft - begin >= SHORTEST_NAME
        points = any(begin <= f.start < soft and f.quantity.unit == POINT for f in self.figures)  # 计划完成率15分
        if not told or points or not HAN.search(string, begin, soft):
            return None
        return Told(kind, match.start(), (begin, begin), (begin, soft), sure, "", None, figure=False)

    def _figure(self, begin: int, soft: int) -> FoundQuantity | None:
        figure = next((f for f in self.figures if f.operator_start >= begin), None)
        if figure is None or figure.quantity.unit == POINT:
            return None
        near = figure.operator_start <= soft and figure.operator_start - begin <= _LONGEST_VERB
        return figure if near and not goal_words().marker.search(self.string, begin, figure.operator_start) else None


def _lead_end(string: str, start: int, stop: int, lead: re.Pattern[str] = _LEAD) -> int:
    """Where a value may begin behind a marker and the signs that lead over to it."""
    match = lead.match(string, start, stop)
    return start if match is None else match.end()


def _span(string: str, figure: FoundQuantity, stop: int) -> Span:
    """A figure with its operator and what belongs to it up to the next pause (300元/户, 12万盆), without a word that says it is
    the same (与目标值86公里|一致)."""
    last = up_to(_ENDS, string, figure.operator_stop, stop)
    # 发放指标为100%实际完成值为98%: a value ends right before words that can only begin the next one
    blank = 1 if string[figure.operator_stop : figure.operator_stop + 1].isspace() else 0
    marker = goal_words().marker.match(string, figure.operator_stop + blank, last)
    if marker is not None and (marker["sure_aim"] or marker["sure_result"] or marker["result"]):
        last = marker.start()
    return figure.operator_start, trim_end(string, figure.stop, up_to(_SAME, string, figure.stop, last))


def closed(string: str, figure: FoundQuantity) -> Span:
    """A figure with no marker before it, with its unit also in two words (800辆次) where a pause follows."""
    rest = _UNIT_REST.match(string, figure.operator_stop)
    return figure.operator_start, figure.operator_stop if rest is None else rest.end()


def unit_of(string: str, figure: FoundQuantity) -> str:
    """The unit as printed, also one that nobody listed; empty for none."""
    unlisted = figure.quantity.unit is None and figure.operator_stop == figure.stop
    match = _WORD.match(string, figure.stop) if unlisted else None
    return (figure.quantity.unit_text or "") + ("" if match is None else match[0])


def parted(string: str, start: int, stop: int) -> bool:
    """Whether what stands between two places is said of two things: a semicolon or full stop with words behind it."""
    part = STATEMENT_END.search(string, start, stop)
    return part is not None and (
        "。" in string[start:stop] or len(HAN.findall(string[part.end() : stop].strip(SIGNS))) >= SHORTEST_NAME
    )
