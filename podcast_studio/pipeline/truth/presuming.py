"""What a question takes for known that nobody has said."""

from __future__ import annotations

import re

from podcast_studio.pipeline.text.function_words import telling_words
from podcast_studio.pipeline.truth.claims import ANYTHING, RANKED, turned_round

_OTHER = re.compile(r"(?i)\b(?:the|an|any|what|which) ?other\b(?! (?:hand|day)\b)")
_NOT_ALONE = re.compile(
    r"(?i)\b(?:(?:an)?other|second|third|two|three|both|also|too|next|different|besides|either|neither|rest)\b"
)
_BETWEEN = re.compile(r"(?i)\bbetween ([\w'’ -]+?) and ([\w'’ -]+?)(?= (?:in|on|at|of|for|with|when|here)\b|[?,.]|$)")
_SOMEBODY = re.compile(r"\b(?:they|them|he|she|him)\b")
_MAY_BE_THEY = re.compile(r"(?<=\w )[A-Z][a-z]|\b[a-z]{2,}(?<!doe)(?<!wa)s\b|\b(?:people|men|women|children)\b")
_RANKED_WITHIN = 4  # words behind the rank


def presumes(question: str, before: str, answer: str) -> bool:
    """Whether it takes for known what is not; English.

    That is another one, where there is one ("What is the other tool?"), something between two things of which one is
    nowhere, that somebody does what is done ("How long has the air been measuring it?"), the first of something that
    is the first of something else, or who "they" are, where nobody has spoken of them.
    """
    known = f"{before} {answer}"
    if any(not _is_ranked(rank, thing, known) for rank, thing in RANKED.findall(question)):
        return True
    if _unheard_of(question, answer) and not telling_words(before) & telling_words(answer):
        return True
    if _OTHER.search(question) and not _NOT_ALONE.search(known):
        return True
    if turned_round(question, answer):
        return True
    theirs = telling_words(known)
    return any(not telling_words(one) <= theirs for pair in _BETWEEN.findall(question) for one in pair)


def _is_ranked(rank: str, thing: str, source: str) -> bool:
    """Whether the source says it too, with a few words between at most; or it is no thing."""
    if thing.lower() in ANYTHING or not telling_words(thing):
        return True
    ranked = (source[found.end() :].split()[:_RANKED_WITHIN] for found in re.finditer(rf"(?i)\b{rank}\b", source))
    return any(telling_words(thing) <= telling_words(" ".join(behind)) for behind in ranked)


def _unheard_of(question: str, answer: str) -> bool:
    """Whether it asks about "them" before it has named anybody, and the answer has a name for them."""
    somebody = _SOMEBODY.search(question)
    if somebody is None or _MAY_BE_THEY.search(question[: somebody.start()]):
        return False
    return re.search(rf"(?i)\b{somebody.group()}\b", answer) is None
