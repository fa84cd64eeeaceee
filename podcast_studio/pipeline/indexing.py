"""Bring an index up to date with its folder, reading only what has changed."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import FolderScan, FoundFile, IndexedDocument, IndexReport, Passage, SkippedFile
from podcast_studio.domain.errors import DocumentError, IndexDamagedError
from podcast_studio.domain.ports import DocumentReader, PassageIndex
from podcast_studio.domain.shelf import DocumentRow, DocumentState

_log = logging.getLogger(__name__)
_BATCH = 50  # documents written together; a kill loses at most so many
_Read = tuple[IndexedDocument, list[Passage]]


class Refresh(Protocol):
    """Brings the index of one collection up to date."""

    def __call__(self, *, cancel: CancelToken, report: Callable[[int, int], None]) -> IndexReport: ...


def refresh_index(
    *,
    folder: Path,
    reader: DocumentReader,
    index: PassageIndex,
    cancel: CancelToken,
    report: Callable[[int, int], None],
) -> IndexReport:
    """Read new and changed files, drop vanished ones, leave the rest alone. `report` gets done and total files."""
    scan = reader.scan(folder)
    try:
        return _refresh(scan, reader, index, cancel, report)
    except IndexDamagedError as error:
        _log.warning("%s is read again: %s", folder, error.details)
        return _refresh(scan, reader, index, cancel, report)


def _refresh(
    scan: FolderScan,
    reader: DocumentReader,
    index: PassageIndex,
    cancel: CancelToken,
    report: Callable[[int, int], None],
) -> IndexReport:
    known = index.documents()
    vanished = sorted(set(known) - {file.path for file in scan.files})
    index.remove(vanished)
    pending = [file for file in scan.files if not _is_same(file, known)]
    done = len(scan.files) - len(pending)
    batch: list[_Read] = []
    touched: list[IndexedDocument] = []
    added = changed = 0
    for file in pending:
        cancel.check_point()
        digest, reason = _digest(file)
        before = known.get(file.path)
        if before is not None and digest and before.sha256 == digest:
            touched.append(replace(before, size=file.size, mtime_ns=file.mtime_ns))
        elif (made := _read(file, digest, reason, reader, cancel))[0] != before:
            batch.append(made)
            added, changed = added + (before is None), changed + (before is not None)
        done += 1
        report(done, len(scan.files))
        if len(batch) >= _BATCH:
            index.replace(batch)
            batch = []
    index.replace(batch)
    if touched:
        index.note(touched)
    if added or changed or vanished:
        index.compact()
    return _report(index.documents(), scan.skipped, added, changed, len(vanished))


def compare(scan: FolderScan | None, known: Mapping[str, IndexedDocument]) -> list[DocumentRow]:
    """Folder beside index, by path, from dates and sizes alone; without a folder, all that is known is missing."""
    files = scan.files if scan is not None else ()
    rows = [_row(file, known.get(file.path)) for file in files]
    rows += [
        DocumentRow(path=file.path, state=DocumentState.SKIPPED, passages=0, reason=file.reason, size=None)
        for file in (scan.skipped if scan is not None else ())
    ]
    listed = {row.path for row in rows}
    rows += [
        DocumentRow(path=path, state=DocumentState.MISSING, passages=before.passages, reason="", size=before.size)
        for path, before in known.items()
        if path not in listed
    ]
    return sorted(rows, key=lambda row: row.path)


def _row(file: FoundFile, before: IndexedDocument | None) -> DocumentRow:
    if before is None:
        state = DocumentState.NEW
    elif (before.size, before.mtime_ns) != (file.size, file.mtime_ns):
        state = DocumentState.CHANGED
    else:
        state = DocumentState.INDEXED if before.reason is None else DocumentState.UNREADABLE
    return DocumentRow(
        path=file.path,
        state=state,
        passages=before.passages if before is not None else 0,
        reason=(before.reason or "") if before is not None else "",
        size=file.size,
        language=before.language if before is not None else "",
    )


def _is_same(file: FoundFile, known: Mapping[str, IndexedDocument]) -> bool:
    """Whether nothing has changed. What could not be opened may have been allowed since, which changes no date."""
    before = known.get(file.path)
    if before is None or not before.sha256:
        return False
    return (before.size, before.mtime_ns) == (file.size, file.mtime_ns)


def _digest(file: FoundFile) -> tuple[str, str | None]:
    """The file's SHA-256, or "" and why it cannot be read."""
    try:
        with file.absolute.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest(), None
    except OSError as error:
        return "", f"could not be opened ({error.strerror})"


def _read(file: FoundFile, digest: str, reason: str | None, reader: DocumentReader, cancel: CancelToken) -> _Read:
    """The document and its passages; an unreadable one with its reason."""
    if reason is not None:
        return _document(file, digest, [], reason), []
    try:
        passages = reader.read(file, cancel)
    except DocumentError as error:
        _log.info("%s is left out: %s", file.path, error.message)
        return _document(file, digest, [], error.message), []
    return replace(_document(file, digest, passages, None), language=reader.language(passages)), passages


def _document(file: FoundFile, digest: str, passages: Sequence[Passage], reason: str | None) -> IndexedDocument:
    return IndexedDocument(
        path=file.path,
        sha256=digest,
        size=file.size,
        mtime_ns=file.mtime_ns,
        passages=len(passages),
        words=sum(passage.words for passage in passages),
        reason=reason,
    )


def _report(
    documents: Mapping[str, IndexedDocument], skipped: tuple[SkippedFile, ...], added: int, changed: int, removed: int
) -> IndexReport:
    readable = [document for document in documents.values() if document.reason is None]
    unread = tuple(
        SkippedFile(path=document.path, reason=document.reason)
        for document in documents.values()
        if document.reason is not None
    )
    return IndexReport(
        documents=len(readable),
        passages=sum(document.passages for document in readable),
        added=added,
        changed=changed,
        removed=removed,
        unchanged=len(documents) - added - changed,
        skipped=tuple(sorted(skipped + unread, key=lambda file: file.path)),
    )
