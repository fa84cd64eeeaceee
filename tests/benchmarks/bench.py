"""`make bench`: every figure of speed and memory in one run on this machine, each beside its target.

Options name what is to run: making (the podcasts), indexing, queue, or all when none is named. `--minutes 5 30` chooses
the lengths; figures that compare the lengths need two.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.figures import Table
from tests.benchmarks.indexing import bench_indexing
from tests.benchmarks.making import bench_making
from tests.benchmarks.queues import bench_queue

_PARTS = ("making", "indexing", "queue")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="*", choices=[*_PARTS, []], help="what to measure (default: all)")
    parser.add_argument("--minutes", nargs="+", type=float, default=[5.0, 30.0])
    options = parser.parse_args()
    parts = options.part or _PARTS
    table = Table()
    logging.disable(logging.INFO)  # of the libraries that ours is held against, a line for each of two thousand jobs
    with tempfile.TemporaryDirectory(prefix="podcast-studio-bench-") as folder:
        if "making" in parts:  # first: what the others leave in this process would count as the app's memory
            bench_making(table, Path(folder), options.minutes)
        if "indexing" in parts:
            bench_indexing(table, Path(folder))
        if "queue" in parts:
            bench_queue(table, Path(folder))
    print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
