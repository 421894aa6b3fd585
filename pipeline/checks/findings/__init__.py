"""What a rule finds: the finding, its words, its verdict, and the catalogue of rules."""
