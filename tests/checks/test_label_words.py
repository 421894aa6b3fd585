"""Words that several rules share stand in one place, and mean one thing."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

from ziping.pipeline.checks import label_words

CHECKS = Path(__file__).parents[2] / "pipeline/checks"
_ALTERNATIVES = re.compile(r"[一-鿿]+(?:\|[一-鿿]+)+")


@pytest.mark.parametrize(
    ("pattern", "said", "other"),
    [
        (label_words.INITIAL, "年初预算数", "全年预算数"),
        (label_words.LEFT_OVER, "年末结余", "本年支出"),
        (re.compile(label_words.LAST_YEAR), "较上年增加", "本年"),
        (re.compile(label_words.EXECUTING), "资金支付进度", "完成率"),
        (re.compile(label_words.WHOLE_SUM), "项目总预算", "项目预算"),
    ],
)
def test_what_a_word_means(pattern, said, other):
    assert pattern.search(said)
    assert not pattern.search(other)


def test_no_two_rules_have_the_same_words():
    """Of two words or more: one of them alone may mean different things."""
    found = defaultdict(set)
    for file in CHECKS.rglob("*.py"):
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                for part in ast.walk(node.value):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        whole = _ALTERNATIVES.fullmatch(part.value)
                        if whole:
                            found[frozenset(part.value.split("|"))].add(file.name)
    assert {w: f for w, f in found.items() if len(f) > 1} == {}
