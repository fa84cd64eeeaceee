"""What language a document is told to be in, by the real detector."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast_studio.engines.documents import FolderReader
from podcast_studio.engines.languages import LangidDetector, sample
from podcast_studio.testing.engine_conformance import LanguageDetectorConformance, passage
from podcast_studio.testing.languages import TEXTS

DETECTOR = LangidDetector()


class TestLangidDetector(LanguageDetectorConformance):
    @pytest.fixture
    def detector(self) -> LangidDetector:
        return DETECTOR


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ja",
            "潮は月が水を引くので一日に二回満ちます。船乗りは表でその時刻を読み、遅れた人は港で待ちます。",
        ),
        ("en", TEXTS["en"].upper()),
        ("de", f"Report 2024 (final, v2.1) https://example.org/a?b=c {TEXTS['de']}"),
    ],
)
def test_other_ways_of_writing(language: str, text: str) -> None:
    assert DETECTOR.detect(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Anna Keller, Tom Baker, Luigi Rossi, Maria Silva, Jan Kowalski, Piet de Vries, Hans Meier, Jean Dupont, "
        "Carlos Ruiz, Eva Novak, Ola Nordmann",
        "Maji hupanda mara mbili kwa siku kwa sababu mwezi huvuta maji ya bahari. Mabaharia husoma saa zake katika "
        "jedwali, na anayechelewa husubiri bandarini hadi maji yarudi.",
    ],
    ids=["names", "a language without a name here"],
)
def test_in_doubt_there_is_none(text: str) -> None:
    assert DETECTOR.detect(text) == ""


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        ("code.md", "```python\n" + "for line in lines:\n    print(line.strip())\n" * 20 + "```\n", ""),
        ("figures.csv", "day;height\n" + "12,4;13,5\n" * 40, ""),
        ("tiny.txt", "Die Flut kommt zweimal am Tag.", ""),
        ("mixed.md", f"{TEXTS['de']}\n\n```\n{TEXTS['en'] * 9}\n```\n", "de"),
    ],
)
def test_of_a_document_counts_what_is_read_aloud(tmp_path: Path, name: str, text: str, language: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    reader = FolderReader(detector=DETECTOR)
    (file,) = reader.scan(tmp_path).files
    assert reader.language(reader.read(file)) == language


def test_a_foreign_abstract_does_not_decide() -> None:
    passages = [passage("a.md", 0, TEXTS["en"] * 4), *(passage("a.md", number, TEXTS["de"]) for number in range(1, 40))]
    assert DETECTOR.detect(sample(passages)) == "de"


def test_the_sample_is_short_however_long_the_document_is() -> None:
    assert len(sample([passage("a.md", number, TEXTS["pl"] * 20) for number in range(500)])) < 3_000
    assert sample([]) == ""
