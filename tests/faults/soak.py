"""Kills for an hour: `python -m tests.faults.soak [--kills N] [--seed N] [--minutes M]`; a failure prints its seed."""

from __future__ import annotations

import argparse
import secrets
import sys
import tempfile
import time
from pathlib import Path

from podcast_studio.testing.killing import KILLED_AT, Killing
from podcast_studio.testing.stage import Company


def main() -> int:
    """Kill until there were enough; the exit code."""
    parser = argparse.ArgumentParser(prog="soak", description=__doc__)
    parser.add_argument("--kills", type=int, default=500, help="at least so many (default: 500)")
    parser.add_argument("--minutes", type=float, default=60.0, help="and for so long (default: 60)")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000), help="which moments are chosen")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    ends = time.monotonic() + options.minutes * 60
    with tempfile.TemporaryDirectory() as place:
        company = Company(Path(place))
        killing = Killing(Path(place), company, seed=options.seed)
        try:
            while killing.kills < options.kills or time.monotonic() < ends:
                killing.round()
                print(killing.told(), flush=True)
                assert killing.most_revoiced <= 1, f"seed {options.seed}: a turn too many was voiced again"
                different = [seed for seed, samples in killing.samples.items() if len(samples) > 1]
                assert not different, f"seed {options.seed}: podcasts {different} do not sound alike"
        except BaseException:
            print(f"failed with --seed {options.seed}\n{company.complaints()}", file=sys.stderr)
            raise
        finally:
            company.close()
    print(f"{killing.kills} kills over {len(KILLED_AT)} steps: nothing lost", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
