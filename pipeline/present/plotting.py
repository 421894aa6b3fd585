"""Chinese type for plots: matplotlib draws boxes instead of characters unless it is told of a font that has them."""

from __future__ import annotations

import warnings

# The common families, serif and sans, of Linux, macOS and Windows; the first that is installed is taken.
FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "SimHei",
    "Noto Sans CJK JP",
    "Noto Serif CJK SC",
    "Arial Unicode MS",
)


def use_chinese_type() -> str | None:
    """Sets matplotlib to draw Chinese, with minus signs that such fonts have too.

    Returns:
        The family that is used; None where none is installed: plots are then drawn all the same, with boxes for
        characters, and a warning says what to install.
    """
    import matplotlib as mpl
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    family = next((name for name in FAMILIES if name in installed), None)
    mpl.rcParams["axes.unicode_minus"] = False
    if family is None:
        warnings.warn(
            "No Chinese font is installed; plots show boxes instead of characters. "
            "On Debian and Ubuntu: apt install fonts-noto-cjk, then delete matplotlib's font cache.",
            stacklevel=2,
        )
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        return None
    mpl.rcParams["font.sans-serif"] = [family, *mpl.rcParams["font.sans-serif"]]
    mpl.rcParams["font.family"] = "sans-serif"
    return family
