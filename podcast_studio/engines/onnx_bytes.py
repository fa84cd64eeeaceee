"""ONNX models as bytes: read and put together field by field, without a copy of the weights as objects.

The file format is protobuf (`onnx.proto`). Two of its properties make this small: a message that is appended is merged
into the one before, and a name can be changed in place as long as its length stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

# Field numbers of onnx.proto
MODEL_GRAPH = 7
GRAPH_NODE, GRAPH_NAME, GRAPH_INITIALIZER, GRAPH_INPUT, GRAPH_OUTPUT = 1, 2, 5, 11, 12
NODE_INPUT, NODE_OUTPUT, NODE_NAME, NODE_OP, NODE_ATTRIBUTE = 1, 2, 3, 4, 5
TENSOR_DIMS, TENSOR_TYPE, TENSOR_NAME, TENSOR_RAW = 1, 2, 8, 9
VALUE_NAME = 1
FLOAT, INT64 = 1, 7
_LONGEST_HEAD = 20  # bytes: two numbers of at most ten, key and length


class Field(NamedTuple):
    """A field of a message: what it is, and where."""

    number: int
    start: int  # of the content
    end: int


def check_onnx(file: BinaryIO, size: int) -> None:
    """Raise ValueError unless `file` is a whole ONNX file of `size` bytes, by its outermost fields."""
    at, has_graph = 0, False
    while at < size:
        file.seek(at)
        head = file.read(_LONGEST_HEAD)
        field = next(fields(head, 0, min(len(head), size - at), outer_end=size - at))
        has_graph = has_graph or field.number == MODEL_GRAPH
        at += field.end
    if not has_graph:
        raise ValueError("there is no graph in it")


def fields(data: bytes, at: int, end: int, outer_end: int | None = None) -> Iterator[Field]:
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
        yield Field(key >> 3, start, stop)
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


def make_node(op: str, inputs: list[str], output: str, **attributes: int) -> bytes:
    """A part of a graph: an operation with one output."""
    body = b"".join(message(NODE_INPUT, name.encode()) for name in inputs)
    body += message(NODE_OUTPUT, output.encode())
    body += message(NODE_NAME, f"make_{output}".encode()) + message(NODE_OP, op.encode())
    for name, value in attributes.items():
        attribute = message(1, name.encode()) + number(3, value) + number(20, 2)  # name, i, type INT
        body += message(NODE_ATTRIBUTE, attribute)
    return message(GRAPH_NODE, body)


def make_tensor(name: str, raw: bytes, kind: int, shape: tuple[int, ...]) -> bytes:
    """A part of a graph: numbers that are known beforehand, as little-endian bytes."""
    body = b"".join(number(TENSOR_DIMS, size) for size in shape)
    body += number(TENSOR_TYPE, kind) + message(TENSOR_NAME, name.encode()) + message(TENSOR_RAW, raw)
    return message(GRAPH_INITIALIZER, body)


def message(field: int, content: bytes) -> bytes:
    """A field that holds bytes, text or other fields."""
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def number(field: int, value: int) -> bytes:
    """A field that holds a number."""
    return _varint(field << 3) + _varint(value)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)
