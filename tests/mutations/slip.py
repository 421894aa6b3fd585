"""One slip of a printed figure, as people make them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.generator.dice import Dice

FIGURE = re.compile(r"(?<![\d.])\d[\d,]*(?:\.\d+)?")
KINDS = {"digit": "digit", "digit again": "digit", "swap": "swap", "point": "point", "missing": "missing"}
KINDS |= {"doubled": "doubled", "unit": "unit"}
UNITS = {"亿元": "万元", "万元": "元"}


@dataclass(frozen=True)
class Slip:
    """What was printed instead of what: figures without separators; a slip of the unit leaves them alike."""

    kind: str
    right: str
    wrong: str


def slipped(dice: Dice, number: str, kinds: tuple[str, ...] = ()) -> Slip | None:
    """The figure with one slip, or None where this kind of slip changes nothing (or leaves no figure)."""
    kind = dice.pick("slip", {k: v for k, v in KINDS.items() if not kinds or v in kinds})
    digits = [i for i, c in enumerate(number) if c.isdigit()]
    place = dice.any(digits)
    wrong = number
    if kind == "digit":
        other = dice.any([d for d in "0123456789" if d != number[place]])
        wrong = number[:place] + other + number[place + 1 :]
    elif kind == "swap" and number[place + 1 : place + 2].isdigit():
        wrong = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    elif kind == "point":
        wrong = number.replace(".", "")
    elif kind == "missing" and len(digits) > 1:
        wrong = number[:place] + number[place + 1 :]
    elif kind == "doubled":
        wrong = number[: place + 1] + number[place:]
    whole = wrong.replace(",", "").partition(".")[0]
    bad = not whole or wrong.endswith(".") or (len(whole) > 1 and whole.startswith("0"))
    if bad or wrong.replace(",", "") == number.replace(",", ""):
        return None
    return Slip(kind, number, wrong)


def in_text(dice: Dice, text: str) -> tuple[str, Slip] | None:
    """A text with one slip in one of its figures."""
    found = list(FIGURE.finditer(text))
    if not found:
        return None
    figure = dice.any(found)
    slip = slipped(dice, figure[0])
    if slip is None:
        return None
    return text[: figure.start()] + slip.wrong + text[figure.end() :], slip
