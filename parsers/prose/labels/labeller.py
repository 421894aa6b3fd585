"""Each figure with the words that name it, and its neighbours in the sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from ziping.parsers.lexicon.entries import Use, entry, name_of, shaped, words_of
from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.mention import Mention, Side
from ziping.parsers.prose.labels.share_names import amount_of_share, share_behind
from ziping.parsers.prose.labels.side import (
    BEFORE_NOUN,
    PERCENTAGE_POINT,
    RATIOS,
    label_follows,
    name_behind,
    names_money,
    needed_for,
    noun_follows,
)
from ziping.parsers.prose.labels.spot import (
    Spot,
    before_bracket,
    begins_anew,
    clause_before,
    compared_subject,
    counted_before,
    head_of_chain,
    head_of_sentence,
    heading,
    named_before,
    next_turn,
    same_unit,
    without_prices,
)
from ziping.parsers.prose.labels.target_pairs import (
    compared_with,
    comparison_label,
    money_of,
    shared_measure,
)
from ziping.parsers.prose.labels.trimming import LONGEST, before_name, ending, is_bare, is_purpose
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.layers.figures import ITEM, PERSON, Figure
from ziping.parsers.text.units import POINT, RATIO, YUAN
from ziping.schemas.quantity import Operator

_SHORT = 2  # characters
_NOUN_OF_UNIT = re.compile("村$")  # what is counted, printed as the unit
_SHORT_NOUN = 8  # characters
_JOINT_TAIL = shaped(r"(?:{grammar.joining}|、)[^和及与、或]{0,4}$")
_OF_TAIL = re.compile(r"的(?:共?有|为|共|达|是)?\s?$")  # 完成的有5个 names what is counted, 完成5个 does not
_IN_COMPARISON = entry("grammar.comparing").of(Use.WORDS)
_THIS_YEAR = shaped(r"^(?:{grammar.this_year})")
_POINTS_SUMMED = shaped(r"(?P<word>{grammar.grand_sums})(?:{scores.bare_total})?(?:{phrases.got})\s?$")
_PERFORMED = shaped(
    r"^(?:{grammar.this_year}|{targets.outcome_times}|{grammar.really}|{phrases.so_far})*(?:{phrases.accomplished})$"
)
_CHANGED_TO = shaped(r"(?:{grammar.changed})[到至为]?")
_SUM = shaped(r"(?P<word>{grammar.grand_sums}|共)[为达]?\s?$")


def name_figures(clauses: Clauses, figures: Sequence[Figure]) -> tuple[Mention, ...]:
    """The figures with their names, in order. `figures` holds no attributive ones."""
    brackets = [clauses.bracket_at(f.start) for f in figures]
    namer = _Namer(clauses, figures, brackets)
    last_in: dict[int, int] = {}
    for index, bracket in enumerate(brackets):
        namer.name(index, last_in.get(bracket))
        last_in[bracket] = index
    return tuple(namer.named)


@dataclass(slots=True)
class _Namer:
    """Names the figures of one passage, one after the other."""

    clauses: Clauses
    figures: Sequence[Figure]
    brackets: Sequence[int]
    named: list[Mention] = field(default_factory=list)

    def name(self, index: int, previous: int | None) -> None:
        """Names a figure; `previous` is the one before it in the same bracket."""
        figure, bracket = self.figures[index], self.brackets[index]
        lead = self.clauses.before(figure.outer_start, bracket)
        pause = Pause.PARAGRAPH
        before = self.named[previous] if previous is not None else None
        if before is not None:
            pause = self.clauses.strongest(before.figure.stop, figure.start, bracket)
            if pause >= Pause.SENTENCE:
                before, previous = None, None
        spot = Spot(figure, bracket, lead, self.clauses.after(figure.outer_stop, bracket), before)
        if before is not None and before.figure.stop > lead:
            spot.lead = self._lead_behind(before, spot)
        around = (bracket, self.clauses.outer(bracket))
        following = next(
            (self.figures[k] for k in range(index + 1, len(self.figures)) if self.brackets[k] in around), None
        )
        if following is not None and following.outer_start < spot.trail:
            spot.trail = self._cut_off_next(spot, following)
        shared = share_behind(self.clauses.string, figure, spot.lead, spot.trail)
        label, side = shared or self._told_beside(spot) or self._performed(spot) or self._label(spot)
        told = self.clauses.string[spot.lead : figure.outer_start]
        place = Mention(figure, bracket, spot.lead, spot.trail, told, previous, pause, label, side, label)
        self.named.append(place)

    def _lead_behind(self, before: Mention, spot: Spot) -> int:
        """Where the words of a figure begin when another one stands in the same clause."""
        start, stop = before.figure.outer_stop, spot.figure.outer_start
        string = self.clauses.string
        if string.startswith("中", start) and not string.startswith(words_of("phrases.among_center"), start):
            start += 1  # 从500万元中分配120万元
        marks = [m.offset for m in self.clauses.marks_between(start, stop) if m.bracket == spot.bracket]
        if marks:
            # 失业保险5.51万人、城市、农村低保3万人 but 21个县、镇社保机构、504个网点
            return (marks[-1] if before.side is Side.AFTER else marks[0]) + 1
        if before.side is Side.AFTER:
            # 为32万名人员发放待遇121亿元: the act begins the second name
            turn = next_turn(string, start, stop)
            return stop if turn is None else turn
        return start

    def _cut_off_next(self, spot: Spot, following: Figure) -> int:
        """Where the words behind a figure end when another one follows in the same clause."""
        string, start, stop = self.clauses.string, spot.figure.outer_stop, following.outer_start
        marks = [m.offset for m in self.clauses.marks_between(start, stop) if m.bracket == spot.bracket]
        if marks:
            return marks[-1]
        turn = next_turn(string, start + 1, stop)
        if turn is not None and not string[start:turn].endswith(words_of("phrases.of_people")):
            return turn
        rest = string[start:stop].rstrip()
        joint = _JOINT_TAIL.search(rest)
        return start + (joint.start() if joint else len(rest))

    def _label(self, spot: Spot) -> tuple[str, Side]:
        figure, string = spot.figure, self.clauses.string
        raw_before, raw_after = string[spot.lead : figure.outer_start], string[figure.outer_stop : spot.trail]
        first, second = before_name(raw_before), name_behind(raw_before, raw_after)
        if second and (named_by := self._of_counted(spot, first, second)):
            return ending(named_by), Side.AFTER
        named = names_money(raw_after, second) or needed_for(raw_before, raw_after)
        if second and label_follows(figure, raw_before, first, second, money_named=named):
            return second, Side.AFTER
        if first and (not is_bare(first) or _OF_TAIL.search(raw_before)):
            return self._with_heading(spot, first), Side.BEFORE
        alone = spot.bracket != OUTSIDE and not string[spot.bracket + 1 : figure.outer_start].strip()
        if alone and (outside := before_bracket(self.clauses, self.named, spot.bracket)):
            return outside, Side.AROUND  # 支出4711.58元（0.47万元）
        if second and figure.unit not in RATIOS and (not first or figure.unit == YUAN or not is_purpose(raw_after)):
            return (second if is_purpose(raw_after) or not first else first + second)[:LONGEST], Side.AFTER
        return self._inherited(spot, first)

    def _told_beside(self, spot: Spot) -> tuple[str, Side] | None:
        """The name of a figure that something is compared with, or that measures the same thing again; None for others."""
        before, figure, string = spot.before, spot.figure, self.clauses.string
        equals = string[figure.outer_start] in "=＝"  # 20分（投入）+19分（过程）=39分 has no name but that of points
        head = head_of_sentence(self.clauses, spot) if equals else ""
        head = head or (name_of("phrases.points_name") if equals and figure.unit == POINT else "")
        if before is not None and not head and figure.unit not in RATIOS:  # 省级资金占60%，为456万元
            head = amount_of_share(before, string[before.figure.outer_stop : figure.outer_start])
        # 收入9846万元（2022年度为8920万元）; 政府采购执行率：312万元/320万元=97.5%
        if head := head or named_before(self.clauses, self.named, spot)[-LONGEST:]:
            return head, Side.INHERITED
        summed = _POINTS_SUMMED.search(string, spot.lead, figure.outer_start) if figure.unit == POINT else None
        if summed is not None:
            return summed["word"] + name_of("phrases.points_name"), Side.BEFORE  # 总计得94.2分
        compared = compared_with(string[spot.lead : figure.outer_start])
        if compared is not None and string.startswith(_IN_COMPARISON, figure.outer_stop):
            return "".join(compared)[-LONGEST:], Side.BEFORE
        if before is None or before.side is not Side.BEFORE or not before.label:
            return None
        raw, behind = string[spot.lead : figure.outer_start], string[figure.outer_stop : spot.trail]
        held = comparison_label(raw, behind, before.label, ratio=figure.unit == RATIO)
        if held and before.figure.unit == figure.unit:
            return ending(held), Side.BEFORE
        counts = figure.unit not in (YUAN, POINT, *RATIOS) and before.figure.unit not in (YUAN, POINT, *RATIOS)
        beside = before.figure.outer_stop == figure.outer_start and before.figure.unit != figure.unit
        return (before.label, Side.INHERITED) if counts and beside else None

    def _performed(self, spot: Spot) -> tuple[str, Side] | None:
        """调整预算数657.5万元，当年完成648.5万元: what was done of the sum before; None for others."""
        told = self.clauses.string[spot.lead : spot.figure.outer_start].strip()
        money = spot.before is not None and spot.before.figure.unit == spot.figure.unit == YUAN
        return (told, Side.BEFORE) if money and _PERFORMED.search(told) else None

    def _of_counted(self, spot: Spot, first: str, second: str) -> str:
        """The name of a count that a sum follows (批复预算8个项目985万元), or that has its noun in its unit (涉及5个乡镇10个村道路
        建设); empty for others."""
        noun = _NOUN_OF_UNIT.search(spot.figure.quantity.unit_text or "")
        if noun is not None and not words().act.match(second):
            return (first or head_of_chain(self.clauses, self.named, spot)) + noun[0]
        if not self._between(spot, second):
            return ""
        raw_before = self.clauses.string[spot.lead : spot.figure.outer_start]
        return second if is_bare(first) or noun_follows(raw_before) else first + second

    def _between(self, spot: Spot, second: str) -> bool:
        """Whether a short noun stands between a number of things and a sum of money."""
        unit_text = spot.figure.quantity.unit_text or ""
        counts = spot.figure.unit in (ITEM, PERSON) and unit_text.endswith(BEFORE_NOUN)
        if not counts or len(second) > _SHORT_NOUN:
            return False
        number = bisect_left(self.figures, spot.trail, key=lambda f: f.outer_start)
        following = self.figures[number] if number < len(self.figures) else None
        return following is not None and following.outer_start == spot.trail and following.unit == YUAN

    def _with_heading(self, spot: Spot, name: str) -> str:
        """乡村道路维修项目：预算45万元 — a general word is named more closely before the colon."""
        string, lead = self.clauses.string, spot.lead
        if what := self._aimed_at(spot, name):
            # 群众满意度目标值为90%，实际完成值为95%; 种苗成活率不低于90%，经抽样测定为92.6%
            return what if words().reporting.fullmatch(name) and len(name) > _SHORT else what + name
        if _THIS_YEAR.sub("", name) in words().generic and spot.before is not None and (of := _money_of(spot.before)):
            return name if _PERFORMED.search(of) else of + name  # “三公”经费预算196万元，执行率87.96%
        # 修建便民桥3座，投资36万元; （一）人员经费。预算560万元
        told = counted_before(self.clauses, spot) or heading(self.clauses, spot) if name in words().generic else ""
        if told:
            return ending(told + name)
        if name not in words().generic or lead < 1 or string[lead - 1] not in "：:（(":
            return name
        if lead - 1 == spot.bracket:  # 资金支出率（完成率为100%）
            outer = self.clauses.outer(spot.bracket)
            return ending(before_name(string[self.clauses.before(lead - 1, outer, Pause.ITEM) : lead - 1]) + name)
        return ending(before_name(string[self.clauses.before(lead - 1, spot.bracket) : lead - 1]) + name)

    def _ends_list(self, spot: Spot) -> bool:
        """Whether two figures of its unit stand before one in its sentence: A a万元，B b万元，共c万元."""
        start, _ = self.clauses.sentence(spot.figure.start)
        sentence = takewhile(lambda n: n.figure.start >= start, reversed(self.named))
        return sum(n.figure.unit == spot.figure.unit for n in sentence) > 1

    def _inherited(self, spot: Spot, first: str) -> tuple[str, Side]:
        """The name when there is none beside the figure, or but a verb (`first`): that of an earlier one."""
        if not first:
            return self._nameless(spot)
        before = spot.before
        what = self._aimed_at(spot, first)  # 计划3200批次，完成3286批次
        if not what and first in words().generic and begins_anew(self.clauses, spot):
            what = words().all_are.sub("", clause_before(self.clauses, spot))  # …；第二类为上级补助，金额120万元
        if what:
            return what + first, Side.BEFORE
        if before is not None and before.figure.unit == spot.figure.unit:
            return _money_of(before) + first, Side.BEFORE  # 下达500万元，支出450万元; 甲经费：预算50万元，支出45万元
        subject = self._subject(spot) or ("" if spot.figure.unit == YUAN else same_unit(self.clauses, self.named, spot))
        if subject and first[:2] in subject:  # 发放租赁补贴326户，发放资金98万元
            return subject, Side.BEFORE
        return ending(subject + first), Side.BEFORE

    def _nameless(self, spot: Spot) -> tuple[str, Side]:
        """Of the figure right before it (6611人次963万元), its own word for a sum, or of the clause before
        (一个季度一次，共4次)."""
        before, string = spot.before, self.clauses.string
        if what := self._aimed_at(spot, words_told := string[spot.lead : spot.figure.outer_start].strip()):
            return what + words_told, Side.BEFORE  # 计划3200批次，完成3286批次
        changed = _CHANGED_TO.fullmatch(words_told) is not None  # 人均年收入由9200元增加到9936元
        told = before if changed or spot.figure.unit != YUAN else without_prices(self.named, before)
        if told is not None and told.label and before is not None and before.figure.outer_stop >= spot.lead:
            return told.label, Side.INHERITED
        total = _SUM.search(self.clauses.string, spot.lead, spot.figure.outer_start)
        if total is not None and before is None and (subject := clause_before(self.clauses, spot)):
            return words().all_are.sub("", subject), Side.INHERITED  # 全部为图书购置支出，总计45万元
        if total is not None and (total["word"] != "共" or self._ends_list(spot)):
            return total["word"], Side.BEFORE
        chained = before is not None and before.side is Side.AFTER and spot.figure.unit != YUAN
        if chained and (head := head_of_chain(self.clauses, self.named, spot)):
            return head, Side.INHERITED  # 惠及4个街道16个社区2800户
        subject = clause_before(self.clauses, spot) or self._subject(spot)
        if not subject and spot.figure.unit not in (YUAN, POINT, *RATIOS):
            subject = same_unit(self.clauses, self.named, spot)  # 造林4万亩，为计划的105%，上年完成3万亩
        return subject, Side.INHERITED if subject else Side.NONE

    def _aimed_at(self, spot: Spot, name: str) -> str:
        """What the figure before was the aim of, where this one is what came of it; empty for others."""
        before = spot.before
        beside = before is not None and spot.figure.unit == PERCENTAGE_POINT and before.figure.unit == RATIO
        if before is not None and beside and is_bare(name):
            return compared_subject(self.named, before).label  # 合格率98.7%，较目标值95%高3.7个百分点
        if before is None or before.figure.unit != spot.figure.unit:
            return ""
        return shared_measure(before.label, name, bound=before.figure.operator != Operator.EQ)

    def _subject(self, spot: Spot) -> str:
        """What the sentence has spoken of: the figure before, or the clause before where that holds none."""
        before = without_prices(self.named, spot.before)
        if before is not None and words().price.search(before.label):
            return ""  # 按每人1200元标准，补助356人
        if before is not None and before.label and (before.figure.unit not in RATIOS or spot.figure.unit == POINT):
            return before.label
        return clause_before(self.clauses, spot)


def _money_of(before: Mention) -> str:
    return money_of(before.label) if before.figure.unit == YUAN else ""
