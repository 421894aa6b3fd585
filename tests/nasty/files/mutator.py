"""Reports damaged at random: bytes, tokens, streams. The same seed gives the same file."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.generator import form
from tests.generator.dice import Chance, Dice

SAMPLES = Path(__file__).parents[3] / "data" / "raw"
_NUMBER = re.compile(rb"(?<![\d.])\d{1,9}(?![\d.])")
_NAME = re.compile(rb"/[A-Z][A-Za-z]{1,14}")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_NUMBERS = (b"0", b"-1", b"1", b"65535", b"2147483647", b"4294967296", b"99999999999999999999", b"1e308", b".", b"nan")
_NAMES = (
    b"/Kids",
    b"/Parent",
    b"/Prev",
    b"/Length",
    b"/Contents",
    b"/Filter",
    b"/Font",
    b"/Type",
    b"/MediaBox",
    b"/XObject",
)

Mutation = Callable[[bytearray, random.Random, Sequence[bytes]], bytearray]


def _flip(data: bytearray, dice: random.Random, _: Sequence[bytes]) -> bytearray:
    for _ in range(dice.choice((1, 8, 64, 512))):
        data[dice.randrange(len(data))] = dice.randrange(256)
    return data


def _cut(data: bytearray, dice: random.Random, _: Sequence[bytes]) -> bytearray:
    return data[: dice.randrange(1, max(2, len(data)))]


def _lose(data: bytearray, dice: random.Random, _: Sequence[bytes]) -> bytearray:
    start, end = _span(data, dice)
    return data[:start] + data[end:]


def _repeat(data: bytearray, dice: random.Random, _: Sequence[bytes]) -> bytearray:
    start, end = _span(data, dice)
    return data[:end] + data[start:end] * dice.randrange(1, 30) + data[end:]


def _blank(data: bytearray, dice: random.Random, _: Sequence[bytes]) -> bytearray:
    start, end = _span(data, dice)
    data[start:end] = bytes([dice.choice((0, 0x20, 0xFF, 0x28))]) * (end - start)
    return data


def _graft(data: bytearray, dice: random.Random, others: Sequence[bytes]) -> bytearray:
    other = bytearray(dice.choice(others))
    start, end = _span(data, dice)
    from_, to = _span(other, dice)
    return data[:start] + other[from_:to] + data[end:]


def _number(data: bytearray, dice: random.Random, _: Sequence[bytes]) -> bytearray:
    return _swap(data, dice, _NUMBER, _NUMBERS)


def _name(data: bytearray, dice: random.Random, _: Sequence[bytes]) -> bytearray:
    return _swap(data, dice, _NAME, _NAMES)


def _operators(data: bytearray, dice: random.Random, _: Sequence[bytes]) -> bytearray:
    """What a compressed stream says is changed, and it is packed again: the reader gets past the container."""
    streams = list(_STREAM.finditer(data))
    dice.shuffle(streams)
    for found in streams[:20]:
        try:
            inner = bytearray(zlib.decompress(found[1].rstrip(b"\r\n")))
        except zlib.error:
            inner = bytearray(found[1])
            pack = bytes
        else:
            pack = zlib.compress
        if len(inner) > 20:
            change = dice.choice((_flip, _number, _repeat, _lose))
            data[found.start(1) : found.end(1)] = pack(bytes(change(inner, dice, ()))) + b"\n"
            break
    return data


MUTATIONS: tuple[Mutation, ...] = (_flip, _cut, _lose, _repeat, _blank, _graft, _number, _name, _operators, _operators)


def _span(data: bytearray, dice: random.Random) -> tuple[int, int]:
    start = dice.randrange(max(1, len(data)))
    return start, min(len(data), start + dice.choice((1, 30, 1000, 20_000)))


def _swap(data: bytearray, dice: random.Random, pattern: re.Pattern[bytes], options: Sequence[bytes]) -> bytearray:
    found = list(pattern.finditer(data))
    for match in sorted(dice.sample(found, min(len(found), dice.choice((1, 4, 20)))), key=lambda m: -m.start()):
        data[match.start() : match.end()] = dice.choice(options)
    return data


def originals(forms: int = 12) -> list[bytes]:
    """What is damaged: the project's samples and some drawn forms, whose content is not compressed."""
    drawn = [form.draw(Dice(Chance(f"nasty-{n}"))).pdf for n in range(forms)]
    return [f.read_bytes() for f in sorted(SAMPLES.glob("*.pdf"))] + drawn


def mutant(seed: int, sources: Sequence[bytes]) -> bytes:
    """One damaged file."""
    dice = random.Random(f"mutant-{seed}")
    data = bytearray(dice.choice(sources))
    for _ in range(dice.choice((1, 1, 2, 4))):
        data = dice.choice(MUTATIONS)(data, dice, sources) or bytearray(b"%PDF-")
    return bytes(data)
