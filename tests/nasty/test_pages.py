"""Damaged pages go through layout, parsers and checks; `python -m tests.nasty.fuzzing` tries more of them."""

import pypdfium2 as pdfium
import pytest

from tests.nasty.files.raw import page, text
from tests.nasty.pages import (
    DAMAGES,
    clean,
    damaged,
    defects,
    recipes,
)
from ziping.pipeline.errors import ReadError
from ziping.pipeline.ocr.image.raster import render
from ziping.schemas.geometry import Box
from ziping.schemas.page import Method, Page, Word


@pytest.fixture(scope="module")
def documents():
    return clean()


def test_what_is_not_damaged_is_read(documents):
    assert len(documents) > 10
    assert damaged(b"", documents) == documents[0]
    assert not any(map(defects, documents[:3]))


def test_damaged_pages_show_no_defect(documents):
    found = {recipe.hex(): defects(damaged(recipe, documents)) for recipe in recipes(60)}
    assert not {recipe: f for recipe, f in found.items() if f}


def test_every_damage_changes_something(documents):
    ruled = next(n for n, pages in enumerate(documents) if pages[0].rules)
    changed = {
        kind
        for kind in range(len(DAMAGES))
        for where in range(0, 40, 3)
        if damaged(bytes((ruled, kind, 0, where, where, 77, 0)), documents) != documents[ruled]
    }
    assert changed == set(range(len(DAMAGES)))


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize(
    "words",
    [
        (),
        (Word("甲", Box(9, 9, 9, 9)),),
        tuple(Word("年度总分", Box(9, n, 9, n), 0.5) for n in (20, 20, 32)),
        (Word("一二三", Box(50, 9, 80, 19), 0.9, (50, 50, 50, 50)), Word("四", Box(50, 30, 80, 40), 0.9)),
    ],
    ids=["none", "a point", "lines of no height", "characters of no width"],
)
def test_pages_of_hardly_anything(words, method):
    assert defects([Page(1, 595, 842, words, (), method), Page(2, 0.1, 1e9, words, (), method)]) == ()


@pytest.mark.parametrize("box", ["0 0 1 842", "0 0 100000000 6"])
def test_a_page_as_thin_as_a_thread_is_not_recognised(box):
    with pdfium.PdfDocument(page(text("thread"), box=box)) as pdf, pytest.raises(ReadError) as caught:
        render(pdf[0], 1, 200)
    assert caught.value.code == "ocr-failed"
    assert "narrow" in caught.value.message
