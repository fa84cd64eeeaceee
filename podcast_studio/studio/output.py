"""What leaves the library, and what a player and a settings page need to show: exports, waveforms, previews, checks."""

from __future__ import annotations

import json
import math
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import AudioError, InputError, NotFoundError, StorageError
from podcast_studio.domain.files import publish, write_atomically
from podcast_studio.domain.podcasts import AudioFormat, Podcast, Speaker
from podcast_studio.domain.revisions import spoken_as_made, turns_as_made
from podcast_studio.domain.voices import Voice
from podcast_studio.pipeline.captions import srt, web_vtt
from podcast_studio.pipeline.combining_audio import arrange, combine
from podcast_studio.pipeline.readable import markdown, plain_text
from podcast_studio.pipeline.storing_audio import caption_turns, safe_name, waveform_file
from podcast_studio.pipeline.transcript import transcript
from podcast_studio.studio.engines import Engines
from podcast_studio.studio.exporting import copy_file, wanted_file, write_file
from podcast_studio.studio.home import Home
from podcast_studio.studio.library import Library
from podcast_studio.studio.previews import preview
from podcast_studio.studio.revising import programme_tags
from podcast_studio.studio.script_reading import ScriptReader, ScriptState

_LEVEL_STEPS = 255  # the square root of a level is kept in one byte
_QUIET: Callable[[float], None] = lambda _share: None  # noqa: E731 - a default that does nothing


class TranscriptKind(StrEnum):
    """The forms of a transcript, each the ending of its file."""

    TXT = "txt"
    MD = "md"
    VTT = "vtt"
    SRT = "srt"
    JSON = "json"

    @classmethod
    def parse(cls, name: str) -> TranscriptKind:
        """The kind called `name`, or an error that lists the known ones."""
        try:
            return cls(name.strip().lower().lstrip("."))
        except ValueError:
            raise InputError(
                f"A transcript cannot be written as “{name}”.", way_out=f"Choose one of: {', '.join(cls)}."
            ) from None


class Output:
    """Exports, waveforms, previews and checks."""

    def __init__(self, home: Home, reader: ScriptReader, library: Library, engines: Engines) -> None:
        self._home, self._reader, self._library, self._engines = home, reader, library, engines

    def file_name(self, *, podcast_id: str) -> str:
        """What a file of this podcast is called where nobody names it, without its ending."""
        return safe_name(self._library.podcasts.get(podcast_id).order.title)

    def export_audio(
        self,
        *,
        podcast_id: str,
        target: Path,
        audio_format: AudioFormat | None = None,
        cancel: CancelToken | None = None,
        report: Callable[[float], None] = _QUIET,
    ) -> Path:
        """A finished podcast in any format, at `target` (a file, or a folder) or the next name that is free.

        In the format it has, it is copied; in another one it is mixed anew, and `report` gets the share done.
        """
        state = self._finished(podcast_id)
        wanted_format = audio_format or state.podcast.order.format
        stem = safe_name(state.podcast.order.title)
        wanted = wanted_file(target.expanduser().absolute(), stem, f".{wanted_format.value}")
        audio = state.podcast.audio
        if audio is not None and audio.is_file() and audio.suffix == f".{wanted_format.value}":
            done = copy_file(audio, wanted)
        else:
            done = self._mixed(state, wanted, wanted_format, cancel or CancelToken(), report)
        report(1.0)
        return done

    def export_transcript(self, *, podcast_id: str, target: Path, kind: TranscriptKind | str) -> Path:
        """What is said in a finished podcast, at `target` (a file, or a folder) or the next name that is free."""
        kind = TranscriptKind.parse(kind)
        state = self._finished(podcast_id)
        stem = safe_name(state.podcast.order.title) + (".transcript" if kind is TranscriptKind.JSON else "")
        wanted = wanted_file(target.expanduser().absolute(), stem, f".{kind.value}")
        return write_file(self._transcript(state, kind).encode(), wanted)

    def waveform(self, *, podcast_id: str, bins: int) -> list[float]:
        """The shape of a podcast's sound in `bins` parts, 0 to 1 of the loudest; empty before there is audio.

        Raises NotFoundError where the file is gone, AudioError where it cannot be read.
        """
        podcast = self._library.podcasts.get(podcast_id)
        if podcast.audio is None or bins < 1:
            return []
        return _shape(self._levels(podcast, podcast.audio), bins)

    def preview(self, *, voice_id: str, role: Speaker, other_voice: str = "") -> Path:
        """A WAV file in which a voice says a sentence, as it sounds beside the other speaker's voice."""
        voices = self._engines.voices
        other = voices.find(other_voice) if other_voice else None
        return preview(
            self._engines.prompt_speech(),
            voices.find(voice_id),
            role=role,
            other=other,
            folder=self._home.previews,
            cancel=CancelToken(),
        )

    def check_model(self, *, path: Path) -> None:
        """Load a model file in a process of its own. Raises ModelFileError with the reason and the way out."""
        self._engines.check_model(path.expanduser().absolute())

    def check_voice(self, *, voice: str) -> Voice:
        """Let a voice (by id, or the path of its .onnx file) say a word; the voice.

        Raises UnknownVoiceError, VoiceFileError or SpeechError.
        """
        found = self._engines.voices.find(voice)
        self._engines.check_voice(found)
        return found

    def _finished(self, podcast_id: str) -> ScriptState:
        state = self._reader.read(podcast_id)
        if state.podcast.audio is None or not state.heard.turns:
            raise NotFoundError(
                f"“{state.podcast.order.title}” has no audio yet.", way_out="Wait until it is finished."
            )
        return state

    def _mixed(
        self,
        state: ScriptState,
        wanted: Path,
        audio_format: AudioFormat,
        cancel: CancelToken,
        report: Callable[[float], None],
    ) -> Path:
        assert state.plan is not None
        _check_sound(state)
        arrangement = arrange(state.plan, turns_as_made(state.playing), spoken_as_made(state.playing), state.folder)
        temporary = wanted.with_name(f".{wanted.stem[:40]}.{uuid.uuid4().hex[:8]}.mixing{wanted.suffix}")
        try:
            combine(
                arrangement,
                mixer=self._engines.mixer,
                tags=programme_tags(self._library, state),
                audio_format=audio_format,
                out=temporary,
                cancel=cancel,
                report=report,
            )
            return publish(temporary, wanted)
        finally:
            temporary.unlink(missing_ok=True)

    def _transcript(self, state: ScriptState, kind: TranscriptKind) -> str:
        turns, timeline = turns_as_made(state.heard.turns), state.heard.timeline
        if kind in (TranscriptKind.VTT, TranscriptKind.SRT):
            captions = caption_turns(turns, timeline)
            return web_vtt(captions) if kind is TranscriptKind.VTT else srt(captions)
        script = self._script(state)
        if kind is TranscriptKind.JSON:
            return json.dumps(script, ensure_ascii=False, indent=1)
        return plain_text(script) if kind is TranscriptKind.TXT else markdown(script)

    def _script(self, state: ScriptState) -> dict[str, Any]:
        podcast, heard = state.podcast, state.heard
        return transcript(
            title=podcast.order.title,
            language=podcast.order.language,
            duration_seconds=podcast.duration_seconds or heard.timeline.seconds,
            requested_minutes=podcast.order.minutes,
            note=podcast.note,
            turns=turns_as_made(heard.turns),
            timeline=heard.timeline,
            passages=self._reader.sources(podcast.id),
            chapters=heard.chapters,
        )

    def _levels(self, podcast: Podcast, audio: Path) -> Sequence[int]:
        """From what is kept beside the audio, if it is of this very audio."""
        sign = (podcast.audio_sha256 or "").encode()
        kept = waveform_file(audio)
        if kept.is_file() and (data := kept.read_bytes()).startswith(sign) and sign:
            return data[len(sign) :]
        if not audio.is_file():
            raise audio_gone(podcast)
        levels = bytes(map(_in_a_byte, self._engines.meter.levels(audio, CancelToken())))
        with suppress(StorageError):  # read again next time
            write_atomically(kept, sign + levels)
        return levels


def _in_a_byte(level: float) -> int:
    """Finer for what is quiet, as most of speech is."""
    return min(_LEVEL_STEPS, round(math.sqrt(level) * _LEVEL_STEPS))


def _shape(levels: Sequence[int], bins: int) -> list[float]:
    """Root mean square of each part, relative to the loudest."""
    edges = [part * len(levels) // bins for part in range(bins + 1)]
    parts = [levels[start : max(end, start + 1)] for start, end in pairwise(edges)]
    shape = [math.sqrt(sum(level**4 for level in part) / len(part)) if part else 0.0 for part in parts]
    loudest = max(shape, default=0.0)
    return [value / loudest for value in shape] if loudest else shape


def _check_sound(state: ScriptState) -> None:
    """Mixing reads the sound of each turn, which may have been deleted behind our back."""
    paths = [state.folder / turn.audio.path for turn in state.heard.turns if turn.audio is not None]
    missing = sum(not path.is_file() for path in paths)
    if missing:
        raise AudioError(
            f"The sound of {missing} of {len(paths)} turns is no longer there.",
            way_out="Have its audio made again: what is missing is then voiced. Then export it.",
        )


def audio_gone(podcast: Podcast) -> NotFoundError:
    """The error for a finished podcast whose file was deleted behind our back."""
    return NotFoundError(
        f"The audio file of “{podcast.order.title}” is no longer there.",
        way_out="Have its audio made again from its turns, or put the file back.",
        details=str(podcast.audio),
    )
