"""The built-in embedder: what the port promises, and that it needs no network."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from podcast_studio.engines.embedder import WordLlamaEmbedder
from podcast_studio.testing.engine_conformance import EmbedderConformance

SHARED = WordLlamaEmbedder()


class TestWordLlama(EmbedderConformance):
    @pytest.fixture
    def embedder(self) -> WordLlamaEmbedder:
        return SHARED


def test_its_weights_come_with_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", lambda *_arguments: pytest.fail("went to the network"))
    assert len(WordLlamaEmbedder().embed(["The sea rises."])[0]) == 256


def test_threads_share_one_model() -> None:
    embedder = WordLlamaEmbedder()
    with ThreadPoolExecutor(4) as pool:
        vectors = list(pool.map(lambda _: embedder.embed(["The sea rises."])[0], range(8)))
    assert all(vector == vectors[0] for vector in vectors)


def test_a_question_is_nearest_to_its_answer() -> None:
    texts = [
        "Bees tell each other by a dance where flowers are.",
        "The lens of a lighthouse bends the light into a beam.",
        "A pendulum clock gains or loses a few seconds a day.",
    ]
    asked = ["How do bees find flowers?", "What bends the light of a lighthouse?", "How exact is a pendulum clock?"]
    vectors, questions = SHARED.embed(texts), SHARED.embed(asked)
    for place, question in enumerate(questions):
        nearness = [sum(a * b for a, b in zip(question, vector, strict=True)) for vector in vectors]
        assert nearness.index(max(nearness)) == place
