"""What there is to know of a language to take up a figure in it; English has rules of its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Echoes:
    """Frames hold "{figure}"; the others are patterns."""

    frames: tuple[str, ...]
    about: str  # words before a number that belong to it
    scales: str  # words that make it larger
    thing: str  # a counted noun
    not_things: str  # words that look like one: months, hours of the day
    part_of_more: str  # a word before a number that makes it part of a range


_ROMANCE_NOUN = r"[a-zà-ÿ]{3,}s"
ECHOES = {
    "de": Echoes(
        frames=(
            "{figure}, das muss man sich vorstellen.",
            "{figure}. Das ist eine Zahl.",
            "{figure}, sagen Sie.",
            "Also {figure}.",
            "{figure}. Gut.",
        ),
        about="etwa|rund|fast|über|mehr als|weniger als|mindestens|bis zu|knapp|gut",
        scales="tausend|Tausend|Millionen?|Milliarden?",
        thing="[A-ZÄÖÜ][a-zäöüß]{2,}",
        not_things="Uhr|Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez",
        part_of_more="und|bis|oder|zwischen|von|mal|Nummer|Seite|Kapitel|Jahre?",
    ),
    "nl": Echoes(
        frames=(
            "{figure}, stel u voor.",
            "{figure}. Dat is een getal.",
            "{figure}, zegt u.",
            "Dus {figure}.",
            "{figure}. Goed.",
        ),
        about="ongeveer|zowat|bijna|ruim|meer dan|minder dan|minstens|hooguit",
        scales="duizend|miljoen|miljard",
        thing="[a-zé]{2,}(?:en|s|er|ter|aar|uur|procent|gram)",
        not_things="uur|jan|feb|maart|apr|mei|jun|jul|aug|sep|okt|nov|dec",
        part_of_more="en|tot|of|tussen|van|maal|keer|nummer|bladzijde|hoofdstuk|jaar",
    ),
    "es": Echoes(
        frames=(
            "{figure}, quién lo diría.",
            "{figure}. Es una cifra.",
            "{figure}, dice usted.",
            "Así que {figure}.",
            "{figure}. Bien.",
        ),
        about="unos|unas|casi|más de|menos de|cerca de|al menos|hasta|alrededor de",
        scales="mil|millón|millones",
        thing=_ROMANCE_NOUN,
        not_things="horas",
        part_of_more="y|a|o|entre|de|por|número|página|capítulo|año",
    ),
    "fr": Echoes(
        frames=(
            "{figure}, il faut se l'imaginer.",
            "{figure}. C'est un chiffre.",
            "{figure}, dites-vous.",
            "Donc {figure}.",
            "{figure}. Bien.",
        ),
        about="environ|presque|plus de|moins de|près de|au moins|jusqu'à|quelque",
        scales="mille|millions?|milliards?",
        thing=_ROMANCE_NOUN,
        not_things="heures",
        part_of_more="et|à|ou|entre|de|par|sur|numéro|page|chapitre|an",
    ),
    "it": Echoes(
        frames=(
            "{figure}, chi l'avrebbe detto.",
            "{figure}. È una cifra.",
            "{figure}, dice lei.",
            "Dunque {figure}.",
            "{figure}. Bene.",
        ),
        about="circa|quasi|più di|meno di|oltre|almeno|fino a",
        scales="mila|milion[ei]|miliard[oi]",
        thing="[a-zà-ù]{3,}[ieo]",
        not_things="gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
        part_of_more="e|a|o|tra|fra|da|per|numero|pagina|capitolo|anno",
    ),
    "pt": Echoes(
        frames=(
            "{figure}, quem diria.",
            "{figure}. É um número.",
            "Ouço bem: {figure}.",
            "Portanto, {figure}.",
            "{figure}. Certo.",
        ),
        about="cerca de|quase|mais de|menos de|pelo menos|até|uns|umas",
        scales="mil|milhão|milhões",
        thing=_ROMANCE_NOUN,
        not_things="horas",
        part_of_more="e|a|ou|entre|de|por|número|página|capítulo|ano",
    ),
    "pl": Echoes(
        frames=(
            "{figure}, proszę sobie wyobrazić.",
            "{figure}. To jest liczba.",
            "Słyszę: {figure}.",
            "A więc {figure}.",
            "{figure}. Dobrze.",
        ),
        about="około|prawie|ponad|niemal|co najmniej",
        scales="tysięcy|tysiące|milionów|miliony|miliardów",
        thing="[a-ząćęłńóśźż]{3,}",
        not_things=(
            "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|roku|"
            "oraz|lub|jest|był|była|było|były|nie|się"
        ),
        part_of_more="i|do|lub|od|między|na|razy|numer|strona|rozdział|roku",
    ),
}  # fmt: skip
