"""Words of the domain are data: code says in which shape they stand, the lexicon which words they are."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# `parsers/text` reads figures, dates and units: their words are its own, and it may not ask the lexicon.
PARTS = ("parsers/structure", "parsers/forms", "parsers/prose", "parsers/ledger", "parsers/lexicon")
_CHARACTERS = re.compile(r"\[(?:\\.|[^\]\\])*\]")  # one of several characters: a shape
_CONCEPT = re.compile(r"\{[a-z]+\.[a-z_0-9:]+\}")
_WORD = re.compile(r"[一-鿿]{2,}")
_NUMERALS = re.compile("[〇零一二两三四五六七八九十百千万亿]+")
_OF_FIGURES = frozenset({"百分之", "年度"})  # of percentages and years in words
_SETS = frozenset({"strip", "lstrip", "rstrip", "frozenset"})  # they take a string for its characters


def words(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The Chinese words in the strings of code, with their lines: no docstrings, and no sets of characters."""
    told = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in _SETS:
            told |= {id(argument) for argument in node.args}
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
            told |= {id(c) for c in node.comparators if isinstance(c, ast.Constant) and " " not in c.value}
    for line, string in strings(tree, told):
        for word in _WORD.findall(_CONCEPT.sub("", _CHARACTERS.sub("", string.replace("{{", "{").replace("}}", "}")))):
            if not _NUMERALS.fullmatch(word) and word not in _OF_FIGURES:
                yield line, word


def strings(tree: ast.Module, but: set[int]) -> Iterator[tuple[int, str]]:
    """The strings of code but for some, each f-string as one, without what is put into it."""
    parts = {id(v) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for v in n.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(v.value if isinstance(v, ast.Constant) else " " for v in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in but | parts:
            yield node.lineno, node.value


@pytest.mark.parametrize("part", PARTS)
def test_words_stand_in_the_lexicon(part):
    files = sorted((ROOT / part).rglob("*.py"))
    found = [(f.name, *at) for f in files for at in words(ast.parse(f.read_text("utf-8")))]
    assert found == []


@pytest.mark.parametrize(
    "code", ['re.compile("支出|[万亿]元")', 'shaped("(?:{money.executed:verbs}|付讫)")', 'x.startswith(("金额", "数"))']
)
def test_a_word_in_code_is_found(code):
    assert [word for _, word in words(ast.parse(code))] in (["支出"], ["付讫"], ["金额"])


@pytest.mark.parametrize(
    "code", ['"""支出."""', 're.compile("[支出收入]")', 'x.strip("为是达共")', '"三万"', 'shaped("(?:{titles.on})第")']
)
def test_shapes_are_no_words(code):
    assert list(words(ast.parse(code))) == []
