"""Writing files so that a crash leaves the old one or the new one, never half of one. Standard library only."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from podcast_studio.domain.errors import DiskFullError, NoPermissionError, StorageError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def telling_disk_errors(path: Path) -> Iterator[None]:
    """Turn the system's errors into ours, naming the place."""
    try:
        yield
    except OSError as error:
        raise disk_error(error, path) from error


def disk_error(error: OSError, path: Path) -> StorageError:
    """Our error for what the system said about `path`."""
    if error.errno in _FULL:
        return DiskFullError(
            f"The disk is full: {path} could not be written.", way_out="Free some space.", details=repr(error)
        )
    if error.errno in _FORBIDDEN:
        return NoPermissionError(
            f"{path} may not be written.",
            way_out="Change its permissions, or choose another place.",
            details=repr(error),
        )
    return StorageError(f"{path} could not be written.", way_out="Try again.", details=repr(error))


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_atomically(path: Path, data: bytes) -> None:
    """Write temp, fsync, rename over `path`, fsync the folder."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.partial")
    with telling_disk_errors(path):
        try:
            with temporary.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        sync_folder(path.parent)


def publish(temporary: Path, wanted: Path) -> Path:
    """Move a finished file to `wanted`, or to `wanted (2)` and so on; nothing is overwritten. Returns where it is."""
    with telling_disk_errors(wanted):
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        target = wanted
        while not _rename_new(temporary, target):
            target = free_name(wanted)
        sync_folder(target.parent)
    return target


def free_name(wanted: Path) -> Path:
    """`wanted`, or the first of `wanted (2)`, `wanted (3)` … that is free."""
    candidate, number = wanted, 2
    while candidate.exists() or candidate.is_symlink():
        candidate = wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
        number += 1
    return candidate


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _rename_new(source: Path, target: Path) -> bool:
    """Rename unless `target` is there; False then."""
    try:
        os.link(source, target)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno in _FULL | {errno.EACCES, errno.EROFS}:
            raise
        if target.exists():  # a file system without hard links: a small gap is left
            return False
        source.rename(target)
        return True
    source.unlink()
    return True
