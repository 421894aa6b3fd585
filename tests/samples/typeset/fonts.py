"""Small fonts for one report: only the characters it uses.

WeasyPrint's own subsets keep an entry for each of the 65,000 glyphs of a CJK font, which makes
a file of four pages half a megabyte; subsetting beforehand leaves a tenth of that.
"""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path("/usr/share/fonts/opentype/noto")  # package fonts-noto-cjk
SIMPLIFIED = 2  # number of the SC font within each collection


@dataclass(frozen=True)
class Face:
    """A font as the style sheets name it, and the file it comes from."""

    family: str
    weight: str
    file: str


FACES = (
    Face("Song", "normal", "NotoSerifCJK-Regular.ttc"),
    Face("Song", "bold", "NotoSerifCJK-Bold.ttc"),
    Face("Hei", "normal", "NotoSansCJK-Bold.ttc"),
)


@lru_cache(maxsize=32)  # opening a collection of 65,000 glyphs takes longer than all the rest
def subset(face: Face, characters: str) -> bytes:
    """An OpenType font with just these characters.

    Raises:
        FileNotFoundError: when the font is not installed; the message says which package has it.
    """
    from fontTools import subset as tool
    from fontTools.ttLib import TTFont

    path = FOLDER / face.file
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing: install the package fonts-noto-cjk")
    font = TTFont(path, fontNumber=SIMPLIFIED, recalcTimestamp=False)
    options = tool.Options(hinting=False, desubroutinize=True, layout_features=[], notdef_outline=True)
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    shears = tool.Subsetter(options)
    shears.populate(text=characters)
    shears.subset(font)
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def declarations(html: str) -> str:
    """`@font-face` rules with the fonts inside, for every face the page asks for."""
    characters = "".join(sorted({c for c in html if c.isprintable()}))
    rules = []
    for face in FACES:
        if face.family in html:
            data = base64.b64encode(subset(face, characters)).decode("ascii")
            rules.append(
                f"@font-face {{ font-family: {face.family}; font-weight: {face.weight};"
                f" src: url(data:font/otf;base64,{data}) }}"
            )
    return "\n".join(rules)
