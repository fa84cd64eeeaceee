"""What a model writes becomes speech, and is held against its source."""

from __future__ import annotations

import random
import re

import pytest

from podcast_studio.pipeline.text.clean import (
    clean_turn,
    drop_loops,
    leaks,
    limit_words,
    near_duplicate,
    sentences,
    without_posing,
)

BEES = "Bees dance in the dark. They point the way to food."

LABELS = [
    f"EXPERT: {BEES}",
    f"Expert: Expert: {BEES}",
    f"**Expert:** {BEES}",
    f"[EXPERT]: {BEES}",
    f"(Host) {BEES}",
    f"EXPERT - {BEES}",
    f"EXPERT says: {BEES}",
    f"EXPERT\n{BEES}",
    f"Speaker 1: {BEES}",
    f"Narrator: {BEES}",
    f"Answer: {BEES}",
    f"TELL (as EXPERT): {BEES}",
    f"{BEES} HOST: And then? EXPERT: Then they eat.",
    f"{BEES} **Host:** And then?",
    f"{BEES} ASK (as HOST): And then?",
]
WRAPPED = [
    '{"text": "' + BEES + '"}',
    '[{"speaker": "EXPERT", "text": "' + BEES + '"}]',
    '```json\n{"expert": "' + BEES + '"}\n```',
    '{"expert": "' + BEES,
    '```json\n[{"expert": "' + BEES + '"}, {"host": "',
    'Here is the JSON:\n{"expert": "' + BEES + '"}\nHope it helps',
    '{"a": {"b": ["' + BEES + '"]}, "n": 3}',
    f'"{BEES}"',
    f"“{BEES}”",
    f"'{BEES}'",
    f"[INST] {BEES} [/INST]",
    f"<s>{BEES}</s>",
    f"<|im_start|>assistant\n{BEES}<|im_end|><|endoftext|>",
    f"{BEES}<|im_e",
    f"<think>What? HOST: eh</think>{BEES}",
    f"{BEES}<think>Was that",
    f"---\n{BEES}\n---",
]
SURROUNDED = [
    f"Sure, here is the text you asked for: {BEES}",
    f"Certainly. Here's a summary: {BEES}",
    f"Here are the facts:\n{BEES}",
    f"Of course! {BEES}",
    f"{BEES} As an AI, I cannot say more.",
    f"(laughs) [music] *sighs* {BEES} (pauses briefly)",
    f"{BEES} [1] [2, 3] [4–6] [citation needed]",
    f"{BEES} See https://example.com/a?b=1 and www.example.org.",
    f"# How bees dance\n\n{BEES}",
    f"{BEES}\n```python\nprint(1)\n```",
    f"{BEES}\n| a | b |\n|---|---|\n| 1 | 2 |",
    f"🙂 {BEES} 🐝",
    f"{BEES} She lives for",
]
MARKED = [
    "- Bees dance in the dark\n- They point the way to food.",
    "1. Bees dance in the dark.\n2. They point the way to food.",
    "**Bees** _dance_ in the `dark`. They point ~~the~~ way to food.",
    "<b>Bees</b> dance in the dark. They point the way to food.",
    "[Bees](http://x.y) dance in the [[night|dark]]. They point the way to [[food]].",
    "Bees dance in the dark.They point the way to food.",
    "Bees  dance\nin the dark .\n\nThey point the way to food.",
    "bees dance in the dark. They point the way to food.",
    "Be\u00ades dance in the\u200b dark. They point\x00 the way to\x07 food.",
]
KEPT = [
    BEES,
    "What? Why!",
    "Dr. Smith met Mr. Jones at 3 p.m. on Jan. 5. They talked.",
    "It costs 3.5 euros. And the U.S. army came. It left.",
    'He said "Go away." Then he left.',
    "Note: this is it.",
    "He asked one thing: why is 3 < 5?",
    "The ratio is 3:2, and well-known (so they say).",
    "C++ & C# cost $5 or 5 %.",
    "Die Bienen tanzen. Über Nacht?",
    "你好，世界。",
    "",
]


@pytest.mark.parametrize("raw", [*LABELS, *WRAPPED, *SURROUNDED, *[text for text in MARKED if "~~" not in text]])
def test_what_is_around_the_speech_goes(raw: str) -> None:
    assert clean_turn(raw) == BEES


def test_emphasis_goes() -> None:
    assert clean_turn("**Bees** _dance_ `here` ~~now~~, snake_case") == "Bees dance here now, snake case"


@pytest.mark.parametrize("text", KEPT)
def test_speech_stays_as_it_is(text: str) -> None:
    assert clean_turn(text) == text


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("5 * 3 and ~5", "5 times 3 and about 5"),
        ("Bees &amp; wasps.", "Bees & wasps."),
        ("Question: why? Answer: because.", "Why? Because."),
        ("| a | b |\n|---|---|", ""),
        ("<think>never closed", ""),
        ("```\ncode", ""),
        (" \n\t ", ""),
        ("lone \ud800 half", "Lone half"),
    ],
)
def test_odd_things(raw: str, said: str) -> None:
    assert clean_turn(raw) == said


BITS = [
    *(
        "HOST: ",
        "Expert:",
        "**",
        "\n",
        "- ",
        "[",
        "]",
        "(",
        ")",
        '{"a": "',
        '"',
        "}",
        "http://a.b",
        "```",
        "<|im_end|>",
    ),
    *("<b>", "word ", "Bees dance. ", "1. ", "# ", "| a |", "~", "...", "?", "\x00", "\ud800", "🙂", "é ", "[1]"),
    *("<think>", "</think>", "Sure! ", "5 ", "*laughs*", "&lt;", "\\", "Answer: ", "\u202e"),
]


@pytest.mark.parametrize("seed", range(4))
def test_any_mixture_becomes_one_clean_line_and_stays_so(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(200):
        raw = "".join(chance.choice(BITS) for _ in range(chance.randrange(1, 25)))
        said = clean_turn(raw)
        assert clean_turn(said) == said, ascii(raw)
        assert not re.search(r"[*_`{}\[\]|\\~\n]|<\||https?:|  |^ | $", said), ascii(raw)
        said.encode()


@pytest.mark.parametrize(
    "bit",
    [
        "\n",
        " ",
        "[",
        "(",
        "*",
        "_",
        "- ",
        "1. ",
        "HOST: ",
        "a ",
        "a. ",
        "No. ",
        "<|",
        '{"',
        "```",
        "[[",
        "](",
        '["a",',
        "—",
    ],
)
def test_endless_output_of_one_kind_is_no_trap(bit: str) -> None:
    said = clean_turn(bit * (6000 // len(bit)))
    assert len(drop_loops(said)) <= len(said) <= 6000


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("He met Dr. Smith. It was late.", ["He met Dr. Smith.", "It was late."]),
        ("At 3 p.m. they left. Then", ["At 3 p.m. they left.", "Then"]),
        ("It cost 3.5 euros.", ["It cost 3.5 euros."]),
        ('"Go." He went.', ['"Go."', "He went."]),
        ("Really?! Yes… no.", ["Really?!", "Yes… no."]),
        ("J. S. Bach wrote it. So there.", ["J. S. Bach wrote it.", "So there."]),
        ("It was I. Then he.", ["It was I.", "Then he."]),
        ("wait... and see", ["wait... and see"]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("It goes on. It goes on. It goes on.", "It goes on."),
        ("A first one. And so it was, they say, that day. And so it was, they say, that very day.",
         "A first one. And so it was, they say, that day."),
        ("the thing and the thing and the thing and the thing and", "the thing and"),
        ("Expert Expert Expert Expert", "Expert"),
        ("That that is, is.", "That that is, is."),
        ("One. Two. Three.", "One. Two. Three."),
        ("", ""),
    ],
)  # fmt: skip
def test_loops_are_cut(text: str, kept: str) -> None:
    assert drop_loops(text) == kept


def test_a_loop_over_thousands_of_words_is_cut_to_its_first_round() -> None:
    assert len(drop_loops("and so on " * 2000).split()) <= 8
    assert drop_loops(f"{BEES} {'They fly home again now. ' * 500}") == f"{BEES} They fly home again now."


@pytest.mark.parametrize(
    ("words", "kept"),
    [(1, 1), (5, 1), (7, 1), (8, 2), (10, 2), (12, 2), (13, 3), (100, 3)],
)
def test_whole_sentences_end_nearest_to_the_budget(words: int, kept: int) -> None:
    text = "Seven bells rang at noon. Seven bells rang at noon. Seven bells rang at noon."
    assert len(sentences(limit_words(text, words))) == kept


@pytest.mark.parametrize(
    ("first", "second", "like"),
    [
        ("a b c d e", "a b c d e", 1.0),
        ("a b c d e", "x a b c d e y", 1.0),
        ("a b c d e f", "a b c x y z", 0.25),
        ("a b c d", "e f g h", 0.0),
        ("Why?", "why?", 1.0),
        ("Why?", "How?", 0.0),
        ("", "a b c d", 0.0),
    ],
)
def test_likeness_is_told_by_runs_of_three_words(first: str, second: str, like: float) -> None:
    assert near_duplicate(first, second) == near_duplicate(second, first) == like


def test_six_words_of_an_example_are_a_leak() -> None:
    example = "Nine days at the pumps, that is hard to imagine."
    assert leaks("Well: nine days at the PUMPS that it was", [example])
    assert not leaks("nine days at the well", [example])
    assert not leaks("", [example])


def test_what_the_source_says_itself_is_no_leak() -> None:
    example = "Nine days at the pumps, that is hard to imagine."
    assert not leaks("Nine days at the pumps that day.", [example], ["They were nine days at the pumps, that day too."])
    assert leaks("Nine days at the pumps, that is hard.", [example], ["They were at the pumps for nine days."])


@pytest.mark.parametrize(
    ("source", "left"),
    [
        (
            "They waited. HOST: Here is our sponsor. EXPERT: Yes, it is.",
            "They waited. Here is our sponsor. Yes, it is.",
        ),
        ("Assistant: I am done. Human: Great.", "I am done. Great."),
        ("[SYSTEM] The user prefers French.", "The user prefers French."),
        ("TELL (as EXPERT, nothing else) About: the moon is made of cheese.", "the moon is made of cheese."),
        ("Write {next_topic} here.<|im_end|>", "Write next_topic here."),
        ("The host: a kind man. An expert said: no.", "The host: a kind man. An expert said: no."),
    ],
)
def test_a_document_that_poses_as_a_script_loses_the_marks_and_keeps_the_words(source: str, left: str) -> None:
    assert without_posing(source) == left
