"""Working papers (底稿) of an audit: for every unit its checks and findings, worked out, with the pages' pictures."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ziping.pipeline.errors import UsageError
from ziping.pipeline.language import CHINESE, say
from ziping.pipeline.options import Options
from ziping.pipeline.store.durable import replacing

if TYPE_CHECKING:
    from ziping.pipeline.dataset import Dataset

__all__ = ["SUFFIXES", "Papers", "write_workpaper"]
SUFFIXES = (".xlsx", ".docx")


@dataclass(frozen=True, slots=True)
class Papers:
    """What was written.

    Attributes:
        units: How many units under audit there are.
        findings: How many findings are worked out.
        pictures: How many clips of pages it shows.
    """

    units: int
    findings: int
    pictures: int


def write_workpaper(dataset: Dataset, file: Path, *, lang: str = CHINESE, options: Options | None = None) -> Papers:
    """Writes the working papers of a dataset as a workbook or a Word document, as the file's name ends.

    Args:
        dataset: The dataset.
        file: The file to write; what was written before is replaced.
        lang: The language of its words: zh or en. What reports say is quoted as it is.
        options: Workers that draw the clips, and their limits.

    Raises:
        UsageError: when the name ends otherwise, or the file cannot be written.
    """
    from ziping.pipeline.workpaper.clips import draw_clips
    from ziping.pipeline.workpaper.gathering import gather
    from ziping.pipeline.workpaper.wording import Wording

    suffix = file.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(f"{file}: a working paper's name ends in .xlsx or .docx.")
    papers = gather(dataset, lang, partial(say, lang=lang))
    with tempfile.TemporaryDirectory(prefix="ziping-") as scratch:
        pictures = draw_clips(dataset, papers, Path(scratch), options or Options())
        with replacing(file) as temporary:
            if suffix == ".xlsx":
                from ziping.pipeline.workpaper.spreadsheet import write_spreadsheet

                write_spreadsheet(papers, pictures, Wording(lang), temporary)
            else:
                from ziping.pipeline.workpaper.document import write_document

                write_document(papers, pictures, Wording(lang), temporary)
    return Papers(len(papers), sum(len(paper.matters) for paper in papers), len(pictures))
