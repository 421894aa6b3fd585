"""Pieces of ink: OpenCV ends the process on a picture without pixels, so that nobody may ask it himself."""

from pathlib import Path

import numpy as np
import pytest

import ziping.pipeline.ocr
from tests.ocr.lines.test_line_ends import ends
from ziping.pipeline.ocr.image.components import components_of


@pytest.mark.parametrize("shape", [(0, 0), (0, 5), (5, 0)])
def test_nothing_has_no_pieces(shape):
    assert components_of(np.zeros(shape, np.uint8)).number == 1


def test_pieces_that_touch_at_a_corner_are_one():
    assert components_of(np.eye(3, dtype=np.uint8)).number == 2


def test_a_line_between_others_that_leave_no_room_stays():
    assert ends((100, 104), (100, 104, 0.5), others=[(80, 108), (98, 190)]) == (100, 104)


def test_no_other_module_asks_opencv_for_them():
    folder = Path(ziping.pipeline.ocr.__file__).parent
    asking = [p.name for p in folder.rglob("*.py") if "cv2.connectedComponents" in p.read_text(encoding="utf-8")]
    assert asking == ["components.py"]
