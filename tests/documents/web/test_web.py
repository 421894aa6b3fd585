"""Web pages: the article of a page, as a browser shows it."""

import base64
import io

import pytest
from PIL import Image

from ziping.pipeline.documents.paper.flow import Grid, NewPage, Passage, Scan
from ziping.pipeline.documents.web.charset import decode
from ziping.pipeline.documents.web.read import read_html, read_mht
from ziping.pipeline.errors import ReadError
from ziping.schemas.document import Align

LONG = "本项目年初预算一百万元，全年执行九十五万元，执行率百分之九十五，各项目标均已完成。" * 4


def flow_of(tmp_path, body: str, head: str = "", encoding: str = "utf-8"):
    page = f"<html><head><meta charset='{encoding}'>{head}</head><body>{body}</body></html>"
    (tmp_path / "a.html").write_bytes(page.encode(encoding))
    return read_html(tmp_path / "a.html")


def texts(flow) -> list[str]:
    return [i.text for i in flow.items if isinstance(i, Passage)]


def spans(flow) -> list[tuple]:
    (grid,) = [i for i in flow.items if isinstance(i, Grid)]
    return [(c.row, c.column, c.row_span, c.column_span, c.text) for c in grid.cells]


def test_the_article_without_what_is_around_it(tmp_path):
    links = "".join(f"<li><a href='/{i}'>栏目{i}</a></li>" for i in range(20))
    body = (
        f"<div id='top'><ul>{links}</ul></div><div class='wrap'><div class='path'><a href='/'>首页</a> &gt; <a>公开</a></div>"
        f"<h1>2024年度绩效自评报告</h1><div class='text'><p>{LONG}</p><p>得分95分。</p></div></div>"
        "<div class='foot'>主办：某某市人民政府 京ICP备12345号</div><script>document.write('伪')</script>"
    )
    assert texts(flow_of(tmp_path, body)) == ["2024年度绩效自评报告", LONG, "得分95分。"]


def test_a_short_report_in_one_part_with_the_foot_of_the_site_is_read(tmp_path):
    body = "<div><div>执行100万元，得分95分。</div><p>甲项目合同备案号为12号。</p><p>版权所有 京ICP备1号</p></div>"
    assert texts(flow_of(tmp_path, body)) == ["执行100万元，得分95分。", "甲项目合同备案号为12号。"]


def test_a_table_beside_the_text_is_never_lost(tmp_path):
    table = "<table><tr><td>得分</td><td>95</td></tr><tr><td>满分</td><td>100</td></tr></table>"
    flow = flow_of(tmp_path, f"<div><p>{LONG * 10}</p></div><div>{table}</div>")
    assert LONG * 10 in texts(flow)
    assert len(spans(flow)) == 4


def test_the_title_of_the_page_where_the_article_has_none(tmp_path):
    flow = flow_of(tmp_path, f"<p>{LONG}</p>", "<title>甲项目绩效自评报告_某某局</title>")
    assert texts(flow) == ["甲项目绩效自评报告", LONG]
    flow = flow_of(tmp_path, f"<p align='center'>乙自评表</p><p>{LONG}</p>", "<title>通知公告</title>")
    assert texts(flow) == ["乙自评表", LONG]


def test_rows_and_columns_that_are_spanned(tmp_path):
    body = (
        "<table><thead><tr><th rowspan=2>指标</th><th colspan='2'>值</th></tr></thead>"
        "<tbody><tr><td>目标<br>值</td><td>实际</td></tr><tr><td colspan=9>合计</td></tr><tr style='display:none'><td>藏</td></tr></tbody></table>"
    )
    assert spans(flow_of(tmp_path, body))[:4] == [
        (0, 0, 2, 1, "指标"), (0, 1, 1, 2, "值"), (1, 1, 1, 1, "目标\n值"), (1, 2, 1, 1, "实际"),
    ]  # fmt: skip


@pytest.mark.parametrize("span", ["0", "-1", "99999999999", "x"])
def test_spans_that_are_nonsense_cost_nothing(tmp_path, span):
    cells = spans(
        flow_of(tmp_path, f"<table><tr><td rowspan='{span}' colspan='{span}'>甲</td><td>乙</td></tr></table>")
    )
    assert cells[0][4] == "甲"
    assert len(cells) <= 2


def test_a_table_that_lays_out_the_page_is_none(tmp_path):
    inner = "<table><tr><td>得分</td><td>95</td></tr></table>"
    flow = flow_of(tmp_path, f"<table><tr><td>边</td><td><p>正文</p>{inner}</td></tr></table>")
    assert texts(flow) == ["边", "正文"]
    assert [c[4] for c in spans(flow)] == ["得分", "95"]


def test_what_is_hidden_or_struck_out_is_not_read(tmp_path):
    body = "<p>得分<del>90</del>95<span style='display: none'>99</span><b hidden>98</b>分</p><noscript>无</noscript>"
    assert texts(flow_of(tmp_path, body)) == ["得分95分"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("312<sup>1</sup>盏", "312盏"),
        ("合计<sup>[2]</sup>100", "合计100"),
        ("完成率104%<sup>①</sup>", "完成率104%"),
        ("500m<sup>2</sup>", "500m2"),
        ("3.2×10<sup>4</sup>", "3.2×104"),
        ("同比<sup>上升</sup>", "同比上升"),
    ],
)
def test_marks_of_notes_are_no_digits(tmp_path, body, text):
    assert texts(flow_of(tmp_path, f"<p>{body}</p>")) == [text]


def test_alignment_size_and_lines(tmp_path):
    body = (
        "<p style='text-align:center;font-size:18pt'>题</p><div>一<br>二&nbsp;&nbsp;&nbsp;三</div><center>中</center>"
    )
    items = flow_of(tmp_path, body).items
    assert [(i.text, i.align, i.size) for i in items] == [
        ("题", Align.CENTRE, 18.0), ("一", Align.LEFT, 12.0), ("二   三", Align.LEFT, 12.0), ("中", Align.CENTRE, 12.0),
    ]  # fmt: skip


def test_lists_have_their_numbers(tmp_path):
    assert texts(flow_of(tmp_path, "<ol start=3><li>甲</li><li>乙</li></ol><ul><li>丙</li></ul>")) == [
        "3. 甲",
        "4. 乙",
        "丙",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "gb2312", "gb18030", "utf-16"])
def test_characters_as_they_are_declared(tmp_path, encoding):
    assert texts(flow_of(tmp_path, "<p>绩效自评得分95分</p>", encoding=encoding)) == ["绩效自评得分95分"]


def test_characters_are_guessed_where_what_is_declared_is_wrong():
    page = "<meta charset='utf-8'><p>绩效自评</p>"
    assert decode(page.encode("gb18030")) == page
    assert decode("<p>绩效自评镕</p>".encode("gbk")) == "<p>绩效自评镕</p>"
    assert decode("<meta charset='no-such'>绩效".encode()) == "<meta charset='no-such'>绩效"


def message(page: bytes, encoding: str) -> bytes:
    coded = base64.encodebytes(page)
    return (
        b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"B\"\r\n\r\n"
        b"--B\r\nContent-Type: image/png\r\n\r\nx\r\n--B\r\nContent-Type: text/html; charset=\"" + encoding.encode()
        + b"\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + coded + b"\r\n--B--\r\n"
    )  # fmt: skip


def test_a_page_saved_with_all_that_belongs_to_it(tmp_path):
    (tmp_path / "a.mht").write_bytes(message("<html><body><p>绩效自评95分</p></body></html>".encode("gbk"), "gb2312"))
    assert texts(read_mht(tmp_path / "a.mht")) == ["绩效自评95分"]


def test_nothing_is_fetched_and_no_entity_is_expanded(tmp_path):
    (tmp_path / "secret").write_text("密")
    body = (
        f"<!DOCTYPE html [<!ENTITY x SYSTEM 'file://{tmp_path}/secret'><!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"
        f"<html><body><p>&x;&b;文</p><iframe src='file://{tmp_path}/secret'></iframe><img src='http://127.0.0.1:9/x.png'></body></html>"
    )
    (tmp_path / "a.html").write_text(body, "utf-8")
    assert "密" not in "".join(texts(read_html(tmp_path / "a.html")))


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "b"])
def test_very_deep_pages_end(tmp_path, tag):
    (tmp_path / "a.html").write_text(f"<html><body>{'<' + tag + '>'!s}" * 1 + f"<{tag}>" * 20_000 + "文")
    try:
        read_html(tmp_path / "a.html")
    except ReadError as error:
        assert error.code == "corrupt"


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"<html><frameset><frame src=x></frameset></html>"])
def test_pages_that_show_nothing(tmp_path, data):
    (tmp_path / "a.html").write_bytes(data)
    try:
        assert texts(read_html(tmp_path / "a.html")) == []
    except ReadError as error:
        assert error.code == "corrupt"


def test_a_page_that_holds_no_page_is_corrupt(tmp_path):
    (tmp_path / "a.mht").write_bytes(io.BytesIO(b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n").read())
    with pytest.raises(ReadError):
        read_mht(tmp_path / "a.mht")


def picture(width: int, height: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (width, height), 255).save(buffer, "PNG")
    return buffer.getvalue()


PAGE, LOGO = picture(620, 877), picture(300, 90)


def saved(page: str, *parts: tuple[str, bytes]) -> bytes:
    """A page saved by a browser; each picture with the line that names it."""
    out = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n--B\r\nContent-Type: text/html; charset="utf-8"\r\n'
    out += b"Content-Location: http://www.x.gov.cn/a/page.html\r\n\r\n" + page.encode()
    for line, data in parts:
        coded = base64.encodebytes(data)
        out += (
            f"\r\n--B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n{line}\r\n\r\n".encode()
            + coded
        )
    return out + b"\r\n--B--\r\n"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("cid:one@x", "Content-ID: <one@x>"),
        ("http://www.x.gov.cn/p.png", "Content-Location: http://www.x.gov.cn/p.png"),
        ("../p.png", "Content-Location: http://www.x.gov.cn/p.png"),
        ("/upload/%E8%A1%A8.png", "Content-Location: /upload/表.png"),
    ],
)
def test_a_picture_that_was_saved_with_the_page_is_a_page_of_it(tmp_path, source, line):
    page = f"<html><body><p>{LONG}</p><img src='{source}'><p>后</p></body></html>"
    (tmp_path / "a.mht").write_bytes(saved(page, (line, PAGE), ("Content-ID: <logo>", LOGO)))
    flow = read_mht(tmp_path / "a.mht")
    assert [i.data if isinstance(i, Scan) else i.text for i in flow.items] == [LONG, PAGE, "后"]
    assert not flow.remarks


def test_a_picture_within_the_page_and_in_a_cell_of_a_table(tmp_path):
    source = "data:image/png;base64," + base64.b64encode(PAGE).decode()
    small = "data:image/png;base64," + base64.b64encode(LOGO).decode()
    flow = flow_of(
        tmp_path,
        f"<p>{LONG}<img src='{source}'></p><table><tr><td><img src='{small}'>甲<td>1<img src='{source}'></table>",
    )
    assert [type(i) for i in flow.items if not isinstance(i, Passage)] == [Scan, Scan, Grid]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<h1>绩效自评表</h1><img src='/upload/1.jpg'>", True),
        (f"<p>{LONG * 2}</p><img src='/upload/1.jpg' width=800 height='1100px'>", True),
        (f"<p>{LONG * 2}</p><img src='/upload/1.jpg' style='width: 620px; height:877px'>", True),
        (f"<p>{LONG * 2}</p><img src='/upload/logo.png'>", False),
        ("<table><tr><td>得分<td>95</table><img src='/upload/logo.png'>", False),
    ],
)
def test_pictures_that_are_elsewhere_are_told_of_where_they_may_be_the_report(tmp_path, body, told):
    assert [r.code for r in flow_of(tmp_path, body).remarks] == ["unread-picture"] * told


def test_a_head_that_never_ends_costs_nothing(tmp_path):
    head = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=" + b"(" * 20_000 + b"\r\n\r\n"
    (tmp_path / "a.mht").write_bytes(head + b"<html><body><p>95</p></body></html>")
    assert texts(read_mht(tmp_path / "a.mht")) == ["95"]


def test_a_picture_that_is_only_called_a_stream_of_bytes(tmp_path):
    page = f"<html><body><p>{LONG}</p><img src='p.png'></body></html>"
    data = saved(page, ("Content-Location: http://www.x.gov.cn/a/p.png", PAGE))
    (tmp_path / "a.mht").write_bytes(data.replace(b"image/png", b"application/octet-stream"))
    assert [i.data for i in read_mht(tmp_path / "a.mht").items if isinstance(i, Scan)] == [PAGE]


FRAMED = (
    '<html><head><link id=3D"shLink" href=3D"表.files/sheet001.htm"><link id=3D"shLink" href=3D"表.files/sheet002.htm"></head>'
    '<frameset rows=3D"*,39"><frame src=3D"表.files/sheet001.htm"><frame src=3D"表.files/tabstrip.htm"></frameset></html>'
).replace("=3D", "=")
SHEET = "<html><body><table border><tr><td>指标<td>得分</tr><tr><td>{}<td>95</tr></table></body></html>"


def workbook_page(*sheets: tuple[str, str], first: str = FRAMED) -> bytes:
    """A workbook as Excel saves it in one page: a part that only frames the others."""
    out = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n'
    for name, text in (("表.htm", first), *sheets):
        coded = base64.encodebytes(text.encode()).decode()
        out += f"--B\r\nContent-Location: file:///C:/x/{name}\r\nContent-Transfer-Encoding: base64\r\n"
        out += f'Content-Type: text/html; charset="utf-8"\r\n\r\n{coded}\r\n'
    return (out + "--B--\r\n").encode()


def test_a_workbook_saved_as_one_page_has_its_sheets(tmp_path):
    sheets = (
        ("表.files/sheet002.htm", SHEET.format("乙")),
        ("表.files/tabstrip.htm", "<html><body>甲 乙</body></html>"),
    )
    (tmp_path / "a.xls").write_bytes(workbook_page(*sheets, ("表.files/sheet001.htm", SHEET.format("甲"))))
    items = read_mht(tmp_path / "a.xls").items
    assert [type(i) for i in items] == [Grid, NewPage, Grid]
    assert [i.cells[2].text for i in items if isinstance(i, Grid)] == ["甲", "乙"]


def test_frames_that_name_nothing_in_the_file(tmp_path):
    framing = "<html><frameset><frame src='http://x/other.htm'></frameset></html>"
    (tmp_path / "a.mht").write_bytes(workbook_page(("b.htm", SHEET.format("甲")), first=framing))
    assert [type(i) for i in read_mht(tmp_path / "a.mht").items] == [Grid]


def test_of_an_ordinary_page_only_the_first_is_read(tmp_path):
    """The others are what stands in its frames: advertisements, counters."""
    (tmp_path / "a.mht").write_bytes(
        workbook_page(("ad.htm", SHEET.format("广告")), first=f"<html><body>{LONG}</body></html>")
    )
    assert texts(read_mht(tmp_path / "a.mht")) == [LONG]
