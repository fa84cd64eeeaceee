"""The starter model in its process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from podcast_studio.engines.llama import LlamaModel
from podcast_studio.engines.starter import StarterModel
from podcast_studio.studio.home import Home
from podcast_studio.testing.engine_conformance import LanguageModelConformance

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def llama() -> Iterator[LlamaModel]:
    home = Home.default()
    home.prepare()
    model = LlamaModel(StarterModel(home.models).ensure())
    yield model
    model.close()


class TestLlamaModel(LanguageModelConformance):
    @pytest.fixture
    def model(self, llama: LlamaModel) -> LlamaModel:
        return llama
