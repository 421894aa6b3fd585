"""What is published: built, installed into an empty environment, and used far from the checkout."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "raw" / "2021-chengde.pdf"
BUILD = """
import sys
from setuptools import build_meta
out = sys.argv[1]  # setuptools writes arguments of its own into sys.argv
build_meta.build_wheel(out)
build_meta.build_sdist(out)
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The wheel and the source distribution, built from a copy: building leaves files behind."""
    copy, out = tmp_path_factory.mktemp("build") / "tree", tmp_path_factory.mktemp("dist")
    left_out = shutil.ignore_patterns(
        ".venv", ".git", ".*_cache", "__pycache__", ".hypothesis", "parsed", "site", "build"
    )
    shutil.copytree(ROOT, copy, symlinks=True, ignore=left_out)
    subprocess.run([sys.executable, "-c", BUILD, out], cwd=copy, check=True, capture_output=True)
    return next(out.glob("*.whl")), next(out.glob("*.tar.gz"))


@pytest.fixture(scope="module")
def python(built, tmp_path_factory):
    """The interpreter of an environment that holds the wheel and, in a folder of their own, its dependencies."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    packages = next(folder.glob("lib/python3*/site-packages"))
    # a path added so is searched for packages, but its own .pth files are not read: no way back to the checkout
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    install = ["-m", "pip", "install", "--quiet", "--no-deps", "--target", packages, built[0]]
    subprocess.run([sys.executable, *install], check=True, capture_output=True)
    return folder / "bin" / "python"


def run(python, folder, *arguments):
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [python, *arguments], cwd=folder, capture_output=True, text=True, check=False, env=environment
    )


def test_the_wheel_reads_a_report(python, tmp_path):
    done = run(
        python, tmp_path, "-m", "ziping", "ingest", SAMPLE, "--out", tmp_path / "parsed", "--json", "--ocr", "never"
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["failed"] == 0
    code = "from ziping import open_dataset; print(len(open_dataset('parsed').indicators))"
    assert int(run(python, tmp_path, "-c", code).stdout) > 5


def test_files_of_a_user_s_own_do_no_harm(python, tmp_path):
    """`pipeline/`, `schemas.py` and `parsers.py` beside a notebook come before installed packages."""
    (tmp_path / "pipeline").mkdir()
    (tmp_path / "pipeline" / "__init__.py").write_text("raise RuntimeError('not this one')")
    for name in ("schemas.py", "parsers.py"):
        (tmp_path / name).write_text("raise RuntimeError('not this one')")
    code = "import ziping, ziping.pipeline.run; from ziping import check, ingest, open_dataset; print(ziping.__file__)"
    done = run(python, tmp_path, "-c", code)
    assert done.returncode == 0, done.stderr
    assert str(ROOT) not in done.stdout


def test_the_old_name_goes_on_working(python, tmp_path):
    code = "from pipeline import check, ingest, open_dataset; import ziping; print(open_dataset is ziping.open_dataset)"
    assert run(python, tmp_path, "-c", code).stdout.strip() == "True"


def test_the_packages_are_typed(built):
    names = {"ziping/py.typed", "ziping/schemas/py.typed", "ziping/parsers/py.typed", "ziping/pipeline/py.typed"}
    assert names <= set(zipfile.ZipFile(built[0]).namelist())


def test_the_source_distribution_is_whole(built):
    with tarfile.open(built[1]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"LICENSE", "run", "setup", "test", "docs/index.md", "data/raw/README.md"} <= names
    assert {"tests/test_architecture.py", "parsers/parse.py", "requirements.lock", "notebooks/03-audit.ipynb"} <= names
