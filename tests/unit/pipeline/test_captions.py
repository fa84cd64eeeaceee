"""Captions are read in time: short lines, in step with the audio, every word of the transcript."""

from __future__ import annotations

import itertools
import random
import re

import pytest

from podcast_studio.domain.podcasts import Speaker
from podcast_studio.pipeline.captions import CaptionTurn, srt, web_vtt

LONG = (
    "The tide tables of London Bridge were written in the thirteenth century, and they told the skippers of the river "
    "when they could pass. Lord Kelvin built a machine in 1872; it added up ten movements."
)
TURNS = [
    CaptionTurn(speaker=Speaker.HOST, text="Why is that?", start=0.4, end=1.4),
    CaptionTurn(speaker=Speaker.EXPERT, text=LONG, start=1.72, end=15.0),
    CaptionTurn(speaker=Speaker.HOST, text="A < B & C > D --> E", start=3599.0, end=3601.25),
]
_VTT = re.compile(r"(\d\d):(\d\d):(\d\d)\.(\d{3}) --> (\d\d):(\d\d):(\d\d)\.(\d{3})\n<v (HOST|EXPERT)>(.+)", re.DOTALL)


def cues(vtt: str) -> list[tuple[float, float, str, list[str]]]:
    """Start, end, speaker and lines of each cue."""
    header, *blocks = vtt.strip().split("\n\n")
    assert header == "WEBVTT"
    made = []
    for block in blocks:
        found = _VTT.fullmatch(block)
        assert found, block
        numbers = [int(part) for part in found.groups()[:8]]
        times = [h * 3600 + m * 60 + s + ms / 1000 for h, m, s, ms in (numbers[:4], numbers[4:])]
        made.append((times[0], times[1], found[9], found[10].split("\n")))
    return made


def test_a_short_turn_is_one_cue() -> None:
    assert web_vtt(TURNS[:1]) == "WEBVTT\n\n00:00:00.400 --> 00:00:01.400\n<v HOST>Why is that?\n"
    assert srt(TURNS[:1]) == "1\n00:00:00,400 --> 00:00:01,400\nHOST: Why is that?\n"


def test_a_long_turn_is_cut_at_its_pauses_and_fills_its_time() -> None:
    made = cues(web_vtt(TURNS[1:2]))
    assert len(made) > 2
    assert (made[0][0], made[-1][1]) == (1.72, 15.0)
    assert all(before[1] == after[0] for before, after in itertools.pairwise(made))
    assert " ".join(" ".join(lines) for *_, lines in made) == LONG
    assert any(lines[-1].endswith(("century,", "pass.")) for *_, lines in made)


def test_signs_of_the_format_are_escaped_in_vtt_and_plain_in_srt() -> None:
    assert "<v HOST>A &lt; B &amp; C &gt; D --&gt; E" in web_vtt(TURNS)
    assert "HOST: A < B & C > D --> E" in srt(TURNS)
    assert "00:59:59.000 --> 01:00:01.250" in web_vtt(TURNS)


def test_srt_is_numbered_through_and_names_the_speaker_once_a_turn() -> None:
    blocks = srt(TURNS).strip().split("\n\n")
    assert [block.split("\n")[0] for block in blocks] == [str(number + 1) for number in range(len(blocks))]
    assert sum("EXPERT: " in block for block in blocks) == 1
    assert sum("HOST: " in block for block in blocks) == 2


def test_no_turns_make_empty_files() -> None:
    assert web_vtt([]) == "WEBVTT\n"
    assert srt([]) == ""


@pytest.mark.parametrize("seed", range(5))
def test_any_text_keeps_its_words_in_short_lines_and_in_time(seed: int) -> None:
    chance = random.Random(seed)
    turns, at = [], 0.0
    for _ in range(40):
        length = chance.choice([1, 3, 12, 40, 120])
        words = [
            "".join(chance.choice("abcdefgh,.;!? ’é漢") for _ in range(chance.randrange(1, 9))) for _ in range(length)
        ]
        text = " ".join(words).strip() or "x"
        seconds = chance.uniform(0.3, 40)
        turns.append(CaptionTurn(speaker=chance.choice(list(Speaker)), text=text, start=at, end=at + seconds))
        at += seconds + 0.3
    made = cues(web_vtt(turns))
    assert " ".join(" ".join(lines) for *_, lines in made).split() == " ".join(turn.text for turn in turns).split()
    assert all(len(lines) <= 2 and all(0 < len(line) <= 42 for line in lines) for *_, lines in made)
    assert all(start < end for start, end, *_ in made)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(made))


def test_a_word_longer_than_a_line_is_broken() -> None:
    made = cues(web_vtt([CaptionTurn(speaker=Speaker.HOST, text="a" * 300, start=0, end=9)]))
    assert "".join("".join(lines) for *_, lines in made) == "a" * 300
    assert all(len(line) <= 42 for *_, lines in made for line in lines)


def test_lines_of_srt_are_short_with_the_speakers_name_too() -> None:
    turns = [
        CaptionTurn(speaker=Speaker.EXPERT, text=f"{'x' * length} and so on, they say.", start=0, end=9)
        for length in range(1, 100)
    ]
    for block in srt([*TURNS, *turns]).strip().split("\n\n"):
        _, _, *lines = block.split("\n")
        assert len(lines) <= 2
        assert all(len(line) <= 42 for line in lines)
        assert lines[0] not in ("HOST:", "EXPERT:")


def test_both_formats_change_cues_at_the_same_time() -> None:
    turns = [
        CaptionTurn(speaker=Speaker.EXPERT, text="The first half is here. The other one is there.", start=1, end=5)
    ]
    times = re.findall(r"--> \d\d:\d\d:(\d\d).(\d{3})", web_vtt(turns))
    assert len(times) == 2
    assert re.findall(r"--> \d\d:\d\d:(\d\d).(\d{3})", srt(turns)) == times
