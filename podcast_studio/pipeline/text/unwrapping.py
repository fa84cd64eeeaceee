"""Take speech out of JSON, whole or cut off, that a model wrapped it in."""

from __future__ import annotations

import json
import re

_OPENS = re.compile(r'[\[{][\s\[{]{0,8}"[^"\n]{0,60}"\s*[:,\]]')
_STRING = re.compile(r'[:\[,]\s*"((?:[^"\\]|\\.)*)(?:"|\Z)', re.DOTALL)
_LEAST_WORDS = 3  # of a string that is speech and not a name


def unwrapped(text: str) -> str:
    """The spoken strings of the first JSON value in `text`, one a line; `text` where there is none."""
    opens = _OPENS.search(text)
    if opens is None:
        return text
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text, opens.start())
    except (ValueError, RecursionError):
        found = [_decoded(string) for string in _STRING.findall(text, opens.start())]
    else:
        found = _strings(value)
    return "\n".join(string for string in found if len(string.split()) >= _LEAST_WORDS) or text


def _decoded(string: str) -> str:
    try:
        return str(json.loads(f'"{string}"', strict=False))
    except ValueError:  # cut off within an escape
        return string.rpartition("\\")[0] or string


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for member in value.values() for text in _strings(member)]
    if isinstance(value, list):
        return [text for member in value for text in _strings(member)]
    return []
