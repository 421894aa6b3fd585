"""Files of a kind damaged at random, on the outside or within what is packed in them. A number gives always the same file."""

from __future__ import annotations

import gzip
import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable

from tests.nasty.files.mutator import MUTATIONS
from tests.nasty.formats.bases import KINDS, base

_BASES = 3
_TAG = re.compile(rb"<[^<>]{1,400}>")
_FIGURE = re.compile(rb'(?<=[">;])-?\d+(?=["<;])')
_FIGURES = (b"0", b"-1", b"65535", b"99999999", b"2147483648", b"1e308", b"nan", b"", b"1048576", b"0.00000001")
_BYTES = MUTATIONS[:6]  # those that know nothing of PDF
_PACKED = ("docx", "xlsx", "odt", "ods")


def damaged(kind: str, number: int) -> bytes:
    """A damaged file; one of ten has the content of another kind."""
    dice = random.Random(f"{kind}-{number}")
    content = dice.choice(KINDS[:5]) if dice.random() < 0.1 else kind
    data = base(content, dice.randrange(_BASES))
    for _ in range(dice.choice((1, 1, 2, 4))):
        if content in _PACKED and dice.random() < 0.75:
            data = _within(data, dice)
        elif content == "tar.gz" and dice.random() < 0.5:
            data = _unzipped(data, dice)
        elif content in {"html", "mht", "rtf"} and dice.random() < 0.75:
            data = _marked_up(data, dice)
        else:
            data = _bytes(data, dice, (base(dice.choice(KINDS[:5]), 1),))
    return data


def _bytes(data: bytes, dice: random.Random, others: tuple[bytes, ...]) -> bytes:
    return bytes(dice.choice(_BYTES)(bytearray(data or b"x"), dice, others)) or b"x"


def _within(data: bytes, dice: random.Random) -> bytes:
    """A part of a package changed, which is packed again: the reader gets past the container."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            parts = {info.filename: old.read(info) for info in old.infolist()}
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, ValueError, EOFError):
        return _bytes(data, dice, (data,))
    if not parts:
        return data
    name = dice.choice([n for n in parts for _ in range(4 if re.search(r"document|sheet|content|styles", n) else 1)])
    match dice.randrange(10):
        case 0:
            del parts[name]
        case 1:
            parts[name] = parts[dice.choice(list(parts))]
        case _:
            parts[name] = _marked_up(parts[name], dice)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part, content in parts.items():
            new.writestr(part, content)
    return made.getvalue()


def _unzipped(data: bytes, dice: random.Random) -> bytes:
    try:
        return gzip.compress(_bytes(gzip.decompress(data), dice, (data,)), 1)
    except (OSError, EOFError, zlib.error):
        return _bytes(data, dice, (data,))


def _marked_up(data: bytes, dice: random.Random) -> bytes:
    return dice.choice(_MARKUP)(data, dice)


def _lose_tag(data: bytes, dice: random.Random) -> bytes:
    return _at_tags(data, dice, lambda tag: b"")


def _repeat_tag(data: bytes, dice: random.Random) -> bytes:
    times = dice.choice((2, 100, 3000))
    return _at_tags(data, dice, lambda tag: tag * times, most=1)


def _swap_tags(data: bytes, dice: random.Random) -> bytes:
    other = dice.choice(_TAG.findall(data) or [b"<x>"])
    return _at_tags(data, dice, lambda tag: other)


def _figures(data: bytes, dice: random.Random) -> bytes:
    found = list(_FIGURE.finditer(data))
    changed = bytearray(data)
    for match in sorted(dice.sample(found, min(len(found), dice.choice((1, 5, 40)))), key=lambda m: -m.start()):
        changed[match.start() : match.end()] = dice.choice(_FIGURES)
    return bytes(changed)


def _repeat_part(data: bytes, dice: random.Random) -> bytes:
    """A stretch from tag to tag, many times over: rows, cells, paragraphs."""
    tags = list(_TAG.finditer(data))
    if len(tags) < 3:
        return data
    first = dice.randrange(len(tags) - 1)
    last = min(len(tags) - 1, first + dice.choice((1, 4, 40, 400)))
    part = data[tags[first].start() : tags[last].start()]
    return data[: tags[last].start()] + part * min(dice.choice((1, 10, 500)), 3_000_000 // max(1, len(part))) + data[tags[last].start() :]  # fmt: skip


def _plain(data: bytes, dice: random.Random) -> bytes:
    return _bytes(data, dice, (data,))


_MARKUP: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _lose_tag, _repeat_tag, _swap_tags, _figures, _figures, _repeat_part, _repeat_part, _plain,
)  # fmt: skip


def _at_tags(data: bytes, dice: random.Random, change: Callable[[bytes], bytes], most: int = 20) -> bytes:
    tags = list(_TAG.finditer(data))
    changed = bytearray(data)
    chosen = dice.sample(tags, min(len(tags), dice.randrange(1, most + 1)))
    for match in sorted(chosen, key=lambda m: -m.start()):
        changed[match.start() : match.end()] = change(match[0])
    return bytes(changed)
