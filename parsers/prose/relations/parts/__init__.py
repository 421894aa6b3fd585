"""How totals are split: every search for lists of parts, and what they hand on."""
