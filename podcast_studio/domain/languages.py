"""The languages that a podcast can be in."""

from __future__ import annotations

from podcast_studio.domain.errors import InputError

ENGLISH = "en"
LANGUAGES = {
    ENGLISH: "English",
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
}


def parse_language(name: str) -> str:
    """The code of a language that is given as "de", "de_AT" or "German"; InputError with the known ones."""
    wanted = name.strip().lower()
    for code, language in LANGUAGES.items():
        if wanted.replace("-", "_").split("_", maxsplit=1)[0] == code or wanted == language.lower():
            return code
    known = ", ".join(f"{code} ({language})" for code, language in LANGUAGES.items())
    raise InputError(f"“{name}” is not a language that podcasts are made in.", way_out=f"Choose one of: {known}.")
