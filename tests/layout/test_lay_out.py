import itertools
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import LEFT, UP
from tests.layout.pages import (
    HEIGHT,
    SOURCE,
    body,
    centred,
    flush_right,
    full,
    page,
    ruled,
    strings,
    tables,
    write,
)
from ziping.pipeline.layout import lay_out
from ziping.schemas.document import Paragraph, Table

LINES = st.lists(
    st.sampled_from([full(), full("　　"), "完。", "一、概况", "1.职责", "922.57万元，占", ""]), max_size=6
)
CELLS = st.lists(
    st.lists(st.sampled_from(["甲", "乙\n丙", "5", "", "指标"]), min_size=3, max_size=3), min_size=2, max_size=8
)


def pieces(document):
    for block in document.blocks:
        texts = [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]
        for text in texts:
            yield from ((piece.page, piece.box.top, piece.box.x0) for piece in text.pieces)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(LINES, CELLS, LINES), min_size=1, max_size=4))
def test_every_word_is_in_one_block_or_is_left_out_for_a_reason(contents):
    """Left out are page numbers and table headers that are printed again, nothing else."""
    pages = []
    for number, (above, cells, below) in enumerate(contents, 1):
        table, rules = ruled(cells, top=60 + 28 * len(above) + 20, row=26)
        words = [*body(above, top=60), *table, *body(below, top=60 + 28 * len(above) + 30 + 26 * len(cells))]
        pages.append(page(words, number=number, rules=rules))
    document = lay_out(SOURCE, pages)
    printed = Counter((p.number, w.box.top, w.box.x0) for p in pages for w in p.words)
    kept = Counter(pieces(document))
    assert not kept - printed
    lost = printed - kept
    repeated = sum(len(t.places) - 1 for t in tables(document))
    assert not lost or repeated


@settings(max_examples=60, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=4))
def test_cells_of_a_table_never_overlap_and_cover_it(contents):
    pages = []
    for number, cells in enumerate(contents, 1):
        words, rules = ruled(cells, top=80, row=80)
        pages.append(page(words, number=number, rules=rules))
    for table in tables(lay_out(SOURCE, pages)):
        squares = Counter(s for cell in table.cells for s in itertools.product(cell.rows, cell.columns))
        assert set(squares.values()) == {1}
        assert len(squares) == table.rows * table.columns
        assert len(table.page_rows) == len(table.places)


def test_blocks_come_in_reading_order():
    cells, rules = ruled([["产出", "50"], ["效益", "30"]], top=200)
    words = [*centred("自评表"), *flush_right("单位：万元", top=180, size=10), *cells, *body(["注：无。"], top=300)]
    document = lay_out(SOURCE, [page(words, rules=rules)])
    kinds = [b.text.string if isinstance(b, Paragraph) else b.rows for b in document.blocks]
    assert kinds == ["自评表", "单位：万元", 2, "注：无。"]


def test_a_line_beside_a_table_stays_a_paragraph():
    cells, rules = ruled([["产出", "50"], ["效益", "30"]], top=200)
    narrow = [
        type(r)(*(200 + (v - 80) / 2 if i % 2 == 0 else v for i, v in enumerate((r.x0, r.top, r.x1, r.bottom))))
        for r in rules
    ]
    words = [w for w in cells if w.box.x0 < 100]
    document = lay_out(SOURCE, [page(write("左", top=210), write("产出", left=210, top=210, size=10), rules=narrow)])
    assert words and strings(document) == ["左"]
    assert tables(document)[0].cells[0].text.string == "产出"


def test_the_text_of_a_page_is_all_of_it():
    cells, rules = ruled([["一级指标", "得分"], ["产出\n指标", "50"]], top=200)
    words = [*centred("自评表"), *cells, *body(["注：无。"], top=300), *centred("— 1 —", top=HEIGHT - 60)]
    info = lay_out(SOURCE, [page(words, rules=rules)]).pages[0]
    assert info.text == "自评表\n一级指标\t得分\n产出指标\t50\n注：无。\n—1—"


def test_an_empty_document_has_no_blocks():
    document = lay_out(SOURCE, [page(number=1), page(number=2)])
    assert document.blocks == () and [p.text for p in document.pages] == ["", ""]


def test_merged_cells_keep_their_spans():
    cells, rules = ruled([["评价指标", LEFT, "得分"], ["产出", "数量", "5"], [UP, "质量", "5"]], top=200)
    (table,) = [b for b in lay_out(SOURCE, [page(cells, rules=rules)]).blocks if isinstance(b, Table)]
    spans = {c.text.string: (c.row_span, c.column_span) for c in table.cells if c.row_span * c.column_span > 1}
    assert spans == {"评价指标": (1, 2), "产出": (2, 1)}
