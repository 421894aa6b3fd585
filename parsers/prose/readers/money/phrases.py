"""The role that the words before a sum of money give it, by the last verb or noun of theirs that says one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ziping.parsers.lexicon.entries import shaped, words_of
from ziping.parsers.lexicon.money import money_words

_LINK = shaped(r"(?:{money.sum_links}|[：:，,\s])*$")
_TAIL = shaped(r"(?:{money.sum_names})*")
_ALLOWED = shaped("{grammar.planned_spending}")
_SUM_TAIL = shaped(r"(?:{money.sum_nouns})*$")
_GIVEN = ("received", "transferred")  # of verbs before which it stands who hands money on
_HANDED = ("annual", "received", "transferred")  # roles of verbs that may have a recipient
_PLANNED = ("annual", "named", "invested")
_FUND = re.compile(r"[“《]?[一-鿿]{4,20}[”》]?")
_TITLE = re.compile(r"《[^《》]*》")
_LONGEST_OBJECT = 40


class Role(StrEnum):
    """What a figure of money is; the columns of a funding line, and what may become one of them."""

    INITIAL = "initial"
    ADJUSTED = "adjusted"
    ANNUAL = "annual"
    RECEIVED = "received"
    EXECUTED = "executed"
    TRANSFERRED = "transferred"
    INVESTED = "invested"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class Phrase:
    """What the words before a figure say of it.

    Attributes:
        rank: How plainly: 2 right before the figure, 1 by a verb whose object stands between, 0 only where it fits
            others.
        verb: The word that says it.
        name: Where the name of the money stands, an empty stretch for none.
        agent: Where it stands who hands the money on, before a verb whose object follows (中央|下达补助资金).
        strange: The name is none of money: 临时救助预算260万元 is a fund's budget only beside others that are.
    """

    role: Role
    rank: int
    verb: str
    name: tuple[int, int]
    strange: bool = False
    agent: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    stop: int
    word: str
    role: str


def without_link(string: str, start: int, stop: int) -> int:
    """Where the words end that a linking word (为, 共计) leads over to the figure from; the 达 of 下达 is none."""
    link = _LINK.search(string[start:stop])
    last = max((m.end() for m in money_words().role.finditer(string, start, stop)), default=start)
    return stop if link is None else max(last, start + link.start())


def read_phrase(string: str, start: int, stop: int) -> Phrase | None:
    """The role that a stretch of words gives the figure behind it; None where it gives none, or where it tells of a
    difference or a remainder."""
    known = money_words()
    tokens, end = _tokens(string, start, stop), stop
    stop = without_link(string, start, stop)
    adjusted = max((m.end() for m in known.adjusted.finditer(string, start, end)), default=-1)
    if max((t.stop for t in tokens if t.role == "neither"), default=-1) > adjusted:
        return None
    if adjusted >= stop or (adjusted >= 0 and _TAIL.fullmatch(string, adjusted, stop)):
        return Phrase(Role.ADJUSTED, 2, "", (stop, stop))
    token = _deciding(tokens)
    if token is None:
        return None
    told = _name(string, start, stop, token, changed=adjusted >= 0)
    strange = told is None and _may_be_fund(string, start, token, stop)
    if told is None and not strange:
        return None
    name, rank = told or ((start, token.start), 1)
    role = _in_time(string[start : token.stop], token, changed=adjusted >= 0)
    behind = max((t.stop for t in tokens if t.stop <= token.start), default=start)
    agent = (behind, token.start) if rank == 1 and token.role in _GIVEN else (0, 0)
    return Phrase(role, 0 if role is Role.INVESTED else rank, token.word, name, strange, agent)


def _may_be_fund(string: str, start: int, token: _Token, stop: int) -> bool:
    """社区工作站建设|预算: a budget of something that does not sound like money."""
    planned = token.role in ("annual", "received") and _TAIL.fullmatch(string, token.stop, stop) is not None
    return planned and _FUND.fullmatch(string, start, token.start) is not None


def carries(string: str, start: int, stop: int) -> bool:
    """Whether what stands before a role names money or who has it, time and the like behind it left out (some
    fund's 全年 budget); the rate at which 林木良种 are used is none of money."""
    known = money_words()
    return any(
        known.general.fullmatch(string, cut, stop) and (cut == start or known.carrier_tail.search(string, start, cut))
        for cut in range(start, stop + 1)
    )


def is_remainder(string: str, start: int, stop: int) -> bool:
    """Whether the words name a difference, a remainder or a debt."""
    return any(t.role == "neither" for t in _tokens(string, start, stop))


def names_only(string: str, start: int, stop: int) -> bool:
    """Whether the words before a figure say by no verb what became of it: they are its name alone."""
    return all(t.role == "named" for t in _tokens(string, start, without_link(string, start, stop)))


def last_role(string: str, start: int, stop: int) -> tuple[int, str, str] | None:
    """Where the word begins that a stretch ends in, that word and its role, where it says one; None for others."""
    tokens = [t for t in _tokens(string, start, stop) if t.role != "named"]
    ends = bool(tokens) and tokens[-1].stop == stop
    return (tokens[-1].start, tokens[-1].word, tokens[-1].role) if ends else None


def _tokens(string: str, start: int, stop: int) -> list[_Token]:
    """The words that say a role, but for those in the title of a document (《关于下达…预算的通知》)."""
    known = money_words()
    titles = [m.span() for m in _TITLE.finditer(string, start, stop)]
    found = (m for m in known.role.finditer(string, start, stop) if not any(a < m.start() < b for a, b in titles))
    return [_Token(*m.span(), m[0], known.roles[m[0]]) for m in found]


def _deciding(tokens: list[_Token]) -> _Token | None:
    """The last one; but where that is a name of money the verb before it (收到财政资金)."""
    if len(tokens) > 1 and tokens[-1].role == "named" and tokens[-2].role not in ("named", "neither"):
        return tokens[-2]
    return tokens[-1] if tokens else None


def _name(string: str, start: int, stop: int, token: _Token, *, changed: bool) -> tuple[tuple[int, int], int] | None:
    """Where the name of the money stands, before the token or behind it, and how plainly that is said; None where the
    words are about something else."""
    known, rest = money_words(), string[token.stop : stop]
    if _TAIL.fullmatch(rest):
        name = (start, token.stop if token.role == "named" else token.start)
        return (name, 2) if changed or token.role == "named" or carries(string, *name) else None
    if len(rest) > _LONGEST_OBJECT or token.role == "named":
        return None
    if known.object_tail.search(_SUM_TAIL.sub("", rest)):
        return (token.stop, stop), 1
    if known.recipient_tail.search(rest) and token.role in _HANDED:
        return (stop, stop), 1
    return None


def _in_time(words: str, token: _Token, *, changed: bool) -> Role:
    """Planned money is that of the beginning of the year, or what it was changed to, where the words say so; what is to
    be spent is planned."""
    known = money_words()
    planned = token.role in _PLANNED or any(t.role == "annual" for t in _tokens(words, 0, len(words)))
    if planned:
        if changed:
            return Role.ADJUSTED
        if known.initial.search(words):
            return Role.INITIAL
    yet = _is_yet_to_be(words[: -len(token.word)]) or _ALLOWED.search(words)
    if token.role == "executed" and yet:
        return Role.ANNUAL  # 应发放120万元, 批复我局项目支出120万元
    return Role.ANNUAL if token.role == "named" else Role(token.role)


def _is_yet_to_be(words: str) -> bool:
    """应|发放, 全年计划|支出; but 营养改善计划|支出 is what was spent on what is called so."""
    known = money_words()
    match = known.planned_tail.search(words)
    if match is None or match[0] not in words_of("money.rate_plans"):
        return match is not None
    name = words[: match.start()]
    return known.general.fullmatch(name) is not None or known.carrier_tail.search(name) is not None
