"""The characters of a page: as it declares them, where that is true."""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:-]+)|^\s*<\?xml[^>]{0,100}?encoding=["']([^"']+)""",
    re.IGNORECASE,
)
_HEAD = 4096  # bytes in which a page declares its characters
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_GUESSES = ("utf-8", "gb18030", "big5")
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252"}  # what is meant by what is said


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of a page.

    Args:
        declared: What is said of it from outside.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    found = _DECLARED.search(data[:_HEAD])
    said = (found[1] or found[2]).decode("ascii", "replace") if found else declared
    for encoding in (*([_known(said)] if said else ()), *_GUESSES):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode(_known(said) if said else "gb18030", "replace")


def _known(name: str) -> str:
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return "utf-8"
    return _WIDER.get(known, known)
