"""How bad a finding is: here, since what only names the words loads no library of tables."""

from __future__ import annotations

SEVERITIES = ("error", "warning", "info")  # worst first
