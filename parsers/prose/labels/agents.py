"""Who acts in what a figure is told of (县第一中学使用120万元), and in which area (全省安排2.4亿元)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import Clauses, Pause

_TIME = r"\s*(?:(?:19|20)\d\d年度?|{grammar.among}|{grammar.this_year}|[，,、])*"
_AGENT = shaped(
    rf"{_TIME}(?P<agent>[一-鿿]{{2,14}}?(?:{{titles.acting_ends}}))(?={{money.name_of_plan}}|(?:{{targets.outcome_times}}|{{grammar.really}}|共)*"
    r"(?:{money.executed:verbs}|{grammar.money_both_ways}|{money.acts}))"
)
_SCOPE = shaped(rf"{_TIME}(?P<scope>{{grammar.whole_areas}})")


def with_agents(clauses: Clauses, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions with who acts and where, as the front of their clause says it; a clause that names nobody goes on
    about the one before it, up to a semicolon."""
    result: list[Mention] = []
    for mention in mentions:
        start = clauses.before(mention.figure.outer_start, mention.bracket)
        agent = _AGENT.match(clauses.string, start, mention.figure.outer_start)
        scope = _SCOPE.match(clauses.string, start, mention.figure.outer_start)
        told = (agent["agent"] if agent is not None else "", scope["scope"] if scope is not None else "")
        before = result[-1] if result else None
        if told == ("", "") and before is not None and mention.previous is not None and before.agent:
            parted = clauses.strongest(before.figure.stop, mention.figure.start, mention.bracket) >= Pause.PART
            told = told if parted else (before.agent, "")
        result.append(replace(mention, agent=told[0], scope=told[1]))
    return tuple(result)


def is_own(agent: str, names: Sequence[str]) -> bool:
    """Whether a body is one of those named: 县残联 is 柳河区残疾人联合会, whose name holds its characters in their order."""
    return any(_holds(name, agent.lstrip("省市县区州旗我本")) or agent.endswith(name) for name in names)


def _holds(name: str, short: str) -> bool:
    rest = iter(name)
    return all(char in rest for char in short)
