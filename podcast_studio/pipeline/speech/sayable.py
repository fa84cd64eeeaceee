"""What reaches the voice is speech: figures, dates, units and signs as a person would say them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from podcast_studio.pipeline.speech.english import before_markup, rules
from podcast_studio.pipeline.speech.english_words import PATH, SUBSCRIPTS
from podcast_studio.pipeline.speech.germanic import DUTCH, GERMAN
from podcast_studio.pipeline.speech.language import SpokenLanguage
from podcast_studio.pipeline.speech.numbers import Rules
from podcast_studio.pipeline.speech.polish import POLISH
from podcast_studio.pipeline.speech.romance import FRENCH, ITALIAN, PORTUGUESE, SPANISH
from podcast_studio.pipeline.speech.rules import Speaking

_MOST_ROUNDS = 6
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "\u200b": " ", "−": "-", "‐": "-", "‑": "-"}
    | {sign: str(value) for value, sign in enumerate(SUBSCRIPTS)}
)
_UNHEARD = frozenset({"So", "Cs", "Co", "Cn", "Cc"})  # pictures, halves of pairs, private, unknown, control
_UNWRITTEN = frozenset("\ufe0e\ufe0f\u20e3")  # how a picture is to be shown; the box of a key
_REFERENCE = (
    r"\d+(?:\s*[,;–-]\s*\d+)*|\^\w+|citation needed|sic|[a-z]|note \d+|\d+, pp?\. ?\d+(?:[–-]\d+)?|"
    r"[A-Z][\w-]+(?: et al\.?)?,? (?:19|20)\d\d[a-z]?"
)


_LANGUAGES = {language.code: language for language in (DUTCH, FRENCH, GERMAN, ITALIAN, POLISH, PORTUGUESE, SPANISH)}


def sayable(text: str, language: str = "en") -> str:
    """`text` as words that a voice says right. Never fails; saying it twice changes nothing."""
    for _ in range(_MOST_ROUNDS):  # what one rule leaves can be another's to say
        said = _once(text, language[:2].lower())
        if said == text:
            break
        text = said
    return text


def _once(text: str, language: str) -> str:
    text = "".join(sign for sign in text if not 0xD800 <= ord(sign) <= 0xDFFF and sign != "\x00")
    text = unicodedata.normalize("NFC", text)
    known = _LANGUAGES.get(language)
    if language == "en":
        text = _applied(before_markup(), text)
    text = _without_markup(text.translate(_PLAIN), known)
    if known is not None:
        text = _applied(_rules_of(language), text)
    else:
        text = _applied(rules(), text) if language == "en" else _numbers_in(text, language)
    return _tidy(text)


@lru_cache(maxsize=8)
def _rules_of(language: str) -> Rules:
    return Speaking(_LANGUAGES[language]).rules()


def _applied(rules: Rules, text: str) -> str:
    for pattern, say in rules:
        text = pattern.sub(say, text)
    return text


def _without_markup(text: str, language: SpokenLanguage | None) -> str:
    dot, numbering = ("dot", "[.)]") if language is None else (language.dot, language.numbering)
    text = re.sub(r"```.*?(?:```|\Z)", " ", text, flags=re.DOTALL)
    text = re.sub(r"!?\[([^\]\[]{0,300})\]\([^()]{0,1000}\)", r"\1", text)
    text = re.sub(rf"\s?\[(?:{_REFERENCE})\]", "", text)
    text = re.sub(r"\[(?:\.\.\.|…)\]", "... ", text)
    text = re.sub(r"\[\[(?:[^\]|]{0,300}\|)?([^\]]{0,300})\]\]", r"\1", text)
    text = re.sub(rf"(?m)^\s*(?:(?:#{{1,6}}|[-*+•>]|\d{{1,2}}{numbering})\s+)+", "", text)
    address = rf"(?i)\b(?:https?|s?ftps?)://(?:www\.)?([\w-]+(?:\.[\w-]+)+(?::\d+)?|localhost(?::\d+)?){PATH}"
    text = re.sub(address, lambda found: found.group(1).replace(".", f" {dot} "), text)
    text = re.sub(r"(?i)(?:https?|s?ftps?):/+|https?:", " ", text)
    text = re.sub(r"</?[A-Za-z][A-Za-z0-9]{0,9}(?:\s+[A-Za-z-]+=(?:\"[^\"<>]*\"|'[^'<>]*'))*\s*/?>", " ", text)
    text = re.sub(r"(?<!\w)-{3,}|-{3,}(?!\w)|(?<![=\w])={2,}(?=\w)|(?<=\w)={2,}(?!\w)", " ", text)
    return re.sub(r"[*_`~|\[\]{}<>\\^]+", " ", text)


def _numbers_in(text: str, language: str) -> str:
    return re.sub(r"\d+(?:[.,]\d+)?", lambda match: _number_in(match.group(), language), text)


def _number_in(number: str, language: str) -> str:
    """The words of a number in another language, or its figures where that is not known."""
    from num2words import num2words

    plain = number.replace(",", ".")
    try:
        return str(num2words(float(plain) if "." in plain else int(plain), lang=language[:2].lower()))
    except (NotImplementedError, ArithmeticError, LookupError, TypeError, ValueError):
        return number


def _tidy(text: str) -> str:
    """One line without pictures, brackets and stray commas."""
    heard = (" " if unicodedata.category(sign) in _UNHEARD else sign for sign in text)
    text = "".join(sign for sign in heard if unicodedata.category(sign) != "Cf" and sign not in _UNWRITTEN)
    text = re.sub(r"\s*[()]\s*", " , ", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,.;:!?])", r"\1", text)
    text = re.sub(r"(?:,\s*)+(?=[,.;:!?])", "", text)
    text = re.sub(r"([.;:!?])\s*,+", r"\1", text)
    text = re.sub(r"(?<=[^\W\d_]),(?=[^\W\d_])", ", ", text)
    return text.strip(" ,")
