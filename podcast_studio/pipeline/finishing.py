"""Steps 5 and 6: from turns that are voiced to a podcast that is stored, with its texts and its note."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from podcast_studio.domain.audio import MixedAudio, Tags
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import Passage
from podcast_studio.domain.errors import StorageError
from podcast_studio.domain.files import sha256_of
from podcast_studio.domain.podcasts import PodcastOrder
from podcast_studio.domain.ports import AudioMixer, Checkpoints, SpeedBook
from podcast_studio.domain.scripts import Plan, Turn
from podcast_studio.pipeline.combining_audio import Arrangement, arrange, combine
from podcast_studio.pipeline.notes import (
    joined,
    language_note,
    left_out_note,
    other_languages_note,
    plain_note,
    short_note,
)
from podcast_studio.pipeline.reporting import MIXING_SPEED, Reporter
from podcast_studio.pipeline.steering import more_to_tell
from podcast_studio.pipeline.storing_audio import StoredPodcast, caption_turns, store_audio, store_texts
from podcast_studio.pipeline.transcript import transcript


@dataclass(frozen=True, kw_only=True)
class Finisher:
    """For one podcast."""

    order: PodcastOrder
    album: str
    cover: Path | None
    today: Callable[[], date]
    mixer: AudioMixer
    speeds: SpeedBook
    checkpoints: Checkpoints
    report: Reporter
    cancel: CancelToken

    def finish(
        self,
        plan: Plan,
        turns: Sequence[Turn],
        known: Mapping[str, Passage],
        *,
        given_up: Collection[int],
        documents_in: str,
        other_languages: Mapping[str, int],
    ) -> StoredPodcast:
        """Mix what is voiced and store it all. Raises StorageError where the audio of a turn is not there.

        `given_up` are the units for which nothing usable was written; `documents_in` is the language of the documents,
        and `other_languages` says of how many in which others nothing was told.
        """
        spoken = self.checkpoints.spoken()
        if any(turn.index not in spoken for turn in turns):
            raise StorageError(
                "The audio of a turn has vanished or was damaged while the podcast was made.",
                way_out="It is voiced again by itself.",
            )
        arrangement = arrange(plan, turns, spoken, self.checkpoints.folder)
        answers = {turn.unit for turn in turns if turn.passages}
        note = joined(
            language_note(self.order.language, documents_in),
            other_languages_note(self.order.language, other_languages),
            short_note(
                arrangement.timeline.seconds, self.order.minutes * 60, more_to_tell=more_to_tell(plan, known, turns)
            ),
            left_out_note(sum(bool(turn.skipped) for turn in spoken.values()), len(spoken)),
            plain_note(len(answers.intersection(given_up)), len(answers)),
        )
        self.cancel.check_point()
        out = self.checkpoints.folder / f".mixing.{uuid.uuid4().hex[:8]}.{self.order.format.value}"
        try:
            mixed = self._mix(arrangement, note, out)
            return self._store(mixed, arrangement, turns, known, note)
        finally:
            with suppress(OSError):
                out.unlink(missing_ok=True)  # asked to stop, or failed: nothing half done stays behind

    def _mix(self, arrangement: Arrangement, note: str, out: Path) -> MixedAudio:
        started = time.monotonic()
        mixed = combine(
            arrangement,
            mixer=self.mixer,
            tags=self._tags(note),
            audio_format=self.order.format,
            out=out,
            cancel=self.cancel,
            report=self.report.combining,
        )
        self.speeds.note(MIXING_SPEED, mixed.seconds / max(time.monotonic() - started, 0.01))
        self.cancel.check()
        return mixed

    def _store(
        self,
        mixed: MixedAudio,
        arrangement: Arrangement,
        turns: Sequence[Turn],
        known: Mapping[str, Passage],
        note: str,
    ) -> StoredPodcast:
        order = self.order
        self.report.storing(0.0)
        script = transcript(
            title=order.title,
            language=order.language,
            duration_seconds=mixed.seconds,
            requested_minutes=order.minutes,
            note=note,
            turns=turns,
            timeline=arrangement.timeline,
            passages=known,
            chapters=arrangement.chapters,
        )
        captions = caption_turns(turns, arrangement.timeline)
        sha256 = sha256_of(mixed.path)
        with self.checkpoints.placing():
            store_texts(self.checkpoints.folder, script, captions)
            return store_audio(
                mixed.path,
                title=order.title,
                folder=self.checkpoints.folder,
                seconds=mixed.seconds,
                note=note,
                sha256=sha256,
            )

    def _tags(self, note: str) -> Tags:
        return Tags(
            title=self.order.title,
            artist="Podcast Studio",
            album=self.album,
            date=self.today().isoformat(),
            comment=note,
            cover=self.cover,
        )
