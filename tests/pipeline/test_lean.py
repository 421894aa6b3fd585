"""Keeping pandas out, and letting it in for those who need it."""

from __future__ import annotations

import subprocess
import sys

HIDDEN = """
from ziping.pipeline.without_pandas import skip_pandas, allow_pandas
skip_pandas()
try:
    import pandas
except ModuleNotFoundError:
    print("hidden")
allow_pandas()
import pandas
print("there")
"""


def test_pandas_is_hidden_until_it_is_needed():
    done = subprocess.run([sys.executable, "-c", HIDDEN], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["hidden", "there"]
