"""A target and what came of it, told together: of all ways to bring the values of a stretch together the likeliest."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ziping.parsers.lexicon.entries import name_of, shaped, words_of
from ziping.parsers.lexicon.goals import goal_words
from ziping.parsers.prose.readers.level_names import level_of_label, split_chain
from ziping.parsers.prose.readers.targets.answers import pairs_apart
from ziping.parsers.prose.readers.targets.names import (
    ASPECT,
    SHORTEST_NAME,
    SIGNS,
    Span,
    done_name,
    name_at,
    share_words,
)
from ziping.parsers.prose.readers.targets.pair import Pair
from ziping.parsers.prose.readers.targets.stretches import Apart
from ziping.parsers.prose.readers.targets.told import DATED, Kind, Told, parted, told_values
from ziping.parsers.text.numbers import find_quantities
from ziping.parsers.text.punctuation import HAN, SENTENCE_END, STATEMENT_END, up_to
from ziping.schemas.quantity import Operator

_FARTHEST = 4  # values between a target and its result
_CLAUSE = re.compile(r"[，,：:；;（()）]")
_COMMA = re.compile(r"[，,、：:（(]")
_OPENED = ("（", "(")
_OUTCOME = shaped(r"\s*(?:{targets.marker_times})*(?:{targets.outcome_signs})")
_BESIDE = shaped("{targets.no_target_part}")
_HELD = shaped(r"(?:[（(，,]?\s?(?:{targets.held_against})?了?|[，,]?\s?[一-鿿]{2,16}[，,])\s?")
_AGAINST = shaped(r"[，,]?\s?(?:{targets.held_against})了?")
_DONE_OF = shaped(r"[，,]\s?(?:{targets.done})了?")
_SCALE = re.compile("^[十百千万亿]+(?=.)")
_EQUAL = (Operator.EQ, None)
_COMMAS = ("，", ",")
_SHARE = "的"  # 完成目标1200课时的106.67%; 合格率97.5%，达到95%的要求

# How much speaks for a value to be hoped for, or to be what came of it
_SURE, _SAID, _BOUND, _SIGN, _ALIKE, _NEXT = 3.0, 2.0, 1.5, 1.5, 1.0, 0.5
_BETWEEN = 0.25  # that much less for each value between the two
_LEAST = 3.0


def find_pairs(
    string: str, span: Span, *, named: bool = True, levelled: bool = False, apart: Sequence[Apart] = ()
) -> list[Pair]:
    """The pairs of a stretch, in order; with `named` only those that have a name. `levelled` says that a level of
    indicators is named above: then two figures of one unit between two semicolons are a pair, too. `apart`: goals within the
    stretch whose results are told further on."""
    start, stop = span
    figures = [f.moved(start) for f in find_quantities(string[start:stop])]
    told = told_values(string, start, stop, figures, levelled=levelled)
    parts = (start, *(m.end() for m in STATEMENT_END.finditer(string, start, stop)))
    return _Search(string, start, stop, told, levelled, named, parts, apart).best()


@dataclass(frozen=True, slots=True)
class _Search:
    string: str
    start: int
    stop: int
    told: Sequence[Told]
    levelled: bool
    named: bool
    parts: Sequence[int]
    apart: Sequence[Apart]

    def best(self) -> list[Pair]:
        """The pairs that most speaks for together, no value in two of them."""
        best: list[tuple[float, list[Pair]]] = [(0.0, [])] * (len(self.told) + 1)
        listed = {self._at(a.goals[0]): (self._at(a.results[1]), pairs_apart(self.string, a)) for a in self.apart}
        for i in range(len(self.told) - 1, -1, -1):
            best[i] = best[i + 1]
            if i in listed:
                behind, pairs = listed[i]
                weight = sum(p.weight for p in pairs) + best[behind][0] if pairs else 0.0
                if weight > best[i][0]:
                    best[i] = weight, [*pairs, *best[behind][1]]
            for j in range(i + 1, min(i + 2 + _FARTHEST, len(self.told))):
                pair = self._pair(i, j)
                if pair is None:
                    if SENTENCE_END.search(self.string, self.told[i].value[1], self.told[j].lead):
                        break
                    continue
                rest = best[j + 1]
                if pair.weight + rest[0] > best[i][0]:
                    best[i] = (pair.weight + rest[0], [pair, *rest[1]])
        return best[0][1]

    def _at(self, offset: int) -> int:
        """The first value at or behind a place."""
        return bisect_left([t.value[0] for t in self.told], offset)

    def _pair(self, i: int, j: int) -> Pair | None:
        """Two values as target and result, in the order that more speaks for; None where too little does."""
        pairs = (self._told_first(i, j), self._held_against(i, j))
        known = [p for p in pairs if p is not None and p.weight >= _LEAST and (p.name[0] < p.name[1] or not self.named)]
        return max(known, key=lambda p: p.weight, default=None)

    # --- target, then result

    def _told_first(self, i: int, j: int) -> Pair | None:
        aim, result = self.told[i], self.told[j]
        if not self._may_follow(i, j):
            return None
        aimed, begin, end = self._aimed(aim, self._part(aim.lead))
        came = self._came(result, aim, i, j)
        if came <= 0 or (aimed <= 0 and not self._follows(i, j)):
            return None
        weight = aimed + came + self._units(aim, result) - _BETWEEN * (j - i - 1)
        name, level, right_before = self._name(aim, begin, end)
        if name is None and aim.unit == DATED:  # 计划11月底前完成全部培训任务，最后一期于11月18日结业
            close = _CLAUSE.search(self.string, aim.value[1])
            name = name_at(self.string, aim.value[1], close.start()) if close is not None else None
        if name is None and aim.kind is Kind.AIM:  # 目标值90%以上，实际满意度达96%
            name = name_at(self.string, *result.between)
        if name is None:
            name = (aim.lead, aim.lead)
        elif aim.kind is not Kind.AIM and self._alike(result, name):
            weight += _ALIKE
        first = min(name[0], aim.lead) if level is None else level[0]
        plain = aim.kind is Kind.PLAIN and begin == self.start  # nothing but its sign says that it was hoped for
        sure = aim.sure or result.sure or (plain and result.kind is Kind.RESULT and aim.operator not in _EQUAL)
        return Pair(
            name,
            aim.value,
            result.value,
            sure,
            (first, result.value[1]),
            named=right_before,
            bound=plain and aim.operator in _EQUAL,
            words=not aim.figure,
            level=level,
            weight=weight,
        )

    def _may_follow(self, i: int, j: int) -> bool:
        """Whether a value may be what came of one before it: told of the same thing, both figures or both dates or words."""
        aim, result = self.told[i], self.told[j]
        told = aim.kind in (Kind.AIM, Kind.PLAIN) and result.kind in (Kind.RESULT, Kind.PLAIN)
        alike = aim.figure is result.figure and (aim.unit == result.unit or DATED not in (aim.unit, result.unit))
        if not (told and alike) or parted(self.string, aim.value[1], result.lead) or self._beside(i, j):
            return False
        if not aim.figure and aim.unit != DATED:
            return j == i + 1 and not self.string[aim.value[1] : result.lead].strip(SIGNS)
        return self.levelled or aim.kind is Kind.AIM or result.sure or self._really(result)

    def _aimed(self, aim: Told, part: int) -> tuple[float, int, int]:
        """How much speaks for a value to be hoped for, and between which places its name is told."""
        first = not any(part <= t.value[0] < aim.value[0] for t in self.told)
        opener = goal_words().aim_opener.match(self.string, part, aim.value[0]) if first else None
        if aim.kind is Kind.AIM:
            return (_SURE if aim.sure else _SAID), self.start, aim.lead
        begin = opener.end() if opener is not None else part
        tail = goal_words().aim_tail.search(self.string, begin, aim.value[0])
        end = tail.start() if tail is not None and tail.start() > begin else aim.value[0]
        said = _SAID if opener is not None or end < aim.value[0] else 0.0
        begin = begin if opener is not None else self.start
        return max(said, _BOUND if aim.operator not in _EQUAL else 0.0), begin, end

    def _came(self, result: Told, aim: Told, i: int, j: int) -> float:
        """How much speaks for a value to be what came of it."""
        if result.kind is Kind.RESULT:
            return _SURE if result.sure else _SAID
        gap = self.string[aim.value[1] : result.value[0]]
        if result.operator not in _EQUAL or not _COMMA.search(gap):
            return 0.0
        clause, name = _CLAUSE.split(gap)[-1], self.string[self._part(aim.lead) : aim.value[0]]
        alike = _ALIKE if share_words(name, clause) else 0.0
        if not (self.levelled or aim.sure):
            return alike
        if _OUTCOME.match(clause):
            return _SIGN
        return alike or (_NEXT if j == i + 1 and self._last_of_unit(j) else 0.0)

    def _follows(self, i: int, j: int) -> bool:
        """编印教材2000册，完成2000册: whether nothing but the words for a result stands between two figures of one unit."""
        aim, result = self.told[i], self.told[j]
        between = self.string[aim.value[1] : result.lead].strip(SIGNS)
        near = result.between[1] - result.between[0] <= (SHORTEST_NAME if self.levelled else 0)
        alike = aim.unit == result.unit and not between and result.kind is Kind.RESULT and j == i + 1
        return alike and ((self.levelled and near) or self._really(result) or result.sure) and aim.kind is Kind.PLAIN

    def _really(self, result: Told) -> bool:
        return name_of("grammar.really") in self.string[result.lead : result.value[0]]

    def _last_of_unit(self, j: int) -> bool:
        """Whether no other value of its part but rates follows a value."""
        stop = up_to(STATEMENT_END, self.string, self.told[j].value[1], self.stop)
        return all(t.value[0] >= stop or t.unit in ("%", "％") for t in self.told[j + 1 :])

    def _beside(self, i: int, j: int) -> bool:
        """培训≥300人，其中妇女120人; 不少于60场，较上年增加5场; 达到95%的要求: whether a value is said of something else."""
        aim, result = self.told[i], self.told[j]
        gap = self.string[aim.value[1] : result.value[0]]
        clause = _CLAUSE.split(gap)[-1]
        shared = self.string.startswith(_SHARE, result.value[1])
        return bool(_BESIDE.match(clause.strip()) or (result.kind is Kind.PLAIN and _BESIDE.search(clause)) or shared)

    def _units(self, one: Told, other: Told) -> float:
        """Whether two values are printed in one unit, scales left out (1.2万亩, 12600亩)."""
        units = {_SCALE.sub("", t.unit) for t in (one, other)}
        return _ALIKE if len(units) == 1 else -_SAID

    def _alike(self, result: Told, name: Span) -> bool:
        return share_words(self.string[slice(*name)], self.string[slice(*result.between)])

    # --- result, then target

    def _held_against(self, i: int, j: int) -> Pair | None:
        """达标率97%（目标值≥95%）; 授课1280课时，完成目标1200课时的106.67%; 培训142名，目标135名; 完成86公里，与目标值86公里一致: what came of
        it stands before."""
        result, aim = self.told[i], self.told[j]
        gap = self.string[result.value[1] : aim.lead]
        if j != i + 1 or aim.kind is not Kind.AIM or result.kind in (Kind.AIM, Kind.RATE):
            return None
        if not (aim.figure and result.figure and aim.closed) or not _HELD.fullmatch(gap):
            return None
        opened = gap.strip() in _OPENED
        share = _DONE_OF.fullmatch(gap) is not None and self.string.startswith(_SHARE, aim.value[1])
        against = _AGAINST.fullmatch(gap) is not None
        if against and not (aim.sure or share):
            return None
        if not (opened or share or against) and (aim.unit != result.unit or self._goes_on(j)):
            return None
        end = result.lead if result.kind is Kind.RESULT else result.value[0]
        name, level, _ = self._name(result, self.start, end)
        if name is None and HAN.search(gap) and not (against or share):  # 为142名儿童提供训练，目标135名
            name = name_at(self.string, result.value[1], aim.lead)
        if name is None:
            return None
        name = done_name(self.string, name) if result.unit not in ("%", "％") else name
        weight = (
            (_SURE if aim.sure else _SAID) + self._units(aim, result) + (_SAID if result.kind is Kind.RESULT else 0.0)
        )
        sure = aim.sure and (opened or against or gap.strip() in _COMMAS)
        span, bound = (min(name[0], result.value[0]), aim.value[1]), not sure and not opened
        return Pair(name, aim.value, result.value, sure, span, named=opened, bound=bound, level=level, weight=weight)

    def _goes_on(self, j: int) -> bool:
        """培训142名，目标135名，实际130名: whether what came of a target follows it."""
        if j + 1 >= len(self.told) or self.told[j + 1].kind is not Kind.RESULT:
            return False
        return not parted(self.string, self.told[j].value[1], self.told[j + 1].lead)

    # --- names

    def _name(self, value: Told, begin: int, end: int) -> tuple[Span | None, Span | None, bool]:
        """The name of a value, the level told before it, and whether the name stands right before the words for the value:
        before its marker, else behind it (计划|开展巡查|48次)."""
        edges = (t.value[1] for t in self.told if t.kind is not Kind.PLAIN and t.value[1] <= value.lead)
        edge = max(edges, default=self.start)
        name = name_at(self.string, max(edge, begin), end)
        level, right_before = None, False
        behind = name_at(self.string, *value.between)
        if name is not None and behind is not None and self._is_said(name, end):
            name = None
        if name is not None:
            text, cut = self.string[slice(*name)], STATEMENT_END.search(self.string, name[1], end)
            aspect = text.endswith(ASPECT) or (cut is not None and cut[0] != "。")
            levelled = level_of_label(text) is not None
            if aspect or (
                levelled and behind is not None
            ):  # 数量方面，计划维修校舍12栋; 数量指标，年度指标值为检测样品600批次
                level = name if levelled and not aspect else None
                name = None
            else:
                name, level = self._level_before(name, max(edge, begin))
                closed = value.kind is Kind.AIM and not self.string[slice(*value.between)].strip(SIGNS)
                right_before = closed and "。" not in self.string[name[1] : end]
        return name or behind, level, right_before

    def _is_said(self, name: Span, end: int) -> bool:
        """…，支付率100%。|计划改建3座: whether what stands before a value is a sentence with a figure of its own."""
        figures = list(find_quantities(self.string[slice(*name)]))
        told = bool(figures) and figures[-1].operator_stop == name[1] - name[0]
        return told and STATEMENT_END.search(self.string, name[1], end) is not None

    def _level_before(self, name: Span, start: int) -> tuple[Span, Span | None]:
        """The name without the level in it (社会效益指标—新增就业岗位) or before it (质量指标，检测准确率), and that level."""
        *above, last = split_chain(self.string, *name)
        before = above[-1] if above else name_at(self.string, start, name[0])
        if before is None or STATEMENT_END.search(self.string, before[1], name[0]):
            return name, None
        text = self.string[slice(*before)]
        levelled = text.endswith(words_of("targets.kind_ends")) and level_of_label(text) is not None
        return (last, before) if levelled else (name, None)

    def _part(self, at: int) -> int:
        """Where the part of a sentence begins in which a place stands."""
        return self.parts[bisect_right(self.parts, at) - 1]
