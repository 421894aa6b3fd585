"""Who acts in what a figure is told of, and in which area."""

from __future__ import annotations

import pytest

from tests.builders import paragraph
from ziping.parsers.prose.facts import find_mentions
from ziping.parsers.prose.labels.agents import is_own, with_agents
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.prose.layers.figures import find_figures
from ziping.parsers.prose.layers.passage import Passage


@pytest.mark.parametrize(
    ("string", "agents", "scopes"),
    [
        ("县人民医院全年收入300万元，支出280万元；支出90万元。", ["县人民医院", "县人民医院", ""], ["", "", ""]),
        ("2021年全省安排资金240万元，下达我县15万元。", ["", ""], ["全省", ""]),
        ("其中县第一中学使用120万元，县职业中学使用86万元。", ["县第一中学", "县职业中学"], ["", ""]),
        ("收到补助资金300万元，建成医院3所。", ["", ""], ["", ""]),
    ],
)
def test_who_acts_and_where(string: str, agents: list[str], scopes: list[str]):
    passage = Passage.of([(0, paragraph(string))])
    figures = find_figures(passage, None)
    clauses = Clauses.of(passage.string, [(f.start, f.stop) for f in figures])
    found = with_agents(clauses, find_mentions(clauses, figures).mentions)
    assert [m.agent for m in found] == agents
    assert [m.scope for m in found] == scopes


@pytest.mark.parametrize(
    ("agent", "own", "same"),
    [
        ("县人民医院", "青山县人民医院", True),
        ("县中医院", "青山县人民医院", False),
        ("区残联", "柳河区残疾人联合会", True),
    ],
)
def test_a_body_by_its_short_name(agent: str, own: str, same: bool):
    assert is_own(agent, [own]) is same
