"""What a document says when some words are not known: its fields by their places, its errors and warnings."""

from __future__ import annotations

import pickle
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
WITH_CELLS = {
    "evaluations": "evaluation_id",
    "indicators": "indicator_id",
    "sections": "section_id",
    "funding": "funding_id",
}
ABOUT = ("title", "document_number", "agency", "fiscal_year", "report_date")


@dataclass(frozen=True)
class Failure:
    """An error that the document is accused of."""

    rule: str
    stated: str
    message: str
    subject: str = ""


@dataclass
class Reading:
    """One reading of a document.

    Attributes:
        fields: What was read, each by table, column, place and value.
        places: Field → the page it stands on, where it has one.
        warned: Code and place of every warning, with its text.
        partial: Whether the document is called partial or failed.
        evaluated: Whether it holds an evaluation; one that holds none is a failure.
    """

    name: str
    fields: Counter[tuple[Any, ...]]
    errors: list[Failure]
    warned: Counter[tuple[Any, ...]]
    partial: bool
    crashed: str = ""
    others: list[Failure] = field(default_factory=list)  # failures that accuse nobody
    evaluated: bool = True


def read_all(paths: Sequence[Path], words: frozenset[str], printed: float = 0.0, seed: int = 0) -> list[Reading]:
    """Reads documents with the lexicon lacking `words`; for a process of its own. `printed`: the share of the lexicon's
    words in whose places others are printed, drawn anew for each document."""
    from tests.unknown_words.words import every_word, forget, printed_otherwise, read_lexicon

    if words:
        forget(words)
    known = every_word(read_lexicon()) if printed else []
    readings = []
    for path in paths:
        document = pickle.loads(path.read_bytes())
        if printed:
            chance = random.Random(f"{seed}/{path.stem}")
            document = printed_otherwise(document, [w for w in known if chance.random() < printed])
        readings.append(read(path.stem.rpartition(".")[0], document))
    return readings


def read(name: str, document: Any) -> Reading:
    from ziping.parsers import parse
    from ziping.pipeline.checks import check
    from ziping.pipeline.tabulate import tabulate

    try:
        tables = tabulate(document, parse(document))
        tables["checks"] = check(tables)
    except Exception as error:  # a crash is said loudly, and accuses nobody
        return Reading(name, Counter(), [], Counter(), True, repr(error))
    rows = {key: table.to_pylist() for key, table in tables.items()}
    failed = [row for row in rows["checks"] if row["status"] == "fail"]
    told = [(row, Failure(row["rule"], str(row["stated"]), row["message_zh"], row["subject"])) for row in failed]
    return Reading(
        name,
        Counter(dict.fromkeys(_fields(rows), 1)),
        [f for row, f in told if row["severity"] == "error"],
        Counter((w["code"], w["page"], _near(w["x0"]), _near(w["top"]), w["text"]) for w in rows["warnings"]),
        not rows["evaluations"] or bool(rows["warnings"]),
        others=[f for row, f in told if row["severity"] != "error"],
        evaluated=bool(rows["evaluations"]),
    )


def _fields(rows: Mapping[str, Sequence[Row]]) -> Iterator[tuple[Any, ...]]:
    """Texts count by their place alone: words that are not known change what is cut off at their ends."""
    for column in ABOUT:
        value = rows["documents"][0][column]
        if value is not None:
            yield "documents", column, None, None, ""
    for table in WITH_CELLS:
        for row in rows[table]:
            if table == "funding":
                yield table, "line", row["page"], _near(row["top"]), row["line"]
            for cell in row["cells"] or ():
                value = row.get(cell["column"])
                told = "" if value is None or isinstance(value, str) else str(value)
                place = (None, None) if table == "evaluations" else (cell["page"], _near(cell["top"]))  # told often
                yield table, cell["column"], *place, told
    facts = {row["fact_id"]: row for row in rows["facts"]}
    for row in facts.values():
        yield "facts", "value", row["page"], row["value_text"], str(row["value"])
        if row["parent_id"]:
            yield "facts", "parent", row["page"], row["value_text"], str(facts[row["parent_id"]]["value"])


def _near(place: float | None) -> int | None:
    return None if place is None else round(place / 3)
