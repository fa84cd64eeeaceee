"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from podcast_studio.domain.errors import StorageError
from podcast_studio.domain.files import disk_error, sync_folder


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
        yield part
        _sync(part)
        if replace:
            part.replace(out)
        else:
            _rename_to_new(part, out)
        sync_folder(out.parent)
    except FileExistsError:
        raise
    except OSError as error:
        raise disk_error(error, out) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


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
    with path.open("rb+") as file:
        os.fsync(file.fileno())
