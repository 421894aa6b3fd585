"""Changes one printed figure of a clean report, typesets it, reads and checks it: do exactly those identities
fail that the figure stands in?

What is expected is worked out here, from the laws of the rules alone: nothing is imported from the checks.
"""
