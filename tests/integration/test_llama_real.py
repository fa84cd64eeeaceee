"""The starter model in its process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from podcast_studio.engines.llama import LlamaModel
from podcast_studio.engines.starter import StarterModel
from podcast_studio.testing.engine_conformance import LanguageModelConformance

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def llama(starter_models: Path) -> Iterator[LlamaModel]:
    model = LlamaModel(StarterModel(starter_models).path)
    yield model
    model.close()


class TestLlamaModel(LanguageModelConformance):
    @pytest.fixture
    def model(self, llama: LlamaModel) -> LlamaModel:
        return llama
