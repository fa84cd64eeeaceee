"""What HOST says before a question, by style and language, where there is nothing to take up: how it listens.

None of these claims anything, or asks what would then not be answered. HOST of an interview takes it in, of a briefing
has heard it, of a debate doubts, of a critique weighs, of a deep dive stays with the matter; a story has words of its
own (`Phrases.listening`).
"""

from __future__ import annotations

from collections.abc import Sequence

from podcast_studio.domain.languages import ENGLISH
from podcast_studio.domain.styles import Style

_MANNERS: dict[str, dict[Style, tuple[str, ...]]] = {
    "en": {
        Style.INTERVIEW: (
            "I see.", "That is good to know.", "I had not heard that before.",
            "So that is how it is.", "That makes sense.", "Ah, right.", "I would not have guessed that.",
            "Fair enough.", "That explains a few things.",
        ),
        Style.BRIEFING: (
            "Noted.", "Good.", "Understood.", "All right.", "Clear.", "I have that.", "Fine.", "Got it.", "On record.",
        ),
        Style.DEBATE: (
            "I'm not sure that follows.", "Let me disagree for a moment.", "Somebody will object to that.",
            "You have not convinced me yet.", "The other side would put it differently.", "I still have my doubts.",
            "I doubt that everybody would agree.", "There is another side to that.", "One could object.",
            "That can be read differently, I think.",
        ),
        Style.CRITIQUE: (
            "Let's see whether that holds up.", "That ground had better be firm.", "That deserves a second look.",
            "Let me be strict here.", "I would check that twice.", "There may be a weak spot in it.",
            "I'd want to see the evidence.", "That sounds almost too smooth.", "Somebody should prove that to me.",
        ),
        Style.DEEP_DIVE: (
            "Let's stay with that.", "A level deeper, please.", "I'd like to understand that properly.",
            "Let's take it apart.", "There must be more behind that.", "Slowly, so that I can follow.",
            "In more detail, please.", "One level down, then.", "Let me understand that step by step.",
            "I'm not through with that yet.",
        ),
    },
    "de": {
        Style.INTERVIEW: (
            "Aha.", "Gut zu wissen.", "Das hatte ich noch nicht gehört.",
            "So ist das also.", "Das leuchtet ein.",
        ),
        Style.BRIEFING: ("Notiert.", "Gut.", "Verstanden.", "In Ordnung.", "Das ist klar."),
        Style.DEBATE: (
            "Da bin ich nicht so sicher.", "Lassen Sie mich kurz widersprechen.", "Dagegen ließe sich etwas sagen.",
            "Noch haben Sie mich nicht überzeugt.", "Die Gegenseite sähe das wohl anders.",
        ),
        Style.CRITIQUE: (
            "Mal sehen, ob das standhält.", "Der Boden da sollte fest sein.", "Das verdient einen zweiten Blick.",
            "Hier will ich streng sein.", "Das würde ich zweimal prüfen.",
        ),
        Style.DEEP_DIVE: (
            "Bleiben wir noch dabei.", "Bitte noch etwas tiefer.", "Das möchte ich genau verstehen.",
            "Nehmen wir es auseinander.", "Dahinter muss mehr stecken.",
        ),
    },
    "nl": {
        Style.INTERVIEW: (
            "Aha.", "Goed om te weten.", "Dat had ik nog niet gehoord.",
            "Zo zit dat dus.", "Dat klinkt logisch.",
        ),
        Style.BRIEFING: ("Genoteerd.", "Goed.", "Begrepen.", "In orde.", "Dat is duidelijk."),
        Style.DEBATE: (
            "Daar ben ik niet zo zeker van.", "Laat me even tegenspreken.", "Daar valt iets tegen in te brengen.",
            "U hebt me nog niet overtuigd.", "De andere kant zou het anders zeggen.",
        ),
        Style.CRITIQUE: (
            "Eens zien of dat standhoudt.", "Die grond moet wel stevig zijn.", "Dat verdient een tweede blik.",
            "Hier wil ik streng zijn.", "Dat zou ik twee keer nagaan.",
        ),
        Style.DEEP_DIVE: (
            "Laten we daar nog even bij blijven.", "Graag wat dieper.", "Dat wil ik goed begrijpen.",
            "We halen het uit elkaar.", "Daar moet meer achter zitten.",
        ),
    },
    "es": {
        Style.INTERVIEW: (
            "Ya veo.", "Es bueno saberlo.", "Eso no lo había oído.",
            "Así que es así.", "Tiene sentido.",
        ),
        Style.BRIEFING: ("Anotado.", "Bien.", "Entendido.", "De acuerdo.", "Eso está claro."),
        Style.DEBATE: (
            "No estoy tan seguro de eso.", "Permítame llevar la contraria.", "A eso se le puede objetar algo.",
            "Todavía no me ha convencido.", "La otra parte lo diría de otro modo.",
        ),
        Style.CRITIQUE: (
            "Veamos si eso se sostiene.", "Ese terreno tiene que ser firme.", "Eso merece otra mirada.",
            "Aquí quiero ser estricto.", "Yo lo comprobaría dos veces.",
        ),
        Style.DEEP_DIVE: (
            "Quedémonos en eso.", "Más a fondo, por favor.", "Quisiera entenderlo bien.",
            "Vamos a desmontarlo.", "Detrás de eso tiene que haber más.",
        ),
    },
    "fr": {
        Style.INTERVIEW: (
            "Je vois.", "C'est bon à savoir.", "Je ne l'avais jamais entendu.",
            "C'est donc ainsi.", "Cela se comprend.",
        ),
        Style.BRIEFING: ("C'est noté.", "Bien.", "Compris.", "D'accord.", "Voilà qui est clair."),
        Style.DEBATE: (
            "Je n'en suis pas si sûr.", "Permettez que je vous contredise.", "On peut y objecter quelque chose.",
            "Vous ne m'avez pas encore convaincu.", "L'autre camp dirait les choses autrement.",
        ),
        Style.CRITIQUE: (
            "Voyons si cela tient.", "Il faut que ce terrain soit solide.", "Cela mérite un second regard.",
            "Ici, je veux être exigeant.", "Je le vérifierais deux fois.",
        ),
        Style.DEEP_DIVE: (
            "Restons-en là un instant.", "Plus en profondeur, s'il vous plaît.", "J'aimerais bien comprendre cela.",
            "Démontons cela pièce par pièce.", "Il doit y avoir autre chose derrière.",
        ),
    },
    "it": {
        Style.INTERVIEW: (
            "Capisco.", "Buono a sapersi.", "Non l'avevo mai sentito.",
            "Ecco come stanno le cose.", "Ha senso.",
        ),
        Style.BRIEFING: ("Annotato.", "Bene.", "Capito.", "D'accordo, avanti.", "Questo è chiaro."),
        Style.DEBATE: (
            "Non ne sono così sicuro.", "Mi lasci dissentire un momento.", "A questo si può obiettare qualcosa.",
            "Non mi ha ancora convinto.", "L'altra parte direbbe altrimenti.",
        ),
        Style.CRITIQUE: (
            "Vediamo se regge.", "Quel terreno dev'essere ben solido.", "Questo merita un secondo sguardo.",
            "Qui voglio essere severo.", "Lo controllerei due volte.",
        ),
        Style.DEEP_DIVE: (
            "Restiamo su questo.", "Più a fondo, per favore.", "Vorrei capirlo bene.",
            "Smontiamolo pezzo per pezzo.", "Dietro deve esserci altro.",
        ),
    },
    "pt": {
        Style.INTERVIEW: (
            "Estou a ver.", "É bom saber.", "Isso ainda não tinha ouvido.",
            "Então é assim.", "Faz sentido.",
        ),
        Style.BRIEFING: ("Anotado.", "Bem.", "Percebido.", "De acordo, adiante.", "Isso está claro."),
        Style.DEBATE: (
            "Não tenho tanta certeza disso.", "Deixe-me discordar por um momento.", "A isso pode objetar-se algo.",
            "Ainda não me convenceu.", "O outro lado diria de outra forma.",
        ),
        Style.CRITIQUE: (
            "Vejamos se isso se aguenta.", "Esse terreno tem de ser firme.", "Isso merece um segundo olhar.",
            "Aqui quero ser rigoroso.", "Eu verificaria isso duas vezes.",
        ),
        Style.DEEP_DIVE: (
            "Fiquemos mais um pouco nisso.", "Mais a fundo, por favor.", "Gostaria de perceber isso bem.",
            "Vamos desmontá-lo.", "Por trás disso tem de haver mais.",
        ),
    },
    "pl": {
        Style.INTERVIEW: (
            "Ach tak.", "Dobrze wiedzieć.", "To dla mnie nowość.",
            "A więc tak to jest.", "To ma sens.",
        ),
        Style.BRIEFING: ("Zanotowane.", "Dobrze.", "Rozumiem.", "W porządku.", "To jasne."),
        Style.DEBATE: (
            "Nie jestem tego taki pewien.", "Pozwolę sobie zaprotestować.", "Można temu coś zarzucić.",
            "Jeszcze mnie to nie przekonuje.", "Druga strona ujęłaby to inaczej.",
        ),
        Style.CRITIQUE: (
            "Zobaczmy, czy to się obroni.", "Ten grunt musi być pewny.", "To zasługuje na drugie spojrzenie.",
            "Tu chcę być surowy.", "Sprawdziłbym to dwa razy.",
        ),
        Style.DEEP_DIVE: (
            "Zostańmy przy tym.", "Proszę jeszcze głębiej.", "Chcę to dobrze zrozumieć.",
            "Rozłóżmy to na części.", "Za tym musi kryć się więcej.",
        ),
    },
}  # fmt: skip


def manners_for(style: Style, language: str) -> Sequence[str]:
    """What HOST can say before a question or a point; English where the language is none of the podcasts'."""
    return _MANNERS.get(language[:2].lower(), _MANNERS[ENGLISH]).get(style, ())
