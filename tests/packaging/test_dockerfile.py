"""The image, as far as it can be judged without building it: what it copies is there, and it runs as an ordinary user."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def instructions(text: str) -> list[tuple[str, str]]:
    """The instructions of a Dockerfile with their arguments; lines that go on are one."""
    joined = re.sub(r"\\\n\s*", "", text)
    lines = (line for line in joined.splitlines() if line and not line.startswith("#"))
    return [(name.upper(), rest.strip()) for name, _, rest in (line.partition(" ") for line in lines)]


@pytest.fixture(scope="module")
def told():
    return instructions((ROOT / "Dockerfile").read_text("utf-8"))


def copied(told):
    for name, rest in told:
        if name == "COPY" and not rest.startswith("--from"):
            yield from rest.split()[:-1]


def test_what_is_copied_is_there_and_sent_along(told):
    told_of = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    sent = {line[1:] for line in told_of if line.startswith("!")}  # all else is left out
    sources = list(copied(told))
    assert sources
    for source in sources:
        assert (ROOT / source).exists(), source
        assert source in sent


def test_everything_that_the_package_is_built_of_is_copied(told):
    about = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = {about["project"]["readme"], *about["project"]["license-files"], "pyproject.toml", "requirements.lock"}
    links = {link.name for link in (ROOT / "ziping").iterdir() if link.is_symlink()}
    assert wanted | links | {"ziping"} <= set(copied(told))


def test_it_starts_as_an_ordinary_user_and_writes_where_that_one_may(told):
    last = max(n for n, (name, _) in enumerate(told) if name == "FROM")
    stage = told[last:]
    (user,) = (rest for name, rest in stage if name == "USER")
    assert user not in ("root", "0")
    made = " ".join(rest for name, rest in stage[: stage.index(("USER", user))] if name == "RUN")
    assert f" {user}" in made
    (place,) = (rest for name, rest in stage if name == "WORKDIR")
    assert re.search(rf"chown {user}\S* {place}", made)
    assert [name for name, _ in stage].index("USER") < [name for name, _ in stage].index("ENTRYPOINT")


def test_it_is_made_of_what_is_locked_and_of_an_interpreter_that_is_allowed(told):
    about = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    images = {rest.split()[0] for name, rest in told if name == "FROM"}
    assert len(images) == 1
    (image,) = images
    version = re.fullmatch(r"python:(3\.\d+)-slim", image)
    assert version, f"{image}: name a version"
    assert f"Programming Language :: Python :: {version[1]}" in about["project"]["classifiers"]
    installs = [rest for name, rest in told if name == "RUN" and "pip install" in rest]
    assert all("--no-deps" in rest for rest in installs)
    assert any("--require-hashes --requirement requirements.lock" in rest for rest in installs)
    assert not any(name == "ADD" or "curl" in rest or "wget" in rest for name, rest in told)


def test_arguments_are_words_of_their_own(told):
    """`docker run ziping run /reports`: a shell in between would not hand them over, nor signals."""
    (entry,) = (rest for name, rest in told if name == "ENTRYPOINT")
    (command,) = (rest for name, rest in told if name == "CMD")
    assert entry == '["ziping"]'
    assert command.startswith("[")
