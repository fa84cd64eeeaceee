"""All measures together, the report, and going on after a run was broken off."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from podcast_studio.domain.styles import Level, Style
from podcast_studio.engines.embedder import WordLlamaEmbedder
from tests.evaluation.evaluate import HOSTILE, OWN, cases_of
from tests.evaluation.making import Case
from tests.evaluation.measures import BY_KEY, MEASURES, Verdict, judge, length_error, overall
from tests.evaluation.performance import HOST, Said, read_turns
from tests.evaluation.report import Results, page, row_line, shown
from tests.evaluation.scripts import CLEAN, added, changed
from tests.evaluation.telling_apart import tell_apart


@pytest.fixture(scope="module")
def embedder() -> WordLlamaEmbedder:
    return WordLlamaEmbedder()


@pytest.fixture(scope="module")
def clean(embedder: WordLlamaEmbedder) -> Verdict:
    return judge(CLEAN, embedder)


def test_every_measure_has_a_figure_and_a_meaning(clean: Verdict) -> None:
    assert set(clean.figures) == {measure.key for measure in MEASURES}
    assert all(measure.meaning.endswith(".") for measure in MEASURES)


def test_a_clean_script_misses_no_target_but_that_its_close_recalls(clean: Verdict) -> None:
    assert set(clean.missed) <= {"distinct", "quiz"}
    assert clean.findings == {}


def test_faults_of_several_kinds_are_all_counted(embedder: WordLlamaEmbedder) -> None:
    bad = changed(
        3, "HOST: So the **750** men of Cornwall set {count} stones, as the goats danced through every garden."
    )
    verdict = judge(bad, embedder)
    assert {"supported", "details", "sentences", "leaks"} <= set(verdict.missed)
    assert len(verdict.findings["leaks"]) >= 3
    assert any("Cornwall" in found for found in verdict.findings["details"])


@pytest.mark.parametrize(
    ("asked", "seconds", "note", "error"),
    [
        (60, 64.9, "", 0),
        (60, 66, "", 1),
        (60, 54, "", 1),
        (60, 30, "The documents hold no more.", 0),
        (60, 90, "The documents hold no more.", 25),
        (600, 617, "", 0),
        (600, 578, "", 4),
    ],
)
def test_length_is_measured_beyond_its_tolerance(asked: float, seconds: float, note: str, error: float) -> None:
    assert length_error(replace(CLEAN, asked_seconds=asked, seconds=seconds, note=note)) == pytest.approx(error)


def test_overall_is_a_mean_a_sum_or_the_worst() -> None:
    both = overall(
        [{"supported": 1.0, "details": 2, "length_error": 0}, {"supported": 0.5, "details": 1, "length_error": 9}]
    )
    assert both == {"length_error": 9, "supported": 0.75, "details": 3}


def test_a_transcript_is_read_with_its_frame() -> None:
    turn = {"index": 0, "speaker": "HOST", "text": "Hello.", "start": 0.0, "end": 2.0, "sources": []}
    source = {"document": "a.md", "heading": "A", "page": None, "start": 0, "end": 5, "text": "Tides."}
    turns = [turn, {**turn, "start": 3.0, "end": 9.0, "sources": [source]}, {**turn, "start": 10.0, "end": 12.0}]
    chapters = [{"start": 0.0, "end": 2.5}, {"start": 2.5, "end": 9.5}, {"start": 9.5, "end": 12.0}]
    said = read_turns({"turns": turns, "chapters": chapters})
    assert [one.frames for one in said] == [True, False, True]
    assert said[1].sources[0].place == ("a.md", 0, 5)


def row(verdict: Verdict, style: str) -> dict[str, object]:
    return {
        "style": style,
        "level": "informed",
        "model": "starter",
        "figures": dict(verdict.figures),
        "findings": dict(verdict.findings),
    }


def test_the_page_shows_figures_beside_targets_and_marks_what_is_missed(
    tmp_path: Path, clean: Verdict, embedder: WordLlamaEmbedder
) -> None:
    results = Results(path=tmp_path / "docs" / "evaluation.json")
    results.add("good, 1 min", row(clean, "interview"))
    results.add("bad, 1 min", row(judge(added(Said(speaker=HOST, text="Notes: 4,711 men.")), embedder), "debate"))
    text = page(results)
    assert "| Leaked prompts, labels, markup, placeholders | **1** | 0 |" in text
    assert "bad, 1 min, turn 10: label “Notes:”" in text
    assert "## Styles" in text
    assert "## Levels" not in text
    assert all(f"| {measure.name} |" in text for measure in MEASURES)
    assert "leaks 1 !" in row_line("bad", results.podcasts["bad, 1 min"]["figures"])


def test_a_run_that_was_broken_off_goes_on(tmp_path: Path, clean: Verdict) -> None:
    path = tmp_path / "evaluation.json"
    Results.read(path).add("first", row(clean, "interview"))
    again = Results.read(path)
    assert list(again.podcasts) == ["first"]
    again.add("second", row(clean, "interview"))
    assert list(json.loads(path.read_text("utf-8"))["podcasts"]) == ["first", "second"]


def test_shares_are_shown_in_percent() -> None:
    assert shown(BY_KEY["supported"], 0.985) == "98.5 %"
    assert shown(BY_KEY["details"], 3.0) == "3"
    assert shown(BY_KEY["pace"], 12.345) == "12.3 s"


def test_kinds_that_differ_are_told_apart_and_kinds_that_do_not_are_not() -> None:
    kinds = ["debate", "story"] * 6
    different = [
        {"doubts": 0.8 if kind == "debate" else 0.1, "answer_words": 40 + place} for place, kind in enumerate(kinds)
    ]
    apart = tell_apart(kinds, different)
    assert apart is not None
    assert (apart.share, apart.chance) == (1.0, 0.5)
    alike = [{"doubts": (place // 2) % 3, "answer_words": (place // 2) % 2} for place in range(12)]
    none = tell_apart(kinds, alike)
    assert none is not None
    assert none.share <= 0.5
    assert tell_apart(["debate", "story"], different[:2]) is None


def test_every_length_style_and_level_comes_up() -> None:
    cases = cases_of([], [1, 3, 5], [Style.INTERVIEW, Style.DEBATE], [Level.NEWCOMER, Level.INFORMED], 7, grid=False)
    assert {case.folder for case in cases} == {*OWN.iterdir(), HOSTILE}
    assert {case.minutes for case in cases} == {1, 3, 5}
    assert {case.style for case in cases} == {"interview", "debate"}
    assert len({case.name for case in cases}) == len(cases)
    assert (
        len(cases_of(["news", "story"], [1, 3], [Style.INTERVIEW, Style.DEBATE], [Level.INFORMED], 7, grid=True)) == 8
    )


def test_a_folder_names_its_language() -> None:
    case = Case(folder=Path("gutenberg.de"), minutes=1, style=Style.INTERVIEW, level=Level.INFORMED, seed=0)
    assert case.language == "de"
    assert replace(case, folder=Path("news")).language == "en"
    assert replace(case, folder=Path("notes.v2")).language == "en"


def test_a_collection_that_is_not_there_is_named() -> None:
    with pytest.raises(SystemExit, match="no collection nonesuch"):
        cases_of(["nonesuch"], [1], [Style.INTERVIEW], [Level.INFORMED], 0, grid=False)
