"""What the language model is asked, always with the same beginning, so that it is evaluated only once.

Two tasks share one prefix of worked examples: TELL (retell a note as EXPERT) and LINE (what HOST says between two
statements). The recipes and why they won are in docs/architecture.md.
"""

from __future__ import annotations

from enum import StrEnum

from podcast_studio.domain.ports import Message, TextRequest


class Act(StrEnum):
    """What HOST does with a line."""

    ASK = "ask"
    REACT = "react, then ask"
    SUM_UP = "sum up, then ask"
    DOUBT = "doubt"
    LINK = "link"
    WHY = "ask how or why"
    NEXT = "ask what happened next"


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
_LINE_EXAMPLES = (
    (
        Act.ASK,
        "The garden opens to visitors on the first Sunday of May.",
        "The roses were planted in 1921, and three of the first bushes still flower.",
        "And what is there to see once you are inside?",
    ),
    (
        Act.REACT,
        "The crew kept the ship afloat for nine days by pumping in shifts.",
        "On the tenth day a whaler saw their smoke and turned round.",
        "Nine days at the pumps, that is hard to imagine. How were they found in the end?",
    ),
    (
        Act.SUM_UP,
        "A backup runs every night, and each copy is kept for thirty days.",
        "Restoring a single file takes about a minute, a whole disk an hour.",
        "So every night is covered for a month. And how quickly would I get my files back?",
    ),
    (
        Act.DOUBT,
        "The valley has had no frost since the dam was built.",
        "The lake behind it holds the warmth of summer until December.",
        "But can a dam really keep the frost away from a whole valley?",
    ),
    (
        Act.LINK,
        "Salt was taxed so heavily that whole villages smuggled it.",
        "Spices came by sea, and a sack of pepper could buy a house.",
        "From salt on the roads to cargo on the ships, then. Was pepper really worth that much?",
    ),
)
EXAMPLE_TEXTS = tuple(example[-1] for example in _TELL_EXAMPLES) + tuple(example[-1] for example in _LINE_EXAMPLES)


def _tell(heading: str, notes: str, manner: str = "") -> str:
    how = f"; {manner}" if manner else ""
    return f"TELL (as EXPERT, every fact below, nothing else{how})\nAbout: {heading}\nNotes: {notes}"


def _line(act: Act, before: str, after: str) -> str:
    return (
        f"LINE (as HOST, one or two short sentences; {act.value})\nEXPERT just said: {before}\n"
        f"EXPERT says next: {after}"
    )


def _prefix() -> tuple[Message, ...]:
    messages = [Message(role="system", text=SYSTEM)]
    for heading, notes, told in _TELL_EXAMPLES:
        messages += [Message(role="user", text=_tell(heading, notes)), Message(role="assistant", text=told)]
    for act, before, after, line in _LINE_EXAMPLES:
        messages += [Message(role="user", text=_line(act, before, after)), Message(role="assistant", text=line)]
    return tuple(messages)


PREFIX = _prefix()
_STOP = ("\n", "TELL (", "LINE (", "HOST:", "EXPERT:", "Notes:")


def tell_request(
    *, heading: str, notes: str, words: int, seed: int, objection: str = "", manner: str = ""
) -> TextRequest:
    """Ask for EXPERT's retelling of `notes` in at most about `words` words, in a manner of a few words."""
    ask = _tell(heading, notes, manner) + (f"\nMind: {objection}" if objection else "")
    return TextRequest(
        messages=(*PREFIX, Message(role="user", text=ask)),
        max_tokens=int(words * 1.7) + 24,
        stop=_STOP,
        temperature=0.45,
        seed=seed,
        repeat_penalty=1.08,
    )


def line_request(*, act: Act, before: str, after: str, seed: int) -> TextRequest:
    """Ask for HOST's line between two statements of EXPERT."""
    return TextRequest(
        messages=(*PREFIX, Message(role="user", text=_line(act, before, after))),
        max_tokens=60,
        stop=_STOP,
        temperature=0.7,
        seed=seed,
        repeat_penalty=1.1,
    )
