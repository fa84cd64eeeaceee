"""Set up .venv with the app and the extras named on the command line. Standard library only.

Usage: python3 packaging/bootstrap.py [EXTRA ...]
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / ".podcast-studio-setup"
CONSTRAINTS = ROOT / "constraints.txt"
# Library to look for -> Debian package that has it.
SYSTEM_LIBRARIES = {
    "libgomp.so.1": "libgomp1",
    # What Qt's libraries and its X11 plugin are linked against.
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libpulse.so.0": "libpulse0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# Program to look for -> Debian package that has it: a sound server to record, and a screen that nobody sees.
TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "parec": "pulseaudio-utils",
    "pulseaudio": "pulseaudio",
    "xauth": "xauth",
}


def main(extras: Sequence[str]) -> int:
    """Make the environment fit for these extras; at once when it is already."""
    if sys.version_info < (3, 11):  # noqa: UP036 - it runs before anything could refuse an older Python
        print("Podcast Studio needs Python 3.11 or newer. Try: make PYTHON=python3.11 …", file=sys.stderr)
        return 1
    wanted = sorted(set(extras) | _installed_extras())
    if _read_stamp() == _fingerprint(wanted):
        return 0
    _system_packages(wanted)
    if not (VENV / "bin" / "python").exists():
        print("Creating .venv", flush=True)
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    if not _has_llama():
        print("Compiling llama.cpp: about three minutes, only this once.", flush=True)
        _pip(["llama-cpp-python"], "still compiling llama.cpp")
    print(f"Installing Podcast Studio with: {', '.join(wanted)}", flush=True)
    _pip(["--editable", f".[{','.join(wanted)}]"], "still installing")
    STAMP.write_text(_fingerprint(wanted))
    return 0


def _pip(arguments: Sequence[str], meanwhile: str) -> None:
    """Install, with a sign of life every 15 seconds."""
    command = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = threading.Event()
    threading.Thread(target=_tick, args=(done, meanwhile), daemon=True).start()
    try:
        subprocess.run([*command, "--constraint", str(CONSTRAINTS), *arguments], cwd=ROOT, check=True)
    except subprocess.CalledProcessError as error:
        print("The installation failed; the lines above say why.", file=sys.stderr)
        raise SystemExit(1) from error
    finally:
        done.set()


def _tick(done: threading.Event, meanwhile: str) -> None:
    started = time.monotonic()
    while not done.wait(15):
        print(f"  {meanwhile} ({time.monotonic() - started:.0f} s)", flush=True)


def _has_llama() -> bool:
    python = VENV / "bin" / "python"
    look = "import importlib.util, sys; sys.exit(importlib.util.find_spec('llama_cpp') is None)"
    return subprocess.run([str(python), "-c", look], check=False).returncode == 0


def _system_packages(extras: Sequence[str]) -> None:
    """Install missing libraries, and programs for the tests, when we may; else say in one line how to."""
    programs = TEST_PROGRAMS if {"test", "dev"} & set(extras) else {}
    found = {package for library, package in SYSTEM_LIBRARIES.items() if not _loads(library)}
    missing = sorted(found | {package for program, package in programs.items() if not shutil.which(program)})
    if not missing or not sys.platform.startswith("linux"):
        return
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        print(f"Installing system packages: {' '.join(missing)}", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", *missing], check=False)
    else:
        print(f"Some system packages are missing. Install them with: sudo apt-get install {' '.join(missing)}")


def _loads(library: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _fingerprint(extras: Sequence[str]) -> str:
    system = " ".join([*SYSTEM_LIBRARIES, *TEST_PROGRAMS]).encode()
    digest = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + CONSTRAINTS.read_bytes() + system).hexdigest()
    return f"{digest} {' '.join(extras)} {sys.version_info.major}.{sys.version_info.minor}"


def _read_stamp() -> str:
    return STAMP.read_text() if STAMP.exists() else ""


def _installed_extras() -> set[str]:
    parts = _read_stamp().split()
    return set(parts[1:-1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
