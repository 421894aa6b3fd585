"""What is worked out of a text is worked out once a document, however long it is."""

from __future__ import annotations

from ziping.parsers.text import once as module
from ziping.parsers.text.once import forget, once

PASSES = 3


def test_a_pass_over_a_long_document_costs_the_next_one_nothing():
    worked_out = []

    @once
    def work(text: str) -> str:
        worked_out.append(text)
        return text.upper()

    texts = [f"指标{n}" for n in range(2 * module._MOST_KEPT)]
    for _ in range(PASSES):
        assert [work(text) for text in texts] == [text.upper() for text in texts]
    assert worked_out == texts
    forget()
    work(texts[0])
    assert worked_out == [*texts, texts[0]]


def test_what_is_short_outlives_its_document():
    worked_out = []

    @once
    def work(text: str) -> int:
        worked_out.append(text)
        return len(text)

    work("一级指标")
    forget()
    work("一级指标")
    assert worked_out == ["一级指标"]
