"""The panel as a file that statistics programs take as it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ziping.pipeline.errors import UsageError
from ziping.pipeline.panel.labelled import LABELLED, write_labelled
from ziping.pipeline.store.durable import replacing
from ziping.schemas.dataset import PANEL

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("parquet", "csv", "xlsx", *LABELLED)
# Codes of text columns that are categories: statistics programs want numbers with value labels.
_CODES = {
    "subject_kind": {"project": (1, "项目"), "department": (2, "部门")},
    "government_level": {
        "province": (1, "省级"),
        "city": (2, "市级"),
        "county": (3, "县级"),
        "township": (4, "乡镇级"),
    },
    "grade": {"excellent": (1, "优"), "good": (2, "良"), "fair": (3, "中"), "poor": (4, "差")},
}


def write_panel(panel: pd.DataFrame, file: Path) -> None:
    """Writes the panel in the format that the file's name ends in.

    Stata and SPSS files have Chinese variable labels, and value labels for the kind of subject, the level of government and the grade.

    Raises:
        UsageError: when the name ends in no known format, the library that writes it is missing, or the file cannot
            be written.
    """
    form = file.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise UsageError(f"{file}: a panel's name ends in {', '.join('.' + f for f in FORMATS)}.")
    try:
        with replacing(file) as temporary:
            _write(panel, temporary, form)
    except ImportError as error:
        raise UsageError(
            f"{file}: {error.name} is needed to write it: pip install 'ziping-reports[statistics]'"
        ) from error
    except OSError as error:
        raise UsageError(
            f"{file} cannot be written: {error.strerror or error}. Choose another name with --out."
        ) from error


def _write(panel: pd.DataFrame, file: Path, form: str) -> None:
    match form:
        case "parquet":
            panel.to_parquet(file, index=False)
        case "csv":
            panel.to_csv(file, index=False, encoding="utf-8-sig")
        case "xlsx":
            panel.to_excel(file, index=False, sheet_name="panel", engine="xlsxwriter")
        case _:
            _write_coded(panel, file, form)


def _write_coded(panel: pd.DataFrame, file: Path, form: str) -> None:
    coded = panel.assign(**{name: panel[name].map({k: n for k, (n, _) in of.items()}) for name, of in _CODES.items()})
    coded = coded.assign(doubtful=coded["doubtful"].astype("int8"))
    labels = {c.name: c.label_zh for c in PANEL.columns}
    write_labelled(coded, file, form, labels, {name: dict(of.values()) for name, of in _CODES.items()})
