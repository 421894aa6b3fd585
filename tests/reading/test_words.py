import pytest

from tests.reading.rawpdf import (
    HEIGHT,
    WIDTH,
    Sheet,
    fill,
    form,
    picture,
    read,
    strings,
    text,
    turned,
)

A4ISH = f"/MediaBox [0 0 {WIDTH:g} {HEIGHT:g}]"


def test_a_line_of_ideographs_is_one_word_with_an_edge_for_every_character(tmp_path):
    (word,) = read(tmp_path, text(100, 200, "绩效自评100分")).words
    assert word.text == "绩效自评100分"
    assert word.edges == pytest.approx([100, 112, 124, 136, 148, 154, 160, 166, 178], abs=0.7)
    assert (word.box.x0, word.box.x1) == pytest.approx((100, 178), abs=0.1)
    assert word.box.top < 200 - 0.8 * 12
    assert 200 < word.box.bottom < 200 + 0.2 * 12


def test_blanks_and_wide_gaps_part_words(tmp_path):
    page = read(tmp_path, text(100, 200, "得 分") + text(200, 200, "甲") + text(213, 200, "乙") + text(240, 200, "a b"))
    assert strings(page) == ["得", "分", "甲乙", "a", "b"]


def test_words_come_line_by_line(tmp_path):
    page = read(tmp_path, text(300, 230, "丁") + text(100, 230, "丙") + text(300, 200, "乙") + text(100, 200, "甲"))
    assert strings(page) == ["甲", "乙", "丙", "丁"]


@pytest.mark.parametrize("dx", [0, 0.3, 1])
def test_characters_drawn_twice_for_bold_count_once(tmp_path, dx):
    title = "自评得分1100分"
    assert strings(read(tmp_path, text(100, 200, title) + text(100 + dx, 200, title))) == [title]


def test_characters_drawn_twice_one_by_one_count_once(tmp_path):
    drawn = "".join(text(100 + 12 * i + d, 200, c) for i, c in enumerate("产出产出") for d in (0, 0.4, 0.8))
    assert strings(read(tmp_path, drawn)) == ["产出产出"]


class TestHiddenText:
    def test_render_mode_3(self, tmp_path):
        assert strings(read(tmp_path, text(100, 200, "看得见") + text(100, 230, "看不见", extra="3 Tr"))) == ["看得见"]

    def test_white_on_paper_but_not_white_on_a_dark_cell(self, tmp_path):
        white = "1 1 1 rg"
        page = read(
            tmp_path,
            text(100, 200, "看不见", extra=white)
            + fill(90, 280, 300, 310, "0 0 0.5")
            + text(100, 300, "表头", extra=white)
            + text(100, 400, "看得见"),
        )
        assert strings(page) == ["表头", "看得见"]

    def test_painted_over(self, tmp_path):
        page = read(
            tmp_path, text(100, 200, "张三1380000") + fill(124, 185, 400, 205, "0 0 0") + text(100, 300, "看得见")
        )
        assert strings(page) == ["张三", "看得见"]

    def test_behind_a_picture(self, tmp_path):
        drawn = text(100, 200, "看不见") + "q 300 0 0 100 90 550 cm /P Do Q\n" + text(100, 400, "看得见")
        assert strings(read(tmp_path, Sheet(drawn, objects={"P": picture()}))) == ["看得见"]

    def test_of_no_size(self, tmp_path):
        assert strings(read(tmp_path, text(100, 200, "看不见", size=0.5) + text(100, 300, "看得见"))) == ["看得见"]

    def test_clipped_off(self, tmp_path):
        clipped = f"q 90 {HEIGHT - 210} 36 20 re W n {text(100, 200, '单位名称很长')} Q\n"
        assert strings(read(tmp_path, clipped)) == ["单位"]

    def test_clipped_blanks_harm_nothing(self, tmp_path):
        clipped = f"q 90 {HEIGHT - 210} 36 20 re W n {text(100, 200, '  ')} Q\n"
        assert strings(read(tmp_path, clipped + text(100, 300, "看得见"))) == ["看得见"]

    def test_painted_in_stripes_it_is_seen_once(self, tmp_path):
        stripes = "".join(
            f"q 90 {HEIGHT - bottom} 300 {bottom - top} re W n {text(100, 200, '分成两条')} Q\n"
            for top, bottom in ((180, 196), (196, 210))
        )
        assert strings(read(tmp_path, stripes)) == ["分成两条"]

    def test_an_unseen_twin_does_not_hide_the_seen_one(self, tmp_path):
        """Browsers paint a heading with a shadow so: first without ink, then a little beside it with ink."""
        page = read(tmp_path, text(101, 201, "标题", extra="3 Tr") + text(100, 200, "标题"))
        assert strings(page) == ["标题"]

    def test_outside_the_crop_box(self, tmp_path):
        attributes = A4ISH + " /CropBox [50 50 500 700]"
        page = read(
            tmp_path, Sheet(text(100, 200, "看得见") + text(100, 90, "看不见") + text(520, 200, "外"), attributes)
        )
        assert strings(page) == ["看得见"]
        assert (page.width, page.height) == (WIDTH, HEIGHT)
        assert page.words[0].box.x0 == pytest.approx(100, abs=0.5)


class TestTurnedPages:
    """Lines 甲乙 above 丙丁, laid as each page wants them."""

    @pytest.mark.parametrize("rotate", [90, 180, 270])
    def test_rotate_of_the_page_is_undone(self, tmp_path, rotate):
        a, b, spots = {
            90: (0, 1, [(200, 700), (230, 700)]),
            180: (-1, 0, [(500, 600), (500, 570)]),
            270: (0, -1, [(400, 100), (370, 100)]),
        }[rotate]
        drawn = "".join(turned(x, y, s, a, b) for (x, y), s in zip(spots, ["甲乙", "丙丁"], strict=True))
        page = read(tmp_path, Sheet(drawn, f"{A4ISH} /Rotate {rotate}"))
        assert strings(page) == ["甲乙", "丙丁"]
        assert page.rotation == 0
        assert (page.width, page.height) == ((WIDTH, HEIGHT) if rotate == 180 else (HEIGHT, WIDTH))
        first, second = (w.box for w in page.words)
        assert (first.x0, first.x1 - first.x0) == pytest.approx((100, 24), abs=1)
        assert second.top - first.top == pytest.approx(30, abs=0.5)

    @pytest.mark.parametrize(("a", "b", "rotation"), [(0, 1, 90), (-1, 0, 180), (0, -1, 270)])
    def test_a_page_that_lies_is_set_upright(self, tmp_path, a, b, rotation):
        spots = {90: [(200, 700), (230, 700)], 180: [(500, 600), (500, 570)], 270: [(400, 100), (370, 100)]}[rotation]
        drawn = "".join(turned(x, y, s, a, b) for (x, y), s in zip(spots, ["甲乙", "丙丁"], strict=True))
        page = read(tmp_path, drawn)
        assert strings(page) == ["甲乙", "丙丁"]
        assert page.rotation == rotation
        assert (page.width, page.height) == ((WIDTH, HEIGHT) if rotation == 180 else (HEIGHT, WIDTH))
        assert page.words[0].box.x0 == pytest.approx(100, abs=1)

    def test_a_few_words_on_their_side_keep_apart(self, tmp_path):
        page = read(tmp_path, text(100, 200, "正文正文正文") + turned(112, 230, "边注", 0, 1))
        assert strings(page) == ["正文正文正文", "边注"]
        side = page.words[1]
        assert side.box.height > side.box.width
        assert side.edges == ()

    def test_a_slanting_watermark_is_no_text(self, tmp_path):
        assert strings(read(tmp_path, text(100, 200, "正文") + turned(100, 300, "内部资料", 0.7, 0.7, size=40))) == [
            "正文"
        ]


def test_vertical_writing_is_one_word_a_character(tmp_path):
    page = read(tmp_path, text(300, 200, "产出指标", font="V") + text(100, 500, "横写"))
    assert strings(page) == ["产", "出", "指", "标", "横写"]
    boxes = [w.box for w in page.words[:4]]
    assert [round(b.top - boxes[0].top) for b in boxes] == [0, 12, 24, 36]
    assert boxes[0].x0 == pytest.approx(294, abs=0.5)


def test_text_in_a_form_stands_where_the_form_puts_it(tmp_path):
    drawn = "q 1 0 0 1 50 -100 cm /F Do Q\n"
    page = read(tmp_path, Sheet(drawn, objects={"F": form(text(100, 200, "表内"), matrix="1 0 0 1 10 0")}))
    assert strings(page) == ["表内"]
    assert page.words[0].box.x0 == pytest.approx(160, abs=0.5)
    assert page.words[0].box.bottom == pytest.approx(300 + 0.12 * 12, abs=0.5)


class TestCharacters:
    def test_a_ligature_is_as_many_characters_as_it_stands_for(self, tmp_path):
        page = read(tmp_path, f"BT /L 10 Tf 1 0 0 1 100 {HEIGHT - 200} Tm (AA) Tj ET")
        (word,) = page.words
        assert word.text == "fifi"
        assert word.edges == pytest.approx([100, 103, 106, 109, 112], abs=0.6)

    def test_characters_that_are_drawings_are_as_large_as_they_are_drawn(self, tmp_path):
        (word,) = read(tmp_path, f"BT /T 1.2 Tf 1 0 0 1 100 {HEIGHT - 200} Tm (AA) Tj ET").words
        assert word.text == "万万"
        assert (word.box.width, word.box.height) == pytest.approx((24, 12), abs=2)
        assert word.box.bottom == pytest.approx(201, abs=2)

    @pytest.mark.parametrize(
        ("layer", "seen"),
        [
            ("\u2f83评", "自评"),  # Kangxi radical
            ("\u2ed3期", "长期"),  # radical of the supplement
            ("\u2f3e数", "户数"),
            ("（１）％", "（１）％"),  # full-width forms are printed so, and stay
            ("A\u00adB", "A-B"),
        ],
    )
    def test_what_a_reader_sees(self, tmp_path, layer, seen):
        assert strings(read(tmp_path, text(100, 200, layer))) == [seen]
