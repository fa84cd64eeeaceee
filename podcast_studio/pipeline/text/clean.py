"""Make speech of raw model output: sentences without labels, markup and loops."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from podcast_studio.domain.languages import ENGLISH
from podcast_studio.pipeline.speech.length import spoken_words
from podcast_studio.pipeline.text.unwrapping import unwrapped

_SPEAKERS = r"host|expert|speaker ?\d*|interviewer|guest|narrator|assistant"
_PARTS = r"question|answer|q|a|tell|line|notes|output|response|turn"
_LABEL = re.compile(
    rf"(?im)^[\[(*_#>\- ]{{0,8}}(?:(?:{_SPEAKERS}|{_PARTS})(?: says)?[\])*_ ]{{0,4}}[:：]+[*_]*|"
    r"(?:tell|line) ?\([^)\n]*\)[:：]*|[\[(]+(?:host|expert)[\])]+) *"
)
_BARE_LABEL = re.compile(r"(?m)^(?:HOST|EXPERT)(?: *[–—-]+ +| *\n)")
_NEXT_SPEAKER = re.compile(
    r"(?s)(?<=[.!?…\"”] )[\[(*_]{0,4}(?:(?:HOST|EXPERT|Host|Expert|Speaker \d)[\])*_]{0,4} ?[:：]|"
    r"(?:TELL|ASK|REMARK) \().*"
)
_INNER_LABEL = re.compile(r"(?<=[.!?…] )(?:Question|Answer|Notes|Q|A) *: *(\w?)")
_REASONING = re.compile(r"(?is)<(think|thinking|reasoning)>.*?(?:</\1>|\Z)")
_TOKENS = re.compile(
    r"<\|im_start\|>(?: ?\w+)?|<\|[^|>\n]{1,40}\|>|<\|[^|>\n]{0,20}\Z|"
    r"</?(?:s|bos|eos|start_of_turn|end_of_turn)>|\[/?INST\]"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,80}>")
_FENCE = re.compile(r"(?s)```.*?(?:```|\Z)")
_URL = re.compile(r"(?i)\b(?:https?://|www\.)\S*[^\s.,;:!?)\]\"'”’]")
_MOST_ROUNDS = 4
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})  # Unicode categories
_ADDRESS = "\ue000"  # stands where a web address was
_LEAST_AROUND_AN_ADDRESS = 8  # words
_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\n]{0,500}\)")
_WIKI = re.compile(r"\[\[(?:[^\[\]|]{0,200}\|)?([^\[\]]{0,200})\]\]")
_BRACKETS = re.compile(r"\[(?:\d{1,3}(?: ?[,;–-] ?\d{1,3})*|[a-z ]{1,30})\]", re.IGNORECASE)
_ACTIONS = r"laugh|chuckl|sigh|smil|paus|music|applause|nod|gasp|whisper|clears? (?:his |her )?throat|intro|outro"
_STAGE = re.compile(rf"(?i)[(*\[_]{{1,3}} ?(?:\w+ ){{0,2}}(?:{_ACTIONS})[^)*\]_\n]{{0,40}}[)*\]_]+")
_ROW = re.compile(r"(?m)^(?:\|.*\||[-*_=|: ]{3,})$")
_ITEM = re.compile(r"(?m)^(?:[-*+•–>]|\d{1,2}[.)]) (.*)$")
_HEADING = re.compile(r"(?m)^#{1,6} .*$")
_EAGER = r"sure|certainly|of course|absolutely|okay|ok"
_PREAMBLE = re.compile(
    rf"(?i)\A(?:(?:{_EAGER})?[,!. ]{{0,3}}(?:here(?:'s|’s| is| are)|below is|i(?:'ll|’ll| will) (?:now )?)"
    rf"[^.\n:]{{0,80}}:\s*|(?:{_EAGER})!\s+)"
)
_ASSISTANT = re.compile(r"(?i)\bas an? (?:ai|language model|assistant)\b[^.!?]*[.!?]?\s*")
_SENTENCE_END = re.compile(r"""[.!?…]+["'”’)\]]*(?=\s|$)""")
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof st sr jr vs etc e.g i.e c ca approx no nos fig figs p pp vol ed al inc ltd co dept gen
    col capt lt rev hon jan feb mar apr jun jul aug sep sept oct nov dec a.m p.m u.s u.k""".split()
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ROLES = "HOST|Host|EXPERT|Expert|SYSTEM|System|ASSISTANT|Assistant|HUMAN|Human|USER|User"
_POSING = re.compile(
    rf"(?:^|(?<=[.!?…\"”] ))[\[(*_#]{{0,4}}(?:{_ROLES}|Speaker \d)[\])*_]{{0,4}} ?: *|"
    r"\b(?:TELL|ASK|REMARK) ?\([^()\n]*\):?(?: About:)? *|\[/?(?:SYSTEM|INST|HOST|EXPERT)\] *|[{}]"
)


def clean_turn(raw: str) -> str:
    """What of `raw` a person would say, as one paragraph of whole sentences."""
    text = raw
    for _ in range(_MOST_ROUNDS):  # what one rule leaves can be another's to take
        cleaned = _once(text)
        if cleaned == text:
            break
        text = cleaned
    return text


def _once(raw: str) -> str:
    text = _TOKENS.sub("", _REASONING.sub(" ", _lines(raw)))
    text = _lines(_ROW.sub("", _HEADING.sub("", _FENCE.sub(" ", unwrapped(text)))))
    text = _without_labels(text)
    text = _ASSISTANT.sub("", _PREAMBLE.sub("", text))
    text = _URL.sub(_ADDRESS, _STAGE.sub("", _BRACKETS.sub("", _WIKI.sub(r"\1", _LINK.sub(r"\1", _TAG.sub("", text))))))
    text = _ITEM.sub(_as_sentence, text)
    text = _without_signs(text)
    text = re.sub(r"\s+", " ", text).strip()
    text = _without_addresses(re.sub(r" +([,.;:!?])", r"\1", text))
    text = _finished(_unquoted(text))
    return text[:1].upper() + text[1:] if text[1:2].islower() else text


def without_posing(source: str) -> str:
    """A document's words without the marks by which some of them pose as lines of a script or of a prompt."""
    return _POSING.sub("", _TOKENS.sub("", source))


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
        whole = re.sub(r"(?i)\b([\w'’]+)(?:[\s,]+\1\b){3,}", r"\1", sentence)
        whole = re.sub(r"(?i)\b((?:[\w'’]+[\s,]+){1,7}?[\w'’]+)(?:[\s,]+\1\b){2,}", r"\1", whole)
        if not any(_same(whole, earlier) for earlier in kept):
            kept.append(whole)
    return " ".join(kept)


def limit_words(text: str, words: float, language: str = ENGLISH) -> str:
    """Whole sentences, ending nearest to the budget of words as they are spoken in `language`; at least one."""
    kept: list[str] = []
    count = 0.0
    for sentence in sentences(text):
        length = spoken_words(sentence, language)
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


def leaks(text: str, examples: Sequence[str], sources: Sequence[str] = ()) -> bool:
    """Whether six words in a row come from one of the prompt's examples, and from none of the sources."""
    runs = _runs(text, 6).difference(*(_runs(source, 6) for source in sources))
    return any(runs & _runs(example, 6) for example in examples)


def _lines(text: str) -> str:
    """Lines of single blanks: without what cannot be seen or written, and without long runs that patterns choke on."""
    seen = "".join(sign for sign in html.unescape(text) if _is_seen(sign))
    return re.sub(r" ?\n\s*", "\n", re.sub(r"[^\S\n]+", " ", seen)).strip()


def _is_seen(sign: str) -> bool:
    """Not a control sign, half of a pair or a picture."""
    category = unicodedata.category(sign)
    return sign in "\n\t" or not (category in _UNSEEN or (category == "So" and sign >= "\u2600"))


def _without_labels(text: str) -> str:
    """Without the names of speakers; what another speaker says after a whole sentence is not part of the turn."""
    for _ in range(4):
        text, count = _LABEL.subn("", _BARE_LABEL.sub("", text))
        if not count:
            break
    return _INNER_LABEL.sub(lambda found: found[1].upper(), _NEXT_SPEAKER.sub("", text))


def _without_addresses(text: str) -> str:
    """Without web addresses, and without the sentences that were there for their sake."""
    if _ADDRESS not in text:
        return text
    kept = [part for part in sentences(text) if _ADDRESS not in part or len(part.split()) >= _LEAST_AROUND_AN_ADDRESS]
    return re.sub(rf" ?{_ADDRESS}", "", " ".join(kept))


def _as_sentence(item: re.Match[str]) -> str:
    """The item of a list, with a full stop unless it is the last, which may have been cut off."""
    said = item[1].rstrip()
    ends = not said or said[-1] in ".!?:;,…*" or item.end() == len(item.string)
    return said if ends else f"{said}."


def _without_signs(text: str) -> str:
    """Without emphasis, brackets of code, smileys and pictures."""
    text = re.sub(r"(?<=\d) ?\* ?(?=\d)", " times ", text)
    text = re.sub(r"(?<![\w~])~ ?(?=\d)", "about ", text)
    text = re.sub(r"(?<=\w)_(?=\w)", " ", text)
    text = re.sub(r"(?<=\s)[:;]-?[()DP](?=\s|$)", "", text)
    text = re.sub(r"[*_`|~{}\[\]\\]+|<(?! ?\d)|(?<!\w )>(?! ?\d)|-{3,}", "", text)
    return re.sub(r"(?<=[a-z]{2}[.!?])(?=[A-Z][a-z])", " ", text)


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
    before = text[max(start, end.start() - 40) : end.start()].split()
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
