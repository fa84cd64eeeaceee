"""Models and voices that the user has already: checked, and brought into the folders of this program."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.endpoints import Endpoint, is_address
from podcast_studio.domain.files import appearing, free_name, telling_disk_errors
from podcast_studio.domain.voices import Voice
from podcast_studio.studio.engines import Engines
from podcast_studio.studio.home import Home
from podcast_studio.studio.preferences import PreferenceBook
from podcast_studio.studio.warming import ReadingAhead

_BLOCK_BYTES = 4_000_000
_QUIET: Callable[[float], None] = lambda _share: None  # noqa: E731 - a default that does nothing


class Installing:
    """Adds models and voices. The user's own files stay where they are, as they are."""

    def __init__(self, home: Home, engines: Engines, preferences: PreferenceBook) -> None:
        self._home, self._engines, self._preferences = home, engines, preferences
        self._ahead: ReadingAhead | None = None
        self._closed = False
        self._lock = threading.Lock()

    def add_model(
        self, *, path: Path, cancel: CancelToken | None = None, report: Callable[[float], None] = _QUIET
    ) -> Path:
        """Load a GGUF file in a process of its own, and keep it in the models folder; where it is there.

        `report` gets the share copied. Raises ModelFileError or ModelError where it does not work, StorageError where
        it cannot be kept.
        """
        path, cancel = path.expanduser().absolute(), cancel or CancelToken()
        self._engines.check_model(path)
        cancel.check()
        return _keep(path, self._home.models / f"{path.stem}.gguf", cancel, report)

    def add_voice(
        self, *, path: Path, cancel: CancelToken | None = None, report: Callable[[float], None] = _QUIET
    ) -> Voice:
        """Let a Piper voice say a word, and keep it with its description in the voices folder; the voice there.

        `path` is the .onnx file. `report` gets the share copied. Raises UnknownVoiceError, VoiceFileError or
        SpeechError where it does not work, StorageError where it cannot be kept.
        """
        path, cancel = path.expanduser().absolute(), cancel or CancelToken()
        voice = self._engines.voices.find(str(path))
        self._engines.check_voice(voice)
        cancel.check()
        if path.resolve().is_relative_to(self._home.voices.resolve()):
            return voice
        target = self._home.voices / f"{path.stem}.onnx"
        if not _is_same(path, target):
            target = free_name(target)
        # The description first: a voice is there as soon as its model is.
        _keep(_description(path), _description(target), CancelToken(), _QUIET, replace=True)
        try:
            kept = _keep(path, target, cancel, report)
        except BaseException:  # also a cancel: a description is nothing without its voice
            if not target.exists():
                _description(target).unlink(missing_ok=True)
            raise
        return self._engines.voices.find(str(kept))

    def get_ready(self) -> None:
        """Let the starter model, once it is there, read in the background what all podcasts begin with.

        It is read once only, for 10 to 25 seconds on two cores; the first podcast need not wait for it then.
        """
        with self._lock:
            if self._ahead is None and not self._closed and self._engines.starter.is_whole():
                self._ahead = ReadingAhead(self._engines.model(self._engines.starter.path))

    def close(self) -> None:
        """Stop what goes on in the background; nothing begins any more."""
        with self._lock:
            self._closed = True
            if self._ahead is not None:
                self._ahead.close()

    def server_models(self, *, address: str) -> list[str]:
        """The names of the models that a server offers. Raises InputError for an address that is none, else ModelError
        or ModelFileError where no server answers there as it should.
        """
        return self._engines.server_models(Endpoint.parse(address))

    def add_server(self, *, address: str, model: str) -> Endpoint:
        """Have a server's model among those that can be chosen, after asking whether it is there. Raises as above."""
        endpoint = Endpoint(address=Endpoint.parse(address).address, model=model)
        self._engines.check_server(endpoint)
        self._preferences.set(server=str(endpoint))
        return endpoint

    def forget_server(self) -> None:
        """Take it out again; where it was to write new podcasts, the starter model does."""
        chosen = self._preferences.get()
        self._preferences.set(server="", **({"model": ""} if is_address(chosen.model) else {}))


def _description(model: Path) -> Path:
    return model.with_name(f"{model.name}.json")


def _keep(
    source: Path, wanted: Path, cancel: CancelToken, report: Callable[[float], None], *, replace: bool = False
) -> Path:
    """Have the file `source` at `wanted` or the next name that is free; where it is.

    On the same disk it takes no room: it becomes a second name of the same file.
    """
    if _is_same(source, wanted):
        return wanted
    target = wanted if replace else free_name(wanted)
    source = source.resolve()  # a link, as download caches have them, is followed
    with telling_disk_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    with appearing(target, replace=replace) as part:
        if not _link(source, part):
            _copy(source, part, cancel, report)
    return target


def _is_same(source: Path, target: Path) -> bool:
    """Whether `target` is that file, or the copy of it that was made here before."""
    if not target.is_file():
        return False
    one, other = source.stat(), target.stat()
    return os.path.samestat(one, other) or (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns)


def _link(source: Path, target: Path) -> bool:
    if not os.access(source, os.W_OK):  # what is not the user's may change or go
        return False
    try:
        os.link(source, target)
    except OSError:  # another disk, or one without second names
        return False
    return True


def _copy(source: Path, target: Path, cancel: CancelToken, report: Callable[[float], None]) -> None:
    stat, written = source.stat(), 0
    with source.open("rb") as reading, target.open("wb") as writing:
        while block := reading.read(_BLOCK_BYTES):
            cancel.check()
            writing.write(block)
            written += len(block)
            report(min(1.0, written / max(1, stat.st_size)))
    os.utime(target, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # by which it is known when it is added again
