"""Which figures of a passage belong together: parts and totals, shares, growth."""
