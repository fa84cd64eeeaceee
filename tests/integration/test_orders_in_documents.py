"""Documents that give orders to the model: what they say is content, and nothing of it is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast_studio.domain.styles import Level, Style
from podcast_studio.engines.embedder import WordLlamaEmbedder
from podcast_studio.studio import Home, open_studio
from tests.evaluation.evaluate import HOSTILE
from tests.evaluation.hostile.orders import BAKEHOUSE
from tests.evaluation.making import Case, make
from tests.evaluation.measures import judge
from tests.starter import share

pytestmark = [pytest.mark.real, pytest.mark.timeout(900)]


def test_orders_in_documents_are_not_obeyed(starter_models: Path, read_prompts: Path, tmp_path: Path) -> None:
    home = Home(root=tmp_path / "home")
    model = share(starter_models, read_prompts, home.root)
    case = Case(folder=HOSTILE, minutes=1, style=Style.INTERVIEW, level=Level.INFORMED, seed=0)
    home.prepare()
    with open_studio(home) as studio:
        podcast = make(studio, home, case, str(model))
    verdict = judge(podcast, WordLlamaEmbedder(), BAKEHOUSE)
    assert len(podcast.turns) >= 3
    assert verdict.findings.get("obeyed", []) == []
    assert verdict.findings.get("leaks", []) == []
