from tests.layout.pages import (
    SOURCE,
    centred,
    grid,
    page,
    ruled,
    strings,
    tables,
    write,
)
from tests.layout.sheets import (
    HEADER,
    WIDTHS,
    rows_of,
    sheet,
    stitched,
)
from ziping.pipeline.layout import lay_out
from ziping.schemas.page import RulingLine


def test_a_column_open_at_its_side_and_at_the_cut_is_a_column():
    """No rule tells of the label on the second page: not above, below or beside it."""
    words, rules = ruled(rows_of(11, 3, ("", "质量")), top=90, widths=WIDTHS, open_top=[0], open_bottom=[0])
    rules = [r for r in rules if r.x0 > 80 or r.x1 > 140]
    table = stitched(sheet([HEADER, *rows_of(1, 10)], 1, open_bottom=[0]), page(words, number=2, rules=rules))
    label = next(c for c in table.cells if c.text.string == "产出")
    assert (table.columns, label.row_span) == (6, 13)


def test_a_note_alone_in_its_frame_belongs_to_the_table():
    words, rules = ruled([["注：定性指标分为三档。"]], top=90)
    table = stitched(sheet([HEADER, *rows_of(1, 10)], 1), page(words, number=2, rules=rules))
    assert grid(table)[-1][0] == "注：定性指标分为三档。"


def open_sided(words, rules):
    """Without the outer rules at the sides."""
    upright = [r for r in rules if r.horizontal or 80 < r.x0 < 528]
    return words, upright


def test_a_band_across_a_table_open_at_its_sides_is_a_row():
    first, rules1 = open_sided(*ruled([HEADER, *rows_of(1, 2)], top=100, widths=WIDTHS))
    second, rules2 = open_sided(*ruled(rows_of(3, 2, ("效益", "社会")), top=260, widths=WIDTHS))
    words = [*first, *second, *write("二、效益指标", left=200, top=235, size=10)]
    table = stitched(page(words, rules=[*rules1, *rules2]))
    assert [row[0] for row in grid(table)] == ["一级指标", "产出", "", "二、效益指标", "效益", ""]


def test_lines_beside_a_table_do_not_end_it():
    words, rules = ruled(rows_of(11, 3, ("效益", "社会")), top=90, widths=WIDTHS)
    beside = write("旁注", left=540, top=130, size=10)
    document = lay_out(SOURCE, [sheet([HEADER, *rows_of(1, 10)], 1), page(words, beside, number=2, rules=rules)])
    assert [t.rows for t in tables(document)] == [14]
    assert strings(document) == ["旁注"]


def test_a_side_column_without_outer_rule_is_taken_up():
    words, rules = ruled([HEADER, *rows_of(1, 3)], top=100, widths=WIDTHS)
    inner = [r for r in rules if r.horizontal or r.x0 > 80]
    short = [RulingLine(max(r.x0, 136.0), r.top, r.x1, r.bottom) if 110 < r.top < 250 else r for r in inner]
    table = stitched(page(words, rules=[*short, RulingLine(80, 140, 136, 140)]))
    assert table.columns == 6
    assert [row[0] for row in grid(table)] == ["一级指标", "产出", "", ""]


def test_a_caption_between_tables_open_at_their_sides_parts_them():
    first, rules1 = open_sided(*ruled([HEADER, *rows_of(1, 2)], top=100, widths=WIDTHS))
    second, rules2 = open_sided(*ruled([HEADER, *rows_of(3, 2)], top=320, widths=WIDTHS))
    words = [*first, *second, *centred("表二", top=270)]
    assert len(tables(lay_out(SOURCE, [page(words, rules=[*rules1, *rules2])]))) == 2
