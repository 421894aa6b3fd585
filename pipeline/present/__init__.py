"""How values are shown to people and to programs."""
