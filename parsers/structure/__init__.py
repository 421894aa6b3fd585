"""What kind of document it is, which parts it has, and of whom each part speaks."""
