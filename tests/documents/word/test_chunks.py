"""Pages that a Word document holds as they are."""

import pytest

from tests.documents.web.test_web import PAGE, saved
from tests.documents.word.word_files import KINDS, SPACES, paragraph
from tests.inputs.packing import packed
from ziping.pipeline.documents.paper.flow import Grid, Passage, Scan
from ziping.pipeline.documents.word.read import read_word

FORM = "<html><meta charset='utf-8'><body><p>自评表</p><table><tr><td>指标<td>得分</tr><tr><td>甲<td>95</tr></table></body></html>"


def word(tmp_path, chunk: bytes | None, name: str):
    body = paragraph("前") + '<w:altChunk r:id="c"/>' + paragraph("后")
    parts = {
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>".encode(),
        "word/_rels/document.xml.rels": f'<Relationships><Relationship Id="c" Target="{name}" Type="{KINDS}aFChunk"/></Relationships>'.encode(),
    }
    (tmp_path / "a.docx").write_bytes(packed(parts | ({f"word/{name}": chunk} if chunk is not None else {})))
    return read_word(tmp_path / "a.docx")


@pytest.mark.parametrize(
    ("chunk", "name"),
    [
        (FORM.encode(), "afchunk.htm"),
        (FORM.replace("utf-8", "gb2312").encode("gb18030"), "afchunk.html"),
        (("\ufeff" + FORM).encode("utf-16-le"), "afchunk.html"),
        (saved(FORM), "afchunk.mht"),
    ],
    ids=["html", "gb2312", "utf-16", "mht"],
)
def test_they_are_read_in_their_place(tmp_path, chunk, name):
    items = [i for i in word(tmp_path, chunk, name).items if not isinstance(i, Passage) or i.text]
    assert [i.text if isinstance(i, Passage) else type(i) for i in items] == ["前", "自评表", Grid, "后"]


def test_a_picture_in_one_is_a_page(tmp_path):
    page = "<html><body><p>说明</p><img src='cid:one'></body></html>"
    flow = word(tmp_path, saved(page, ("Content-ID: <one>", PAGE)), "afchunk.mht")
    assert [i.data for i in flow.items if isinstance(i, Scan)] == [PAGE]


@pytest.mark.parametrize("chunk", [None, b"", b"{\\rtf1 x}", b"PK\3\4", b"MIME-Version: 1.0\r\n\r\n"])
def test_what_cannot_be_read_of_them_is_told_of(tmp_path, chunk):
    flow = word(tmp_path, chunk, "afchunk.rtf")
    assert [i.text for i in flow.items if isinstance(i, Passage)] == ["前", "后"]
    assert [(r.code, r.text) for r in flow.remarks] == [("unread-object", "1")]
