"""What frames the programme: greeting, turns to another topic, and the close. No language model has a part in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.podcasts import PodcastOrder, Speaker
from podcast_studio.domain.scripts import Plan, Segment, SegmentKind
from podcast_studio.pipeline.phrases.book import Phrases
from podcast_studio.pipeline.phrases.choosing import listing, pick
from podcast_studio.pipeline.phrases.greetings import greetings_for
from podcast_studio.pipeline.text.titles import (
    OF_PLACE,
    document_title,
    in_a_sentence,
    only_counts,
    topic_title,
    without_part,
    without_subtitle,
)

_SHORT_MINUTES = 1.5  # below, the greeting is all there is room for
_NAMED_TOPICS = 3
_NAMED_DOCUMENTS = 2
_ASKING = re.compile(r"(?i)(?:why|how|what|who|when|where|which)\b")  # "Why so deep" names what is asked only
_NOT_A_THING = re.compile(r"(?i)(?:once|twice|always|never|still|only|not|also|if|because|as|then|here|there|now)\b")
_CUT_SHORT = re.compile(r"(?i)(?:why|how) (?:so|not)\b")  # "Why so deep", and not "How the sea moves"
_OWN_WORDS = re.compile(r"(?<![\w{])[^\W\d_]+(?:['’]\w+)?(?!\w*})")  # of a phrase, without what fills its gaps
_SAID_AGAIN_WORDS, _WORDS_BESIDE_A_GAP = 5, 2  # what fills a gap is another thing each time


def opening(
    plan: Plan, passages: Mapping[str, Passage], order: PodcastOrder, phrases: Phrases
) -> list[tuple[Speaker, str]]:
    """HOST greets and says what it is about; EXPERT says what it rests on."""
    short = order.minutes <= _SHORT_MINUTES
    topics = _topics_to_announce(plan, passages)
    shown = topics[: _NAMED_TOPICS - 1 if short else _NAMED_TOPICS]
    if len(topics) > len(shown) and not short:
        shown = [*shown, phrases.more]
    greetings = _fitting(greetings_for(order.style, order.language), topics=shown)
    greeting = pick(greetings, order.seed).format(topics=listing(shown, phrases.conjunction))
    if short:
        return [(Speaker.HOST, greeting)]
    welcome = pick(phrases.welcomes, order.seed + 1).format(sources=_sources(plan, passages, phrases))
    return [(Speaker.HOST, greeting), (Speaker.EXPERT, welcome)]


def turning(
    following: int, before: int, plan: Plan, passages: Mapping[str, Passage], *, phrases: Phrases, seed: int
) -> str:
    """HOST's words on coming from one segment to another; the document is named when it is another one."""
    here, there = _document(plan.segments[following], passages), _document(plan.segments[before], passages)
    title = in_a_sentence(without_part(plan.segments[following].title), here)
    known = {without_part(segment.title).lower() for segment in plan.segments[:following]}
    nameless = only_counts(title) or without_part(plan.segments[following].title).lower() in known
    document = in_a_sentence(document_title(here), here) if here else ""
    if here and there and here[0].document != there[0].document:
        if nameless or _ASKING.match(title):
            title = document
        elif document.lower() not in title.lower() and title.lower() not in document.lower():
            choices = _fitting(_to_say(phrases.new_documents, following), document=[document], topic=[title])
            return pick(choices, following + seed).format(document=document, topic=title)
    elif nameless or title == document:
        return pick(_to_say(phrases.onwards, following), following + seed)
    return pick(_fitting(_to_say(phrases.turnings, following), topic=[title]), following + seed).format(topic=title)


def part_begun(passage: Passage, before: Passage | None, passages: Mapping[str, Passage]) -> str:
    """The heading under which `passage` stands and `before` does not, as it is said; "" for one that cannot be."""
    if before is not None and (passage.heading, passage.document) == (before.heading, before.document):
        return ""
    if not passage.heading or (before is not None and before.document != passage.document):
        return ""
    document = [one for one in passages.values() if one.document == passage.document]
    name = topic_title([passage], document)
    unfit = (OF_PLACE, _ASKING, _NOT_A_THING)
    if name == document_title(document) or only_counts(name) or any(words.match(name) for words in unfit):
        return ""
    return in_a_sentence(name, document)


def _to_say(choices: Sequence[str], number: int) -> Sequence[str]:
    """All of them at first; when each has had its turn, the short ones: a long one is heard to be the same."""
    if number <= len(choices):
        return choices
    return [
        choice
        for choice in choices
        if len(_OWN_WORDS.findall(choice)) <= _SAID_AGAIN_WORDS + _WORDS_BESIDE_A_GAP * choice.count("{")
    ] or choices


def _fitting(choices: Sequence[str], **filled: Sequence[str]) -> Sequence[str]:
    """Those in which what fills them can stand: "From bonfires to lamps" goes behind a colon, not behind "about"."""
    for gap, titles in filled.items():
        if any(OF_PLACE.match(title) or _CUT_SHORT.match(title) for title in titles):
            choices = [choice for choice in choices if f": {{{gap}}}" in choice] or choices
    return choices


def _topics_to_announce(plan: Plan, passages: Mapping[str, Passage]) -> list[str]:
    """The documents' titles, each once; where there is one document only, its parts."""
    topics = [part for part in plan.segments if part.kind is SegmentKind.TOPIC]
    documents = [_document(part, passages) for part in topics]
    titles = [in_a_sentence(document_title(document), document) for document in documents if document]
    unique = _each_once(titles)
    if len(unique) > 1:
        return unique
    parts = [
        in_a_sentence(without_part(part.title), document) for part, document in zip(topics, documents, strict=True)
    ]
    return [part for part in _each_once(parts) if not only_counts(part)] or unique or parts


def _each_once(names: Sequence[str]) -> list[str]:
    """In their order; "Water" and "water" are one, and told as they were first."""
    return list({name.lower(): name for name in reversed(names)}.values())[::-1]


def _sources(plan: Plan, passages: Mapping[str, Passage], phrases: Phrases) -> str:
    """What the talk rests on, in words: one title, or how many documents."""
    documents = [_document(part, passages) for part in plan.segments]
    by_path = {document[0].document: document for document in documents if document}
    if len(by_path) == 1:
        return phrases.one_source.format(title=without_subtitle(document_title(next(iter(by_path.values())))))
    return phrases.many_sources.format(count=len(by_path))


def _document(segment: Segment, passages: Mapping[str, Passage]) -> list[Passage]:
    """All known passages of the document that a segment is about."""
    path = next((passages[identifier].document for identifier in segment.passages if identifier in passages), None)
    return [passage for passage in passages.values() if passage.document == path]
