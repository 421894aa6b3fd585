"""Office packages that are the same byte for byte whenever they are written."""

from __future__ import annotations

import io
import re
import zipfile

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip archive knows
_PROPERTIES = "docProps/core.xml"
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def without_clock(package: bytes) -> bytes:
    """A package whose members carry no time of writing."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename, _LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            content = old.read(member)
            new.writestr(
                info, _MOMENT.sub(b"1980-01-01T00:00:00Z", content) if info.filename == _PROPERTIES else content
            )
    return made.getvalue()
