"""The HTML of the report, put together from the files beside this module.

Text of documents never becomes markup: it travels as JSON in a script element that no browser runs, and
the page's own program writes it as text.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from urllib.parse import quote

from ziping.pipeline.present.plain import Plain

# The page's program, in the order of its parts.
_SCRIPTS = (
    "dom", "words", "state", "acts", "plots", "overview", "findings", "review", "marks", "finding", "document", "read",
    "start",
)  # fmt: skip
_ESCAPED = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def page(  # noqa: PLR0913 - how it is put together is a matter of choice
    overview: Plain,
    parts: Iterable[tuple[str, str]],
    *,
    lang: str,
    folder: str | None = None,
    few: bool = False,
    server: Plain = None,
) -> Iterator[str]:
    """The page, piece by piece.

    Args:
        overview: Everything but the contents of the documents.
        parts: Name and JSON of every document that is to be in the page itself.
        lang: The language it opens in: zh or en.
        folder: Where the page finds the documents that are not in it, as a relative address.
        few: Whether pages without failures were left undrawn.
        server: What the page has to know of the server that it comes from; None for a page that stands alone.
    """
    script = _script()
    before, _, after = _asset("report.html").partition("<!--data-->")
    yield (
        before.replace("{{lang}}", lang)
        .replace("{{policy}}", _policy(script, folder, served=server is not None))
        .replace("{{style}}", _asset("report.css"))
    )
    yield block("settings", to_json({"lang": lang, "folder": folder and quote(folder), "few": few, "server": server}))
    yield block("words", to_json(json.loads(_asset("words.json"))))
    yield block("overview", to_json(overview))
    for name, content in parts:
        yield block(name, content)
    yield f"<script>{script}</script>\n"
    yield after


def to_json(value: Plain) -> str:
    """JSON that can stand inside a script element of HTML, and in a script: no `<`, and no U+2028."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode("utf-8")
    for character, escaped in _ESCAPED:  # several times quicker than `translate`
        text = text.replace(character, escaped)
    return text


def block(name: str, content: str) -> str:
    """JSON as a part of the page that is not run."""
    return f'<script type="application/json" id="data-{name}">{content}</script>\n'


def part(name: str, packed: bytes, pictures: Plain) -> str:
    """A script file beside the page: what a page from a share may load, unlike JSON.

    Args:
        name: Of the document.
        packed: Its contents as JSON, compressed: ten thousand of them lie in one folder.
        pictures: Page → address of its picture.
    """
    return f'ziping.receive("{name}","{base64.b64encode(packed).decode()}",{to_json(pictures)});\n'


def _policy(script: str, folder: str | None, *, served: bool) -> str:
    """What the page may do: run its own program, show the pictures it carries, and reach nothing but its server."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    beside = " 'self' file:" if folder else ""
    asked = "connect-src 'self'; " if served else ""
    shown = "data: 'self'" if served else f"data:{beside}"
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'{beside}; style-src 'unsafe-inline'; {asked}"
        f"img-src {shown}; base-uri 'none'; form-action 'none'"
    )


@cache
def _script() -> str:
    parts = "\n".join(_asset(f"{name}.js") for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}\n}})();'


@cache
def _asset(name: str) -> str:
    return resources.files("ziping.pipeline.audit_page").joinpath("assets", name).read_text("utf-8")
