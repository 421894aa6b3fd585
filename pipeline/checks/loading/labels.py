"""When two labels mean the same thing: what remains of them without the words that any label may have."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_POINTS = re.compile(r"[(\[【]?\s*(?:共|满分|权重|分值|占)?\s*\d+(?:\.\d+)?\s*(?:分|%)\s*[)\]】]?")
_NUMBERING = re.compile(
    r"^(?:第?[一二三四五六七八九十]+[、.)]|\(?[一二三四五六七八九十\d]+\)|\d+[、.)](?!\d)|[★☆*●·]|指标\d+[:：]?|其中[:：]?)+"
)
_SECTION_WORDS = re.compile(r"指标|情况|绩效|部分|方面|类|得分|小计|合计|分值|权重|以上|实施|及|和|与|的|\W")
_PUNCTUATION = re.compile(r"[\W_]+")

# Words that a label may or may not have without measuring something else.
_EMPTY_WORDS = re.compile(
    r"20\d\d年度?|本年度?|年度|全年|全市|全县|全区|我市|我县|我局|我单位|本单位|共计|总计|合计|累计|实际|共|"
    r"指标|项目|目标|个数|总数|人数|人员|数量|数|绩效|全部|情况|设立|共设|的|了|为|是|达到|达|有|对|进行|各"
)
# Words that say of what sort something is, but not which: 建设内容, 涉及村庄, 主要任务 are told of any batch or project.
_GENERAL_NOUNS = re.compile(
    r"内容|任务|工作|工程|规模|村庄|行政村|自然村|村组|乡镇|镇村|街道|社区|道路|设施|设备|资金|投资|经费|范围|面积|长度|里程|"
    r"[一二三四]批|[一二三四]期"
)
_WITH_THEM = re.compile(r"建设|新建|改建|扩建|改造|修建|完成|实施|开展|组织|安排|涉及|覆盖|惠及|包括|其中|主要")
_TELLING = 2  # characters beside general words
_NEGATIONS = re.compile(r"没有|没|未|不|无|非")


@lru_cache(maxsize=1 << 14)
def normal(text: str) -> str:
    """Width forms folded, punctuation and blanks dropped."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text)).casefold()


@lru_cache(maxsize=1 << 13)
def section_core(label: str) -> str:
    """What a heading is about: 一、产出指标（50分） is 产出, 决策情况及实施过程 is 决策过程."""
    text = _NUMBERING.sub("", unicodedata.normalize("NFKC", label).strip())
    text = _POINTS.sub("", text)
    return _SECTION_WORDS.sub("", text) or normal(text)


@lru_cache(maxsize=1 << 14)
def core(label: str) -> str:
    """What a figure measures, negations folded to one: 绩效目标没有完成的指标 is 未完成."""
    text = normal(_NUMBERING.sub("", label.strip()))
    text = _NEGATIONS.sub("未", text)
    return _EMPTY_WORDS.sub("", text) or text


@lru_cache(maxsize=1 << 14)
def is_telling(label: str) -> bool:
    """Whether a label says which thing it is about; 建设内容 and 涉及村庄 may be told of several."""
    left, general = _GENERAL_NOUNS.subn("", core(label))
    return not general or len(_WITH_THEM.sub("", left)) >= _TELLING


def negated(label: str) -> bool:
    """Whether the label says that something is not so."""
    return len(_NEGATIONS.findall(label)) % 2 == 1


@lru_cache(maxsize=1 << 15)
def holds_in_order(short: str, long: str) -> bool:
    """Whether `long` has all characters of `short`, in the same order: 森工退休人员 in 省管森工离退休人员."""
    letters = iter(long)
    return bool(short) and all(c in letters for c in short)


@lru_cache(maxsize=1 << 15)
def alike(a: str, b: str) -> bool:
    """Whether one of two cores holds all of the other, at least half of it, with the same polarity."""
    short, long = sorted((a, b), key=len)
    if not short or negated(a) != negated(b):
        return False
    return short == long or (2 * len(short) >= len(long) and len(short) >= 2 and holds_in_order(short, long))


@lru_cache(maxsize=1 << 15)
def resemblance(a: str, b: str) -> float:
    """Share of common pairs of characters (Dice), 0 to 1."""
    pairs = [{t[i : i + 2] for i in range(len(t) - 1)} or {t} for t in (a, b)]
    return 2 * len(pairs[0] & pairs[1]) / (len(pairs[0]) + len(pairs[1]))
