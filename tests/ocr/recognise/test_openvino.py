"""OpenVINO finds lines where it is installed and nothing else was asked for."""

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType

import numpy as np
import pytest

from ziping.pipeline.ocr.recognise.models import DEVICE, RUNTIME, models
from ziping.pipeline.ocr.recognise.openvino import PACKAGE, find_by_openvino


@pytest.fixture
def installed(monkeypatch):
    """A stand-in that answers with what it was asked and how."""
    stand_in = ModuleType(PACKAGE)
    stand_in.__spec__ = ModuleSpec(PACKAGE, None)
    stand_in.__version__ = "2026.4.1-22000-abc"

    class Core:
        def compile_model(self, network, device, settings):
            assert network.endswith("inference.onnx")
            assert device == "CPU"
            assert settings["INFERENCE_PRECISION_HINT"] == "f32"
            return lambda inputs: {"out": inputs[0] * 2}

    stand_in.Core = Core
    monkeypatch.setitem(sys.modules, PACKAGE, stand_in)
    for name in (RUNTIME, DEVICE):
        monkeypatch.delenv(name, raising=False)
    return stand_in


def test_it_runs_the_same_network(installed):
    with models() as chosen:
        network = find_by_openvino(chosen, 1)
    assert network is not None
    assert network.version == "2026.4.1"
    (answer,) = network(x=[np.ones((1, 3, 2, 2), dtype=np.float32)])
    assert answer.tolist() == (2 * np.ones((1, 3, 2, 2))).tolist()


@pytest.mark.parametrize(("name", "value"), [(RUNTIME, "onnxruntime"), (DEVICE, "gpu:0")])
def test_what_was_asked_for_is_used(installed, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with models() as chosen:
        assert find_by_openvino(chosen, 1) is None


def test_a_network_that_it_cannot_run_is_left_to_onnx_runtime(installed, monkeypatch):
    monkeypatch.setattr(installed, "Core", lambda: 1 / 0)
    with models() as chosen:
        assert find_by_openvino(chosen, 1) is None


def test_without_it_nothing_changes(monkeypatch):
    monkeypatch.setitem(sys.modules, PACKAGE, None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with models() as chosen:
        assert find_by_openvino(chosen, 1) is None
