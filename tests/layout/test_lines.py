from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from tests.layout.pages import SIZE, write
from ziping.pipeline.layout.text.joining import line_to_string, lines_to_text
from ziping.pipeline.layout.text.lines import words_to_lines
from ziping.schemas.geometry import Box
from ziping.schemas.page import Word

BOXES = st.tuples(
    st.floats(0, 500, allow_nan=False), st.floats(0, 700, allow_nan=False), st.floats(1, 90), st.floats(1, 40)
)


@given(st.lists(BOXES, max_size=40))
def test_every_word_is_in_exactly_one_line(boxes):
    words = [Word("字", Box(x, y, x + w, y + h)) for x, y, w, h in boxes]
    lines = words_to_lines(words, 1)
    assert sorted(map(id, chain.from_iterable(line.words for line in lines))) == sorted(map(id, words))


def test_smaller_characters_stay_on_the_line_of_larger_ones():
    words = [*write("预算", size=16), *write("①", left=120, top=100, size=8), *write("—", left=140, top=107, size=2)]
    (line,) = words_to_lines(words, 1)
    assert line.text == "预算①—"
    assert line.size == 16


def test_a_wide_blank_is_a_gap_not_a_new_line():
    words = [*write("填报单位：甲局", left=80), *write("项目名称：乙", left=300)]
    (line,) = words_to_lines(words, 1)
    joined = lines_to_text([line])
    assert joined.text.string == "填报单位：甲局项目名称：乙"
    assert joined.gaps == (7,)
    assert line_to_string(line) == "填报单位：甲局\t项目名称：乙"


def test_a_spaced_out_title_has_no_gaps():
    (line,) = words_to_lines(write("目　　录"), 1)
    assert lines_to_text([line]).gaps == ()


def test_a_table_between_two_words_parts_them():
    words = [*write("左边", left=20), *write("右边", left=500)]
    assert len(words_to_lines(words, 1, [Box(100, 50, 450, 300)])) == 2
    assert len(words_to_lines(words, 1, [Box(100, 200, 450, 300)])) == 1


def test_blanks_are_kept_between_latin_words_only():
    lines = words_to_lines([*write("使用 Excel 2016 软件 12 台"), *write("采购", top=130)], 1)
    assert lines_to_text(lines).text.string == "使用Excel 2016软件12台采购"


def test_a_figure_broken_over_lines_is_joined_without_blank():
    lines = words_to_lines([*write("共计7978"), *write("76.4元", top=130)], 1)
    assert lines_to_text(lines).text.string == "共计797876.4元"


def test_a_kept_blank_does_not_widen_the_box():
    text = lines_to_text(words_to_lines(write("Excel  Word"), 1)).text
    (printed,) = text.printed(0, 6)
    assert printed.box.x1 == 80 + 5 * SIZE / 2
