"""What a set of phrases has, in whatever language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """Building blocks with {words in braces} to fill in; one is picked by number."""

    greetings: tuple[str, ...]
    welcomes: tuple[str, ...]  # EXPERT's answer to the greeting
    turnings: tuple[str, ...]  # HOST leads over to another topic
    onwards: tuple[str, ...]  # and to a part of the same document that has no name
    new_documents: tuple[str, ...]  # and to another document
    first_questions: tuple[str, ...]  # HOST, where a topic begins and the model's line does not serve
    questions: tuple[str, ...]  # and within one
    name_questions: tuple[str, ...]  # about somebody or something that EXPERT is going to speak of
    part_questions: tuple[str, ...]  # about a part of a document, by its heading
    year_questions: tuple[str, ...]
    readings: tuple[str, ...]  # before words in which a document says "I": EXPERT is not who that is
    recaps: tuple[str, ...]  # HOST asks what stays
    tallies: tuple[str, ...]  # and names figures that stay with HOST
    reminders: tuple[str, ...]  # EXPERT recalls something said
    further: tuple[str, ...]  # and something else
    partings: tuple[str, ...]  # HOST before the farewell, where there is room and nothing to recall
    farewells: tuple[str, ...]
    lead_ins: tuple[str, ...]  # EXPERT, before an answer that would begin as one did lately
    conjunction: str  # "and", for lists
    more: str  # ends a list of topics that goes on
    one_source: str
    many_sources: str
    cues: tuple[str, ...] = ()  # HOST hands on in a briefing; `questions` where there are none
    listening: tuple[str, ...] = ()  # HOST wants to hear more of a story; `cues` where there are none
    doing: tuple[str, ...] = ()  # HOST asks what is to be done
    recalls: tuple[str, ...] = ()  # HOST takes up what was said before; the last one, which is short, again and again
