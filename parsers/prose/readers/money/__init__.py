"""Lines of funds out of running text: what sums are called, whose they are, and which belong together."""
