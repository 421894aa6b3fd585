"""Every rule of the contract is registered once, and says what its law is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import ziping.pipeline.checks
from tests.checks.examples import EXAMPLES
from tests.checks.reports import checks_of
from ziping.pipeline.checks import RULES, as_chinese_markdown, as_markdown
from ziping.pipeline.checks.findings.declaration import Rule, rule
from ziping.pipeline.checks.findings.examples import EXAMPLES as SHOWN
from ziping.pipeline.checks.findings.laws import in_chinese, in_english
from ziping.pipeline.docs import RULES as RULES_PAGE
from ziping.pipeline.docs import RULES_ZH

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
    assert (Path(__file__).parents[3] / RULES_PAGE).read_text("utf-8") == text, "run python -m ziping.pipeline.docs"


@pytest.mark.parametrize("law", RULES, ids=lambda r: r.name)
def test_the_examples_of_a_rule_are_what_it_says(law: Rule):
    for fails, shown in zip((False, True), SHOWN[law.name], strict=True):
        told = [(r["status"], r["message_zh"], r["message_en"]) for r in checks_of(EXAMPLES[law.name](fails), law.name)]
        assert (shown.status, shown.zh, shown.en) in told
        assert (shown.status == "fail") == fails


def test_every_law_is_told_in_chinese_too():
    assert list(in_chinese()) == CONTRACT
    for law in RULES:
        told, english = in_chinese()[law.name], in_english(law.law)
        cited = re.findall(r"〔\d+〕\d+号|第\S+条", english.source)
        assert all(name in told.source for name in cited), law.name
        assert all(getattr(told, part).endswith("。") for part in ("law", "identity", "source", "applies", "undecided"))


def test_a_law_without_its_paragraphs_is_none():
    with pytest.raises(ValueError, match="identity, source, applies, undecided"):
        in_english("Something holds.\n\nIdentity: a = b.\nApplies: always.")


def test_the_chinese_catalogue_for_users_lists_every_rule():
    text = as_chinese_markdown()
    assert text.count("- **等式**：") == text.count("- **不符例**：") == len(CONTRACT)
    assert (Path(__file__).parents[3] / RULES_ZH).read_text("utf-8") == text, "run python -m ziping.pipeline.docs"
