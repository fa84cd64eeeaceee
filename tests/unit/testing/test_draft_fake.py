from collections.abc import Callable
from pathlib import Path

import pytest

from podcast_studio.domain.revisions import RevisedTurn, Revision
from podcast_studio.testing.drafts import DraftConformance, FakeDraft

Make = Callable[[Callable[[Path], tuple[RevisedTurn, ...]]], FakeDraft]


class TestFakeDraft(DraftConformance):
    @pytest.fixture
    def make(self, tmp_path: Path) -> Make:
        return lambda turns: FakeDraft(tmp_path, Revision(number=1, parent=0, turns=turns(tmp_path)))

    @pytest.fixture
    def lose(self) -> Callable[[FakeDraft], None]:
        return lambda draft: setattr(draft, "lost", True)

    @pytest.fixture
    def supersede(self) -> Callable[[FakeDraft], None]:
        return lambda draft: setattr(draft, "superseded", True)
