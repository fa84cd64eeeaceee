"""A sentence in each voice, so that it can be chosen by ear, and words as they will be said."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.files import telling_disk_errors
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.ports import SpeechEngine
from podcast_studio.domain.voices import Voice, distinguish

_SENTENCES = {
    "en": (
        "Hello and welcome. Today we take a close look at something that was lying on your own shelf.",
        "Good to be here. There is more in these pages than I expected, so let me begin at the beginning.",
    ),
    "de": (
        "Hallo und willkommen. Heute sehen wir uns etwas an, das schon lange in Ihrem Regal stand.",
        "Schön, hier zu sein. In diesen Seiten steckt mehr, als ich dachte, also fange ich von vorne an.",
    ),
    "fr": (
        "Bonjour et bienvenue. Aujourd'hui, nous regardons de près ce qui dormait sur votre étagère.",
        "Merci de m'accueillir. Il y a dans ces pages plus que je ne pensais, alors commençons par le début.",
    ),
    "es": (
        "Hola y bienvenidos. Hoy miramos de cerca algo que estaba en su propia estantería.",
        "Gracias por la invitación. En estas páginas hay más de lo que esperaba, así que empecemos por el principio.",
    ),
    "it": (
        "Ciao e benvenuti. Oggi guardiamo da vicino qualcosa che stava già sul vostro scaffale.",
        "Grazie dell'invito. In queste pagine c'è più di quanto pensassi, quindi cominciamo dall'inizio.",
    ),
}


def preview(
    speech: SpeechEngine, voice: Voice, *, role: Speaker, other: Voice | None, folder: Path, cancel: CancelToken
) -> Path:
    """A WAV file with a sentence as this voice would say it in that role; spoken once and kept in `folder`.

    `other` is the other speaker's voice: the same one twice gets two pitches, so that it sounds like two people.
    """
    spoken = voice if other is None else replace(_beside(voice, other, role), pan=0.0)
    return words_aloud(speech, spoken, _sentence(voice.language, role), folder=folder, cancel=cancel)


def words_aloud(speech: SpeechEngine, voice: Voice, words: str, *, folder: Path, cancel: CancelToken) -> Path:
    """A WAV file with these words as this voice says them; spoken once and kept in `folder`."""
    stat = voice.model.stat()
    told = [words, str(voice.model), stat.st_size, stat.st_mtime_ns, voice.speaker, voice.pitch, voice.rate]
    path = folder / f"{hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]}.wav"
    if not path.is_file():
        with telling_disk_errors(path):
            folder.mkdir(parents=True, exist_ok=True)
        speech.speak(words, voice, path, cancel)
    return path


def _beside(voice: Voice, other: Voice, role: Speaker) -> Voice:
    if role is Speaker.HOST:
        return distinguish(voice, other)[0]
    return distinguish(other, voice)[1]


def _sentence(language: str, role: Speaker) -> str:
    first, second = _SENTENCES.get(language.split("_", maxsplit=1)[0].lower(), _SENTENCES["en"])
    return first if role is Speaker.HOST else second
