"""Tables: without rules, over page breaks, and put together again."""
