"""The languages that a podcast can be in, and those that documents are known by."""

from __future__ import annotations

from podcast_studio.domain.errors import InputError

ENGLISH = "en"
AUTO = "auto"  # a choice: the language of the documents
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
OF_DOCUMENTS = LANGUAGES | {  # those that are told apart; no podcast can be in the ones that follow
    "ar": "Arabic",
    "bg": "Bulgarian",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "el": "Greek",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "ja": "Japanese",
    "ko": "Korean",
    "la": "Latin",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "no": "Norwegian",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovene",
    "sr": "Serbian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def parse_language(name: str) -> str:
    """The code of a language that is given as "de", "de_AT" or "German", or AUTO; InputError with the known ones."""
    wanted = name.strip().lower()
    if wanted == AUTO:
        return AUTO
    for code, language in LANGUAGES.items():
        if wanted.replace("-", "_").split("_", maxsplit=1)[0] == code or wanted == language.lower():
            return code
    known = ", ".join(f"{code} ({language})" for code, language in LANGUAGES.items())
    raise InputError(
        f"“{name}” is not a language that podcasts are made in.",
        way_out=f"Choose one of: {known}; or {AUTO} for that of the documents.",
    )


def name_of(code: str) -> str:
    """What a language is called in English."""
    return OF_DOCUMENTS.get(code, code)


def language_for(documents: str) -> str:
    """What a podcast is in that is to be in the language of its documents: English where that is none of ours."""
    return documents if documents in LANGUAGES else ENGLISH
