"""Codes of the dataset as words: 项目 for project, 四舍五入后相符 for rounding."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources

from ziping.pipeline.language import CHINESE, say

# Column → the group of words (`assets/words.json` of the report) that its codes are in; the catalogue has the others.
_GROUPS = {
    "subject_kind": "code",
    "grade": "code",
    "category": "code",
    "kind": "code",
    "line": "code",
    "unit": "code",
    "severity": "severity",
    "verdict": "verdict",
    "code": "warning",
    "error": "error",
    "text_source": "source",
    "method": "source",
}
_OTHERS = frozenset({"status", "state", "act", "table", "from_table", "to_table", "target_operator", "stage"})
_SPOKEN = {"accept": "confirmed", "reject": "unfounded", "later": "to be looked into", "correct": "corrected"}


def is_coded(column: str) -> bool:
    """Whether the column's values are codes of ours, not words of a paper."""
    return column in _GROUPS or column in _OTHERS


def word(column: str, code: str, lang: str) -> str:
    """A code as people read it: in English as it is."""
    if lang != CHINESE or not is_coded(column):
        return code
    found = _words().get(f"{_GROUPS.get(column, '')}.{code}")
    return found or say(_SPOKEN.get(code, code), CHINESE)


@cache
def _words() -> Mapping[str, str]:
    file = resources.files("ziping.pipeline.audit_page").joinpath("assets/words.json")
    return {name: chinese for name, (chinese, _) in json.loads(file.read_text("utf-8")).items()}
