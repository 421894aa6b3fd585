"""Which division a body belongs to: names of divisions in what is printed, the certain ones alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ziping.pipeline.places.divisions import COUNTY, PROVINCE, Division, divisions

_GONE_FOR = 5  # years after which a former division is thought of no longer where one of today has its name
_MUNICIPALITIES = frozenset({"北京市", "天津市", "上海市", "重庆市"})
_BETWEEN = ("市辖区", "县", "直辖县")  # rungs that are no places: these names, and those that hold the last
_BRACKETED = re.compile(r"[（(]([^（()）]{2,8})[）)]")  # 中国（安徽）自由贸易试验区
_GOES_ON = "域"  # 朝阳区域 is no 朝阳区


@dataclass(frozen=True, slots=True)
class Region:
    """Where a body is, as far down as it is certain.

    Attributes:
        province: Full name; likewise city (地级) and county. None from the level down that is not certain.
        code: GB/T 2260 code of the lowest certain one, six digits.
    """

    province: str | None = None
    city: str | None = None
    county: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """Names of divisions printed one after the other (湖北省黄冈市蕲春县), and the divisions that they may mean."""

    start: int
    end: int
    meant: tuple[Division, ...]


def region_of(texts: Iterable[str | None], year: int | None = None) -> Region:
    """The region that the texts agree on.

    Args:
        texts: What names a body, the nearest to it first: agency, supervising department, title. The first that names
            a division decides; the others only choose where two divisions share a name.
        year: The fiscal year: divisions that were gone by then are not meant where one of the time has the name.
    """
    found = [meant for text in texts if text and (meant := _of_the_time(_first_chain(text), year))]
    if not found:
        return Region()
    meant, *others = found
    for other in others:
        if len(meant) > 1:
            meant = tuple(d for d in meant if any(d.within(o) or o.within(d) for o in other)) or meant
    deeper = [
        o for o in others if len(meant) == 1 and len(o) == 1 and o[0].within(meant[0]) and meant[0].level == PROVINCE
    ]
    return _shared(deeper[0] if deeper else meant)


def chain_at(text: str, start: int, *, first: bool) -> Chain | None:
    """The names of divisions that begin at a place of the text; None where there is none to rely on.

    Args:
        first: Whether the text begins here: names of two characters (和县) are words elsewhere.
    """
    table = divisions()
    meant: tuple[Division, ...] = ()
    position, names, whole = start, 0, False
    while position < len(text):
        for length in range(min(table.longest, len(text) - position), 1, -1):
            name = text[position : position + length]
            if text[position + length : position + length + 1] == _GOES_ON:
                continue
            full = table.full.get(name, ())
            below = _below((*full, *table.short.get(name, ())), meant)
            if below and (length > 2 or names or first or not full):
                meant, position, names, whole = below, position + length, names + 1, whole or bool(full)
                break
        else:
            break
    # the short name of a province at the beginning says enough (湖北科技学院); that of a city is a word too often
    enough = whole or names > 1 or (first and names == 1 and all(d.level == PROVINCE for d in meant))
    return Chain(start, position, meant) if enough else None


def _below(divisions_named: Sequence[Division], above: Sequence[Division]) -> tuple[Division, ...]:
    if not above:
        return tuple(divisions_named)
    return tuple(d for d in divisions_named if any(d.within(a) and d.level > a.level for a in above))


def _first_chain(text: str) -> tuple[Division, ...]:
    for start in range(len(text)):
        chain = chain_at(text, start, first=start == 0)
        if chain is not None:
            return chain.meant
    for bracketed in _BRACKETED.findall(text):
        table = divisions()
        named = (*table.full.get(bracketed, ()), *table.short.get(bracketed, ()))
        if provinces := tuple(d for d in named if d.level == PROVINCE):
            return provinces
    return ()


def _of_the_time(meant: Sequence[Division], year: int | None) -> tuple[Division, ...]:
    """Of one name in one province the newest; those long gone only where nothing newer has the name."""
    if not meant:
        return ()
    newest: dict[tuple[str, str], int] = {}
    for division in meant:
        key = division.names[0], division.names[-1]
        newest[key] = max(newest.get(key, 0), division.last_year)
    kept = tuple(d for d in meant if d.last_year == newest[d.names[0], d.names[-1]])
    latest = max(d.last_year for d in kept)
    oldest = min(year or latest, latest) - _GONE_FOR
    return tuple(d for d in kept if d.last_year >= oldest) or kept


def _shared(meant: Sequence[Division]) -> Region:
    """What all of them have in common."""
    names: list[str] = []
    for rung in zip(*(d.names for d in meant), strict=False):
        if len(set(rung)) > 1:
            break
        names.append(rung[0])
    if not names:
        return Region()
    depth = len(names)
    own = next((d for d in meant if d.names == tuple(names)), None)
    code = own.code if own is not None else _code_of(tuple(names))
    province, city, county = (*names, None, None)[:COUNTY]
    if province in _MUNICIPALITIES:
        city = province if depth > PROVINCE or len(meant) == 1 else None
    return Region(province, None if city in _BETWEEN or _BETWEEN[-1] in (city or "") else city, county, code)


def _code_of(names: tuple[str, ...]) -> str | None:
    found = [d for d in divisions().full.get(names[-1], ()) if d.names == names]
    return max(found, key=lambda d: d.last_year).code if found else None
