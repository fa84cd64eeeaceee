"""The fakes keep what the ports promise."""

from __future__ import annotations

import pytest

from podcast_studio.domain.voices import Voice
from podcast_studio.testing.speech import FakeMixer, FakeSpeech, FakeVoices, fake_voice
from podcast_studio.testing.speech_conformance import (
    AudioMixerConformance,
    SpeechEngineConformance,
    VoiceCatalogueConformance,
)


class TestFakeVoices(VoiceCatalogueConformance):
    @pytest.fixture
    def catalogue(self) -> FakeVoices:
        return FakeVoices()


class TestFakeSpeech(SpeechEngineConformance):
    @pytest.fixture
    def engine(self) -> FakeSpeech:
        return FakeSpeech()

    @pytest.fixture
    def voice(self) -> Voice:
        return fake_voice("alba")


class TestFakeMixer(AudioMixerConformance):
    @pytest.fixture
    def mixer(self) -> FakeMixer:
        return FakeMixer()
