"""What reading a damaged zip archive raises: the library passes on what those that it unpacks with raise."""

import lzma
import struct
import zipfile
import zlib

DAMAGED_ZIP: tuple[type[Exception], ...] = (
    KeyError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip
