"""Forms whose rows and columns are moved, merged, split and turned beyond what a published form does.

A form is drawn in its plainest shape (`basis`) and then changed by any number of small changes, each with a name and its own
right answers (`CHANGES` of `draw`). What decides whether a change is fair: somebody who never saw the form can still read it.
"""
