"""A small share of the hostile files of other kinds; `python -m tests.nasty.formats` reads all of them."""

import pytest

from tests.nasty.formats.bases import BY_LIBREOFFICE, KINDS
from tests.nasty.formats.damage import damaged
from tests.nasty.formats.hurting import SECRET, hurting
from tests.nasty.formats.reading import complaints, run

LARGE = {"bomb.docx", "bomb.xlsx", "bomb.zip", "bomb.gz", "bomb.7z", "bomb.tar.gz", "many.zip", "long-line.html", "binary.rtf",
         "braces.rtf", "rows.html", "rows.docx", "endless-boundary.mht", "empty-parts.mht", "picture-bomb.png", "quotes.xls", "tabs.xls", "lines.xls"}  # fmt: skip


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    folder = tmp_path_factory.mktemp("formats")

    def files(address, secret):
        for name, data in hurting(address, secret).items():
            if name not in LARGE:
                yield name, data
        for kind in KINDS:
            if kind not in BY_LIBREOFFICE:
                yield from ((f"{number:05}.{kind}", damaged(kind, number)) for number in range(3))

    return run(folder, files, timeout=60, jobs=2)


def test_every_file_is_accounted_for_and_nothing_is_fetched(seen):
    assert complaints(seen, 60) == []


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("laughs.docx", "corrupt"), ("laughs.xlsx", "corrupt"), ("entity.docx", "corrupt"), ("entity-fetched.xlsx", "corrupt"),
        ("locked.docx", "encrypted"), ("forty-deep.zip", "too-deep"), ("locked.zip", "encrypted"), ("links.tar.gz", "link"),
        ("names.zip", "unsafe-name"), ("empty.xlsx", "empty"), ("named.ofd", "unsupported-format"),
    ],
)  # fmt: skip
def test_what_is_refused_says_why(seen, name, error):
    assert error in {f["error"] for f in seen.summary["failures"] if f["path"].partition("!")[0] == name}


def test_what_is_sound_beside_it_is_read(seen):
    paths = {d["path"] for d in seen.rows("documents") if d["status"] != "failed"}
    assert {"gbk.zip!绩效自评表.docx", "linked.docx", "wrong-mht.docx"} <= paths


def test_a_file_that_was_not_given_shows_nowhere(seen):
    assert not any(SECRET in (p["text"] or "") for p in seen.rows("pages"))
