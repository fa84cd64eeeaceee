"""Start: one application, one window, and the studio behind it as soon as the window is up."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from podcast_studio import __version__
from podcast_studio.desktop.crash import CrashLog
from podcast_studio.desktop.desktop import Desktop
from podcast_studio.desktop.garbage import GarbageTimer
from podcast_studio.desktop.resources import resource
from podcast_studio.desktop.signals import EndSignals
from podcast_studio.desktop.single import SingleInstance
from podcast_studio.desktop.translations import install_translations
from podcast_studio.desktop.words import APP_NAME
from podcast_studio.studio.home import Home

DONE, FAILED = 0, 1
_END_SECONDS = 30.0  # stopping all work takes 5 s at most
APP_ID = "io.github.podcast_studio.PodcastStudio"  # by which the system finds menu entry and icon


def run(paths: Sequence[Path] = ()) -> int:
    """Show the window until the user quits; `paths` are folders to open at once."""
    home = Home.default()
    home.prepare()
    app = make_application()
    single = SingleInstance(home.root, app)
    try:
        if not single.claim_or_hand_over(paths):
            return DONE
    except TimeoutError:
        print("Podcast Studio is running already, but does not answer.", file=sys.stderr)
        return FAILED
    crash_log = CrashLog(home.log.parent)
    crash_log.install()
    try:
        return _show(app, home, single, crash_log, paths)
    finally:
        single.release()


def make_application() -> QApplication:
    """Qt's part of the program, with name, icon and languages."""
    QApplication.setApplicationName("podcast-studio")
    QApplication.setApplicationDisplayName(APP_NAME)
    QApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName(APP_ID)
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    install_translations(app)
    app.setWindowIcon(QIcon(str(resource("icons", "podcast-studio.svg"))))
    return app


def _show(app: QApplication, home: Home, single: SingleInstance, crash_log: CrashLog, paths: Sequence[Path]) -> int:
    loop = QEventLoop(app)
    asyncio.set_event_loop(loop)
    desktop = Desktop(app, home, crash_log)
    desktop.finished.connect(loop.stop)
    single.asked.connect(desktop.open_from_outside)
    desktop.leaving.began.connect(single.stop_listening)
    desktop.leaving.began.connect(lambda: crash_log.end_within(_END_SECONDS))
    signals, garbage = EndSignals(desktop.leave, desktop), GarbageTimer(desktop)
    desktop.window.show()
    QTimer.singleShot(0, lambda: desktop.begin(paths))
    with loop:
        loop.run_forever()
    garbage.stop()
    signals.close()
    crash_log.finish()
    return DONE
