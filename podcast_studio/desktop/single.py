"""One window per data folder: a second start hands over what it was given and ends."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence
from pathlib import Path

from filelock import FileLock, Timeout
from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE = 20.0  # seconds for a first start that is coming up, or just ending
_ANSWER = b"ok\n"


class SingleInstance(QObject):
    """Whoever holds the lock is the first; the lock goes with its process, however that ends."""

    asked = Signal(list)  # of Path: another start wants these shown, or just the window

    def __init__(self, root: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = f"podcast-studio-{hashlib.sha256(str(root).encode()).hexdigest()[:16]}"
        self._lock = FileLock(root / "locks" / "desktop.lock", timeout=0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)

    def claim(self) -> bool:
        """Become the first; False when there is one."""
        try:
            self._lock.acquire()
        except Timeout:
            return False
        QLocalServer.removeServer(self._name)  # of a process that was killed
        self._server.listen(self._name)
        return True

    def claim_or_hand_over(self, paths: Sequence[Path], *, patience: float = _PATIENCE) -> bool:
        """Become the first (True), or send `paths` to the first (False). Raises TimeoutError when neither works.

        A first that is just ending answers no more; this start then waits for its place.
        """
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if self.claim():
                return True
            if self._send(paths):
                return False
            time.sleep(0.1)
        raise TimeoutError

    def stop_listening(self) -> None:
        """Answer no more: the program is ending."""
        self._server.close()

    def _send(self, paths: Sequence[Path]) -> bool:
        message = json.dumps({"paths": [str(path) for path in paths]}).encode() + b"\n"
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(500):
            return False
        socket.write(message)
        socket.flush()
        return socket.waitForReadyRead(5_000) and bytes(socket.readAll().data()) == _ANSWER

    def release(self) -> None:
        """Let another start be the first."""
        self._server.close()
        self._lock.release()

    def _greet(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._read(socket))
        socket.disconnected.connect(socket.deleteLater)
        if socket.bytesAvailable():
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            return
        try:
            asked = json.loads(bytes(socket.readLine().data()))
            paths = [Path(path) for path in asked["paths"]]
        except (ValueError, KeyError, TypeError):
            socket.disconnectFromServer()
            return
        socket.write(_ANSWER)
        socket.disconnectFromServer()
        self.asked.emit(paths)
