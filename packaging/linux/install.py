"""Put Podcast Studio into the menu of the current user's desktop, or take it out again.

Usage: python packaging/linux/install.py [--remove]
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
APP_ID = "io.github.podcast_studio.PodcastStudio"
MARK = ROOT / "resources" / "icons" / "podcast-studio.svg"
SIZES = (32, 48, 64, 128, 256)  # px, for desktops that do not draw SVG


def main(arguments: list[str]) -> int:
    share = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    if "--remove" in arguments:
        for path in targets(share):
            path.unlink(missing_ok=True)
    else:
        install(share, ROOT / ".venv" / "bin" / "podcast-studio")
        print(f"Podcast Studio is in the menu now. To take it out again: {Path(sys.argv[0]).name} --remove")
    refresh(share)
    return 0


def install(share: Path, program: Path) -> None:
    """Write entry, description and icons below `share`."""
    for path in targets(share):
        path.parent.mkdir(parents=True, exist_ok=True)
    entry, description, drawing, *pictures = targets(share)
    entry.write_text(entry_for(program), encoding="utf-8")
    shutil.copyfile(HERE / f"{APP_ID}.metainfo.xml", description)
    shutil.copyfile(MARK, drawing)
    draw(dict(zip(SIZES, pictures, strict=True)))


def targets(share: Path) -> list[Path]:
    """All files of an installation: entry, description, drawing, pictures by size."""
    icons = share / "icons" / "hicolor"
    return [
        share / "applications" / f"{APP_ID}.desktop",
        share / "metainfo" / f"{APP_ID}.metainfo.xml",
        icons / "scalable" / "apps" / f"{APP_ID}.svg",
        *(icons / f"{size}x{size}" / "apps" / f"{APP_ID}.png" for size in SIZES),
    ]


def entry_for(program: Path) -> str:
    """The menu entry, for the program of this checkout: a menu does not know its folder."""
    text = (HERE / f"{APP_ID}.desktop").read_text(encoding="utf-8")
    quoted = re.sub(r'(["`$\\])', r"\\\1", str(program)).replace("\\", "\\\\").replace("%", "%%")
    return text.replace("Exec=podcast-studio ", f'Exec="{quoted}" ')


def draw(pictures: dict[int, Path]) -> None:
    """Draw the mark at each size."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication.instance() or QGuiApplication([])
    renderer = QSvgRenderer(str(MARK))
    for size, path in pictures.items():
        picture = QImage(size, size, QImage.Format.Format_ARGB32)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter)
        painter.end()
        picture.save(str(path))
    del app


def refresh(share: Path) -> None:
    """Tell the desktop, as far as it wants to be told."""
    for command in (
        ["update-desktop-database", str(share / "applications")],
        ["gtk-update-icon-cache", "--ignore-theme-index", "--quiet", str(share / "icons" / "hicolor")],
    ):
        if shutil.which(command[0]):
            subprocess.run(command, check=False, capture_output=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
