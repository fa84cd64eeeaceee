"""`make bench-desktop`: how quick and quiet the window is, each figure beside its target. Wants a display, or Xvfb."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from podcast_studio.domain.jobs import JobState
from podcast_studio.engines.starter import StarterModel
from podcast_studio.studio.home import Home
from tests.benchmarks.figures import Table
from tests.benchmarks.shelves import fill

_STARTS = 5


def main() -> int:
    table = Table()
    with tempfile.TemporaryDirectory(prefix="podcast-studio-bench-") as folder:
        root = Path(folder)
        for count, target in ((0, 0.8), (1_000, 1.0), (10_000, 1.0)):
            home = Home(root=root / f"shelf {count}")
            fill(home, count)
            seconds = [_child("start", home)["seconds"] for _ in range(_STARTS)]
            table.add(f"first painted window, {count:,} podcasts", statistics.median(seconds), "s", at_most=target)
        table.add(
            "longest stall while 1,000 jobs change 50 times a second", _queue_stall(root) * 1000, "ms", at_most=50
        )
        listed = _child("documents", Home(root=root / "shelf 0"))["stall"]
        table.add("longest stall while 10,000 documents are listed and searched", listed * 1000, "ms", at_most=50)
        growth = _child("memory", Home(root=root / "shelf 1000"))["growth_percent"]
        table.add("memory after opening 100 podcasts", growth, "% more", at_most=5)
        made = _child("making", _with_model(root))
        table.add("from Create to the first sound, cold model", made["first_sound"], "s", at_most=12)
        table.add("longest stall during a whole generation", made["stall"] * 1000, "ms", at_most=50)
    print(table)
    return 0


def _queue_stall(root: Path) -> float:
    home = Home(root=root / "queue")
    fill(home, 1_000, state=JobState.QUEUED)
    return _child("queue", home)["stall"]


def _with_model(root: Path) -> Home:
    home = Home(root=root / "making")
    home.prepare()
    named = os.environ.get("PODCAST_STUDIO_TEST_MODELS", "")
    if named:
        for path in filter(Path.is_file, Path(named).iterdir()):
            shutil.copy2(path, home.models / path.name)
    StarterModel(home.models).ensure()
    return home


def _child(measure: str, home: Home) -> dict[str, float]:
    environment = {**os.environ, "PODCAST_STUDIO_HOME": str(home.root), "BENCH_STARTED": str(time.monotonic())}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed app has its bytecode
    ran = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.desktop_child", measure],
        env=environment, stdout=subprocess.PIPE, text=True, check=True, timeout=1800,
    )  # fmt: skip
    found: dict[str, float] = json.loads(ran.stdout.strip().splitlines()[-1])
    return found


if __name__ == "__main__":
    sys.exit(main())
