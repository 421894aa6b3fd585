"""The ledger: every figure that is printed, and where it went. Depends on what readers found, never on what they say they read."""

from ziping.parsers.ledger.entries import Entry
from ziping.parsers.ledger.ledger import Ledger, keep_ledger

__all__ = ["Entry", "Ledger", "keep_ledger"]
