"""What the speakers say of the programme itself, by language: greetings, turnings, farewells.

These carry no facts. They vary with the seed, and give way to the model's own lines wherever those pass the checks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """Building blocks with {topics}, {topic} and {sources} to fill in; one is picked by number."""

    greetings: tuple[str, ...]
    welcomes: tuple[str, ...]  # EXPERT's answer to the greeting
    turnings: tuple[str, ...]  # HOST leads over to another topic
    questions: tuple[str, ...]  # HOST, where the model's line does not serve
    recaps: tuple[str, ...]  # HOST asks what stays
    reminders: tuple[str, ...]  # EXPERT recalls something said
    further: tuple[str, ...]  # and something else
    farewells: tuple[str, ...]
    conjunction: str  # "and", for lists


ENGLISH = Phrases(
    greetings=(
        "Hello and welcome. Today we talk about {topics}.",
        "Welcome, good to have you with us. Today's subject: {topics}.",
        "Hello there. In this programme we take a look at {topics}.",
    ),
    welcomes=(
        "Good to be here. I have been reading {sources}, and I'll keep to what it says.",
        "Hello. What I'll tell you comes from {sources}, so let's see what is in there.",
        "Thanks for having me. All of it comes from {sources}, and there is a good deal to tell.",
    ),
    turnings=(
        "Let's turn to {topic}.",
        "That brings us to {topic}.",
        "Now to another subject: {topic}.",
        "Next on our list is {topic}.",
        "I would also like to hear about {topic}.",
        "There is one more thing to talk about, and that is {topic}.",
    ),
    questions=(
        "What else should we know here?",
        "How does that go on?",
        "Could you tell us a little more?",
        "What comes next in that story?",
        "And what else is there to it?",
        "Is there more behind that?",
        "Go on, I'm listening. What follows?",
        "I see. And beyond that?",
    ),
    recaps=(
        "We are nearly at the end. What should stay with us?",
        "Time is almost up. What would you like people to remember?",
        "Before we close, what is worth keeping in mind?",
    ),
    reminders=("Perhaps this. {fact}", "One thing above all. {fact}", "I would keep this in mind. {fact}"),
    further=("And also this. {fact}", "And one more thing. {fact}"),
    farewells=(
        "Thank you, and thanks to everyone for listening. Goodbye.",
        "That is a good place to stop. Thank you for listening, and goodbye.",
        "We leave it there. Thanks for listening, and until next time.",
    ),
    conjunction="and",
)
_BY_LANGUAGE = {"en": ENGLISH}


def phrases_for(language: str) -> Phrases:
    """The phrases of a language; English where there are none yet."""
    return _BY_LANGUAGE.get(language.split("_", maxsplit=1)[0].split("-", maxsplit=1)[0].lower(), ENGLISH)


def pick(choices: Sequence[str], number: int) -> str:
    """One of the choices, the same for the same number."""
    return choices[number % len(choices)]


def listing(items: Sequence[str], conjunction: str) -> str:
    """a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"
