"""The commands about settings."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from podcast_studio.cli.showing import show
from podcast_studio.studio import Studio
from podcast_studio.studio.preferences import Preferences

_SWITCH = {"on": True, "off": False}


def _list(studio: Studio, options: argparse.Namespace) -> None:
    _tell(asdict(studio.preferences.get()), options)


def _set(studio: Studio, options: argparse.Namespace) -> None:
    _tell_one(studio, options, _parsed(options.name, options.value))


def _reset(studio: Studio, options: argparse.Namespace) -> None:
    _tell_one(studio, options, getattr(Preferences(), options.name, None))


def _tell_one(studio: Studio, options: argparse.Namespace, value: Any) -> None:
    changed = studio.preferences.set(**{options.name: value})
    _tell({options.name: asdict(changed)[options.name]}, options)


def _tell(values: Mapping[str, Any], options: argparse.Namespace) -> None:
    show(values, as_json=options.json, lines=lambda: [f"{name:<16} {_text(value)}" for name, value in values.items()])


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value:g}" if isinstance(value, float) else str(value) or "-"


def _parsed(name: str, text: str) -> Any:
    """What was typed, as the kind of value that this preference has; as it is where that cannot be."""
    kind = type(getattr(Preferences(), name, ""))
    try:
        return _SWITCH.get(text, text) if kind is bool else kind(text) if kind in (int, float) else text
    except ValueError:
        return text


SETTINGS_COMMANDS: dict[str, Callable[[Studio, argparse.Namespace], None]] = {
    "list": _list,
    "set": _set,
    "reset": _reset,
}
