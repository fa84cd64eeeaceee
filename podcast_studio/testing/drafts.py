"""A revision in the making that is kept in memory, and what every Draft must do. Needs pytest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from podcast_studio.domain.errors import ClaimLostError, Superseded
from podcast_studio.domain.files import sha256_of
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.ports import Draft
from podcast_studio.domain.revisions import RevisedTurn, Revision, TurnAudio


@dataclass
class FakeDraft:
    """A draft whose audio lies in `folder`. Once `lost` or `superseded`, nothing can be written."""

    folder: Path
    made: Revision
    lost: bool = False
    superseded: bool = False
    published: list[Path] = field(default_factory=list)

    def revision(self) -> Revision:
        self.check()
        turns = tuple(
            turn if turn.audio is None or self._is_whole(turn.audio) else replace(turn, audio=None)
            for turn in self.made.turns
        )
        audio = self.made.audio
        whole = audio is not None and audio.is_file() and sha256_of(audio) == self.made.sha256
        return replace(self.made, turns=turns, audio=audio if whole else None)

    def find_audio(self, key: str) -> TurnAudio | None:
        sounds = [turn.audio for turn in self.made.turns if turn.audio is not None and turn.audio.key == key]
        return next((sound for sound in sounds if key and self._is_whole(sound)), None)

    def save_turn(self, turn: RevisedTurn) -> None:
        if self.lost:
            raise ClaimLostError
        turns = tuple(turn if turn.id == other.id else other for other in self.made.turns)
        self.made = replace(self.made, turns=turns)
        self.check()

    def check(self) -> None:
        if self.lost:
            raise ClaimLostError
        if self.superseded:
            raise Superseded

    def publish(self, *, audio: Path, sha256: str, size: int, seconds: float, note: str) -> None:
        self.check()
        self.made = replace(self.made, audio=audio, sha256=sha256, size=size, seconds=seconds, note=note)
        self.published.append(audio)

    def _is_whole(self, sound: TurnAudio) -> bool:
        path = self.folder / sound.path
        return bool(sound.skipped) or (path.is_file() and sha256_of(path) == sound.sha256)


def voiced(folder: Path, name: str, *, seconds: float = 1.5, key: str = "") -> TurnAudio:
    """A sound that lies in `folder`."""
    path = folder / "turns" / f"{name}.wav"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(name.encode())
    return TurnAudio(
        key=key,
        path=path.relative_to(folder).as_posix(),
        sha256=sha256_of(path),
        size=path.stat().st_size,
        seconds=seconds,
    )


def revised_turn(name: str, **changes: Any) -> RevisedTurn:
    """A turn called `name` of HOST in the only segment."""
    values: dict[str, Any] = {"speaker": Speaker.HOST, "text": f"I am {name}.", "segment": 0, "unit": 0}
    return RevisedTurn(id=name, **{**values, **changes})


class DraftConformance:
    """Give the fixture `make`, which makes a draft of turns, in an existing folder; `lose`, which takes its claim away;
    and `supersede`, which makes another revision the current one.
    """

    @pytest.fixture
    def draft(self, make: Callable[[Callable[[Path], tuple[RevisedTurn, ...]]], Draft]) -> Draft:
        """Three turns: one with sound, one whose sound is damaged, one without."""

        def turns(folder: Path) -> tuple[RevisedTurn, ...]:
            damaged = voiced(folder, "damaged", key="k2")
            (folder / damaged.path).write_bytes(b"DAMAGED")
            return (
                revised_turn("a", audio=voiced(folder, "whole", key="k1")),
                revised_turn("b", audio=damaged),
                revised_turn("c", text="“Grüße” \x00 🙂", voice="joe", passages=("p",), to_rewrite=True, rewrites=2),
            )

        return make(turns)

    def test_only_what_is_whole_on_disk_counts(self, draft: Draft) -> None:
        turns = draft.revision().turns
        assert [turn.id for turn in turns] == ["a", "b", "c"]
        assert [turn.audio is not None for turn in turns] == [True, False, False]
        assert turns[2] == revised_turn(
            "c", text="“Grüße” \x00 🙂", voice="joe", passages=("p",), to_rewrite=True, rewrites=2
        )
        assert draft.revision().audio is None

    def test_sound_is_found_by_its_key_if_it_is_whole(self, draft: Draft) -> None:
        assert draft.find_audio("k1") == draft.revision().turns[0].audio
        assert draft.find_audio("k2") is None
        assert draft.find_audio("none") is None
        assert draft.find_audio("") is None

    def test_what_became_of_a_turn_is_kept_and_the_others_stay(self, draft: Draft) -> None:
        before = draft.revision().turns
        changed = replace(before[2], text="Other.", to_rewrite=False, audio=voiced(draft.folder, "new", key="k3"))
        draft.save_turn(changed)
        assert draft.revision().turns == (*before[:2], changed)
        assert draft.find_audio("k3") == changed.audio

    def test_a_turn_that_cannot_be_spoken_needs_no_file(self, draft: Draft) -> None:
        silent = TurnAudio(
            key="k4", path="", sha256="", size=0, seconds=0.0, skipped="Nothing to be spoken.", said="\x01-\x03"
        )
        draft.save_turn(replace(draft.revision().turns[1], audio=silent))
        assert draft.revision().turns[1].audio == silent
        assert draft.find_audio("k4") == silent

    def test_what_is_published_is_there_until_its_file_is_not(self, draft: Draft) -> None:
        audio = draft.folder / "Tides.mp3"
        audio.write_bytes(b"sound")
        draft.publish(audio=audio, sha256=sha256_of(audio), size=5, seconds=2.5, note="Short.")
        done = draft.revision()
        assert (done.audio, done.size, done.seconds, done.note) == (audio, 5, 2.5, "Short.")
        audio.unlink()
        assert draft.revision().audio is None

    def test_nothing_is_written_without_the_claim(self, draft: Draft, lose: Callable[[Draft], None]) -> None:
        turn = draft.revision().turns[0]
        lose(draft)
        self._refuses(draft, turn, ClaimLostError)

    def test_every_write_tells_that_another_revision_has_followed(
        self, draft: Draft, supersede: Callable[[Draft], None]
    ) -> None:
        turn = draft.revision().turns[0]
        supersede(draft)
        self._refuses(draft, turn, Superseded)

    def test_a_sound_that_was_finished_too_late_is_found_by_those_who_follow(
        self, draft: Draft, supersede: Callable[[Draft], None]
    ) -> None:
        turn, sound = draft.revision().turns[2], voiced(draft.folder, "late", key="k5")
        supersede(draft)
        with pytest.raises(Superseded):
            draft.save_turn(replace(turn, audio=sound))
        assert draft.find_audio("k5") == sound

    def _refuses(self, draft: Draft, turn: RevisedTurn, error: type[Exception]) -> None:
        with pytest.raises(error):
            draft.save_turn(turn)
        with pytest.raises(error):
            draft.check()
        with pytest.raises(error):
            draft.revision()
        with pytest.raises(error):
            draft.publish(audio=draft.folder / "a.mp3", sha256="", size=0, seconds=0.0, note="")
