import pytest

from tests.layout.pages import (
    HEIGHT,
    SOURCE,
    body,
    centred,
    full,
    page,
    ruled,
    strings,
    tables,
    write,
)
from ziping.pipeline.layout import lay_out

FOOT = HEIGHT - 70


def report(heads, count=4):
    """Pages of plain text; `heads(n)` gives further words for page n."""
    return [page(body([full()] * 20), heads(n), number=n) for n in range(1, count + 1)]


@pytest.mark.parametrize(
    "number", ["— {} —", "-{}-", "{}", "第{}页", "第 {} 页 共 9 页", "{}/9", "－{}－", "· {} ·", "第 {} 页，共 9 页"]
)
def test_page_numbers_are_left_out_but_stay_in_the_page_text(number):
    document = lay_out(SOURCE, report(lambda n: centred(number.format(n), top=FOOT)))
    assert strings(document) == [full() * 80]
    assert document.pages[2].text.splitlines()[-1].replace(" ", "") == number.format(3).replace(" ", "")


def test_a_page_number_may_stand_at_the_top_and_count_from_elsewhere():
    document = lay_out(SOURCE, report(lambda n: write(str(n + 11), left=500, top=40)))
    assert strings(document) == [full() * 80]


def test_the_number_of_the_only_numbered_page():
    document = lay_out(SOURCE, [page(body(["无。"]), centred("1", top=FOOT))])
    assert strings(document) == ["无。"]


@pytest.mark.parametrize("last", ["22%", "922.57", "12人", "2024年"])
def test_the_last_line_of_a_page_is_no_page_number(last):
    document = lay_out(SOURCE, [page(body([*[full()] * 20, last], top=120), number=n) for n in (1, 2, 3)])
    assert "".join(strings(document)).count(last) == 3


def test_figures_at_the_end_of_pages_that_do_not_count_are_kept():
    lines = {1: "45", 2: "46", 3: "93"}
    document = lay_out(SOURCE, [page(body([full()] * 5), write(lines[n], top=300), number=n) for n in lines])
    assert all(figure in "".join(strings(document)) for figure in lines.values())


def test_running_heads_are_left_out():
    def heads(n):
        return [*centred("某某局2023年度部门整体支出绩效自评报告", top=42, size=9), *centred(str(n), top=FOOT, size=9)]

    assert strings(lay_out(SOURCE, report(heads))) == [full() * 80]


def test_a_head_on_every_second_page_is_left_out():
    pages = report(lambda n: centred("某某局文件", top=42, size=9) if n % 2 else (), 6)
    assert strings(lay_out(SOURCE, pages)) == [full() * 120]


def test_titles_of_forms_that_follow_each_other_are_kept():
    def form(n):
        words, rules = ruled([["一级指标", "得分"], ["产出", "50"]], top=200)
        head = [*write("附件2", top=40, size=12), *centred("项目支出绩效自评表", top=70, size=18)]
        head += [*centred("（2023年度）", top=100, size=10), *write("填报单位：甲局", top=150, size=10)]
        return page(words, head, number=n, rules=rules)

    document = lay_out(SOURCE, [form(n) for n in range(1, 6)])
    expected = ["附件2", "项目支出绩效自评表", "（2023年度）", "填报单位：甲局"]
    assert strings(document) == expected * 5


def test_a_sign_that_a_table_goes_on_does_not_part_it():
    first, rules1 = ruled([["指标", "得分"], *[[f"第{i}项", "5"] for i in range(15)]], top=150)
    second, rules2 = ruled([["指标", "得分"], ["总分", "75"]], top=100)
    pages = [
        page(first, number=1, rules=rules1),
        page(second, write("（续表）", top=70, size=10), number=2, rules=rules2),
    ]
    (table,) = tables(lay_out(SOURCE, pages))
    assert table.rows == 17


STAMP, ADDRESS = "2025/3/29 21:03 绩效自评公开", "https://www.qinghe.example/zwgk/zp/2024/a.html"


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        (STAMP, f"{ADDRESS} {{}}/2"),
        ("2025-03-29 下午9:03 自评表", "file:///C:/Users/a/1.html"),
        ("某某局绩效自评", "打印人甲 {}/2"),
        ("", "www.qinghe.example/a.htm"),
    ],
)
def test_what_a_browser_prints_in_the_margin_does_not_part_a_table(head, foot):
    def half(n, rows, top):
        words, rules = ruled(rows, top=top, row=40)
        edges = [*write(head, top=20, size=7), *write(foot.format(n), top=HEIGHT - 27, size=7)]
        return page(words, edges, number=n, rules=rules)

    rows = [["指标", "分值", "得分"], *[[f"指标{i}", "10", "9.5"] for i in range(1, 13)]]
    document = lay_out(SOURCE, [half(1, rows[:9], HEIGHT - 40 - 9 * 40), half(2, rows[9:], 60)])
    assert not strings(document)
    (table,) = tables(document)
    assert table.rows == 13


def test_small_lines_on_two_pages_that_differ_are_kept():
    def form(n):
        words, rules = ruled([["一级指标", "得分"], ["产出", "50"]], top=200)
        return page(words, write(("甲镇公示", "乙镇公示")[n - 1], top=30, size=7), number=n, rules=rules)

    assert strings(lay_out(SOURCE, [form(1), form(2)])) == ["甲镇公示", "乙镇公示"]


def test_a_sentence_with_a_date_and_an_address_is_kept():
    lines = ["2024/3/29 21:03收到来信，", "详见https://www.qinghe.example/a.html"]
    assert "".join(strings(lay_out(SOURCE, [page(body(lines, top=300))]))) == "".join(lines)
