"""The app as a process of its own, closed in every state: it ends well, and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from podcast_studio.studio import Home
from tests.sound_server import SoundServer

ROOT = Path(__file__).parents[2]
OFFSCREEN = "This plugin does not support"  # and says so
PATIENCE_SECONDS = 120.0  # for a busy machine; nothing waits that long when all is well


@pytest.mark.timeout(600)
@pytest.mark.parametrize("state", ["idle", "indexing", "writing", "voicing"])
def test_closing_leaves_nothing_behind(state: str, tmp_path: Path) -> None:
    """Again and again in one process: test_closing.py."""
    closed(state, tmp_path, {})


def test_closing_while_it_plays_leaves_nothing_behind(sound_server: SoundServer, tmp_path: Path) -> None:
    """With the sound of the system, and therefore each time in another process."""
    for _ in range(5):
        closed("playing", tmp_path, sound_server.environment)


def closed(state: str, folder: Path, environment: dict[str, str]) -> None:
    """Start the app, let it come into that state and close it."""
    home = Home(root=folder / "home")
    own = {"PODCAST_STUDIO_HOME": str(home.root), "QT_QPA_PLATFORM": "offscreen", "PODCAST_STUDIO_LANGUAGE": "en_US"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.desktop.closing_child", state, str(folder / "tides")],
        env={**os.environ, **own, **environment},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        said, complaints = process.communicate(timeout=PATIENCE_SECONDS)
    finally:
        process.kill()
    assert (process.returncode, said) == (0, "reached\nthreads:\n"), complaints
    assert "Traceback" not in complaints
    assert not (home.log.parent / "crash.log").exists()
    log = [line for line in home.log.read_text().splitlines() if " WARNING " in line or " ERROR " in line]
    assert [line for line in log if OFFSCREEN not in line] == []
