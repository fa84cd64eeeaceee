from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest

from podcast_studio.domain.errors import ClaimLostError
from podcast_studio.pipeline.unusable import UNUSABLE, UnusableAnswers


def test_what_was_said_is_kept_word_for_word_with_what_spoke_against_it(tmp_path: Path) -> None:
    answers = UnusableAnswers(tmp_path, nullcontext)
    answers.keep("answer", 3, "\x00“Grüße”\nand \ud800", ["keep to the notes"], given_up=False)
    answers.keep("line", 3, "", ["length"], given_up=True)
    told = [json.loads(line) for line in (tmp_path / UNUSABLE).read_text(encoding="utf-8").splitlines()]
    assert told[0]["raw"].startswith("\x00“Grüße”\nand ")
    assert told[0]["objections"] == ["keep to the notes"]
    assert (told[1]["wanted"], told[1]["unit"], told[1]["given_up"]) == ("line", 3, True)


def test_only_answers_that_were_given_up_count_and_each_unit_once(tmp_path: Path) -> None:
    answers = UnusableAnswers(tmp_path, nullcontext)
    assert answers.given_up() == set()
    for unit, wanted, given_up in ((1, "answer", False), (1, "answer", True), (1, "answer", True), (2, "line", True)):
        answers.keep(wanted, unit, "x", ["o"], given_up=given_up)
    with (tmp_path / UNUSABLE).open("a") as file:
        file.write('{"wanted": "answer", "un')  # a kill
    assert answers.given_up() == {1}


def test_it_does_not_grow_without_end(tmp_path: Path) -> None:
    answers = UnusableAnswers(tmp_path, nullcontext)
    for unit in range(300):
        answers.keep("answer", unit, "x" * 6_000, [], given_up=False)
    assert 1_000_000 <= (tmp_path / UNUSABLE).stat().st_size < 1_010_000


def test_a_disk_that_takes_nothing_costs_nothing(tmp_path: Path) -> None:
    UnusableAnswers(tmp_path / "gone", nullcontext).keep("answer", 1, "x", [], given_up=True)
    assert UnusableAnswers(tmp_path / "gone", nullcontext).given_up() == set()


def test_a_worker_whose_claim_is_gone_adds_nothing(tmp_path: Path) -> None:
    @contextmanager
    def placing() -> Iterator[None]:
        raise ClaimLostError("somebody else makes this podcast now")
        yield

    with pytest.raises(ClaimLostError):
        UnusableAnswers(tmp_path, placing).keep("answer", 1, "x", [], given_up=True)
    assert list(tmp_path.iterdir()) == []
