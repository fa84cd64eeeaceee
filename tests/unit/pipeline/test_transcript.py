"""transcript.json, field for field."""

from __future__ import annotations

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.scripts import Turn
from podcast_studio.domain.timeline import Chapter, Placed, Timeline
from podcast_studio.pipeline.transcript import transcript

PASSAGE = Passage(
    id="p1",
    document="sea/tides.pdf",
    heading=("Tides", "The moon"),
    page=3,
    start=120,
    end=180,
    text="The *moon* pulls.",
    spoken="The moon pulls.",
    order=1,
)
TURNS = [
    Turn(index=0, segment=0, speaker=Speaker.HOST, text="Hello."),
    Turn(index=1, segment=1, speaker=Speaker.HOST, text="Left out.", passages=("p1",)),
    Turn(index=2, segment=1, speaker=Speaker.EXPERT, text="It pulls.", passages=("p1", "gone")),
]
NOTHING_FOUND = {
    "supported": None,
    "details_not_in_sources": [],
    "quotations_not_in_sources": [],
    "repeats_turn": None,
}
TIMELINE = Timeline(
    turns=(Placed(index=0, start=0.4, end=1.40004), Placed(index=2, start=2.5, end=4.123456)), seconds=4.9
)


def test_it_has_exactly_these_fields() -> None:
    made = transcript(
        title="Tides",
        language="en",
        duration_seconds=4.9234567,
        requested_minutes=2,
        note="",
        turns=TURNS,
        timeline=TIMELINE,
        passages={"p1": PASSAGE},
        chapters=[Chapter(title="Introduction", start=0, end=1.95), Chapter(title="The moon", start=1.95, end=4.9)],
    )
    assert made == {
        "title": "Tides",
        "language": "en",
        "duration_seconds": 4.923,
        "requested_minutes": 2,
        "note": "",
        "turns": [
            {
                "index": 0,
                "speaker": "HOST",
                "text": "Hello.",
                "start": 0.4,
                "end": 1.4,
                "sources": [],
                "checks": NOTHING_FOUND,
            },
            {
                "index": 2,
                "speaker": "EXPERT",
                "text": "It pulls.",
                "start": 2.5,
                "end": 4.123,
                "sources": [
                    {
                        "document": "sea/tides.pdf",
                        "heading": "Tides > The moon",
                        "page": 3,
                        "start": 120,
                        "end": 180,
                        "text": "The *moon* pulls.",
                    }
                ],
                "checks": NOTHING_FOUND | {"supported": 1.0},
            },
        ],
        "chapters": [
            {"title": "Introduction", "start": 0, "end": 1.95},
            {"title": "The moon", "start": 1.95, "end": 4.9},
        ],
    }
