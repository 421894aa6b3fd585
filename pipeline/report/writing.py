"""Dataset → report: a page, and beside it a folder where one file would be too large to open."""

from __future__ import annotations

import base64
import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from pipeline.errors import UsageError
from pipeline.options import Options
from pipeline.plain import Plain
from pipeline.report.content import Content, Paper, Row, gather
from pipeline.report.data import SHORT, document_of, overview_of
from pipeline.report.page import page, part, to_json
from pipeline.report.pictures import Drawing, Sheet, draw, existing
from pipeline.report.sources import Original, find_originals
from pipeline.store.dataset import HIDDEN
from pipeline.store.durable import replacing
from pipeline.url import Url
from pipeline.workers import run_all
from schemas.dataset import PAGES

if TYPE_CHECKING:
    from pipeline.dataset import Dataset

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
    """

    file: Path
    folder: Path | None
    size: int
    findings: int
    pictures: int
    without: tuple[str, ...]


def write_report(  # noqa: PLR0913 - how it is written is a matter of choice
    dataset: Dataset,
    file: Path,
    *,
    lang: str = "zh",
    elsewhere: Path | None = None,
    options: Options | None = None,
    few: bool = False,
) -> Written:
    """Writes the report of a dataset.

    Args:
        dataset: The dataset.
        file: The page to write; what was written before is replaced.
        lang: The language it opens in: zh or en; readers can switch.
        elsewhere: The ingest root as it is called now, where the PDFs have been moved.
        options: Workers that draw the pages, and their limits.
        few: Draw only the pages that failures are about, and what was not understood: drawing takes longer than reading.

    Raises:
        UsageError: when it cannot be written.
        StoreError: when the dataset is damaged.
    """
    content = gather(dataset)
    originals = find_originals(dataset.folder, {p.doc_id: p.paths for p in content.papers}, elsewhere)
    try:
        with _kept_pictures(dataset.folder) as kept:
            pictures = _draw(content, originals, kept, options or Options(), few)
            return _write(content, originals, pictures, _Target(file, lang, dataset.name, few))
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


@contextlib.contextmanager
def _kept_pictures(dataset: Path | Url) -> Iterator[Path]:
    """Where pictures are kept from one report to the next; for this time only, where the dataset cannot be written."""
    kept = dataset / HIDDEN / "pictures"
    writable = False
    if isinstance(kept, Path):
        with contextlib.suppress(OSError):
            kept.mkdir(parents=True, exist_ok=True)
            writable = os.access(kept, os.W_OK)
    if isinstance(kept, Path) and writable:
        yield kept
    else:
        with tempfile.TemporaryDirectory(prefix="ziping-") as folder:
            yield Path(folder)


def _draw(content: Content, originals: Mapping[str, Original], kept: Path, options: Options, few: bool) -> Pictures:
    """The pictures of the pages that are needed, drawn by workers: a hostile file costs nobody else his page."""
    sheets = {paper.doc_id: _sheets(paper, few) for paper in content.papers}
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


def _sheets(paper: Paper, few: bool) -> tuple[Sheet, ...]:
    rows: Mapping[int, Row] = {row["page"]: row for row in paper.rows[PAGES.name]}
    return tuple(
        Sheet(n, rows[n]["rotation"] or 0, rows[n]["text_source"] != "ocr") for n in paper.pages_needed(few=few)
    )


def _write(content: Content, originals: Mapping[str, Original], pictures: Pictures, target: _Target) -> Written:
    overview = overview_of(content, originals, target.name)
    drawn = sum(p.stat().st_size for paths in pictures.values() for p in paths.values())
    texts = {p.doc_id: to_json(document_of(p, {})) for p in content.papers}
    fits = drawn * 4 // 3 + sum(map(len, texts.values())) * 2 <= SINGLE
    if fits:
        parts: Iterable[tuple[str, str]] = (
            (p.doc_id[:SHORT], to_json(document_of(p, _embedded(pictures[p.doc_id])))) for p in content.papers
        )
        folder = None
    else:
        parts, folder = (), target.folder
        if folder.exists() and not (folder / _MARK).is_file():
            raise UsageError(
                f"{folder} is there already and belongs to something else; the report is too large for one file and "
                "needs a folder of that name. Choose another name with --out."
            )
        _write_folder(content, pictures, folder)
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
        sum(f["status"] == "fail" for p in content.papers for f in p.findings),
        sum(map(len, pictures.values())),
        tuple(p.paths[0] for p in content.papers if p.pages_needed(few=target.few) and not pictures[p.doc_id]),
    )


def _write_folder(content: Content, pictures: Pictures, folder: Path) -> None:
    """A script and the pictures of every document, written apart and put in place whole."""
    staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        staging.chmod(0o755)
        (staging / _MARK).write_text(f"Belongs to {folder.name.removesuffix(_BESIDE)}.html beside it.\n", "utf-8")
        for paper in content.papers:
            short, addresses = paper.doc_id[:SHORT], {}
            for number, picture in pictures[paper.doc_id].items():
                name = f"{short}-{number}.webp"
                shutil.copyfile(picture, staging / name)
                addresses[number] = f"{quote(folder.name)}/{name}"
            content_: Plain = document_of(paper, addresses)
            (staging / f"{short}.js").write_text(part(short, to_json(content_)), "utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        staging.replace(folder)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise


def _embedded(pictures: Mapping[int, Path]) -> dict[int, str]:
    return {n: "data:image/webp;base64," + base64.b64encode(p.read_bytes()).decode() for n, p in pictures.items()}
