"""What each figure of a passage measures, and what kind of figure it is."""
