"""What the language model is asked, always with the same beginning, so that it is evaluated only once.

Three tasks share one prefix of worked examples: TELL (retell a note as EXPERT), ASK (HOST's question that the next
statement answers) and REMARK (what HOST says to the last one). The recipes and why they won are in
docs/architecture.md.
"""

from __future__ import annotations

from enum import StrEnum

from podcast_studio.domain.ports import Message, TextRequest


class Act(StrEnum):
    """What HOST does between two statements of EXPERT."""

    ASK = "ask"
    WHY = "ask how or why"
    NEXT = "ask what came next"
    DOUBT = "doubt"
    REMARK = "remark"  # and leave it at that
    REACT = "remark, then ask"


SYSTEM = (
    "You write a friendly radio talk between HOST and EXPERT about some notes. Plain spoken English, whole sentences, "
    "no lists, no headings, no names of speakers. You never add facts, numbers or names that are not in the notes."
)

_TELL_EXAMPLES = (
    (
        "Lighthouses > The Bell Rock",
        "The Bell Rock lighthouse stands on a reef 18 km off the coast of Angus. Built by Robert Stevenson between "
        "1807 and 1810. The reef is under water at high tide, so men could work only about two hours per tide in the "
        "first season. 2,500 tons of granite, blocks dovetailed.",
        "The Bell Rock lighthouse stands on a reef eighteen kilometres off the coast of Angus, and that reef vanishes "
        "at high tide. So when Robert Stevenson began in 1807, his men had only about two hours each tide in the first "
        "season. By 1810 they had set 2,500 tons of granite, each block dovetailed into the next.",
    ),
    (
        "Team handbook > Leave",
        "Requests for leave longer than 5 days go to the team lead at least 4 weeks ahead. Shorter ones: 3 working "
        "days. Unused days expire on 31 March of the following year.",
        "If you want more than five days off, you ask the team lead at least four weeks ahead; for anything shorter, "
        "three working days will do. And don't sit on them, because unused days expire on the 31st of March of the "
        "following year.",
    ),
)
_ASK_EXAMPLES = (
    (
        Act.ASK,
        "The roses were planted in 1921, and three of the first bushes still flower.",
        "How old are the roses by now?",
    ),
    (
        Act.NEXT,
        "On the tenth day a whaler saw their smoke and turned round.",
        "And who saw their smoke in the end?",
    ),
    (
        Act.ASK,
        "Restoring a single file takes about a minute, a whole disk an hour.",
        "If I lose a file, how long does it take to get it back?",
    ),
    (
        Act.DOUBT,
        "The lake behind the dam holds the warmth of summer until December.",
        "But can a lake really hold the warmth for so long?",
    ),
    (
        Act.WHY,
        "Pepper came by sea and was taxed in every harbour, so a sack of it could buy a house.",
        "Why was pepper as dear as that?",
    ),
)
_REMARK_EXAMPLES = (
    (
        "A backup runs every night, and each copy is kept for thirty days.",
        "So every night of the last month is there to go back to.",
    ),
    (
        "The crew kept the ship afloat for nine days by pumping in shifts.",
        "Nine days at the pumps. I can hardly imagine that.",
    ),
    (
        "The farmers sold no seed below the price of the year before, and shared the loss.",
        "They carried the loss together, then.",
    ),
    (
        "The first bridge was of wood, and each spring the ice carried it away.",
        "A bridge that had to be built again every year, then.",
    ),
)
HOST_EXAMPLES = tuple(text for example in (*_ASK_EXAMPLES, *_REMARK_EXAMPLES) for text in example[-2:])
EXAMPLE_TEXTS = tuple(example[-1] for example in (*_TELL_EXAMPLES, *_ASK_EXAMPLES, *_REMARK_EXAMPLES))


def _tell(heading: str, notes: str, manner: str = "") -> str:
    how = f"; {manner}" if manner else ""
    return f"TELL (as EXPERT, every fact below, nothing else{how})\nAbout: {heading}\nNotes: {notes}"


def _ask(act: Act, after: str, before: str = "") -> str:
    """No word on what ASK is: with some, 40 of 56 questions passed the checks; without, 44, and less is read."""
    manner = _MANNERS.get(act, "")
    how = f" ({manner})" if manner else ""
    said = f"EXPERT just said: {before}\n" if before else ""
    return f"ASK{how}\n{said}EXPERT says next: {after}"


def _remark(before: str) -> str:
    return f"REMARK (as HOST, one short sentence in other words, no question)\nEXPERT just said: {before}"


def _polish(line: str, answer: str, before: str, manner: str = "") -> str:
    how = f"; {manner}" if manner else ""
    said = f"EXPERT just said: {before}\n" if before else ""
    return (
        "POLISH (the same two lines as two people would say them to each other, one after the other; every fact and "
        f"number stays and none is added; each begins with its name{how})\n{said}HOST: {line}\nEXPERT: {answer}"
    )


def _prefix() -> tuple[Message, ...]:
    worked = [(_tell(heading, notes), told) for heading, notes, told in _TELL_EXAMPLES]
    worked += [(_ask(act, after), line) for act, after, line in _ASK_EXAMPLES]
    worked += [(_remark(before), line) for before, line in _REMARK_EXAMPLES]
    messages = [Message(role="system", text=SYSTEM)]
    for ask, answer in worked:
        messages += [Message(role="user", text=ask), Message(role="assistant", text=answer)]
    return tuple(messages)


_MANNERS = {Act.WHY: "how or why", Act.NEXT: "what came next", Act.DOUBT: "in doubt"}
_BEGINNINGS = {  # asked for a doubt alone, the starter model writes a plain question
    Act.DOUBT: (
        "But",
        "But how",
        "Can it really be that",
        "But is",
        "Is it true that",
        "But why",
        "Does that mean that",
    ),
    Act.WHY: ("Why", "How", "And why", "How come", "But why", "And how"),
}
_GOING_ON = ("But", "And", "Does that", "How come")
PREFIX = _prefix()
READING = TextRequest(messages=(*PREFIX, Message(role="user", text="TELL")), max_tokens=1)  # what all begin with
_NEXT_TASK = ("TELL (", "ASK\n", "ASK (", "REMARK (", "POLISH (", "Notes:")
_STOP = ("\n", "TELL (", "ASK (", "REMARK (", "HOST:", "EXPERT:", "Notes:")


def tell_request(
    *,
    heading: str,
    notes: str,
    words: int,
    seed: int,
    objection: str = "",
    manner: str = "",
    steady: bool = False,
) -> TextRequest:
    """Ask for EXPERT's retelling of `notes` in at most about `words` words, in a manner of a few words.

    `steady` takes the likeliest word each time, whatever the seed: of 24 retellings of the starter model 17 passed the
    checks then, and 12 of those with chance in them.
    """
    ask = _tell(heading, notes, manner) + (f"\nMind: {objection}" if objection else "")
    return TextRequest(
        messages=(*PREFIX, Message(role="user", text=ask)),
        max_tokens=int(words * 1.7) + 24,
        stop=_STOP,
        temperature=0.0 if steady else 0.45,
        seed=seed,
        repeat_penalty=1.05 if steady else 1.08,
    )


def polish_request(*, line: str, answer: str, before: str, seed: int, manner: str = "") -> TextRequest:
    """Ask for HOST's line and EXPERT's answer once more, better said; each in a line of its own, with its label."""
    ask = _polish(line, answer, before, manner)
    return TextRequest(
        messages=(*PREFIX, Message(role="user", text=ask)),
        max_tokens=2 * len(f"{line} {answer}".split()) + 32,
        stop=_NEXT_TASK,
        temperature=0.5,
        seed=seed,
        repeat_penalty=1.05,
    )


def ask_request(*, act: Act, after: str, seed: int, before: str = "", begun: str = "") -> TextRequest:
    """Ask for HOST's question to which `after` is the answer; `begun` is how it begins, and is not said again.

    `before` is the sentence that an `after` leans on: of "It tells the workers that she is well" alone, the model asks
    "What does the note say?".
    """
    return _line_request(_ask(act, after, before), seed, begun)


def beginning(act: Act, number: int, *, opens: bool = False) -> str:
    """How HOST begins a question of this kind, another way for another number; "" where that is left to the model.

    Where it `opens` a topic there is nothing yet that it could go on from.
    """
    choices = _BEGINNINGS.get(act, ("",))
    if opens:
        choices = tuple(choice for choice in choices if not choice.startswith(_GOING_ON)) or choices
    return choices[number % len(choices)]


def remark_request(*, before: str, seed: int) -> TextRequest:
    """Ask for what HOST says to `before` that is no question."""
    return _line_request(_remark(before), seed)


def _line_request(ask: str, seed: int, begun: str = "") -> TextRequest:
    return TextRequest(
        messages=(*PREFIX, Message(role="user", text=ask)),
        prefill=begun,
        max_tokens=48,
        stop=_STOP,
        temperature=0.6,
        seed=seed,
        repeat_penalty=1.1,
    )
