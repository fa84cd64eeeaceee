"""Piper's noise made repeatable.

A Piper model draws fresh random numbers inside its graph on every run, from a state that nobody can wind back, so the
same sentence never sounds quite alike twice. This module edits the model's bytes as they are loaded: what the random
nodes gave out is taken from a fixed table of normal numbers instead, entered at a place that follows from the text.
The noise keeps its distribution, and the same sentence in the same voice gives the same samples, every time.

The file format is protobuf (ONNX's `onnx.proto`). Two of its properties make this small: a message that is appended is
merged into the one before, and a name can be changed in place as long as its length stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

TABLE_SIZE = 1 << 20  # numbers; a minute of audio draws about a million
_STEP = 7919  # a prime, so that neighbouring texts enter the table far apart

# Field numbers of onnx.proto
_MODEL_GRAPH = 7
_GRAPH_NODE, _GRAPH_INITIALIZER = 1, 5
_NODE_INPUT, _NODE_OUTPUT, _NODE_NAME, _NODE_OP, _NODE_ATTRIBUTE = 1, 2, 3, 4, 5
_TENSOR_DIMS, _TENSOR_TYPE, _TENSOR_NAME, _TENSOR_RAW = 1, 2, 8, 9
_FLOAT, _INT64 = 1, 7
_LONGEST_HEAD = 20  # bytes: two numbers of at most ten, key and length


class _Field(NamedTuple):
    number: int
    start: int  # of the content
    end: int


class _RandomNode(NamedTuple):
    source: str  # whose shape the noise takes
    output: str
    name_at: int  # where the output's name stands in the file


def with_fixed_noise(model: bytes) -> bytes:
    """The same model drawing its noise from a table; the bytes unchanged when there is no noise to fix.

    Raises ValueError when the bytes are not a readable ONNX model.
    """
    nodes = _random_nodes(model)
    if not nodes:
        return model
    view, at = memoryview(model), 0
    parts: list[bytes | memoryview] = []
    for node in nodes:
        unused = _unused_name(node.output)
        parts += [view[at : node.name_at], unused]
        at = node.name_at + len(unused)
    parts += [view[at:], _message(_MODEL_GRAPH, _table_nodes(nodes))]
    return b"".join(parts)


def check_onnx(file: BinaryIO, size: int) -> None:
    """Raise ValueError unless `file` is a whole ONNX file of `size` bytes, by its outermost fields."""
    at, has_graph = 0, False
    while at < size:
        file.seek(at)
        head = file.read(_LONGEST_HEAD)
        field = next(_fields(head, 0, min(len(head), size - at), outer_end=size - at))
        has_graph = has_graph or field.number == _MODEL_GRAPH
        at += field.end
    if not has_graph:
        raise ValueError("there is no graph in it")


def _unused_name(name: str) -> bytes:
    raw = name.encode()
    return raw[:-1] + (b"~" if raw[-1:] != b"~" else b"^")


def _random_nodes(model: bytes) -> list[_RandomNode]:
    found = []
    for graph in _fields(model, 0, len(model)):
        if graph.number != _MODEL_GRAPH:
            continue
        for node in _fields(model, graph.start, graph.end):
            if node.number == _GRAPH_NODE and model.find(b"RandomNormalLike", node.start, node.end) >= 0:
                parts = {part.number: part for part in _fields(model, node.start, node.end)}
                kind = parts[_NODE_OP]
                if model[kind.start : kind.end] == b"RandomNormalLike":
                    source, output = parts[_NODE_INPUT], parts[_NODE_OUTPUT]
                    found.append(
                        _RandomNode(
                            source=model[source.start : source.end].decode(),
                            output=model[output.start : output.end].decode(),
                            name_at=output.start,
                        )
                    )
    return found


def _fields(data: bytes, at: int, end: int, outer_end: int | None = None) -> Iterator[_Field]:
    """The fields of one protobuf message; with `outer_end`, `data` may be but the beginning of it."""
    while at < end:
        key, at = _read_varint(data, at, end)
        kind = key & 7
        if kind == 0:
            start, (_, stop) = at, _read_varint(data, at, end)
        elif kind == 2:
            length, start = _read_varint(data, at, end)
            stop = start + length
        elif kind in (1, 5):
            start, stop = at, at + (8 if kind == 1 else 4)
        else:
            raise ValueError("it is not an ONNX file")
        if stop > (end if outer_end is None else outer_end):
            raise ValueError("it ends too early")
        yield _Field(key >> 3, start, stop)
        at = stop


def _read_varint(data: bytes, at: int, end: int) -> tuple[int, int]:
    value = shift = 0
    while at < end and shift < 64:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at
    raise ValueError("it ends too early")


def _table_nodes(nodes: list[_RandomNode]) -> bytes:
    """Graph parts that fill each random node's place: table[(range(n) + entry) % size], shaped like its source."""
    import numpy as np

    table = np.random.default_rng(20_240).standard_normal(TABLE_SIZE).astype(np.float32)
    graph = _tensor("ps_table", table.tobytes(), _FLOAT, (TABLE_SIZE,))
    for name, value in {"zero": 0, "one": 1, "size": TABLE_SIZE, "step": _STEP}.items():
        graph += _tensor(f"ps_{name}", value.to_bytes(8, "little"), _INT64, ())
    graph += _node("ReduceSum", ["input"], "ps_sum", keepdims=0)
    graph += _node("Mul", ["ps_sum", "ps_step"], "ps_entry")
    for index, node in enumerate(nodes):
        own = f"ps_{index}_"
        graph += _tensor(own + "offset", (index * TABLE_SIZE // 2).to_bytes(8, "little"), _INT64, ())
        graph += _node("Shape", [node.source], own + "shape")
        graph += _node("ReduceProd", [own + "shape"], own + "count", keepdims=0)
        graph += _node("Range", ["ps_zero", own + "count", "ps_one"], own + "range")
        graph += _node("Add", [own + "range", "ps_entry"], own + "moved")
        graph += _node("Add", [own + "moved", own + "offset"], own + "placed")
        graph += _node("Mod", [own + "placed", "ps_size"], own + "index")
        graph += _node("Gather", ["ps_table", own + "index"], own + "flat")
        graph += _node("Reshape", [own + "flat", own + "shape"], node.output)
    return graph


def _node(op: str, inputs: list[str], output: str, **attributes: int) -> bytes:
    body = b"".join(_message(_NODE_INPUT, name.encode()) for name in inputs)
    body += _message(_NODE_OUTPUT, output.encode())
    body += _message(_NODE_NAME, f"make_{output}".encode()) + _message(_NODE_OP, op.encode())
    for name, value in attributes.items():
        attribute = _message(1, name.encode()) + _number(3, value) + _number(20, 2)  # name, i, type INT
        body += _message(_NODE_ATTRIBUTE, attribute)
    return _message(_GRAPH_NODE, body)


def _tensor(name: str, raw: bytes, kind: int, shape: tuple[int, ...]) -> bytes:
    body = b"".join(_number(_TENSOR_DIMS, size) for size in shape)
    body += _number(_TENSOR_TYPE, kind) + _message(_TENSOR_NAME, name.encode()) + _message(_TENSOR_RAW, raw)
    return _message(_GRAPH_INITIALIZER, body)


def _message(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _number(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)
