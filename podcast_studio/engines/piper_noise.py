"""Piper's noise made repeatable.

A Piper model draws fresh random numbers inside its graph on every run, from a state that nobody can wind back, so the
same sentence never sounds quite alike twice. This module edits the model's bytes as they are loaded: what the random
nodes gave out is taken from a fixed table of normal numbers instead, entered at a place that follows from the text.
The noise keeps its distribution, and the same sentence in the same voice gives the same samples, every time.
"""

from __future__ import annotations

from typing import NamedTuple

from podcast_studio.engines.onnx_bytes import (
    FLOAT,
    GRAPH_NODE,
    INT64,
    MODEL_GRAPH,
    NODE_INPUT,
    NODE_OP,
    NODE_OUTPUT,
    fields,
    make_node,
    make_tensor,
    message,
)

TABLE_SIZE = 1 << 20  # numbers; a minute of audio draws about a million
_STEP = 7919  # a prime, so that neighbouring texts enter the table far apart


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
    parts += [view[at:], message(MODEL_GRAPH, _table_nodes(nodes))]
    return b"".join(parts)


def _unused_name(name: str) -> bytes:
    raw = name.encode()
    return raw[:-1] + (b"~" if raw[-1:] != b"~" else b"^")


def _random_nodes(model: bytes) -> list[_RandomNode]:
    found = []
    for graph in fields(model, 0, len(model)):
        if graph.number != MODEL_GRAPH:
            continue
        for node in fields(model, graph.start, graph.end):
            if node.number == GRAPH_NODE and model.find(b"RandomNormalLike", node.start, node.end) >= 0:
                parts = {part.number: part for part in fields(model, node.start, node.end)}
                kind = parts[NODE_OP]
                if model[kind.start : kind.end] == b"RandomNormalLike":
                    source, output = parts[NODE_INPUT], parts[NODE_OUTPUT]
                    found.append(
                        _RandomNode(
                            source=model[source.start : source.end].decode(),
                            output=model[output.start : output.end].decode(),
                            name_at=output.start,
                        )
                    )
    return found


def _table_nodes(nodes: list[_RandomNode]) -> bytes:
    """Graph parts that fill each random node's place: table[(range(n) + entry) % size], shaped like its source."""
    import numpy as np

    table = np.random.default_rng(20_240).standard_normal(TABLE_SIZE).astype(np.float32)
    graph = make_tensor("ps_table", table.tobytes(), FLOAT, (TABLE_SIZE,))
    for name, value in {"zero": 0, "one": 1, "size": TABLE_SIZE, "step": _STEP}.items():
        graph += make_tensor(f"ps_{name}", value.to_bytes(8, "little"), INT64, ())
    graph += make_node("ReduceSum", ["input"], "ps_sum", keepdims=0)
    graph += make_node("Mul", ["ps_sum", "ps_step"], "ps_entry")
    for index, node in enumerate(nodes):
        own = f"ps_{index}_"
        graph += make_tensor(own + "offset", (index * TABLE_SIZE // 2).to_bytes(8, "little"), INT64, ())
        graph += make_node("Shape", [node.source], own + "shape")
        graph += make_node("ReduceProd", [own + "shape"], own + "count", keepdims=0)
        graph += make_node("Range", ["ps_zero", own + "count", "ps_one"], own + "range")
        graph += make_node("Add", [own + "range", "ps_entry"], own + "moved")
        graph += make_node("Add", [own + "moved", own + "offset"], own + "placed")
        graph += make_node("Mod", [own + "placed", "ps_size"], own + "index")
        graph += make_node("Gather", ["ps_table", own + "index"], own + "flat")
        graph += make_node("Reshape", [own + "flat", own + "shape"], node.output)
    return graph
