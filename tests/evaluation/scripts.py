"""A clean script over two passages, into which the tests plant one fault after another."""

from __future__ import annotations

from dataclasses import replace

from tests.evaluation.performance import EXPERT, HOST, Performance, Said, Source, Thread

REEF = Source(
    document="lights/bell_rock.md",
    heading="The Bell Rock > Building on a reef",
    start=0,
    end=700,
    text=(
        "The Bell Rock lighthouse stands on a reef 18 km off the coast of Angus. It was built by Robert Stevenson"
        " between 1807 and 1810. The reef is under water at high tide, so the men could not work for more than "
        "about two hours a tide in the first season. John Rennie, the chief engineer, visited the rock only "
        "twice. They set 2,500 tons of granite, each block dovetailed into the next. The lamp was lit on 1 "
        "February 1811. A keeper called it “the loneliest house in Scotland”."
    ),
)
LAMP = Source(
    document="lights/lamp.md",
    heading="The lamp > Oil",
    start=0,
    end=500,
    text=(
        "The first lamps burned oil pressed from the blubber of whales. When whale oil became dear in the 1850s, "
        "keepers changed to rapeseed. A keeper trimmed the wicks every four hours, and the smoke of a badly "
        "trimmed wick blackened the glass within minutes. Paraffin, which came in the 1870s, gave three times the"
        " light for half the price, yet it caught fire more easily and did not forgive a careless hand."
    ),
)
TURNS = (
    Said(speaker=HOST, text="Hello and welcome. Today we go to sea, to the Bell Rock and its lamp.", frames=True),
    Said(speaker=EXPERT, text="Good to be here. I have read two texts about it.", frames=True),
    Said(speaker=HOST, text="So where does this lighthouse stand?", sources=(REEF,)),
    Said(
        speaker=EXPERT,
        text=(
            "The Bell Rock lighthouse stands on a reef eighteen kilometres off the coast of Angus. Robert "
            "Stevenson built it between 1807 and 1810, and since the reef is under water at high tide, his men "
            "could not work for more than about two hours a tide in the first season."
        ),
        sources=(REEF,),
    ),
    Said(
        speaker=HOST, text="Two hours a tide, that is hard to imagine! How much stone did they move?", sources=(REEF,)
    ),
    Said(
        speaker=EXPERT,
        text=(
            "They set two thousand five hundred tons of granite, each block dovetailed into the next. On the first of "
            "February 1811 the lamp was lit, and a keeper called the place “the loneliest house in Scotland”."
        ),
        sources=(REEF,),
    ),
    Said(speaker=HOST, text="From the stone to the flame, then. What did those lamps burn?", sources=(LAMP,)),
    Said(
        speaker=EXPERT,
        text=(
            "Oil, pressed from the blubber of whales. In the 1850s whale oil became dear and the keepers changed to "
            "rapeseed. Every four hours a keeper trimmed the wicks, for the smoke of a badly trimmed one blackened the "
            "glass within minutes."
        ),
        sources=(LAMP,),
    ),
    Said(speaker=HOST, text="But was paraffin any better, when it came in the 1870s?", sources=(LAMP,)),
    Said(
        speaker=EXPERT,
        text=(
            "It gave three times the light for half the price. Yet paraffin caught fire more easily, and it did not "
            "forgive a careless hand."
        ),
        sources=(LAMP,),
    ),
    Said(speaker=HOST, text="We are nearly at the end. What should stay with us?", frames=True),
    Said(
        speaker=EXPERT,
        text="Perhaps this. They set two thousand five hundred tons of granite, each block dovetailed into the next.",
        frames=True,
    ),
    Said(speaker=HOST, text="Thank you for listening, and goodbye.", frames=True),
)
CLEAN = Performance(
    turns=TURNS,
    asked_seconds=60.0,
    seconds=61.0,
    making_seconds=40.0,
    title="Lighthouses",
    style="interview",
    level="informed",
    threads=(
        Thread(title="Building on a reef", places=frozenset({REEF.place})),
        Thread(title="Oil", places=frozenset({LAMP.place})),
    ),
    documents=("lights/bell_rock.md", "lights/lamp.md"),
    prompts=("Retell every fact of the notes below as spoken sentences and add nothing of your own.",),
)


def changed(number: int, text: str) -> Performance:
    """The clean script with other words in one turn."""
    turns = [replace(turn, text=text) if place == number else turn for place, turn in enumerate(TURNS)]
    return replace(CLEAN, turns=tuple(turns))


def swapped(old: str, new: str) -> Performance:
    """The clean script with some words replaced by others, once."""
    number = next(place for place, turn in enumerate(TURNS) if old in turn.text)
    return changed(number, TURNS[number].text.replace(old, new, 1))


def added(*turns: Said) -> Performance:
    """The clean script with more turns before its close."""
    return replace(CLEAN, turns=(*TURNS[:-3], *turns, *TURNS[-3:]))
