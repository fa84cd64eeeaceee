"""Read the documents of a folder: kreuzberg for the rich formats, ourselves for plain text."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import FolderScan, FoundFile, Passage, SkippedFile
from podcast_studio.domain.errors import CollectionError, DocumentError
from podcast_studio.domain.ports import LanguageDetector
from podcast_studio.engines.decoding import decode
from podcast_studio.engines.languages import LangidDetector, sample
from podcast_studio.engines.passages import make_passages
from podcast_studio.engines.rich_documents import MIME_TYPES, extract

_TEXT = {".md": "md", ".markdown": "md", ".rst": "rst", ".txt": "txt", ".csv": "csv"}
KNOWN = frozenset(_TEXT) | frozenset(MIME_TYPES)
_KNOWN_WORDS = "pdf, docx, pptx, xlsx, odt, rtf, epub, html, md, rst, txt or csv"


class FolderReader:
    """The documents of a folder or of a single file."""

    def __init__(self, max_bytes: int = 100_000_000, *, detector: LanguageDetector | None = None) -> None:
        self._max_bytes = max_bytes
        self.detector = detector or LangidDetector()

    def scan(self, folder: Path) -> FolderScan:
        """List what a folder (or a single file) holds, without reading it. Raises CollectionError."""
        root = Path(os.path.abspath(folder))  # noqa: PTH100 - links are judged against the folder as it was named
        try:
            mode = root.stat().st_mode
        except (FileNotFoundError, NotADirectoryError) as error:
            raise CollectionError(
                f"There is no folder {root}.", way_out="Choose a folder that exists, with documents in it."
            ) from error
        except (OSError, ValueError) as error:
            raise _unreadable(root, error) from error
        found: list[FoundFile] = []
        skipped: list[SkippedFile] = []
        if stat.S_ISDIR(mode):
            self._walk(root, found, skipped)
        elif stat.S_ISREG(mode):
            self._sort_out(root, root.name, found, skipped)
        else:
            raise CollectionError(
                f"{root} is neither a folder nor a file.", way_out="Choose a folder with documents in it."
            )
        found.sort(key=lambda file: file.path)
        skipped.sort(key=lambda file: file.path)
        return FolderScan(files=tuple(found), skipped=tuple(skipped))

    def read(self, file: FoundFile, cancel: CancelToken | None = None) -> list[Passage]:  # noqa: ARG002 - cannot stop
        """The passages of one document, in order. Raises DocumentError with the reason in plain words."""
        data = self._bytes(file)
        suffix = Path(file.path).suffix.lower()
        if suffix in _TEXT:
            text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
            passages = make_passages(text, file.path, flavour=_TEXT[suffix])
        elif suffix in MIME_TYPES:
            extracted = extract(data, suffix)
            flavour = "pdf" if suffix == ".pdf" else "md"
            passages = make_passages(extracted.text, file.path, flavour=flavour, page_at=extracted.page_at)
        else:
            raise DocumentError("not a kind of document that can be read", way_out=f"Use {_KNOWN_WORDS}.")
        if not any(re.search(r"\w", passage.text) for passage in passages):
            raise DocumentError("no text in it; perhaps a scan", way_out="Use a version of it with text.")
        return passages

    def language(self, passages: Sequence[Passage]) -> str:
        """The language of one document's passages; "" where it is not known."""
        return self.detector.detect(sample(passages))

    def _bytes(self, file: FoundFile) -> bytes:
        """The file's bytes; a file may have changed since it was listed."""
        try:
            handle = os.open(file.absolute, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
            with os.fdopen(handle, "rb") as stream:
                if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                    raise DocumentError("not a regular file")
                data = stream.read(self._max_bytes + 1)
        except FileNotFoundError as error:
            raise DocumentError("no longer there") from error
        except OSError as error:
            raise DocumentError(f"cannot be opened: {_why(error)}") from error
        if len(data) > self._max_bytes:
            raise DocumentError(self._too_large())
        return data

    def _walk(self, root: Path, found: list[FoundFile], skipped: list[SkippedFile]) -> None:
        """Every file of the folder and its subfolders."""
        real_root, seen = root.resolve(), {_identity(root)}
        waiting = [root]
        while waiting:
            folder = waiting.pop()
            try:
                entries = sorted(_entries(folder), key=lambda entry: entry.name)
            except OSError as error:
                if folder == root:
                    raise _unreadable(root, error) from error
                skipped.append(SkippedFile(path=_relative(folder, root), reason=f"cannot be opened: {_why(error)}"))
                continue
            for entry in entries:
                path = Path(entry.path)
                if _leaves(entry, path, real_root):
                    skipped.append(SkippedFile(path=_relative(path, root), reason=_link_reason(path)))
                elif _is_folder(entry):
                    if _identity(path) not in seen:
                        seen.add(_identity(path))
                        waiting.append(path)
                else:
                    self._sort_out(path, _relative(path, root), found, skipped)

    def _sort_out(self, path: Path, name: str, found: list[FoundFile], skipped: list[SkippedFile]) -> None:
        """To those worth reading or to those left out."""
        try:
            info = path.stat()
        except OSError as error:
            skipped.append(SkippedFile(path=_printable(name), reason=f"cannot be opened: {_why(error)}"))
            return
        reason = self._reason(path, info)
        if reason:
            skipped.append(SkippedFile(path=_printable(name), reason=reason))
        else:
            found.append(FoundFile(path=name, absolute=path, size=info.st_size, mtime_ns=info.st_mtime_ns))

    def _reason(self, path: Path, info: os.stat_result) -> str:
        """Why a file is left out; "" when it is not."""
        if not stat.S_ISREG(info.st_mode):
            return "not a file but a device or pipe"
        if path.suffix.lower() not in KNOWN:
            return f"not a kind of document that can be read ({_KNOWN_WORDS})"
        if info.st_size == 0:
            return "empty"
        if info.st_size > self._max_bytes:
            return self._too_large()
        return "" if _is_text(path) else "its name is not valid text"

    def _too_large(self) -> str:
        return f"larger than {self._max_bytes / 1e6:,.6g} MB"


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """What a folder holds, without what is hidden and what office programs leave beside an open document."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith((".", "~$")):
                yield entry


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _leaves(entry: os.DirEntry[str], path: Path, real_root: Path) -> bool:
    """Whether it is a link that leads out of the folder, or nowhere."""
    if not entry.is_symlink():
        return False
    try:
        return not path.resolve(strict=True).is_relative_to(real_root)
    except (OSError, RuntimeError):
        return True


def _link_reason(path: Path) -> str:
    return "a link that leaves the folder" if path.exists() else "a link that leads nowhere"


def _identity(path: Path) -> tuple[int, int] | str:
    """Tells folders apart however they are reached."""
    try:
        info = path.stat()
    except OSError:
        return str(path)
    return (info.st_dev, info.st_ino) if info.st_ino else str(path.resolve())


def _relative(path: Path, root: Path) -> str:
    return _printable(path.relative_to(root).as_posix())


def _is_text(path: Path) -> bool:
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _printable(name: str) -> str:
    """A name that can be stored and shown, whatever bytes the disk has."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _why(error: Exception) -> str:
    if isinstance(error, PermissionError):
        return "no permission"
    return (getattr(error, "strerror", None) or str(error)).lower()


def _unreadable(folder: Path, error: Exception) -> CollectionError:
    return CollectionError(
        f"The folder {folder} cannot be opened: {_why(error)}.",
        way_out="Allow this program to read it, or choose another folder.",
    )
