"""Each concept of the lexicon has examples, and they are tests: a wording is read as the concept it is listed under."""

from __future__ import annotations

import re

import pytest

from tests.builders import document, paragraph
from ziping.parsers import parse
from ziping.parsers.lexicon import FUNDING, GRADES, INDICATOR, LINES, TOTALS, classify
from ziping.parsers.lexicon.entries import every_entry
from ziping.parsers.lexicon.fields import field_of
from ziping.parsers.lexicon.marks import HEADS
from ziping.parsers.lexicon.money import money_words
from ziping.parsers.lexicon.prose import rate_words

ENTRIES = tuple(every_entry())
COLUMNS = ("initial_budget", "annual_budget", "received", "executed")
TITLE = paragraph("青禾县水利局2023年机井修复项目绩效自评报告")
# Words that make no column by themselves: what the sentence says besides decides it.
OPEN_ROLES = ("transferred", "invested", "neither")


def columns_of(sentence):
    """The columns of money that a sentence fills."""
    (evaluation,) = parse(document(TITLE, paragraph(f"{sentence}。"))).evaluations
    return {c for line in evaluation.funding for c in COLUMNS if getattr(line, c) is not None}


def meanings(names, wording):
    match = names.find(wording)
    return {match.meaning} if match is not None else set()


def role_of(sentence):
    """What the words before the sum of a sentence make of it."""
    before = re.split(r"\d", sentence)[0]
    return money_words().roles[list(money_words().role.finditer(before))[-1][0]]


READ = {
    "heading": lambda w: meanings(INDICATOR, w) | meanings(FUNDING, w),
    "line_label": lambda w: meanings(LINES, w),
    "field_label": lambda w: {field_of(w)},
    "head_label": lambda w: meanings(HEADS, w),
    "total_label": lambda w: meanings(TOTALS, w),
    "category": lambda w: {classify(w, None)[0]},
    "kind": lambda w: {classify(None, w)[1]},
    "grade": lambda w: meanings(GRADES, w),
    "rate_verb": lambda w: {"known"} if any(w in group for group in rate_words().verbs) else set(),
    "verb": columns_of,
}


@pytest.mark.parametrize(
    ("use", "wording", "concept"),
    [(use, w, e.name) for e in ENTRIES for use, ws in e.examples.items() for w in ws],
)
def test_a_wording_is_read_as_its_concept(use, wording, concept):
    if use == "verb" and concept in OPEN_ROLES:
        assert role_of(wording) == concept
    else:
        assert ("known" if use == "rate_verb" else concept) in READ[use](wording)


@pytest.mark.parametrize(
    ("concept", "text", "words"),
    [(e, text, words) for e in ENTRIES for text, words in e.found.items()],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_words_are_found_in_a_text(concept, text, words):
    match = re.search(concept.pattern, text)
    assert (match[0] if match else "") == words
