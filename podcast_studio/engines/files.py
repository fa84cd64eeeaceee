"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from podcast_studio.domain.errors import DiskFullError, NoPermissionError, StorageError


@contextmanager
def appearing(out: Path, *, replace: bool = False) -> Iterator[Path]:
    """A temporary path beside `out` that becomes `out` when the block ends well, and vanishes when it does not.

    Without `replace` an existing `out` is left alone and FileExistsError is raised.
    """
    if not out.parent.is_dir():
        raise StorageError(
            f"The folder “{out.parent}” is not there.", way_out="Create it again, or choose another one."
        )
    part = out.with_name(f".{out.stem[:40]}.{uuid.uuid4().hex[:8]}.part{out.suffix}")
    try:
        with clear_disk_errors(out):
            yield part
            _sync(part)
            if replace:
                part.replace(out)
            else:
                _rename_to_new(part, out)
            _sync(out.parent)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def clear_disk_errors(path: Path) -> Iterator[None]:
    """Turn the system's refusals to write into errors a user can act on."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise disk_full(path, str(error)) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise NoPermissionError(
                f"There is no permission to write in “{path.parent}”.",
                way_out="Choose another folder, or change the rights of this one.",
                details=str(error),
            ) from error
        raise


def disk_full(path: Path, details: str = "") -> DiskFullError:
    """The error for a disk that has no room for `path`."""
    return DiskFullError(
        f"The disk is full: there is no room left in “{path.parent}”.",
        way_out="Free some space and try again.",
        details=details,
    )


def _rename_to_new(part: Path, out: Path) -> None:
    """Rename without ever replacing a file, also not one that appeared a moment ago."""
    try:
        os.link(part, out)  # fails when `out` exists, and leaves no moment in which it is half there
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if out.exists():
            raise FileExistsError(errno.EEXIST, "the file exists already", str(out)) from None
        part.rename(out)


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # folders can't be opened there
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
