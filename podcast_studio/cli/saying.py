"""The command about how the names of a collection are said."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict

from podcast_studio.cli.showing import show
from podcast_studio.domain.pronunciations import Pronunciation
from podcast_studio.studio import Studio

USAGE = 2
_EMPTY = 'Names are said as they are written. Change one with: podcast-studio collections say "{name}" WRITTEN SPOKEN'


def say(studio: Studio, options: argparse.Namespace) -> int | None:
    """List the entries, show one, set one, or forget one; an exit code where the command was not understood."""
    if options.forget and (options.written is None or options.spoken is not None):
        print("podcast-studio: with --forget goes one name, as it is written, and no more.", file=sys.stderr)
        return USAGE
    collection = studio.find_collection(name=options.name)
    if options.forget:
        studio.pronouncing.forget(collection_id=collection.id, written=options.written)
        said = f"“{options.written}” is said as it is written again."
        show({"forgotten": options.written}, as_json=options.json, lines=lambda: [said])
    elif options.spoken is not None:
        entry = studio.pronouncing.set(collection_id=collection.id, written=options.written, spoken=options.spoken)
        said = f"“{entry.written}” is said “{entry.spoken}” in what is voiced from now on."
        show(asdict(entry), as_json=options.json, lines=lambda: [said])
    elif options.written is not None:
        entry = studio.pronouncing.find(collection_id=collection.id, written=options.written)
        show(asdict(entry), as_json=options.json, lines=lambda: _lines([entry]))
    else:
        entries = studio.pronouncing.entries(collection_id=collection.id)
        empty = _EMPTY.format(name=collection.name)
        show([asdict(one) for one in entries], as_json=options.json, lines=lambda: _lines(entries) or [empty])
    return None


def _lines(entries: list[Pronunciation]) -> list[str]:
    width = max((len(entry.written) for entry in entries), default=0)
    return [f"{entry.written:<{width}}  {entry.spoken}" for entry in entries]
