"""What the user has chosen once, for all podcasts and for the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, TypeVar

from podcast_studio.domain.endpoints import Endpoint, is_address
from podcast_studio.domain.errors import InputError
from podcast_studio.domain.hours import Hours
from podcast_studio.domain.languages import AUTO, ENGLISH, LANGUAGES, parse_language
from podcast_studio.domain.podcasts import MAX_MINUTES, AudioFormat
from podcast_studio.domain.styles import Level, Style
from podcast_studio.storage.settings import SettingsStore

_PREFIX = "preferences."


class CloseAction(StrEnum):
    """What closing the window does while podcasts are being made."""

    ASK = "ask"
    BACKGROUND = "background"  # finish them in the background
    STOP = "stop"  # they go on at the next start


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """All choices; the defaults are here."""

    workers: int = 2  # podcasts made at the same time
    threads: int = 0  # of the language model; 0 takes all cores
    model: str = ""  # path or name, or address of a server with a name; "" is the starter model
    server: str = ""  # a model that a server offers and that can be chosen, e.g. "http://127.0.0.1:11434/v1#llama3.2"
    host_voice: str = ""  # voice ids; "" is the first that is installed
    expert_voice: str = ""
    format: AudioFormat = AudioFormat.MP3
    minutes: float = 15.0
    language: str = ENGLISH  # of podcasts; its code, or "auto" for that of the documents
    style: Style = Style.INTERVIEW
    level: Level = Level.INFORMED
    output_folder: str = ""  # where exports go first; "" is the user's music folder
    notifications: bool = True
    close_action: CloseAction = CloseAction.ASK
    theme: Theme = Theme.SYSTEM
    speed: float = 1.0  # of playing
    volume: float = 1.0  # 0 to 1
    only_between: str = ""  # hours in which podcasts are made, e.g. "22:00-07:00"; "" is at any
    per_collection: int = 0  # podcasts of one collection made at the same time; 0 is as many as there are workers

    soft_minutes: float = 0.0  # of one run, after which it stops at its next checkpoint; 0 goes by what is expected
    hard_minutes: float = 0.0  # of one run, after which it is stopped; 0 is twice the soft limit
    stall_minutes: float = 0.0  # without any progress; 0 goes by what is expected

    then_export: str = ""  # folder that finished podcasts are copied to; "" is none
    then_run: str = ""  # command that is run after that, with {audio}, {title}, {folder}, {transcript}, {id}
    then_notify: bool = False  # show a notification of the system's, also without the window
    command_minutes: float = 10.0  # that the command may take

    @property
    def hours(self) -> Hours | None:
        """What `only_between` says."""
        return Hours.parse(self.only_between) if self.only_between else None


_T = TypeVar("_T", int, float)


def _number(kind: type[_T], low: _T, high: _T) -> Callable[[Any], _T]:
    def parse(value: Any) -> _T:
        if isinstance(value, bool) or not isinstance(value, (int, kind)) or not low <= value <= high:
            raise ValueError(f"a number from {low:g} to {high:g}")
        return kind(value)

    return parse


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("a text")
    return value


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("on or off")
    return value


def _choice(kind: type[StrEnum]) -> Callable[[Any], StrEnum]:
    def parse(value: Any) -> StrEnum:
        try:
            return kind(value)
        except ValueError:
            raise ValueError(f"one of {', '.join(kind)}") from None

    return parse


def _language(value: Any) -> str:
    try:
        return parse_language(_text(value))
    except InputError:
        raise ValueError(f"one of {', '.join([*LANGUAGES, AUTO])}") from None


def _server(value: Any) -> str:
    try:
        return str(Endpoint.parse(value)) if _text(value) else ""
    except InputError:
        raise ValueError("an address such as http://127.0.0.1:11434/v1#llama3.2, or nothing") from None


def _model(value: Any) -> str:
    return _server(value) if is_address(_text(value)) else _text(value)


def _hours(value: Any) -> str:
    try:
        return str(Hours.parse(_text(value))) if value else ""
    except InputError:
        raise ValueError("hours such as 22:00-07:00, or nothing") from None


_PARSERS: dict[str, Callable[[Any], Any]] = {
    "workers": _number(int, 1, 8),
    "threads": _number(int, 0, 256),
    "model": _model,
    "server": _server,
    "host_voice": _text,
    "expert_voice": _text,
    "format": _choice(AudioFormat),
    "minutes": _number(float, 1.0, MAX_MINUTES),
    "language": _language,
    "style": _choice(Style),
    "level": _choice(Level),
    "output_folder": _text,
    "notifications": _switch,
    "close_action": _choice(CloseAction),
    "theme": _choice(Theme),
    "speed": _number(float, 0.5, 3.0),
    "volume": _number(float, 0.0, 1.0),
    "only_between": _hours,
    "per_collection": _number(int, 0, 8),
    "soft_minutes": _number(float, 0.0, 10_000.0),
    "hard_minutes": _number(float, 0.0, 10_000.0),
    "then_export": _text,
    "then_run": _text,
    "then_notify": _switch,
    "command_minutes": _number(float, 0.1, 10_000.0),
    "stall_minutes": _number(float, 0.0, 10_000.0),
}


class PreferenceBook:
    """Keeps the preferences, each under a key of its own, so that two processes can change different ones."""

    def __init__(self, settings: SettingsStore) -> None:
        self._settings = settings

    def get(self) -> Preferences:
        """What was chosen; the default where nothing was, or where what is stored makes no sense."""
        stored = self._settings.all(_PREFIX)
        known: dict[str, Any] = {}
        for name, parse in _PARSERS.items():
            if _PREFIX + name in stored:
                try:
                    known[name] = parse(stored[_PREFIX + name])
                except ValueError:
                    continue
        return Preferences(**known)

    def set(self, **changes: Any) -> Preferences:
        """Change some, all or none. Raises InputError that names the one that cannot be so."""
        parsed: dict[str, Any] = {}
        for name, value in changes.items():
            try:
                parsed[_PREFIX + name] = _PARSERS[name](value)
            except KeyError:
                raise InputError(f"There is no preference “{name}”.", way_out=f"There are: {_names()}.") from None
            except ValueError as error:
                raise InputError(f"“{value}” cannot be the preference “{name}”.", way_out=f"Give {error}.") from error
        self._settings.set_all(parsed)
        return self.get()


def _names() -> str:
    return ", ".join(field.name for field in fields(Preferences))
