"""`make evaluate`: podcasts of several collections, lengths and styles with the installed model, each judged.

Prints each podcast's row as it is done and writes a page and a JSON file. A run that was broken off goes on where it
stopped, as long as --out is the same; --anew begins again. --collections takes names of the evaluation's own or paths
of any folders; "hostile" is the one whose documents give orders to the model.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from podcast_studio.domain.errors import PodcastStudioError
from podcast_studio.domain.files import write_atomically
from podcast_studio.domain.styles import Level, Style, parse_level, parse_style
from podcast_studio.engines.embedder import WordLlamaEmbedder
from podcast_studio.studio import Home, open_studio
from tests.evaluation.hostile.orders import BAKEHOUSE
from tests.evaluation.making import Case, make, model_file
from tests.evaluation.measures import judge
from tests.evaluation.performance import Performance
from tests.evaluation.report import Results, page, row_line

HERE = Path(__file__).resolve().parent
OWN = HERE / "collections"
HOSTILE = HERE / "hostile" / "bakehouse"
DOCS = HERE.parents[1] / "docs"


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    cases = cases_of(options.collections, options.minutes, options.styles, options.levels, options.seed, options.grid)
    out: Path = options.out.absolute()
    results = Results(path=out.with_suffix(".json")) if options.anew else Results.read(out.with_suffix(".json"))
    with tempfile.TemporaryDirectory(prefix="podcast-studio-evaluation-") as folder:
        failed = _make_all(cases, results, Home(root=Path(folder)), options.model, options.keep)
    write_atomically(out, page(results).encode())
    print(f"\nThe report is {out}")
    return 1 if failed else 0


def _make_all(cases: Sequence[Case], results: Results, home: Home, wanted: str, keep: Path | None) -> int:
    """Make and judge those that are not judged yet; how many failed."""
    embedder, failed = WordLlamaEmbedder(), 0
    home.prepare()
    model = model_file(wanted, home)
    with open_studio(home) as studio:
        for case in cases:
            if case.name in results.podcasts:
                print(f"{case.name}: judged already", flush=True)
                continue
            try:
                podcast = make(studio, home, case, model)
            except (RuntimeError, PodcastStudioError) as error:
                print(f"{case.name}: {error}", flush=True)
                failed += 1
                continue
            verdict = judge(podcast, embedder, BAKEHOUSE if case.folder == HOSTILE else ())
            row = {
                "collection": case.folder.name,
                "minutes": case.minutes,
                "style": case.style,
                "level": case.level,
                "language": podcast.language,
                "seed": case.seed,
                "model": Path(model).stem,
                "seconds": round(podcast.seconds, 2),
                "note": podcast.note,
                "figures": dict(verdict.figures),
                "findings": {key: list(found) for key, found in verdict.findings.items()},
            }
            results.add(case.name, row)
            print(row_line(case.name, verdict.figures), flush=True)
            if keep is not None:
                _keep(podcast, keep / f"{case.name}.txt".replace(" ", "_").replace(",", ""))
    return failed


def cases_of(
    collections: Sequence[str],
    minutes: Sequence[float],
    styles: Sequence[Style],
    levels: Sequence[Level],
    seed: int,
    grid: bool,
) -> list[Case]:
    """Every collection in every length, style and level with `grid`; else each in some, so that all come up."""
    folders = [_folder(name) for name in collections] if collections else [*_folders(OWN), HOSTILE]
    wanted = [(length, style, level) for length in minutes for style in styles for level in levels]
    if grid:
        chosen = [(folder, *wish) for folder in folders for wish in wanted]
    else:
        count = max(len(folders), len(minutes), len(styles), len(levels))
        rounds = range(max(1, -(-count // len(folders))))
        chosen = [
            (
                folder,
                minutes[(place + turn) % len(minutes)],
                styles[(place + turn * len(folders)) % len(styles)],
                levels[(place + turn * (len(folders) + 1)) % len(levels)],
            )
            for turn in rounds
            for place, folder in enumerate(folders)
        ]
    return [Case(folder=folder, minutes=m, style=s, level=v, seed=seed) for folder, m, s, v in chosen]


def _folders(parent: Path) -> list[Path]:
    return sorted(folder for folder in parent.iterdir() if folder.is_dir())


def _folder(name: str) -> Path:
    if name == "hostile":
        return HOSTILE
    own = OWN / name
    folder = own if own.is_dir() else Path(name).expanduser().absolute()
    if not folder.is_dir():
        known = ", ".join([*(one.name for one in _folders(OWN)), "hostile"])
        raise SystemExit(f"There is no collection {name}. Give a folder, or one of: {known}.")
    return folder


def _keep(podcast: Performance, path: Path) -> None:
    """The script as text, to be read by people."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{number:3} {turn.speaker}: {turn.text}" for number, turn in enumerate(podcast.turns)]
    path.write_text(
        "\n".join([json.dumps({"title": podcast.title, "seconds": podcast.seconds}), *lines]) + "\n", "utf-8"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make evaluate", description=__doc__)
    parser.add_argument("--collections", nargs="+", default=[], metavar="NAME", help="default: all of them")
    parser.add_argument("--minutes", nargs="+", type=float, default=[1.0, 3.0, 5.0])
    parser.add_argument("--styles", nargs="+", type=parse_style, default=[*Style], metavar="STYLE")
    parser.add_argument("--levels", nargs="+", type=parse_level, default=[*Level], metavar="LEVEL")
    parser.add_argument("--grid", action="store_true", help="every collection in every length, style and level")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--model", default="", help="a GGUF file; default: the starter model")
    parser.add_argument("--out", type=Path, default=DOCS / "evaluation.md", help="the page; the JSON goes beside it")
    parser.add_argument("--keep", type=Path, default=None, metavar="FOLDER", help="keep each script there as text")
    parser.add_argument("--anew", action="store_true", help="forget what an earlier run has judged")
    return parser


if __name__ == "__main__":
    sys.exit(main())
