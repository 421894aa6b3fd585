"""JSON with a long list in it, written item by item, each on a line of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from ziping.pipeline.present.plain import plain
from ziping.pipeline.present.terminal_text import escaped

LIST = "\x00the list\x00"  # stands in the content where the items go


def write_json(
    stream: BinaryIO,
    content: Mapping[str, object],
    items: Iterable[object],
    *,
    indent: int = 1,
) -> None:
    """Writes the content as UTF-8, and in it the items.

    Args:
        stream: Where to.
        content: Values that `ziping.pipeline.present.plain` knows, one of them `LIST`.
        items: What is in that list.
        indent: Blanks a level.
    """
    before, after = json.dumps(plain(content), ensure_ascii=False, indent=indent).split(json.dumps(LIST))
    line = before.rpartition("\n")[2]
    margin = "\n" + line[: len(line) - len(line.lstrip(" "))]
    inner = margin + " " * indent
    stream.write(escaped(before + "[").encode())
    comma = ""
    for item in items:
        text = json.dumps(plain(item), ensure_ascii=False)  # a line each: indented it takes ten times as long
        stream.write(escaped(comma + inner + text).encode())
        comma = ","
    stream.write(escaped((margin if comma else "") + "]" + after + "\n").encode())
