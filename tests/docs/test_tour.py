"""The tour through the code names functions that are there, and tells of its paragraph what is read."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.builders import document, paragraph
from ziping.parsers import parse
from ziping.pipeline.checks import check
from ziping.pipeline.tabulate import tabulate

ROOT = Path(__file__).parents[2]
TOUR = (ROOT / "docs/architecture.md").read_text("utf-8")
NAMED = re.findall(r"`(\w+)` (?:in|of) `((?:parsers|pipeline|schemas)/[\w/]+\.py)`", TOUR)
PLACES = sorted(set(re.findall(r"`((?:parsers|pipeline|schemas|tests)/[\w/.]+)`", TOUR)))
(QUOTED,) = re.findall(r"^> (.*)$", TOUR, re.MULTILINE)


@pytest.mark.parametrize(("name", "file"), NAMED)
def test_what_it_names_is_there(name, file):
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    assert name in {n.name for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)}


def test_many_steps_are_named():
    assert len(NAMED) > 20


@pytest.mark.parametrize("place", PLACES)
def test_places_are_there(place):
    assert (ROOT / place).exists()


def test_its_paragraph_is_read_as_it_says():
    read = document(paragraph("青禾县水利局2023年机井修复项目绩效自评报告"), paragraph(QUOTED))
    report = parse(read)
    (evaluation,) = report.evaluations
    assert [(f.kind, f.label, f.parent) for f in evaluation.facts] == [
        ("amount", "项目全年预算", None),
        ("amount", "县级资金", 0),
        ("amount", "省级资金", 0),
        ("expenditure", "实际支出", None),
        ("rate", "执行率", None),
    ]
    assert [r.kind for r in evaluation.relations] == ["part-of", "part-of", "rate-of", "rate-base"]
    assert [line.line for line in evaluation.funding] == ["total", "local", "provincial"]
    passed = {c["rule"] for c in check(tabulate(read, report)).to_pylist() if c["status"] == "pass"}
    assert passed == set(re.findall(r"^\| `([\w-]+)` \|", TOUR, re.MULTILINE))
