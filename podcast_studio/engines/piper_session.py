"""Running a Piper model: in memory that does not grow with the length of a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from podcast_studio.engines.piper_parts import Parts, in_two_parts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_STRETCH = 256  # frames, of 3 s, that sound is made of at once
_AROUND = 16  # frames to either side that are heard with them; the layers look at 14 at most


def session_of(model: bytes) -> Any:
    """Something with the `run` of an onnxruntime session. Raises what onnxruntime raises, and ValueError."""
    parts = in_two_parts(model)
    return _session(model) if parts is None else _InStretches(parts)


class _InStretches:
    """Plans a sentence as a whole, and makes its sound stretch by stretch: the same samples, but for rounding."""

    def __init__(self, parts: Parts) -> None:
        self._planning, self._sounding = _session(parts.planning), _session(parts.sounding)
        self._joint, self._also = parts.joint, parts.also

    def run(self, _outputs: None, inputs: Mapping[str, Any]) -> list[NDArray[np.float32]]:
        """As onnxruntime's, for all outputs: the sound, of shape 1 x 1 x 1 x samples."""
        import numpy as np

        [planned] = self._planning.run(None, dict(inputs))
        also = {name: inputs[name] for name in self._also}
        sound = in_stretches(planned, lambda stretch: self._sounding.run(None, {self._joint: stretch, **also})[0])
        return [sound.reshape(1, 1, 1, -1).astype(np.float32, copy=False)]


def in_stretches(planned: NDArray[np.float32], sound: Callable[[NDArray[np.float32]], Any]) -> NDArray[np.float32]:
    """The samples of frames (1 x channels x frames), made some at a time by `sound`, which gives as many for each."""
    import numpy as np

    frames, made = planned.shape[2], []
    for begin in range(0, frames, _STRETCH):
        first, end = max(0, begin - _AROUND), min(frames, begin + _STRETCH)
        last = min(frames, end + _AROUND)
        samples = np.asarray(sound(planned[:, :, first:last])).reshape(-1)
        each = len(samples) // (last - first)
        made.append(samples[(begin - first) * each : (end - first) * each])
    return np.concatenate(made) if made else np.zeros(0, np.float32)


def _session(model: bytes) -> Any:
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    # One thread: the samples then don't depend on how many cores there are, and the language model has the others.
    # It costs a third of the speed of two threads, and less work in all.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # plans once for each length; each plan kept 170 MB more, and no time
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, sess_options=options, providers=["CPUExecutionProvider"])
