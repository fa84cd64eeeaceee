"""The AudioMixer on ffmpeg: a programme becomes one file, at the right loudness, in constant memory.

Its beginning is listened to behind the limiter, to learn how loud it is; then it is encoded, and what came out is
measured. If that is out of the limits, all of it is listened to, and it is encoded again with what was learned.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from podcast_studio.domain.audio import LOUDNESS_LUFS, SAMPLE_RATE, TRUE_PEAK_DBTP, MixedAudio, Programme
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import AudioError
from podcast_studio.domain.files import appearing
from podcast_studio.engines.encoders import ENCODERS
from podcast_studio.engines.ffmpeg import feed, watch
from podcast_studio.engines.programme_sound import stereo_blocks, total_frames
from podcast_studio.engines.tagger import chapters_file, container_options, write_tags

_FIRST_GAIN_DB = 5.5  # near enough for turns from PiperSpeech, so that the limiter is measured at work
_LISTENED_BLOCKS = 60  # of a second or less; all turns are equally loud, and what these miss the measuring puts right
_LARGEST_GAIN_DB = 40.0
_LOUDNESS_SLACK_LU = 0.5  # half of what is allowed
_PEAK_MARGIN_DB = 0.05
_ENCODINGS = 3
_OVERSAMPLED = SAMPLE_RATE * 2  # Hz, for the limiter; what is left between its samples the headroom covers
_SILENT_LUFS = -69.0
_INPUT = ("-f", "f32le", "-ar", str(SAMPLE_RATE), "-ac", "2", "-i", "pipe:0")
_EXACT = ("-fflags", "+bitexact", "-flags:a", "+bitexact")  # the same programme gives the same bytes
_SHARES = (0.05, 0.75, 1.0)  # of the work, after each time through


@dataclass(frozen=True)
class _Level:
    """What is done to the sound."""

    gain: float  # dB
    ceiling: float  # dBFS, of the limiter

    def filters(self) -> str:
        limit = 10 ** (self.ceiling / 20)
        return (
            f"volume={self.gain:.4f}dB,aresample={_OVERSAMPLED},"
            f"alimiter=limit={limit:.6f}:level=0:latency=1:attack=5:release=60,aresample={SAMPLE_RATE}"
        )


@dataclass(frozen=True)
class _Measured:
    seconds: float
    loudness: float  # LUFS
    true_peak: float  # dBTP


class FfmpegMixer:
    """Streams clips through ffmpeg into the final file, at -16 LUFS, with tags, cover and chapters."""

    def mix(self, programme: Programme, out: Path, cancel: CancelToken, report: Callable[[float], None]) -> MixedAudio:
        """As AudioMixer.mix; FileExistsError when `out` is there already."""
        if out.exists():
            raise FileExistsError(errno.EEXIST, "the file exists already", str(out))
        if not programme.clips:
            raise AudioError("There is nothing to put together: no turn has been voiced.")
        with appearing(out) as part:
            measured = _Run(programme, part, out, cancel, report).finish()
        report(1.0)
        return MixedAudio(path=out, seconds=measured.seconds, loudness=measured.loudness, true_peak=measured.true_peak)


@dataclass(frozen=True)
class _Run:
    """One programme on its way into one file."""

    programme: Programme
    part: Path
    out: Path  # named in errors
    cancel: CancelToken
    report: Callable[[float], None]

    def finish(self) -> _Measured:
        headroom = ENCODERS[self.programme.format].headroom
        ceiling = TRUE_PEAK_DBTP - headroom
        level = self._found_level(ceiling, most_blocks=_LISTENED_BLOCKS)
        for encoding in range(_ENCODINGS):
            self._encode(level)
            measured = self._measure()
            better = _corrected(level, measured)
            if better is None:
                return measured
            unlike = abs(LOUDNESS_LUFS - measured.loudness) > _LOUDNESS_SLACK_LU
            if encoding == 0 and unlike and self.programme.seconds > _LISTENED_BLOCKS:  # the beginning misled
                better = replace(self._found_level(ceiling), ceiling=better.ceiling)
            level = better
        return measured

    def _found_level(self, ceiling: float, most_blocks: int | None = None) -> _Level:
        """The gain that makes the programme, as its beginning tells, as loud as wanted behind the limiter."""
        loudness = self._loudness(ceiling, most_blocks)
        if loudness < _SILENT_LUFS and most_blocks is not None:
            loudness = self._loudness(ceiling, None)
        if loudness < _SILENT_LUFS:
            raise AudioError("The podcast would be silent: none of its turns can be heard.", details=f"{loudness} LUFS")
        return _Level(min(_FIRST_GAIN_DB + LOUDNESS_LUFS - loudness, _LARGEST_GAIN_DB), ceiling)

    def _loudness(self, ceiling: float, most_blocks: int | None) -> float:
        """Of the whole, or of its first seconds, behind the limiter."""
        filters = _Level(_FIRST_GAIN_DB, ceiling).filters() + ",ebur128=framelog=quiet"
        blocks = islice(self._blocks(0.0, _SHARES[0]), most_blocks)
        return _loudness(feed((*_INPUT, "-af", filters, "-f", "null", "-"), blocks, self.cancel, self.out))

    def _encode(self, level: _Level) -> None:
        encoder = ENCODERS[self.programme.format]
        with chapters_file(self.programme) as chapters:
            arguments = (*_INPUT, *container_options(self.programme, chapters), "-map", "0:a")
            arguments += ("-af", level.filters(), *encoder.options, *_EXACT, str(self.part))
            feed(arguments, self._blocks(_SHARES[0], _SHARES[1]), self.cancel, self.out)
        write_tags(self.part, self.programme)

    def _measure(self) -> _Measured:
        """Decode the file as a player would."""
        seconds = 0.0
        whole = max(self.programme.seconds, 1.0)

        def through(done: float) -> None:
            nonlocal seconds
            seconds = done
            self.report(_SHARES[1] + (_SHARES[2] - _SHARES[1]) * min(1.0, done / whole))

        arguments = ("-i", str(self.part), "-map", "0:a", "-af", "ebur128=framelog=quiet:peak=true", "-f", "null", "-")
        said = watch(arguments, self.cancel, self.out, through)
        return _Measured(seconds, _loudness(said), _true_peak(said))

    def _blocks(self, share_from: float, share_to: float) -> Iterator[bytes]:
        done, whole = 0, max(1, total_frames(self.programme))
        for block in stereo_blocks(self.programme):
            self.cancel.check()
            yield block
            done += len(block) // 8
            self.report(share_from + (share_to - share_from) * done / whole)


def _corrected(level: _Level, measured: _Measured) -> _Level | None:
    """A better level, or None when the result is good as it is."""
    too_high = measured.true_peak - TRUE_PEAK_DBTP
    off = LOUDNESS_LUFS - measured.loudness
    if too_high <= 0 and abs(off) <= _LOUDNESS_SLACK_LU:
        return None
    ceiling = level.ceiling - too_high - _PEAK_MARGIN_DB if too_high > 0 else level.ceiling
    return _Level(min(level.gain + off, _LARGEST_GAIN_DB), ceiling)


def _loudness(said: str) -> float:
    return _figure(r"\bI:\s+(-?[\d.]+|-inf|nan) LUFS", said)


def _true_peak(said: str) -> float:
    return _figure(r"\bPeak:\s+(-?[\d.]+|-inf) dBFS", said)


def _figure(pattern: str, said: str) -> float:
    found = re.findall(pattern, said)
    if not found:
        raise AudioError("The loudness of the podcast could not be measured.", details=said[-2000:])
    return float(found[-1])
