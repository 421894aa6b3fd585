"""`datapackage.json`."""

import json

import pytest

from ziping.pipeline.store.package import describe
from ziping.schemas.dataset import REVIEWS, TABLES

frictionless = pytest.importorskip("frictionless")


def test_it_is_a_valid_package(dataset):
    descriptor = json.loads((dataset / "datapackage.json").read_text("utf-8"))
    frictionless.Package.from_descriptor(descriptor)
    assert frictionless.Package.validate_descriptor(str(dataset / "datapackage.json")).valid


def test_it_describes_every_table_and_column_as_the_tables_do(dataset):
    resources = {r["name"]: r for r in describe()["resources"]}
    assert resources.keys() == {s.name for s in (*TABLES, REVIEWS)}
    for spec in TABLES:
        fields = resources[spec.name]["schema"]["fields"]
        assert [(f["name"], f["description"], f["title"]) for f in fields] == [
            (c.name, c.description, c.label_zh) for c in spec.columns
        ]
        assert (dataset / resources[spec.name]["path"]).is_file()


def test_frictionless_reads_every_table_and_finds_it_valid(dataset):
    with frictionless.system.use_context(trusted=True):
        report = frictionless.Package(str(dataset / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]
    assert {task.name for task in report.tasks} == {s.name for s in (*TABLES, REVIEWS)}
    assert {task.name for task in report.tasks if task.stats.get("rows")} >= {"evaluations", "indicators", "funding"}


def test_it_is_a_codebook_in_both_languages():
    def lacking(fields):
        for field in fields:
            if field["description_zh"] == field["description"]:
                yield field["name"]
            yield from lacking(field.get("members", ()))

    for resource in describe()["resources"]:
        assert resource["description_zh"] != resource["description"]
        assert not list(lacking(resource["schema"]["fields"]))
