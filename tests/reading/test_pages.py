import pytest

from tests.reading.rawpdf import (
    HEIGHT,
    WIDTH,
    Sheet,
    form,
    picture,
    stream,
    strings,
    text,
    write,
)
from ziping.pipeline.errors import ReadError
from ziping.pipeline.reading import open_pdf

WHOLE = f"q {WIDTH:g} 0 0 {HEIGHT:g} 0 0 cm /P Do Q\n"


def unread_reason(tmp_path, *sheets):
    with open_pdf(write(tmp_path / "report.pdf", *sheets)) as pdf:
        pages = list(pdf.pages())
        return pages, pdf.unread


def test_a_picture_of_the_page_has_no_text_layer(tmp_path):
    (page,), unread = unread_reason(tmp_path, Sheet(WHOLE, objects={"P": picture()}))
    assert unread == {1: "no-text-layer"}
    assert page.words == ()


def test_nor_has_a_picture_over_or_under_invisible_text(tmp_path):
    hidden = "".join(text(100, 100 + 20 * i, "识别出来的文字不可全信", extra="3 Tr") for i in range(20))
    painted_over = "".join(text(100, 100 + 20 * i, "识别出来的文字不可全信") for i in range(20))
    sheets = [Sheet(c, objects={"P": picture()}) for c in (WHOLE + hidden, hidden + WHOLE, painted_over + WHOLE)]
    pages, unread = unread_reason(tmp_path, *sheets)
    assert unread == dict.fromkeys((1, 2, 3), "no-text-layer")
    assert not any(page.words for page in pages)


def test_a_stamp_over_a_scan_does_not_make_it_text(tmp_path):
    _pages, unread = unread_reason(tmp_path, Sheet(WHOLE + text(280, 780, "— 12 —"), objects={"P": picture()}))
    assert unread == {1: "no-text-layer"}


def test_a_title_on_a_picture_is_text(tmp_path):
    (page,), unread = unread_reason(tmp_path, Sheet(WHOLE + text(200, 300, "自评报告"), objects={"P": picture()}))
    assert unread == {}
    assert strings(page) == ["自评报告"]


def test_outlined_letters_are_no_text(tmp_path):
    letter = "10 10 m 20 10 l 15 20 l h f\n"
    _, unread = unread_reason(
        tmp_path, "".join(f"q 1 0 0 1 {20 * i} {20 * j} cm {letter} Q\n" for i in range(20) for j in range(5))
    )
    assert unread == {1: "no-text-layer"}


def test_text_on_a_picture_stays_text(tmp_path):
    lines = "".join(text(100, 100 + 20 * i, "正文印在底图上") for i in range(5))
    (page,), unread = unread_reason(tmp_path, Sheet(WHOLE + lines, objects={"P": picture()}))
    assert unread == {}
    assert strings(page) == ["正文印在底图上"] * 5


def test_text_shines_through_a_transparent_picture(tmp_path):
    lines = "".join(text(100, 100 + 20 * i, "正文上面盖章") for i in range(5))
    seal = stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Mask [0 255]",
        b"\x80",
    )
    (page,), _ = unread_reason(tmp_path, Sheet(lines + WHOLE, objects={"P": seal}))
    assert strings(page) == ["正文上面盖章"] * 5


def test_an_empty_page_is_only_empty(tmp_path):
    (page,), unread = unread_reason(tmp_path, "")
    assert unread == {}
    assert (page.words, page.rules) == ((), ())


def test_a_font_that_does_not_say_what_its_characters_mean_is_not_believed(tmp_path):
    lines = "".join(text(100, 100 + 20 * i, "一二三四五六七八", font="N") for i in range(5))
    (page,), unread = unread_reason(tmp_path, lines)
    assert unread == {1: "garbled-text-layer"}
    assert page.words == ()


def test_what_is_filled_into_a_form_field_is_read(tmp_path):
    field = (
        "/MediaBox [0 0 600 800] /Annots [<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /F 4"
        " /Rect [200 590 300 610] /AP << /N {look} 0 R >> >>]"
    )
    drawn = text(100, 200, "项目名称：")
    look = form(text(0, 795, "甲项目"), box="0 0 100 20")
    (page,), _ = unread_reason(tmp_path, Sheet(drawn, field, objects={"look": look}))
    assert strings(page) == ["项目名称：", "甲项目"]
    assert page.words[1].box.x0 == pytest.approx(200, abs=1)


def test_nor_are_bytes_taken_for_latin_letters(tmp_path):
    latin = "一、项目基本情况".encode("gb18030").decode("latin-1")
    escaped = "".join(f"\\{ord(c):03o}" for c in latin)
    _, unread = unread_reason(tmp_path, f"BT /H 12 Tf 1 0 0 1 100 500 Tm ({escaped}) Tj ET")
    assert unread == {1: "garbled-text-layer"}


class TestFilesThatCannotBeRead:
    def code(self, path):
        with pytest.raises(ReadError) as caught, open_pdf(path) as pdf:
            list(pdf.pages())
        assert str(path) in caught.value.message
        return caught.value.code

    def test_missing(self, tmp_path):
        assert self.code(tmp_path / "nothing.pdf") == "unreadable"

    def test_empty(self, tmp_path):
        (tmp_path / "a.pdf").write_bytes(b"")
        assert self.code(tmp_path / "a.pdf") == "empty"

    def test_not_a_pdf(self, tmp_path):
        (tmp_path / "a.pdf").write_bytes(b"<html>404</html>")
        assert self.code(tmp_path / "a.pdf") == "not-a-pdf"

    def test_cut_off(self, tmp_path):
        path = write(tmp_path / "a.pdf", text(100, 200, "正文"))
        path.write_bytes(path.read_bytes()[:600])
        assert self.code(path) == "corrupt"

    def test_encrypted(self, tmp_path):
        path = write(tmp_path / "a.pdf", text(100, 200, "正文"))
        locked = (
            b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <%s> /U <%s> >> /ID [<00> <00>] /Size"
            % (
                b"11" * 32,
                b"22" * 32,
            )
        )
        path.write_bytes(path.read_bytes().replace(b"trailer << /Size", b"trailer << " + locked))
        assert self.code(path) == "encrypted"
