"""The house's rules, enforced: who may import whom, how long a file may be, who may print and exit."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("schemas", "parsers", "pipeline")
LONGEST, LONGEST_TEST = 300, 400  # lines of a file

# Part → what else of the project it may import, beside itself. Inside the parsers data goes one way:
# text ← lexicon ← structure, forms, prose; only `parse` knows them all.
MAY_IMPORT = {
    "schemas": set(),
    "parsers": {"schemas"},
    "parsers/text": {"schemas"},
    "parsers/lexicon": {"schemas", "parsers.text"},
    "parsers/forms": {"schemas", "parsers.text", "parsers.lexicon"},
    "parsers/prose": {"schemas", "parsers.text", "parsers.lexicon"},
    "pipeline/checks": {"schemas"},  # never parsers: a re-check that trusts them checks nothing
    "pipeline/reading": {"schemas", "pipeline.errors"},
    "pipeline/layout": {"schemas", "pipeline.reading"},
}
FULLEST = 15  # modules of a folder
# Tests of no one part of the code: of several together, or of what stands beside it.
OF_THE_WHOLE = {
    "cluster", "docs", "generator", "heldout", "mutations", "nasty", "notebooks", "packaging", "pipeline", "samples",
    "unknown_words",
}  # fmt: skip
OF_A_WHOLE_PART = {"forms/layouts", "ocr/measuring", "prose/random_passages"}
# Part → what it may import that is not Python's own. Tables are declared once, also for Arrow; parsers know no PDF and no OCR library.
LIBRARIES = {"schemas": {"pyarrow"}, "parsers": {"regex"}}


def sources(*folders: str) -> list[Path]:
    return sorted(f for folder in folders for f in (ROOT / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), name_of(path))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} imports relatively"
            yield node.module or ""


def within(module: str, allowed: set[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in allowed)


@pytest.mark.parametrize("folder", MAY_IMPORT)
def test_imports_go_one_way(folder):
    allowed = {f"ziping.{part}" for part in MAY_IMPORT[folder] | {folder.replace("/", ".")}}
    own = {f"{name_of(f)}: {m}" for f in sources(folder) for m in imported(f) if within(m, {"ziping", *PACKAGES})}
    assert not {line for line in own if not within(line.partition(": ")[2], allowed)}


def test_nothing_is_imported_past_the_package():
    """`schemas`, `parsers` and `pipeline` may be names of a user's own: they are reached through `ziping` alone."""
    assert not {
        f"{name_of(f)}: {m}" for f in sources(*PACKAGES, "ziping") for m in imported(f) if within(m, set(PACKAGES))
    }


def module_of(path: Path) -> str:
    return "ziping." + name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def needed_by(path: Path, modules: set[str]) -> set[str]:
    """The modules of the project that one imports, wherever it does so, for types alone too."""
    found = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    exact = found & modules
    # `from package import module` needs the module, not what the package's door lets through
    return {m for m in exact if not any(other.startswith(f"{m}.") for other in exact)}


def test_no_imports_go_in_a_circle():
    """Every order of imports works, and each module can be understood without those that use it."""
    paths = {module_of(f): f for f in sources(*PACKAGES)}
    graph = {module: needed_by(path, set(paths)) - {module} for module, path in paths.items()}
    list(TopologicalSorter(graph).static_order())  # CycleError names the circle


def test_no_folder_is_too_full():
    folders = {f.parent for f in sources(*PACKAGES, "tests")}
    full = {name_of(d): len([f for f in d.glob("*.py") if f.stem != "__init__"]) for d in folders}
    assert not {d: n for d, n in full.items() if n > FULLEST}


def with_tests(folder: Path) -> set[str]:
    """The names of the folders in one that hold tests."""
    return {f.relative_to(folder).parts[0] for f in folder.glob("*/**/test_*.py")}


def test_tests_mirror_the_tree():
    """The tests of a part of the code are in a folder of its name, and parted as it is parted."""
    parts = {d.name: d for package in ("parsers", "pipeline") for d in (ROOT / package).iterdir() if d.is_dir()}
    tests = ROOT / "tests"
    unlike = with_tests(tests) - set(parts) - OF_THE_WHOLE
    for name in with_tests(tests) & set(parts):
        inner = {f"{name}/{d}" for d in with_tests(tests / name) if not (parts[name] / d).is_dir()}
        unlike |= inner - OF_A_WHOLE_PART
    assert not unlike


@pytest.mark.parametrize("folder", LIBRARIES)
def test_the_pure_parts_need_no_library(folder):
    allowed = LIBRARIES[folder] | {"ziping"} | sys.stdlib_module_names
    assert not {f"{name_of(f)}: {m}" for f in sources(folder) for m in imported(f) if not within(m, allowed)}


def test_parsers_touch_no_file_clock_or_process():
    forbidden = {"os", "io", "time", "subprocess", "multiprocessing", "socket", "tempfile", "shutil", "random"}
    assert not {f"{name_of(f)}: {m}" for f in sources("parsers") for m in imported(f) if within(m, forbidden)}


def test_no_file_is_too_long():
    limits = dict.fromkeys(sources(*PACKAGES, "benchmarks"), LONGEST) | dict.fromkeys(sources("tests"), LONGEST_TEST)
    lengths = {f: len(f.read_text("utf-8").splitlines()) for f in limits}
    assert not {name_of(f): lines for f, lines in lengths.items() if lines > limits[f]}


def calls(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def test_only_the_command_line_prints_and_exits():
    forbidden = {"print", "exit", "quit", "sys.exit"}
    files = [f for f in sources(*PACKAGES) if not name_of(f).startswith("pipeline/cli/")]
    assert not {f"{name_of(f)}: {c}" for f in files for c in calls(f) if c in forbidden}


def test_figures_never_become_floats():
    assert not {name_of(f) for f in sources("parsers", "pipeline/checks") for c in calls(f) if c == "float"}


def test_what_travels_cannot_be_changed_on_the_way():
    loose = set()
    for path in sources("schemas"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef):
                marks = [ast.unparse(d) for d in node.decorator_list if "dataclass" in ast.unparse(d)]
                loose |= {
                    f"{name_of(path)}: {node.name}" for m in marks if "frozen=True" not in m or "slots=True" not in m
                }
    assert not loose


def test_every_module_says_what_it_is_for():
    silent = [name_of(f) for f in sources(*PACKAGES) if not ast.get_docstring(tree_of(f))]
    assert not silent


def test_no_file_names_a_package_index_or_a_place_on_one_machine():
    """Where packages come from and where the project lies is the business of the machine."""
    places = ("pypi" + ".org", "pythonhosted" + ".org", "/work" + "/", "/tmp/" + "venv", "/home" + "/", "/root" + "/")
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    tracked = [ROOT / name for name in done.stdout.split("\0") if name]
    texts = {f: f.read_bytes().decode("utf-8", "replace") for f in tracked if f.suffix != ".pdf" and f.is_file()}
    assert not {f"{name_of(f)}: {place}" for f, text in texts.items() for place in places if place in text}
