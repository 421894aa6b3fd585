"""Text painted twice, of which pdfium hands over the first only: for bold print, a shadow, or in stripes."""

from __future__ import annotations

from collections.abc import Mapping

from ziping.pipeline.reading.paths.painting import Painting
from ziping.pipeline.reading.space import Bounds
from ziping.pipeline.reading.text.textpage import Runs, bounds

# A twin covers at least this part of the first, across and down: shadows are a little off.
MOSTLY = 0.5


class Twins:
    """The text objects of a page that pdfium drops because they repeat another."""

    def __init__(self, painting: Painting, runs: Runs) -> None:
        shown = set(runs.objects)
        self._painting, self._shown = painting, shown
        boxes = ((obj, bounds(obj)) for obj in painting.orders if obj not in shown)
        self._dropped = [(obj, box) for obj, box in boxes if box[2] > box[0] and box[3] > box[1]]  # blanks have no size

    def of(self, obj: int) -> int | None:
        """A text object that was dropped for the given one: where the first is not seen, it may be."""
        if not self._dropped:
            return None
        own = bounds(obj)
        return next((twin for twin, box in self._dropped if _cover(box, own)), None)

    def clips(self) -> Mapping[int, Bounds]:
        """What text objects are clipped to: one painted again in stripes is seen wherever one of them is."""
        clips = self._painting.clips
        if not clips or not self._dropped:
            return clips
        again: dict[Bounds, list[int]] = {}
        for obj, box in self._dropped:
            again.setdefault(box, []).append(obj)
        wider = dict(clips)
        for obj in self._shown & clips.keys():
            others = again.get(bounds(obj), [])
            if any(other not in clips for other in others):
                del wider[obj]
            elif others:
                x0s, tops, x1s, bottoms = zip(clips[obj], *(clips[other] for other in others), strict=True)
                wider[obj] = min(x0s), min(tops), max(x1s), max(bottoms)
        return wider


def _cover(one: Bounds, other: Bounds) -> bool:
    return all(
        min(one[k + 2], other[k + 2]) - max(one[k], other[k]) >= MOSTLY * (other[k + 2] - other[k]) for k in (0, 1)
    )
