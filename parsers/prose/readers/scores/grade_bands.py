"""The bands of scores by which grades are given: 90分（含）以上为优，80—90分为良."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ziping.parsers.lexicon import GRADES
from ziping.parsers.lexicon.entries import either, shaped
from ziping.parsers.prose.labels.kinds import GRADE
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.prose.layers.passage import Passage
from ziping.parsers.text.numbers import read_number
from ziping.parsers.text.units import POINT
from ziping.schemas.report import Fact, Stated

_BOUND = r"\d{2,3}(?:\.\d+)?"
_HELD = r"(?:\s?分)?(?:\s?[（(]\s?(?:不)?含\s?[)）])?(?:\s?分)?"
_TO = r"\s?(?:[-—–~～－至到]|{{phrases.over}})\s?"


def read_bands(passage: Passage, clauses: Clauses) -> Iterator[tuple[Fact, tuple[int, int]]]:
    """The lower bound of each grade that has one, as a fact of kind `grade`, and the sentence that says so.

    Two bands at least make a scale: one alone is the report's own grade.
    """
    found = list(_pattern().finditer(passage.string))
    if len({m["grade"] or m["first"] for m in found}) < 2:
        return
    for match in found:
        number = read_number(match["low"])
        word = match["grade"] or match["first"]
        if number is None or word is None:
            continue
        yield (
            Fact(
                kind=GRADE,
                label=word,
                value=Stated(number.value, passage.printed(*match.span("low"))),
                value_text=match["low"],
                unit=POINT,
                unit_text="分",
                precision=None,
                clause=passage.printed(*match.span()),
            ),
            clauses.sentence(match.start()),
        )


def _pattern() -> re.Pattern[str]:
    grades = either([*GRADES.strong, *GRADES.weak])
    low = rf"(?P<low>{_BOUND}){_HELD}(?:{_TO}(?:{_BOUND}){_HELD}|{{phrases.above_bound}})"
    # 90分以上为优 · 优（90—100分） · 优：90分以上
    return shaped(
        rf"(?:(?P<first>{grades})[”\"]?\s?[（(：:]\s?)?{low}(?:的)?(?:[）)]|\s?(?:{{scores.graded_as}})\s?[“\"]?(?P<grade>{grades}))?"
    )
