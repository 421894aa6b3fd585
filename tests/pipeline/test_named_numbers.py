"""Numbers of reading and recognition have a name, and a comment that says what they are and where they come from."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "pipeline"
PARTS = ("ocr", "reading")
# Counting, halves, right angles, and how many numbers a point, a colour, a box, a line or a matrix has.
_ARITHMETIC = frozenset({0, 1, 2, 0.5, 3, 4, 5, 6, 90, 180, 270, 360})
_TELLING = frozenset({0, 1, 2})  # as a constant's only numbers they need no source


def numbers(node: ast.AST) -> Iterator[float]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and type(inner.value) in (int, float):
            yield inner.value


def assigned(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The constants of a module and of its classes."""
    for node in body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            yield node
        elif isinstance(node, ast.ClassDef):
            yield from assigned(node.body)


def unnamed(code: str) -> list[tuple[int, float]]:
    """Numbers in functions, but for arithmetic, defaults and indexes, with their lines."""
    tree = ast.parse(code)
    named = {id(n) for constant in assigned(tree.body) for n in ast.walk(constant)}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            defaults = (*node.args.defaults, *(d for d in node.args.kw_defaults if d is not None))
            named |= {id(n) for default in defaults for n in ast.walk(default)}
        elif isinstance(node, ast.Subscript):
            named |= {id(n) for n in ast.walk(node.slice)}
    found = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and type(n.value) in (int, float))
    return [(n.lineno, n.value) for n in found if id(n) not in named and n.value not in _ARITHMETIC]


def unexplained(code: str) -> list[str]:
    """Constants with numbers that have no comment on their lines or above the group that they stand in."""
    lines, found = code.splitlines(), []
    for node in ast.parse(code).body:
        if not isinstance(node, ast.Assign | ast.AnnAssign) or set(numbers(node)) <= _TELLING:
            continue
        above = node.lineno - 2
        while above >= 0 and re.match(r"_?[A-Z][A-Z_, ]*(?::.*)? = ", lines[above]):
            above -= 1
        own = "\n".join(lines[node.lineno - 1 : node.end_lineno])
        if "#" not in own and not (above >= 0 and lines[above].startswith("#")):
            found.append(lines[node.lineno - 1])
    return found


def files(part: str) -> list[Path]:
    return sorted((ROOT / part).rglob("*.py"))


@pytest.mark.parametrize("part", PARTS)
def test_numbers_have_a_name(part):
    assert [(f.name, *at) for f in files(part) for at in unnamed(f.read_text("utf-8"))] == []


@pytest.mark.parametrize("part", PARTS)
def test_constants_say_where_they_come_from(part):
    assert [(f.name, line) for f in files(part) for line in unexplained(f.read_text("utf-8"))] == []


def test_a_number_without_a_name_is_found():
    code = "LOW = 0.3  # of a line\ndef f(x, y=8):\n    return x[7] > LOW or x < 12.5 or x % 180"
    assert unnamed(code) == [(3, 12.5)]
    assert unexplained("LOW = 0.3\n# Pixels.\nHIGH = 8\nWIDE = 9\n") == ["LOW = 0.3"]
