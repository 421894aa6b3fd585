"""Reading a dataset: the tables as pandas, pyarrow or SQL."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ziping.pipeline.errors import UsageError
from ziping.pipeline.inputs.url import (
    Url,
    asking,
    file_system,
    place,
)
from ziping.pipeline.panel.view import panel_sql
from ziping.pipeline.present.pandas_frames import Numbers, framed
from ziping.schemas.dataset import REVIEWS, TABLES

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import pyarrow as pa
    import pyarrow.dataset as pads

    from ziping.pipeline.audit_page.marked import Marked

READ = tuple(spec.name for spec in TABLES)  # what was read, and what came of checking it
NAMES = (*READ, REVIEWS.name)


class Dataset:
    """The tables of a dataset; each is read when it is first asked for.

    Every table is an attribute: `open_dataset("data/parsed").indicators` is a pandas DataFrame with
    Arrow-backed types (figures are exact decimals, what is not stated is `<NA>`).

    With `numbers="float"` figures are float64 in every frame, with types of numpy beside them: `describe`, sums and ratios work as
    they stand. `table` and `arrow` stay exact.

    Raises:
        UsageError: when the place holds no dataset, or cannot be reached.
    """

    documents: pd.DataFrame
    pages: pd.DataFrame
    evaluations: pd.DataFrame
    indicators: pd.DataFrame
    sections: pd.DataFrame
    funding: pd.DataFrame
    facts: pd.DataFrame
    relations: pd.DataFrame
    checks: pd.DataFrame
    warnings: pd.DataFrame
    failures: pd.DataFrame
    reviews: pd.DataFrame

    def __init__(self, folder: str | Path | Url, numbers: Numbers = "decimal") -> None:
        self.folder, self.numbers = place(folder), numbers
        missing = [n for n in READ if not self._files(n)]
        if missing:
            raise UsageError(
                f"{self.folder} holds no dataset (no {missing[0]}/*.parquet). Make one with: "
                f"ziping ingest PATH --out {self.folder}"
            )

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in NAMES:
            raise AttributeError(f"no table {name}; there are {', '.join(NAMES)}")
        frame = framed(self.table(name), self.numbers)
        setattr(self, name, frame)
        return frame

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *NAMES]

    @property
    def name(self) -> str:
        """What its folder is called."""
        if isinstance(self.folder, Path):
            return self.folder.resolve().name
        return self.folder.text.rstrip("/").rpartition("/")[2]

    def table(self, name: str) -> pa.Table:
        """A table as pyarrow, its fields' metadata with their meaning in English and Chinese."""
        return self.scan(name).to_table()

    def scan(self, name: str) -> pads.Dataset:
        """A table as `pyarrow.dataset`: read column by column, filtered while reading.

        Raises:
            UsageError: when there is no such table.
        """
        import pyarrow.dataset as pads

        from ziping.schemas.dataset.arrow import schema_of

        spec = next((s for s in (*TABLES, REVIEWS) if s.name == name), None)
        if spec is None:
            raise UsageError(f"no table {name}; there are {', '.join(NAMES)}.")
        system = file_system(self.folder)[0] if isinstance(self.folder, Url) else None
        files = self._files(name)
        if not files:  # nobody has reviewed anything, and an older version made the dataset
            return pads.dataset(schema_of(spec).empty_table())
        return pads.dataset(files, schema=schema_of(spec), format="parquet", filesystem=system)

    def _files(self, name: str) -> list[str]:
        """The files of a table, as their file system calls them."""
        if isinstance(self.folder, Path):
            return sorted(map(str, (self.folder / name).glob("*.parquet")))
        try:
            with asking(self.folder):
                system, path = file_system(self.folder)
                system.invalidate_cache()
                return sorted(system.glob(f"{path}/{name}/*.parquet"))
        except OSError as error:
            raise UsageError(
                f"{self.folder} cannot be reached ({error.strerror or error}). Check the address, the credentials and the network."
            ) from error

    def panel(self) -> pd.DataFrame:
        """One row per evaluation, for statistics: see `ziping.schemas.dataset.PANEL`.

        Figures are float64 with NaN for what is not stated, all else plain strings, numbers and truth values: `describe`,
        `groupby`, statsmodels and Stata take it as it is. Corrections of reviewers count.
        """
        frame: pd.DataFrame = self.arrow("FROM panel").to_pandas()
        return frame

    def frame(self, name: str, numbers: Numbers | None = None) -> pd.DataFrame:
        """A table as a DataFrame.

        Args:
            name: The table, or `panel`.
            numbers: `decimal` keeps figures exact (Arrow's decimals); `float` gives float64 and types of numpy, for `describe`,
                ratios and statistics. As the dataset was opened where it is left out.

        Raises:
            UsageError: when there is no such table.
        """
        if name == "panel":
            return self.panel()
        if name in NAMES and numbers in (None, self.numbers):
            kept: pd.DataFrame = getattr(self, name)
            return kept
        return framed(self.table(name), numbers or self.numbers)

    @property
    def findings(self) -> pd.DataFrame:
        """The checks that failed, errors first, each with the `path` of its document and the evaluation's `of`."""
        checks = self.checks[self.checks["status"] == "fail"]
        found = checks.merge(self._names, on="doc_id", how="left", validate="many_to_one")
        found = found.merge(self._subjects, on="evaluation_id", how="left", validate="many_to_one")
        ordered: pd.DataFrame = found.sort_values(["severity", "path", "rule"], ignore_index=True)
        return ordered

    def joined(self, name: str) -> pd.DataFrame:
        """The rows of a table with what they belong to: `path`, `agency` and `fiscal_year` of the document (where the
        evaluation states its own, that), and the evaluation's subject as `of`.

        Raises:
            AttributeError: when there is no such table.
        """
        rows = getattr(self, name)
        known = self.evaluations[["evaluation_id", "subject", "agency", "fiscal_year"]]
        known = known.rename(columns={"subject": "of", "agency": "_agency", "fiscal_year": "_year"})
        papers = self.documents[["doc_id", "path", "agency", "fiscal_year"]].drop_duplicates("doc_id")
        own = [c for c in ("agency", "fiscal_year", "path") if c in rows.columns]
        frame = rows.drop(columns=own).merge(papers, on="doc_id", how="left", validate="many_to_one")
        if "evaluation_id" in rows.columns:
            frame = frame.merge(known, on="evaluation_id", how="left", validate="many_to_one")
            frame["agency"] = frame.pop("_agency").fillna(frame["agency"])
            frame["fiscal_year"] = frame.pop("_year").fillna(frame["fiscal_year"])
        joined: pd.DataFrame = frame
        return joined

    def evaluation(self, evaluation_id: str) -> dict[str, pd.DataFrame]:
        """One evaluation with everything that belongs to it: its row, indicators, sections, funding, facts, findings.

        Raises:
            KeyError: when there is none of that id.
        """
        names = ("evaluations", "indicators", "sections", "funding", "facts", "findings")
        parts = {n: (f := getattr(self, n))[f["evaluation_id"] == evaluation_id].reset_index(drop=True) for n in names}
        if parts["evaluations"].empty:
            raise KeyError(f"no evaluation {evaluation_id}")
        return parts

    def show(self, finding: str | Mapping[str, object] | pd.Series) -> Marked:
        """A finding with the pages that it is about, its figures marked; a notebook displays it.

        Args:
            finding: Its `check_id`, or a row of `findings` or `checks`.

        Raises:
            KeyError: when there is no such check.
        """
        from ziping.pipeline.audit_page.marked import mark

        return mark(self, finding if isinstance(finding, str) else str(finding["check_id"]))

    @property
    def _names(self) -> pd.DataFrame:
        return self.documents[["doc_id", "path"]].drop_duplicates("doc_id")

    @property
    def _subjects(self) -> pd.DataFrame:
        return self.evaluations[["evaluation_id", "subject"]].rename(columns={"subject": "of"})

    def sql(self, query: str) -> pd.DataFrame:
        """The result of a query in DuckDB's SQL, in which every table is a view of its own name.

        Raises:
            UsageError: when the query is wrong.
        """
        return framed(self.arrow(query), self.numbers)

    def arrow(self, query: str) -> pa.Table:
        """The same as a pyarrow table."""
        import duckdb

        try:
            result = self._connection.sql(query)
            rows: pa.Table | None = None if result is None else result.to_arrow_table()
        except duckdb.Error as error:
            raise UsageError(f"the query cannot be run: {error}") from error
        if rows is None:
            raise UsageError("the query gives no rows: ask with SELECT, FROM, DESCRIBE or SUMMARIZE.")
        return rows

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        """A database in memory that sees these tables and nothing else: no file, no network."""
        import duckdb

        from ziping.pipeline.reviews import corrected_tables

        connection = duckdb.connect(":memory:", config={"python_enable_replacements": "false"})
        for name in NAMES:
            connection.register(name, self.scan(name))
        corrected = corrected_tables(self)
        other = {name: f"corrected_{name}" for name in corrected}
        for name, table in corrected.items():
            connection.register(other[name], table)
        connection.execute(f"CREATE VIEW panel AS {panel_sql(other)}")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        return connection


def open_dataset(folder: str | Path | Url = "data/parsed", numbers: Numbers = "decimal") -> Dataset:
    """Opens the dataset that `ziping ingest` wrote.

    Args:
        folder: Where it is.
        numbers: Whether frames have exact decimals, or floats for statistics.

    Raises:
        UsageError: when the folder holds none.
    """
    return Dataset(folder, numbers)
