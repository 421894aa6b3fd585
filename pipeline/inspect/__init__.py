"""What the reader saw on a page, and what the parsers made of it."""
