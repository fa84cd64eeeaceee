from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

_BOUND = ("-dac_override", "-dac_read_search")  # what lets root read and write anything


@pytest.fixture(scope="session")
def bound_by_permissions() -> tuple[str, ...]:
    """What to run a command with so that file permissions hold for it, also when the tests run as root."""
    if not hasattr(os, "geteuid"):
        pytest.skip("file permissions of this system are of another kind")
    if os.geteuid() != 0:
        return ()
    prefix = ("setpriv", f"--bounding-set={','.join(_BOUND)}", f"--inh-caps={','.join(_BOUND)}")
    if shutil.which("setpriv") is None or subprocess.run([*prefix, "true"], check=False).returncode != 0:
        pytest.skip("root may read and write anything here, and setpriv cannot change that")
    return prefix


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Makes a disk of so many kilobytes."""
    mounted: list[Path] = []

    def make(kilobytes: int) -> Path:
        place = tmp_path / f"disk{len(mounted)}"
        place.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)]
        if shutil.which("mount") is None or subprocess.run(command, check=False, capture_output=True).returncode != 0:
            pytest.skip("no small disk can be mounted here; that takes root")
        mounted.append(place)
        return place

    yield make
    for place in mounted:
        subprocess.run(["umount", "--lazy", str(place)], check=True)
