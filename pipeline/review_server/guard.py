"""Who may ask: the browser of the person who started the server, on a page of the server itself, and nobody else.

Other programs and other users of the machine reach 127.0.0.1 as well, and every website that the browser shows can send
requests there. So each request has to come with the token (at first in the address, then in a cookie that other sites'
requests do not carry), has to call the server by its own name (a site may let its name point to 127.0.0.1), and may not
come from a page of another origin.
"""

from __future__ import annotations

from dataclasses import dataclass
from secrets import compare_digest, token_urlsafe
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OWN = frozenset({"same-origin", "none"})  # Sec-Fetch-Site: a page of the server, or an address that was typed
_HEADERS = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
_WRONG_TOKEN = "请打开 ziping review 在终端里显示的网址。\nOpen the address that ziping review shows in the terminal.\n"


@dataclass(frozen=True, slots=True)
class Key:
    """What a request has to know.

    Attributes:
        port: Where the server listens.
        token: The secret of this run.
    """

    port: int
    token: str

    @classmethod
    def new(cls, port: int) -> Key:
        """A key that nobody can guess, for one run of the server."""
        return cls(port, token_urlsafe(24))

    @property
    def cookie(self) -> str:
        """Cookies know no ports: each server has its own name for its cookie."""
        return f"ziping-{self.port}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names and ports by which a browser may ask."""
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"


class Guard:
    """Lets through what may be asked, as ASGI middleware."""

    def __init__(self, app: ASGIApp, key: Key) -> None:
        self._app, self._key = app, key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return  # nothing but HTTP is spoken here

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        answer = self._answer(scope)
        await (answer or self._app)(scope, receive, send_guarded)

    def _answer(self, scope: Scope) -> Response | None:
        """What is answered in place of the server; None for a request that may go on to it."""
        headers, key = Headers(scope=scope), self._key
        names = headers.getlist("host")
        if len(names) != 1 or names[0] not in key.hosts:
            return PlainTextResponse("This is not the server of that name.\n", 421)
        origins = headers.getlist("origin")
        changing = scope["method"] not in ("GET", "HEAD")
        if any(origin != f"http://{names[0]}" for origin in origins) or (changing and not origins):
            return PlainTextResponse("Requests from other sites are refused.\n", 403)
        if headers.get("sec-fetch-site", "none") not in _OWN:
            return PlainTextResponse("Requests from other sites are refused.\n", 403)
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [])
        if scope["path"] == "/" and not changing and given and _same(given[0], key.token):
            answer = RedirectResponse("/", 303)  # so that the token stays out of history and bookmarks
            answer.set_cookie(key.cookie, key.token, httponly=True, samesite="strict")
            return answer
        cookies = cookie_parser(headers.get("cookie", ""))
        if not _same(cookies.get(key.cookie, ""), key.token):
            return PlainTextResponse(_WRONG_TOKEN, 403)
        return None


def _same(given: str, secret: str) -> bool:
    return compare_digest(given.encode(), secret.encode())
