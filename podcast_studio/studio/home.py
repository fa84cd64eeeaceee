"""Where this program keeps its things."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from podcast_studio.domain.errors import DiskFullError, NoPermissionError
from podcast_studio.domain.files import disk_error

HOME_VARIABLE = "PODCAST_STUDIO_HOME"


@dataclass(frozen=True, kw_only=True)
class Home:
    """The data folder and the places in it."""

    root: Path

    @classmethod
    def default(cls) -> Home:
        """The folder that PODCAST_STUDIO_HOME names, or the usual one of this system."""
        named = os.environ.get(HOME_VARIABLE, "").strip()
        root = Path(named).expanduser() if named else platformdirs.user_data_path("podcast-studio", appauthor=False)
        return cls(root=root.absolute())

    @property
    def database(self) -> Path:
        return self.root / "studio.sqlite3"

    @property
    def podcasts(self) -> Path:
        return self.root / "podcasts"

    @property
    def indexes(self) -> Path:
        return self.root / "indexes"

    @property
    def models(self) -> Path:
        return self.root / "models"

    @property
    def voices(self) -> Path:
        return self.root / "voices"

    @property
    def previews(self) -> Path:
        """A sentence in each voice; made again when it is not there."""
        return self.root / "previews"

    @property
    def locks(self) -> Path:
        return self.root / "locks"

    @property
    def log(self) -> Path:
        return self.root / "logs" / "podcast-studio.log"

    def stray_folders(self, *, podcasts: Collection[str], indexes: Collection[str]) -> list[Path]:
        """Folders of podcasts and indexes other than these."""
        found = [folder for folder in self.podcasts.glob("*/") if folder.name not in podcasts]
        return sorted(found + [folder for folder in self.indexes.glob("*/") if folder.name not in indexes])

    def prepare(self) -> None:
        """Make the folders."""
        try:
            for place in (self.podcasts, self.indexes, self.models, self.voices, self.locks, self.log.parent):
                place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            told = disk_error(error, self.root)
            if isinstance(told, DiskFullError):
                raise told from error
            raise NoPermissionError(
                f"The data folder {self.root} cannot be used ({error.strerror}).",
                way_out=f"Make it writable, or name another one in {HOME_VARIABLE}.",
            ) from error
        if not os.access(self.root, os.W_OK):
            raise NoPermissionError(
                f"The data folder {self.root} is not writable.",
                way_out=f"Change its permissions, or name another one in {HOME_VARIABLE}.",
            )
