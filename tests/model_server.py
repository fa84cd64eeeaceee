"""A server that speaks as OpenAI-compatible ones do, and says what it is told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class ModelServer:
    """What it has and says; and what it was asked."""

    models: Sequence[str] = ("tide",)
    pieces: Sequence[str | dict[str, Any]] = ("The sea", " rises.")  # of each answer; a dict is a whole delta
    status: int = 200
    body: str = ""  # instead of what it would say
    key: str = ""  # that it wants
    breaks_off: bool = False  # before the end is said
    pause: float = 0.0  # seconds before each piece
    asked: list[dict[str, Any]] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)  # when somebody went away before the end
    over: threading.Event = field(default_factory=threading.Event)
    address: str = ""

    @contextmanager
    def running(self) -> Iterator[ModelServer]:
        server = _Server(self)
        thread = threading.Thread(target=server.serve_forever, name="model server")
        thread.start()
        self.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
        try:
            yield self
        finally:
            self.over.set()
            server.shutdown()
            server.server_close()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, told: ModelServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.told = told


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        told = self.server.told
        if not self._refused():
            self._say(200, told.body or json.dumps({"data": [{"id": name} for name in told.models]}))

    def do_POST(self) -> None:
        self.server.told.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        if not self._refused():
            self._stream()

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""

    def _refused(self) -> bool:
        told = self.server.told
        if told.key and self.headers.get("Authorization") != f"Bearer {told.key}":
            self._say(401, "no key")
        elif told.status != 200:
            self._say(told.status, told.body)
        else:
            return False
        return True

    def _say(self, status: int, text: str) -> None:
        self.send_response(status)
        if status in (301, 302, 307):
            self.send_header("Location", text)
        self.end_headers()
        self.wfile.write(text.encode())

    def _stream(self) -> None:
        told = self.server.told
        self.send_response(200)
        self.end_headers()
        try:
            for piece in told.pieces[: told.asked[-1]["max_tokens"]]:
                told.over.wait(told.pause)
                delta = piece if isinstance(piece, dict) else {"content": piece}
                self.wfile.write(f"data: {json.dumps({'choices': [{'delta': delta}]})}\n\n".encode())
                self.wfile.flush()
            if not told.breaks_off:
                self.wfile.write(b"data: [DONE]\n\n")
        except OSError:
            told.left.set()
