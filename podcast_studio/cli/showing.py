"""Printing values."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any


def show(value: Any, *, as_json: bool, lines: Callable[[], list[str]]) -> None:
    """Print a value as JSON, or as lines for people."""
    if as_json:
        print(json.dumps(value, default=str, ensure_ascii=False))
    else:
        print("\n".join(lines()))
