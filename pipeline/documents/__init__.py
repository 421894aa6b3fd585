"""Documents of every format as pages: those that have pages are read from them, the others are laid out on pages of ours.

What is behind (layout, parsers, checks, report) does not learn of formats. `FORMATS` in `opening` is the list of those
that are read, by the type that their bytes show.
"""
