"""Tables with nothing between them."""

from ziping.pipeline.documents.paper.adjoining import join_adjoining
from ziping.pipeline.documents.paper.flow import Grid, GridCell, Passage


def grid(*rows: list[str], widths: tuple[float, ...] = ()) -> Grid:
    cells = [GridCell(r, c, 1, 1, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return Grid(len(rows), widths or (10.0,) * len(rows[0]), tuple(cells))


def spans(item) -> list[tuple]:
    return [(c.row, c.column, c.row_span, c.column_span, c.text) for c in item.cells]


def test_tables_right_below_each_other_are_one():
    (one,) = join_adjoining([grid(["甲", "乙"]), grid(["丙", "丁"])])
    assert spans(one) == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁")]


def test_text_parts_them():
    assert len(join_adjoining([grid(["甲", "乙"]), Passage("二、"), grid(["丙", "丁"])])) == 3


def test_a_title_or_the_same_beginning_begins_another():
    titled = Grid(2, (10.0, 10.0), (GridCell(0, 0, 1, 2, "自评表"), GridCell(1, 0, 1, 1, "甲")))
    assert len(join_adjoining([grid(["甲", "乙"]), titled])) == 2
    assert len(join_adjoining([grid(["指标", "得分"], ["一", "1"]), grid(["指标", "得分"], ["二", "2"])])) == 2


def test_a_label_that_is_printed_again_goes_on():
    above = Grid(
        2, (10.0, 10.0), (GridCell(0, 0, 2, 1, "产出（50分）"), GridCell(0, 1, 1, 1, "甲"), GridCell(1, 1, 1, 1, "乙"))
    )
    below = Grid(1, (10.0, 10.0), (GridCell(0, 0, 1, 1, "产出（50分）"), GridCell(0, 1, 1, 1, "丙")))
    (one,) = join_adjoining([above, below])
    assert spans(one) == [(0, 0, 3, 1, "产出（50分）"), (0, 1, 1, 1, "甲"), (1, 1, 1, 1, "乙"), (2, 1, 1, 1, "丙")]


def test_equal_values_are_no_label():
    (one,) = join_adjoining([grid(["甲", "5"]), grid(["乙", "5"])])
    assert [c[4] for c in spans(one)] == ["甲", "5", "乙", "5"]


def test_equally_wide_tables_of_other_columns_share_their_lines():
    (one,) = join_adjoining(
        [grid(["甲", "乙"], widths=(20.0, 40.0)), grid(["丙", "丁", "戊"], widths=(20.0, 20.0, 20.0))]
    )
    assert spans(one) == [
        (0, 0, 1, 1, "甲"), (0, 1, 1, 2, "乙"), (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁"), (1, 2, 1, 1, "戊"),
    ]  # fmt: skip
    assert len(join_adjoining([grid(["甲"], widths=(20.0,)), grid(["丙", "丁"], widths=(50.0, 50.0))])) == 2
