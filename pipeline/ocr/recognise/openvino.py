"""Lines found by OpenVINO, where the extra `openvino` is installed: the same network in a third of the time."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ziping.pipeline.ocr.recognise.models import Models, runtime_asked

PACKAGE, PLAIN = "openvino", "onnxruntime"


def find_by_openvino(chosen: Models, threads: int) -> OpenVino | None:
    """The network that finds lines, run by OpenVINO; None where it is not installed, cannot run it, or was not to:
    another device, another runtime asked for, models of the user's."""
    usable = chosen.bundled and chosen.device == "cpu" and runtime_asked() in {None, PACKAGE}
    if not usable or importlib.util.find_spec(PACKAGE) is None:
        return None
    try:
        return OpenVino(chosen.detection.path / "inference.onnx", threads)
    except Exception:  # whatever it says of this processor: ONNX Runtime runs the same network
        return None


class OpenVino:
    """A network in ONNX form, run by OpenVINO on the processor in single precision: half precision changes words."""

    def __init__(self, network: Path, threads: int) -> None:
        """Raises: ImportError where OpenVINO is not installed, and whatever it says of a network that it cannot run."""
        runtime: Any = importlib.import_module(PACKAGE)
        settings = {
            "INFERENCE_PRECISION_HINT": "f32",
            "INFERENCE_NUM_THREADS": str(threads),
            "NUM_STREAMS": "1",
            "ENABLE_CPU_PINNING": "NO",  # every worker would take the same core
        }
        self._network = runtime.Core().compile_model(str(network), "CPU", settings)
        self.version = str(runtime.__version__).partition("-")[0]

    def __call__(self, x: Sequence[NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        return [np.asarray(answer) for answer in self._network(list(x)).values()]
