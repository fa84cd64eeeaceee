import subprocess
import sys
from pathlib import Path

from podcast_studio.desktop.resources import resource

SCRIPT = Path(__file__).parents[2] / "packaging" / "translations.py"


def test_the_english_plurals_are_those_of_the_sources(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(SCRIPT), str(tmp_path)], check=True)
    made = (tmp_path / "podcast_studio_en.ts").read_text(encoding="utf-8")
    kept = resource("translations", "podcast_studio_en.ts").read_text(encoding="utf-8")
    assert made == kept, "run: make translations"
    assert (tmp_path / "podcast_studio_en.qm").read_bytes() == resource(
        "translations", "podcast_studio_en.qm"
    ).read_bytes()
