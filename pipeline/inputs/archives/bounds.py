"""How much an archive may hold, all that is inside of it counted, and what is said of that which is not taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from ziping.pipeline.inputs.file_kinds import promised

MOST_MEMBERS = 5_000
MOST_BYTES = 2_000_000_000  # unpacked, of all members together
MOST_OF_ONE = 500_000_000  # unpacked, of one member
DEEPEST = 4  # archives within archives
MOST_RATIO = 200  # of what is unpacked to what it was packed into
SMALL = 20_000_000  # bytes; so little does no harm, however well it was packed
_BLOCK = 1 << 20

_CLIMBING = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\0")


class Refused(Exception):
    """An archive or a member of it that is not taken out: stable code and message."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code, self.message = code, message


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A member: its name in the archive, `/`-separated, and the copy of it, or why there is none."""

    name: str
    copy: Path | None
    refused: Refused | None = None


@dataclass(slots=True)
class Budget:
    """What is left to be unpacked of one archive that a user named, with all that is inside of it.

    Attributes:
        into: An empty folder. Copies get numbers for names: what an archive says is never used as a path.
        only: Where just one member is wanted, its name.
    """

    into: Path
    only: str | None = None
    members: int = MOST_MEMBERS
    size: int = MOST_BYTES
    count: int = field(default=0)

    def wanted(self, name: str) -> bool:
        """Whether a member is worth taking out: hidden ones, and what systems put beside files, are not."""
        if self.only is not None:
            return name == self.only
        parts = name.split("/")
        return not any((p.startswith((".", "~$")) and p not in {".", ".."}) or p == "__MACOSX" for p in parts)

    def admit(self, name: str, size: int) -> None:
        """Takes a member into account before it is unpacked.

        Raises:
            Refused: when its name leads out of the archive, or it is too much.
        """
        if _CLIMBING.search(name):
            raise Refused("unsafe-name", "Its name leads out of the archive. Unpack it by hand where it is trusted.")
        if size > MOST_OF_ONE:
            raise Refused(
                "too-large", f"It measures {size / 1e6:.0f} MB unpacked; up to {MOST_OF_ONE / 1e6:.0f} are taken."
            )

    def take(self) -> None:
        """Counts a member.

        Raises:
            Refused: when the archive holds too many.
        """
        self.members -= 1
        if self.members < 0:
            raise Refused("too-large", f"It holds more than {MOST_MEMBERS} files. Unpack it and name the folder.")

    def place(self, name: str) -> Path:
        """Where the copy of a member goes: numbered, with an ending only where it is one that is known."""
        self.count += 1
        kind = promised(name)
        ending = Path(name).suffix.lower() if kind else ""
        return self.into / f"{self.count}{ending}"

    def copy(self, name: str, source: IO[bytes], packed: int | None) -> Path:
        """Writes a member, at most as much of it as is allowed whatever the archive says of its size.

        Raises:
            Refused: when it is too much, or was packed so well that it can only be meant to fill the disk.
        """
        target, written = self.place(name), 0
        with target.open("wb") as file:
            while block := source.read(_BLOCK):
                written += len(block)
                self.size -= len(block)
                if self.size < 0 or written > MOST_OF_ONE or bloated(written, packed):
                    break
                file.write(block)
            else:
                return target
        target.unlink()
        if self.size < 0:
            raise Refused("too-large", f"It holds more than {MOST_BYTES / 1e9:.0f} GB. Unpack it and name the folder.")
        raise Refused(
            "too-large", f"It grows to more than {min(written, MOST_OF_ONE) / 1e6:.0f} MB when it is unpacked."
        )


def bloated(unpacked: int, packed: int | None) -> bool:
    """Whether so much came out of so little that it is a bomb."""
    return packed is not None and unpacked > SMALL and unpacked > MOST_RATIO * max(packed, 1)


Members = Iterator[Unpacked]
