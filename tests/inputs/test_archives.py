"""Archives: their members are inputs, and what they must not do they cannot."""

import bz2
import gzip
import io
import lzma
import zipfile
from pathlib import Path

import py7zr
import pytest

from tests.inputs.packing import (
    locked,
    nested,
    packed,
    write_tar,
    zipped_in_gbk,
    zipped_link,
)
from ziping.pipeline.inputs.archives import bounds
from ziping.pipeline.inputs.discovery import find_inputs, read_source
from ziping.pipeline.inputs.types import Inside, located

A, B = b"%PDF-1.4 a", b"%PDF-1.4 b"


def sorted_out(folder: Path, scratch: Path):
    inputs = find_inputs([folder], scratch)
    refused = [(f.path, f.error) for f in inputs.unusable]
    return [f.path for f in inputs.files], refused, [f.path for f in inputs.other]


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "scratch").mkdir()
    return tmp_path / "in"


@pytest.fixture
def scratch(folder) -> Path:
    return folder.parent / "scratch"


def write_7z(path: Path, members: dict[str, bytes], password: str | None = None) -> None:
    with py7zr.SevenZipFile(path, "w", password=password) as archive:
        for name, data in members.items():
            archive.writestr(data, name)


def test_members_are_inputs_named_after_their_archive(folder, scratch):
    (folder / "a.zip").write_bytes(packed({"x/a.pdf": A, "x/notes.txt": b"words", "__MACOSX/._a.pdf": b"x"}))
    write_tar(folder / "b.tar.gz", {"深/b.pdf": B})
    write_7z(folder / "c.7z", {"深/c.pdf": A, "d.txt": b"words"})
    assert sorted_out(folder, scratch) == (
        ["a.zip!x/a.pdf", "b.tar.gz!深/b.pdf", "c.7z!深/c.pdf"],
        [],
        ["a.zip!x/notes.txt", "c.7z!d.txt"],
    )


def test_a_single_file_that_is_packed(folder, scratch):
    (folder / "a.pdf.gz").write_bytes(gzip.compress(A))
    (folder / "b.txt.xz").write_bytes(lzma.compress(b"words"))
    (folder / "c.pdf.bz2").write_bytes(bz2.compress(B)[:-4])
    files, refused, other = sorted_out(folder, scratch)
    assert (files, other) == (["a.pdf.gz!a.pdf"], ["b.txt.xz!b.txt"])
    assert refused == [("c.pdf.bz2", "corrupt")]


def test_names_in_the_code_page_of_a_chinese_machine(folder, scratch):
    (folder / "a.zip").write_bytes(zipped_in_gbk("2024年自评/财政局.pdf", A))
    assert sorted_out(folder, scratch)[0] == ["a.zip!2024年自评/财政局.pdf"]


def test_an_archive_within_an_archive(folder, scratch):
    (folder / "a.zip").write_bytes(packed({"b.zip": zipped_in_gbk("报告.pdf", B)}))
    assert sorted_out(folder, scratch)[0] == ["a.zip!b.zip!报告.pdf"]


def test_bytes_are_those_of_the_member_with_and_without_a_copy(folder, scratch):
    (folder / "a.zip").write_bytes(packed({"b.zip": packed({"b.pdf": B})}))
    with_copy, without = find_inputs([folder], scratch).files[0], find_inputs([folder]).files[0]
    assert read_source(with_copy).doc_id == read_source(without).doc_id
    assert read_source(without).size == len(B)


def test_a_location_that_was_written_down_is_understood(folder, scratch):
    (folder / "a!.zip").write_bytes(packed({"b.zip": packed({"b.pdf": B})}))
    item = find_inputs([folder], scratch).files[0]
    assert located(str(item.location)) == item.location
    assert isinstance(item.location, Inside)


def test_a_file_with_an_exclamation_mark_is_a_file(folder):
    (folder / "a!b.pdf").write_bytes(A)
    assert located(str(folder / "a!b.pdf")) == folder / "a!b.pdf"


@pytest.mark.parametrize("name", ["../up.pdf", "x/../../up.pdf", "/etc/up.pdf", "C:/up.pdf", "..\\up.pdf"])
def test_a_name_that_leads_out_is_a_failure(folder, scratch, name):
    (folder / "a.zip").write_bytes(packed({name: A, "good.pdf": B}))
    files, refused, _ = sorted_out(folder, scratch)
    assert files == ["a.zip!good.pdf"]
    assert [code for _, code in refused] == ["unsafe-name"]
    assert not list(folder.parent.glob("**/up.pdf"))


def test_links_are_failures(folder, scratch):
    (folder / "a.zip").write_bytes(zipped_link("link.pdf", "/etc/passwd"))
    write_tar(folder / "b.tar", {}, {"link.pdf": "/etc/passwd"}, "w")
    assert sorted_out(folder, scratch)[1] == [("a.zip!link.pdf", "link"), ("b.tar!link.pdf", "link")]


def test_locked_archives_are_failures(folder, scratch):
    (folder / "a.zip").write_bytes(locked(packed({"a.pdf": A})))
    write_7z(folder / "b.7z", {"b.pdf": B}, "secret")
    assert sorted_out(folder, scratch)[1] == [("a.zip!a.pdf", "encrypted"), ("b.7z", "encrypted")]


def test_what_grows_too_much_is_a_failure(folder, scratch, monkeypatch):
    monkeypatch.setattr(bounds, "SMALL", 200_000)  # as it does with 20 MB, which takes a while to pack
    much = b"\0" * (bounds.SMALL * 2)
    (folder / "a.zip").write_bytes(packed({"a.pdf": much}, zipfile.ZIP_DEFLATED))
    write_tar(folder / "b.tgz", {"b.pdf": much})
    write_7z(folder / "c.7z", {"c.pdf": much})
    assert [code for _, code in sorted_out(folder, scratch)[1]] == ["too-large"] * 3
    assert sum(f.stat().st_size for f in scratch.glob("**/*.pdf")) <= bounds.SMALL


def test_a_size_that_is_a_lie_is_not_believed(folder, scratch, monkeypatch):
    monkeypatch.setattr(bounds, "MOST_OF_ONE", 1000)
    data = bytearray(packed({"a.pdf": b"x" * 5000}, zipfile.ZIP_DEFLATED))
    for magic, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.find(magic) + at
        data[start : start + 4] = (10).to_bytes(4, "little")
    (folder / "a.zip").write_bytes(bytes(data))
    files, refused, _ = sorted_out(folder, scratch)
    assert not files or (scratch / "members-0/1.pdf").stat().st_size <= 1000
    assert files or refused


def test_very_deep_archives_are_failures(folder, scratch):
    (folder / "deep.zip").write_bytes(nested(A, 40))
    assert sorted_out(folder, scratch)[1] == [("deep.zip!in.zip!in.zip!in.zip!in.zip", "too-deep")]


@pytest.mark.parametrize("ending", [".zip", ".7z", ".tar.gz"])
def test_a_damaged_archive_is_a_failure(folder, scratch, ending):
    (folder / f"a{ending}").write_bytes(b"no archive at all")
    (folder / "b.pdf").write_bytes(B)
    assert sorted_out(folder, scratch) == (["b.pdf"], [(f"a{ending}", "corrupt")], [])


def test_an_archive_with_nothing_in_it_is_a_failure(folder, scratch):
    (folder / "zeros.gz").write_bytes(gzip.compress(b"\0" * 20_480))  # reads as a tape archive without a member
    write_tar(folder / "bare.tar.gz", {})
    with zipfile.ZipFile(folder / "bare.zip", "w"):
        pass
    expected = [("bare.tar.gz", "empty"), ("bare.zip", "empty"), ("zeros.gz", "empty")]
    assert (sorted(sorted_out(folder, scratch)[1])) == expected


def test_an_archive_that_is_cut_off_gives_what_it_holds(folder, scratch):
    write_tar(folder / "a.tar.gz", {"a.pdf": A * 5000, "b.pdf": bytes(range(256)) * 5000})
    whole = (folder / "a.tar.gz").read_bytes()
    (folder / "a.tar.gz").write_bytes(whole[: len(whole) - 200])
    _, refused, _ = sorted_out(folder, scratch)
    assert ("a.tar.gz", "corrupt") in refused


def test_kinds_that_are_not_read_are_named_with_advice(folder, scratch):
    (folder / "a.ofd").write_bytes(packed({"OFD.xml": b""}))
    (folder / "b.rar").write_bytes(b"Rar!\x1a\x07\x01\0")
    (folder / "c.pdf").write_bytes(A)
    (folder / "d.dat").write_bytes(packed({"OFD.xml": b""}))
    inputs = find_inputs([folder], scratch)
    assert [(f.path, f.error) for f in inputs.unusable] == [
        ("a.ofd", "unsupported-format"),
        ("b.rar", "unsupported-format"),
        ("d.dat", "unsupported-format"),
    ]
    assert "OFD" in inputs.unusable[0].message


def test_a_pdf_without_its_ending_is_found_and_other_files_are_counted(folder, scratch):
    (folder / "report.download").write_bytes(A)
    (folder / "notes.txt").write_text("words")
    (folder / "~$report.docx").write_bytes(b"lock")
    assert sorted_out(folder, scratch) == (["report.download"], [], ["notes.txt"])


def test_an_archive_that_begins_with_a_pdf_is_an_archive(folder, scratch):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.pdf", A)
    (folder / "a.zip").write_bytes(buffer.getvalue())
    assert sorted_out(folder, scratch)[0] == ["a.zip!a.pdf"]


def test_too_many_members_end_the_archive(tmp_path):
    (tmp_path / "a.zip").write_bytes(packed({f"{i}.pdf": A for i in range(5)}))
    from ziping.pipeline.inputs.archives.unpacking import unpack

    budget = bounds.Budget(tmp_path, members=3)
    found = list(unpack(tmp_path / "a.zip", tmp_path / "a.zip", budget))
    assert [isinstance(what, Path) for _, what in found] == [True, True, True, False]
    assert found[-1][0] == tmp_path / "a.zip"


def test_a_name_that_is_longer_than_a_files_can_be(folder, scratch):
    name = "x" * 300 + ".pdf"
    (folder / "a.zip").write_bytes(packed({name: A}))
    (found,) = find_inputs([folder], scratch).files
    assert located(str(found.location)) == found.location
    assert str(located(f"{folder}/b.zip!{name}")) == f"{folder}/b.zip!{name}"
