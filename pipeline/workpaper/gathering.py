"""Dataset → working papers: units under audit, the checks made of their reports, and the findings worked out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from ziping.pipeline.checks import RULES
from ziping.pipeline.checks.findings.laws import Law, in_chinese, in_english
from ziping.pipeline.formats.findings import Row
from ziping.pipeline.formats.selection import SHOWN, Audit, audit
from ziping.pipeline.language import CHINESE
from ziping.pipeline.reviews import Act, corrections_of, fitted, renewed
from ziping.pipeline.reviews.overlay import KEYS, laid_over
from ziping.pipeline.workpaper.paper import Clip, Matter, Paper, Work
from ziping.pipeline.workpaper.recomputation import Rows, Say, lines_of

if TYPE_CHECKING:
    from ziping.pipeline.dataset import Dataset

_CITED = ("evaluations", "indicators", "sections", "funding", "facts")
_COUNTED = ["doc_id", "evaluation_id", "rule", "status"]
_PAGES = 2  # of a finding that are shown; the stated figure's first


@dataclass(frozen=True, slots=True)
class _Unit:
    """Who is under audit.

    Attributes:
        name: What it is called.
        documents: That tell of it.
        own: doc_ids of those that it has written itself.
        evaluations: Of what it does.
    """

    name: str
    documents: tuple[Row, ...]
    own: frozenset[str]
    evaluations: tuple[Row, ...]


def gather(dataset: Dataset, lang: str, say: Say) -> tuple[Paper, ...]:
    """A paper for every unit that reports: those with findings first, in the order of their names.

    Corrections of reviewers are laid over the readings, and the checks that they touch made again.

    Args:
        dataset: The dataset.
        lang: The language of the rules' laws: zh or en.
        say: Puts the program's words into it.
    """
    corrections = corrections_of(dataset)
    checks = _checks(dataset, corrections)
    documents = dataset.table("documents")
    found = audit(checks, documents, severities=SHOWN, reviewed=fitted(dataset).judgements)
    evaluations = dataset.table("evaluations").drop_columns(["cells"]).to_pylist()
    units = _units(documents.to_pylist(), evaluations)
    whose: dict[tuple[str, str | None], str] = {
        (d["doc_id"], None): unit.name for unit in units.values() for d in unit.documents if d["doc_id"] in unit.own
    }
    whose |= {(e["doc_id"], e["evaluation_id"]): unit.name for unit in units.values() for e in unit.evaluations}
    work = _work(checks, whose)
    rows, shown = _rows(dataset, found, corrections), _pages(dataset, found)
    matters: dict[str, list[Row]] = defaultdict(list)
    for finding in found.findings:
        matters[_unit_of(finding, whose)].append(finding)
    desk = _Desk(found, rows, shown, lang, say)
    order = sorted(units.values(), key=lambda u: (not matters[u.name], u.name))
    return tuple(desk.paper(n, unit, work[unit.name], matters[unit.name]) for n, unit in enumerate(order, 1))


def _checks(dataset: Dataset, corrections: tuple[Act, ...]) -> pa.Table:
    """The checks as they are with what reviewers have corrected."""
    stored = dataset.table("checks")
    if not corrections:
        return stored
    anew = renewed(dataset, corrections)
    kept = pc.invert(pc.is_in(stored["doc_id"], pa.array(sorted({a.doc_id for a in corrections}), pa.string())))
    return pa.concat_tables([stored.filter(kept), anew.cast(stored.schema)])


def _units(documents: Iterable[Row], evaluations: Iterable[Row]) -> dict[str, _Unit]:
    """Name → unit. A document belongs to the unit that it names first; an evaluation of another body to that."""
    by_document: dict[str, list[Row]] = defaultdict(list)
    for e in evaluations:
        by_document[e["doc_id"]].append(e)
    files: dict[str, list[Row]] = defaultdict(list)
    written: dict[str, set[str]] = defaultdict(set)
    subjects: dict[str, list[Row]] = defaultdict(list)
    for document in documents:
        doc_id = document["doc_id"]
        names = {e["evaluation_id"]: _name(e) for e in by_document[doc_id]}
        own = next(filter(None, names.values()), "") or document["agency"] or document["title"] or document["path"]
        written[own].add(doc_id)
        for name in dict.fromkeys([own, *(name or own for name in names.values())]):
            files[name].append(document)
            subjects[name] += [e for e in by_document[doc_id] if (names[e["evaluation_id"]] or own) == name]
    return {name: _Unit(name, tuple(files[name]), frozenset(written[name]), tuple(subjects[name])) for name in files}


def _name(evaluation: Row) -> str:
    """Who is evaluated: the body with its place, since every county has one of the name; "" where nobody is named."""
    body = evaluation["agency_name"] or evaluation["agency"]
    if not body and evaluation["subject_kind"] == "department":
        body = evaluation["subject"]
    place = evaluation["county"] or evaluation["city"] or evaluation["province"] or ""
    return body if not body or place in body else f"{place}{body}"


def _unit_of(row: Row, whose: Mapping[tuple[str, str | None], str]) -> str:
    return whose.get((row["doc_id"], row["evaluation_id"])) or whose[row["doc_id"], None]


def _work(checks: pa.Table, whose: Mapping[tuple[str, str | None], str]) -> dict[str, dict[str, Counter[str]]]:
    """Unit → rule → outcome → number of checks."""
    work: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    grouped = checks.select(_COUNTED).group_by(_COUNTED).aggregate([([], "count_all")])
    for row in grouped.to_pylist():
        work[_unit_of(row, whose)][row["rule"]][row["status"]] += row["count_all"]
    return work


def _rows(dataset: Dataset, found: Audit, corrections: tuple[Act, ...]) -> Rows:
    """The rows that findings cite, as corrected."""
    cited = {(e["table"], e["row_id"]) for f in found.findings for e in f["evidence"] or ()}
    rows: dict[tuple[str, str], Row] = {}
    for table in _CITED:
        key, ids = KEYS[table], sorted(i for t, i in cited if t == table)
        if key is None or not ids:
            continue
        chosen = dataset.scan(table).to_table(filter=pc.field(key).isin(pa.array(ids, pa.string())))
        chosen = laid_over({table: chosen}, [a for a in corrections if a.table == table])[table]
        rows |= {(table, row[key]): row for row in chosen.to_pylist()}
    return rows


def _pages(dataset: Dataset, found: Audit) -> Mapping[tuple[str, int], Row]:
    ids = sorted({doc_id for (doc_id,) in found.findings.number_by("doc_id")})
    columns = ["doc_id", "page", "width", "height", "rotation", "text_source"]
    table = dataset.scan("pages").to_table(columns, filter=pc.field("doc_id").isin(pa.array(ids, pa.string())))
    return {(row["doc_id"], row["page"]): row for row in table.to_pylist()}


class _Desk:
    """Where findings become matters."""

    def __init__(self, found: Audit, rows: Rows, pages: Mapping[tuple[str, int], Row], lang: str, say: Say) -> None:
        self._found, self._rows, self._pages, self._say = found, rows, pages, say
        self._laws: Mapping[str, Law] = in_chinese() if lang == CHINESE else {r.name: in_english(r.law) for r in RULES}
        self._titles = {r.name: r.title_zh if lang == CHINESE else r.name for r in RULES}

    def paper(self, number: int, unit: _Unit, work: Mapping[str, Counter[str]], findings: Iterable[Row]) -> Paper:
        index = f"ZP-{number}"
        years = {row["fiscal_year"] for row in (*unit.documents, *unit.evaluations) if row["fiscal_year"]}
        return Paper(
            index,
            unit.name,
            tuple(sorted(years)),
            tuple(dict.fromkeys(d["path"] for d in unit.documents)),
            tuple(dict.fromkeys(e["subject"] for e in unit.evaluations if e["subject"])),
            tuple(Work(self._titles[r.name], work[r.name]) for r in RULES if r.name in work),
            tuple(self._matter(f"{index}-{n}", finding) for n, finding in enumerate(findings, 1)),
        )

    def _matter(self, index: str, finding: Row) -> Matter:
        rule = finding["rule"]
        return Matter(
            index,
            finding,
            self._titles[rule],
            self._found.path_of(finding),
            self._laws[rule],
            lines_of(finding, self._rows, self._say),
            tuple(self._clips(finding)),
            self._found.reviewed.get(finding["check_id"]),
        )

    def _clips(self, finding: Row) -> Iterator[Clip]:
        places: dict[int, list[tuple[float, float, float, float]]] = defaultdict(list)
        for place in finding["evidence"] or ():
            if place["page"] is not None and place["x0"] is not None:
                places[place["page"]].append((place["x0"], place["top"], place["x1"], place["bottom"]))
        for number, boxes in list(places.items())[:_PAGES]:
            page = self._pages.get((finding["doc_id"], number))
            if page is not None:
                size, whole = (page["width"], page["height"]), page["text_source"] != "ocr"
                name = f"{finding['check_id']}-{number}"
                yield Clip(number, page["rotation"] or 0, whole, size, tuple(boxes), name)
