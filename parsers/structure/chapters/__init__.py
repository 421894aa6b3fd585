"""Running text that speaks of several subjects: its chapters, and which of them evaluate."""
