"""Every reader of running text claims what it read: the first of two has it, and none of it is claimed twice."""

from __future__ import annotations

from itertools import pairwise

from tests.builders import paragraph
from ziping.parsers.prose.layers.passage import Passage
from ziping.parsers.prose.read import read_prose

PARAGRAPHS = [
    (3, paragraph("该项目自评得分96分，等级为优。全年培训1200人，其中教师300人。")),
    (5, paragraph("优秀：90分以上；良好：80分以上。全年下达资金45万元。")),
]


def test_who_read_which_paragraph():
    claims = read_prose(PARAGRAPHS).claims
    found = {(c.block, c.parser) for c in claims}
    assert {(3, "prose.facts"), (5, "prose.grades"), (5, "prose.facts")} <= found


def test_nothing_is_claimed_twice():
    ordered = sorted(read_prose(PARAGRAPHS).claims, key=lambda c: (c.block, c.start))
    assert all(a.block != b.block or a.stop <= b.start for a, b in pairwise(ordered))


def test_the_first_of_two_readers_has_what_both_read():
    passage = Passage.of([(0, paragraph("甲乙丙丁")), (1, paragraph("戊己"))])
    claims = passage.claims((("one", [(1, 3)]), ("other", [(0, 6), (0, 0)])))
    assert [(c.block, c.start, c.stop, c.parser) for c in claims] == [
        (0, 0, 1, "other"),
        (0, 1, 3, "one"),
        (0, 3, 4, "other"),
        (1, 0, 1, "other"),
    ]
