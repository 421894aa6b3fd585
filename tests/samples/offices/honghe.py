"""A centre's report in prose as a page that a browser saved (.mht), in an archive whose names are in GBK, as Windows packs them.

Names, counts and amounts are those that 红河州数据发展中心 published for 2024, all sentences our own.
"""

from __future__ import annotations

import base64
import io
import zipfile

_TITLE = "红河州数据发展中心2024年度项目支出绩效单位自评报告"
_PARAGRAPHS = (
    "一、基本情况",
    "2024年实施项目共15个，其中以前年度的暂付性款项转列为支出的5个。",
    "8个项目年初批复预算985万元，其中年初结转结余50万元，年中调整为861.46万元。全年实际到位资金334.67万元。",
    "二、自评情况",
    "各项目对照年初设定的目标逐项自查，没有完成的写明原因，结果随单位决算公开。",
)
_SIGNED, _DATE = "红河州数据发展中心", "2025年4月29日"
MEMBER = "自评报告/红河州数据发展中心2024年度.mht"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip archive knows
_BOUNDARY = "----=_saved_page"


def archive() -> bytes:
    """The archive."""
    made = io.BytesIO()
    stand_in = MEMBER.encode("gbk").decode("cp437")  # what a program that knows nothing of GBK takes the name for
    with zipfile.ZipFile(made, "w") as packed:
        info = zipfile.ZipInfo("x" * len(stand_in), _LONG_AGO)
        info.compress_type = zipfile.ZIP_DEFLATED
        packed.writestr(info, _saved())
    return made.getvalue().replace(b"x" * len(stand_in), MEMBER.encode("gbk"))


def _saved() -> bytes:
    """The page with the parts that belong to it, as a browser saves them in one file."""
    head = (
        "From: <Saved by a browser>\r\nSubject: page\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related; type="text/html"; boundary="{_BOUNDARY}"\r\n\r\n--{_BOUNDARY}\r\n'
        'Content-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    )
    page = base64.encodebytes(_page().encode("gb2312")).decode().replace("\n", "\r\n")
    return f"{head}{page}\r\n--{_BOUNDARY}--\r\n".encode("ascii")


def _page() -> str:
    links = "".join(
        f'<li><a href="/{number}">{name}</a></li>' for number, name in enumerate(("首页", "机构", "公开", "互动"))
    )
    prose = "".join(f"<p>{text}</p>" for text in _PARAGRAPHS)
    signed = "".join(f'<p style="text-align:right">{text}</p>' for text in (_SIGNED, _DATE))
    return (
        f'<html><head><meta charset="gb2312"><title>{_TITLE}</title></head><body><ul class="nav">{links}</ul>'
        f'<div class="article"><h1 style="text-align:center">{_TITLE}</h1>{prose}{signed}</div>'
        '<div class="foot">网站地图 | 联系我们</div></body></html>'
    )
