"""What the names of the levels mean: category and kind of an indicator."""

from __future__ import annotations

from ziping.parsers.lexicon.entries import Use, name_of
from ziping.parsers.lexicon.matching import Fit, Names, names_of, word_list
from ziping.parsers.text.normalise import bare

CATEGORIES = ("decision", "process", "output", "benefit", "satisfaction", "budget_execution", "management", "other")
KINDS = (
    "quantity", "quality", "timeliness", "cost", "economic", "social", "ecological", "sustainability", "satisfaction",
    "other",
)  # fmt: skip

_CATEGORY_NAMES: Names = names_of(Use.CATEGORY_NAMES, CATEGORIES, "levels")
_KIND_NAMES: Names = names_of(Use.KIND_NAMES, KINDS, "levels")
_FIRST = word_list("levels.first_level")
_SECOND = word_list("levels.second_level")

# Where the first level says nothing, the kind of indicator tells its category.
_CATEGORY_OF_KIND = {
    "quantity": "output",
    "quality": "output",
    "timeliness": "output",
    "cost": "output",
    "economic": "benefit",
    "social": "benefit",
    "ecological": "benefit",
    "sustainability": "benefit",
    "satisfaction": "satisfaction",
}


def _meaning(names: Names, wording: str | None) -> str | None:
    """What a level's name means; None where it means nothing of the kind. No tolerance for misprints:
    经济效益 and 社会效益 are not far from each other."""
    match = names.find(wording) if wording else None
    return None if match is None or match.fit is Fit.MISPRINTED else match.meaning


def classify(level1: str | None, level2: str | None, level3: str | None = None) -> tuple[str, str]:
    """Category and kind of an indicator, in the contract's words, from the names of its levels.

    The first level decides the category, the second the kind; the name of the indicator itself only where
    neither level says anything (预算执行率 and 满意度 as rows of their own).
    """
    category = _meaning(_CATEGORY_NAMES, level1)
    kind = _meaning(_KIND_NAMES, level2) or _meaning(_KIND_NAMES, level1)
    if category is None and kind is not None:
        category = _CATEGORY_OF_KIND.get(kind)
    if category is None:
        category = _meaning(_CATEGORY_NAMES, level2)
    if category is None and level1 is None and level3 is not None:
        named = _meaning(_CATEGORY_NAMES, level3)
        category = named if named in ("budget_execution", "satisfaction") else None
    if category == "satisfaction" and kind is None:
        kind = "satisfaction"
    return category or "other", kind or "other"


def level_of_name(wording: str) -> int | None:
    """1 or 2 when the whole wording is the usual name of a first or second level (产出指标, 数量指标); else None."""
    word = bare(wording).removesuffix(name_of("grammar.indicators"))
    if word in _FIRST:
        return 1
    return 2 if word in _SECOND else None
