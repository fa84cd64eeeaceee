"""A quick look at a GGUF file, before native code is trusted with it.

Layout as published with ggml: magic, version, counts, key-value pairs, tensor infos, padding, tensor data.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from podcast_studio.domain.errors import ModelFileError

_SCALAR_BYTES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
_STRING, _ARRAY = 8, 9
_UNSIGNED = {4, 10}  # of 32 and of 64 bits
# ggml tensor type -> (bytes in a block, values in a block)
_BLOCKS = {
    0: (4, 1), 1: (2, 1), 2: (18, 32), 3: (20, 32), 6: (22, 32), 7: (24, 32), 8: (34, 32), 9: (36, 32),
    10: (84, 256), 11: (110, 256), 12: (144, 256), 13: (176, 256), 14: (210, 256), 15: (292, 256), 30: (2, 1),
}  # fmt: skip
_MOST_ENTRIES = 100_000  # tensors, or pairs
_MOST_MEMBERS = 10_000_000  # of an array; vocabularies have some 250,000
_MOST_BYTES = 20_000_000  # of a string; chat templates have some 5,000
_WAY_OUT = "Download the file again, or choose another model."


@dataclass(frozen=True, kw_only=True)
class GgufInfo:
    """What a GGUF file says of itself."""

    path: Path
    name: str
    architecture: str
    context_tokens: int | None  # trained context length
    parameters: int  # weights of all tensors
    size: int  # bytes on disk


def inspect_gguf(path: Path) -> GgufInfo:
    """Read the header and check that the file is whole. Raises ModelFileError with the reason."""
    try:
        if not path.exists():
            raise ModelFileError(
                f"The model file {path} is not there.", way_out="Check the path, or choose another model."
            )
        if not path.is_file():
            raise ModelFileError(f"{path} is not a file.", way_out="Give the path of a .gguf file.")
        info = path.stat()
        return _inspected(path, info.st_size, info.st_mtime_ns)
    except PermissionError as error:
        raise ModelFileError(f"The model file {path} may not be read.", way_out="Change its permissions.") from error
    except OSError as error:
        raise ModelFileError(
            f"The model file {path} cannot be read: {error.strerror}.", way_out=_WAY_OUT, details=repr(error)
        ) from error
    except (struct.error, EOFError, OverflowError, MemoryError) as error:
        raise ModelFileError(
            f"The model file {path.name} is cut short or damaged.", way_out=_WAY_OUT, details=repr(error)
        ) from error


@lru_cache(maxsize=32)
def _inspected(path: Path, size: int, _mtime_ns: int) -> GgufInfo:
    """Looked at once for each state of a file: stepping over a vocabulary takes half a second."""
    with path.open("rb") as file:
        return _Header(file, path, size).read()


class _Header:
    def __init__(self, file: BinaryIO, path: Path, size: int) -> None:
        self.file, self.path, self.size = file, path, size
        self.values: dict[str, str | int] = {}
        self.parameters = 0

    def read(self) -> GgufInfo:
        if self.file.read(4) != b"GGUF":
            raise ModelFileError(
                f"{self.path.name} is not a GGUF model file.", way_out="Give the path of a .gguf file."
            )
        (version,) = struct.unpack("<I", self._take(4))
        if version not in (2, 3):
            raise ModelFileError(f"{self.path.name} is of an unknown GGUF version ({version}).", way_out=_WAY_OUT)
        tensors, pairs = struct.unpack("<QQ", self._take(16))
        if tensors > _MOST_ENTRIES or pairs > _MOST_ENTRIES:
            self._damaged()
        for _ in range(pairs):
            self._pair()
        self._check_size(max((self._tensor_end() for _ in range(tensors)), default=0))
        architecture = str(self.values.get("general.architecture", ""))
        context = self.values.get(f"{architecture}.context_length")
        return GgufInfo(
            path=self.path,
            name=str(self.values.get("general.name", self.path.stem)),
            architecture=architecture,
            context_tokens=context if isinstance(context, int) else None,
            parameters=self.parameters,
            size=self.size,
        )

    def _check_size(self, data: int) -> None:
        alignment = self.values.get("general.alignment", 32)
        step = alignment if isinstance(alignment, int) and alignment > 0 else 32
        expected = -(-self.file.tell() // step) * step + data
        if self.size < expected:
            raise ModelFileError(
                f"The model file {self.path.name} is cut short: {self.size:,} of {expected:,} bytes are there.",
                way_out=_WAY_OUT,
            )

    def _take(self, count: int) -> bytes:
        if count > min(self.size, _MOST_BYTES):
            self._damaged()
        data = self.file.read(count)
        if len(data) < count:
            self._damaged()
        return data

    def _string(self) -> bytes:
        return self._take(struct.unpack("<Q", self._take(8))[0])

    def _pair(self) -> None:
        key = self._string().decode("utf-8", "replace")
        (kind,) = struct.unpack("<I", self._take(4))
        if kind == _STRING:
            self.values[key] = self._string()[:200].decode("utf-8", "replace")
        elif kind == _ARRAY:
            self._skip_array()
        else:
            raw = self._take(_SCALAR_BYTES.get(kind) or self._damaged())
            if kind in _UNSIGNED:
                self.values[key] = int.from_bytes(raw, "little")

    def _skip_array(self) -> None:
        kind, count = struct.unpack("<IQ", self._take(12))
        if count > _MOST_MEMBERS:
            self._damaged()
        if kind == _STRING:
            for _ in range(count):
                self._string()
        else:
            self.file.seek(count * (_SCALAR_BYTES.get(kind) or self._damaged()), os.SEEK_CUR)

    def _tensor_end(self) -> int:
        """Where this tensor's data ends, in bytes from the start of the data."""
        self._string()
        (dimensions,) = struct.unpack("<I", self._take(4))
        if dimensions > 8:
            self._damaged()
        values = 1
        for size in struct.unpack(f"<{dimensions}Q", self._take(8 * dimensions)):
            values *= size
        self.parameters += values
        kind, offset = struct.unpack("<IQ", self._take(12))
        block_bytes, block_values = _BLOCKS.get(kind, (0, 1))
        return int(offset) + values // block_values * block_bytes

    def _damaged(self) -> int:
        raise EOFError(f"at byte {self.file.tell()}")
