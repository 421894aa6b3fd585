"""Random forms and passages through the real pipeline.

The figures that count are those of `python -m tests.generator --forms 500 --prose 500 --seed N`; here a few
dozen keep watch, and hypothesis looks for a small form that is read wrong.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.comparison import folded
from tests.generator import composed, form, prose
from tests.generator.composed import measured, ratios
from tests.generator.dice import Chance, Dice, Drawn
from tests.generator.inventing import Inventor, Told
from tests.generator.measure import Tally, judge, judge_prose

PLAIN_PAGES = {
    "font": "embedded",
    "outer rules": "all",
    "rows cut by pages": "no",
    "no rule at the cut": "no",
    "row height": "tight",
    "page": "portrait",
    "forms in the file": "one",
    "upright level 1": "no",
}


@st.composite
def forms(draw):
    """Forms on plain pages. The plainest choice of each axis comes first: a failing form shrinks towards it."""
    return form.draw(Dice(Drawn(draw), PLAIN_PAGES))


@settings(
    max_examples=20,
    derandomize=True,
    deadline=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
@given(drawn=forms())
def test_every_indicator_of_a_plain_form_is_found(drawn, tmp_path_factory):
    path = tmp_path_factory.mktemp("form") / "form.pdf"
    path.write_bytes(drawn.pdf)
    result = judge(path, drawn.evaluations, drawn.axes)
    lost = [str(o) for o in result.outcomes if o.column in ("level3", "weight", "score") and o.verdict != "right"]
    assert not result.failure
    assert not lost, f"{lost[:5]} of {drawn}"


@pytest.mark.parametrize(("kind", "least"), [("form", 0.96), ("prose", 0.93)])
def test_most_of_what_is_drawn_is_read_right(kind, least, tmp_path):
    draw, compare = {"form": (form.draw, judge), "prose": (prose.draw, judge_prose)}[kind]
    tally = Tally()
    for seed in range(40):
        drawn = draw(Dice(Chance(f"{kind}-{seed}"), {"font": "embedded"}))
        path = tmp_path / f"{seed}.pdf"
        path.write_bytes(drawn.pdf)
        tally.add(compare(path, drawn.evaluations, drawn.axes).outcomes)
    assert tally.f1 >= least


@pytest.mark.parametrize("share", [0.1, 1.0])
def test_headings_that_nobody_knows_take_nothing_else_with_them(share, tmp_path):
    told = Told()
    for seed in range(12):
        inventor = Inventor(share, str(seed))
        drawn = form.draw(Dice(Chance(f"form-{seed}"), {"font": "embedded", "forms in the file": "one"}, inventor))
        path = tmp_path / f"{seed}.pdf"
        path.write_bytes(drawn.pdf)
        told.add(judge(path, drawn.evaluations, drawn.axes, inventor.fields).told)
    assert told.unsaid <= 0.05 * (told.right + told.said + told.unsaid)
    if share < 1:
        assert told.known_right >= 0.995 * told.known


def test_the_same_seed_draws_the_same_file():
    assert form.draw(Dice(Chance("a"))).pdf == form.draw(Dice(Chance("a"))).pdf


def pages_of(path: Path) -> list[str]:
    with pdfium.PdfDocument(path) as pdf:
        return [folded(page.get_textpage().get_text_range()) for page in pdf]


@pytest.mark.parametrize("seed", range(20))
def test_the_right_answers_stand_on_the_pages_they_name(seed, tmp_path):
    """Of cells that no page cuts: another library finds their letters on that page."""
    drawn = form.draw(Dice(Chance(seed), {"rows cut by pages": "no", "font": "embedded"}))
    path = tmp_path / "form.pdf"
    path.write_bytes(drawn.pdf)
    pages = pages_of(path)
    for evaluation in drawn.evaluations:
        for row in evaluation["indicators"]:
            printed = folded(row["level3"] + row["target_text"].removeprefix("="))
            assert not set(printed) - set(pages[row["page"] - 1])


def test_paragraphs_composed_from_the_lexicon_are_read_with_their_ties_and_roles():
    counts, mistakes = measured(range(40))
    recall, precision, roles = ratios(counts)
    assert min(recall, precision, roles) > 0.97, "\n".join(mistakes)


def test_a_tie_that_is_missed_is_counted(monkeypatch):
    monkeypatch.setattr("tests.generator.composed.ties_of", lambda _: iter(()))
    counts, mistakes = composed.judge(1)
    assert counts["missed"] and not counts["right"] and mistakes
