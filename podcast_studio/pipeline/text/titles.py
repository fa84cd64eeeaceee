"""What a listener would call a document or a part of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from podcast_studio.domain.documents import Passage

OF_PLACE = re.compile(  # words with which a title begins that is no noun
    r"(?i)(?:about|across|after|against|along|among|around|at|before|behind|between|beyond|by|during|for|from|in|inside|"
    r"into|of|off|on|out|over|through|to|toward|towards|under|until|up|with|within|without)\b"
)
_LONGEST = 80  # characters
_TELLING = 6  # characters of a word that can stand for a title
_SUBTITLE = re.compile(r"(:| [-–—])\s+")
_PARTS = (
    "chapter|part|section|scene|act|book|kapitel|teil|abschnitt|szene|akt|buch|hoofdstuk|deel|capítulo|parte|sección|"
    "secção|escena|cena|acto|ato|libro|livro|chapitre|partie|scène|acte|livre|capitolo|sezione|scena|atto|rozdział|część"
)
_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|fourth|fifth|"
    "eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|een|twee|drie|vijf|zes|zeven|negen|tien|"
    "uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|"
    "un|deux|trois|quatre|cinq|sept|huit|neuf|dix|um|dois|três|quatro|sete|oito|dez|"
    "jeden|dwa|trzy|cztery|pięć|sześć|siedem|osiem|dziewięć|dziesięć"
)
_COUNT = re.compile(rf"(?i)(?:the )?(?:(?:{_PARTS})\s+)?(?:\d+|[ivxl]+|{_NUMBERS})[.:)]?(?:\s+(?:{_PARTS}))?")
_OF_ONE = re.compile(
    r"(?!(?:one|some|most|all|many|much|none|each|both|half|part|any|out|because|instead|[a-z]+ing) )"
    r"[a-z]+ of (?:the|an?|its|their|our) "
)
_POSSESSIVE = ("'s", "’s")
_ENGLISH_ONLY = frozenset("the its their this each every".split())
_DETERMINERS = _ENGLISH_ONLY | frozenset("a an that his her our your my one".split())
_WITHIN = re.compile(r"(?<=[\w,] )[^\W\d_]{2,}")  # words within a sentence
_NAMES, _ENOUGH = 0.18, 40  # at most a share of so many are names
_PART = re.compile(r", part \d+$")
_GENERIC = frozenset(
    """introduction overview more summary contents notes background abstract preface foreword conclusion conclusions
    general main start home readme index chapter section part appendix results discussion methods""".split()
)


def topic_title(topic: Sequence[Passage], document: Sequence[Passage]) -> str:
    """What these passages are about: the heading that they share, or else the one that most of them stand under.

    `document` are all passages of their document; its title stands in where the headings say nothing.
    """
    headings = [passage.heading for passage in topic if passage.heading]
    if not headings:
        return document_title(document)
    common = _common(headings)
    title = common[-1] if common else max(headings, key=headings.count)[-1]
    title = readable(title, document)
    return document_title(document) if title.lower() in _GENERIC else title


def document_title(document: Sequence[Passage]) -> str:
    """The title of a document, from all its passages: the heading above all of it, or its file name."""
    first = document[0]
    top = first.heading[0] if first.heading else ""
    alone = all(passage.heading[:1] == (top,) for passage in document)
    if top and top.lower() not in _GENERIC and alone:
        return readable(top, document)
    stem = re.sub(r"[-_.]+", " ", PurePosixPath(first.document).stem).strip()
    return readable(stem[:1].upper() + stem[1:], document)


def readable(title: str, document: Sequence[Passage]) -> str:
    """A heading without marks and numbers, and not in capitals throughout."""
    text = re.sub(r"[*_`#\[\]{}<>|]", "", title)
    text = re.sub(r"^\s*(?:(?:chapter|section|part)\s+)?(?:\d+(?:\.\d+)*[.):]?|[IVX]+[.):])\s+", "", text, flags=re.I)
    text = " ".join(text.split())[:_LONGEST].rstrip(" :.,-–—")
    if text.isupper() and len(text) > 5:
        text = _sentence_case(text, document)
    return text or "More"


def only_counts(title: str) -> bool:
    """Whether a heading numbers a part and does not name it: "Two", "Chapter IV", "Teil 3"."""
    return _COUNT.fullmatch(title.strip()) is not None


def in_part(title: str, number: int) -> str:
    """The title of another part of what is called the same."""
    return f"{title}, part {number}"


def without_part(title: str) -> str:
    """What `in_part` was given; other titles as they are."""
    return _PART.sub("", title)


def in_a_sentence(title: str, document: Sequence[Passage]) -> str:
    """A title as it stands within a sentence: without what explains it, its first word small unless it is a name."""
    title = without_subtitle(title).rstrip("?!.")
    first, _, rest = title.partition(" ")
    small = first[1:].islower() or first == "A" or (first[1:-2].islower() and first[-2:] in _POSSESSIVE)
    ordinary = _is_ordinary(first, document) if rest else _is_written_small(first, document)
    if small and ordinary and not rest.istitle():
        title = f"{first.lower()} {rest}".strip()
    return f"the {title}" if _wants_an_article(title, document) else title


def _wants_an_article(title: str, document: Sequence[Passage]) -> bool:
    """Whether it is one thing that can be counted: the document says "its deposit", never "deposit" alone; English.

    Also something of something that has one: "minutes of the meeting".
    """
    if _OF_ONE.match(title):
        return True
    if not title.isalpha() or not title.islower():
        return False
    found = (word for passage in document for word in re.findall(rf"(\w+) {title}\b", passage.spoken))
    before = {word.lower() for word in found}
    return bool(before & _ENGLISH_ONLY) and before <= _DETERMINERS


def without_subtitle(title: str) -> str:
    """What stands before the colon or dash ("Stream turbines: so far"); the whole where little would be left of it."""
    main, mark, rest = _SUBTITLE.split(title, maxsplit=1) if _SUBTITLE.search(title) else (title, "", "")
    return main if mark and len(rest.split()) > 1 and (len(main.split()) > 1 or len(main) >= _TELLING) else title


def _is_ordinary(word: str, document: Sequence[Passage]) -> bool:
    """Whether the document writes the word small somewhere, and if it does not have it, never as a name."""
    word = word[:-2] if word[-2:] in _POSSESSIVE else word
    if word.lower() in {"a", "an", "the", "how", "what", "why", "when", "where", "who", "from", "in", "on", "of", "to"}:
        return True
    if _is_written_small(word, document):
        return True
    name = re.compile(rf"(?<=[^.!?:\s] ){re.escape(word)}\b")
    return not any(name.search(passage.spoken) for passage in document) and not _writes_nouns_large(document)


def _is_written_small(word: str, document: Sequence[Passage]) -> bool:
    small = re.compile(rf"\b{re.escape(word.lower())}\b")
    return any(small.search(passage.spoken) for passage in document)


def _writes_nouns_large(document: Sequence[Passage]) -> bool:
    """Whether so many words begin with a capital within sentences that they cannot all be names: German."""
    within = [word for passage in document for word in _WITHIN.findall(passage.spoken)]
    large = sum(1 for word in within if word[0].isupper())
    return len(within) >= _ENOUGH and large > _NAMES * len(within)


def _sentence_case(title: str, document: Sequence[Passage]) -> str:
    """Words in capitals as the text writes them; small where it does not have them."""
    known: dict[str, str] = {}
    for passage in document:
        for word in re.findall(r"[^\W\d_]+", passage.spoken):
            if word.lower() not in known or word.islower():
                known[word.lower()] = word
    words = [known.get(word.lower(), word.lower()) for word in title.split()]
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def _common(headings: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    shared: list[str] = []
    for level in zip(*headings, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return tuple(shared)
