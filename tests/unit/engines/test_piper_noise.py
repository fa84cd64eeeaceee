"""Editing a model so that its noise repeats, on a small graph; real voices are in tests/integration."""

from __future__ import annotations

import io

import pytest

from podcast_studio.engines.onnx_bytes import check_onnx, fields, make_node, message
from podcast_studio.engines.piper_noise import TABLE_SIZE, with_fixed_noise


def model(*nodes: bytes) -> bytes:
    return b"\x08\x08" + message(7, b"".join(nodes))


def test_a_random_node_gives_way_to_the_table() -> None:
    before = model(
        make_node("Relu", ["x"], "y"),
        make_node("RandomNormalLike", ["y"], "noise"),
        make_node("Add", ["y", "noise"], "z"),
    )
    after = with_fixed_noise(before)
    assert len(after) > 4 * TABLE_SIZE
    graphs = [after[field.start : field.end] for field in fields(after, 0, len(after)) if field.number == 7]
    assert len(graphs) == 2  # merged by whoever reads them
    assert b"\x12\x05nois~" in graphs[0]
    assert b"\x12\x05noise" not in graphs[0]
    assert b"\x12\x05noise" in graphs[1]
    assert with_fixed_noise(before) == after


def test_a_model_without_noise_stays_as_it_is() -> None:
    plain = model(make_node("Relu", ["RandomNormalLike"], "y"))
    assert with_fixed_noise(plain) == plain


@pytest.mark.parametrize("cut", [1, 5, 30])
def test_a_file_cut_short_is_noticed(cut: int) -> None:
    whole = model(make_node("Relu", ["x"], "y"), make_node("Add", ["x", "y"], "z"))
    check_onnx(io.BytesIO(whole), len(whole))
    with pytest.raises(ValueError, match=r"."):
        check_onnx(io.BytesIO(whole[:-cut]), len(whole) - cut)
    with pytest.raises(ValueError, match=r"."):
        with_fixed_noise(whole[:-cut])
