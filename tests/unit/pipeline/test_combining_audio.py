"""Voiced turns on the timeline, and the chapters over them."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from podcast_studio.domain.audio import Tags
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import AudioError, Cancelled
from podcast_studio.domain.podcasts import AudioFormat, Speaker
from podcast_studio.domain.scripts import Plan, Segment, SegmentKind, SpokenTurn, Turn
from podcast_studio.domain.timeline import LEAD_OUT_SECONDS
from podcast_studio.pipeline.combining_audio import arrange, combine
from podcast_studio.testing.speech import FakeMixer
from podcast_studio.testing.speech_conformance import write_tone

KINDS = [SegmentKind.OPENING, SegmentKind.TOPIC, SegmentKind.TOPIC, SegmentKind.CLOSING]
PLAN = Plan(
    segments=tuple(
        Segment(kind=kind, title=f"Part {place}", passages=(), words=10) for place, kind in enumerate(KINDS)
    ),
    carries_seconds=60,
)
TAGS = Tags(title="Tides", artist="Podcast Studio", album="Sea", date="2026-03-04")


def a_turn(index: int, segment: int) -> Turn:
    speaker = Speaker.EXPERT if index % 2 else Speaker.HOST
    return Turn(index=index, segment=segment, speaker=speaker, text=f"Turn {index}.", unit=index // 2)


def its_audio(index: int, skipped: str = "") -> SpokenTurn:
    path = "" if skipped else f"turns/{index:04d}.wav"
    return SpokenTurn(index=index, path=path, sha256="", size=0, seconds=0 if skipped else 2, skipped=skipped)


TURNS = [a_turn(index, segment) for index, segment in enumerate([0, 0, 1, 1, 2, 2, 3])]
SPOKEN = {turn.index: its_audio(turn.index) for turn in TURNS}


def test_every_turn_gets_its_place_and_its_speakers_seat() -> None:
    made = arrange(PLAN, TURNS, SPOKEN, Path("podcast"))
    assert [clip.path for clip in made.clips] == [Path("podcast") / f"turns/{index:04d}.wav" for index in range(7)]
    assert [clip.start for clip in made.clips] == [placed.start for placed in made.timeline.turns]
    host, expert = {clip.pan for clip in made.clips[::2]}, {clip.pan for clip in made.clips[1::2]}
    assert len(host) == len(expert) == 1
    assert host.pop() == -expert.pop() != 0


def test_chapters_cover_the_programme_without_a_gap() -> None:
    made = arrange(PLAN, TURNS, SPOKEN, Path())
    assert [chapter.title for chapter in made.chapters] == ["Part 0", "Part 1", "Part 2", "Part 3"]
    assert made.chapters[0].start == 0
    assert made.chapters[-1].end == made.timeline.seconds
    assert all(before.end == after.start for before, after in itertools.pairwise(made.chapters))
    assert made.chapters[1].start == made.timeline.turns[2].start


def test_left_out_turns_leave_no_hole() -> None:
    spoken = {**SPOKEN, 1: its_audio(1, skipped="odd"), 4: its_audio(4, skipped="odd")}
    made = arrange(PLAN, TURNS, spoken, Path())
    assert [placed.index for placed in made.timeline.turns] == [0, 2, 3, 5, 6]
    gaps = [after.start - before.end for before, after in itertools.pairwise(made.timeline.turns)]
    assert max(gaps) < 1.5
    assert made.timeline.seconds == pytest.approx(made.timeline.turns[-1].end + LEAD_OUT_SECONDS)


def test_a_segment_of_which_nothing_is_heard_has_no_chapter() -> None:
    spoken = {**SPOKEN, 4: its_audio(4, skipped="odd"), 5: its_audio(5, skipped="odd")}
    made = arrange(PLAN, TURNS, spoken, Path())
    assert [chapter.title for chapter in made.chapters] == ["Part 0", "Part 1", "Part 3"]
    assert made.chapters[1].end == made.chapters[2].start


@pytest.mark.parametrize("spoken", [{}, {0: its_audio(0, skipped="odd")}])
def test_nothing_heard_is_an_error(spoken: dict[int, SpokenTurn]) -> None:
    with pytest.raises(AudioError, match="No turn"):
        arrange(PLAN, TURNS, spoken, Path())


def test_the_mixer_gets_everything_and_an_old_attempt_gives_way(tmp_path: Path) -> None:
    (tmp_path / "turns").mkdir()
    for turn in TURNS:
        write_tone(tmp_path / SPOKEN[turn.index].path, seconds=2, hertz=200)
    made = arrange(PLAN, TURNS, SPOKEN, tmp_path)
    out, mixer, shares = tmp_path / ".mixing.wav", FakeMixer(), list[float]()
    out.write_text("half of an earlier one")
    mixed = combine(
        made, mixer=mixer, tags=TAGS, audio_format=AudioFormat.WAV, out=out, cancel=CancelToken(), report=shares.append
    )
    (programme,) = mixer.mixed
    assert (programme.clips, programme.chapters, programme.tags) == (made.clips, made.chapters, TAGS)
    assert programme.seconds == made.timeline.seconds == pytest.approx(mixed.seconds, abs=0.01)
    assert mixed.path == out
    assert shares[-1] == 1


def test_a_cancel_is_heard_while_mixing(tmp_path: Path) -> None:
    (tmp_path / "turns").mkdir()
    write_tone(tmp_path / SPOKEN[0].path, seconds=2, hertz=200)
    cancel = CancelToken()
    cancel.cancel(Cancelled())
    with pytest.raises(Cancelled):
        combine(
            arrange(PLAN, TURNS[:1], SPOKEN, tmp_path),
            mixer=FakeMixer(),
            tags=TAGS,
            audio_format=AudioFormat.WAV,
            out=tmp_path / "out.wav",
            cancel=cancel,
            report=lambda _: None,
        )
    assert not (tmp_path / "out.wav").exists()
