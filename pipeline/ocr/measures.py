"""Units and limits that all of recognition shares."""

from __future__ import annotations

INCH = 72  # points, as PDF counts them
MM = 1 / 25.4  # inches

WHITE = 255  # how light the lightest paper is, in grey of eight bits
MIDDLE = 128  # between ink and paper where a picture is in black and white

# Pixels around one that it hangs together with: all that touch it, also at a corner, or those at its sides.
CORNERS, SIDES = 8, 4

# A confidence counts as at least this much in a geometric mean: one character that is nothing like print would else
# make that of a whole line nothing.
LEAST_CONFIDENCE = 1e-3
