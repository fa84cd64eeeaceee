"""The sample collection as the app reads it: nine documents in nine formats, and nothing but their words in speech."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from podcast_studio.domain.documents import Passage
from podcast_studio.engines.documents import FolderReader

SAMPLES = Path(__file__).parents[2] / "resources" / "sample_collection"
SOURCES = Path(__file__).parents[2] / "packaging" / "sample_text"

HEADINGS = {
    "honey_bees/a_short_history_of_beekeeping.epub": (
        "A short history of keeping bees",
        ["Honey hunters", "The first hives", "The bee space", "Bees in the present"],
    ),
    "honey_bees/how_a_colony_lives.md": (
        "How a honey bee colony lives",
        ["One body made of many", "The jobs of a worker", "Comb and brood", "Through the winter"],
    ),
    "honey_bees/the_dance_language.pdf": (
        "The dance language of the bees",
        [
            "A question from a feeding dish",
            "Distance and direction",
            "Doubt and proof",
            "How a swarm makes up its mind",
        ],
    ),
    "keeping_time/pendulum_and_longitude.txt": (
        "THE PENDULUM AND THE SEARCH FOR LONGITUDE",
        ["Wheels and weights", "Huygens and his clock", "A prize of twenty thousand pounds", "John Harrison"],
    ),
    "keeping_time/railway_time_and_the_atom.rtf": (
        "Railway time and the atom",
        ["Every town its own noon", "Quartz", "The atom as a pendulum"],
    ),
    "keeping_time/shadows_water_and_sand.rst": (
        "Shadows, water and sand",
        ["The first clocks", "Clocks that drip", "Sand and candles"],
    ),
    "lighthouses/eddystone_and_bell_rock.html": (
        "Building on the rock: Eddystone and Bell Rock",
        ["Four towers on one reef", "The Bell Rock"],
    ),
    "lighthouses/from_bonfires_to_pharos.docx": (
        "From bonfires to the lighthouse of Alexandria",
        ["Fires on the shore", "A wonder of the world", "Roman towers that still work", "Lanterna"],
    ),
    "lighthouses/the_fresnel_lens.odt": (
        "The lens that saved a million ships",
        ["Weak lights", "Fresnel's idea", "Telling one light from another", "Keepers and machines"],
    ),
}


@pytest.fixture(scope="module")
def read() -> dict[str, list[Passage]]:
    reader = FolderReader()
    scan = reader.scan(SAMPLES)
    assert scan.skipped == ()
    return {file.path: reader.read(file) for file in scan.files}


def test_every_document_is_read(read: dict[str, list[Passage]]) -> None:
    assert list(read) == sorted(HEADINGS)
    assert len({Path(path).suffix for path in read}) == 9


def test_there_is_enough_to_tell(read: dict[str, list[Passage]]) -> None:
    assert sum(passage.words for passages in read.values() for passage in passages) >= 6_000
    assert all(sum(passage.words for passage in passages) >= 500 for passages in read.values())


@pytest.mark.parametrize("path", HEADINGS)
def test_headings_survive_every_format(read: dict[str, list[Passage]], path: str) -> None:
    title, sections = HEADINGS[path]
    assert list(dict.fromkeys(passage.heading for passage in read[path])) == [(title, one) for one in sections]


@pytest.mark.parametrize("path", HEADINGS)
def test_speech_is_all_the_words_and_nothing_else(read: dict[str, list[Passage]], path: str) -> None:
    """These documents are prose throughout, so that what is spoken is what was written, whatever the format."""
    title = HEADINGS[path][0].casefold()
    sources = [source.read_text("utf-8") for source in SOURCES.glob("*.md")]
    (source,) = [text for text in sources if text.splitlines()[0].removeprefix("# ").casefold() == title]
    prose = " ".join(line for line in source.splitlines() if not line.startswith("#"))
    assert words(" ".join(passage.spoken for passage in read[path])) == words(prose)


@pytest.mark.parametrize("path", HEADINGS)
def test_speech_is_clean(read: dict[str, list[Passage]], path: str) -> None:
    for passage in read[path]:
        assert re.findall(r"https?:|www\.|[#*_`|<>\[\]{}\\\n�]|  |\.\.|&\w+;", passage.spoken) == []
        assert passage.spoken[-1] in ".!?”"


def test_only_the_pdf_has_pages(read: dict[str, list[Passage]]) -> None:
    for path, passages in read.items():
        pages = [passage.page for passage in passages]
        if path.endswith(".pdf"):
            assert pages == sorted(pages, key=lambda page: page or 0)
            assert set(pages) == {1, 2}
        else:
            assert set(pages) == {None}


def words(text: str) -> list[str]:
    return re.findall(r"[\w'’]+", text.replace("*", ""))
