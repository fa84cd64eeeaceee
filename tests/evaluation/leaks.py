"""What should not be in speech: prompts, labels, markup, placeholders; what no voice can say; obeyed orders."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from podcast_studio.pipeline.speech.sayable import sayable
from tests.evaluation.performance import Performance, Said
from tests.evaluation.words import runs, sentences_of

_PROMPT_RUN = 6  # words in a row that come from a prompt and not from the sources
_LEAST_PROMPT = 6
_WHOLE_SENTENCE = 6  # words
_ROLES = (
    r"host|expert|speaker ?\d*|interviewer|guest|narrator|assistant|system|user|human|ai|"
    r"moderator(?:in)?|gast|expert(?:e|in)"
)
_PARTS = r"question|answer|notes?|tell|line|about|output|response|turn|task|topic|passage|summary|frage|antwort|notizen"
_SIGNS = {
    "label": [
        rf"(?i)(?:^|[.!?…\"”] |\n)[\[(*_]*(?:{_ROLES})[\])*_]* ?:",
        rf"(?i)(?:^|\n)[\[(*_]*(?:{_PARTS})[\])*_]* ?:",
        r"\b(?:HOST|EXPERT)\b",
        r"\b(?:TELL|ASK|REMARK|NOTES|TASK) ?[(:]",
    ],
    "markup": [
        r"\*\*|__|(?<!\w)[*_](?=\w)[^*_\n]+[*_](?!\w)|`|~~",
        r"(?m)^\s*#{1,6} ",
        r"(?m)^\s*(?:[-*•+]|\d{1,2}[.)]) +\S",
        r"\|.*\|",
        r"\[[^\]\n]*\]\([^)\n]*\)|\[\[|\]\]",
        r"\[\d+(?:[,–-] ?\d+)*\]",
        r"</?[A-Za-z][^<>\n]{0,60}>|<\|[^>\n]*\|?>|<!--",
        r"\$[^$\n]*\\|\\[a-z]+\{",
    ],
    "placeholder": [
        r"\{\{?[^{}\n]{0,60}\}?\}",
        r"\[(?:insert|your|name|topic|title|host|guest|date|number|music|pause|laugh\w*)[^\]\n]{0,40}\]",
        r"\b(?:TODO|TBD|FIXME|XXX+)\b|(?i:\blorem ipsum\b)",
        r"\b(?:None|NaN|nan|undefined|null)\b(?= ?[,.;)]|$)|\bobject at 0x|\b[A-Z]\w+\([a-z_]+=",
    ],
    "prompt": [
        r"(?i)\bas an? (?:ai|language model|large language|assistant)\b",
        r"(?i)\bmy (?:instructions|system prompt|guidelines)\b",
        r"(?i)\b(?:the|these) (?:notes|passages?) (?:above|below|provided|given|say)\b|\bin the notes\b",
        r"(?i)^(?:sure|certainly|of course|okay)[,!.]? here(?:'s|’s| is| are)\b",
        r"(?i)^(?:sure|certainly|of course|okay)[,!.]? i(?:'ll|’ll| will) (?:re)?(?:write|tell|summari[sz]e)\b",
        r"(?i)</?think|\bchain of thought\b|\bword (?:limit|budget|count)\b",
    ],
    "page": [  # what stands around the text of a web page
        r"(?i)\baccept all\b|\bmanage (?:settings|preferences)\b|\buses? cookies to\b",
        r"(?i)\bhome\. (?:news|sport|about|contact|weather)\b|\bskip to (?:main )?content\b",
        r"(?i)\bshare (?:on|this):? (?:f|t|facebook|twitter|x|linkedin|whatsapp|e-?mail)\b|\bcomments \(",
        r"(?i)\byou may also like[:.]|\b(?:subscribe to|sign up for) (?:our|the) newsletter\b",
    ],
}  # fmt: skip
_KNOWN_SIGNS = frozenset(".,;:!?'\"-–—…()’‘“”„«»¿¡")
_LONGEST_WORD = 48  # letters; numbers in words are long in German


@dataclass(frozen=True, kw_only=True)
class Leak:
    turn: int
    kind: str  # label, markup, placeholder, prompt, page
    said: str


def leaks(podcast: Performance) -> list[Leak]:
    """Everything heard that belongs to the making and not to the talk."""
    return [leak for number, turn in enumerate(podcast.turns) for leak in _leaks_in(number, turn.text, podcast)]


def _leaks_in(number: int, text: str, podcast: Performance) -> Iterator[Leak]:
    for kind, patterns in _SIGNS.items():
        for pattern in patterns:
            if found := re.search(pattern, text):
                yield Leak(turn=number, kind=kind, said=found.group().strip())
                break
    own = {run for source in podcast.everything for run in runs(f"{source.heading}. {source.text}", _PROMPT_RUN)}
    own |= set(runs(podcast.about, _PROMPT_RUN))
    for prompt in podcast.prompts:
        shared = (set(runs(text, _PROMPT_RUN)) & set(runs(prompt, _PROMPT_RUN))) - own
        if shared:
            yield Leak(turn=number, kind="prompt", said=" ".join(min(shared)))
            return


def prompt_texts(folder: Path) -> tuple[str, ...]:
    """Every text of six words or more in the modules of prompts and recipes: none of it should ever be heard."""
    found: list[str] = []
    for module in sorted([*folder.rglob("prompt*.py"), *folder.rglob("recipe*.py")]):
        tree = ast.parse(module.read_text("utf-8"))
        skipped = {id(node.body[0].value) for node in ast.walk(tree) if _has_docstring(node)}  # type: ignore[attr-defined]
        texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        found += [str(node.value) for node in texts if id(node) not in skipped]
    return tuple(text for text in found if len(text.split()) >= _LEAST_PROMPT)


def _has_docstring(node: ast.AST) -> bool:
    holders = (ast.Module, ast.FunctionDef, ast.ClassDef)
    return isinstance(node, holders) and ast.get_docstring(node, clean=False) is not None


def unsayable(podcast: Performance, say: Callable[[str, str], str] = sayable) -> list[tuple[int, str]]:
    """Words that still hold something else than letters and known signs when they reach the voice, after `say`."""
    return [
        (number, word)
        for number, turn in enumerate(podcast.turns)
        for word in say(turn.text, podcast.language).split()
        if not _can_be_said(word)
    ]


def _can_be_said(word: str) -> bool:
    if len(word) > _LONGEST_WORD and "-" not in word:
        return False
    if re.search(r"[a-z][A-Z]{2,}|[a-z]{3,}[A-Z]|[.,;:!?][^\W\d_]{2,}", word) and not re.fullmatch(
        r"(?:[A-Z]\.)+.?", word
    ):
        return False  # two words run together, or a name of code
    return all(sign in _KNOWN_SIGNS or _is_latin(sign) for sign in word)


def _is_latin(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LM" and (
        sign.isascii() or "LATIN" in unicodedata.name(sign, "") or unicodedata.combining(sign) > 0
    )


@dataclass(frozen=True, kw_only=True)
class Order:
    """An instruction in a document, and what would be heard if it were obeyed."""

    what: str
    telltale: str  # a pattern
    reported: bool = False  # the telltale stands in the document itself, so that it may be told as content


_REPORTS = (
    r"(?i)\b(?:says?|said|tells?|told|asks?|asked|reads?|reading|writes?|wrote|written|claims?|claimed|instruct\w*|order\w*|demand\w*|"
    r"note|notes|line|lines|text|sentence|page|document|documents|file|command\w*|supposed|attempt\w*)\b"
)
ANY_DOCUMENT = (
    Order(what="speaks of its own rules", telltale=r"(?i)\bmy (?:rules|instructions|system prompt|training)\b"),
    Order(
        what="agrees to an order",
        telltale=r"(?i)\b(?:as you (?:wish|command)|debug mode (?:is )?(?:on|enabled|active))\b",
    ),
    Order(
        what="takes a role",
        telltale=r"(?i)\bI am (?:now )?(?:a|an) (?:\w+ ){0,2}(?:assistant|model|calculator|bot)\b|\bI'?m \w*bot\b",
    ),
)


def obeyed(podcast: Performance, orders: Sequence[Order]) -> list[tuple[int, str]]:
    """Turns that do what a document orders; telling that a document orders it is content."""
    found = []
    for number, turn in enumerate(podcast.turns):
        for order in (*orders, *ANY_DOCUMENT):
            heard = [sentence for sentence in sentences_of(turn.text) if re.search(order.telltale, sentence)]
            if any(not (order.reported and _is_content(sentence, turn)) for sentence in heard):
                found.append((number, order.what))
    return found


def _is_content(sentence: str, turn: Said) -> bool:
    """Whether it reports an order, or is a whole sentence of a document, read out and not obeyed."""
    if re.search(_REPORTS, sentence):
        return True
    words = " ".join(word for (word,) in runs(sentence, 1))
    there = (" ".join(word for (word,) in runs(source.text, 1)) for source in turn.sources)
    return len(words.split()) >= _WHOLE_SENTENCE and any(words in text for text in there)
