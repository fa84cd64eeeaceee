"""A log of what nobody foresaw, offered at the next start when the program did not end in order."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

_log = logging.getLogger(__name__)
_qt_log = logging.getLogger("podcast_studio.qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashLog(QObject):
    """Catches what is raised in slots and threads, and the traces of crashes in native code."""

    unexpected = Signal(Exception)  # something was raised where nobody waited for it

    def __init__(self, folder: Path) -> None:
        super().__init__()
        folder.mkdir(parents=True, exist_ok=True)
        self.path, self._before = folder / "crash.log", folder / "crash-before.log"
        self.left_over = self._take_over()
        self._file = self.path.open("w", encoding="utf-8")
        self._last = ""

    def install(self) -> None:
        """From now on everything unforeseen goes here."""
        faulthandler.enable(self._file)
        sys.excepthook = self._raised
        threading.excepthook = lambda args: self._raised(args.exc_type, args.exc_value, args.exc_traceback)
        qInstallMessageHandler(_qt_message)

    def end_within(self, seconds: float) -> None:
        """Should it stand still while it ends, it is ended; what each thread was doing is in the log.

        A program without a window that does not end would keep every later start from opening one. Nothing is lost
        by it: work is kept turn by turn, and the next start takes over what was being made.
        """
        faulthandler.dump_traceback_later(seconds, exit=True, file=self._file)

    def finish(self) -> None:
        """The program ends in order: there is nothing to offer next time."""
        faulthandler.cancel_dump_traceback_later()
        faulthandler.disable()
        qInstallMessageHandler(None)
        sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
        self._file.close()
        self.path.unlink(missing_ok=True)

    def _take_over(self) -> Path | None:
        """Where the log of a start that ended badly is now."""
        try:
            if not self.path.stat().st_size:
                return None
            self.path.replace(self._before)
        except OSError:
            return None
        return self._before

    def _raised(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        text = "".join(traceback.format_exception(kind, error, trace))
        if text == self._last:  # e.g. of something that is painted again and again
            return
        self._last = text
        _log.error("unexpected\n%s", text)
        self._file.write(f"{datetime.now(UTC).isoformat()}\n{text}\n")
        self._file.flush()
        if isinstance(error, Exception):
            self.unexpected.emit(error)


def _qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
    _qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s", message)
