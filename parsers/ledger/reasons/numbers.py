"""Figures that number, name or call something: documents, items, codes, telephones, pages."""

from __future__ import annotations

import re

from ziping.parsers.ledger.sight import Sight
from ziping.parsers.lexicon.entries import shaped

_NUMBER_BEFORE = shaped(r"\(\s?(?:19|20)\d\d\s?\)\s*第?\s*$|(?:{reasons.document_number})\s?第?\s?$")
_NUMBER_AFTER = shaped(r"\s?\)?\s?号(?!{reasons.no_document})")
_LETTER_AFTER = shaped(r"[\s)]?(?:{reasons.letter})")
_BARE_BEFORE = re.compile(r"\([一-龥]{2,12}\((?:19|20)\d\d\)\s?$")
_NUMBER_YEAR_AFTER = re.compile(r"\s?\)\s*第?\s*\d+\s?\)?\s*号")


def document_number(sight: Sight) -> bool:
    """A part of the number of an official document: 财预〔2024〕10号, 第12号令, 2号文; in brackets （财预〔2024〕10）."""
    if sight.before.endswith(("(", "( ")) and _NUMBER_YEAR_AFTER.match(sight.after):
        return True
    if _BARE_BEFORE.search(sight.before) and sight.after.startswith(")"):
        return True
    if not _NUMBER_AFTER.match(sight.after):
        return False
    return (
        bool(_NUMBER_BEFORE.search(sight.before))
        or sight.before.endswith("第")
        or _LETTER_AFTER.match(sight.after) is not None
    )


_SMALL = 2  # digits of an enumerator
_ITEM_BEFORE = re.compile(r"(?:^|[。;:,!?\n√✓✔☑■●□☐○]|(?<=\D)\s)[\s(]*$")
_ITEM_AFTER = re.compile(r"\s?(?:\)|[、.](?!\d)|:(?=[^\d\s]))(?P<rest>.?)")
_LABELLED = shaped(r"(?:{reasons.item})\s?$")
_LABELLED_AFTER = re.compile(r"\s?(?:[:、.](?!\d)|[()]|$)")
_LABEL_FIRST = shaped(r"\W*(?:{reasons.item_label})\s?")
_ATTACHED = shaped(r"(?:{reasons.attachment})\s?[(]?\s?$")
_PUBLISHED_TABLE = shaped("(?:{reasons.published_table})$")
_SUBNUMBER = re.compile(r"(?:^|[\s。;:,(])(?:\d{1,2}\.)+$")
_TWO_PARTS = re.compile(r"\d{1,2}\.\d{1,2}")
_TWO_PARTS_AFTER = re.compile(r"(?:\.\d{1,2})*\.?\s?[一-龥]{2}")
_IN_NOTES = re.compile(r"(?:^注\s?:|[;。])\s?$")  # 注：1含新增小区；2旧线路未计
_SERIAL = shaped("{reasons.serial}")


def enumerator(sight: Sight) -> bool:
    """The number of a heading, an item, an attachment or a row: 1. （2） 指标3： 附件1 3.1.2, 公开14表.

    1.5万元 at the start of a line, 指标值95%, 质量指标（15） and a cell with nothing but (10) are figures.
    """
    if sight.alone and _SERIAL.search(sight.heading):
        return True
    if not sight.whole:
        begins = sight.start and not sight.before.strip(" (*★☆")
        parts = _TWO_PARTS.fullmatch(sight.token) and _TWO_PARTS_AFTER.match(sight.after)
        return bool(begins and parts) and not sight.has_unit
    if len(sight.token) > _SMALL:
        return False
    if sight.start and _LABEL_FIRST.fullmatch(sight.before):  # 指标1种薯采购价格: no unit, whatever begins the name
        return True
    if sight.has_unit:
        return False
    return (
        _heads_an_item(sight)
        or _is_labelled(sight)
        or bool(_SUBNUMBER.search(sight.before))
        or bool(_IN_NOTES.search(sight.before) and sight.sentence.lstrip().startswith("注"))
    )


def _heads_an_item(sight: Sight) -> bool:
    """1. 2、 （3） 4） before the words of an item."""
    mark = _ITEM_AFTER.match(sight.after)
    if mark is None:
        return False
    closes = mark[0].lstrip().startswith(")")
    if closes and not mark["rest"].strip():  # (10) alone in a cell
        return False
    inside = closes and sight.before.endswith("(") and not sight.in_table  # 包括(1)甲；(2)乙
    return inside or bool(_ITEM_BEFORE.search(sight.before))


def _is_labelled(sight: Sight) -> bool:
    """指标1： 目标2 附件3 公开14表."""
    if _PUBLISHED_TABLE.search(sight.before):
        return bool(re.match(r"\s?表", sight.after))
    if _LABELLED.search(sight.before):
        return bool(_LABELLED_AFTER.match(sight.after))
    return bool(_ATTACHED.search(sight.before))


def ordinal(sight: Sight) -> bool:
    """A place in an order: 第2批, 第3季度, 第1-3项. 第95%位 is none."""
    told = sight.before.endswith("第") or re.search(r"第\s?\d{1,4}\s?[-~至、]\s?$", sight.before)
    return bool(told) and sight.whole and not re.match(r"\s?%", sight.after)


def article(sight: Sight) -> bool:
    """An article, a clause or a chapter of a law: 第12条, 第3款."""
    return sight.before.endswith("第") and bool(re.match(r"\s?[条款章节编]", sight.after))


_CODE = shaped("{reasons.code}")
_ACCOUNT = shaped("{reasons.account}")
_NEAR = 8  # characters before a code in which its word stands
_LONG = 9  # digits in a row that no amount or count has
_CLASSIFIED = re.compile(r"2\d{2}(?:\d{2}){0,2}")  # 类, 款, 项 of the classification by functions
_CODE_AFTER = re.compile(r"\s?[-_/]\s?[一-龥A-Za-z]|_\d|[A-Za-z]{1,3}\d|\)(?=[一-龥])")


def code(sight: Sight) -> bool:
    """A budget code, an identity or account number: [155]甲局, 314002-甲局机关, 编号：12, 91440000123456789."""
    if not sight.whole or sight.has_unit or re.match(r"\)?[分元%]", sight.after):
        return False
    if len(sight.token) >= _LONG or sight.before.endswith("_"):
        return True
    if _CODE.search(sight.heading if sight.alone else sight.before[-_NEAR:]):
        return True
    begins = not sight.before.strip(" ([") or sight.before.endswith((":", "("))
    if begins and sight.in_table and _CLASSIFIED.fullmatch(sight.token) and _ACCOUNT.search(sight.heading):
        return bool(re.match(r"\s?[一-龥]{2}", sight.after))
    return begins and len(sight.token) > _SMALL and bool(_CODE_AFTER.match(sight.after))


_PHONE_BEFORE = shaped(r"(?:{reasons.telephone})[^,。;]{0,12}$|(?<!\d)0\d{2,3}\s?[-)]\s?$|\d{7,8}[-、/]$")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_AREA_AFTER = re.compile(r"\s?[-)]\s?(?:\d{7,8}(?!\d)|\d{3,4}\*)")
_HOTLINE_AFTER = shaped(r"\s?(?:{reasons.hotline})")
_MASK = r"[×xX*＊●]{2,}"
_MASKED_AFTER = re.compile(rf"(?:\s?[-)]\s?\d{{0,4}})?{_MASK}")
_MASKED = re.compile(rf"\d\s?[-)]?\s?{_MASK}$")
_PHONE_DIGITS, _HOTLINE_DIGITS = (4, 7, 8), (3, 5)


def telephone(sight: Sight) -> bool:
    """A telephone number: 0753-3265020, 13800000000, 电话：3265020, 12345热线, 0753-32×××20. 电话回访200人 is a figure."""
    if not sight.whole or sight.has_unit:
        return False
    if _MASKED_AFTER.match(sight.after) or _MASKED.search(sight.before):
        return True
    area = sight.token.startswith("0") and bool(_AREA_AFTER.match(sight.after))
    hotline = len(sight.token) in _HOTLINE_DIGITS and sight.token.startswith("1") and _HOTLINE_AFTER.match(sight.after)
    told = len(sight.token) in _PHONE_DIGITS and _PHONE_BEFORE.search(sight.before)
    return area or bool(hotline) or bool(told) or bool(_MOBILE.fullmatch(sight.token))


_NAME_AFTER = shaped(r"\s?(?:#|号(?:{reasons.numbered_thing})|{reasons.numbered_kind}|[A-Z](?=[一-龥])|\+[A-Z])")
_SUM_BEFORE, _SUM_AFTER = re.compile(r"[“\"](?:\d+\s?\+\s?)*$"), re.compile(r"(?:\s?\+\s?\d+)*[”\"]")  # “3+2+1”模式
_LETTER_BEFORE = re.compile(r"[A-Za-z]-?$")


def name(sight: Sight) -> bool:
    """A part of a name: 《…》, G318, PM2.5, 2号楼, 5G网络, 2型糖尿病, “3+2”. A measure in letters (12km) is none."""
    if sight.titled or _LETTER_BEFORE.search(sight.before):
        return True
    summed = (
        _SUM_BEFORE.search(sight.before) and _SUM_AFTER.match(sight.after) and "+" in sight.before[-1] + sight.after[:1]
    )
    return bool(summed) or (bool(_NAME_AFTER.match(sight.after)) and not sight.has_unit)


_PAGE_DIGITS = 3


_CONTENTS_BEFORE = re.compile(
    r"(?:^|[\s\d.…])(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,3}[章节部分]{1,2})\s?[一-龥、“”]{2,20}[\s.…·]*$"
)
_CONTENTS_AFTER = re.compile(
    r"\s*(?:$|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十])"
)


def page_number(sight: Sight) -> bool:
    """The number of a page: 第3页, 共12页, — 3 —, 3/12 alone on a line, 一、项目概况3 in a table of contents."""
    listed = not sight.in_table and sight.whole and len(sight.token) <= _PAGE_DIGITS
    if listed and _CONTENTS_BEFORE.search(sight.before) and _CONTENTS_AFTER.match(sight.after):
        return True
    if re.match(r"\s?页(?!面)", sight.after) and re.search(r"[第共]\s?$", sight.before):
        return True
    if sight.in_table or not (sight.start and sight.whole) or len(sight.token) > _PAGE_DIGITS:
        return False
    line = f"{sight.before}0{sight.after}".strip()
    return bool(re.fullmatch(r"-?\s?0\s?-?|0\s?/\s?\d{1,3}|\d{1,3}\s?/\s?0", line))
