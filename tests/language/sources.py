"""What the program says, found in its code: the texts that need a translation."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLACE = "{}"
# Whoever is called with a text for people, and which of the arguments it is.
SPOKEN = {
    "say": 0, "note": 0, "UsageError": 0, "StoreError": 0, "OcrUnavailable": 0, "ReadError": 1, "Failure": 2, "fail": 0,
    "Refused": 1, "Note": 1, "counted": 1, "Remark": 1,
}  # fmt: skip


@lru_cache(maxsize=1)
def spoken() -> tuple[tuple[str, str], ...]:
    """(place, text) of everything; {} stands for what is filled in."""
    return tuple(_spoken())


def _spoken() -> Iterator[tuple[str, str]]:
    for file in sorted((*(ROOT / "pipeline").rglob("*.py"), *(ROOT / "parsers").rglob("*.py"))):
        tree = ast.parse(file.read_text("utf-8"))
        place = file.relative_to(ROOT).as_posix()
        for scope, around in _with_functions(tree, tree):
            if isinstance(scope, ast.Call) and (number := SPOKEN.get(_called(scope))) is not None:
                if _called(scope) == "Remark" and "/checks/" in place:
                    continue  # clauses of findings: they are written in both languages
                arguments = [*scope.args, *(k.value for k in scope.keywords if k.arg == "message")]
                for argument in arguments[number : number + 1]:
                    for text in _texts(argument, around):
                        told = (f"{PLACE} {text}", f"{PLACE} {text}s") if _called(scope) == "counted" else (text,)
                        yield from ((f"{place}:{scope.lineno}", one) for one in told)


def _with_functions(node: ast.AST, around: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Everything in a node with the innermost function around it: names are set there."""
    for child in ast.iter_child_nodes(node):
        yield child, around
        yield from _with_functions(child, child if isinstance(child, ast.FunctionDef) else around)


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(value=ast.Name(id=whose), attr="note"):
            return "note" if whose == "output" else ""
        case ast.Name(id="note"):
            return ""
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _texts(node: ast.expr, tree: ast.AST) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=values):
            parts = [part.value if isinstance(part, ast.Constant) else PLACE for part in values]
            yield "".join(map(str, parts))
        case ast.IfExp(body=body, orelse=other):
            yield from _texts(body, tree)
            yield from _texts(other, tree)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            for first in _texts(left, tree):
                for second in _texts(right, tree):
                    yield first + second
        case ast.Name(id=name):  # what it was set to in this module
            for set_ in ast.walk(tree):
                if isinstance(set_, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in set_.targets):
                    yield from _texts(set_.value, tree) if not isinstance(set_.value, ast.Name) else ()
        case _:
            return


def written() -> set[str]:
    """Every text in the code, whatever it is for; {} stands for what is filled in."""
    found = set()
    for folder in ("schemas", "parsers", "pipeline"):
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Constant | ast.JoinedStr):
                    found |= set(_texts(node, node))
                elif isinstance(node, ast.FunctionDef | ast.ClassDef):
                    found |= {ast.get_docstring(node) or "", node.name.replace("_", "-")}
    return found
