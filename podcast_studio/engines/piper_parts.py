"""A Piper model in two parts: one plans how a sentence sounds, the other makes sound of it, a few seconds at a time.

As one graph, what the last layers hold at once grows with the sentence: 25 MB for each second of it. They look no
further than some frames to either side, so that the sound of a stretch is the same whether or not the rest is there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from podcast_studio.engines.onnx_bytes import (
    FLOAT,
    GRAPH_INITIALIZER,
    GRAPH_INPUT,
    GRAPH_NAME,
    GRAPH_NODE,
    GRAPH_OUTPUT,
    MODEL_GRAPH,
    NODE_ATTRIBUTE,
    NODE_INPUT,
    NODE_OUTPUT,
    TENSOR_NAME,
    VALUE_NAME,
    fields,
    message,
    number,
)

_FIRST_WEIGHTS = "dec.conv_pre.weight"  # of the part that makes sound, in whatever way a voice was exported
_OF_THE_TEXT = frozenset({"input", "input_lengths"})
_AXES = ("batch", "channels", "frames")  # of what the first part hands to the second
_ATTRIBUTE_GRAPH = 6  # a node with a graph of its own may use names that its inputs do not tell
_NAMES = {GRAPH_INITIALIZER: TENSOR_NAME, GRAPH_INPUT: VALUE_NAME, GRAPH_OUTPUT: VALUE_NAME}


class Parts(NamedTuple):
    """Both are ONNX models."""

    planning: bytes  # takes what the whole takes; gives `joint`, floats of shape 1 x channels x frames
    sounding: bytes  # takes `joint`, or a stretch of it, and what `also` names; gives what the whole gives
    joint: str
    also: tuple[str, ...]  # inputs of the whole that sounding needs too, such as who speaks


class _Node(NamedTuple):
    raw: bytes
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    nests: bool  # whether it holds a graph


class _Named(NamedTuple):
    raw: bytes
    name: str


@dataclass(frozen=True)
class _Graph:
    nodes: list[_Node] = field(default_factory=list)
    named: dict[int, list[_Named]] = field(default_factory=lambda: {kind: [] for kind in _NAMES})
    rest: list[bytes] = field(default_factory=list)


def in_two_parts(model: bytes) -> Parts | None:
    """The parts of a Piper model; None where it is not built in a way that we know, and is to be used as a whole.

    Raises ValueError when the bytes are not a readable ONNX model.
    """
    head, graph = _read(model)
    joints = {node.inputs[0] for node in graph.nodes if _FIRST_WEIGHTS in node.inputs}
    if len(joints) != 1 or len(graph.named[GRAPH_OUTPUT]) != 1:
        return None
    joint, output = joints.pop(), graph.named[GRAPH_OUTPUT][0].name
    sounding, behind = _leading_to(output, graph.nodes, joint), _hanging_on(joint, graph.nodes)
    if any(node.nests for node in sounding) or not behind <= {node.outputs for node in sounding}:
        return None
    inputs, used = graph.named[GRAPH_INPUT], {name for node in sounding for name in node.inputs}
    also = [value for value in inputs if value.name in used]
    if any(value.name in _OF_THE_TEXT for value in also):
        return None
    planning = [node for node in graph.nodes if node.outputs not in behind]
    takes, gives = (message(kind, _float_value(joint)) for kind in (GRAPH_INPUT, GRAPH_OUTPUT))
    return Parts(
        planning=head + _part(graph, planning, [*(value.raw for value in inputs), gives]),
        sounding=head + _part(graph, sounding, [takes, *(value.raw for value in [*also, *graph.named[GRAPH_OUTPUT]])]),
        joint=joint,
        also=tuple(value.name for value in also),
    )


def _read(model: bytes) -> tuple[bytes, _Graph]:
    """What stands around the graph, and the graph, of which there may be several pieces."""
    head, graph, at = [], _Graph(), 0
    for outer in fields(model, 0, len(model)):
        if outer.number != MODEL_GRAPH:
            head.append(model[at : outer.end])
        else:
            _add(graph, model, outer.start, outer.end)
        at = outer.end
    return b"".join(head), graph


def _add(graph: _Graph, model: bytes, at: int, end: int) -> None:
    for part in fields(model, at, end):
        raw = model[at : part.end]
        at = part.end
        if part.number == GRAPH_NODE:
            graph.nodes.append(_node(raw, model, part.start, part.end))
        elif part.number in _NAMES:
            name = _texts(model, part.start, part.end, _NAMES[part.number])[0]
            graph.named[part.number].append(_Named(raw, name))
        elif part.number == GRAPH_NAME:
            graph.rest.append(raw)


def _node(raw: bytes, model: bytes, start: int, end: int) -> _Node:
    attributes = [one for one in fields(model, start, end) if one.number == NODE_ATTRIBUTE]
    return _Node(
        raw=raw,
        inputs=_texts(model, start, end, NODE_INPUT),
        outputs=_texts(model, start, end, NODE_OUTPUT),
        nests=any(
            inner.number == _ATTRIBUTE_GRAPH for one in attributes for inner in fields(model, one.start, one.end)
        ),
    )


def _texts(model: bytes, start: int, end: int, wanted: int) -> tuple[str, ...]:
    return tuple(model[one.start : one.end].decode() for one in fields(model, start, end) if one.number == wanted)


def _leading_to(output: str, nodes: Iterable[_Node], joint: str) -> list[_Node]:
    """The nodes without which there is no `output`, where `joint` is given; in their order."""
    maker = {name: node for node in nodes for name in node.outputs}
    needed: set[tuple[str, ...]] = set()
    open_names = [output]
    while open_names:
        name = open_names.pop()
        node = maker.get(name)
        if name != joint and node is not None and node.outputs not in needed:
            needed.add(node.outputs)
            open_names += node.inputs
    return [node for node in nodes if node.outputs in needed]


def _hanging_on(joint: str, nodes: Iterable[_Node]) -> set[tuple[str, ...]]:
    """The outputs of the nodes that there are not without `joint`. Nodes stand behind what they need."""
    reached, hanging = {joint}, set()
    for node in nodes:
        if reached.intersection(node.inputs):
            reached.update(node.outputs)
            hanging.add(node.outputs)
    return hanging


def _part(graph: _Graph, nodes: Collection[_Node], values: Iterable[bytes]) -> bytes:
    """A graph of some of the nodes, with the weights that they need and the descriptions of what goes in and out."""
    kept = {node.outputs for node in nodes}
    used = {name for node in nodes for name in node.inputs}
    elsewhere = {name for node in graph.nodes if node.outputs not in kept for name in node.inputs}
    nested = any(node.nests for node in nodes)
    weights = [
        weight.raw
        for weight in graph.named[GRAPH_INITIALIZER]
        if weight.name in used or (nested and weight.name not in elsewhere)
    ]
    return message(MODEL_GRAPH, b"".join([*(node.raw for node in nodes), *weights, *graph.rest, *values]))


def _float_value(name: str) -> bytes:
    """The description of a tensor of floats with axes of any length."""
    axes = b"".join(message(1, message(2, f"{axis} of {name}".encode())) for axis in _AXES)  # dim, dim_param
    tensor = number(1, FLOAT) + message(2, axes)  # elem_type, shape
    return message(VALUE_NAME, name.encode()) + message(2, message(1, tensor))  # type, tensor_type
