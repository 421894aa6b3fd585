"""Frames as files of Stata and SPSS, with labels in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

LABELLED = ("dta", "sav")
_MOST_BYTES = 32_000  # of a text in a file of SPSS, which holds 32,767
_STATA_14 = 15  # the version of the writer whose files Stata 14 and later open


def write_labelled(
    frame: pd.DataFrame,
    file: Path,
    form: str,
    labels: Mapping[str, str],
    words: Mapping[str, Mapping[int | float, str]] | None = None,
) -> None:
    """Writes a frame of figures and text.

    Args:
        form: `dta` or `sav`. A text longer than SPSS can hold ends in "…".
        labels: Column → what it is called.
        words: Column → what its numbers stand for.

    Raises:
        ImportError: where pyreadstat is not installed.
    """
    import pyreadstat

    named: dict[str, str | None] = dict(labels)
    value_labels: dict[str, dict[int | float, str]] = {name: dict(of) for name, of in (words or {}).items()}
    texts = [n for n in frame.columns if any(isinstance(value, str) for value in frame[n])]
    if form == "dta":  # beside long texts it fails at what is missing: no text and a missing one are the same there
        filled = frame.assign(**{n: frame[n].astype(object).where(frame[n].notna(), "") for n in texts})
        pyreadstat.write_dta(
            filled, str(file), version=_STATA_14, column_labels=named, variable_value_labels=value_labels
        )
    else:
        short = frame.assign(**{n: frame[n].map(_held) for n in texts})
        pyreadstat.write_sav(short, str(file), column_labels=named, variable_value_labels=value_labels)


def _held(value: object) -> object:
    """A text as SPSS can hold it."""
    if not isinstance(value, str) or len(value) <= _MOST_BYTES // 4:
        return value
    packed = value.encode("utf-8")
    return value if len(packed) <= _MOST_BYTES else packed[:_MOST_BYTES].decode("utf-8", "ignore") + "…"
