"""A language model that a server offers, as Ollama, LM Studio, vLLM and llama-server do; named by one text.

`http://127.0.0.1:11434/v1#llama3.2` is the address of the server's OpenAI-compatible interface, and its name there.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from podcast_studio.domain.errors import InputError

_LONGEST = 300  # characters
_SCHEMES = ("http", "https")


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """A model on a server."""

    address: str  # up to and including "/v1", without a slash at the end
    model: str = ""  # as the server calls it; "" is the only one it has

    def __str__(self) -> str:
        return f"{self.address}#{self.model}" if self.model else self.address

    @classmethod
    def parse(cls, text: str) -> Endpoint:
        """From its text. Raises InputError."""
        address, _, model = text.strip().partition("#")
        parts = _split(address) if text.isprintable() and len(text) <= _LONGEST and " " not in address else None
        if parts is None:
            raise InputError(
                f"“{text[:_LONGEST]}” is not the address of a model server.",
                way_out="Give it as http://127.0.0.1:11434/v1#name-of-the-model; a key belongs into the environment "
                "variable PODCAST_STUDIO_SERVER_KEY.",
            )
        host, port = parts.hostname or "", parts.port
        shown = f"[{host}]" if ":" in host else host
        path = parts.path.rstrip("/") or "/v1"
        where = shown if port is None else f"{shown}:{port}"
        return cls(address=f"{parts.scheme.lower()}://{where}{path}", model=model.strip())

    @property
    def server(self) -> str:
        """Host and port."""
        return urlsplit(self.address).netloc

    @property
    def is_on_this_computer(self) -> bool:
        """Whether its address leads nowhere else."""
        host = urlsplit(self.address).hostname or ""
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"


ModelSource = Path | Endpoint  # what a language model is made from


def is_address(model: str) -> bool:
    """Whether a model is named by an address, and not by a file."""
    return model.strip().lower().startswith(tuple(f"{scheme}://" for scheme in _SCHEMES))


def model_source(model: str) -> ModelSource:
    """What an order's model is: a server's, or a file. Raises InputError for an address that is none."""
    return Endpoint.parse(model) if is_address(model) else Path(model)


def _split(address: str) -> SplitResult | None:
    """The parts of an address of a server; None where it is none, or holds what would be told to others."""
    try:
        parts = urlsplit(address)
        _ = parts.port  # may be none that there is
    except ValueError:
        return None
    whole = parts.scheme.lower() in _SCHEMES and bool(parts.hostname)
    return parts if whole and not parts.query and not parts.username else None
