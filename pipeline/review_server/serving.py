"""Starts the server on this machine, and ends it."""

from __future__ import annotations

import contextlib
import errno
import getpass
import socket
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ziping.pipeline.audit_page.page_pictures import kept_pictures
from ziping.pipeline.errors import StoreError, UsageError
from ziping.pipeline.review_server.drawing import Pictures
from ziping.pipeline.review_server.guard import Key
from ziping.pipeline.review_server.state import ReviewState
from ziping.pipeline.reviews.store import prepare
from ziping.pipeline.store.durable import telling
from ziping.pipeline.store.folder import folder_at

if TYPE_CHECKING:
    from ziping.pipeline.dataset import Dataset
    from ziping.pipeline.options import Options

HOST = "127.0.0.1"  # nothing is reachable from elsewhere
USUAL = 8765
_TRIAL = ".trial"  # the name of a file that is written and removed
_PATIENCE = 2  # seconds that requests at work are waited for at the end


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server is to be had: the address to open once, with its token."""

    port: int
    url: str


def serve(  # noqa: PLR0913 - how it is served is a matter of choice
    dataset: Dataset,
    options: Options,
    ready: Callable[[Address], object],
    *,
    port: int | None = None,
    lang: str = "zh",
    reviewer: str | None = None,
    elsewhere: Path | None = None,
) -> None:
    """Serves the page of a dataset until it is interrupted (Ctrl-C).

    Args:
        dataset: The dataset.
        options: Workers.
        ready: Is told the address as soon as it answers there.
        port: Where to listen; the usual port, or another where that is taken, where left out.
        lang: The language the page opens in.
        reviewer: Who reviews; the user of the machine where left out.
        elsewhere: The ingest root as it is called now, where the files have been moved.

    Raises:
        UsageError: when the port is taken, or acts cannot be kept.
        StoreError: when the dataset is damaged.
    """
    import uvicorn

    from ziping.pipeline.review_server.app import application

    _can_be_kept(dataset)
    with (
        _listening(port) as listener,
        kept_pictures(dataset.folder) as kept,
        tempfile.TemporaryDirectory(prefix="ziping-") as scratch,
    ):
        key = Key.new(listener.getsockname()[1])
        pictures = Pictures(dataset.folder, kept, Path(scratch), options, elsewhere)
        state = ReviewState(dataset, options, pictures, lang=lang, reviewer=reviewer or _user())
        config = uvicorn.Config(
            application(state, key),
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_level="error",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_PATIENCE,
        )
        listener.listen()  # from now on requests wait for the server
        ready(Address(key.port, f"http://{HOST}:{key.port}/?token={key.token}"))
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def _can_be_kept(dataset: Dataset) -> None:
    """Tells before anything is judged that it could not be kept."""
    try:
        root = folder_at(dataset.folder)
        with telling(dataset.folder):
            prepare(root)
            root.under("reviews").write(_TRIAL, b"")
            root.under("reviews").remove(_TRIAL)
    except StoreError as error:
        raise UsageError(
            f"{dataset.folder} cannot be written, and reviews are kept in it ({error.__cause__}). Change the permissions, or "
            "copy the dataset to a place of your own."
        ) from error


def _listening(port: int | None) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a server that has just ended does not count
    try:
        try:
            listener.bind((HOST, USUAL if port is None else port))
        except OSError as error:
            if port is not None or error.errno != errno.EADDRINUSE:
                raise
            listener.bind((HOST, 0))
    except OSError as error:
        listener.close()
        raise UsageError(
            f"--port {port}: {error.strerror}. Something else listens there: choose another port, or leave --port out."
            if error.errno == errno.EADDRINUSE
            else f"--port {port}: {error.strerror}. Choose another port, or leave --port out."
        ) from error
    return listener


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user without a name, as in a container
        return ""
