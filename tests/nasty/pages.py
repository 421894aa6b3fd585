"""Pages damaged at random, behind the reader: what layout, parsers and checks may meet from any reader or recogniser.

A damage is a recipe of bytes, the same bytes the same pages: a fuzzer can shorten, join and change recipes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tests.nasty.files.mutator import originals
from ziping.parsers import parse
from ziping.pipeline.checks import check
from ziping.pipeline.execution.failures import FailureCollector
from ziping.pipeline.execution.result import Failure
from ziping.pipeline.layout import lay_out
from ziping.pipeline.reading import open_pdf
from ziping.pipeline.tabulate import tabulate
from ziping.schemas.document import Source
from ziping.schemas.geometry import Box
from ziping.schemas.page import (
    Method,
    Page,
    RulingLine,
    Word,
)

STEP = 6  # bytes of a recipe that make one damage: its kind, where (two), how much (two), and how
_SOURCE = Source("pages.pdf", "0" * 64, 1)

# Print that stands where nobody expects it: other digits, endless figures, half of a pair, words that begin something.
PRINT = (
    "（", "）", "(", "：", "、", "%", "‰", "％", "/", "-", "−", "－", ".", "0.", ",", "1,2,3", "9" * 40, "0" * 30 + "1", "-0", "1e308",
    "NaN", "½", "²", "①", "⑳", "٣", "𝟗", "１２．５", "〇", "十百千万亿", "二十万分之一", "负三", "约", "≥", "≤", "＞＝", "±", "95%±5", "2023年13月45日",
    "99999年", "0年", "第0季度", "一、", "（一）", "1.1.1.1", "附件0", "项目名称", "部门名称", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值",
    "分值", "得分", "自评得分", "权重", "偏差原因", "合计", "小计", "总分", "总分100分", "其中：", "年初预算数", "全年执行数", "执行率", "年度资金总额",
    "其他资金", "当年财政拨款", "产出指标", "满意度指标", "万元", "亿元", "元", "人次", "优", "良", "得10分（满分0分）", "增长0%", "比上年", "分别为", "占",
    "0个中完成", "自评得分：分", "\u202e", "\ufeff", "\u0301", "😀", "\x00", "\ud7ff", "𠮷", "N/A", "=1+1", "无", "/0", "×", "÷0",
)  # fmt: skip


def clean() -> list[tuple[Page, ...]]:
    """The pages of drawn forms and of samples, as the reader gives them."""
    from tempfile import TemporaryDirectory

    documents = []
    with TemporaryDirectory() as folder:
        for number, data in enumerate(originals(10)):
            file = Path(folder, f"{number}.pdf")
            file.write_bytes(data)
            with open_pdf(file) as pdf:
                pages = tuple(pdf.page(n) for n in range(1, min(pdf.page_count, 4) + 1))
            if any(page.words for page in pages):
                documents.append(pages)
    return documents


def damaged(recipe: bytes, documents: Sequence[tuple[Page, ...]]) -> tuple[Page, ...]:
    """The pages that a recipe makes: its first byte says of which document, each step is one damage."""
    if not recipe:
        return documents[0]
    pages = list(documents[recipe[0] % len(documents)])
    for start in range(1, len(recipe) - STEP + 1, STEP):
        kind, where, much, how = (
            recipe[start],
            int.from_bytes(recipe[start + 1 : start + 3], "big"),
            int.from_bytes(recipe[start + 3 : start + 5], "big"),
            recipe[start + 5],
        )
        index = how % len(pages)
        pages[index] = DAMAGES[kind % len(DAMAGES)](pages[index], where, much)
    return tuple(pages)


def defects(pages: Sequence[Page]) -> tuple[Failure, ...]:
    """What goes wrong behind the reader; nothing is to."""
    collector = FailureCollector(Path(_SOURCE.path))
    with collector.collect_failures("layout"):
        document = lay_out(_SOURCE, pages)
        with collector.collect_failures("parse"):
            report = parse(document)
            with collector.collect_failures("tabulate"):
                tables = tabulate(document, report)
                with collector.collect_failures("check"):
                    check(tables)
    return collector.failures


def _on_word(change: Callable[[Word, int], Word | None]) -> Callable[[Page, int, int], Page]:
    def damage(page: Page, where: int, much: int) -> Page:
        if not page.words:
            return page
        at = where % len(page.words)
        changed = change(page.words[at], much)
        return replace(page, words=page.words[:at] + ((changed,) if changed else ()) + page.words[at + 1 :])

    return damage


def _printed(word: Word, text: str) -> Word:
    return replace(word, text=text, edges=())


def _move(word: Word, much: int) -> Word:
    across, down = (much >> 8) - 128, (much & 255) - 128
    scale = 1000.0 if much % 97 == 0 else 1.0
    b = word.box
    dx, dy = across * scale, down * scale
    return replace(word, box=Box(b.x0 + dx, b.top + dy, b.x1 + dx, b.bottom + dy), edges=())


def _size(word: Word, much: int) -> Word:
    width, height = (much >> 8) * word.box.width / 32, (much & 255) * word.box.height / 32
    return replace(word, box=Box(word.box.x0, word.box.top, word.box.x0 + width, word.box.top + height), edges=())


def _inserted(word: Word, much: int) -> Word:
    at, more = (much >> 8) % (len(word.text) + 1), PRINT[(much & 255) % len(PRINT)]
    return _printed(word, word.text[:at] + more + word.text[at:])


def _cut(word: Word, much: int) -> Word | None:
    text = word.text[: much % len(word.text)]
    return _printed(word, text) if text else None


def _recognised(word: Word, much: int) -> Word:
    return replace(word, confidence=(much & 255) / 255, raw=PRINT[much % len(PRINT)])


def _twice(page: Page, where: int, much: int) -> Page:
    if not page.words:
        return page
    return replace(page, words=(*page.words, _move(page.words[where % len(page.words)], much)))


def _swap(page: Page, where: int, much: int) -> Page:
    if not page.words:
        return page
    one, other = page.words[where % len(page.words)], page.words[much % len(page.words)]
    texts = {id(one): other.text, id(other): one.text}
    return replace(page, words=tuple(_printed(w, texts[id(w)]) if id(w) in texts else w for w in page.words))


def _without_rule(page: Page, where: int, much: int) -> Page:
    if not page.rules:
        return page
    at = where % len(page.rules)
    return replace(page, rules=page.rules[:at] + page.rules[at + 1 + much % 7 :])


def _more_rules(page: Page, where: int, much: int) -> Page:
    x, y = where % 600, where // 600 * 9.0
    rule = RulingLine(x, y, x + (much >> 8) * 3, y) if much & 1 else RulingLine(x, y, x, y + (much >> 8) * 3)
    return replace(page, rules=(*page.rules, rule))


def _bent_rule(page: Page, where: int, much: int) -> Page:
    if not page.rules:
        return page
    at = where % len(page.rules)
    r = page.rules[at]
    across, down = ((much >> 8) - 128) / 4, ((much & 255) - 128) / 4
    x0, x1 = sorted((r.x0 + across, r.x1))
    top, bottom = sorted((r.top + down, r.bottom))
    return replace(page, rules=(*page.rules[:at], RulingLine(x0, top, x1, bottom), *page.rules[at + 1 :]))


def _paper(page: Page, where: int, much: int) -> Page:
    return replace(page, width=where / 50 + 0.01, height=much / 50 + 0.01)


def _scanned(page: Page, _: int, much: int) -> Page:
    words = tuple(_recognised(w, much) for w in page.words)
    return replace(page, method=Method.OCR, words=words, confidence=0.5, skew=much / 1e4)


def _few(page: Page, where: int, much: int) -> Page:
    return replace(page, words=page.words[where % (len(page.words) + 1) :][: much % 200])


Damage = Callable[[Page, int, int], Page]
DAMAGES: tuple[Damage, ...] = (
    _on_word(lambda word, much: _printed(word, PRINT[much % len(PRINT)])), _on_word(_inserted), _on_word(_inserted), _on_word(_cut),
    _on_word(_move), _on_word(_size), _on_word(_recognised), _twice, _swap, _swap, _without_rule, _more_rules, _bent_rule, _paper,
    _scanned, _few,
)  # fmt: skip


def recipes(count: int, steps: int = 30) -> Iterator[bytes]:
    """So many recipes; every time the same."""
    import random

    for number in range(count):
        dice = random.Random(f"recipe-{number}")
        yield dice.randbytes(1 + STEP * dice.randrange(1, steps))
