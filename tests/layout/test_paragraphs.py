import pytest

from tests.layout.pages import (
    HEIGHT,
    MARGIN,
    PITCH,
    RIGHT,
    SOURCE,
    TOP,
    body,
    centred,
    flush_right,
    full,
    page,
    ruled,
    strings,
    write,
)
from ziping.pipeline.layout import lay_out
from ziping.schemas.document import Align, Paragraph
from ziping.schemas.page import RulingLine

SENTENCE = full("　　")  # an indented line that is full


def texts(*pages):
    return strings(lay_out(SOURCE, pages))


def only(lines):
    """The paragraphs of one page."""
    return texts(page(body(lines)))


def bare(line):
    return line.replace("\u3000", "")


def test_an_indent_begins_a_paragraph():
    assert only([SENTENCE, full(), "完。", SENTENCE, "完。"]) == [
        bare(SENTENCE) + full() + "完。",
        bare(SENTENCE) + "完。",
    ]


def test_a_short_line_does_not_end_an_indented_paragraph():
    assert only([SENTENCE, full()[:-6], full(), SENTENCE, full()])[0] == bare(SENTENCE) + full()[:-6] + full()


@pytest.mark.parametrize(
    "start",
    ["922.57万元，占62.25%，", "1974.01元/月，", "2个工作日，", "(参公)公务员", "（参公）人员", "3.5万人，", "12月底"],
)
def test_a_line_that_goes_on_with_a_figure_or_bracket_begins_no_paragraph(start):
    assert len(only([SENTENCE, full(start), "完。"])) == 1


@pytest.mark.parametrize("start", ["≥480人，实际完成486人；", "≤10%，", "％以上，", "，其中"])
def test_a_line_that_nothing_begins_with_goes_on_however_early_the_one_before_it_ends(start):
    assert len(only([full(), full()[:-12], start])) == 1


@pytest.mark.parametrize(
    "heading",
    ["一、项目概况", "（一）机构组成。", "1.部门职责", "2、绩效目标", "（3）公平性。", "①预算编制", "第一部分概况"],
)
def test_headings_stand_alone(heading):
    assert only([SENTENCE, "完。", "　　" + heading, SENTENCE, "完。"])[1] == heading
    assert only([full(), "完。", heading, full(), full(), "完。", full(), "完。"])[1] == heading


def test_paragraphs_without_indent_end_with_a_short_line():
    assert only([full(), full(), "完。", full(), "完。", "无。", full(), "好。"]) == [
        full() * 2 + "完。",
        full() + "完。",
        "无。",
        full() + "好。",
    ]


def test_a_line_that_leaves_room_for_the_next_word_only_goes_on():
    # The long figure did not fit: the line before it is short, but not the end of a paragraph.
    short = full()[:-3]
    assert only([SENTENCE, full(), "完。", short, "1482.05万元，" + full()[8:], "完。"])[-1].startswith(
        short + "1482.05"
    )


def test_key_lines_of_a_form_stay_apart():
    lines = ["填报单位：甲局", "联系电话：0753-3265020", "填报日期：2025年7月2日"]
    assert only(lines) == lines


def test_a_paragraph_goes_on_over_the_page():
    first = page(body([SENTENCE, *[full()] * 20, full("涉及预算总金额")]), number=1)
    second = page(body(["104.28万元。", SENTENCE, *[full()] * 20]), number=2)
    paragraphs = texts(first, second)
    assert len(paragraphs) == 2
    assert "文104.28万元。" in paragraphs[0]


def test_a_page_left_half_empty_ends_its_paragraph():
    first = page(body([SENTENCE, *[full()] * 20, full()]), number=1)
    second = page(body([SENTENCE, full()[:-1] + "。"]), number=2)
    third = page(body(["　资料：公开", full()], top=600), number=3)
    assert texts(first, second, third)[-2].startswith("资料：公开")


def test_a_title_broken_over_lines_is_one_paragraph():
    words = [*centred("某某市社会保险事务中心", size=22), *centred("2024年部门绩效自评报告", top=132, size=22)]
    words += [*centred("（2024年度）", top=164, size=16), *body([SENTENCE, full(), "完。"], top=220)]
    document = lay_out(SOURCE, [page(words)])
    title, year, text = document.blocks
    assert isinstance(title, Paragraph) and title.text.string == "某某市社会保险事务中心2024年部门绩效自评报告"
    assert title.align is Align.CENTRE and title.size == 22 and len(title.line_starts) == 2
    assert isinstance(year, Paragraph) and year.align is Align.CENTRE
    assert isinstance(text, Paragraph) and text.align is Align.LEFT


def test_a_title_that_fills_its_first_line_is_one_paragraph():
    words = [
        *centred("某" * 20, size=22),
        *centred("自评报告", top=132, size=22),
        *body([SENTENCE, full(), "完。"], top=220),
    ]
    assert texts(page(words))[0] == "某" * 20 + "自评报告"


def test_the_year_below_a_title_of_its_size_stands_alone():
    words = [*centred("项目支出绩效自评表"), *centred("（2021年度）", top=128), *body([SENTENCE, full()], top=200)]
    assert texts(page(words))[:2] == ["项目支出绩效自评表", "（2021年度）"]


def test_signatures_are_right_aligned_and_apart():
    words = [*body([SENTENCE, full(), "完。"]), *flush_right("某某局", top=240), *flush_right("2022年3月7日", top=268)]
    blocks = lay_out(SOURCE, [page(words)]).blocks
    assert [b.align for b in blocks if isinstance(b, Paragraph)] == [Align.LEFT, Align.RIGHT, Align.RIGHT]


def test_a_rule_across_the_page_parts_paragraphs():
    words = body(["攀社险〔2025〕15号文", full(), full()])
    rule = RulingLine(MARGIN, 100 + PITCH - 4, RIGHT, 100 + PITCH - 3)
    assert texts(page(words, rules=[rule]))[0] == "攀社险〔2025〕15号文"


def test_a_wide_step_parts_paragraphs():
    assert len(texts(page(body([full()] * 5), body([full()] * 5, top=100 + 6 * PITCH)))) == 2


def test_attachments_begin_anew_on_the_next_page():
    first = page(body([SENTENCE, *[full()] * 21]), number=1)
    assert texts(first, page(body(["附件3", SENTENCE]), number=2))[1] == "附件3"


def test_offsets_of_lines_and_gaps_point_into_the_text():
    words = [*write("填报单位：甲局"), *write("项目名称：乙", left=300), *body([SENTENCE, full(), "完。"], top=200)]
    head, text = (b for b in lay_out(SOURCE, [page(words)]).blocks if isinstance(b, Paragraph))
    assert head.text.string[head.gaps[0] :] == "项目名称：乙"
    assert [text.text.string[i] for i in text.line_starts] == ["文", "文", "完"]
    assert [p.box.top for p in text.text.slice(text.line_starts[1], None or len(text.text)).pieces] == [228, 256]


def test_what_stands_low_on_the_page_is_no_less_text():
    assert texts(page(body(["22%"], top=HEIGHT - 120))) == ["22%"]


def test_a_title_over_a_form_is_one_though_no_other_line_tells_the_margins():
    first = "2022年五十万元以上特定目标类部门预算"
    title = [*centred(first, size=22, top=TOP), *centred("绩效目标自评", size=22, top=TOP + 36)]
    words, rules = ruled([["项目名称", "造林"], ["自评得分", "96"]])
    (paragraph,) = (b for b in lay_out(SOURCE, [page(title, words, rules=rules)]).blocks if isinstance(b, Paragraph))
    assert (paragraph.text.string, paragraph.align) == (first + "绩效目标自评", Align.CENTRE)


def test_the_middle_of_a_title_is_the_page_s_though_no_line_of_the_body_reaches_the_margin():
    first = full()[:20]
    title = [*centred(first, size=22), *centred("自评报告", size=22, top=TOP + 36)]
    lines = ["　　" + full()[:20] + "。"] * 10
    assert texts(page(title, body(lines, top=TOP + 90)))[0] == first + "自评报告"
