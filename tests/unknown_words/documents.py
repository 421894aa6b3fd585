"""The documents that are read with words missing, laid out once: forms and passages, drawn clean and with a slip, samples."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.generator import form, prose
from tests.generator.dice import Chance, Dice
from tests.mutations import forms as slips_of_forms
from tests.mutations import prose as slips_of_prose

REPOSITORY = Path(__file__).parents[2]


@dataclass(frozen=True)
class Input:
    """A PDF by its name."""

    name: str
    pdf: bytes


def drawn(number: int, seed: int) -> Iterator[Input]:
    """`number` forms and as many passages, every other one with one figure printed otherwise."""
    for n in range(seed, seed + number):
        yield Input(f"form-{n}", form.draw(Dice(Chance(f"unknown-{n}"))).pdf)
        yield Input(f"prose-{n}", prose.draw(Dice(Chance(f"unknown-{n}"))).pdf)
        changed = slips_of_forms.changed(slips_of_forms.draw(n), Dice(Chance(f"slip-{n}")))
        if changed is not None:
            yield Input(f"slip-form-{n}", changed[0].pdf())
        count = len(slips_of_prose.draw(n).printed)
        if count:
            chance = Dice(Chance(f"slip-{n}"))
            yield Input(f"slip-prose-{n}", slips_of_prose.draw(n, chance.whole(0, count - 1), chance).pdf)


def samples() -> Iterator[Input]:
    """The reports that come with the project, and those of invented counties."""
    return folders([REPOSITORY / "data" / "raw", REPOSITORY / "tests" / "heldout"])


def folders(places: Sequence[Path]) -> Iterator[Input]:
    """The PDFs of folders, but for pictures of pages."""
    for place in places:
        for path in sorted(place.glob("*.pdf")):
            if "scan" not in path.stem:
                yield Input(f"{place.name}/{path.stem}", path.read_bytes())


def laid_out(inputs: Iterator[Input], cache: Path) -> list[Path]:
    """Each as a document on disk, as parsers get it. What is there already is kept."""
    cache.mkdir(parents=True, exist_ok=True)
    found = []
    for one in inputs:
        digest = hashlib.sha256(one.pdf).hexdigest()
        path = cache / f"{one.name.replace('/', '+')}.{digest[:12]}.pickle"
        if not path.exists():
            path.write_bytes(pickle.dumps(_document(one, digest, cache)))
        found.append(path)
    return found


def _document(one: Input, digest: str, folder: Path) -> object:
    from ziping.pipeline.documents.opening import open_document
    from ziping.pipeline.documents.reader import DocumentReader
    from ziping.pipeline.execution.failures import FailureCollector
    from ziping.pipeline.execution.time_budget import TimeBudget
    from ziping.pipeline.options import Options
    from ziping.schemas.document import Source

    place = folder / "report.pdf"
    place.write_bytes(one.pdf)
    with open_document(place) as opened:
        reader = DocumentReader(opened, Options(jobs=1, ocr="never"), FailureCollector(place, TimeBudget()))
        return reader.document(Source(one.name, digest, len(one.pdf)))
