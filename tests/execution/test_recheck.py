"""Re-checks of datasets whatever files they are in, and findings that are accepted once and for all."""

import json
from decimal import Decimal

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

import ziping.pipeline.store.shards
import ziping.pipeline.store.table_spool
from tests.generator.typeset import pdf
from tests.pipeline.reports import (
    document,
    evaluation,
    indicator,
    report,
    stated,
)
from ziping.pipeline.checks import NEEDED, Selection, check
from ziping.pipeline.cli import main
from ziping.pipeline.dataset import open_dataset
from ziping.pipeline.errors import StoreError
from ziping.pipeline.execution.outcome import finish
from ziping.pipeline.execution.recheck import recheck
from ziping.pipeline.options import Options
from ziping.pipeline.store.dataset import opened
from ziping.pipeline.store.manifest import Entry
from ziping.pipeline.tabulate import tabulate
from ziping.schemas.dataset import TABLES

DOCUMENTS = 7


def points(name, weight, score):
    sheet = stated("评分表")
    return indicator(sheet=sheet, level3=stated(name), weight=stated(Decimal(weight)), score=stated(Decimal(score)))


@pytest.fixture(scope="module")
def several(tmp_path_factory):
    """Reports of which every other one adds up."""
    root = tmp_path_factory.mktemp("several") / "ds"
    with opened(root, Options(jobs=1)) as store:
        entries = []
        for number in range(DOCUMENTS):
            said = evaluation(
                total_score=stated(Decimal(97 + number % 2)),
                indicators=(points("甲", 60, 60), points("乙", 40, 37)),
                sections=(),
            )
            laid_out = document(f"{number}.pdf", doc_id=f"{DOCUMENTS - number:02x}" * 32)
            tables = tabulate(laid_out, report(said))
            result = finish(laid_out.source, {**tables, "checks": check(tables)}, (), 2, 0.1)
            name = store.results.write(result.source.doc_id, result.tables)
            entries.append(Entry(f"/in/{number}.pdf", f"{number}.pdf", result.source.doc_id, name))
        store.publish(entries)
    return root


def written_anew(dataset, folder, rows):
    """The same tables cut after so many rows, as other programs cut them."""
    for spec in TABLES:
        table = dataset.table(spec.name)
        (folder / spec.name).mkdir(parents=True)
        for start in range(0, max(1, table.num_rows), rows):
            pq.write_table(table.slice(start, rows), folder / spec.name / f"part-{start // rows}.parquet")
    return open_dataset(folder)


def by_path(dataset):
    paths = dict(zip(*(dataset.table("documents")[c].to_pylist() for c in ("doc_id", "path")), strict=True))
    rows = recheck(dataset, options=Options(jobs=1)).rows.to_pylist()
    return sorted(rows, key=lambda row: paths[row["doc_id"]])


def test_it_finds_what_the_run_found(several):
    dataset = open_dataset(several)
    assert by_path(dataset) == dataset.table("checks").to_pylist()


@pytest.mark.parametrize("rows", [1_000_000, 3])
def test_files_that_others_have_cut_are_put_together_by_document(several, tmp_path, rows, monkeypatch):
    monkeypatch.setattr(ziping.pipeline.store.shards, "GATHERED", 2)
    monkeypatch.setattr(ziping.pipeline.store.shards, "MOST", 3)
    dataset = open_dataset(several)
    other = written_anew(dataset, tmp_path / "ds", rows)
    shares = ziping.pipeline.store.shards.shares_of(other, NEEDED, tmp_path)
    assert [s.gathered for s in shares] == [True] * 4  # of two documents each, and one
    assert by_path(other) == dataset.table("checks").to_pylist()


def test_several_processes_find_the_same_in_the_same_order(several, tmp_path, monkeypatch):
    monkeypatch.setattr(ziping.pipeline.store.shards, "GATHERED", 1)
    other = written_anew(open_dataset(several), tmp_path / "ds", 3)
    alone, together = (recheck(other, options=Options(jobs=jobs)) for jobs in (1, 2))
    assert together.rows.equals(alone.rows)
    assert together.counts == alone.counts


def test_what_is_not_wanted_is_counted_and_not_kept(several, monkeypatch):
    monkeypatch.setattr(ziping.pipeline.store.table_spool, "HELD", 0)  # rows go to a file
    everything = recheck(open_dataset(several))
    some = recheck(open_dataset(several), Selection(severities=frozenset({"error"}), passes=False))
    assert some.counts == everything.counts
    assert sum(everything.counts.values()) == everything.rows.num_rows
    wanted = [r for r in everything.rows.to_pylist() if r["severity"] == "error" and r["status"] != "pass"]
    assert some.rows.to_pylist() == wanted
    assert len(wanted) == DOCUMENTS // 2
    ruled = recheck(open_dataset(several), Selection(rules=frozenset({"score-total"})))
    assert set(ruled.rows["rule"].to_pylist()) == {"score-total"}
    assert sum(ruled.counts.values()) == ruled.rows.num_rows == DOCUMENTS


def test_a_damaged_file_is_told(several, tmp_path):
    dataset = written_anew(open_dataset(several), tmp_path / "ds", 1_000_000)
    (tmp_path / "ds/funding/part-0.parquet").write_bytes(b"PAR1 no more")
    with pytest.raises(StoreError, match="ziping ingest"):
        recheck(dataset)


def test_no_room_for_temporary_files_is_told(several, monkeypatch):
    monkeypatch.setattr("tempfile.mkdtemp", lambda *_, **__: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(StoreError, match="TMPDIR"):
        recheck(open_dataset(several))


def drawn(subject, total):
    """A form whose scores make 90."""
    rows = [
        ["项目名称", subject, "预算部门", "某中心"],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "服务人次", "≥500人次", "600人次", "60", "60"],
        ["满意度指标", "服务对象满意度", "群众满意度", "≥90%", "80%", "40", "30"],
        ["总分", "", "", "", "", "100", total],
    ]
    sheet = pdf.Sheet(*pdf.PAPER)
    sheet.text(200, 60, 14, "2023年度项目支出绩效自评表")
    for line, row in enumerate(rows):
        top, wide = 100 + 30 * line, 490 / len(row)
        for column, text in enumerate(row):
            left = 50 + wide * column
            sheet.frame(left, top, left + wide, top + 30)
            sheet.text(left + 3, top + 9, 9, text)
    return pdf.write([sheet], embedded=False)


def call(*arguments, status):
    result = CliRunner().invoke(main, [*map(str, arguments), "--jobs", "1", "--lang", "en"])
    assert result.exit_code == status, result.output
    return result.stdout


def test_accepted_findings_stay_quiet_whatever_happens_to_the_files(tmp_path):
    """Read again, renamed, and after another report has come in: only what is new shows."""
    reports, dataset, known = tmp_path / "in", tmp_path / "ds", tmp_path / "known.json"
    reports.mkdir()
    (reports / "b.pdf").write_bytes(drawn("甲项目", "92"))
    call("ingest", reports, "--out", dataset, status=0)
    known.write_text(call("check", "--dataset", dataset, "--format", "json", status=1), "utf-8")
    accepted = json.loads(known.read_text("utf-8"))["findings"]
    assert [f["rule"] for f in accepted] == ["score-total"]

    (reports / "b.pdf").rename(reports / "z.pdf")
    (reports / "a.pdf").write_bytes(drawn("乙项目", "95"))
    call("ingest", reports, "--out", dataset, "--force", "--prune", status=0)
    said = call("check", "--dataset", dataset, "--baseline", known, status=1)
    assert "a.pdf" in said
    assert "z.pdf" not in said
    assert "1 known finding left out" in said
    everything = json.loads(call("check", "--dataset", dataset, "--json", status=1))["findings"]
    assert [f["path"] for f in everything] == ["a.pdf", "z.pdf"]

    (reports / "a.pdf").unlink()
    call("ingest", reports, "--out", dataset, "--prune", status=0)
    assert "no findings" in call("check", "--dataset", dataset, "--baseline", known, status=0)
