"""Of which figure a share is stated: the whole that the report names (占基本支出预算的79.89%)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.kinds import GROWTH, NO_AMOUNT, RELATIVE
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause

_PLAIN = shaped("{grammar.no_share_base}")
_NOT = shaped("{grammar.not}")
_SAME, _ENDING, _WITHIN, _OVERLAPPING, _PLAIN_TOTAL = 2.0, 1.0, 0.6, 0.5, 0.7
_HAS_PARTS, _MAKES, _LATER = 0.2, 1.0, 0.3
_ENOUGH = 0.5
_SHORTEST_WORD = 2  # characters
_OFF = Decimal("0.05")  # so far, as a ratio, may a share be from what a whole that is only nearly so named makes it


def whole_named(clauses: Clauses, mentions: Sequence[Mention], index: int, base: str, of: int | None) -> int | None:
    """The figure that a share is stated to be of: how well it fits the words `base`, whether others are its parts, and
    whether it makes the share. A whole so named is taken though it makes another share: that is for checks to say."""
    wholes = {d.parent for d in mentions if d.kind != GROWTH}  # what grew is no whole of it
    best, best_score = None, _ENOUGH
    for k in _candidates(clauses, mentions, index):
        if k == of or (of is not None and k != mentions[of].parent and not may_hold(mentions[k], mentions[of])):
            continue
        if (
            "总" in base
            and k not in wholes
            and not _is_total(clauses, mentions[k])
            and not _begin_alike(mentions[k], base)
        ):
            continue  # 占总收入的75% is no share of 财政拨款收入
        score = _by_name(mentions[k].label, base)
        if score and of is not None:
            if makes(mentions, index, of, k):
                score += _MAKES
            elif score < _ENDING and not (_nearly(mentions, index, of, k) or _begin_alike(mentions[k], base)):
                continue
        # 评定项目, 总目标数: the whole is what others are parts of
        score += _HAS_PARTS if score and k in wholes else 0.0
        score -= _LATER if k > index else 0.0
        if score > best_score:
            best, best_score = k, score
    return best


def _candidates(clauses: Clauses, mentions: Sequence[Mention], index: int) -> Iterator[int]:
    """Figures that can be wholes: those before the share, the nearest first, then those of the next sentence."""
    for k in (*range(index - 1, -1, -1), *range(index + 1, len(mentions))):
        if k > index and _far(clauses, mentions, index, k):
            return
        if mentions[k].kind not in NO_AMOUNT:
            yield k


def _far(clauses: Clauses, mentions: Sequence[Mention], index: int, later: int) -> bool:
    start, stop = mentions[index].figure.stop, mentions[later].figure.start
    marks = [m.pause for m in clauses.marks_between(start, stop) if m.bracket == OUTSIDE]
    return Pause.PARAGRAPH in marks or sum(p >= Pause.SENTENCE for p in marks) > 1


def _by_name(label: str, base: str) -> float:
    wanted, short = _PLAIN.sub("", base), _PLAIN.sub("", label)
    if base == label:
        return _SAME
    if not wanted:
        return _PLAIN_TOTAL if words().total.search(label) or words().sum_word.search(label) else 0.0
    if short and (short.endswith(wanted) or wanted.endswith(short)):
        return _ENDING
    if wanted in short:
        return _WITHIN
    common = SequenceMatcher(None, wanted, short, autojunk=False).find_longest_match().size
    return _OVERLAPPING + 0.01 if common >= _SHORTEST_WORD and common * 2 >= len(wanted) else 0.0


def part_named(mentions: Sequence[Mention], index: int, name: str, total: int) -> int | None:
    """The figure that a share is of by its name, told apart from it: 未完成项目3个。… 未完成指标的项目占总目标数的37.5%. It says or
    denies the same as the name does, can be a part of the total and makes the share as it is printed. A known part of the
    total comes before others, what is named more alike before what is less; None where no figure is like it."""
    found = [
        (mentions[k].parent == total, likeness, -k)
        for k in range(len(mentions))
        if k != total
        and mentions[k].kind not in RELATIVE
        and may_hold(mentions[total], mentions[k])
        and makes(mentions, index, k, total)
        and bool(_NOT.search(mentions[k].label)) == bool(_NOT.search(name))
        and (likeness := _likeness(mentions[k].label, name)) >= _ENOUGH
    ]
    return -max(found)[2] if found else None


def _likeness(label: str, name: str) -> float:
    """How much two names have in common in the same order, 0 to 1."""
    return SequenceMatcher(None, _PLAIN.sub("", label), _PLAIN.sub("", name), autojunk=False).ratio()


def makes(mentions: Sequence[Mention], share: int, part: int, whole: int) -> bool:
    """Whether some values that print as the three satisfy part ÷ whole = share; the share may be cut off."""
    r, a, b = (mentions[k].figure.quantity for k in (share, part, whole))
    if a.unit != b.unit or b.value - b.step <= 0:
        return False
    over, under = (q.step / 2 if q.step != 1 else 0 for q in (a, b))  # to the last one is counted exactly
    low, high = (a.value - over) / (b.value + under), (a.value + over) / (b.value - under)
    return low <= r.value + r.step and r.value - r.step / 2 <= high


def _nearly(mentions: Sequence[Mention], share: int, part: int, whole: int) -> bool:
    ratio, one, other = (mentions[k].value for k in (share, part, whole))
    return other > 0 and ratio > 0 and abs(one / other / ratio - 1) <= _OFF


def may_hold(whole: Mention, part: Mention) -> bool:
    """Whether a figure can be the whole of another one."""
    one, other = whole.figure, part.figure
    return one.unit == other.unit and one.value >= other.value


def _begin_alike(mention: Mention, base: str) -> bool:
    """Whether a figure is of the things that the words of the whole begin with: 参训学员640人, of which 占参训总人数 speaks."""
    one, other = _PLAIN.sub("", mention.label), _PLAIN.sub("", base)
    return (
        len(one) > _SHORTEST_WORD
        and one[:_SHORTEST_WORD] == other[:_SHORTEST_WORD]
        and one[_SHORTEST_WORD:] not in base
    )


def _is_total(clauses: Clauses, mention: Mention) -> bool:
    """Whether the words of a figure call it a whole: 共设立绩效目标8个, 总收入500万元."""
    lead = mention.words_before
    return bool(words().sum_word.search(lead) or words().total.search(mention.label))
