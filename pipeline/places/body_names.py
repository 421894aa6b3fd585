"""The name of a public body without code and place: a body is spelled in one way, wherever it is printed."""

from __future__ import annotations

import re

from ziping.pipeline.places.resolve import chain_at

_CODE = re.compile(r"^[\s\[【(（]*[0-9A-Za-z]{2,}[\]】)）]?[\s\-—－_.、:：]*(?=[^\W\d_A-Za-z])")
_PARTY = "中共"
_COMMITTEE = re.compile(r"^(?:委员会|委|直)")  # 大英县委办公室, 县直机关: the level belongs to the name
_GOVERNMENT = re.compile(r"^人民政府(?=.)")
_ITSELF = frozenset({"本单位", "本部门", "本级", "本局", "部门", "单位"})


def body_name(agency: str | None) -> str | None:
    """万里街道办事处 of 上海市普陀区人民政府万里街道办事处; 民政局机关 of 314002-成安县民政局机关.

    None where nothing is printed or what is printed names nobody (本单位).
    """
    if agency is None:
        return None
    name = _CODE.sub("", agency.strip(), count=1).removeprefix(_PARTY)
    while True:
        chain = chain_at(name, 0, first=True)
        if chain is None or chain.end >= len(name):
            break
        rest = name[chain.end :]
        if _COMMITTEE.match(rest):
            rest = name[chain.end - 1] + rest
            name = rest
            break
        name = rest
    name = _GOVERNMENT.sub("", name, count=1) if name != agency else name
    return None if not name or name in _ITSELF else name
