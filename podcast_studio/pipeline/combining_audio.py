"""Step 5: place the voiced turns on the timeline and mix the programme."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from podcast_studio.domain.audio import Clip, MixedAudio, Programme, Tags
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import AudioError
from podcast_studio.domain.podcasts import AudioFormat
from podcast_studio.domain.ports import AudioMixer
from podcast_studio.domain.scripts import Plan, SpokenTurn, Turn
from podcast_studio.domain.timeline import Chapter, Spoken, Timeline, lay_out
from podcast_studio.domain.voices import PAN


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """Where everything stands."""

    timeline: Timeline
    chapters: tuple[Chapter, ...]
    clips: tuple[Clip, ...]


def arrange(
    plan: Plan,
    turns: Sequence[Turn],
    spoken: Mapping[int, SpokenTurn],
    folder: Path,
) -> Arrangement:
    """Put the turns that have audio one after another; a chapter for each segment that was reached."""
    heard = [turn for turn in turns if turn.index in spoken and not spoken[turn.index].skipped]
    if not heard:
        raise AudioError("No turn of this podcast could be voiced.", way_out="Try another voice, then retry the job.")
    timeline = lay_out(
        [
            Spoken(index=turn.index, segment=turn.segment, unit=turn.unit, seconds=spoken[turn.index].seconds)
            for turn in heard
        ]
    )
    clips = tuple(
        Clip(path=folder / spoken[turn.index].path, start=placed.start, pan=PAN[turn.speaker])
        for turn, placed in zip(heard, timeline.turns, strict=True)
    )
    return Arrangement(timeline=timeline, chapters=chapters_of(plan, heard, timeline), clips=clips)


def chapters_of(plan: Plan, heard: Sequence[Turn], timeline: Timeline) -> tuple[Chapter, ...]:
    """A chapter for each segment that is heard, from its first turn to the next segment's."""
    starts: dict[int, float] = {}
    for turn, placed in zip(heard, timeline.turns, strict=True):
        starts.setdefault(turn.segment, placed.start)
    ordered = sorted(starts.items(), key=lambda item: item[1])
    begins = [0.0, *(start for _, start in ordered[1:])]
    ends = [*begins[1:], timeline.seconds]
    return tuple(
        Chapter(title=plan.segments[segment].title, start=begin, end=end)
        for (segment, _), begin, end in zip(ordered, begins, ends, strict=True)
    )


def combine(
    arrangement: Arrangement,
    *,
    mixer: AudioMixer,
    tags: Tags,
    audio_format: AudioFormat,
    out: Path,
    cancel: CancelToken,
    report: Callable[[float], None],
) -> MixedAudio:
    """Mix into `out`, taking the place of an earlier attempt at the same."""
    out.unlink(missing_ok=True)
    programme = Programme(
        clips=arrangement.clips,
        seconds=arrangement.timeline.seconds,
        format=audio_format,
        tags=tags,
        chapters=arrangement.chapters,
    )
    return mixer.mix(programme, out, cancel, report)
