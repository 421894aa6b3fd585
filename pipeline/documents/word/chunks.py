"""Pages that a Word document holds as they are, for Word to turn into paragraphs when it opens it: so web systems write documents."""

from __future__ import annotations

import re
from pathlib import Path

from ziping.pipeline.documents.paper.flow import Flow
from ziping.pipeline.documents.web.read import html_to_flow, mht_to_flow
from ziping.pipeline.errors import ReadError

_HEAD = 4096  # bytes in which a chunk says what it is
_MESSAGE = re.compile(rb"(?im)^mime-version:\s*1|^content-type:\s*multipart/related")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p)[\s>]", re.IGNORECASE)


def chunk_to_flow(path: Path, data: bytes) -> Flow | None:
    """What a chunk of the document at `path` shows; None where it is no web page, or one that cannot be read."""
    head = data[:_HEAD].replace(b"\0", b"")
    try:
        if _MESSAGE.search(head):
            return mht_to_flow(path, data)
        return html_to_flow(path, data) if _PAGE.search(head) else None
    except ReadError:
        return None
