"""The addresses of the server."""

from __future__ import annotations

import json
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from ziping.pipeline.errors import ZipingError
from ziping.pipeline.review_server.guard import Guard, Key
from ziping.pipeline.review_server.state import ReviewState
from ziping.pipeline.reviews import Refused

LARGEST = 4_000_000  # bytes of a request


def application(state: ReviewState, key: Key) -> Starlette:
    """The server's program: ASGI.

    Args:
        state: What it serves.
        key: What a request has to know.
    """

    def page(_: Request) -> Response:
        return HTMLResponse("".join(state.page()))

    def contents(request: Request) -> Response:
        found = state.contents(request.path_params["document"])
        if found is None:
            raise HTTPException(404)
        return Response(found, media_type="application/json")

    def picture(request: Request) -> Response:
        found = state.picture(request.path_params["document"], request.path_params["number"])
        if found is None:
            raise HTTPException(404)
        return FileResponse(found, media_type="image/webp", headers={"cache-control": "private, max-age=3600"})

    def since(request: Request) -> Response:
        asked = request.query_params
        try:
            return JSONResponse(state.since(int(asked.get("after", "0")), asked.get("run")))
        except ValueError:
            raise HTTPException(400) from None

    async def add(request: Request) -> Response:
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            raise HTTPException(415)
        return await run_in_threadpool(_added, state, await _body(request))

    return Starlette(
        routes=[
            Route("/", page),
            Route("/documents/{document}", contents),
            Route("/pages/{document}/{number:int}.webp", picture),
            Route("/acts", since, methods=["GET"]),
            Route("/acts", add, methods=["POST"]),
        ],
        middleware=[Middleware(Guard, key=key)],
    )


def _added(state: ReviewState, body: bytes) -> Response:
    try:
        given: Any = json.loads(body)
        return JSONResponse(state.add(given["acts"], int(given["after"])))
    except Refused as reason:
        return JSONResponse({"refused": reason.code, "message": str(reason)}, 422)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return JSONResponse({"message": f"no acts: {error}"}, 400)
    except ZipingError as error:
        return JSONResponse({"message": str(error)}, 500)


async def _body(request: Request) -> bytes:
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > LARGEST:
            raise HTTPException(413)
    return bytes(content)
