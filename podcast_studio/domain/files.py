"""Files that are whole or not there: a crash leaves the old one or the new one, never half of one."""

from __future__ import annotations

import errno
import hashlib
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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


def is_file(path: Path) -> bool:
    """Whether there is a file at a path that the user named. What may not be looked at is not there."""
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises PermissionError


def is_folder(path: Path) -> bool:
    """Whether there is a folder at a path that the user named. What may not be looked at is not there."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises PermissionError


def is_there(path: Path) -> bool:
    """Whether there is anything at a path that the user named. What may not be looked at is not there."""
    return os.path.exists(path)  # noqa: PTH110 - Path.exists raises PermissionError


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def appearing(out: Path, *, replace: bool = False) -> Iterator[Path]:
    """A temporary path beside `out` that becomes `out` when the block ends well, and vanishes when it does not.

    Without `replace` an existing `out` is left alone and FileExistsError is raised. Raises StorageError.
    """
    if not out.parent.is_dir():
        raise StorageError(
            f"The folder “{out.parent}” is not there.", way_out="Create it again, or choose another one."
        )
    part = out.with_name(f".{out.stem[:40]}.{uuid.uuid4().hex[:8]}.part{out.suffix}")
    try:
        with telling_disk_errors(out):
            yield part
            _sync_file(part)
            if replace:
                part.replace(out)
            placed = replace or _rename_new(part, out)
            sync_folder(out.parent)
        if not placed:
            raise FileExistsError(errno.EEXIST, "the file exists already", str(out))
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def write_atomically(path: Path, data: bytes) -> None:
    """Write these bytes in place of what is at `path`."""
    with appearing(path, replace=True) as part:
        part.write_bytes(data)


def move_into_place(made: Path, wanted: Path) -> None:
    """Move a whole file that is on the disk to `wanted`, in place of what is there."""
    with telling_disk_errors(wanted):
        made.replace(wanted)
        sync_folder(wanted.parent)


def publish(temporary: Path, wanted: Path) -> Path:
    """Move a finished file to `wanted`, or to `wanted (2)` and so on; nothing is overwritten. Returns where it is."""
    with telling_disk_errors(wanted):
        _sync_file(temporary)
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


def _sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _rename_new(source: Path, target: Path) -> bool:
    """Rename without ever replacing a file, not even one that appeared a moment ago; False when there is one."""
    try:
        os.link(source, target)  # leaves no moment in which the target is half there
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
