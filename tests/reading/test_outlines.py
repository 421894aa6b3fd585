import pytest

from ziping.pipeline.reading.paths.outlines import is_rectilinear, shapes_to_boxes

SQUARE = [(0, 0), (10, 0), (10, 10), (0, 10)]
HOLE = [(2, 2), (8, 2), (8, 8), (2, 8)]
U = [(0, 0), (3, 0), (3, 7), (7, 7), (7, 0), (10, 0), (10, 10), (0, 10)]


@pytest.mark.parametrize(
    ("shapes", "even_odd", "boxes"),
    [
        ([SQUARE], False, [(0, 0, 10, 10)]),
        ([SQUARE, HOLE], True, [(0, 0, 10, 2), (0, 2, 2, 8), (8, 2, 10, 8), (0, 8, 10, 10)]),
        ([SQUARE, HOLE[::-1]], False, [(0, 0, 10, 2), (0, 2, 2, 8), (8, 2, 10, 8), (0, 8, 10, 10)]),
        ([SQUARE, [(20, 0), (30, 0), (30, 10), (20, 10)]], True, [(0, 0, 10, 10), (20, 0, 30, 10)]),
        ([U], False, [(0, 0, 3, 7), (7, 0, 10, 7), (0, 7, 10, 10)]),
    ],
)
def test_shapes_are_taken_apart_into_rectangles(shapes, even_odd, boxes):
    assert shapes_to_boxes(shapes, even_odd=even_odd) == boxes


def test_drawn_the_same_way_round_an_inner_shape_is_no_hole():
    boxes = shapes_to_boxes([SQUARE, HOLE], even_odd=False)
    assert sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in boxes) == 100


def test_rectilinear():
    assert is_rectilinear(U)
    assert not is_rectilinear([(0, 0), (10, 0), (10, 10)])
