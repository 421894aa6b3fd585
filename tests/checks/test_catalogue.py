"""Every rule of the contract is registered once, and says what its law is."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import ziping.pipeline.checks
from tests.checks.examples import EXAMPLES
from tests.checks.reports import checks_of
from ziping.pipeline.checks import RULES, as_markdown
from ziping.pipeline.checks.findings.declaration import Rule, rule
from ziping.pipeline.checks.findings.examples import EXAMPLES as SHOWN
from ziping.pipeline.docs import RULES as RULES_PAGE

CONTRACT = [
    "score-total",
    "weight-total",
    "section-score",
    "section-weight",
    "score-range",
    "score-formula",
    "target-met",
    "grade-band",
    "execution-rate",
    "execution-score",
    "funding-total",
    "overspent",
    "breakdown-total",
    "breakdown-share",
    "count-total",
    "count-share",
    "growth",
    "change",
    "completion",
    "budget-change",
    "reason-missing",
    "unit-price",
    "cross-reference",
]


def test_the_catalogue_is_the_contract():
    assert [r.name for r in RULES] == CONTRACT


def test_every_declared_rule_is_registered():
    folder = Path(ziping.pipeline.checks.__file__).parent
    declared = [
        decorator.args[0].value
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "rule"
    ]
    assert sorted(declared) == sorted(CONTRACT)


@pytest.mark.parametrize("law", RULES, ids=lambda r: r.name)
def test_a_law_names_identity_source_scope_and_limits(law: Rule):
    assert [word for word in ("Identity:", "Source:", "Applies:", "Undecided:") if word not in law.law] == []
    assert law.check.__name__ == law.name.replace("-", "_")


def test_a_rule_without_a_law_is_none():
    with pytest.raises(ValueError, match="does not say"):
        rule("silent", "无")(lambda case: iter(()))


def test_the_catalogue_for_users_lists_every_rule():
    text = as_markdown()
    assert [name for name in CONTRACT if f"## `{name}`" not in text] == []
    assert text.count("- **Identity**:") == len(CONTRACT)
    assert (Path(__file__).parents[2] / RULES_PAGE).read_text("utf-8") == text, "run python -m ziping.pipeline.docs"


@pytest.mark.parametrize("law", RULES, ids=lambda r: r.name)
def test_the_examples_of_a_rule_are_what_it_says(law: Rule):
    for fails, shown in zip((False, True), SHOWN[law.name], strict=True):
        told = [(r["status"], r["message_zh"], r["message_en"]) for r in checks_of(EXAMPLES[law.name](fails), law.name)]
        assert (shown.status, shown.zh, shown.en) in told
        assert (shown.status == "fail") == fails
