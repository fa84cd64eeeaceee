"""Notifications over a message bus of their own, with a portal that answers."""

import shutil
import subprocess
import sys

import pytest

SCRIPT = """
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from podcast_studio.desktop.portal import Notifier

app = QCoreApplication([])
portal = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "portal")
assert portal.registerService("org.freedesktop.portal.Desktop")
notifier = Notifier(app)


def answer(id_):
    signal = QDBusMessage.createSignal(
        "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Notification", "ActionInvoked"
    )
    signal.setArguments([id_, "open"])
    portal.send(signal)


def clicked():
    print("clicked", flush=True)
    app.quit()


notifier.notify("It is ready", "14:52", clicked)
QTimer.singleShot(0, lambda: answer("somebody else's"))
QTimer.singleShot(50, lambda: answer("podcast-studio"))
QTimer.singleShot(20_000, app.quit)
app.exec()
"""
DIRECT = """
from PySide6.QtCore import QCoreApplication
from podcast_studio.desktop.portal import Notifier
app = QCoreApplication([])
Notifier(app).notify("It is ready", "14:52", print)
print("nothing happened")
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="dbus-run-session is not installed")
def test_a_click_on_a_notification_comes_back() -> None:
    command = ["dbus-run-session", "--", sys.executable, "-c", SCRIPT]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout == "clicked\n"


def test_without_a_bus_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    done = subprocess.run([sys.executable, "-c", DIRECT], check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout == "nothing happened\n"
