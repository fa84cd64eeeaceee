"""Make speech of raw model output, and hold it against its source."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache

_LABEL = re.compile(
    r"(?im)^\s*[\[(*_#>\s]*(?:host|expert|speaker\s*\d*|interviewer|guest|narrator|question|answer|q|a|tell|line|notes|"
    r"output|response|assistant)\s*[\])*_]*\s*[:：]+[*_]*\s*"
)
_REASONING = re.compile(r"(?is)<(think|thinking|reasoning)>.*?(?:</\1>|\Z)")
_TOKENS = re.compile(r"<\|[^|>]{1,40}\|>|</?(?:s|bos|eos|start_of_turn|end_of_turn)>|\[/?INST\]")
_FENCE = re.compile(r"(?s)```.*?(?:```|\Z)")
_URL = re.compile(r"(?i)\b(?:https?://|www\.)\S+")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_BRACKETS = re.compile(r"\[(?:\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*|[a-z ]{1,30}|citation needed)\]", re.IGNORECASE)
_ACTIONS = r"laugh|chuckl|sigh|smil|paus|music|applause|nod|gasp|whisper|clears? (?:his |her )?throat|intro|outro"
_STAGE = re.compile(rf"(?i)[(*\[_]+\s*(?:\w+\s+){{0,2}}(?:{_ACTIONS})[^)*\]_]{{0,40}}[)*\]_]+")
_LISTED = re.compile(r"(?m)^\s*(?:[-*+•–]|\d{1,2}[.)])\s+")
_HEADING = re.compile(r"(?m)^\s*#{1,6}\s+.*$")
_PREAMBLE = re.compile(
    r"(?i)^\s*(?:sure|certainly|of course|okay|ok)?[,!. ]*(?:here(?:'s| is| are)|below is|i(?:'ll| will) (?:now )?)"
    r"[^.\n:]{0,80}:\s*"
)
_ASSISTANT = re.compile(r"(?i)\bas an? (?:ai|language model|assistant)\b[^.!?]*[.!?]?\s*")
_SENTENCE_END = re.compile(r"""[.!?…]+["'”’)\]]*(?=\s|$)""")
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "sr",
        "jr",
        "vs",
        "etc",
        "e.g",
        "i.e",
        "c",
        "ca",
        "approx",
        "no",
        "nos",
        "fig",
        "figs",
        "p",
        "pp",
        "vol",
        "ed",
        "al",
        "inc",
        "ltd",
        "co",
        "dept",
        "gen",
        "col",
        "capt",
        "lt",
        "rev",
        "hon",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "a.m",
        "p.m",
        "u.s",
        "u.k",
    ]
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def clean_turn(raw: str) -> str:
    """What of `raw` a person would say, as one paragraph of whole sentences."""
    text = _TOKENS.sub(" ", _REASONING.sub(" ", raw.replace("\x00", "")))
    text = _unwrap_json(text)
    text = _HEADING.sub("", _FENCE.sub(" ", text))
    for _ in range(4):
        text, count = _LABEL.subn("", text)
        if not count:
            break
    text = _ASSISTANT.sub("", _PREAMBLE.sub("", text))
    text = _URL.sub("", _STAGE.sub("", _BRACKETS.sub("", _LINK.sub(r"\1", text))))
    text = _LISTED.sub("", text)
    text = re.sub(r"(?<=\w)_+(?=\w)", " ", text)  # names of code: the parts are words
    text = re.sub(r"[*_`|~]+|\[\[|\]\]", "", text)
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s+([,.;:!?])", r"\1", text)
    return _finished(_unquoted(text))


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph."""
    found: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if _ends_a_sentence(text, start, end):
            found.append(text[start : end.end()].strip())
            start = end.end()
    rest = text[start:].strip()
    return [sentence for sentence in [*found, rest] if sentence]


def drop_loops(text: str) -> str:
    """Each sentence once; a phrase that is said again and again within one is cut after its first time."""
    kept: list[str] = []
    for sentence in sentences(text):
        whole = re.sub(r"(?i)\b((?:[\w'’]+[\s,]+){1,7}?[\w'’]+)(?:[\s,]+\1\b){2,}", r"\1", sentence)
        if not any(_same(whole, earlier) for earlier in kept):
            kept.append(whole)
    return " ".join(kept)


def limit_words(text: str, words: int) -> str:
    """Whole sentences, ending nearest to the budget; at least one."""
    kept: list[str] = []
    count = 0
    for sentence in sentences(text):
        length = len(sentence.split())
        if kept and abs(count + length - words) > abs(words - count):
            break
        kept.append(sentence)
        count += length
    return " ".join(kept)


def near_duplicate(a: str, b: str) -> float:
    """How much of the shorter text is in the other, by runs of three words: 0 nothing, 1 all of it."""
    first, second = _runs(a, 3), _runs(b, 3)
    if not first or not second:
        return 1.0 if a.strip().lower() == b.strip().lower() else 0.0
    return len(first & second) / min(len(first), len(second))


def leaks(text: str, examples: Sequence[str]) -> bool:
    """Whether six words in a row come from one of the prompt's examples."""
    runs = _runs(text, 6)
    return any(runs & _runs(example, 6) for example in examples)


def unsupported_details(text: str, source: str) -> list[str]:
    """Figures and names in `text` that `source` does not have, in order of appearance."""
    from podcast_studio.pipeline.figures import figures_in

    there = figures_in(source)
    missing = [said for said, value in figures_in(text).items() if value not in set(there.values())]
    known = {_stem(word) for word in _WORD.findall(source)}
    for sentence in sentences(text):
        for place, word in enumerate(_WORD.findall(sentence)):
            if place and word[:1].isupper() and word not in ("I", "I'm", "I'll", "I've", "I’m", "I’ll", "I’ve"):
                if _stem(word) not in known and word not in missing and not word.isdigit():
                    missing.append(word)
    return missing


def _stem(word: str) -> str:
    return re.sub(r"(?:['’]s|s|['’])$", "", word.lower())


@lru_cache(maxsize=2048)  # each turn is held against every other
def _runs(text: str, length: int) -> frozenset[tuple[str, ...]]:
    words = [word.lower() for word in _WORD.findall(text)]
    return frozenset(tuple(words[at : at + length]) for at in range(len(words) - length + 1))


def _same(a: str, b: str) -> bool:
    return a.lower() == b.lower() or (len(a.split()) > 5 and near_duplicate(a, b) > 0.75)


def _ends_a_sentence(text: str, start: int, end: re.Match[str]) -> bool:
    after = text[end.end() : end.end() + 2].strip()
    if end.group() != ".":
        return not after or not after[0].islower()
    before = text[start : end.start()].split()
    last = before[-1].lower().lstrip("(\"'“‘") if before else ""
    if last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha() and last != "i"):
        return not after
    return not after or not after[0].islower()


def _finished(text: str) -> str:
    """Without a last sentence that was cut off, where a whole one is left."""
    parts = sentences(text)
    if len(parts) > 1 and not re.search(r"""[.!?…]["'”’)]*$""", parts[-1]):
        parts = parts[:-1]
    return " ".join(parts)


def _unquoted(text: str) -> str:
    pairs = {'"': '"', "“": "”", "'": "'", "‘": "’"}
    if len(text) > 1 and pairs.get(text[0]) == text[-1] and text.count(text[0]) <= 2:
        return text[1:-1].strip()
    return text


def _unwrap_json(text: str) -> str:
    stripped = _FENCE.sub(lambda match: match.group().strip("`").removeprefix("json"), text).strip()
    if not stripped.startswith(("{", "[")):
        return text
    try:
        value = json.loads(stripped)
    except ValueError:
        return text
    return "\n".join(_strings(value)) or text


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if len(value.split()) > 2 else []
    if isinstance(value, dict):
        return [text for member in value.values() for text in _strings(member)]
    if isinstance(value, list):
        return [text for member in value for text in _strings(member)]
    return []
