"""Words of the domain are data: patterns in the code of forms and running text say in which shape they stand."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PARSERS = Path(__file__).parents[2] / "parsers"
# Patterns with words of their own: a word tried out in code moves to the lexicon when it stays.
MOST = {"prose": 20, "forms": 8}
_WORD = re.compile(r"[一-鿿]{2}")


def patterns(tree: ast.Module) -> Iterator[str]:
    """What is written in calls of `re`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            strings = (n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str))
            yield "".join(strings)


@pytest.mark.parametrize("part", MOST)
def test_words_stand_in_the_lexicon(part):
    written = [(f.name, p) for f in (PARSERS / part).rglob("*.py") for p in patterns(ast.parse(f.read_text("utf-8")))]
    with_words = [(name, p) for name, p in written if _WORD.search(re.sub(r"\[[^\]]*\]", "", p))]
    assert len(with_words) <= MOST[part], with_words
