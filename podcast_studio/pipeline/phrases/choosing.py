"""What the speakers say of the programme itself, by language: greetings, turnings, farewells.

These carry no facts. They vary with the seed, and give way to the model's own lines wherever those pass the checks.
"""

from __future__ import annotations

from collections.abc import Sequence

from podcast_studio.pipeline.phrases.book import Phrases
from podcast_studio.pipeline.phrases.dutch import DUTCH
from podcast_studio.pipeline.phrases.english import ENGLISH
from podcast_studio.pipeline.phrases.french import FRENCH
from podcast_studio.pipeline.phrases.german import GERMAN
from podcast_studio.pipeline.phrases.italian import ITALIAN
from podcast_studio.pipeline.phrases.polish import POLISH
from podcast_studio.pipeline.phrases.portuguese import PORTUGUESE
from podcast_studio.pipeline.phrases.spanish import SPANISH

_BY_LANGUAGE = {
    "en": ENGLISH, "de": GERMAN, "nl": DUTCH, "es": SPANISH, "fr": FRENCH, "it": ITALIAN, "pt": PORTUGUESE,
    "pl": POLISH,
}  # fmt: skip


def phrases_for(language: str) -> Phrases:
    """The phrases of a language; English where there are none yet."""
    return _BY_LANGUAGE.get(language.split("_", maxsplit=1)[0].split("-", maxsplit=1)[0].lower(), ENGLISH)


def pick(choices: Sequence[str], number: int) -> str:
    """One of the choices, the same for the same number."""
    return choices[number % len(choices)]


def without_lead_in(sentence: str, phrases: Phrases) -> str:
    """What EXPERT said, without the words that only led in to it."""
    lead = next((one for one in phrases.lead_ins if sentence.startswith(f"{one} ")), "")
    rest = sentence[len(lead) + 1 :] if lead else sentence
    return rest[:1].upper() + rest[1:]


def listing(items: Sequence[str], conjunction: str) -> str:
    """a, b and c; with longer pauses between items that are lists themselves."""
    if len(items) < 2:
        return "".join(items)
    if any("," in item or f" {conjunction} " in item for item in items) and len(items) > 2:
        return f"{'; '.join(items[:-1])}; {conjunction} {items[-1]}"
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"
