"""Words by which more than one rule reads what a figure is called, each with what it means.

The lexicon of the parsers is not asked: a re-check that trusts the parser re-checks nothing. A word that one rule alone
needs stands beside it, in a pattern that is named after its meaning.
"""

from __future__ import annotations

import re

INITIAL = re.compile("年初|期初")  # of the beginning of the year: 年初预算
LEFT_OVER = re.compile("结转|结余")  # what was not spent and goes on: 年末结余
AMONG = "其中"  # before the parts of what stands before it
LAST_YEAR = "上年|去年|上一年|上期"  # of the year before
EXECUTING = "执行|支出|支付|使用"  # in the name of the rate of spending: 预算执行率, 资金支付进度
WHOLE_SUM = "总金额|总额|总预算|资金合计"  # a sum of all money: 项目总预算
