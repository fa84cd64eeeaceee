"""Which part of a passage the language model retells, and which is told as it stands.

A small model copies six of seven words and bends some of the others, so that a third of its sentences give way to the
document's. What was written as whole sentences of a length that can be heard needs no retelling: it is true, and it is
there. The model begins the answer, and what was written for the eye is its as well: notes, brackets, long sentences.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from podcast_studio.domain.languages import ENGLISH
from podcast_studio.pipeline.speech.length import spoken_words
from podcast_studio.pipeline.text.clean import sentences

_FEWEST_RETOLD = 14  # words; of fewer the model makes no beginning
_FEWEST_LEFT = 8  # words, that are worth two parts
_HEARD = range(4, 36)  # words of a sentence that is understood by who hears it once
_FOR_THE_EYE = re.compile(r"[()\[\]{}<>/=+*|_•…]|\b(?:e\.g|i\.e|etc|cf|vs|ff|resp)\b|\w/\w")
_QUOTES = '"“”„«»‘'
_OFTEN = """add agree allow appear attract become begin believe belong bring build call carry cause change come contain
cost cover depend differ eat end expect fall feel fill find flow follow form get give go grow happen hear help
hold keep know last lead learn leave let lie live look lose make matter mean meet move need occur offer open
own pay play put reach read remain rest rise run save say see seem sell send serve settle show sit sound speak
spend stand start stay stop take teach tell think travel try turn use wait walk want wash watch wear win work
write""".split()
_VERB = re.compile(  # English: of a note ("Opened 1966, on the coast") there is none that says of whom
    r"(?i)\b(?:is|are|was|were|be|been|am|has|have|had|do|does|did|can|could|may|might|must|will|would|shall|should|"
    rf"[a-z]{{2,}}ed|(?:{'|'.join(_OFTEN)})(?:e?s)?|(?:carri|tri)es|"
    r"[a-z]{3,}[^s\W]s(?= (?:\d|(?:a|an|the|its?|to|that|by|into|out|up|down|how|what)\b))|"
    r"became|began|brought|built|came|fell|felt|found|gave|got|grew|heard|held|kept|knew|laid|lay|led|left|lost|made|"
    r"meant|met|paid|ran|rose|said|sat|saw|sent|sold|spent|spoke|stood|took|taught|thought|told|went|won|wrote)\b"
)
_BEGINS_WITH_IT = re.compile(r"(?i)(?:opened|built|installed|taken|removed|closed|founded|\w+ed)\b")


class Shares(NamedTuple):
    """Both in the words of the passage, one after the other."""

    retold: str  # by the model
    as_it_stands: str  # "" where all of it is retold


def shared_out(notes: str, share: float, language: str = ENGLISH) -> Shares:
    """The first `share` of the notes, by spoken words; more of them where what follows cannot be told as it stands."""
    parts = sentences(notes)
    lengths = [spoken_words(part, language) for part in parts]
    for place in range(1, len(parts)):
        first, rest = sum(lengths[:place]), sum(lengths[place:])
        if first < max(_FEWEST_RETOLD, share * (first + rest)) or rest < _FEWEST_LEFT:
            continue
        if all(_can_be_heard(part, language) for part in parts[place:]):
            return Shares(" ".join(parts[:place]), " ".join(parts[place:]))
    return Shares(notes, "")


def _can_be_heard(sentence: str, language: str) -> bool:
    """Whether it was written as people speak: whole, not long, and with nothing for the eye or of somebody else's."""
    if len(sentence.split()) not in _HEARD or not sentence.endswith(".") or _FOR_THE_EYE.search(sentence):
        return False
    if any(sign in sentence for sign in _QUOTES):
        return False
    whole = _VERB.search(sentence) is not None and _BEGINS_WITH_IT.match(sentence) is None
    return whole or not language.lower().startswith(ENGLISH)
