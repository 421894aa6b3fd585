"""Figures that say when, how, or by what rule: dates and spans of time, formulas, rules of scoring, points of a heading."""

from __future__ import annotations

import re

from ziping.parsers.ledger.sight import Sight
from ziping.parsers.lexicon.entries import shaped

_YEAR = re.compile(r"(?:19[89]|20[0-4])\d")
_YEAR_BEFORE = shaped(r"(?:[-~至]|19\d\d、|20\d\d[、和及]|{reasons.before_year}|\(|〔)\s?$")
_YEAR_AFTER = shaped(r"\s?(?:{reasons.behind_year}|[-~至、和及]\s?(?:19|20)\d\d|\))")
_NUMBERED_YEAR = re.compile(r"\d{1,2}\.(?:19|20)\d\d")
_TIME_OF_DAY = shaped(r"\s?(?:{reasons.time_of_day})")
_TIME_HEADING = shaped("{reasons.time_heading}")
_CLOCK_BEFORE = re.compile(r"(?:\d\s|午\s?|日\s?)\d{1,2}[:时点]$")
_CLOCK_AFTER = re.compile(r":\d\d(?!\d)")


def date(sight: Sight) -> bool:
    """A date or a part of one, a budget year, a time of the day: 2024年12月31日, （2024）, 2021—2025, 8时, 21:03.

    2024人 and 2024.5万元 are figures; so is a cell that holds nothing but 2024 under a heading that tells of no time.
    """
    if sight.dated or _TIME_OF_DAY.match(sight.after) or _CLOCK_BEFORE.search(sight.before):
        return True
    if _NUMBERED_YEAR.fullmatch(sight.token):  # 7.2024年度…: the number of an item and a year
        return sight.after.startswith("年")
    if _CLOCK_AFTER.match(sight.after):
        return bool(re.search(r"(?:\d|午|日)\s?$", sight.before))
    if not _YEAR.fullmatch(sight.token) or (sight.has_unit and not sight.after.lstrip().startswith("年")):
        return False
    if sight.alone and sight.in_table:
        return _TIME_HEADING.search(sight.heading) is not None
    return sight.alone or bool(_YEAR_AFTER.match(sight.after) or _YEAR_BEFORE.search(sight.before))


_FORMULA_BEFORE = re.compile(r"[×*÷]\s?$")
_RATED_BEFORE = re.compile(r"[率数值]\s?[×*÷]\s?$")
_FORMULA_AFTER = re.compile(r"\s?(?:分|%)?\s?\)?\s?[×*÷]\s?[(一-龥A-Z]")


def formula(sight: Sight) -> bool:
    """A part of a formula: 实际数÷预算数×100%, 10分×执行率. 300元×12月 are figures of their own, and so is 14.5*."""
    hundred = sight.token == "100" and bool(_FORMULA_BEFORE.search(sight.before))
    full_marks = _RATED_BEFORE.search(sight.before) and re.match(r"\s?分", sight.after)  # 执行率×10分
    return hundred or bool(full_marks or _FORMULA_AFTER.match(sight.after))


_RULE_BEFORE = shaped("{reasons.rule_before}")
_RULE_AFTER = shaped(r"\s?(?:{reasons.rule_unit})")
_BAND = shaped(
    r"\s?(?:分|%)?(?:\(含\)|及?以[上下]|\s?[-~至]\s?\d+)[^。;,]{0,8}(?:{reasons.grade_follows})[“\"]?[优良中合差较]"
)


# 80（含）-90分为良: the upper end
_BAND_BEFORE = re.compile(r"\d\s?分?\s?(?:\(不?含\))?\s?[-~至]\s?$")
_BAND_AFTER = shaped(r"\s?分?(?:\(不?含\))?\s?(?:{reasons.grade_follows})[“\"]?[优良中合差较]")
_TO_TICK = r"[优良中差]秀?好?等?\s?[√✓☑■●✔□☐○]?\s?\("
_BAND_BEGINS, _BAND_GOES_ON = (
    re.compile(_TO_TICK + r"\s?$"),
    re.compile(r"\s?分?\s?(?:及?以[上下]|\(?不?含|[-~至]\s?\d)"),
)
_BAND_ENDS = re.compile(_TO_TICK + r"[^()]{0,12}(?:[-~至]|,不?含)\s?$")
# 完成率超过100%的按100%计
_CAPPED = shaped(r"(?:{reasons.capped})\s?$")
_CAPPED_AFTER = re.compile(r"\s?(?:%|分)\s?的?[^。;\d]{0,4}按\s?\d")
_CAP = re.compile(r"按\s?$")
_CAP_AFTER = shaped(r"\s?(?:%|分)\s?(?:{reasons.counted_as})")


_FULL_BEFORE = shaped(r"(?:{reasons.full_marks})[为共是:]?\s?$")
_TAKEN_OFF = re.compile(r"扣(?:减|除|了|掉)?\s?$")


def _is_band_to_tick(sight: Sight) -> bool:
    """An end of a band in brackets behind a grade that may be ticked: 优（90分及以上）□ 良（80—90分，不含90分）□."""
    begins = _BAND_BEGINS.search(sight.before) and _BAND_GOES_ON.match(sight.after)
    return bool(begins or _BAND_ENDS.search(sight.before))


def deduction(sight: Sight) -> bool:
    """Points that were taken off, told in running text: 归档较晚，扣0.5分. The score is what is left."""
    return not sight.in_table and bool(_TAKEN_OFF.search(sight.before) and re.match(r"\s?分", sight.after))


def scoring_rule(sight: Sight) -> bool:
    """A rule of scoring, which tells of no result: 每低1个百分点扣0.5分, 合理的得2分, 90分以上为优, 满分100分."""
    if _BAND.match(sight.after) or _is_band_to_tick(sight):
        return True
    if _BAND_BEFORE.search(sight.before) and _BAND_AFTER.match(sight.after):
        return True
    if sight.token == "100" and _FULL_BEFORE.search(sight.before) and not sight.in_table:
        return True
    if _CAPPED.search(sight.before) and _CAPPED_AFTER.match(sight.after):
        return True
    if _CAP.search(sight.before) and _CAP_AFTER.match(sight.after):
        return True
    return bool(_RULE_AFTER.match(sight.after) and _RULE_BEFORE.search(sight.before))


_POINTS_HEADING = shaped(r"^\s?(?:{reasons.points_heading})\s?\(\s?$")
_BLOCK = shaped(r"(?:{reasons.scored_block})[一-龥\d]{0,8}(?:\([^()\d]*\))?\(\s?$")


_WHOLE_BLOCK = shaped(r"[一-龥]{0,4}(?:{reasons.block_alone})")


def block_points(sight: Sight) -> bool:
    """The points in the label of a whole block of a form: 预算执行情况（20分）, 绩效指标（80分）, 项目绩效85分; of a column: 分值（10分）.

    Those of a level (产出指标（50分）) are weights, and so are points that are scored (自评38分).
    """
    alone = _WHOLE_BLOCK.fullmatch(sight.before.strip()) and sight.start and not sight.after.strip().removeprefix("分")
    if sight.in_table and alone and sight.after:
        return True
    label = _BLOCK.search(sight.before) or (sight.start and _POINTS_HEADING.match(sight.before))
    return sight.in_table and bool(re.match(r"\s?分\s?[),]", sight.after) and label)


_TO_THE_READER = shaped("{reasons.to_the_reader}")
_CHARACTERS_ALLOWED = shaped(r"\s?(?:{reasons.characters_allowed})\s?(?:[)）]|[。；;，,]?$)")


def instruction(sight: Sight) -> bool:
    """What the words of the form prescribe to whoever fills it in: 权重分别为50分、30分，各单位可根据…调整 · （200字以内）."""
    if _CHARACTERS_ALLOWED.match(sight.after):
        return True
    return bool(re.match(r"\s?[分%]", sight.after) and _TO_THE_READER.search(sight.sentence))


_RANGE_AFTER = re.compile(r"\s?%?\s?[-~至]\s?\d+(?:\.\d+)?")
_RANGE_BEFORE = re.compile(r"\d[\d.]*\s?%?\s?[-~至]\s?$")
_MONEY_AFTER = re.compile(r"\s?[万亿千]?元")


def span(sight: Sight) -> bool:
    """An end of a span in running text, which is no one value: 1-2个村, 60-80%. Sums of money are never taken so."""
    if sight.in_table:
        return False
    rest = _RANGE_AFTER.match(sight.after)
    if rest is not None:
        return not _MONEY_AFTER.match(sight.after, rest.end())
    return bool(_RANGE_BEFORE.search(sight.before)) and not _MONEY_AFTER.match(sight.after)


_DURATION = shaped(r"\s?(?:多|余|来)?(?:{reasons.time_unit})(?P<rest>.{0,4})")
_TIMED_BEFORE = shaped(r"(?:{reasons.when_before})\s?$")
_TIMED_AFTER = shaped(r"\s?(?:{reasons.when_behind})")
_DEADLINE_BEFORE = shaped(r"[一-龥]{2}(?:{reasons.counted_from})\s?$")  # 收到文件后30日内分解下达
_IN_SENTENCE = re.compile(r"[一-龥][,，;；]\s?$")  # 5月下达，30日内分解
_HOURS = shaped("{reasons.hours}")


def duration(sight: Sight) -> bool:
    """A span of time or an age that says when or of whom, in running text: 3个工作日内, 60周岁以上, 近5年.

    供餐200天 and 培训16学时 count what was done; in a cell of a form a span is a target or a result,
    but for a deadline (收到文件后30日内分解下达).
    """
    match = _DURATION.match(sight.after)
    if match is None:
        return False
    if sight.in_table:
        told = _DEADLINE_BEFORE.search(sight.before) or _IN_SENTENCE.search(sight.before)
        return bool(told and match["rest"].startswith("内"))
    round_the_clock = sight.token == "24" and _HOURS.match(match[0].lstrip()) is not None
    return round_the_clock or bool(_TIMED_BEFORE.search(sight.before) or _TIMED_AFTER.match(match["rest"]))


_ASPECTS = shaped(r"\s?个?(?:{reasons.aspect})")


def aspects(sight: Sight) -> bool:
    """Into how many something is parted for the telling: 3个层次, 4方面. 3个项目 are counted."""
    return sight.whole and not sight.in_table and bool(_ASPECTS.match(sight.after))
