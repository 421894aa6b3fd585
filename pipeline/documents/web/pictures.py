"""Pictures of a page that may themselves be pages: those that the file holds, in the page itself or beside it."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from urllib.parse import unquote, urljoin

from ziping.pipeline.documents.package import Element
from ziping.pipeline.documents.web.charset import decode
from ziping.pipeline.inputs.small_pictures import PAGE_SIDES

_IN_PAGE = re.compile(r"data:image/(png|jpe?g|webp|bmp|gif)[^,]{0,40};base64,", re.IGNORECASE)
_OF_PICTURES = frozenset({"image", "application"})  # types of parts; some programs call every part an octet stream
_MEASURE = re.compile(r"(?:^|[;\s])(width|height)\s*:\s*(\d{1,5})\s*(?:px)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of a file.

    Attributes:
        beside: Those that were saved with the page, by every name that it may have for them.
        base: The address of the page, from which its names lead on.
    """

    beside: Mapping[str, bytes] = field(default_factory=dict)
    base: str = ""

    def held(self, image: Element) -> bytes | None:
        """What an image shows; None where the file does not hold it. Nothing is fetched."""
        source = (image.get("src") or "").strip()
        found = _IN_PAGE.match(source)
        if found:
            try:
                return base64.b64decode(source[found.end() :])
            except ValueError:
                return b""
        names = (source, unquote(source), urljoin(self.base, source) if self.base else source)
        return next((self.beside[name] for name in names if name in self.beside), None)


def saved_beside(message: Message, page: Message) -> Pictures:
    """The pictures of a page that was saved with all that belongs to it."""
    beside: dict[str, bytes] = {}
    for part in message.walk():
        if part.get_content_maintype() not in _OF_PICTURES:
            continue
        data = part.get_payload(decode=True)
        if isinstance(data, bytes):
            identity = _said(part, "content-id").strip("<>")
            place = _said(part, "content-location")
            beside.update({name: data for name in (f"cid:{identity}" if identity else "", place) if name})
    return Pictures(beside, _said(page, "content-location"))


def _said(part: Message, name: str) -> str:
    """A line of a part's head, whose characters are as wild as those of a page."""
    said = next((str(value) for key, value in part.raw_items() if key.lower() == name), "")
    return decode(said.encode("utf-8", "surrogateescape")).strip()


def is_large(image: Element) -> bool:
    """Whether the page shows an image as large as a page."""
    sides = {name.lower(): int(value) for name, value in _MEASURE.findall(image.get("style") or "")}
    for name in ("width", "height"):
        said = (image.get(name) or "").strip().removesuffix("px")
        if said.isdigit() and len(said) < 6:
            sides.setdefault(name, int(said))
    return len(sides) == 2 and min(sides.values()) >= PAGE_SIDES[0] and max(sides.values()) >= PAGE_SIDES[1]
