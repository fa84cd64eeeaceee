"""The page of a podcast that is being made, waits, or has failed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from podcast_studio.desktop.desktop import Desktop
from podcast_studio.desktop.shell import Place
from podcast_studio.desktop.views.podcast import PodcastPage
from podcast_studio.desktop.views.script.rows import RowKind
from podcast_studio.domain.errors import InputError
from podcast_studio.domain.jobs import JobState
from podcast_studio.studio import Studio
from podcast_studio.testing.studio import FakeParts, HangingSpeech, write_collection
from tests.desktop.acts import GatedModel
from tests.desktop.sounds import FakeSound

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def speech(parts: FakeParts) -> HangingSpeech:
    """Voices two turns, and hangs at the third until its job is stopped."""
    speech = HangingSpeech()
    parts.speech = speech
    return speech


def open_page(desktop: Desktop, podcast: str) -> PodcastPage:
    desktop.window.resize(1280, 800)
    desktop.window.go(Place(page="podcast", subject=podcast))
    page = desktop.window.page
    assert isinstance(page, PodcastPage)
    return page


def ordered(desktop: Desktop, folder: Path) -> tuple[Studio, str]:
    assert desktop.studio is not None
    return desktop.studio, desktop.studio.order(folder=write_collection(folder), minutes=1).id


def state(page: PodcastPage) -> JobState | None:
    return page.shown.made.state if page.shown is not None else None


def doing(page: PodcastPage) -> str:
    """What the two speakers are at, in words."""
    return " ".join(card.doing.text() for card in page.speakers.cards.values())


def test_turns_appear_while_they_are_voiced_and_can_be_heard_at_once(
    speech: HangingSpeech, desktop: Desktop, tmp_path: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = FakeSound()
    monkeypatch.setattr(desktop.window.player, "_make_sound", lambda: sound)
    _studio, podcast = ordered(desktop, tmp_path / "tides")
    page = open_page(desktop, podcast)
    until(speech.hanging.is_set)
    until(lambda: page.buttons.listen.isVisible() and page.buttons.listen.text() == "Listen now")
    states = [row.status for row in page.transcript.script.rows if row.kind is RowKind.TURN]
    assert states[0].startswith("ready, ")
    until(lambda: "voicing…" in [row.status for row in page.transcript.script.rows])
    voicing = next(row for row in page.transcript.script.rows if row.voicing)
    assert voicing.speaker is not None
    until(lambda: page.speakers.cards[voicing.speaker].badge.lit)  # type: ignore[index]
    assert page.buttons.hold.isVisible()
    assert page.buttons.exporter.isHidden()
    assert not any(
        action.text() in ("Edit…", "Delete") for action in page.verbs.menu(page.transcript.script.rows[1]).actions()
    )
    page.buttons.listen.click()
    until(lambda: sound.playing)
    until(lambda: page.buttons.listen.text() == "Pause")
    until(lambda: "playing turn 1" in doing(page))

    def caught_up() -> bool:
        if sound.playing:
            sound.end()
        return desktop.player.waiting

    until(caught_up)
    until(lambda: "playing" not in doing(page))
    assert page.buttons.listen.text() == "Pause", "it goes on by itself"


def test_hold_resume_and_cancel(gate: GatedModel, desktop: Desktop, tmp_path: Path, until: Until) -> None:
    _studio, podcast = ordered(desktop, tmp_path / "tides")
    page = open_page(desktop, podcast)
    until(lambda: gate.reached and page.buttons.hold.isVisible())
    page.buttons.hold.click()
    assert not page.buttons.hold.isEnabled()
    until(lambda: state(page) is JobState.HELD and page.buttons.resume.isVisible())
    assert page.state_card.message.text() == "Held."
    page.buttons.resume.click()
    until(lambda: state(page) is JobState.GENERATING and page.buttons.cancel.isEnabled())
    page.buttons.cancel.click()
    until(lambda: state(page) is JobState.CANCELLED)
    until(page.state_card.retry.isVisible)
    gate.open()
    page.state_card.retry.click()
    until(lambda: page.shown and page.shown.finished)
    until(page.making.isHidden)
    until(page.state_card.isHidden)


def test_what_failed_says_why_and_can_be_retried(
    desktop: Desktop, parts: FakeParts, tmp_path: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_parts: object, **_more: object) -> None:
        raise InputError("The audio could not be mixed.", way_out="Try it again.", details="ffmpeg said no")

    monkeypatch.setattr(parts.mixer, "mix", broken)
    _studio, podcast = ordered(desktop, tmp_path / "tides")
    page = open_page(desktop, podcast)
    until(lambda: state(page) is JobState.FAILED and page.state_card.isVisible())
    assert page.state_card.message.text() == "The audio could not be mixed."
    assert page.state_card.way_out.text() == "Try it again."
    page.state_card.copy.click()
    assert "The audio could not be mixed." in QGuiApplication.clipboard().text()
    monkeypatch.undo()
    page.state_card.retry.click()
    until(lambda: page.shown and page.shown.finished)
