"""Draws forms and passages as they might come, so that reading can be measured on what nobody has tuned to.

Its wording is its own: nothing here is imported from the parsers or their vocabulary.
"""
