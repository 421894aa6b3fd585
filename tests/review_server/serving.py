"""The server as people start it: a process of its own."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import urlsplit

PATIENCE = 180  # seconds: what has not come by then does not come, however busy the machine is


class Served:
    """A running `ziping review`."""

    def __init__(self, process, url):
        self.process, self.url = process, url
        self.port = urlsplit(url).port
        self.origin = f"http://127.0.0.1:{self.port}"
        self.cookie = None

    def ask(self, method, path, body=None, **headers):
        """A request as a program sends it: status, headers, content."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            own = {"cookie": self.cookie} if self.cookie else {}
            if body is not None:
                own |= {"content-type": "application/json", "origin": self.origin}
            given = {k.replace("_", "-"): v for k, v in headers.items()}
            sent = {k: v for k, v in {**own, **given}.items() if v is not None}
            connection.request(method, path, None if body is None else json.dumps(body), sent)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def enter(self):
        status, headers, _ = self.ask("GET", self.url.removeprefix(self.origin))
        assert status == 303
        self.cookie = headers["set-cookie"].partition(";")[0]
        return self

    def act(self, *acts, after=0):
        status, _, content = self.ask("POST", "/acts", {"acts": list(acts), "after": after})
        return status, json.loads(content)

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=PATIENCE)


def start(dataset, *arguments):
    command = [
        sys.executable,
        "-m",
        "ziping",
        "review",
        "--dataset",
        str(dataset),
        "--no-browser",
        "--json",
        "--jobs",
        "1",
        "--lang",
        "zh",
    ]
    pipe = subprocess.PIPE
    own = {**os.environ, "LANG": "en_GB.UTF-8"}
    process = subprocess.Popen([*command, *arguments], stdout=pipe, stderr=pipe, text=True, env=own)
    said = ""
    for line in process.stdout:
        said += line
        if line.startswith("}"):
            return Served(process, json.loads(said)["url"])
    raise AssertionError(process.communicate()[1])


@contextmanager
def serving(dataset, *arguments):
    served = start(dataset, *arguments)
    try:
        yield served
    finally:
        served.process.kill()
        served.process.communicate()
