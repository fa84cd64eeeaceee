"""What language a document is in: py3langid, on a sample of what could be spoken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.languages import OF_DOCUMENTS

FEWEST_WORDS = 20  # of a text that has a language: names and headings alone are in any
_SURE = 0.6  # share of the probability; real texts of 20 words have more than 0.9
_STRETCHES, _STRETCH = 12, 200  # of a document, from all over it; characters of each
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\d_]+")  # what is written without spaces, by signs
_TAKEN_FOR = {"arz": "ar", "ary": "ar", "bs": "hr", "ext": "es", "nn": "no", "pcm": "en", "wuu": "zh", "yue": "zh"}


class LangidDetector:
    """A LanguageDetector. Its model takes 100 MB, and a second or so to load at the first text."""

    def __init__(self) -> None:
        self._identifier: Any = None

    def detect(self, text: str) -> str:
        if len(_WORD.findall(text)) < FEWEST_WORDS:
            return ""
        shares = Counter[str]()
        for code, share in self._loaded().rank(text):
            shares[_TAKEN_FOR.get(code, code)] += share
        ((best, share),) = shares.most_common(1)
        return best if share >= _SURE and best in OF_DOCUMENTS else ""

    def _loaded(self) -> Any:
        if self._identifier is None:
            from py3langid.langid import MODEL_FILE, LanguageIdentifier

            self._identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        return self._identifier


def sample(passages: Sequence[Passage]) -> str:
    """Stretches from the whole of a document, so that a foreign abstract or appendix decides nothing."""
    spoken = [passage.spoken for passage in passages if passage.spoken]
    step = max(1.0, len(spoken) / _STRETCHES)
    chosen = [spoken[int(number * step)] for number in range(min(len(spoken), _STRETCHES))]
    return "\n".join(text[:_STRETCH] for text in chosen)
