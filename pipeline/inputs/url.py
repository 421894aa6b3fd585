"""Places that are not on this machine's file system: `s3://bucket/reports`, `https://…`, whatever fsspec can open.

fsspec and what speaks a protocol are optional (`ziping[s3]`), and loaded only where an address is given.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from ziping.pipeline.errors import UsageError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_NEEDED = {"s3": "ziping[s3]", "s3a": "ziping[s3]", "gs": "gcsfs", "gcs": "gcsfs", "abfs": "adlfs", "abfss": "adlfs",
           "az": "adlfs", "http": "fsspec[http]", "https": "fsspec[http]"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Url:
    """An address; `url / "name"` is one under it."""

    text: str

    def __truediv__(self, name: str) -> Url:
        return Url(f"{self.text.rstrip('/')}/{name}")

    def __str__(self) -> str:
        return self.text

    @property
    def scheme(self) -> str:
        """What stands before `://`, in small letters."""
        return self.text.partition("://")[0].lower()

    def beside(self, path: str) -> Url:
        """The address of what its file system calls `path`."""
        return Url(f"{self.scheme}://{path.lstrip('/')}" if "://" not in path else path)


def place(given: str | Path | Url) -> Path | Url:
    """A path as people write it: an address where it begins with `scheme://`, else a path; `file://` is a path, too."""
    if not isinstance(given, str):
        return given
    found = _SCHEME.match(given)
    if found is None:
        return Path(given)
    if found[1].lower() == "file":
        return Path(unquote(urlsplit(given).path))
    return Url(given)


def file_system(url: Url) -> tuple[AbstractFileSystem, str]:
    """The file system that an address is on, and what it is called there.

    Raises:
        UsageError: when nothing that is installed speaks its protocol, or it is no address.
    """
    if "::" in url.text:
        raise UsageError(
            f"{url}: addresses within addresses (::) are not supported. Give the address of the file or folder itself."
        )
    try:
        import fsspec
    except ImportError as error:
        raise UsageError(_missing(url)) from error
    try:
        return fsspec.core.url_to_fs(url.text)  # type: ignore[no-any-return]
    except ImportError as error:
        raise UsageError(_missing(url)) from error
    except (ValueError, TypeError) as error:
        raise UsageError(f"{url}: {error}. Give a path, or an address such as s3://bucket/folder.") from error


def _missing(url: Url) -> str:
    wanted = _NEEDED.get(url.scheme, "fsspec and what it needs for it")
    return f"{url}: nothing that is installed opens {url.scheme}://. Install it with: pip install '{wanted}'"


@contextmanager
def asking(url: object) -> Iterator[None]:
    """Turns what a client library raises (no credentials, no connection, a time-out) into an `OSError` that names the
    address: every library has exceptions of its own."""
    try:
        yield
    except (OSError, UsageError):
        raise
    except Exception as error:
        raise OSError(errno.EIO, f"{type(error).__name__}: {error}", str(url)) from error


def exists(url: Url) -> bool:
    """Whether there is something at an address; also where that cannot be found out just now."""
    try:
        with asking(url):
            fs, path = file_system(url)
            return bool(fs.exists(path))
    except (OSError, UsageError):
        return True
