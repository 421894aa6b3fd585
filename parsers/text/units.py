"""Units: read here and nowhere else. The names are data (`units.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

YUAN = "CNY"
RATIO = "ratio"
POINT = "point"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed.

    Attributes:
        text: As printed (`万元`, `元/人·年`).
        base: What the value is counted in (`CNY`, `person`, `item`, `ratio`, …); None for a scale
            word alone (近20万).
        factor: One of it in the base unit (10 000 for 万元, 0.01 for %).
    """

    text: str
    base: str | None
    factor: Decimal


@dataclass(frozen=True, slots=True)
class UnitNames:
    """The vocabulary of units, validated.

    Raises:
        ValueError: for a factor of a unit that is not declared.
    """

    bases: Mapping[str, str]
    scales: Mapping[str, Decimal]
    factors: Mapping[str, Decimal]
    pattern: re.Pattern[str]

    def unit_at(self, string: str, start: int = 0) -> Unit | None:
        """The longest unit that begins at `start`, None where none does. `元/人·年` is one unit of money."""
        match = self.pattern.match(string, start)
        if match is None:
            return None
        scale, name = match["scale"] or match["alone"] or "", match["name"] or match["scaled"]
        factor = self.scales.get(scale, Decimal(1))
        if name is None:
            return Unit(match[0], None, factor)
        return Unit(match[0], self.bases[name], factor * self.factors.get(name, Decimal(1)))


def _either(names: list[str]) -> str:
    return "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))


@cache
def unit_names() -> UnitNames:
    """The units of `units.toml`."""
    data = tomllib.loads(files("ziping.parsers.text").joinpath("units.toml").read_text("utf-8"))
    bases, factors = data["units"], {n: Decimal(f) for n, f in data["factors"].items()}
    scales = {n: Decimal(f) for n, f in data["scales"].items()}
    alone = frozenset(data["scales_alone"]["names"])
    if strangers := (factors.keys() - bases.keys()) | (alone - scales.keys()):
        raise ValueError(f"units.toml: no such unit or scale: {', '.join(sorted(strangers))}")
    barred = data["not_before"]
    if strangers := barred.keys() - bases.keys():
        raise ValueError(f"units.toml: no such unit under not_before: {', '.join(sorted(strangers))}")
    name = "|".join(
        re.escape(n)
        + (f"(?!{_either(barred[n])})" if n in barred else "")
        + ("(?![A-Za-z])" if n.isascii() else "")  # 5m, but no 5mol
        for n in sorted(bases, key=len, reverse=True)
    )
    # A unit name may begin with a scale word (千米, 千瓦): names alone are tried first. A rate
    # (元/人·年, 元每亩, 元/生.年) is one unit.
    each, times = (_either(data["rates"][kind]) for kind in ("each", "times"))
    pattern = re.compile(
        rf"(?:(?P<name>{name})|(?P<scale>{_either(list(scales))})(?P<scaled>{name}))(?:(?:[/／·・每](?:{name})|[/／](?:{each})(?![一-鿿]))(?:[.．·・/／](?:{times})(?![初末底度]))?)*"
        rf"|(?P<alone>{_either(list(alone))})"
    )
    return UnitNames(bases, scales, factors, pattern)
