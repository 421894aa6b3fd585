"""On which side of a figure its name stands."""

from __future__ import annotations

from ziping.parsers.lexicon.entries import shaped, words_of
from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.trimming import after_name, before_name, is_purpose, is_short, is_verb
from ziping.parsers.prose.layers.figures import ITEM, PERSON, Figure
from ziping.parsers.text.units import POINT, RATIO, YUAN

PERCENTAGE_POINT = "percentage_point"
RATIOS = frozenset({RATIO, PERCENTAGE_POINT})
# A classifier that a noun follows: 26个部门, 40家企业. Others (期, 次, 人) end their phrase more often.
BEFORE_NOUN = ("个", "家", "名", "位", "所", "项", "座", "处", "条", "件", "份", "台", "辆", "套", "户", "种", "类")
_LEADS_ON = frozenset("和及与、或")
_JOINED, _PAIR = shaped("{grammar.joined}"), 2
_IS_MONEY = shaped(r"为(?=[一-鿿（）、]{2,24}(?:{titles.money_ends})$)")
_PLACE = shaped(r"(?<=[一-鿿])(?:[省市县区旗州镇乡]|{grammar.small_places})$")


def name_behind(raw_before: str, raw_after: str) -> str:
    """The name behind a figure; also where a part of a sum is said to be some money (其中300万元|为中央水利资金)."""
    is_money = None if before_name(raw_before) else _IS_MONEY.match(raw_after)
    return after_name(raw_after[is_money.end() :] if is_money is not None else raw_after)


def names_money(raw_after: str, second: str) -> bool:
    """Whether the words behind a sum name it (1000元新增缴费补助) rather than say what it is for."""
    return bool(words().money_noun_tail.search(second)) and not is_purpose(raw_after)


def noun_follows(raw: str) -> bool:
    """Whether the words before a figure put its noun behind it."""
    stripped = raw.rstrip(" 　“")
    return not stripped or stripped[-1] in _LEADS_ON or bool(words().forward_tail.search(stripped))


def needed_for(raw_before: str, raw_after: str) -> bool:
    """Whether a sum is what something needs: 业务部门估计需10万元用于印刷资料 is named by what it is for."""
    return raw_before.rstrip(" 　").endswith(words_of("phrases.needed")) and is_purpose(raw_after)


def label_follows(figure: Figure, raw_before: str, first: str, second: str, *, money_named: bool) -> bool:
    """Whether the words behind a figure (`second`) name it better than those before it."""
    if figure.unit in RATIOS or figure.unit == POINT:
        return False
    onward = noun_follows(raw_before)
    if figure.unit == YUAN:
        return not first or (onward and money_named) or is_verb(first)
    unit_text = figure.quantity.unit_text or ""
    classifier = figure.unit in (ITEM, PERSON) and unit_text.endswith(BEFORE_NOUN)
    # 下设甲中心、乙中心2个事业单位; 甲中心和乙中心2个事业单位
    apposed = classifier and ("、" in first or len(_JOINED.split(first)) == figure.value == _PAIR)
    placed = classifier and second != "" and _PLACE.search(first) is not None  # 解决甲县12个乡镇的出行难
    return (
        not first or onward or apposed or placed or (classifier and is_short(first)) or unit_text.endswith(("万", "亿"))
    )
