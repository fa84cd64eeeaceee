"""How HOST greets, by style and language: what kind of talk it is going to be. An interview has the plain greetings."""

from __future__ import annotations

from collections.abc import Sequence

from podcast_studio.domain.languages import ENGLISH
from podcast_studio.domain.styles import Style
from podcast_studio.pipeline.phrases.choosing import phrases_for

_STYLED: dict[str, dict[Style, tuple[str, ...]]] = {
    "en": {
        Style.DEEP_DIVE: (
            "Hello and welcome. Today we take our time and go to the bottom of it: {topics}.",
            "Welcome to a close look. There are details ahead, and reasons: {topics}.",
        ),
        Style.BRIEFING: (
            "Hello. This is the short version, point by point: {topics}.",
            "Welcome to the briefing. On the list: {topics}.",
        ),
        Style.DEBATE: (
            "Hello and welcome to a debate. I'll be hard to convince today. The matter: {topics}.",
            "Welcome. One of us has the documents, the other one the doubts: {topics}.",
        ),
        Style.CRITIQUE: (
            "Hello. We look hard at this today and take nothing on trust: {topics}.",
            "Welcome. Today's question is how well it all stands up: {topics}.",
        ),
        Style.STORY: (
            "Hello and welcome. Sit down with us, there is a story to be told: {topics}.",
            "Welcome. I was promised a story today, and it is about this: {topics}.",
        ),
    },
    "de": {
        Style.DEEP_DIVE: ("Herzlich willkommen. Heute gehen wir in Ruhe der Sache auf den Grund: {topics}.",),
        Style.BRIEFING: ("Hallo zusammen. Das Wichtigste in Kürze, Punkt für Punkt: {topics}.",),
        Style.DEBATE: ("Willkommen zum Streitgespräch. Mich muss man heute überzeugen. Es geht um dies: {topics}.",),
        Style.CRITIQUE: ("Hallo zusammen. Heute sehen wir genau hin und nehmen nichts einfach so hin: {topics}.",),
        Style.STORY: ("Herzlich willkommen. Setzen Sie sich zu uns, es gibt etwas zu erzählen: {topics}.",),
    },
    "nl": {
        Style.DEEP_DIVE: ("Hallo en welkom. Vandaag nemen we de tijd en gaan we tot op de bodem: {topics}.",),
        Style.BRIEFING: ("Goedendag. Dit is de korte versie, punt voor punt: {topics}.",),
        Style.DEBATE: ("Welkom bij het debat. Mij moet u vandaag eerst overtuigen. Het gaat hierover: {topics}.",),
        Style.CRITIQUE: ("Goedendag. Vandaag kijken we kritisch en nemen we niets zomaar aan: {topics}.",),
        Style.STORY: ("Hallo en welkom. Kom erbij zitten, er is een verhaal te vertellen: {topics}.",),
    },
    "es": {
        Style.DEEP_DIVE: ("Hola y bienvenidos. Hoy nos tomamos tiempo y vamos al fondo: {topics}.",),
        Style.BRIEFING: ("Hola. Esta es la versión breve, punto por punto: {topics}.",),
        Style.DEBATE: ("Bienvenidos al debate. Hoy costará convencerme. Se trata de esto: {topics}.",),
        Style.CRITIQUE: ("Hola. Hoy miramos con ojo crítico y no damos nada por sentado: {topics}.",),
        Style.STORY: ("Hola y bienvenidos. Siéntense con nosotros, hay una historia que contar: {topics}.",),
    },
    "fr": {
        Style.DEEP_DIVE: ("Bonjour et bienvenue. Aujourd'hui, nous prenons le temps d'aller au fond : {topics}.",),
        Style.BRIEFING: ("Bonjour. Voici l'essentiel, point par point : {topics}.",),
        Style.DEBATE: ("Bienvenue au débat. Aujourd'hui, il faudra me convaincre. Voici le sujet : {topics}.",),
        Style.CRITIQUE: ("Bonjour. Aujourd'hui, nous regardons de près, sans rien prendre pour acquis : {topics}.",),
        Style.STORY: ("Bonjour et bienvenue. Installez-vous, il y a une histoire à raconter : {topics}.",),
    },
    "it": {
        Style.DEEP_DIVE: ("Buongiorno e benvenuti. Oggi ci prendiamo il tempo di andare a fondo: {topics}.",),
        Style.BRIEFING: ("Buongiorno. Ecco la versione breve, punto per punto: {topics}.",),
        Style.DEBATE: ("Benvenuti al dibattito. Oggi sarà difficile convincermi. Si parla di questo: {topics}.",),
        Style.CRITIQUE: ("Buongiorno. Oggi guardiamo con occhio critico e non diamo nulla per scontato: {topics}.",),
        Style.STORY: ("Buongiorno e benvenuti. Mettetevi comodi, c'è una storia da raccontare: {topics}.",),
    },
    "pt": {
        Style.DEEP_DIVE: ("Olá e bem-vindos. Hoje vamos com tempo e até ao fundo: {topics}.",),
        Style.BRIEFING: ("Olá. Esta é a versão curta, ponto por ponto: {topics}.",),
        Style.DEBATE: ("Bem-vindos ao debate. Hoje vai ser difícil convencerem-me. Trata-se disto: {topics}.",),
        Style.CRITIQUE: ("Olá. Hoje olhamos com espírito crítico e não damos nada por certo: {topics}.",),
        Style.STORY: ("Olá e bem-vindos. Sentem-se connosco, há uma história para contar: {topics}.",),
    },
    "pl": {
        Style.DEEP_DIVE: ("Dzień dobry i witamy. Dziś bez pośpiechu zajrzymy głębiej: {topics}.",),
        Style.BRIEFING: ("Dzień dobry. Oto wersja krótka, punkt po punkcie: {topics}.",),
        Style.DEBATE: ("Witamy w debacie. Dziś niełatwo mnie przekonać. Rzecz dotyczy tego: {topics}.",),
        Style.CRITIQUE: ("Dzień dobry. Dziś patrzymy krytycznie i niczego nie bierzemy na wiarę: {topics}.",),
        Style.STORY: ("Dzień dobry i witamy. Proszę usiąść z nami, jest historia do opowiedzenia: {topics}.",),
    },
}  # fmt: skip


def greetings_for(style: Style, language: str) -> Sequence[str]:
    """HOST's greetings, with {topics} to fill in; English where the language is none of the podcasts'.

    Where there is one of the style only, plain ones come after it: a greeting can be written anew.
    """
    styled, plain = _STYLED.get(language[:2].lower(), _STYLED[ENGLISH]).get(style, ()), phrases_for(language).greetings
    return styled if len(styled) > 1 else (*styled, *plain[1:]) if styled else plain
