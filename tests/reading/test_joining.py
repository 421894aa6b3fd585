import pytest

from ziping.pipeline.reading.text.joining import Sides, needs_blank, words_to_text
from ziping.schemas.geometry import Box
from ziping.schemas.page import Word

SIZE = 10.0


def word(string, x, y, *, edges=True):
    return Word(
        string,
        Box(x, y, x + SIZE * len(string), y + SIZE),
        None,
        tuple(x + SIZE * i for i in range(len(string) + 1)) if edges else (),
    )


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ([word("服务", 0, 0), word("对象", 25, 0), word("满意度", 0, 15)], "服务对象满意度"),
        ([word("≥", 0, 0), word("95", 15, 0), word("%", 40, 0)], "≥95%"),
        ([word("35.", 0, 0), word("3", 35, 0)], "35.3"),
        ([word("100", 0, 0), word("96", 60, 0)], "100 96"),
        ([word("GDP", 0, 0), word("growth", 40, 0)], "GDP growth"),
        ([word("public", 0, 0), word("service", 0, 15)], "public service"),
        ([word("797876", 0, 0), word(".4元", 0, 15)], "797876.4元"),
        ([word("1014", 0, 0), word("8人", 0, 15)], "10148人"),
        ([word("共", 0, 0), word("12", 15, 0), word("人", 40, 0)], "共12人"),
    ],
)
def test_blanks_and_line_breaks(words, joined):
    assert words_to_text(reversed(words), 1).string == joined


@pytest.mark.parametrize(
    ("words", "right", "joined"),
    [
        ([word("1234567", 2, 0), word("89", 2, 15)], 76, "123456789"),  # no room for more
        ([word("1234567", 2, 0), word("89", 2, 15)], 120, "1234567 89"),
        ([word("1200", 70, 0), word("89", 90, 15)], 112, "1200 89"),  # flush right
        ([word("303,858", 2, 0), word("56,671", 2, 15)], 76, "303,858 56,671"),  # no room, but no figure either
        ([word("12.50", 2, 0), word("3.20", 2, 15)], 56, "12.50 3.20"),
        ([word("88%", 2, 0), word("92%", 2, 15)], 100, "88% 92%"),
        ([word("增长了百分之三共支出12", 22, 0), word("34元", 2, 15)], 146, "增长了百分之三共支出1234元"),  # indented
    ],
)
def test_one_figure_is_made_of_two_lines_only_where_it_wraps(words, right, joined):
    assert words_to_text(words, 1, Sides(0, right)).string == joined


def test_every_piece_knows_its_place():
    text = words_to_text([word("total", 0, 0), word("97分", 60, 0)], 3)
    assert text.string == "total 97分"
    (printed,) = text.printed(6, 8)
    assert (printed.text, printed.page, printed.box) == ("97", 3, Box(60, 0, 80, SIZE))
    (whole,) = text.printed()
    assert whole.box == Box(0, 0, 90, SIZE)


def test_a_raised_character_stays_on_its_line():
    small = Word("2", Box(20, -1, 25, 5), None, (20, 25))
    assert words_to_text([small, word("建m", 0, 0), word("下", 0, 15)], 1).string == "建m2下"


def test_words_on_their_side_keep_their_order():
    lying = [Word("产出", Box(20, 0, 30, 20)), Word("指标", Box(5, 0, 15, 20))]
    assert words_to_text(lying, 1).string == "产出指标"


@pytest.mark.parametrize(
    ("before", "after", "blank"),
    [("a", "b", True), ("1", "2", True), ("年", "1", False), ("1", "%", False), (".", "5", False)],
)
def test_a_blank_is_kept_only_between_letters_and_digits(before, after, blank):
    assert needs_blank(before, after) is blank


def test_characters_written_downwards_in_columns_are_read_from_right_to_left():
    right = [word(c, 12.5, 4.5 + k * SIZE) for k, c in enumerate("服务对象")]
    left = [word(c, 0, k * SIZE) for k, c in enumerate("满意度指标")]
    assert words_to_text([*left, *right], 1).string == "服务对象满意度指标"


def test_spaced_characters_in_lines_are_read_line_by_line():
    lines = [word(c, x, y) for y, line in ((0, "满意"), (15, "度指")) for x, c in zip((0, 20), line, strict=True)]
    assert words_to_text(lines, 1).string == "满意度指"
