"""The pipeline over fakes: a podcast is made in a moment, and can be stopped and taken up again anywhere."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from podcast_studio.domain.audio import MixedAudio, Programme
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import Interrupted
from podcast_studio.domain.podcasts import AudioFormat, PodcastOrder, Speaker
from podcast_studio.domain.ports import AudioMixer, ProgressSink, SpeechEngine
from podcast_studio.domain.pronunciations import AS_WRITTEN, Pronunciations
from podcast_studio.domain.voices import Voice
from podcast_studio.pipeline.runner import Commission, PodcastRunner, Workshop
from podcast_studio.pipeline.storing_audio import TRANSCRIPT, StoredPodcast
from podcast_studio.testing.engines import FakeLanguageModel
from podcast_studio.testing.index import MemoryIndex, TextReader
from podcast_studio.testing.keeping import FakeCheckpoints, FakeProgress, FakeSpeeds
from podcast_studio.testing.speech import FakeMixer, FakeSpeech, fake_voice

TITLE = "Tides"


def an_order(minutes: float, **changes: Any) -> PodcastOrder:
    """An order for so many minutes of WAV."""
    order = PodcastOrder(collection_id="c", minutes=minutes, title=TITLE, format=AudioFormat.WAV, seed=7)
    return replace(order, **changes)


def two_voices() -> dict[Speaker, Voice]:
    """A host and an expert who speak at different paces."""
    return {Speaker.HOST: fake_voice("alba", pan=-0.2), Speaker.EXPERT: fake_voice("bert", pan=0.2, rate=1.1)}


@dataclass
class QuickSpeech(FakeSpeech):
    """Takes as long over a text as a voice would, by its letters and stops, and writes next to nothing."""

    letters: float = 17.0  # a second

    def speak(self, text: str, voice: Voice, out: Path, cancel: CancelToken) -> float:
        cancel.check()
        self.spoken.append(text)
        out.write_text(text, encoding="utf-8")
        stops = sum(text.count(sign) for sign in ".,;?!")
        return (len(text) / self.letters + 0.25 * stops) / voice.rate


class QuickMixer(FakeMixer):
    """Says how long the programme is, and writes next to nothing."""

    def mix(self, programme: Programme, out: Path, cancel: CancelToken, report: Callable[[float], None]) -> MixedAudio:
        cancel.check()
        out.write_text("programme")
        report(1.0)
        return MixedAudio(path=out, seconds=programme.seconds, loudness=-16.0, true_peak=-1.5)


@dataclass
class Making:
    """One podcast in the making. What `checkpoints` hold stays; everything else is as new in `taken_up`."""

    home: Path  # the podcast's folder and the collection are put here
    texts: dict[str, str]
    order: PodcastOrder = field(default_factory=lambda: an_order(2))
    model: FakeLanguageModel = field(default_factory=FakeLanguageModel)
    speech: SpeechEngine = field(default_factory=FakeSpeech)
    mixer: AudioMixer = field(default_factory=FakeMixer)
    voices: dict[Speaker, Voice] = field(default_factory=two_voices)
    index: MemoryIndex = field(default_factory=MemoryIndex)
    speeds: FakeSpeeds = field(default_factory=FakeSpeeds)
    progress: ProgressSink = field(default_factory=FakeProgress)
    cancel: CancelToken = field(default_factory=CancelToken)
    pronunciations: Pronunciations = AS_WRITTEN

    def __post_init__(self) -> None:
        self.reader = TextReader(self.texts)
        self.collection = self.home / "documents"
        self.collection.mkdir(parents=True, exist_ok=True)
        folder = self.home / "podcast"
        folder.mkdir(exist_ok=True)
        self.checkpoints = FakeCheckpoints(folder)

    def run(self) -> StoredPodcast:
        """Make it, or go on with it."""
        shop = Workshop(
            reader=self.reader,
            index=self.index,
            model=self.model,
            speech=self.speech,
            mixer=self.mixer,
            speeds=self.speeds,
        )
        commission = Commission(
            order=self.order,
            folder=self.collection,
            voices=self.voices,
            album="Sea",
            pronunciations=self.pronunciations,
        )
        runner = PodcastRunner(
            shop, commission, self.checkpoints, self.progress, self.cancel, today=lambda: date(2026, 3, 4)
        )
        return runner.run()

    def taken_up(self) -> Making:
        """As after a restart: the same checkpoints and index, everything else new."""
        again = replace(
            self,
            model=FakeLanguageModel(answer=self.model.answer),
            speech=FakeSpeech(),
            mixer=FakeMixer(),
            progress=FakeProgress(),
            cancel=CancelToken(),
        )
        again.checkpoints = self.checkpoints
        again.checkpoints.lost, again.checkpoints.saved = False, _ignore
        again.reader = self.reader
        return again

    def pull_the_plug_at(self, checkpoint: str) -> None:
        """End the run as `checkpoint` is kept ("plan", "turns 0-1", "spoken 3"): nothing is kept after it."""

        def saved(what: str) -> None:
            if what == checkpoint:
                self.checkpoints.lost = True
                raise Interrupted

        self.checkpoints.saved = saved

    def transcript(self) -> dict[str, Any]:
        """The finished podcast's transcript.json."""
        content: dict[str, Any] = json.loads((self.checkpoints.folder / TRANSCRIPT).read_text(encoding="utf-8"))
        return content


def _ignore(_: str) -> None:
    """Nobody listens."""


def material(documents: int, paragraphs: int, *, sentences: int = 5, seed: int = 0) -> dict[str, str]:
    """Texts by path: made-up sentences of about 17 words, with figures, of which none says what another does."""
    chance = random.Random(seed)
    word = _word_maker(chance)
    return {
        f"{number:02d}-{word()}.md": "\n\n".join(
            [f"# The {word().title()} of {word().title()}"]
            + [" ".join(_sentence(chance, word) for _ in range(sentences)) for _ in range(paragraphs)]
        )
        for number in range(documents)
    }


def _sentence(chance: random.Random, word: Callable[[], str]) -> str:
    figure = chance.choice([f"{chance.randrange(3, 99)}", f"{chance.randrange(1, 9)},{chance.randrange(100, 999)}"])
    tail = " ".join(word() for _ in range(chance.randrange(1, 5)))
    return f"The {word()} near the {word()} holds {figure} old {word()} and a {word()} of {tail}."


def _word_maker(chance: random.Random) -> Callable[[], str]:
    """Makes words of which nearly every one is new."""

    def word() -> str:
        return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(3)) + chance.choice(
            "lnr"
        )

    return word
