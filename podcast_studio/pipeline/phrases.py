"""What the speakers say of the programme itself, by language: greetings, turnings, farewells.

These carry no facts. They vary with the seed, and give way to the model's own lines wherever those pass the checks.
"""

from __future__ import annotations

from collections.abc import Sequence

from podcast_studio.pipeline.phrase_book import Phrases
from podcast_studio.pipeline.phrases_germanic import DUTCH, GERMAN
from podcast_studio.pipeline.phrases_polish import POLISH
from podcast_studio.pipeline.phrases_romance import FRENCH, ITALIAN, PORTUGUESE, SPANISH

ENGLISH = Phrases(
    greetings=(
        "Hello and welcome. Today we talk about {topics}.",
        "Welcome, good to have you with us. Today's subject: {topics}.",
        "Hello there. In this programme we take a look at {topics}.",
    ),
    welcomes=(
        "Good to be here. I have been reading {sources}, and I'll tell you only what is in there.",
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
        "The next heading reads: {topic}.",
    ),
    onwards=(
        "Let's go on from there.",
        "And so to the next part of it.",
        "There is more to come in that text, so let's go on.",
        "Let's turn the page.",
    ),
    new_documents=(
        "Let's open another of the documents: {document}. I'd like to begin with {topic}.",
        "That brings us to {document}, and there to {topic}.",
        "Now to something else, {document}. Let's start with {topic}.",
        "There is another document here: {document}. What caught my eye in it is {topic}.",
        "Now another of the documents: {document}, and there: {topic}.",
    ),
    first_questions=(
        "Where does it begin?",
        "What should we know first?",
        "How would you start?",
        "What is the story there?",
        "What do the documents say?",
    ),
    questions=(
        "What would somebody miss who stopped reading here?",
        "And the part that people tend to overlook?",
        "If I had to explain that to a friend, what would I need besides?",
        "I see one side of it now. What is the other?",
        "Where does that lead?",
        "Let me take that in for a moment. What belongs to it?",
        "So far I can follow. What makes it more complicated?",
        "Which detail stayed with you when you read on?",
        "Does the text leave it at that?",
        "Suppose I wanted to see for myself, what would I look at next?",
        "You are holding something back, I think. What is it?",
        "Fair enough. What stands behind it?",
        "Is that the whole of it, or only the beginning?",
        "What would you underline in the next few lines?",
    ),
    name_questions=(
        "What about {name}?",
        "And where does {name} come into it?",
        "Tell us about {name}.",
        "You will want to mention {name}, I think.",
        "How does {name} fit in?",
    ),
    part_questions=(
        "What about {part}?",
        "Tell us about {part}.",
        "Then there is {part}.",
        "And {part}?",
    ),
    year_questions=(
        "And what happened in {year}?",
        "So what changed in {year}?",
        "Then take us to {year}.",
    ),
    recaps=(
        "We are nearly at the end. What should stay with us?",
        "Time is almost up. What would you like people to remember?",
        "Before we close, what is worth keeping in mind?",
    ),
    tallies=(
        "We are nearly at the end. What I take with me: {figures}. What else should stay?",
        "Time is almost up. Here is what I have noted: {figures}. What would you add to that?",
        "Before we close, I have two figures in my ear: {figures}. And what is it that you would keep?",
    ),
    reminders=("Perhaps this. {fact}", "One thing above all. {fact}", "I would keep this in mind. {fact}"),
    further=("And also this. {fact}", "And one more thing. {fact}"),
    partings=(
        "All of this can be read up in the documents.",
        "Whoever would like to read it all will find it in the documents that we have had before us.",
    ),
    farewells=(
        "Thank you, and thanks to everyone for listening. Goodbye.",
        "That is a good place to stop. Thank you for listening, and goodbye.",
        "We leave it there. Thanks for listening, and until next time.",
    ),
    lead_ins=("Well,", "Now,", "You see,", "Then again,", "As I read it,"),
    conjunction="and",
    cues=(
        "Go on.",
        "And next?",
        "What follows from that?",
        "Next point, please.",
        "Noted. What else?",
        "Right. And then?",
        "Understood. What comes after?",
        "And further?",
        "Good. What is next?",
        "Carry on.",
        "That is clear. The next one.",
        "I have that. Please continue.",
        "Noted.",
        "Let's hear the rest.",
        "All right. To the following point.",
        "Good to know. Next.",
    ),
    listening=(
        "And then?",
        "Go on, please.",
        "What happened next?",
        "I'm listening.",
        "How did it go on?",
        "And after that?",
        "Tell me the rest.",
        "Don't stop there.",
        "And what came then?",
    ),
    doing=(
        "And what do I do then?",
        "How do I go about it?",
        "What is to be done next?",
        "And how is it done?",
        "So what would I do?",
        "Then what is my next step?",
    ),
    recalls=(
        "Let me go back to something you said. {fact} How does that belong to this?",
        "You told us this before. {fact} Does that come in here?",
        "I still have one sentence of yours in my ear. {fact} What does it mean for what comes now?",
        "Earlier we heard the following. {fact} So how do the two go together?",
    ),
    more="more",
    one_source="a text called {title}",
    many_sources="{count} documents",
)
_BY_LANGUAGE = {
    "en": ENGLISH, "de": GERMAN, "nl": DUTCH, "es": SPANISH, "fr": FRENCH, "it": ITALIAN, "pt": PORTUGUESE,
    "pl": POLISH,
}  # fmt: skip


def phrases_for(language: str) -> Phrases:
    """The phrases of a language; English where there are none yet."""
    return _BY_LANGUAGE.get(language.split("_", maxsplit=1)[0].split("-", maxsplit=1)[0].lower(), ENGLISH)


def pick(choices: Sequence[str], number: int) -> str:
    """One of the choices, the same for the same number."""
    return choices[number % len(choices)]


def without_lead_in(sentence: str, phrases: Phrases) -> str:
    """What EXPERT said, without the words that only led in to it."""
    lead = next((one for one in phrases.lead_ins if sentence.startswith(f"{one} ")), "")
    rest = sentence[len(lead) + 1 :] if lead else sentence
    return rest[:1].upper() + rest[1:]


def listing(items: Sequence[str], conjunction: str) -> str:
    """a, b and c; with longer pauses between items that are lists themselves."""
    if len(items) < 2:
        return "".join(items)
    if any("," in item or f" {conjunction} " in item for item in items) and len(items) > 2:
        return f"{'; '.join(items[:-1])}; {conjunction} {items[-1]}"
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"
