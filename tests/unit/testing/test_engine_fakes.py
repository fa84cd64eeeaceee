"""The fakes of index, embedder, reader and language model keep what the ports promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.testing.engine_conformance import (
    DOCUMENTS,
    DocumentReaderConformance,
    EmbedderConformance,
    LanguageDetectorConformance,
    LanguageModelConformance,
    PassageIndexConformance,
    request,
)
from podcast_studio.testing.engines import FakeLanguageModel
from podcast_studio.testing.index import HashEmbedder, MemoryIndex, TextReader
from podcast_studio.testing.languages import WordListDetector


class TestMemoryIndex(PassageIndexConformance):
    @pytest.fixture
    def index(self) -> MemoryIndex:
        return MemoryIndex()


class TestHashEmbedder(EmbedderConformance):
    @pytest.fixture
    def embedder(self) -> HashEmbedder:
        return HashEmbedder()


class TestTextReader(DocumentReaderConformance):
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        return tmp_path

    @pytest.fixture
    def reader(self) -> TextReader:
        return TextReader(dict(DOCUMENTS))


class TestWordListDetector(LanguageDetectorConformance):
    @pytest.fixture
    def detector(self) -> WordListDetector:
        return WordListDetector()


class TestFakeLanguageModel(LanguageModelConformance):
    @pytest.fixture
    def model(self) -> FakeLanguageModel:
        return FakeLanguageModel()


def test_a_changed_text_is_a_changed_file(tmp_path: Path) -> None:
    reader = TextReader({"a.md": "one"})
    before = reader.scan(tmp_path).files[0]
    reader.texts["a.md"] = "two"
    after = reader.scan(tmp_path).files[0]
    assert before.size == after.size
    assert before.mtime_ns != after.mtime_ns
    assert after.absolute.read_text() == "two"


def test_the_model_may_be_made_to_misbehave() -> None:
    model = FakeLanguageModel(answer=lambda _request: "Expert: Expert: Expert:")
    assert "".join(model.write(request(), CancelToken())).split() == ["Expert:"] * 3
    assert model.requests == [request()]
