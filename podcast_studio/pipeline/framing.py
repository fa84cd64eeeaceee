"""What frames the programme: greeting, turns to another topic, and the close. No language model has a part in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from itertools import combinations

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.languages import ENGLISH
from podcast_studio.domain.podcasts import PodcastOrder, Speaker
from podcast_studio.domain.scripts import Plan, Segment, SegmentKind, Turn
from podcast_studio.pipeline.host.echoing import figures_to_keep
from podcast_studio.pipeline.phrases.book import Phrases
from podcast_studio.pipeline.phrases.choosing import listing, pick, without_lead_in
from podcast_studio.pipeline.phrases.greetings import greetings_for
from podcast_studio.pipeline.speech.length import spoken_words
from podcast_studio.pipeline.text.clean import sentences
from podcast_studio.pipeline.text.function_words import telling_words
from podcast_studio.pipeline.text.titles import (
    document_title,
    in_a_sentence,
    only_counts,
    topic_title,
    without_part,
    without_subtitle,
)
from podcast_studio.pipeline.truth.grounding import dangles, stands_alone

_SHORT_MINUTES = 1.5  # below, the greeting is all there is room for
_NAMED_TOPICS = 3
_NAMED_DOCUMENTS = 2
_RECALLED, _ENOUGH_RECALLED = 3, 2
_OF_PLACE = re.compile(  # words with which a title begins that is no noun
    r"(?i)(?:about|across|after|against|along|among|around|at|before|behind|between|beyond|by|during|for|from|in|inside|"
    r"into|of|off|on|out|over|through|to|toward|towards|under|until|up|with|within|without)\b"
)
_ASKING = re.compile(r"(?i)(?:why|how|what|who|when|where|which)\b")  # "Why so deep" names what is asked only
_NOT_A_THING = re.compile(r"(?i)(?:once|twice|always|never|still|only|not|also|if|because|as|then|here|there|now)\b")
_CUT_SHORT = re.compile(r"(?i)(?:why|how) (?:so|not)\b")  # "Why so deep", and not "How the sea moves"
_OWN_WORDS = re.compile(r"(?<![\w{])[^\W\d_]+(?:['’]\w+)?(?!\w*})")  # of a phrase, without what fills its gaps
_SAID_AGAIN_WORDS, _WORDS_BESIDE_A_GAP = 5, 2  # what fills a gap is another thing each time
_RECALLED_WORDS = range(8, 27)
_CONSIDERED = 12  # sentences
_ANOTHER_TOPIC = 6.0  # is worth so many figures or names
_JUST_HEARD = 5.0  # costs as much
_LEADING_IN = 3  # words before a fact
_MOST_OF_IT = 0.7  # telling words
_SPARE = 8  # words of room that are not worth another sentence
_EMPTY = 10  # words of room that nobody misses; each one more is worth a third of a figure or name
_ROOM = 70  # words; with more the programme ends early in any case
_CLAUSE_WORDS = 7
_MAIN_CLAUSE = re.compile(
    r"([^,;:–—\"“”]+), "
    r"(?:so|which|who|whose|where|while|whereas|since|because|although|though|and (?:it|he|she|they))\b"
)
_ANNOUNCES = re.compile(r"(?i)\b(?:two|three|four|five|six|several|some|many|a few) (?:[a-z]+ )?[a-z]+s[.:]$")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"\b(?:\d{{1,2}} (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}}(?!\d)|{_MONTHS}),?(?: \d{{4}})?")
_POINTER = re.compile(r"\b(?:it|they|them|he|she|him|this|these|those)\b")
_BOUND = re.compile(  # what a sentence begins with that is true only with the rest of it
    r"(?i)(?:after|although|as|because|before|even|if|once|since|though|unless|when|whenever|where|wherever|whether|while)\b"
)


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
    unfit = (_OF_PLACE, _ASKING, _NOT_A_THING)
    if name == document_title(document) or only_counts(name) or any(words.match(name) for words in unfit):
        return ""
    return in_a_sentence(name, document)


def closing(
    turns: Sequence[Turn], words: int, phrases: Phrases, seed: int, language: str = ENGLISH
) -> list[tuple[Speaker, str]]:
    """As long as the room that is left: a farewell, and before it what was said and is worth keeping.

    HOST keeps figures, which are short; what EXPERT recalls is told as it was, and is heard a second time. Where that
    would be what was heard a moment ago, HOST says where all of it stands.
    """
    farewell = pick(phrases.farewells, seed)
    length = partial(spoken_words, language=language)
    room = words - length(farewell)
    figures = figures_to_keep(turns, language)
    recaps = [pick(phrases.recaps, seed)]
    if len(figures) > 1:
        recaps.insert(0, pick(phrases.tallies, seed).format(figures=listing(figures, phrases.conjunction)))
    for recap in recaps:
        facts = _worth_recalling(turns, room - length(recap), length, but=figures if recap != recaps[-1] else ())
        if facts:
            facts = [without_lead_in(fact, phrases) for fact in facts]
            told = [pick(phrases.reminders, seed).format(fact=facts[0])]
            told += [pick(phrases.further, seed + place).format(fact=fact) for place, fact in enumerate(facts[1:])]
            return [(Speaker.HOST, recap), (Speaker.EXPERT, " ".join(told)), (Speaker.HOST, farewell)]
    told_once = [
        without_lead_in(fact, phrases) for fact in _worth_recalling(turns, room - 2, length, most=1, but_last=True)
    ]
    last = [phrases.reminders[-1].format(fact=fact) for fact in told_once]
    fitting = [parting for parting in phrases.partings if length(parting) <= room]
    return [(Speaker.HOST, " ".join([*(last or sorted(fitting, key=length)[-1:]), farewell]))]


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
        if any(_OF_PLACE.match(title) or _CUT_SHORT.match(title) for title in titles):
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


def _worth_recalling(
    turns: Sequence[Turn],
    room: float,
    length: Callable[[str], float],
    *,
    most: int = _RECALLED,
    but: Collection[str] = (),
    but_last: bool = False,
) -> list[str]:
    """Sentences that stand by themselves, from different segments, that fit into `room` words; told as they were said.

    None of them holds one of the figures of `but`, or with `but_last` is of the last turn, or only tells how many there
    are of what came behind it: "It has two faults." Two are enough, if that leaves little of the room.
    """
    candidates = [
        (turn, sentence)
        for turn in turns
        if turn.speaker is Speaker.EXPERT and turn.passages and not (but_last and turn is turns[-1])
        for sentence in sentences(turn.text)
        if len(sentence.split()) in _RECALLED_WORDS and not dangles(sentence) and not sentence.endswith("?")
        if not any(figure in sentence for figure in but) and not _ANNOUNCES.search(sentence)
    ]
    candidates = [fact for fact in candidates if stands_alone(fact[1])] or candidates  # one that is clear, or none
    lines = [telling_words(turn.text) for turn in turns if turn.speaker is Speaker.HOST and turn.passages]
    candidates = [fact for fact in candidates if not _taken_up(fact[1], lines)] or candidates
    earlier = [fact for fact in candidates if fact[0] is not turns[-1]]  # than what was heard a moment ago
    candidates = earlier if len(earlier) >= _ENOUGH_RECALLED else candidates
    candidates.sort(key=_value, reverse=True)
    chosen: tuple[tuple[Turn, str], ...] = ()
    for count in range(1, most + 1):
        sets = combinations(candidates[:_CONSIDERED], count)
        spare = 0 if count < _RECALLED else _SPARE
        fitting = [facts for facts in sets if _room_for(facts, length) + spare <= room]
        chosen = max(fitting, key=lambda facts: _value_together(facts, turns, room, length), default=chosen)
    chosen = tuple(sorted(chosen, key=lambda pair: (pair[0].index, pair[0].text.find(pair[1]))))
    return [main_clause(sentence) for _, sentence in chosen]


def _taken_up(sentence: str, lines: Sequence[set[str]]) -> bool:
    """Whether HOST has said most of it after EXPERT had: a third time would be too much."""
    words = telling_words(main_clause(sentence))
    return any(len(words & line) >= _MOST_OF_IT * len(words) for line in lines)


def _room_for(facts: Sequence[tuple[Turn, str]], length: Callable[[str], float]) -> float:
    """Words, with those that lead in to each."""
    return sum(length(main_clause(sentence)) + _LEADING_IN for _, sentence in facts)


def _value(fact: tuple[Turn, str]) -> float:
    return _weight(main_clause(fact[1]))


def _value_together(
    facts: Sequence[tuple[Turn, str]], turns: Sequence[Turn], room: float, length: Callable[[str], float]
) -> float:
    """Of different topics if possible, not what was heard a moment ago, and about as long as the room is."""
    topics = len({turn.segment for turn, _ in facts})
    just_heard = sum(turn is turns[-1] for turn, _ in facts)
    empty = max(0.0, room - _room_for(facts, length) - _EMPTY) if room < _ROOM else 0.0
    return sum(map(_value, facts)) + _ANOTHER_TOPIC * topics - _JUST_HEARD * just_heard - empty / 3


def main_clause(sentence: str) -> str:
    """Without what follows ", which" or ", because", where a whole statement stands before it; English."""
    found = _MAIN_CLAUSE.match(sentence)
    if found is None or len(found[1].split()) < _CLAUSE_WORDS or _OF_PLACE.match(sentence) or _BOUND.match(sentence):
        return sentence
    return f"{found[1]}."


def _weight(sentence: str) -> float:
    """How much there is in it to remember: figures and names, in few words, of which none speaks of something else.

    Nobody remembers the day of a month, and what has an article is no name: "the Tenant has seen it on May 22".
    """
    dates, undated = len(_DATE.findall(sentence)), _DATE.sub("", sentence)
    figures = len(re.findall(r"\d[\d,.]*", undated))
    names = len(re.findall(r"(?<!^)(?<![.!?] )(?<!\b[Tt]he )\b[A-Z][a-z]{2,}", undated))
    pointers = len(_POINTER.findall(sentence))
    return min(figures, 2) * 1.0 + min(names, 3) - dates - 2 * pointers - abs(len(sentence.split()) - 11) * 0.12
