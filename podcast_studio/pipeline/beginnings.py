"""How an answer begins: not with something untold that it points back to, and not as one of the last turns did."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.languages import ENGLISH
from podcast_studio.pipeline.parsing_turns import opens_alike
from podcast_studio.pipeline.phrases.choosing import pick
from podcast_studio.pipeline.sources import passage_before
from podcast_studio.pipeline.speech.length import spoken_words
from podcast_studio.pipeline.text.clean import limit_words, near_duplicate, sentences
from podcast_studio.pipeline.text.function_words import FUNCTION_WORDS, telling_words
from podcast_studio.pipeline.text.titles import only_counts, topic_title
from podcast_studio.pipeline.truth.grounding import dangles, points_back

_ENOUGH_WORDS = 24  # of an answer without its first sentence
_NOTE = re.compile(r"(?:[\d£$€]\S*(?: \S+){0,2}|[A-Z][a-z]+ed (?:in )?[12]\d{3})[,;:.] ")  # not of whom or what
_IN_BRACKETS = re.compile(r"\s*\(([^()]+)\)")
_TOLD = 0.5  # likeness to what was just said from which a sentence counts as told


def with_firm_start(
    text: str,
    passage: Passage,
    words: int,
    *,
    said_last: str,
    passages: Mapping[str, Passage],
    language: str = ENGLISH,
) -> str:
    """Without first sentences that point back to something untold, or else with the sentence they point to."""
    parts = sentences(text)
    if not parts or not dangles(parts[0]):
        return text
    before = _sentence_before(passage, passages)
    if before and near_duplicate(before, said_last) >= _TOLD:
        return text
    begin = next((place for place, part in enumerate(parts) if not dangles(part)), 0)
    rest = " ".join(parts[begin:])
    if len(rest.split()) >= _ENOUGH_WORDS:
        return rest
    if not before or points_back(before):
        return text
    return limit_words(f"{before} {text}", max(words, spoken_words(before, language) + 1), language)


def with_its_name(text: str, passage: Passage, passages: Mapping[str, Passage], said: Sequence[str]) -> str:
    """After the name of its part, where it begins as a note under a heading does: "254 MW, since 2011"."""
    parts = sentences(text)
    if not parts or not _NOTE.match(parts[0]):
        return text
    document = [one for one in passages.values() if one.document == passage.document]
    name = _IN_BRACKETS.sub(r", \1", topic_title([passage], document))
    words = telling_words(name)
    if only_counts(name) or not words or words & telling_words(parts[0]) or name in " ".join(said[-1:]):
        return text
    return f"{name}. {text}"


def led_in_from(passage: Passage, answer: str, passages: Mapping[str, Passage]) -> list[str]:
    """The passage before it, where the answer has that one's last sentence in front; its id."""
    before, last = passage_before(passage, passages), _sentence_before(passage, passages)
    if before is None or not last or near_duplicate(last, passage.spoken) >= _TOLD:
        return []
    return [before.id] if near_duplicate(last, answer) >= _TOLD else []


def begun_otherwise(text: str, said: Sequence[str], lead_ins: Sequence[str], number: int) -> str:
    """After a word or two of its own, where it would begin as one of `said` did; another one for another number."""
    if not opens_alike(text, said):
        return text
    first, _, rest = text.partition(" ")
    goes_on = f"{first.lower()} {rest}" if first.lower() in FUNCTION_WORDS and first != "I" else text
    begun = (f"{pick(lead_ins, number + step)} {goes_on}" for step in range(len(lead_ins)))
    return next((other for other in begun if not opens_alike(other, said)), text)


def _sentence_before(passage: Passage, passages: Mapping[str, Passage]) -> str:
    """The last one of the passage that comes before it in the document."""
    before = passage_before(passage, passages)
    return (sentences(before.spoken if before else "") or [""])[-1]
