"""The starter model and what it has read, shared by the data folders of tests."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def share(models: Path, read: Path, root: Path) -> Path:
    """Let the data folder `root` have the model, and know what it `read` before; the model's path.

    To read that beginning takes half a minute on a slow machine, and a data folder has it after its first podcast.
    """
    own, known = root / "models", root / "cache" / "prompts"
    own.mkdir(parents=True)
    for path in models.iterdir():
        if path.suffix in (".gguf", ".json"):
            try:
                os.link(path, own / path.name)
            except OSError:  # another file system
                shutil.copy2(path, own / path.name)
    known.parent.mkdir(parents=True)
    known.symlink_to(read, target_is_directory=True)
    return next(own.glob("*.gguf"))
