"""PaddleOCR as the recogniser: its detection and recognition networks, run without padding."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from importlib import metadata
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ziping.pipeline.ocr.errors import OcrError, OcrUnavailable
from ziping.pipeline.ocr.image.components import components_of
from ziping.pipeline.ocr.measures import INCH
from ziping.pipeline.ocr.recognise.ctc import decode
from ziping.pipeline.ocr.recognise.engine import (
    STRIP_HEIGHT,
    Picture,
    Reading,
    Strip,
)
from ziping.pipeline.ocr.recognise.models import (
    DEVICE,
    RUNTIME,
    Models,
    models,
)
from ziping.pipeline.ocr.recognise.openvino import find_by_openvino
from ziping.pipeline.without_pandas import allow_pandas
from ziping.schemas.geometry import Box

# Text is looked for at a resolution (dots an inch, from FIND_DPI) at which most print is this many pixels high.
FIND_HEIGHT, FIND_DPI = 10.0, (60.0, 120.0)
FIND_STEP = 32  # sides must be multiples of it
FIND_LONGEST = 2048  # pixels of the longer side: A3 at about 120 dots an inch
THINNEST = 3  # pixels of a core in the network's picture: a thinner one is the edge of another
HALF_GREY = 127.5  # of 0 to 255: the networks were trained on -1 to 1
CHANNELS = 3  # they see colours

# A pixel belongs to text from this probability on; a line is one from this mean probability on.
TEXT, LINE = 0.3, 0.55

# The network marks the core of a line: by this part of the core's area over its outline it grows to the line.
GROW = 1.5

# So many columns of strips are read at once, and strips within this part of the longest one's width together.
BATCH_COLUMNS, BATCH_SPREAD = 3000, 0.94
STRIP_STEP = 8  # the network sees a strip in columns of so many pixels


def keep_to_one_thread() -> None:
    """For a worker process: there is one for every core, and more threads than cores only wait for each other."""
    cv2.setNumThreads(1)


class PaddleEngine:
    """PaddleOCR's networks, loaded once. One object serves one process.

    Raises:
        OcrUnavailable: when PaddleOCR is not installed or a model is missing.
    """

    def __init__(self, threads: int = 1) -> None:
        with models() as chosen:
            detection, recognition = _load(chosen, threads)
            faster = find_by_openvino(chosen, threads)
        self._find, self._read = faster or detection.runner, recognition.runner
        self._alphabet = _alphabet(recognition, chosen)
        runtime = f"{chosen.runtime}, lines by OpenVINO {faster.version}" if faster else chosen.runtime
        self._name = (
            f"PaddleOCR {metadata.version('paddleocr')} {chosen.detection.name} {chosen.recognition.name} ({runtime})"
        )

    @property
    def name(self) -> str:
        """As `documents.ocr_model` has it."""
        return self._name

    def find(self, picture: Picture) -> list[Box]:
        """Lines of text, in points."""
        height, width = picture.pixels.shape
        dpi = (
            min(max(INCH * FIND_HEIGHT / picture.height, FIND_DPI[0]), FIND_DPI[1])
            if picture.height
            else sum(FIND_DPI) / 2
        )
        factor = min(1.0, dpi / picture.dpi, FIND_LONGEST / max(height, width))
        size = tuple(max(FIND_STEP, round(side * factor / FIND_STEP) * FIND_STEP) for side in (width, height))
        small = cv2.resize(picture.pixels, size, interpolation=cv2.INTER_AREA)
        answer = _run(self._find, _normal(small)[None])[0, 0]
        across, along = width / size[0] / picture.scale, height / size[1] / picture.scale
        return [Box(x0 * across, y0 * along, x1 * across, y1 * along) for x0, y0, x1, y1 in _cores_to_boxes(answer)]

    def read(self, strips: Sequence[Strip]) -> list[Reading]:
        readings: list[Reading] = [()] * len(strips)
        for batch in _batches(strips):
            widest = max(strips[i].pixels.shape[1] for i in batch)
            widest = -(-widest // STRIP_STEP) * STRIP_STEP
            pixels = np.zeros((len(batch), CHANNELS, STRIP_HEIGHT, widest), dtype=np.float32)
            for row, i in enumerate(batch):
                pixels[row, :, :, : strips[i].pixels.shape[1]] = _normal(strips[i].pixels)
            answer = _run(self._read, pixels)
            for row, i in enumerate(batch):
                readings[i] = decode(answer[row], self._alphabet, strips[i].pixels.shape[1], widest)
        return readings


def _load(chosen: Models, threads: int) -> tuple[Any, Any]:
    os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")  # it would ask the network for mirrors
    logging.getLogger("paddlex").setLevel(logging.ERROR)
    allow_pandas()
    try:
        from paddleocr import TextDetection, TextRecognition
    except (ImportError, RuntimeError) as error:  # RuntimeError: loading failed before in this process
        raise OcrUnavailable(
            f"Text recognition cannot be loaded ({error}). Install it again with the project's own dependencies; on a "
            "machine without a display: pip install --force-reinstall --no-deps opencv-python-headless==4.10.0.84"
        ) from error
    common: dict[str, Any] = {"engine": chosen.runtime, "device": chosen.device}
    if chosen.runtime == "onnxruntime" and chosen.device == "cpu":
        # Strips come in every width: memory patterns and an arena would be kept for each of them.
        common["engine_config"] = {
            "intra_op_num_threads": threads,
            "inter_op_num_threads": 1,
            "enable_mem_pattern": False,
            "enable_cpu_mem_arena": True,
        }
    loaded = []
    for kind, model in ((TextDetection, chosen.detection), (TextRecognition, chosen.recognition)):
        try:
            loaded.append(kind(model_name=model.name, model_dir=str(model.path), **common).paddlex_predictor)
        except Exception as error:  # whatever the runtime says of a model or a device
            raise OcrUnavailable(
                f"The recognition model {model.name} cannot be loaded: {error}{_told(chosen)}"
            ) from error
    return loaded[0], loaded[1]


def _told(chosen: Models) -> str:
    """What the user has asked for that may be missing."""
    if chosen.bundled and chosen.device == "cpu":
        return ""
    return (
        f" It was to run on {chosen.device} ({DEVICE}) by {chosen.runtime} ({RUNTIME}). Install what these need, or leave "
        "the variables out: the models that come with ziping run on any processor."
    )


def _alphabet(recognition: Any, chosen: Models) -> list[str]:  # noqa: ANN401 - PaddleOCR has no types
    """The characters of the recognition network, by class."""
    if not chosen.bundled:
        return list(recognition.post_op.character)
    characters = recognition.runner.session.get_modelmeta().custom_metadata_map["character"]
    return ["", *characters.split("\n"), " "]


def _run(network: Any, pixels: NDArray[np.float32]) -> NDArray[np.float32]:  # noqa: ANN401
    try:
        answer: NDArray[np.float32] = network(x=[pixels])[0]
    except Exception as error:
        raise OcrError(f"The recogniser failed: {error}") from error
    return answer


def _normal(grey: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Three equal channels from -1 (black) to 1 (white)."""
    level = grey.astype(np.float32) / HALF_GREY - 1.0
    return np.broadcast_to(level, (CHANNELS, *level.shape))


def _cores_to_boxes(answer: NDArray[np.float32]) -> Iterator[tuple[int, int, int, int]]:
    """The network's map of text cores as rectangles around lines, in its pixels."""
    height, width = answer.shape
    mask = (answer > TEXT).astype(np.uint8)
    count, labels, stats, _ = components_of(mask)
    if count == 1:
        return
    means = np.bincount(labels.ravel(), weights=answer.ravel(), minlength=count) / stats[:, cv2.CC_STAT_AREA]
    for i in range(1, count):
        x, y, w, h, _ = stats[i].tolist()
        if means[i] < LINE or min(w, h) < THINNEST:
            continue
        grow = round(w * h * GROW / (2 * (w + h)))
        yield max(0, x - grow), max(0, y - grow), min(width, x + w + grow), min(height, y + h + grow)


def _batches(strips: Sequence[Strip]) -> Iterator[list[int]]:
    """Numbers of strips of about the same width, together."""
    order = sorted(range(len(strips)), key=lambda i: -strips[i].pixels.shape[1])
    batch: list[int] = []
    for i in order:
        if batch:
            widest = strips[batch[0]].pixels.shape[1]
            if strips[i].pixels.shape[1] < BATCH_SPREAD * widest or (len(batch) + 1) * widest > BATCH_COLUMNS:
                yield batch
                batch = []
        batch.append(i)
    if batch:
        yield batch
