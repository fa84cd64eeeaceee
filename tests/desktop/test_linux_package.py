import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QImage

from podcast_studio import __version__
from podcast_studio.desktop import app

LINUX = Path(__file__).parents[2] / "packaging" / "linux"
APP_ID = "io.github.podcast_studio.PodcastStudio"


def run(share: Path, *arguments: str) -> None:
    environment = {**os.environ, "XDG_DATA_HOME": str(share), "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, str(LINUX / "install.py"), *arguments], check=True, env=environment)


def entry(share: Path) -> dict[str, str]:
    lines = (share / "applications" / f"{APP_ID}.desktop").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def test_installing_writes_entry_description_and_icons(tmp_path: Path) -> None:
    run(tmp_path)
    assert shlex.split(entry(tmp_path)["Exec"])[1:] == ["open", "%F"]
    assert Path(shlex.split(entry(tmp_path)["Exec"])[0]).is_absolute()
    assert (tmp_path / "metainfo" / f"{APP_ID}.metainfo.xml").is_file()
    icon = QImage(str(tmp_path / "icons" / "hicolor" / "48x48" / "apps" / f"{APP_ID}.png"))
    assert (icon.width(), icon.pixelColor(24, 20).alpha()) == (48, 255)


def test_removing_takes_all_of_it_out_again(tmp_path: Path) -> None:
    run(tmp_path)
    run(tmp_path, "--remove")
    assert [path for path in tmp_path.rglob("*") if path.is_file() and APP_ID in path.name] == []


def test_a_folder_with_odd_signs_in_its_name_is_quoted() -> None:
    sys.path.insert(0, str(LINUX))
    try:
        import install
    finally:
        sys.path.remove(str(LINUX))
    line = next(one for one in install.entry_for(Path('/a "b" $c/100%/p')).splitlines() if one.startswith("Exec"))
    assert line == r'Exec="/a \\"b\\" \\$c/100%%/p" open %F'


def test_the_window_is_found_by_the_name_of_its_entry() -> None:
    assert app.APP_ID == APP_ID
    assert (LINUX / f"{APP_ID}.desktop").is_file()


def test_the_newest_release_told_is_this_one() -> None:
    releases = ET.parse(LINUX / f"{APP_ID}.metainfo.xml").getroot().findall("releases/release")
    assert releases[0].get("version") == __version__


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-validate is not installed")
def test_the_entry_is_valid(tmp_path: Path) -> None:
    run(tmp_path)
    for folder in (LINUX, tmp_path / "applications"):
        done = subprocess.run(
            ["desktop-file-validate", str(folder / f"{APP_ID}.desktop")], check=False, capture_output=True, text=True
        )
        assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("appstreamcli") is None, reason="appstreamcli is not installed")
def test_the_description_is_valid() -> None:
    command = ["appstreamcli", "validate", "--no-net", str(LINUX / f"{APP_ID}.metainfo.xml")]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
