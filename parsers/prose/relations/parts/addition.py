"""Whether figures add up: exactly, within their rounding, or but for one misprint."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal

from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.figures import Figure

_SHIFTS = (1, -1, 2, -2, 3, -3, 4, -4)  # places that a decimal point slips, or a unit (元 for 万元)
_LIKELY = Decimal("0.05")  # more often than this a slip would make unrelated figures add up
_MOST_WITHIN_ROUNDING = 20  # figures within what rounding leaves open


def fits(mentions: Sequence[Mention], total: int, parts: Sequence[int]) -> bool:
    """Whether some unrounded values that print as stated make the parts add up to the total. A part that is lost in the
    rounding proves nothing: the sum would be as right without it (318.6万元 and 50元)."""
    figures = [mentions[k].figure for k in parts]
    whole = mentions[total].figure
    difference = abs(sum((f.value for f in figures), Decimal(0)) - whole.value)
    if difference == 0:
        return True
    every = (*figures, whole)
    exact = all(f.quantity.step == 1 for f in every)
    room = sum((f.quantity.step for f in every), Decimal(0)) / 2
    lost = any(0 < f.value <= room - f.quantity.step / 2 for f in figures)
    return not exact and difference <= room and not lost


def completes(mentions: Sequence[Mention], total: int, parts: Sequence[int], another: int) -> bool:
    """Whether the parts add up to the total already, so that another one would spoil it. One part alone does only
    where it is the total: 4亿元 is rounded too far to be told from 4.31亿元."""
    whole = mentions[total].value
    got = sum((mentions[k].value for k in parts), Decimal(0))
    more = got + mentions[another].value
    enough = fits(mentions, total, parts) if len(parts) > 1 else got == whole
    return enough and abs(more - whole) > abs(got - whole)


def nearly_fits(mentions: Sequence[Mention], total: int, parts: Sequence[int]) -> bool:
    """Whether the parts would add up to the total if one of the figures were printed otherwise in one digit, or with
    another decimal point or unit, and chance hardly could make them.

    A list that is a sum but for a misprint is a sum: the misprint must show, not take the list apart.
    """
    figures = [mentions[k].figure for k in (total, *parts)]
    gap = figures[0].value - sum((f.value for f in figures[1:]), Decimal(0))
    return any(_explains(figures, n, f.value + (gap if n else -gap)) for n, f in enumerate(figures))


def is_slip_away(mentions: Sequence[Mention], total: int, parts: Sequence[int]) -> bool:
    """Whether one figure with one digit otherwise, or two exchanged, would make the parts add up to the total, however
    easily chance might: enough where words say which list it is."""
    figures = [mentions[k].figure for k in (total, *parts)]
    gap = figures[0].value - sum((f.value for f in figures[1:]), Decimal(0))
    meant = ((f, f.value + (gap if n else -gap)) for n, f in enumerate(figures))
    return any(
        v > 0 and v != f.value and _one_edit(_digits(f.value, f.quantity.step), _digits(v, f.quantity.step))
        for f, v in meant
    )


def _explains(figures: Sequence[Figure], index: int, meant: Decimal) -> bool:
    """Whether the figure at `index` (0 is the total) is `meant`, but for a slip."""
    figure = figures[index]
    if meant <= 0 or figure.value <= 0 or meant == figure.value:
        return False
    rest = [f.quantity.step for n, f in enumerate(figures) if n != index]
    total = figures[0].value if index else meant
    rooms = (Decimal(0),) if all(s == 1 for s in rest) else (Decimal(0), sum(rest, Decimal(0)) / 2)
    return any(_is_slip(figure, meant, room, total / max(2 * room, min(rest)) / len(figures)) for room in rooms)


def _is_slip(figure: Figure, meant: Decimal, room: Decimal, distinct: Decimal) -> bool:
    """Whether one slip makes `meant` (give or take `room`) of the figure. There are `distinct` values that chance
    might have brought about for each figure: too few of them, and it proves nothing."""
    step = figure.quantity.step
    moved = (abs(figure.value.scaleb(s) - meant) <= room + (step.scaleb(s) / 2 if room else 0) for s in _SHIFTS)
    if len(_SHIFTS) <= _LIKELY * distinct and any(moved):
        return True
    digits = _digits(figure.value, step)
    ways = 21 * len(digits) + 13  # other digits, digits left out or put in, neighbours exchanged
    return ways <= _LIKELY * distinct and any(
        _one_edit(digits, _digits(value, own))
        for own in (step, step / 10, step * 10)
        for value in _between(meant - room, meant + room, own)
    )


def _between(low: Decimal, high: Decimal, step: Decimal) -> list[Decimal]:
    """The multiples of `step` from `low` to `high`; none where they are too many to prove anything."""
    first = (low / step).to_integral_value(ROUND_CEILING)
    number = int(high / step - first) + 1 if high / step >= first else 0
    return [(first + k) * step for k in range(number)] if number <= _MOST_WITHIN_ROUNDING else []


def _digits(value: Decimal, step: Decimal) -> str:
    return str(int(value / step))


def _one_edit(printed: str, meant: str) -> bool:
    """Whether one digit differs, is missing or too many, or two neighbours are exchanged."""
    if len(printed) == len(meant):
        unlike = [i for i, (a, b) in enumerate(zip(printed, meant, strict=True)) if a != b]
        if len(unlike) == 2:
            i, j = unlike
            return j == i + 1 and printed[i] == meant[j] and printed[j] == meant[i]
        return len(unlike) == 1
    short, long = sorted((printed, meant), key=len)
    return len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
