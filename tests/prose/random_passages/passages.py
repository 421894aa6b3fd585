"""Random passages in the ways that reports put their figures, with what a reader should get out of them."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.prose.random_passages.figures import (
    awkward,
    counts_of_projects,
    done_and_undone,
    execution,
    growth,
    growth_of_people,
    people_and_money,
    project_line,
    rates,
    shared_areas,
    things,
)
from tests.prose.random_passages.totals import (
    batches,
    figure_before_use,
    from_fund,
    income_and_spending,
    item_list,
    nested,
    parallel,
    total_first,
    total_first_with_shares,
    total_last,
)
from tests.prose.random_passages.writer import Passage, Writer

WAYS: tuple[Callable[[Writer], None], ...] = (
    total_first, total_first_with_shares, total_last, parallel, income_and_spending, nested, growth, growth_of_people,
    counts_of_projects, done_and_undone, figure_before_use, people_and_money, things, rates, project_line, execution,
    shared_areas, batches, item_list, awkward, from_fund,
)  # fmt: skip


def write(seed: int) -> Passage:
    """A passage of one to three ways of putting figures, told in one breath."""
    chance = random.Random(seed)
    writer = Writer(chance, unit=chance.choice(("万元", "万元", "万元", "元", "亿元")))
    for way in chance.sample(WAYS, chance.randint(1, 3)):
        way(writer)
        if not writer.passage.text.endswith("\n"):
            writer.say(chance.choice(("", "\n")))
    return writer.passage
