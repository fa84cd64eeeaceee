"""What the create card says of languages: that of the podcast, that of the documents, and those of the voices."""

from __future__ import annotations

from collections.abc import Sequence

from podcast_studio.desktop.views.telling import language_name
from podcast_studio.desktop.views.voice_picker import speaking
from podcast_studio.desktop.words import translate
from podcast_studio.domain.languages import LANGUAGES
from podcast_studio.domain.voices import Voice


def no_voice_words(language: str, *, chosen: bool) -> str:
    """That nobody speaks this language, which the user has `chosen`, or else the documents have."""
    told = translate(
        "language", "There is no voice yet that speaks {language}. See “Models & voices” for how to install one."
    ).format(language=language_name(language))
    if chosen:
        return told
    way_out = translate("language", "For a podcast in English, choose English under “More”, “Language”.")
    return f"{told} {way_out}"


def foreign_words(documents: str, language: str, voices: Sequence[Voice]) -> str:
    """What comes of a podcast in another language than that of the documents; "" where that is not so, or not known."""
    if documents in ("", language):
        return ""
    told = translate(
        "language", "These documents are mostly in {documents}. A podcast in {language} will quote them badly."
    ).format(documents=language_name(documents), language=language_name(language))
    if documents not in LANGUAGES:
        return told
    if speaking(voices, documents):
        way_out = translate("language", "For one in {documents}, choose that under “More”, “Language”.")
    else:
        way_out = translate("language", "For one in {documents}, add a voice that speaks it: see “Models & voices”.")
    return f"{told} {way_out.format(documents=language_name(documents))}"
