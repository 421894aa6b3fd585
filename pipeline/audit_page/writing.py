"""Dataset → report: a page, and beside it a folder where one file would be too large to open."""

from __future__ import annotations

import base64
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from ziping.pipeline.audit_page.data import frame_of
from ziping.pipeline.audit_page.listing import Listing, list_all
from ziping.pipeline.audit_page.page import page, part, to_json
from ziping.pipeline.audit_page.page_pictures import (
    Drawing,
    Sheet,
    draw,
    existing,
    kept_pictures,
)
from ziping.pipeline.audit_page.sources import Original, find_originals
from ziping.pipeline.errors import UsageError
from ziping.pipeline.execution.workers import run_all
from ziping.pipeline.options import Options
from ziping.pipeline.present.plain import Plain
from ziping.pipeline.store.durable import replacing

if TYPE_CHECKING:
    from ziping.pipeline.dataset import Dataset

MEGABYTE = 1_000_000
SINGLE = 55 * MEGABYTE  # a larger page is slow to open, and no mail takes it
_BESIDE = "_files"  # as browsers name what belongs to a saved page
_MARK = "ziping-report.txt"  # tells the folder of a report from anybody's folder of that name
_SECONDS_A_DOCUMENT = 120.0


@dataclass(frozen=True, slots=True)
class Written:
    """A report that was written.

    Attributes:
        file: The page to open.
        folder: What belongs to it, where it would have been too large; else None.
        size: Bytes of all of it.
        findings: How many findings it shows.
        pictures: How many pages it shows as pictures.
        without: Names of documents whose pages cannot be shown, since the PDF is gone, changed or damaged.
        undrawn: How many pages were left undrawn, since there were more than asked for.
    """

    file: Path
    folder: Path | None
    size: int
    findings: int
    pictures: int
    without: tuple[str, ...]
    undrawn: int = 0


def write_report(  # noqa: PLR0913 - how it is written is a matter of choice
    dataset: Dataset,
    file: Path,
    *,
    lang: str = "zh",
    elsewhere: Path | None = None,
    options: Options | None = None,
    few: bool = False,
    most: int | None = None,
) -> Written:
    """Writes the report of a dataset.

    Args:
        dataset: The dataset.
        file: The page to write; what was written before is replaced.
        lang: The language it opens in: zh or en; readers can switch.
        elsewhere: The ingest root as it is called now, where the PDFs have been moved.
        options: Workers that draw the pages, and their limits.
        few: Draw only the pages that failures are about, and what was not understood: drawing takes longer than reading.
        most: Draw no more pages than that, those of documents with errors first.

    Raises:
        UsageError: when it cannot be written.
        StoreError: when the dataset is damaged.
    """
    options = options or Options()
    try:
        with kept_pictures(dataset.folder) as kept, tempfile.TemporaryDirectory(prefix="ziping-") as scratch:
            listing = list_all(dataset, Path(scratch), options, few=few)
            chosen, undrawn = _chosen(listing, most)
            names, drawn = (
                {one.doc_id: one.paths for one in listing.listed},
                {d for d, pages in chosen.items() if pages},
            )
            originals = find_originals(dataset.folder, names, elsewhere, drawn=drawn, scratch=Path(scratch) / "members")
            pictures = _draw(chosen, originals, kept, options)
            target = _Target(file, lang, dataset.name, few or undrawn > 0)
            return replace(_write(listing, originals, chosen, pictures, target), undrawn=undrawn)
    except OSError as error:
        raise UsageError(
            f"{file} cannot be written: {error.strerror or error}. Choose another name with --out."
        ) from error


@dataclass(frozen=True, slots=True)
class _Target:
    file: Path
    lang: str
    name: str
    few: bool

    @property
    def folder(self) -> Path:
        return self.file.with_name(self.file.stem + _BESIDE)


Pictures = Mapping[str, Mapping[int, Path]]


Sheets = Mapping[str, tuple[Sheet, ...]]


def _chosen(listing: Listing, most: int | None) -> tuple[Sheets, int]:
    """The pages to draw, of documents with errors first, and how many are left out."""
    chosen, left = {}, sum(len(one.sheets) for one in listing.listed) if most is None else most
    undrawn = 0
    for one in sorted(listing.listed, key=lambda one: not one.errors):
        chosen[one.doc_id] = one.sheets[:left]
        left -= len(chosen[one.doc_id])
        undrawn += len(one.sheets) - len(chosen[one.doc_id])
    return chosen, undrawn


def _draw(sheets: Sheets, originals: Mapping[str, Original], kept: Path, options: Options) -> Pictures:
    """The pictures of the pages that are needed, drawn by workers: a hostile file costs nobody else his page."""
    for stale in kept.iterdir():
        if stale.name not in sheets:
            shutil.rmtree(stale, ignore_errors=True)
    jobs = []
    for doc_id, wanted in sheets.items():
        path, folder = originals[doc_id].path, kept / doc_id
        if path is not None and len(existing(folder, wanted)) < len(wanted):
            jobs.append(Drawing(doc_id, path, folder, wanted))
    limits = replace(options, timeout=max(options.timeout, _SECONDS_A_DOCUMENT))
    for _ in run_all(draw, jobs, limits):  # what could not be drawn is seen by its absence
        pass
    return {doc_id: existing(kept / doc_id, wanted) for doc_id, wanted in sheets.items()}


def _write(
    listing: Listing, originals: Mapping[str, Original], wanted: Sheets, pictures: Pictures, target: _Target
) -> Written:
    drawn = sum(p.stat().st_size for paths in pictures.values() for p in paths.values())
    fits = drawn * 4 // 3 + sum(one.size for one in listing.listed) * 2 <= SINGLE
    if fits:
        parts: Iterable[tuple[str, str]] = (
            (one.short, _with_pictures(listing.contents(one), _embedded(pictures[one.doc_id])))
            for one in listing.listed
        )
        folder = None
    else:
        parts, folder = (), target.folder
        if folder.exists() and not (folder / _MARK).is_file():
            raise UsageError(
                f"{folder} is there already and belongs to something else; the report is too large for one file and "
                "needs a folder of that name. Choose another name with --out."
            )
        _write_folder(listing, pictures, folder)
    overview = _overview(listing, originals, target.name)
    with replacing(target.file) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as page_file:
        page_file.writelines(
            page(overview, parts, lang=target.lang, folder=folder.name if folder else None, few=target.few)
        )
    if fits and (target.folder / _MARK).is_file():  # of an earlier, larger report
        shutil.rmtree(target.folder, ignore_errors=True)
    return Written(
        target.file,
        folder,
        target.file.stat().st_size + (sum(f.stat().st_size for f in folder.iterdir()) if folder else 0),
        sum(one.failures for one in listing.listed),
        sum(map(len, pictures.values())),
        tuple(one.paths[0] for one in listing.listed if wanted[one.doc_id] and not pictures[one.doc_id]),
    )


def _overview(listing: Listing, originals: Mapping[str, Original], name: str) -> dict[str, Plain]:
    """Everything but the contents of the documents."""
    papers = listing.listed
    return {
        **frame_of(name),
        "checks": listing.checks(),
        "brief": listing.brief,
        "documents": [{**one.document, "original": originals[one.doc_id].state} for one in papers],
        "evaluations": [{**e, "document": n} for n, one in enumerate(papers) for e in one.evaluations],
        "findings": [{**f, "document": n} for n, one in enumerate(papers) for f in one.findings],
        "unopened": list(listing.unopened),
        "reviews": listing.reviews,
    }


def _with_pictures(contents: str, pictures: dict[str, Plain]) -> str:
    """The contents of a document with its pictures, as JSON."""
    return f'{{"pictures":{to_json(pictures)},{contents[1:]}'


def _write_folder(listing: Listing, pictures: Pictures, folder: Path) -> None:
    """A script and the pictures of every document, written apart and put in place whole."""
    staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        staging.chmod(0o755)
        (staging / _MARK).write_text(f"Belongs to {folder.name.removesuffix(_BESIDE)}.html beside it.\n", "utf-8")
        for one in listing.listed:
            addresses: dict[str, Plain] = {}
            for number, picture in pictures[one.doc_id].items():
                name = f"{one.short}-{number}.webp"
                shutil.copyfile(picture, staging / name)
                addresses[str(number)] = f"{quote(folder.name)}/{name}"
            (staging / f"{one.short}.js").write_text(part(one.short, listing.packed(one), addresses), "utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        staging.replace(folder)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise


def _embedded(pictures: Mapping[int, Path]) -> dict[str, Plain]:
    return {str(n): "data:image/webp;base64," + base64.b64encode(p.read_bytes()).decode() for n, p in pictures.items()}
