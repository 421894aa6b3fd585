"""Scans made from born-digital pages, worn as paper and scanners wear them; where everything stands is known.

python -m tests.ocr.measuring.wear in.pdf out.pdf --skew 2 --turn 90 --dpi 150
"""

from __future__ import annotations

import argparse
import io
import math
import re
from dataclasses import dataclass, fields, replace
from pathlib import Path

import cv2
import numpy as np
import pypdfium2 as pdfium
from PIL import Image

RED = (60, 50, 205)  # blue, green, red
SEAL_RADIUS = 20.0  # millimetres


@dataclass(frozen=True)
class Wear:
    """How a page is worn. Angles in degrees clockwise, noise and light in grey levels, lengths in millimetres."""

    dpi: int = 200
    skew: float = 0.0
    turn: int = 0
    shear: float = 0.0  # degrees by which upright lines lean
    blur: float = 0.6  # pixels at 200 dpi
    noise: float = 3.0
    specks: int = 30
    light: float = 14.0
    fade: float = 0.0  # 0 black print to 1 none
    quality: int = 60
    mode: str = "grey"  # colour, grey, bilevel
    holes: bool = False
    edges: bool = False
    seal: tuple[float, float] | None = None  # middle, in points
    over: str = ""  # what seals stand on instead, on every page: "figures", "headings"
    curve: float = 0.0  # by how much (millimetres) the page bulges
    broken: float = 0.0  # share of ruling lines' pixels that are gone
    threshold: int = 150  # what is lighter is paper, of a page in black and white: low figures leave thin strokes
    dust: int = 0  # round specks from the size of a stop to that of a lower-case letter
    folds: int = 0  # creases across the page: a dark line where print is lost, a lighter and a darker half
    shade: float = 0.0  # grey levels by which the paper darkens to a corner and to the spine
    seed: int = 1


def scan(pdf: bytes | Path, wear: Wear, pages: list[int] | None = None) -> bytes:
    """The same pages (all, or those numbered from 1) as pictures only."""
    pictures = []
    with pdfium.PdfDocument(pdf) as document:
        for number in pages or range(1, len(document) + 1):
            page = document[number - 1]
            pixels = page.render(scale=wear.dpi / 72).to_numpy()[:, :, :3]
            stamped = replace(wear, seal=_below(page, wear, number)) if wear.over else wear
            pictures.append(picture(np.ascontiguousarray(pixels), stamped, number))
    out = io.BytesIO()
    first, *rest = pictures
    packing = {} if wear.mode == "bilevel" else {"quality": wear.quality}
    first.save(out, "PDF", resolution=wear.dpi, save_all=True, append_images=rest, **packing)
    return out.getvalue()


def picture(page: np.ndarray, wear: Wear, number: int = 1) -> Image.Image:
    """One page, in colour, as it comes out of the scanner."""
    dice = np.random.default_rng([wear.seed, number])
    scale = wear.dpi / 25.4
    ink = page.astype(np.float32)
    if wear.broken:
        gone = cv2.resize(
            dice.random((ink.shape[0] // 6, ink.shape[1] // 6)).astype(np.float32),
            ink.shape[1::-1],
            interpolation=cv2.INTER_NEAREST,
        )
        thin = _ruling(page)
        ink[(gone < wear.broken) & thin] = 255
    if wear.fade:
        ink = 255 - (255 - ink) * (1 - wear.fade)
    if wear.seal:
        _stamp(ink, wear.seal, wear.dpi)
    ink = cv2.warpAffine(
        ink,
        matrix(wear, ink.shape[1], ink.shape[0]),
        ink.shape[1::-1],
        flags=cv2.INTER_CUBIC,
        borderValue=(255, 255, 255),
    )
    if wear.curve:
        ys, xs = np.indices(ink.shape[:2], dtype=np.float32)
        ink = cv2.remap(
            ink,
            xs,
            ys + wear.curve * scale * np.sin(xs / ink.shape[1] * math.pi).astype(np.float32),
            cv2.INTER_LINEAR,
            borderValue=(255, 255, 255),
        )
    ink = cv2.GaussianBlur(ink, (0, 0), max(0.3, wear.blur * wear.dpi / 200))
    height, width = ink.shape[:2]
    paper = 244 - wear.light * np.linspace(0, 1, width)[None, :, None] * np.linspace(0.3, 1, height)[:, None, None]
    if wear.shade:
        corner = np.linspace(0, 1, width)[None, :, None] ** 2 * np.linspace(0, 1, height)[:, None, None] ** 2
        spine = np.exp(-np.linspace(0, 12, width))[None, :, None]
        paper = paper - wear.shade * np.maximum(corner, spine)
    ink = 28 + (paper - 28) * np.clip(ink, 0, 255) / 255
    for fold in range(1, wear.folds + 1):
        _crease(ink, height * fold // (wear.folds + 1), scale, dice)
    for _ in range(wear.dust):
        middle = (int(dice.integers(0, width)), int(dice.integers(0, height)))
        cv2.circle(ink, middle, max(1, round(dice.uniform(0.1, 0.45) * scale)), (40, 40, 40), -1, cv2.LINE_AA)
    if wear.edges:
        ink[:, : round(2.5 * scale)] = 30
        ink[-round(1.5 * scale) :] = 40
    if wear.holes:
        for y in (0.25, 0.5, 0.75):
            cv2.circle(ink, (round(10 * scale), round(y * height)), round(3 * scale), (20, 20, 20), -1)
    grain = dice.normal(0, wear.noise, (height // 2 + 1, width // 2 + 1, 1)).repeat(2, 0).repeat(2, 1)[:height, :width]
    ink = ink + grain
    for _ in range(wear.specks):
        y, x = int(dice.integers(0, height - 3)), int(dice.integers(0, width - 3))
        ink[y : y + int(dice.integers(1, 4)), x : x + int(dice.integers(1, 4))] -= 90
    ink = np.rot90(np.clip(ink, 0, 255).astype(np.uint8), -wear.turn // 90 % 4)
    image = Image.fromarray(np.ascontiguousarray(ink[:, :, ::-1]))
    if wear.mode == "grey":
        return image.convert("L")
    if wear.mode == "bilevel":
        return image.convert("L").point(lambda v: 255 * (v > wear.threshold)).convert("1")
    return image.convert("CMYK") if wear.mode == "cmyk" else image


def matrix(wear: Wear, width: float, height: float) -> np.ndarray:
    """How a point of the page moves before it is turned by quarters; the same in pixels and in points."""
    turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), -wear.skew, 1.0), [0, 0, 1]])
    lean = math.tan(math.radians(wear.shear))
    shear = np.array([[1, lean, -lean * height / 2], [0, 1, 0], [0, 0, 1]])
    return (turn @ shear)[:2]


def place(x: float, y: float, wear: Wear, width: float, height: float) -> tuple[float, float]:
    """Where a point of the born-digital page (points) stands on the scan as it is shown."""
    x, y = matrix(wear, width, height) @ (x, y, 1)
    return {0: (x, y), 90: (height - y, x), 180: (width - x, height - y), 270: (y, width - x)}[wear.turn % 360]


def _ruling(page: np.ndarray) -> np.ndarray:
    dark = (page.min(axis=2) < 160).astype(np.uint8)
    lines = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, 60), np.uint8))
    return (lines | cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((60, 1), np.uint8))) > 0


def _below(page: pdfium.PdfPage, wear: Wear, number: int) -> tuple[float, float] | None:
    """Where a seal stands so that its ring goes through print of that kind: to the right of one of them, in points."""
    asked = re.compile({"figures": r"\d[\d.,]+%?", "headings": r"指标|预算|得分|分值|执行"}[wear.over])
    text = page.get_textpage()
    found = []
    for match in asked.finditer(text.get_text_range()):
        x0, bottom, x1, top = text.get_charbox(match.start())
        found.append(((x0 + x1) / 2, page.get_height() - (bottom + top) / 2))
    if not found:
        return None
    x, y = found[int(np.random.default_rng([wear.seed, number, 7]).integers(len(found)))]
    return x + SEAL_RADIUS / 25.4 * 72, y


def _crease(ink: np.ndarray, y: int, scale: float, dice: np.random.Generator) -> None:
    """A fold across the page: white where the ink has cracked, dark beside it, and a shadow that fades below."""
    crack, reach = max(1, round(0.25 * scale)), round(6 * scale)
    gone = dice.random(ink.shape[1]) < 0.5
    ink[y : y + crack, gone] = 235
    ink[y + crack : y + 2 * crack] -= 45
    ink[y + 2 * crack : y + reach] -= np.linspace(30, 0, max(0, min(reach, ink.shape[0] - y) - 2 * crack))[
        :, None, None
    ]


def _stamp(ink: np.ndarray, middle: tuple[float, float], dpi: int) -> None:
    """A ring, a star and the strokes of lettering along the ring, through which print shows."""
    mark = np.full(ink.shape, 255, np.uint8)
    x, y = (round(v * dpi / 72) for v in middle)
    radius = round(SEAL_RADIUS / 25.4 * dpi)
    cv2.circle(mark, (x, y), radius, RED, round(1.2 / 25.4 * dpi))
    star = [
        (x + r * radius * math.sin(k * math.pi / 5), y - r * radius * math.cos(k * math.pi / 5))
        for k in range(10)
        for r in ((0.32, 0.13)[k % 2],)
    ]
    cv2.fillPoly(mark, [np.array(star, np.int32)], RED)
    for k in range(10):
        angle = math.radians(-220 + 260 * k / 9)
        cx, cy = x + 0.76 * radius * math.cos(angle), y + 0.76 * radius * math.sin(angle)
        for dx, dy in ((-5, -4), (0, 3), (4, -2)):
            a = (round(cx + dx * dpi / 200), round(cy + (dy - 8) * dpi / 200))
            b = (round(cx + (dx + 6) * dpi / 200), round(cy + (dy + 8) * dpi / 200))
            cv2.line(mark, a, b, RED, round(4 * dpi / 200))
    ink[:] = ink * (mark.astype(np.float32) / 255)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("source", type=Path)
    options.add_argument("target", type=Path)
    for field in fields(Wear):
        if field.name != "seal":
            kind = {"int": int, "float": float, "str": str}.get(str(field.type))
            if kind:
                options.add_argument(f"--{field.name}", type=kind, default=field.default)
    given = vars(options.parse_args())
    source, target = given.pop("source"), given.pop("target")
    target.write_bytes(scan(source, Wear(**given)))


if __name__ == "__main__":
    main()
