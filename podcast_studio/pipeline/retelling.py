"""Which part of a passage the language model retells, and which is told as it stands.

A small model copies six of seven words and bends some of the others: of 24 beginnings of answers that it retold, 7 gave
way to the document's words, 9 were these very words, and of the other 8 some had lost a year or a name. What was
written as whole sentences of a length that can be heard needs no retelling: it is true, and it is there. What was
written for the eye does: notes, brackets, long sentences.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from podcast_studio.domain.languages import ENGLISH
from podcast_studio.pipeline.speech.length import spoken_words
from podcast_studio.pipeline.text.clean import sentences
from podcast_studio.pipeline.truth.grounding import points_back

_FEWEST_RETOLD = 14  # words; of fewer the model makes too much
_FEWEST_LEFT = 8  # words, that are worth a part of their own
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
    """All in the words of the passage, one after the other; "" where there is none of it."""

    before: str  # told as it stands
    retold: str  # by the model
    after: str  # told as it stands

    @property
    def as_it_stands(self) -> str:
        return f"{self.before} {self.after}".strip()


def shared_out(notes: str, language: str = ENGLISH) -> Shares:
    """What can be heard is told as it stands, and the model retells from the first to the last that cannot."""
    parts = sentences(notes)
    hard = [place for place, part in enumerate(parts) if not _can_be_heard(part, language)]
    if not hard:
        return Shares(" ".join(parts), "", "")
    begin, end = hard[0], hard[-1] + 1
    lengths = [spoken_words(part, language) for part in parts]
    while begin > 0 and (points_back(parts[begin]) or sum(lengths[begin:end]) < _FEWEST_RETOLD):
        begin -= 1
    begin = begin if sum(lengths[:begin]) >= _FEWEST_LEFT else 0
    end = end if sum(lengths[end:]) >= _FEWEST_LEFT else len(parts)
    return Shares(" ".join(parts[:begin]), " ".join(parts[begin:end]), " ".join(parts[end:]))


def _can_be_heard(sentence: str, language: str) -> bool:
    """Whether it was written as people speak: whole, not long, and with nothing for the eye or of somebody else's."""
    if len(sentence.split()) not in _HEARD or not sentence.endswith(".") or _FOR_THE_EYE.search(sentence):
        return False
    if any(sign in sentence for sign in _QUOTES):
        return False
    whole = _VERB.search(sentence) is not None and _BEGINS_WITH_IT.match(sentence) is None
    return whole or not language.lower().startswith(ENGLISH)
