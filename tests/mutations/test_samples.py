"""Slips in the sample reports: what is changed, what it breaks, and one of them all the way."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.generator.dice import Chance, Dice
from tests.mutations import laws, samples
from tests.mutations.bench import run_samples
from tests.mutations.figures import precision, recall, summary


def test_only_figures_that_measure_something_are_changed():
    html = "<body><p>2021年度，财预〔2020〕10号，3月5日。1.决策</p><td>8.89</td><td>39.25%</td><p>共8个，1,234元</p></body>"
    assert [m[0] for m in samples.figures(html)] == ["8.89", "39.25", "8", "1,234"]


@pytest.mark.parametrize("name", samples.NAMES)
def test_a_slip_changes_one_figure_of_the_source(name):
    html = samples.source(name)
    drawn = (samples.changed(name, Dice(Chance(f"source-{seed}"))) for seed in range(20))
    found = [d for d in drawn if d is not None]
    assert found
    for other, slip in found:
        assert other != html
        assert len(other) - len(html) == len(slip.wrong) - len(slip.right)
        assert slip.wrong in other


def told(total, *parts, share="60.00"):
    row = {"kind": "amount", "unit": "CNY", "precision": Decimal(100), "parent_id": None, "label": "总额"}
    facts = [row | {"fact_id": "n0", "value": Decimal(total)}]
    for n, part in enumerate(parts, 1):
        facts.append(row | {"fact_id": f"n{n}", "value": Decimal(part), "parent_id": "n0", "label": f"第{n}项"})
        if n == 1:
            ratio = {"kind": "share", "unit": "ratio", "precision": Decimal("0.0001"), "label": "第1项占比"}
            facts.append(row | ratio | {"fact_id": "s", "value": Decimal(share) / 100, "parent_id": "n0"})
    empty = {"total_score": None, "full_score": None, "grade": None}
    return {"evaluations": [empty], "indicators": [], "sections": [], "funding": [], "facts": facts}


@pytest.mark.parametrize(
    ("after", "must", "may"),
    [
        (told("100000", "60000", "40000"), {}, {}),
        (told("100000", "60000", "40100"), {}, {}),  # half a step each
        (told("100000", "60000", "49000"), {"breakdown-total": 1}, {}),
        (told("100000", "60000", "30000"), {}, {"breakdown-total": 1}),  # others may have been left out
        (told("100000", "60000", "40000", share="61.00"), {"breakdown-share": 1}, {}),
        (told("10000", "60000", "40000"), {"breakdown-share": 1, "breakdown-total": 1}, {}),
    ],
)
def test_what_a_figure_of_prose_breaks(after, must, may):
    before = told("100000", "60000", "40000")
    found = laws.broken(samples.sample_laws(before), laws.values(before), laws.values(after))
    always = {"reason-missing": 1}  # points that a slip takes away have no reason beside them
    assert (dict(found[0]), dict(found[1])) == (must, may | always)


def test_a_slip_in_a_sample_is_found():
    pytest.importorskip("weasyprint", reason="needs WeasyPrint (extra `samples`)")
    outcome = run_samples(4, seed=3, names=("chengde",))
    told = summary(outcome, show=4)
    assert recall(outcome) == precision(outcome) == 1, told
    assert sum(map(len, (t.failures for t in outcome.trials))) >= 4, told
