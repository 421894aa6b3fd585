"""Objects of a PDF that are referred to and are not there: what they hold is missing, and a reader that mends damaged files does
not say so.

pdfium rebuilds a broken table of contents from the objects that it finds. A page whose content is lost is blank then, and text whose
font is lost is left out, or becomes other letters.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

_MOST = 64 * 1024 * 1024  # bytes of a file, and of what its object streams hold, that are looked through

# The word is looked for first, and the numbers before it then: most of a file is packed, and looks like numbers here and there.
_WORD, _LONGEST_NUMBERS = re.compile(rb"obj\b"), 64
_NUMBERS = re.compile(rb"(?<![0-9])(\d{1,10})[ \t\r\n\0\f]+\d{1,5}[ \t\r\n\0\f]+$")
_STREAM_OF_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b")
_FIRST, _COUNT = re.compile(rb"/First\s+(\d{1,10})"), re.compile(rb"/N\s+(\d{1,10})")
_FILTER = re.compile(rb"/Filter\s*(?:\[\s*)?/(\w+)")
_BEGIN = re.compile(rb"stream\r?\n")
_ENCRYPTED = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R")

# What a page needs so that its text is read: its content, and fonts with the font that they are drawn with.
_NEEDED = re.compile(
    rb"/(?:Contents|DescendantFonts|Font)\s*(\d{1,10}\s+\d{1,5}\s+R\b|\[[^\]<>]{0,4000}\]|<<[^<>]{0,8000}>>)"
)
_REFERENCE = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+R\b")
_AROUND = 2000  # bytes of a dictionary before the word of its type


def lacks_objects(path: Path) -> bool:
    """Whether content or a font is referred to that is nowhere in the file. Of encrypted files, and of those that are packed in ways
    unknown here, it is not known, and nothing is said.

    Raises:
        OSError: when the file cannot be read.
    """
    with path.open("rb") as file:
        content = file.read(_MOST + 1)
    if len(content) > _MOST or _ENCRYPTED.search(content):
        return False
    there = set(_held(content))
    needed = set(_needed(content))
    try:
        for numbers, body in _packed(content):
            there |= numbers
            needed |= set(_needed(body))
    except (ValueError, zlib.error):
        return False
    return not needed <= there


def _held(content: bytes) -> Iterator[int]:
    for word in _WORD.finditer(content):
        numbers = _NUMBERS.search(content[max(0, word.start() - _LONGEST_NUMBERS) : word.start()])
        if numbers is not None:
            yield int(numbers[1])


def _needed(content: bytes) -> Iterator[int]:
    for match in _NEEDED.finditer(content):
        for reference in _REFERENCE.finditer(match[1]):
            yield int(reference[1])


def _packed(content: bytes) -> Iterator[tuple[set[int], bytes]]:
    """The objects in each stream of objects: their numbers, and what they are.

    Raises:
        ValueError: where one cannot be taken apart.
    """
    left = _MOST
    for match in _STREAM_OF_OBJECTS.finditer(content):
        start = max(content.rfind(b"obj", max(0, match.start() - _AROUND), match.start()), 0)
        begin = _BEGIN.search(content, match.end())
        if begin is None:
            raise ValueError("a stream of objects has no beginning")
        head = content[start : begin.start()]
        first, count, packing = _FIRST.search(head), _COUNT.search(head), _FILTER.search(head)
        if first is None or count is None or (packing is not None and packing[1] != b"FlateDecode"):
            raise ValueError("a stream of objects is packed in a way that is unknown here")
        body = content[begin.end() :]
        if packing is not None:
            body = zlib.decompressobj().decompress(body, left)
        left -= len(body)
        if left <= 0:
            raise ValueError("streams of objects hold too much")
        numbers = body[: int(first[1])].split()[: 2 * int(count[1]) : 2]
        yield {int(number) for number in numbers}, body[int(first[1]) :]
