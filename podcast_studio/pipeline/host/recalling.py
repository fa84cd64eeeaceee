"""HOST takes up what EXPERT said before, where it belongs to what comes next; in EXPERT's own words, so it is true."""

from __future__ import annotations

from collections.abc import Sequence

from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.scripts import Turn
from podcast_studio.pipeline.phrases.book import Phrases
from podcast_studio.pipeline.phrases.choosing import pick, without_lead_in
from podcast_studio.pipeline.recipes import weighs
from podcast_studio.pipeline.text.clean import near_duplicate, sentences
from podcast_studio.pipeline.text.function_words import telling_words
from podcast_studio.pipeline.truth.grounding import stands_alone

_APART = 2  # exchanges between what was said and taking it up
_WORDS = range(7, 23)  # of a sentence that can be taken up
_SHARED = 2  # telling words that join it to what comes next, of the same topic
_SHARED_FROM_AFAR = 3  # of another topic, not counting words that are everywhere
_EVERYWHERE = 3  # answers in which a word is
_NEW = 0.5  # likeness to what comes next from which it would be said twice


def recall(after: str, turns: Sequence[Turn], phrases: Phrases, number: int, *, doubts: bool = False) -> str | None:
    """A line that takes up an earlier sentence of EXPERT's and leads to `after`; None where none belongs there.

    `doubts` prefers sentences that set something against something.
    """
    lines = " ".join(turn.text for turn in turns if turn.speaker is Speaker.HOST)
    coming = telling_words(after)
    told = [telling_words(turn.text) for turn in turns if turn.speaker is Speaker.EXPERT and turn.passages]
    rare = {word for word in coming if sum(word in words for words in told) < _EVERYWHERE}
    best: tuple[float, str] | None = None
    for turn in turns:
        if turn.speaker is not Speaker.EXPERT or not turn.passages or turn.unit > turns[-1].unit - _APART:
            continue
        for sentence in sentences(turn.text):
            near = turn.segment == turns[-1].segment
            shared = len(telling_words(sentence) & (coming if near else rare))
            if shared < (_SHARED if near else _SHARED_FROM_AFAR):
                continue
            if not _can_be_taken_up(sentence) or sentence in lines:
                continue
            if near_duplicate(sentence, after) >= _NEW:
                continue
            weight = shared + (3 if doubts and weighs(sentence) else 0)
            if best is None or weight > best[0]:
                best = (weight, sentence)
    if best is None or not phrases.recalls:
        return None
    *long, short = phrases.recalls
    turned = [pick(long, number + step) for step in range(len(long))]
    frame = next((one for one in turned if one.partition("{fact}")[0] not in lines), short)
    return frame.format(fact=without_lead_in(best[1], phrases))


def _can_be_taken_up(sentence: str) -> bool:
    words = sentence.split()
    if len(words) not in _WORDS or not sentence.endswith("."):
        return False
    return stands_alone(sentence)
