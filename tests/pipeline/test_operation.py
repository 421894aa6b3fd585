"""`docs/operation.md` says what the code does."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/operation.md").read_text("utf-8")
CODE = re.compile(r"[a-z]+(-[a-z]+)+|empty|encrypted|corrupt|timeout|crashed|unreadable|changed")


def codes_raised():
    """First argument of `ReadError`, second of `Failure`: the stable codes, wherever they are written out."""
    for path in (ROOT / "pipeline").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"ReadError", "Failure"}:
                argument = node.args[0 if ast.unparse(node.func) == "ReadError" else 1]
                if isinstance(argument, ast.Constant):
                    yield argument.value


def test_every_error_is_documented():
    section = TEXT[TEXT.index("## Why an input failed") :]
    documented = {code for code in re.findall(r"`([a-z-]+)`", section) if CODE.fullmatch(code)}
    assert set(codes_raised()) <= documented
