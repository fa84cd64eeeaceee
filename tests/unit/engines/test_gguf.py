"""A look at model files, whole and broken."""

from __future__ import annotations

import contextlib
import random
import struct
from pathlib import Path

import pytest

from podcast_studio.domain.errors import ModelFileError
from podcast_studio.engines.gguf import GgufInfo, inspect_gguf

UINT32, INT32, FLOAT32, STRING, ARRAY, UINT64 = 4, 5, 6, 8, 9, 10
F32, Q4_K, UNKNOWN = 0, 12, 99


def string(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def pair(key: str, kind: int, value: bytes) -> bytes:
    return string(key) + struct.pack("<I", kind) + value


def tensor(name: str, shape: tuple[int, ...], kind: int, offset: int) -> bytes:
    return string(name) + struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, kind, offset)


PAIRS = (
    pair("general.architecture", STRING, string("llama")),
    pair("general.name", STRING, string("Tiny Größe")),
    pair("llama.context_length", UINT32, struct.pack("<I", 2048)),
    pair("llama.rope.freq_base", FLOAT32, struct.pack("<f", 1e4)),
    pair("tokenizer.ggml.tokens", ARRAY, struct.pack("<IQ", STRING, 3) + string("a") + string("") + string("bc")),
    pair("tokenizer.ggml.scores", ARRAY, struct.pack("<IQ3f", FLOAT32, 3, 0, 1, 2)),
)
TENSORS = (tensor("a", (4, 2), F32, 0), tensor("b", (256,), Q4_K, 32))
DATA = 32 + 144


def gguf(
    pairs: tuple[bytes, ...] = PAIRS,
    tensors: tuple[bytes, ...] = TENSORS,
    *,
    data: int = DATA,
    version: int = 3,
    step: int = 32,
) -> bytes:
    header = b"GGUF" + struct.pack("<IQQ", version, len(tensors), len(pairs)) + b"".join(pairs) + b"".join(tensors)
    return header + bytes(-len(header) % step) + bytes(data)


def look(folder: Path, data: bytes) -> GgufInfo:
    path = folder / "model.gguf"
    path.write_bytes(data)
    return inspect_gguf(path)


def test_a_whole_file_says_what_it_is(tmp_path: Path) -> None:
    info = look(tmp_path, gguf())
    assert (info.name, info.architecture, info.context_tokens) == ("Tiny Größe", "llama", 2048)
    assert info.parameters == 4 * 2 + 256
    assert info.size == (tmp_path / "model.gguf").stat().st_size


def test_a_long_context_of_64_bits(tmp_path: Path) -> None:
    pairs = (PAIRS[0], pair("llama.context_length", UINT64, struct.pack("<Q", 131072)))
    assert look(tmp_path, gguf(pairs)).context_tokens == 131072


def test_a_file_that_says_little_is_named_after_itself(tmp_path: Path) -> None:
    info = look(tmp_path, gguf(()))
    assert (info.name, info.architecture, info.context_tokens) == ("model", "", None)


def test_a_file_is_looked_at_again_only_when_it_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A vocabulary takes half a second to step over."""
    first = look(tmp_path, gguf())
    with monkeypatch.context() as closed:
        closed.setattr(Path, "open", lambda *_arguments: pytest.fail("read again"))
        assert inspect_gguf(tmp_path / "model.gguf") == first
    assert look(tmp_path, gguf(())) != first


def test_another_alignment(tmp_path: Path) -> None:
    pairs = (pair("general.alignment", UINT32, struct.pack("<I", 256)),)
    look(tmp_path, gguf(pairs, step=256))
    with pytest.raises(ModelFileError, match="cut short"):
        look(tmp_path, gguf(pairs, step=256)[:-1])


def test_tensors_of_kinds_that_came_later_are_let_pass(tmp_path: Path) -> None:
    assert look(tmp_path, gguf(tensors=(tensor("a", (64,), UNKNOWN, 0),), data=8)).architecture == "llama"


def test_every_file_cut_short_is_noticed(tmp_path: Path) -> None:
    whole = gguf()
    for length in range(len(whole)):
        with pytest.raises(ModelFileError, match=r"cut short|damaged|not a GGUF"):
            look(tmp_path, whole[:length])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a GGUF model file"),
        (b"\x7fELF" + bytes(100), "not a GGUF model file"),
        (b"PK\x03\x04" + bytes(100), "not a GGUF model file"),
        (gguf(version=1), "unknown GGUF version (1)"),
        (gguf(version=4), "unknown GGUF version (4)"),
        (b"GGUF" + struct.pack(">I", 3) + bytes(100), "unknown GGUF version"),
        (b"GGUF" + struct.pack("<IQQ", 3, 2**63, 1), "cut short or damaged"),
        (b"GGUF" + struct.pack("<IQQ", 3, 1, 2**63), "cut short or damaged"),
        (gguf((string("k" * 9)[:8] + b"",)), "cut short or damaged"),
        (gguf((struct.pack("<Q", 2**64 - 1),)), "cut short or damaged"),
        (gguf((pair("k", 77, b""),)), "cut short or damaged"),
        (gguf((pair("k", ARRAY, struct.pack("<IQ", UINT32, 2**60)),)), "cut short or damaged"),
        (gguf((pair("k", ARRAY, struct.pack("<IQ", STRING, 2**60)),)), "cut short or damaged"),
        (gguf((pair("k", ARRAY, struct.pack("<IQ", ARRAY, 1)),)), "cut short or damaged"),
        (gguf(tensors=(tensor("a", (2,) * 9, F32, 0),)), "cut short or damaged"),
        (gguf(tensors=(tensor("a", (2**62, 2**62), F32, 0),)), "cut short"),
        (gguf(tensors=(tensor("a", (1,), F32, 2**64 - 1),)), "cut short"),
        (gguf((pair("general.alignment", UINT32, b"\xff" * 4),)), "cut short"),
        (gguf((pair("general.alignment", UINT32, bytes(4)),)), ""),
        (gguf((pair("general.alignment", STRING, string("x")),)), ""),
    ],
)
def test_broken_headers(tmp_path: Path, data: bytes, words: str) -> None:
    if not words:
        look(tmp_path, data)
        return
    with pytest.raises(ModelFileError) as caught:
        look(tmp_path, data)
    assert words in caught.value.message
    assert "model.gguf" in caught.value.message
    assert caught.value.way_out


@pytest.mark.parametrize("seed", range(20))
def test_fuzzed_headers_are_read_or_refused(tmp_path: Path, seed: int) -> None:
    chance, whole = random.Random(seed), gguf()
    for _ in range(100):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(4, len(data))] = chance.choice((0, 1, 8, 9, 127, 255, chance.randrange(256)))
        with contextlib.suppress(ModelFileError):
            look(tmp_path, bytes(data))


@pytest.mark.parametrize("seed", range(10))
def test_garbage_after_the_magic_is_refused(tmp_path: Path, seed: int) -> None:
    garbage = random.Random(seed).randbytes(5000)
    with pytest.raises(ModelFileError):
        look(tmp_path, b"GGUF" + garbage)
    with pytest.raises(ModelFileError):
        look(tmp_path, b"GGUF" + struct.pack("<IQQ", 3, 5, 20) + garbage)


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=r"missing\.gguf is not there"):
        inspect_gguf(tmp_path / "missing.gguf")
    with pytest.raises(ModelFileError, match="is not a file"):
        inspect_gguf(tmp_path)
    (tmp_path / "loop.gguf").symlink_to(tmp_path / "loop.gguf")
    with pytest.raises(ModelFileError, match="loop"):
        inspect_gguf(tmp_path / "loop.gguf")


def test_a_disk_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.gguf").write_bytes(gguf())

    def fail(*_arguments: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(ModelFileError, match="Input/output error"):
        inspect_gguf(tmp_path / "a.gguf")
