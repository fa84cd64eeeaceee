"""What is not imported: Qt by the engine and the command line, heavy libraries by the window."""

import subprocess
import sys

import pytest

QT = {"PySide6", "shiboken6", "qasync"}
HEAVY = {
    "sqlalchemy",
    "alembic",
    "numpy",
    "lancedb",
    "pyarrow",
    "kreuzberg",
    "llama_cpp",
    "piper",
    "wordllama",
    "mutagen",
    "py3langid",
}


def imported(*modules: str) -> set[str]:
    """Top-level names in `sys.modules` once these have been imported in a fresh interpreter."""
    code = f"import sys, {', '.join(modules)}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return set(done.stdout.split())


def test_the_studio_can_be_used_without_qt() -> None:
    assert not QT & imported("podcast_studio.studio.bootstrap", "podcast_studio.testing.studio")


def test_the_command_line_needs_no_qt() -> None:
    assert not QT & imported("podcast_studio.cli.commands", "podcast_studio.cli.window")


def test_help_waits_for_no_library() -> None:
    assert not (QT | HEAVY) & imported("podcast_studio.cli.main", "podcast_studio.cli.parser")


def test_the_window_is_up_before_any_heavy_library_is_imported() -> None:
    pytest.importorskip("PySide6")
    assert not HEAVY & imported("podcast_studio.desktop.app")
