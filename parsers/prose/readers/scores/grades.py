"""The grade of the whole, as prose states it."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

from ziping.parsers.lexicon import GRADES
from ziping.parsers.lexicon.entries import either, shaped
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause

_QUOTES = "“”\"'‘’「」『』【】"
# 3个项目评为优, 无等级为差的项目, 90分以上为优: no grade of the whole
_COUNTED = shaped("{scores.no_grade}")
_BAND = shaped(r"\d\s*分?\s*(?:[（(]含[)）])?\s*(?:[-—－~～至]|{grammar.bounds})")
_EACH = "均"
_IN_TURN = shaped(r"(?:{grammar.respectively})[为是]?\s?\d")  # 得分分别为96分和94分，等级均为优
_EARLIER = shaped("{grammar.former_years}")
_ENDS = shaped(r"[级等]?(?:{scores.grade_nouns})?(?=[，。；、！,;\s（(）)”\"’」』】]|$|的?(?:{scores.grade_ends}))")


def find_grade(clauses: Clauses) -> tuple[int, int] | None:
    """Where the grade of the whole stands; None where none is stated.

    A sentence that names several grades explains them, counts of projects by grade state none, and last
    year's grade is another.
    """
    patterns = _grade_patterns()
    matches = chain(*(pattern.finditer(clauses.string) for pattern in patterns))
    found = sorted({m.span("grade") for m in matches if _is_verdict(clauses, m)})
    for start, stop in found:
        begin, end = clauses.sentence(start)
        beside = {grade_meaning(clauses.string[a:b]) for a, b in found if begin <= a < end}
        if len(beside) == 1:
            return start, stop
    return None


def _is_verdict(clauses: Clauses, match: re.Match[str]) -> bool:
    string, (start, stop) = clauses.string, match.span("grade")
    begin, _ = clauses.sentence(start)
    lead = string[clauses.before(match.start(), OUTSIDE) : match.start("link")]
    part = string[clauses.before(match.start(), OUTSIDE, Pause.PART) : start]
    return (
        _ENDS.match(string, stop) is not None
        and _COUNTED.search(lead) is None
        and _EARLIER.search(part) is None
        and not (_IN_TURN.search(string, begin, start) and _EACH in string[match.start() - 1 : start])
        and _BAND.search(string, begin, start) is None
    )


def grade_meaning(word: str) -> str | None:
    """`excellent`, `good`, `fair` or `poor`; None for a grade of another scale."""
    return GRADES.meaning(word.strip(_QUOTES))


@cache
def _grade_patterns() -> tuple[re.Pattern[str], ...]:
    grades, opened = either([*GRADES.strong, *GRADES.weak]), rf"\s?[{_QUOTES}（(]?"
    graded = rf"{opened}(?P<grade>{grades})"
    return (
        # 等级为优, 自评结果：“优”
        shaped(r"(?:{scores.grade_names})[^，。；：\n\d]{0,6}?(?P<link>{scores.grade_links}|(?=[“「『])|\s+)" + graded),
        # 等级优
        shaped(r"(?:{scores.grade_ranks})(?P<link>)" + graded),
        # 自评得分96分，优; 95分（优）; 87.6分，评为“良”等次
        shaped(
            r"(?:{scores.graded_points})[^。；\n]{0,12}?\d\s?分?[”\"]?(?P<link>)[，,、；;（(\s]{0,2}"
            r"(?:{scores.grade_links}|{phrases.grade_given}){0,2}" + graded
        ),
    )
