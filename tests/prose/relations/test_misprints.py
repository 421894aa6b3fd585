"""A misprint must not hide itself: whatever single figure of a list is printed otherwise, the list stays a list."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.builders import paragraph
from tests.generator.dice import Chance, Dice
from tests.mutations.slip import in_text
from ziping.parsers.prose.facts import find_mentions
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.prose.layers.figures import find_figures
from ziping.parsers.prose.layers.passage import Passage
from ziping.parsers.prose.relations.parts.addition import fits, nearly_fits

LISTS = (
    "本年支出合计3148.61万元，其中：工资福利支出1765.47万元，占56.07%；商品和服务支出876.90万元，占27.85%；资本性支出506.24万元，占16.08%。",
    "资金来源为中央补助资金678.07万元，省级财政资金751.18万元，市级配套资金171.22万元，县级自筹资金879.93万元，共计2480.40万元。",
    "共下达补助资金803.51万元，其中东山镇211.49万元、柳河乡286.66万元、石门镇80.37万元、大营镇224.99万元。",
    "共下达补助资金803.51万元，其中东山镇、柳河乡、石门镇和大营镇分别为211.49万元、286.66万元、80.37万元、224.99万元。",
    "安排补助资金4016.19万元，其中：城关镇1860.14万元（其中道路维修461.33万元、人员培训1398.81万元），白沙镇2156.05万元。",
)


def drafts_of(text: str):
    passage = Passage.of([(0, paragraph(text))])
    figures = find_figures(passage)
    return find_mentions(Clauses.of(passage.string, [(f.start, f.stop) for f in figures]), figures).mentions


@pytest.mark.parametrize("text", LISTS, ids=lambda t: t[:8])
def test_a_list_survives_any_single_misprint(text):
    parents = [d.parent for d in drafts_of(text)]
    assert parents.count(None) == 1
    for seed in range(150):
        found = in_text(Dice(Chance(f"misprint-{seed}")), text)
        if found is not None:
            assert [d.parent for d in drafts_of(found[0])] == parents, found[0]


@pytest.mark.parametrize(
    ("figures", "nearly"),
    [
        ("402.12 228.6 173.52", False),  # they do fit: nothing is misprinted
        ("42.12 228.6 173.52", True),
        ("403.12 228.6 173.52", True),
        ("420.12 228.6 173.52", True),
        ("402.12 2286 173.52", True),
        ("537.45 228.6 173.52", False),
        ("9 5 22", False),  # any two small figures are a slip away from a sum
        ("0 5 3", False),
    ],
)
def test_one_slip_away(figures, nearly):
    mentions = drafts_of("，".join(f"甲{f}万元" for f in figures.split()) + "。")
    assert [str(d.figure.quantity.number) for d in mentions] == figures.split()
    assert nearly_fits(mentions, 0, [1, 2]) is nearly
    assert fits(mentions, 0, [1, 2]) is (Decimal(figures.split()[0]) == Decimal("402.12") and "2286 " not in figures)


def test_a_part_that_is_lost_in_the_rounding_proves_no_sum():
    mentions = drafts_of("预算318.6万元，执行318.6万元，每人发放50元。")
    assert fits(mentions, 0, [1])
    assert not fits(mentions, 0, [1, 2])
