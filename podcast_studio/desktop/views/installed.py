"""What is installed, in the words of the page "Models & voices"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from podcast_studio.desktop import words
from podcast_studio.desktop.views.voice_picker import voice_name
from podcast_studio.domain.endpoints import Endpoint, is_address
from podcast_studio.domain.files import is_file
from podcast_studio.domain.voices import Voice
from podcast_studio.studio import Installed

translate = QCoreApplication.translate


@dataclass(frozen=True, kw_only=True)
class ModelLine:
    """A language model."""

    value: str  # what the preference is when it is chosen
    name: str
    detail: str
    usable: bool = True  # False: its file is gone
    server: bool = False  # it is a server's, and can be taken out


@dataclass(frozen=True, kw_only=True)
class VoiceLine:
    """A voice, or a model with the voices of many speakers."""

    name: str
    detail: str
    voices: tuple[tuple[str, str], ...]  # ids, each with the name of the speaker where there are many
    usable: bool = True


def model_lines(models: Sequence[Installed], preferred: str) -> list[ModelLine]:
    """What there is to choose from, and what is preferred though it lies elsewhere. Looks at the disk."""
    lines = [_model_line(model) for model in models]
    if is_address(preferred):
        return lines if preferred in [one.value for one in lines] else [*lines, _server_line(Endpoint.parse(preferred))]
    if preferred and chosen_model(models, preferred) == preferred and preferred not in [one.value for one in lines]:
        path = Path(preferred).expanduser()
        lines.append(ModelLine(value=preferred, name=path.stem, detail=_elsewhere(path), usable=is_file(path)))
    return lines


def chosen_model(models: Iterable[Installed], preferred: str) -> str:
    """The value of the line that a preference means, which may also name a model without its folder or ending."""
    for model in models:
        if preferred == str(model.endpoint or "") and model.endpoint is not None:
            return preferred
        if model.endpoint is None and preferred in (str(model.path), model.path.name, model.path.stem):
            return _value(model)
    return preferred


def voice_lines(voices: Sequence[Voice], preferred: Iterable[str]) -> list[VoiceLine]:
    """One line for each model, and one for each preferred voice that is none of these. Looks at the disk."""
    lines = [_voice_line(list(group)) for _model, group in groupby(voices, key=lambda voice: voice.model)]
    known = {"", *(voice.id for voice in voices), *(voice.id.partition("#")[0] for voice in voices)}
    for voice in dict.fromkeys(preferred):
        if voice not in known:
            path = Path(voice.partition("#")[0]).expanduser()
            lines.append(
                VoiceLine(name=voice_name(voice), detail=_elsewhere(path), voices=((voice, ""),), usable=is_file(path))
            )
    return lines


def language_name(code: str) -> str:
    """ "de_DE" -> "Deutsch": the language in its own words, or the code where Qt does not know it."""
    name = QLocale(code).nativeLanguageName()
    return name[:1].upper() + name[1:] if name else code


def _value(model: Installed) -> str:
    if model.endpoint is not None:
        return str(model.endpoint)
    return "" if model.name == "starter" else str(model.path)


def _model_line(model: Installed) -> ModelLine:
    if model.endpoint is not None:
        return _server_line(model.endpoint)
    name = translate("Installed", "Starter model") if model.name == "starter" else model.name
    if not model.ready:
        detail = translate("Installed", "Put together when first used")
    elif is_file(model.path):
        detail = translate("Installed", "{size} · Ready").format(size=words.size(model.path.stat().st_size))
    else:
        detail = translate("Installed", "Its file is no longer there.")
    return ModelLine(value=_value(model), name=name, detail=detail)


def _server_line(endpoint: Endpoint) -> ModelLine:
    place = (
        translate("Installed", "On {server} · Text leaves this program")
        if endpoint.is_on_this_computer
        else translate("Installed", "On {server} · Text leaves this computer")
    )
    name = endpoint.model or endpoint.server
    return ModelLine(value=str(endpoint), name=name, detail=place.format(server=endpoint.server), server=True)


def _voice_line(voices: list[Voice]) -> VoiceLine:
    first, language = voices[0], language_name(voices[0].language)
    if len(voices) == 1:
        return VoiceLine(name=first.name, detail=language, voices=((first.id, ""),))
    detail = translate("Installed", "{language} · {number} speakers")
    return VoiceLine(
        name=first.name.rpartition(", ")[0] or first.name,
        detail=detail.format(language=language, number=words.number(len(voices))),
        voices=tuple((voice.id, voice.name.rpartition(", ")[2]) for voice in voices),
    )


def _elsewhere(path: Path) -> str:
    if not is_file(path):
        return translate("Installed", "It is no longer there. Choose another one.")
    size = words.size(path.stat().st_size)
    return translate("Installed", "{size} · In {folder}").format(size=size, folder=path.parent)
