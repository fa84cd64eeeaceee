"""What a source says only perhaps, or has from hearsay, and a retelling says as if it were known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from podcast_studio.pipeline.text.clean import sentences
from podcast_studio.pipeline.text.function_words import telling_words
from podcast_studio.pipeline.truth.clauses import is_told, told_clauses

_PERHAPS_WORDS = """perhaps maybe probably possibly likely allegedly supposedly reportedly vielleicht wahrscheinlich
vermutlich möglicherweise angeblich wohl misschien waarschijnlijk vermoedelijk mogelijk peut-être probablement
possiblement quizás? quizá probablemente posiblemente forse probabilmente talvez provavelmente prawdopodobnie chyba
podobno""".split()
_PERHAPS = re.compile(rf"\b(?:may|might)\b|(?i:\b(?:{'|'.join(_PERHAPS_WORDS)}|tal vez|być może)\b)")
_MAYBE = frozenset([*_PERHAPS_WORDS, "might"])
_POSSIBLE = re.compile(  # no word of another language that is a common one in English, e.g. "of"
    rf"(?i)\b(?:{'|'.join(_PERHAPS_WORDS)}|tal vez|może|may|might|can|could|would|should|unlikely|allowed|permitted|"
    r"free|rights?|option|entitled|if|whether|or|chances?|risks?|(?:probabl|possibl|seem|appear|thought|thinks?|"
    r"believ|suppos|suspect|suggest|assum|estimat|expect|said|sa[iy]s?)\w*|"
    r"kann|könnten?|dürften?|soll|sollen|heißt|ob|oder|(?:möglich|schein|glaub|sagt|vermut|annehm|nimmt|denk)\w*|"
    r"kan|kunnen|zou|zouden|zegt|lijk\w*|schijn\w*|peut|peuvent|semble\w*|croit|croient|croyai\w*|dirait|"
    r"pourrai\w*|puede\w*|podría\w*|parece\w*|creen|dicen|può|possono|potrebbe\w*|sembra\w*|credono|dicono|"
    r"pode|podem|poderia\w*|acredita\w*|dizem|mog\w*|wydaje|mówi\w*|czy|lub)\b"
)
_HEARSAY = re.compile(
    r"(?i)^(?:(?:but|and|so|yet|still|today),? )?(?:it (?:is|was) (?:often |sometimes |widely )?(?:said|told|thought|"
    r"believed|rumou?red|claimed|possible|likely) that|(?:they|people|some|many|others) (?:say|think|believe) that|"
    r"legend has it that|the story goes that|man (?:sagt|erzählt|glaubt|nimmt an),|es (?:heißt|wird erzählt),|"
    r"men zegt dat|er wordt gezegd dat|on (?:dit|raconte|pense) que?|se (?:dice|cuenta|cree) que|"
    r"si (?:dice|racconta|crede) che|diz(?:em)?-se que|conta-se que|mówi się, że)(?= )"
)


def made_certain(told: str, source: str) -> list[str]:
    """The clause that says only that something may be, or is said to be, where that was told as if it were."""
    if _POSSIBLE.search(told):
        return []
    found = [clause for clause in told_clauses(told, source, beside=_MAYBE) if _PERHAPS.search(clause)]
    return found[:1] or list(_hearsay(told, source))[:1]


def _hearsay(told: str, source: str) -> Iterator[str]:
    mine = telling_words(told)
    for sentence in sentences(source):
        begin = _HEARSAY.match(sentence)
        if begin is not None and is_told(mine, telling_words(sentence[begin.end() :])):
            yield begin.group()
