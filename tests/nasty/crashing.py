"""What a disk holds after the power fails: nothing that was not synced, in any order that a file system may choose.

`Recorder` takes down what a program does to the files of a folder: new names, renames, removals, folders, and what was
synced. `Recorder.disk` gives the folder as it may be found after a failure behind any of these steps: of a file what it
held when it was last synced, and of the steps that no sync of their folder has made sure of, any of them or none.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

TORN = b"PAR1 of which the rest was never on the disk"


@dataclass(frozen=True)
class Step:
    """What was done: `name`, `rename`, `remove`, `folder`, `content` or `sync`.

    Attributes:
        path: Of what; of a rename the new name.
        file: Number of the file, where it is one.
        content: What it held when it was synced.
        source: Of a rename the old name.
    """

    what: str
    path: Path
    file: int = 0
    content: bytes = b""
    source: Path | None = None


@dataclass
class Recorder:
    """The steps that were taken below a folder, and what somebody was told is done, by the step behind which he was."""

    root: Path
    steps: list[Step] = field(default_factory=list)
    told: list[tuple[int, Any]] = field(default_factory=list)
    _files: dict[int, int] = field(default_factory=dict)  # by inode
    _names: dict[Path, int] = field(default_factory=dict)
    _count: int = 0

    def tell(self, what: Any) -> None:
        self.told.append((len(self.steps), what))

    @contextmanager
    def recording(self) -> Iterator[None]:
        with mock.patch.multiple(
            os,
            fsync=self._after(os.fsync, self._synced),
            replace=self._before(os.replace, self._renamed),
            rename=self._before(os.rename, self._renamed),
            unlink=self._before(os.unlink, self._removed),
            rmdir=self._before(os.rmdir, self._removed),
            mkdir=self._after(os.mkdir, self._made),
        ):
            yield

    def disk(self, upto: int, dice: random.Random, place: Path) -> None:
        """Lays the folder out at `place` as it may be when the power fails behind the first `upto` steps."""
        likely = dice.choice((0.0, 0.0, 0.5, 1.0))
        steps, sure = self.steps[:upto], set[int]()
        synced: set[Path] = set()
        for number in range(len(steps) - 1, -1, -1):
            step = steps[number]
            if step.what == "sync":
                synced.add(step.path)
            elif step.path.parent in synced:
                sure.add(number)
        content: dict[int, bytes] = {}
        names: dict[Path, int | None] = {self.root: None}
        for number, step in enumerate(steps):
            if step.what == "content":
                content[step.file] = step.content
            elif step.what != "sync" and (number in sure or dice.random() < likely):
                if step.what == "remove":
                    names.pop(step.path, None)
                else:
                    names[step.path] = None if step.what == "folder" else step.file
                    if step.source is not None:
                        names.pop(step.source, None)
        for path, file in sorted(names.items()):
            if any(parent not in names for parent in path.parents if parent.is_relative_to(self.root)):
                continue  # the folder that it lies in was never on the disk
            target = place / path.relative_to(self.root)
            if file is None:
                target.mkdir(parents=True, exist_ok=True)
            else:
                target.write_bytes(content.get(file, TORN))

    def _after(self, call: Callable[..., Any], note: Callable[..., None]) -> Callable[..., Any]:
        def wrapped(*given: Any, **more: Any) -> Any:
            result = call(*given, **more)
            note(*given)
            return result

        return wrapped

    def _before(self, call: Callable[..., Any], note: Callable[..., None]) -> Callable[..., Any]:
        def wrapped(*given: Any, **more: Any) -> Any:
            if Path(given[0]).exists():
                note(*given)
            return call(*given, **more)

        return wrapped

    def _ours(self, path: Path) -> bool:
        return path.is_relative_to(self.root) and path != self.root

    def _synced(self, handle: int, *_: Any) -> None:
        path = Path(f"/proc/self/fd/{handle}").readlink()
        if path.is_dir() and path.is_relative_to(self.root):
            self.steps.append(Step("sync", path))
        elif self._ours(path):
            number = self._known(path)
            self.steps.append(Step("content", path, number, path.read_bytes()))

    def _known(self, path: Path) -> int:
        """The number of a file; one that nobody has seen has just got its name."""
        inode = path.stat().st_ino
        if self._names.get(path) != inode or inode not in self._files:
            self._count += 1
            self._files[inode], self._names[path] = self._count, inode
            self.steps.append(Step("name", path, self._count))
        return self._files[inode]

    def _renamed(self, source: Any, target: Any, *_: Any) -> None:
        source, target = Path(source), Path(target)
        if self._ours(target):
            number = self._known(source)
            self._names[target] = self._names.pop(source)
            self.steps.append(Step("rename", target, number, source=source))

    def _removed(self, path: Any, *_: Any) -> None:
        path = Path(path)
        if self._ours(path):
            self._names.pop(path, None)
            self.steps.append(Step("remove", path))

    def _made(self, path: Any, *_: Any) -> None:
        if self._ours(Path(path)):
            self.steps.append(Step("folder", Path(path)))
