import pytest

from tests.reading.rawpdf import (
    HEIGHT,
    WIDTH,
    Sheet,
    fill,
    form,
    grid,
    line,
    picture,
    read,
    strings,
    text,
)


def rules(page):
    """The rules as (across or down, position, start, stop), rounded to points."""
    found = []
    for r in page.rules:
        if r.horizontal:
            found.append(("across", round((r.top + r.bottom) / 2), round(r.x0), round(r.x1)))
        else:
            found.append(("down", round((r.x0 + r.x1) / 2), round(r.top), round(r.bottom)))
    return found


ACROSS = ("across", 200, 100, 300)
DOWN = ("down", 100, 200, 400)


@pytest.mark.parametrize(
    ("drawn", "seen"),
    [
        (line(100, 200, 300, 200), [ACROSS]),
        (line(300, 200, 100, 200, width=0), [ACROSS]),  # the thinnest line that a printer can print
        (line(100, 200, 100, 400, width=2), [DOWN]),
        (fill(100, 199.5, 300, 200.5, "0 0 0"), [ACROSS]),
        (fill(99, 200, 101, 400, "0 0 0"), [DOWN]),
        (line(100, 200, 300, 200, extra="[3 2] 0 d"), [ACROSS]),
        (line(100, 200, 300, 200.6), [ACROSS]),  # a little crooked
        ("".join(line(x, 200, x + 4, 200) for x in range(100, 300, 8)), [("across", 200, 100, 296)]),  # dash by dash
        (
            "".join(fill(x, 199.5, x + 1, 200.5, "0 0 0") for x in range(100, 300, 3)),
            [("across", 200, 100, 299)],
        ),  # dots
        (line(100, 200, 200, 200) + line(201, 200, 300, 200), [ACROSS]),
        (line(100, 200, 200, 200) + line(220, 200, 300, 200), [("across", 200, 100, 200), ("across", 200, 220, 300)]),
        (line(100, 199, 300, 199) + line(100, 201, 300, 201), [ACROSS]),  # a doubled border
    ],
)
def test_what_looks_like_a_line_is_one_rule(tmp_path, drawn, seen):
    assert rules(read(tmp_path, drawn)) == seen


@pytest.mark.parametrize(
    "drawn",
    [
        line(100, 200, 300, 200, colour="1 1 1"),
        fill(100, 199.5, 300, 200.5, "1 1 1"),
        fill(100, 150, 300, 250, "1 1 1"),
        fill(0, 0, WIDTH, HEIGHT, "0.9 0.95 1"),  # the page's background
        "q 100 600 200 1 re W n 0 0 10 10 re f Q\n",  # a clip path is not drawn
        line(100, 200, 300, 200) + fill(90, 190, 310, 210, "1 1 1"),  # painted over
        line(100, 200, 300, 350),  # aslant
        fill(100, 180, 300, 200, "1 1 0") + text(102, 195, "突出显示的文字"),  # a highlight
        fill(100, 180, 300, 200, "1 1 0") + fill(100, 200, 180, 220, "1 1 0"),  # over two lines
    ],
)
def test_what_does_not_look_like_a_line_is_none(tmp_path, drawn):
    assert rules(read(tmp_path, drawn)) == []


def test_a_line_clipped_is_as_long_as_it_is_seen(tmp_path):
    drawn = f"q 100 {HEIGHT - 300} 200 200 re W n {line(0, 200, 500, 200)} Q\n"
    assert rules(read(tmp_path, drawn)) == [ACROSS]


def test_white_lines_on_a_dark_ground_are_seen(tmp_path):
    drawn = fill(100, 100, 300, 300, "0 0.2 0.5") + line(100, 200, 300, 200, colour="1 1 1")
    assert ACROSS in rules(read(tmp_path, drawn))


@pytest.mark.parametrize(
    "ring",
    [
        f"100 {HEIGHT - 400} 200 200 re 101 {HEIGHT - 399} 198 198 re f*",
        f"101 {HEIGHT - 399} 198 198 re 100 {HEIGHT - 400} 200 200 re f*",
        "100 400 m 300 400 l 300 600 l 100 600 l h 101 401 m 101 599 l 299 599 l 299 401 l h f",  # the other way round
        "101 401 198 198 re 100 400 200 200 re W* n 0 0 600 800 re f",  # cut out of a large area
    ],
)
def test_a_frame_filled_as_a_ring_has_four_sides(tmp_path, ring):
    page = read(tmp_path, f"q 0 g {ring} Q\n" + text(150, 300, "框里"))
    assert len(rules(page)) == 4
    assert strings(page) == ["框里"]


def test_a_stroked_rectangle_has_four_sides(tmp_path):
    assert len(rules(read(tmp_path, f"q 1 w 100 {HEIGHT - 400} 200 200 re S Q\n"))) == 4


def test_the_edge_of_a_shade_closes_what_lines_leave_open(tmp_path):
    shaded = fill(100, 200, 300, 230) + line(100, 200, 300, 200) + line(100, 230, 300, 230)
    assert sorted(rules(read(tmp_path, shaded))) == [
        ("across", 200, 100, 300),
        ("across", 230, 100, 300),
        ("down", 100, 200, 230),
        ("down", 300, 200, 230),
    ]


def test_a_shade_may_turn_the_corner_of_a_table(tmp_path):
    drawn = fill(100, 200, 300, 260, "0.2 0.2 0.4") + line(300, 200, 300, 260) + line(100, 260, 300, 260)
    assert {("across", 200, 100, 300), ("down", 100, 200, 260)} <= set(rules(read(tmp_path, drawn)))


def test_a_highlight_beside_a_line_has_no_edges(tmp_path):
    drawn = grid([100, 300], [200, 260]) + fill(101, 220, 180, 236, "1 1 0")
    assert len(rules(read(tmp_path, drawn))) == 4


def test_shades_of_one_colour_side_by_side_have_no_edge_between_them(tmp_path):
    shaded = fill(100, 200, 200, 230) + fill(200, 200, 300, 230) + grid([100, 300], [200, 230])
    assert ("down", 200, 200, 230) not in rules(read(tmp_path, shaded))


def test_a_table_of_shades_alone_has_rules(tmp_path):
    shades = "".join(fill(x, y, x + 98, y + 28) for x in (100, 200, 300) for y in (200, 230, 260))
    found = rules(read(tmp_path, shades))
    assert {r[1] for r in found if r[0] == "down"} == {100, 199, 299, 398}
    assert {r[1] for r in found if r[0] == "across"} == {200, 229, 259, 288}


def test_a_line_in_a_form_lies_where_the_form_puts_it(tmp_path):
    page = read(tmp_path, Sheet("q 2 0 0 2 -100 -600 cm /F Do Q\n", objects={"F": form(line(100, 300, 200, 300))}))
    assert rules(page) == [("across", 400, 100, 300)]


def test_a_picture_as_thin_as_a_line_is_one(tmp_path):
    page = read(tmp_path, Sheet(f"q 200 0 0 1 100 {HEIGHT - 200.5} cm /P Do Q\n", objects={"P": picture()}))
    assert rules(page) == [ACROSS]


def test_rules_of_a_page_that_lies_are_set_upright(tmp_path):
    from tests.reading.rawpdf import turned

    page = read(tmp_path, turned(200, 700, "甲乙丙", 0, 1) + line(220, 100, 220, 700))
    assert rules(page) == [("across", 220, 100, 700)]
