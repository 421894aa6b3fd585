"""A web page as passages and grids."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

from lxml import html

from ziping.pipeline.documents.elements import is_note_mark
from ziping.pipeline.documents.package import Element
from ziping.pipeline.documents.paper.flow import (
    BODY,
    Flow,
    Grid,
    Item,
    NewPage,
    Passage,
    Remark,
    Scan,
)
from ziping.pipeline.documents.scanned import may_be_page
from ziping.pipeline.documents.web.article import Article
from ziping.pipeline.documents.web.charset import decode
from ziping.pipeline.documents.web.elements import (
    align_of,
    is_shown,
    size_of,
    tag_of,
)
from ziping.pipeline.documents.web.framesets import Saved, framed
from ziping.pipeline.documents.web.pictures import Pictures, is_large, saved_beside
from ziping.pipeline.documents.web.tables import is_layout, read_table
from ziping.pipeline.documents.word.number_formats import format_number
from ziping.pipeline.errors import ReadError
from ziping.schemas.document import Align

MOST_BYTES = 50_000_000
_DEEPEST = 200
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "o:p",
        "textarea",
    ]
)
_DROPPED = frozenset({"del", "s", "strike", "rt", "rp"})  # struck out, or a reading of characters
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_TITLE, _BEGINNING = 18.0, 3  # size of a title that stands elsewhere; items among which an article has its own
_LITTLE = 200  # characters of a page that says nothing but in pictures


def read_html(path: Path) -> Flow:
    """Reads a page that was saved.

    Raises:
        ReadError: `too-large`, `corrupt`.
    """
    return html_to_flow(path, _bytes(path))


def html_to_flow(path: Path, data: bytes) -> Flow:
    """The same of a page that lies in the file of that name.

    Raises:
        ReadError: `corrupt`.
    """
    return _flow(path, decode(data), Pictures())


def read_mht(path: Path) -> Flow:
    """Reads a page that was saved with all that belongs to it, as a message of many parts.

    Raises:
        ReadError: `too-large`, `corrupt`.
    """
    return mht_to_flow(path, _bytes(path))


def mht_to_flow(path: Path, data: bytes) -> Flow:
    """The same of a message that lies in the file of that name. Of one that only frames others, as a workbook does that was saved
    as a page, those that it names are read, each from a new page on.

    Raises:
        ReadError: `corrupt`.
    """
    message = email.message_from_bytes(data)
    pages = [Saved(part, text) for part in message.walk() if (text := _text(part)).strip()]
    if not pages:
        raise ReadError("corrupt", f"{path} holds no page: save it again, as a web page of one file")
    flows = [_flow(path, page.text, saved_beside(message, page.part)) for page in framed(pages)]
    items = [item for flow in flows for item in (NewPage(), *flow.items)]
    return Flow(tuple(items[1:]), tuple(remark for flow in flows for remark in flow.remarks))


def _text(part: Message) -> str:
    """The text of a part that is a page; empty for any other."""
    data = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
    return decode(data, part.get_content_charset()) if isinstance(data, bytes) else ""


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > MOST_BYTES:
        raise ReadError("too-large", f"{path} is larger than {MOST_BYTES / 1e6:.0f} MB: it is no report")
    return path.read_bytes()


def _flow(path: Path, text: str, pictures: Pictures) -> Flow:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except Exception as error:  # nothing in it, or nested too deep
        raise ReadError("corrupt", f"{path} is no web page that can be read ({error}): save it again") from error
    body = root.find("body")
    if body is None:
        raise ReadError("corrupt", f"{path} shows nothing (a page of frames?): save the page that is in it")
    title = "".join(str(t) for e in root.iter("title") for t in e.itertext())
    article = Article(body, " ".join(title.split()))
    writer = _Writer(article, pictures)
    writer.block(body, Align.LEFT, BODY, 0)
    writer.close()
    if article.title and not any(_is_title(item) for item in writer.items[:_BEGINNING]):
        writer.items.insert(0, Passage(article.title, Align.CENTRE, _TITLE))
    return Flow(tuple(writer.items), tuple(_remarks(writer)))


def _remarks(writer: _Writer) -> Iterator[Remark]:
    """Pictures that are not in the file are told of where one is shown as large as a page, or where there is little else."""
    length = sum(len(item.text) for item in writer.items if isinstance(item, Passage))
    alone = length < _LITTLE and not any(isinstance(item, Grid | Scan) for item in writer.items)
    if any(is_large(image) or alone for image in writer.elsewhere):
        yield Remark(
            "unread-picture",
            "Pictures of this page are not in the file, and nothing is fetched. If they hold the report, save the page as .mht, or "
            "the pictures beside it.",
            f"{len(writer.elsewhere)}",
        )


def _is_title(item: Item) -> bool:
    return isinstance(item, Passage) and (item.align is Align.CENTRE or item.size > BODY)


class _Writer:
    """Puts what an element shows into passages and grids, in its order."""

    def __init__(self, article: Article, pictures: Pictures) -> None:
        self.items: list[Item] = []
        self.elsewhere: list[Element] = []  # images that the file does not hold
        self._article, self._pictures = article, pictures
        self._parts: list[str] = []
        self._look = (Align.LEFT, BODY)

    def block(self, element: Element, align: Align, size: float, depth: int) -> None:
        """An element that stands on lines of its own."""
        tag = tag_of(element)
        if depth > _DEEPEST or not is_shown(element) or (depth and self._article.leaves_out(element)):
            return
        align, size = align_of(element, align), size_of(element, size)
        self.close()
        if tag == "table" and not is_layout(element):
            self.items.append(read_table(element, lambda cell: self._cell(cell, depth)))
            return
        self._look = (align, size)
        self._inside(element, align, size, depth)
        self.close()

    def close(self) -> None:
        """Ends a paragraph."""
        text = _BLANKS.sub(" ", "".join(self._parts).replace("\xa0", "\u2002")).strip(" \u2002\u3000")
        self._parts.clear()
        if text:
            self.items.append(Passage(text.replace("\u2002", " "), *self._look))

    def _inside(self, element: Element, align: Align, size: float, depth: int) -> None:
        self._parts.append(str(element.text or ""))
        count = 0
        for child in element:
            tag = tag_of(child)
            if tag == "br":
                self.close()
            elif tag in _INLINE or not tag:
                self._inline(child, align, size, depth + 1)
            else:
                if tag == "li" and is_shown(child):
                    count += 1
                    self.close()
                    self._marked(element, child, count, align, size, depth)
                else:
                    self.block(child, align, size, depth + 1)
                self._look = (align, size)
            self._parts.append(str(child.tail or ""))

    def _marked(  # noqa: PLR0913, PLR0917 - what it is in, and how that looks
        self, parent: Element, item: Element, count: int, align: Align, size: float, depth: int
    ) -> None:
        """An item of a list, with its number as a browser shows it."""
        start = len(self.items)
        self.block(item, align, size, depth + 1)
        if tag_of(parent) == "ol" and len(self.items) > start and isinstance(first := self.items[start], Passage):
            begin = parent.get("start") or "1"
            number = count + (int(begin) if begin.isdigit() else 1) - 1
            label = format_number(number, _FORMS.get(parent.get("type") or "", "decimal"))
            self.items[start] = Passage(f"{label}. {first.text}", first.align, first.size)

    def _inline(self, element: Element, align: Align, size: float, depth: int) -> None:
        tag = tag_of(element)
        if depth > _DEEPEST or not is_shown(element) or tag in _DROPPED:
            return
        if tag == "sup" and is_note_mark("".join(map(str, element.itertext())), "".join(self._parts[-2:])):
            return
        if tag == "img":
            self._picture(element)
        if tag == "input":
            self._parts.append(element.get("value") or "")
        if not any(True for _ in self._parts) and element.get("style"):
            self._look = (self._look[0], size_of(element, self._look[1]))
        self._inside(element, align, size, depth)

    def _picture(self, image: Element) -> None:
        """A picture that the file holds and that is large enough to be a page; nothing is fetched."""
        data = self._pictures.held(image)
        if data is None:
            self.elsewhere.append(image)
        elif may_be_page(data):
            self.close()
            self.items.append(Scan(data))

    def _cell(self, cell: Element, depth: int) -> str:
        """The paragraphs of a cell; tables in it are set behind the one that it is in."""
        inner = _Writer(self._article, self._pictures)
        inner.block(cell, Align.LEFT, BODY, max(depth, 1))
        inner.close()
        self.elsewhere += inner.elsewhere
        for item in inner.items:
            if not isinstance(item, Passage):
                self.items += [item, Passage("")]  # it is no part of the table that it lay in
        return "\n".join(item.text for item in inner.items if isinstance(item, Passage))
