"""Scans for `tests.ocr.accuracy`: drawn forms and whole reports of invented counties, worn as paper and scanners wear them.

    python -m tests.ocr.worn OUT [--forms 28] [--seed 7000] [--reports FOLDER] [--ways 2]

OUT/twins holds the born-digital pages, OUT/scans their scans, each worn in one of the ways below. The reports are those of
FOLDER, each worn in so many ways.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.generator import form
from tests.generator.dice import Chance, Dice
from tests.ocr.measuring.wear import Wear, scan

SEAL = (300.0, 330.0)
WAYS = {
    "low": Wear(dpi=150, skew=0.8, quality=40),
    "lowfax": Wear(dpi=150, skew=-0.6, mode="bilevel", specks=150),
    "skew": Wear(skew=4.6, light=30, noise=6),
    "skew270": Wear(skew=-4.8, turn=270, mode="colour"),
    "turned90": Wear(skew=1.2, turn=90, quality=50, holes=True),
    "turned180": Wear(skew=-1.0, turn=180, edges=True),
    "seal": Wear(skew=0.5, mode="colour", seal=SEAL),
    "sealgrey": Wear(skew=-0.5, seal=SEAL),
    "sealfax": Wear(skew=0.3, mode="bilevel", seal=SEAL),
    "curve": Wear(curve=2.0, skew=0.4, shear=0.6),
    "faint": Wear(fade=0.55, noise=5, broken=0.25),
    "jpeg": Wear(dpi=170, quality=18, skew=0.3, noise=7),
    "fine": Wear(dpi=300, skew=-0.7, noise=8, specks=200),
    "thinfax": Wear(dpi=200, skew=0.4, mode="bilevel", threshold=135, specks=60),
    "fatfax": Wear(dpi=200, skew=-0.3, mode="bilevel", threshold=205, noise=9, specks=60),
    "dust": Wear(dpi=200, skew=0.3, dust=260, specks=300),
    "dustfax": Wear(dpi=200, mode="bilevel", dust=260, specks=300),
    "sealfigures": Wear(skew=0.4, mode="colour", over="figures"),
    "sealfiguresgrey": Wear(skew=0.2, over="figures"),
    "sealheadings": Wear(skew=-0.4, mode="colour", over="headings"),
    "folds": Wear(skew=0.3, folds=2, quality=50),
    "shade": Wear(skew=-0.2, shade=120, noise=5),
    "cmyk": Wear(dpi=150, mode="cmyk", blur=0.9, edges=True, holes=True, skew=0.2),
}
REPORTS = Path(__file__).parents[1] / "heldout"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("out", type=Path)
    options.add_argument("--forms", type=int, default=2 * len(WAYS))
    options.add_argument("--seed", type=int, default=7000)
    options.add_argument("--reports", type=Path, default=REPORTS)
    options.add_argument("--ways", type=int, default=2)
    given = options.parse_args()
    ways = list(WAYS)
    for folder in ("twins", "scans"):
        (given.out / folder).mkdir(parents=True, exist_ok=True)

    def wear(name: str, pdf: bytes, number: int) -> None:
        way = ways[number % len(ways)]
        (given.out / "twins" / f"{name}.pdf").write_bytes(pdf)
        (given.out / "scans" / f"{name}-{way}.pdf").write_bytes(scan(pdf, WAYS[way]))

    for k, report in enumerate(sorted(given.reports.glob("*.pdf"))):
        for number in range(given.ways * k, given.ways * (k + 1)):
            wear(report.stem, report.read_bytes(), number)
    for number in range(given.forms):
        # The generator's own letters are squares: here the page is to be read by its picture.
        drawn = form.draw(Dice(Chance(f"form-{given.seed + number}"), {"font": "only named"}))
        wear(f"form{given.seed + number}", drawn.pdf, number)


if __name__ == "__main__":
    main()
