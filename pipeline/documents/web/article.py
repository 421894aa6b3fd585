"""What of a page belongs to its article: all but the parts that lead elsewhere or tell of the site.

Nothing is chosen by how much text it has: a part is left out only where something says that it is none of the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ziping.pipeline.documents.package import Element
from ziping.pipeline.documents.web.elements import is_shown, tag_of

_DEEPEST = 200
_LINKED = 0.5  # part of its text that is links, from which a block only leads elsewhere
_SHORT = 400  # characters; a longer block is no navigation
_TITLE_END = re.compile(r"\s*[-_|—–]{1,2}\s*")
_BLOCKS = frozenset(["div", "ul", "ol", "table", "section", "td", "tr", "tbody", "form", "header", "p", "dl", "center"])

# How authors of pages call the parts around an article (in `id` and `class`), and what stands in those at its foot.
_NAMED = re.compile(
    r"(^|[\s_-])(nav|navbar|menu|footer|foot|breadcrumbs?|crumbs?|sidebar|copyright)([\s_-]|$)",
    re.IGNORECASE,
)
_SITE = re.compile(r"ICP备|公网安备|网站标识码|版权所有")


@dataclass(frozen=True, slots=True)
class Weight:
    """How much text an element shows, and how much of it is links."""

    text: int
    linked: int


class Article:
    """The article of a page.

    Attributes:
        title: Of the page, where it does not stand in the page itself.
    """

    def __init__(self, body: Element, title: str) -> None:
        self._weights: dict[Element, Weight] = {}
        self._weigh(body, 0, linked=False)
        headline = _TITLE_END.split(title)[0].strip()
        self.title = "" if any(_text(h) for h in body.iter("h1")) or headline in _text(body) else headline

    def leaves_out(self, element: Element) -> bool:
        """Whether a block is none of the article: little more than links, called so, or what stands at a site's foot."""
        weight = self._weights.get(element)
        if weight is None or not weight.text or tag_of(element) not in _BLOCKS or weight.text > _SHORT:
            return False
        names = f"{element.get('id') or ''} {element.get('class') or ''}"
        around = weight.linked >= _LINKED * weight.text or _NAMED.search(names) or self._is_of_site(element)
        return bool(around) and not _has_figures(element)

    def _is_of_site(self, element: Element) -> bool:
        """Whether it is a line of a site's foot; not what holds such a line besides others."""
        inner = any(child in self._weights and tag_of(child) in _BLOCKS for child in element)
        return not inner and bool(_SITE.search(_text(element)))

    def _weigh(self, element: Element, depth: int, *, linked: bool) -> Weight:
        if depth > _DEEPEST or not is_shown(element):
            return Weight(0, 0)
        linked = linked or tag_of(element) == "a"
        text = _length(element.text)
        links = text if linked else 0
        for child in element:
            inner = self._weigh(child, depth + 1, linked=linked)
            tail = _length(child.tail)
            text += inner.text + tail
            links += inner.linked + (tail if linked else 0)
        self._weights[element] = Weight(text, links)
        return self._weights[element]


def _has_figures(element: Element) -> bool:
    """Whether it holds a table with figures in several cells."""
    cells = (c for c in element.iter("td", "th") if len(c) == 0 or not any(True for _ in c.iter("table")))
    return sum(any(ch.isdigit() for ch in _text(c)) for c in cells) >= 2


def _length(text: str | None) -> int:
    return len("".join((text or "").split()))


def _text(element: Element | None) -> str:
    return "" if element is None else " ".join("".join(str(t) for t in element.itertext()).split())
