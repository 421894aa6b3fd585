"""Ideographs settled by the words of forms: headings and labels are known, and few characters look like another.

Nothing here touches a figure, and nothing that the recogniser is sure of, but for characters that are not used where the
rest of the page is printed as it is: a page of simplified characters has no traditional ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from ziping.parsers.lexicon.entries import Use, entries, every_entry
from ziping.parsers.lexicon.entries import entry as word_of
from ziping.pipeline.ocr.recognise.engine import Character, Reading
from ziping.pipeline.ocr.settle.lookalikes import settled

# A character less sure than this may be another one.
UNSURE = 0.97

# So many characters of a heading tell it; so many are one already where it goes on in the next line of its cell.
WINDOW, PART = 4, 3

# A page is in simplified characters when it has so many of them for each traditional one.
MOSTLY = 4

# Uses of the words that forms print as headings and labels, and lists of such.
_PRINTED = (
    Use.HEADINGS, Use.WEAK_HEADINGS, Use.FUNDING_HEADINGS, Use.WEAK_FUNDING_HEADINGS, Use.LINE_LABELS,
    Use.WEAK_LINE_LABELS, Use.FIELD_LABELS, Use.HEAD_LABELS, Use.TOTAL_LABELS, Use.CATEGORY_NAMES, Use.KIND_NAMES,
)  # fmt: skip
_LISTS = (
    "scores.subtotals", "scores.no_heading", "targets.goals", "heads.notes", "lines.splits", "levels.first_level",
    "levels.second_level",
)  # fmt: skip
# Classes of words that labels are made of, and what stands behind them.
_COMPOSED = (
    ("unit", "name"), ("department", "name"), ("thing", "name"), ("above", "department"), ("above", "unit"),
    ("acts", "unit"), ("fills", "unit"), ("money", "unit"), ("money", "department"), ("acts", "department"),
)  # fmt: skip
_INDICATORS = "指标"  # behind names of categories and kinds
_NUMERALS = frozenset("一二三四五六七八九十百千万亿元")
_GAP = "\0"

# Traditional forms, each before its simplified one: those that a recogniser takes for one another, and that mean the same
# in every word.
_PAIRS = (
    "門门們们問问間间關关開开聞闻閱阅閒闲閉闭決决準准減减況况淨净內内兩两來来東东車车長长馬马黨党齊齐龍龙資资財财貨货貿贸"
    "費费貧贫賠赔賞赏質质購购貸贷貼贴賬账賴赖贊赞負负責责貴贵買买賣卖員员損损圓圆績绩級级組组統统經经綜综維维編编線线結结"
    "給给絡络約约紅红純纯紙纸終终細细紹绍網网縣县縮缩總总繳缴繼继續续絕绝緩缓練练節节範范築筑簡简類类額额題题顯显領领預预"
    "項项順顺須须頻频顧顾願愿風风飛飞飲饮養养館馆驗验體体個个倉仓偉伟側侧備备債债傳传傷伤價价億亿儀仪優优儲储兒儿軍军農农"
    "創创別别劃划動动務务勞劳勢势勵励區区醫医協协單单衛卫廠厂廣广應应廢废廳厅歸归當当錄录徹彻從从復复態态慮虑憂忧懷怀"
    "戰战戶户擴扩據据擔担擇择擬拟擊击擁拥攔拦攜携數数斷断時时曆历書书會会條条構构標标樹树機机檔档檢检權权歐欧歡欢殘残氣气"
    "沒没測测溝沟滿满漁渔漢汉潔洁潤润澤泽濟济滅灭災灾為为無无煙烟熱热燈灯爭争爾尔狀状獎奖獨独獲获現现環环產产畢毕療疗監监"
    "盡尽盤盘眾众確确礎础禮礼種种稱称積积穩稳窮穷競竞筆笔籌筹糧粮聯联職职聽听肅肃脈脉臨临舉举舊旧藝艺藥药蘇苏處处號号虧亏"
    "補补裝装製制視视覺觉覽览觀观訂订計计訊讯討讨訓训記记設设許许訴诉診诊評评詞词試试話话該该詳详認认語语誤误說说調调談谈"
    "請请論论證证識识譯译議议護护變变讓让豐丰轉转輔辅輕轻載载較较輛辆輸输辦办辭辞進进運运過过達达違违遠远適适選选遺遗遷迁"
    "還还邊边鄉乡鄰邻鄭郑釋释鑒鉴針针銀银銷销鋼钢錢钱錯错鎮镇鐵铁鏈链隊队階阶際际陸陆陽阳隨随險险雙双離离難难電电靜静響响"
    "齡龄點点實实審审寫写寬宽對对導导將将專专層层屬属島岛師师帶带幫帮幹干庫库張张強强彈弹彙汇徑径術术衝冲規规親亲訪访"
    "貢贡趙赵跡迹軟软輪轮遞递郵邮醬酱鍵键閥阀"
)


def settle_terms(readings: Sequence[Reading]) -> list[Reading]:
    """The lines of a page with ideographs settled that headings and the rest of the page tell."""
    traditional = _traditional()
    simplified = frozenset(traditional.values())
    every = [c.text for reading in readings for c in reading]
    plain = sum(c in simplified for c in every) >= MOSTLY * sum(c in traditional for c in every)
    return [tuple(_by_terms(_simplified(reading) if plain else list(reading))) for reading in readings]


def _simplified(reading: Reading) -> list[Character]:
    """Characters in simplified form. They are the same character: the recogniser is no less sure of it."""
    pairs = _traditional()
    return [c._replace(text=pairs[c.text], raw=c.raw or c.text) if c.text in pairs else c for c in reading]


def _by_terms(characters: list[Character]) -> list[Character]:
    """Unsure characters as the headings have them in which all others are the same."""
    text = "".join(c.text if len(c.text) == 1 else _GAP for c in characters)
    if len(text) < WINDOW:
        return characters
    grams, holes = _grams()
    parts = _parts()
    for i, character in enumerate(characters):
        if character.confidence >= UNSURE or not _is_word(character.text):
            continue
        windows = list(_windows(text, i))
        if any(window in grams for window, _ in windows) or _is_part(text, i, parts):
            continue
        found = {c for window, at in windows for c in holes.get(_with_hole(window, at), ())}
        if len(found) > 1:
            found &= {other for other, _ in character.others}
        if len(found) == 1:
            characters[i] = settled(character, found.pop())
    return characters


def _windows(text: str, i: int) -> Iterator[tuple[str, int]]:
    for start in range(max(0, i - WINDOW + 1), min(i, len(text) - WINDOW) + 1):
        yield text[start : start + WINDOW], i - start


def _is_part(text: str, i: int, parts: frozenset[str]) -> bool:
    """Whether the end of a line, or its beginning, is a piece of a heading: 服务对象满 / 意度指标."""
    return (i >= len(text) - PART and text[-PART:] in parts) or (i < PART and text[:PART] in parts)


def _with_hole(window: str, at: int) -> str:
    return window[:at] + _GAP + window[at + 1 :]


def _is_word(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" and character not in _NUMERALS


@cache
def _traditional() -> dict[str, str]:
    pairs = zip(_PAIRS[::2], _PAIRS[1::2], strict=True)
    return {one: other for one, other in pairs if one != other}


@cache
def _grams() -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """The parts of headings and labels, and which characters make one of a part with a hole."""
    words = set(_printed()) | set(_composed())
    grams = {word[k : k + WINDOW] for word in words for k in range(len(word) - WINDOW + 1)}
    holes: dict[str, set[str]] = {}
    for gram in grams:
        for at, character in enumerate(gram):
            if _is_word(character):
                holes.setdefault(_with_hole(gram, at), set()).add(character)
    return frozenset(grams), {hole: frozenset(found) for hole, found in holes.items()}


@cache
def _parts() -> frozenset[str]:
    """The beginnings and ends of headings and labels."""
    return frozenset(
        part for word in (*_printed(), *_composed()) if len(word) >= PART for part in (word[:PART], word[-PART:])
    )


def _composed() -> Iterator[str]:
    """Labels that the vocabulary has in parts only: 主管部门, 部门名称, 满意度指标."""
    parts = entries("labels")
    for first, then in _COMPOSED:
        yield from (a + b for a in parts[first].of(Use.WORDS) for b in parts[then].of(Use.WORDS))
    for entry in every_entry():
        yield from (name + _INDICATORS for use in (Use.CATEGORY_NAMES, Use.KIND_NAMES) for name in entry.of(use))


def _printed() -> Iterator[str]:
    """The headings and labels that the lexicon lists, and those that it has as examples of labels."""
    for entry in every_entry():
        yield from (word for use in _PRINTED for word in entry.of(use))
        yield from entry.examples.get("field_label", ())
    for concept in _LISTS:
        yield from word_of(concept).of(Use.WORDS)
