"""HOST takes up a figure that EXPERT has just given, word for word and without a language model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from podcast_studio.domain.languages import ENGLISH
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.scripts import Turn
from podcast_studio.pipeline.host.echoing_words import ECHOES, Echoes
from podcast_studio.pipeline.parsing_turns import opens_alike
from podcast_studio.pipeline.text.clean import near_duplicate, sentences

_LEAST = 10  # a smaller number is nothing to wonder at
_PARROTED = 0.5  # likeness to what was said from which it is that, and nothing of HOST's
_APART = 3  # lines of HOST's between two that take up a figure in the same words
_SAYABLE_DIGITS = 4  # of a figure, without noughts at its end, that anyone says back: not nine billion 192 million …
_PLAIN = (
    "{figure}, you say.",
    "So, {figure}.",
    "{figure}, then.",
    "{figure}. I'll keep that in mind.",
    "{figure}. Right.",
)
_WONDERING = (
    "{figure}, imagine that.",
    "Let me take that in: {figure}.",
    "{figure}. One has to picture that.",
    "{figure}, no less.",
)
_OF_A_YEAR = ("In {figure}, then.", "So, in {figure}.", "{figure}, you say.")  # English
_IN_A_YEAR = re.compile(r"\b[Ii]n (1\d{3}|20[0-2]\d)\b(?! [a-z]+s\b)")
_OF_A_NAME = ("So that is what they call {figure}.", "I see, {figure}. Now I know what that is.")  # English
_CALLED = re.compile(
    r"(?:^This is|\b[Cc]all(?:ed|s)? (?:it|this|that|them)|\b(?:is|are|was|were) called) "
    r"(the [a-z][\w'’-]+(?: [a-z][\w'’-]+){0,2})(?=[,.]| and the\b)"
)
_LONG = 4  # words of a frame from which it is heard to come back, however much later
_TO_WONDER_AT = re.compile(r"\d[\d,]*,\d{3}|\b(?:hundred|thousand|million|billion)\b|\b[1-9]\d{3,}\b")
_KEPT = 2  # figures, at the end of a programme
_MEASURE = re.compile(  # of which one must remember of what it was, in the languages that there are
    r"(?i)\b(?:(?:kilo|centi|milli)?(?:m[eéè]t(?:re|er|ro|r)\w*|gram\w*|lit[re]\w*)|miles?|feet|inches|t[oóu]nn?(?:s|es?|en|y)|"
    r"degrees|grad[io]?s?|graden|stopni|degrés|per ?cento?|percent\w*|pro[cz]ent|"
    r"pounds|dollars?|dólares|doll?ari|euros?|cents?|fran(?:cs|ken|chi)|crowns|kronen|złotych|"
    r"seconds|minut\w*|hours|stunden?|uren|horas|heures|ore|godzin\w*|days|tagen?|dagen|d[ií]as|jours|giorni|dni|"
    r"weeks|wochen?|weken|semanas|semaines|settimane|tygodni\w*|months|monaten?|maanden|mes[ei]s?|mois|miesięcy|"
    r"years|jahren?|jaar|años|ans|années|anni|anos|lat|times|pages|points|parts|volts|watts)$"
)
_FRAMES = (*_WONDERING, *_PLAIN)

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_NUMBER = rf"\d[\d,]*(?:\.\d+)?|(?i:{_TENS})(?:-[a-z]+)?|(?i:a) (?:dozen|hundred|thousand|million)"
_ABOUT = r"about|around|some|over|almost|nearly|roughly|more than|less than|fewer than|at least|up to|only"
_THING = (
    r"per cent|percent|feet|men|women|people|children|(?!times\b|hundreds\b|thousands\b|millions\b)[a-z]{3,}(?<!th)s"
)
_FOLLOWS = (  # what may stand behind it, so that it is whole
    "a an and another are around at away because before but by can could deep did do each every far for from had has "
    "have high in into is later long made may more of off old on or out over so tall than that the their there thick "
    "through to under until up was went were when where which while who wide with would"
).split()
_FIGURE = re.compile(
    rf"(?P<figure>(?:(?i:{_ABOUT}) )?(?P<number>{_NUMBER})(?: (?P<power>hundred|thousand|million|billion))?"
    rf"(?: (?:square|cubic))? (?:{_THING}))(?= (?:{'|'.join(_FOLLOWS)})\b|[.,;:!?]|$)"
)
_PART_OF_MORE = re.compile(
    r"(?:\d|hundred|thousand|million|billion|ty)(?: (?:and|to|or|by|minus|plus)|[-–]| ?[x×])? $"
    r"|\b(?i:between|from|the|every|per) $"
)
_CLOCK = re.compile(  # behind "twenty minutes"
    r"(?i) (?:to|past) (?:\d|noon|midnight|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
_DENIED = re.compile(r"\b(?:not|never|no|nobody|none|without|neither|nor|if|would)\b|n't\b", re.IGNORECASE)
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_EUROPEAN = r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d+(?:,\d+)?"  # 1.200, 1 200, 3,5
_DENIED_ELSEWHERE = re.compile(
    r"(?i)\b(?:nicht|keine?[nmrs]?|nie|ohne|wenn|würden?|niet|geen|nooit|zonder|zou|zouden|no|nunca|sin|si|ne|pas|jamais|"
    r"sans|non|mai|senza|se|não|sem|bez|gdyby|jeśli)\b|\bn'"
)


def echo(answer: str, lines: Sequence[str], number: int, language: str = ENGLISH) -> str:
    """A figure of `answer` in a few words of HOST's, other ones than lately; "" where there is none to wonder at.

    Where there is none, a year in its last sentence, or what something is called there.
    """
    english, said = language not in ECHOES, sentences(answer)
    figures = [figure for sentence in reversed(said) for figure in figures_in(sentence, language)]
    told = _in_a_frame(figures, _FRAMES if english else ECHOES[language].frames, answer, lines, number)
    if told or not english or not said or _DENIED.search(said[-1]):
        return told
    years = _IN_A_YEAR.findall(said[-1])
    told = _in_a_frame(years if len(years) == 1 else [], _OF_A_YEAR, answer, lines, number)
    return told or _in_a_frame(_CALLED.findall(said[-1]), _OF_A_NAME, answer, lines, number)


def _in_a_frame(figures: Sequence[str], frames: Sequence[str], answer: str, lines: Sequence[str], number: int) -> str:
    for step in range(len(frames)):
        frame = frames[(number + step) % len(frames)]
        known = lines if _is_long(frame) else lines[-_APART:]
        if any(_same_frame(frame, line) for line in known):
            continue
        for figure in figures:
            if frame in _WONDERING and not _TO_WONDER_AT.search(figure):
                continue
            told = frame.format(figure=figure[0].lower() + figure[1:])
            told = told[:1].upper() + told[1:]
            parroted = near_duplicate(told, answer) >= _PARROTED
            if figure not in " ".join(lines) and not parroted and not opens_alike(told, [*lines, answer]):
                return told
    return ""


def figures_to_keep(turns: Sequence[Turn], language: str = ENGLISH) -> list[str]:
    """The most telling figures of EXPERT's, two at most: of different turns and things, in the order they came."""
    found = [
        (not _TO_WONDER_AT.search(figure), turn.index, figure)
        for turn in turns
        if turn.speaker is Speaker.EXPERT and turn.passages
        for sentence in sentences(turn.text)
        for figure in figures_in(sentence, language[:2].lower())
        if not _MEASURE.search(figure)
    ]
    kept: dict[int, str] = {}
    for _, index, figure in sorted(found):
        if index not in kept and figure.split()[-1] not in {other.split()[-1] for other in kept.values()}:
            kept[index] = figure[0].lower() + figure[1:]
        if len(kept) == _KEPT:
            break
    return [kept[index] for index in sorted(kept)]


def figures_in(sentence: str, language: str = ENGLISH) -> list[str]:
    """The amounts in a sentence that can stand alone: "about 11,000 workers"."""
    found = _other_figures(sentence, ECHOES[language]) if language in ECHOES else _english_figures(sentence)
    return [figure for figure in found if len(re.sub(r"\D", "", figure).rstrip("0")) <= _SAYABLE_DIGITS]


def _english_figures(sentence: str) -> list[str]:
    if _DENIED.search(sentence):
        return []
    found = []
    for match in _FIGURE.finditer(sentence):
        number, power = match["number"], match["power"]
        small = power is None and number[0].isdigit() and float(number.replace(",", "")) < _LEAST
        clock = _CLOCK.match(sentence[match.end() :])
        if (
            not small
            and not clock
            and not _YEAR.fullmatch(number)
            and not _PART_OF_MORE.search(sentence[: match.start()])
        ):
            found.append(match["figure"])
    return found


def _other_figures(sentence: str, words: Echoes) -> list[str]:
    if _DENIED_ELSEWHERE.search(sentence):
        return []
    found = []
    for match in _figure(words).finditer(sentence):
        number = re.sub(r"[ .\u00a0\u202f]", "", match["number"])
        small = match["scale"] is None and float(number.replace(",", ".")) < _LEAST
        year = match["scale"] is None and _YEAR.fullmatch(match["number"])
        before = re.search(r"([\w']+) $", sentence[: match.start()])
        if not small and not year and not (before and re.fullmatch(f"(?i:{words.part_of_more}|\\d+)", before[1])):
            found.append(match["figure"])
    return found


@cache
def _figure(words: Echoes) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.,])(?P<figure>(?:(?i:{words.about}) )?(?P<number>{_EUROPEAN})"
        rf"(?: (?P<scale>{words.scales})(?: de| di)?)?"
        rf" (?!(?:{words.not_things}))(?:{words.thing}))(?=[.,;:!?]|$)"
    )


def _is_long(frame: str) -> bool:
    return len(frame.replace("{figure}", "").split()) >= _LONG


def _same_frame(frame: str, line: str) -> bool:
    return all(part in line for part in frame.split("{figure}"))
