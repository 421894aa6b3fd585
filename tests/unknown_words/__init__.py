"""What becomes of reports in words that nobody knows: what is lost, whether it is said, and who is accused."""
