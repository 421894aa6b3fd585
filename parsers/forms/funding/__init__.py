"""Blocks of money, whatever way their lines and columns run."""
