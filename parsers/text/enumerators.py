"""The numbers of items in a text, as patterns: 一、 （一） 1. (1) 1） ① 一是 第一章. Defined here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

HAN = "[一二三四五六七八九十]{1,3}"
CHAPTER = rf"第(?:{HAN}|\d{{1,2}})(?:章|节|部分?)"
HAN_POINT = rf"{HAN}\s?[、．.]"
HAN_BRACKET = rf"[（(]{HAN}[）)]"
DIGIT_POINT = r"\d{1,2}\s?[、．.](?!\d)"  # 1.2万亩 is a figure
_UNIT = "[万亿千元个人户次亩分年月日倍吨米公平立度号条件套名台辆座处页家]"  # what a figure counts or measures
DECIMAL = rf"\d{{1,2}}[.．]\d{{1,2}}[.．、]?(?!\d)\s*(?=[一-鿿])(?!{_UNIT})"  # 3.1投入; 1.2万亩 is a figure
DECIMALS = r"\d{1,2}[.．]\d{1,2}[.．]\d{1,2}[.．、]?(?!\d)\s*(?=[一-鿿])"  # 3.1.2
DIGIT_BRACKET = r"[（(]\d{1,2}[）)]"
HALF_BRACKET = r"\d{1,2}[）)]"
CIRCLE = "[①-⑳]"
WORD = rf"[一二三四五六七八九十]是|第{HAN}[，,、]"

ITEM = "|".join((HAN_POINT, HAN_BRACKET, DIGIT_POINT, DIGIT_BRACKET, HALF_BRACKET, CIRCLE))
"""Any number of an item, but for words and chapters."""

NUMBER = r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]"
"""The number of an item in digits or ideographs, whatever stands around it: where nothing but an item is expected."""

# In folded text: half-width brackets, one kind of colon
FOLDED = re.compile(rf"(?:{HAN}[、.:]|\({HAN}\)|\d{{1,2}}[、.](?!\d)|\(\d{{1,2}}\)|\d{{1,2}}\)|{CIRCLE})\s*")

_NUMBERED = re.compile(rf"(?:^|[。；;：:\n])\s*(?P<number>\d{{1,2}})[.．](?P<glued>\d(?=\d*\s?{_UNIT}))?")


def glued(string: str) -> Iterator[int]:
    """Where figures begin right behind the number of their item (2.112个书屋), as the items beside it show: 1. before it,
    or 3. behind it."""
    found = list(_NUMBERED.finditer(string))
    follows = {b.start() for a, b in pairwise(found) if int(b["number"]) == int(a["number"]) + 1}
    for before, item, behind in zip([None, *found], found, [*found[1:], None], strict=False):
        after = before is not None and item.start() in follows and before["glued"] is None
        ahead = behind is not None and behind.start() in follows and behind["glued"] is None
        if item["glued"] is not None and (after or ahead):
            yield item.start("glued")
