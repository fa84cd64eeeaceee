"""Draws the cover that podcasts carry: two people talking, as two speech balloons made of sound.

Usage: python packaging/draw_cover.py [FILE]
"""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

SIZE = 1400  # pixels
PAPER, TEAL, RUST, BLUE = "#faf9f7", "#1f6f6b", "#a9421f", "#315e9a"
OUT = Path(__file__).parent.parent / "podcast_studio" / "studio" / "assets" / "cover.png"

Grid = NDArray[Any]

_axis = (np.arange(SIZE, dtype=np.float32) + 0.5) / SIZE * 1000  # a canvas of 1000 by 1000
X, Y = np.meshgrid(_axis, _axis + 47)  # the drawing stands in the middle


def box(cx: float, cy: float, width: float, height: float, radius: float) -> Grid:
    """Distance to a rounded box, negative inside."""
    dx, dy = np.abs(X - cx) - width / 2 + radius, np.abs(Y - cy) - height / 2 + radius
    outside = np.hypot(np.maximum(dx, 0), np.maximum(dy, 0))
    distance: Grid = outside + np.minimum(np.maximum(dx, dy), 0) - radius
    return distance


def triangle(corners: list[tuple[float, float]]) -> Grid:
    """Distance to a triangle whose corners go clockwise on the screen, negative inside."""
    edges = []
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
        length = float(np.hypot(bx - ax, by - ay))
        edges.append(((X - ax) * (by - ay) - (Y - ay) * (bx - ax)) / length)
    distance: Grid = np.maximum.reduce(edges)
    return distance


def paint(picture: Grid, shape: Grid, colour: str) -> None:
    """Fill a shape, with smooth edges."""
    cover = np.clip(0.5 - shape * SIZE / 1000, 0, 1)[..., np.newaxis]
    picture += (rgb(colour) - picture) * cover


def wave(picture: Grid, cx: float, cy: float, heights: list[float], colour: str) -> None:
    """A row of bars, like the picture of a sound."""
    step = 46.0
    for index, height in enumerate(heights):
        x = cx + (index - (len(heights) - 1) / 2) * step
        paint(picture, box(x, cy, 22, height, 11), colour)


def rgb(colour: str) -> NDArray[np.float32]:
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], np.float32)


def draw() -> NDArray[np.uint8]:
    picture = np.broadcast_to(rgb(PAPER), (SIZE, SIZE, 3)).copy()
    expert = np.minimum(box(585, 640, 600, 330, 90), triangle([(690, 770), (820, 770), (835, 905)]))
    paint(picture, expert, RUST)
    host = np.minimum(box(415, 355, 600, 330, 90), triangle([(180, 485), (310, 485), (165, 620)]))
    paint(picture, host - 16, PAPER)  # a seam where they overlap
    paint(picture, host, TEAL)
    wave(picture, 415, 355, [46, 98, 170, 120, 210, 150, 88, 132, 60], PAPER)
    wave(picture, 585, 668, [58, 126, 84, 150, 204, 116, 168, 92, 44], PAPER)
    for index, height in enumerate([40.0, 92.0, 150.0]):
        paint(picture, box(790 + index * 46, 300, 22, height, 11), BLUE)
        paint(picture, box(210 - index * 46, 735, 22, height, 11), BLUE)
    return np.round(picture).astype(np.uint8)


def png(picture: NDArray[np.uint8]) -> bytes:
    """A PNG file, each row stored as its difference to the one above (filter 2)."""
    rows = picture.reshape(SIZE, -1)
    above = np.vstack([np.zeros_like(rows[:1]), rows[:-1]])
    filtered = np.hstack([np.full((SIZE, 1), 2, np.uint8), rows - above])
    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(filtered.tobytes(), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(kind, data) for kind, data in parts)


def _part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    target.write_bytes(png(draw()))
    print(f"{target}: {target.stat().st_size:,} bytes")
