"""Language models that do all that they should not: the podcast is made in bounded time, and says why it is plain."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.podcasts import AudioFormat
from podcast_studio.domain.ports import TextRequest
from podcast_studio.domain.styles import Level
from podcast_studio.pipeline.prompts import READING
from podcast_studio.pipeline.unusable import UNUSABLE
from podcast_studio.testing.engines import FakeLanguageModel
from podcast_studio.testing.studio import FakeParts, fake_studio, work_off, write_collection

_GARBAGE = "\x00�~~ {{[[<|im_start|>]] \x1b[2J ¬¬¬ 0x7f ￾ ﷽ \\u0000 ```"


@dataclass
class WildModel(FakeLanguageModel):
    """Says chunks of its own, whatever it is asked."""

    chunks: Callable[[], Iterator[str]] = lambda: iter(())

    def write(self, request: TextRequest, cancel: CancelToken) -> Iterator[str]:
        self.requests.append(request)
        for chunk in self.chunks():
            cancel.check()
            yield chunk


WILD: dict[str, Callable[[], Iterator[str]]] = {
    "garbage": lambda: iter([_GARBAGE] * 20),
    "nothing": lambda: iter([]),
    "endless text": lambda: itertools.repeat("and so on, and so on. "),
    "endless nothing": lambda: itertools.repeat(""),
    "one speaker only": lambda: iter(["HOST: " + "Well, that is what I have always said to everybody. " * 4]),
    "10,000 turns": lambda: iter(f"HOST: Is it {number}?\nEXPERT: Yes, {number}.\n" for number in range(10_000)),
}


@pytest.mark.parametrize("kind", list(WILD))
def test_whatever_a_model_says_the_podcast_is_made_and_its_note_tells(
    tmp_path: Path, kind: str, tell: Callable[[str], None]
) -> None:
    parts = FakeParts(model=WildModel(chunks=WILD[kind]))
    documents = write_collection(tmp_path / "tides")
    started = time.monotonic()
    with fake_studio(tmp_path / "home", parts) as studio:
        podcast = studio.order(folder=documents, minutes=1, audio_format=AudioFormat.WAV, level=Level.NEWCOMER)
        status = work_off(studio, podcast)
        assert status.status == "COMPLETED", status.error_message
        note = studio.find_podcast(name=podcast.id).note
        folder = studio.home.podcasts / podcast.id
        kept = [json.loads(line) for line in (folder / UNUSABLE).read_text().splitlines()]
        turns = json.loads((folder / "transcript.json").read_text())["turns"]
    said = "".join(itertools.islice(WILD[kind](), 50))
    took = time.monotonic() - started
    tell(f"{kind}: {len(turns)} turns after {len(parts.model.requests)} requests, {took:.1f} s: {note}")
    assert "The language model wrote nothing usable for" in note
    assert len(turns) < 20
    assert {turn["speaker"] for turn in turns} == {"HOST", "EXPERT"}
    assert len(kept) == sum(request != READING for request in parts.model.requests)
    assert all(one["objections"] for one in kept)
    assert all(one["raw"][:100] == said[:100] for one in kept)
    assert (folder / UNUSABLE).stat().st_size < 1_100_000
