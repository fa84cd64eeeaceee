"""Doctor with the real model and voice: what is well, and what is damaged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from podcast_studio.engines.voices import PiperVoiceCatalogue

pytestmark = pytest.mark.real


def test_doctor_tries_everything_and_names_what_is_damaged(stage: Any) -> None:
    joe = PiperVoiceCatalogue([]).find("joe").model
    half = stage.home / "voices" / "half.onnx"
    half.parent.mkdir()
    half.write_bytes(joe.read_bytes()[: joe.stat().st_size // 2])
    half.with_name("half.onnx.json").write_bytes(joe.with_name(f"{joe.name}.json").read_bytes())
    cut = stage.home / "models" / "cut.gguf"
    starter = next(path for path in stage.home.glob("models/*.gguf"))
    with starter.open("rb") as file:
        cut.write_bytes(file.read(8_000_000))
    ran = stage.command_line.run("doctor")
    assert (ran.returncode, ran.stderr) == (1, "")
    lines = ran.stdout.splitlines()
    well = [line for line in lines if line.startswith("ok ")]
    assert [line.split(": ")[0].removeprefix("ok ").strip() for line in well] == [
        "Language model",
        "Voice",
        "ffmpeg",
        "Database",
        "Files",
        "Disk",
    ]
    assert f"{starter.name} is whole, loads and reads" in well[0]
    assert "en_US-joe-medium speaks" in well[1]
    wrong = [line for line in lines if line.startswith("!! ")]
    assert "cut.gguf is cut short" in wrong[0]
    assert f"“{half}” is cut short" in wrong[1]
    assert len(wrong) == 2
    assert len([line for line in lines if line.startswith("     What to do: ")]) == 2
    assert list(Path(stage.home).glob(".voice*")) == []
