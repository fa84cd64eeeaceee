"""A model taken apart, and sound made in stretches, on small graphs; real voices are in tests/integration."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
import pytest
from numpy.typing import NDArray

from podcast_studio.engines import piper_session
from podcast_studio.engines.onnx_bytes import FLOAT, make_node, make_tensor, message, number
from podcast_studio.engines.piper_parts import _float_value, in_two_parts
from podcast_studio.engines.piper_session import in_stretches, session_of

CHANNELS = 3
_IR_VERSION = number(1, 8)
_OPSET = message(8, message(1, b"") + number(2, 15))


def model(*parts: bytes, inputs: tuple[str, ...] = ("input", "sid"), outputs: tuple[str, ...] = ("output",)) -> bytes:
    values = [message(11, _float_value(name)) for name in inputs] + [
        message(12, _float_value(name)) for name in outputs
    ]
    return _IR_VERSION + message(7, b"".join([*parts, message(2, b"voice"), *values])) + _OPSET


def weights(name: str) -> bytes:
    return make_tensor(name, np.arange(1, 1 + CHANNELS, dtype="<f4").tobytes(), FLOAT, (1, CHANNELS, 1))


VOICE = (
    weights("dec.conv_pre.weight"),
    make_tensor("enc.weight", np.full(1, 2, "<f4").tobytes(), FLOAT, (1,)),
    make_node("Mul", ["input", "enc.weight"], "moved"),
    make_node("Relu", ["moved"], "z"),
    make_node("Relu", ["sid"], "speaker"),
    make_node("Conv", ["z", "dec.conv_pre.weight"], "deep"),
    make_node("Add", ["deep", "speaker"], "output"),
)


def run(raw: bytes, **inputs: NDArray[np.float32]) -> Any:
    return onnxruntime.InferenceSession(raw, providers=["CPUExecutionProvider"]).run(None, inputs)[0]


def sentence(frames: int) -> NDArray[np.float32]:
    return np.random.default_rng(1).standard_normal((1, CHANNELS, frames)).astype(np.float32)


def test_the_parts_one_after_the_other_are_the_whole() -> None:
    parts = in_two_parts(model(*VOICE))
    assert parts is not None
    assert (parts.joint, parts.also) == ("z", ("sid",))
    assert b"dec.conv_pre" not in parts.planning
    assert b"enc.weight" not in parts.sounding
    text, speaker = sentence(7), np.full((1, 1, 1), 4, np.float32)
    planned = run(parts.planning, input=text, sid=speaker)
    assert planned.shape == (1, CHANNELS, 7)
    whole = run(model(*VOICE), input=text, sid=speaker)
    assert np.allclose(run(parts.sounding, z=planned, sid=speaker), whole)


def test_a_session_of_a_voice_makes_the_sound_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piper_session, "_STRETCH", 4)
    told = {"input": sentence(30), "sid": np.full((1, 1, 1), 4, np.float32)}
    made = session_of(model(*VOICE)).run(None, told)[0]
    assert made.shape == (1, 1, 1, 30)
    assert np.allclose(made.reshape(-1), run(model(*VOICE), **told).reshape(-1))


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(
            model(make_node("Relu", ["input"], "output"), inputs=("input",)), id="nothing is named as we know"
        ),
        pytest.param(
            model(*VOICE, make_node("Relu", ["deep"], "more"), outputs=("output", "more")),
            id="it gives more than sound",
        ),
        pytest.param(model(*VOICE, make_node("Relu", ["z"], "aside")), id="something else hangs on the joint"),
        pytest.param(
            model(*VOICE[:-1], make_node("Add", ["deep", "moved"], "output"), inputs=("input", "sid")),
            id="sound is made of the text too",
        ),
    ],
)
def test_what_is_built_otherwise_is_used_as_a_whole(raw: bytes) -> None:
    assert in_two_parts(raw) is None
    told = {"input": sentence(5), "sid": np.full((1, 1, 1), 4, np.float32)}
    session = session_of(raw)
    assert isinstance(session, onnxruntime.InferenceSession)
    wanted = {value.name for value in session.get_inputs()}
    assert session.run(None, {name: value for name, value in told.items() if name in wanted})


@pytest.mark.parametrize("cut", [1, 5, 30])
def test_a_file_cut_short_is_noticed(cut: int) -> None:
    whole = model(*VOICE)
    with pytest.raises(ValueError, match=r"."):
        in_two_parts(whole[:-cut])


@pytest.mark.parametrize("frames", [0, 1, 255, 256, 257, 600])
def test_a_layer_that_looks_around_hears_the_same_in_stretches(frames: int) -> None:
    """Each frame becomes two samples, of itself and of 14 frames to either side."""
    lengths = []

    def sound(planned: NDArray[np.float32]) -> NDArray[np.float32]:
        lengths.append(planned.shape[2])
        mixed = np.convolve(planned.sum(axis=(0, 1)), np.arange(1, 30), mode="full")[14:-14]
        return np.repeat(mixed, 2).reshape(1, 1, -1)

    planned = sentence(frames)
    made = in_stretches(planned, sound)
    assert max(lengths, default=0) <= 256 + 2 * 16
    assert made.shape == (2 * frames,)
    if frames:
        assert np.allclose(made, sound(planned).reshape(-1), atol=1e-4)
