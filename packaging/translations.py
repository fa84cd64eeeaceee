"""Bring resources/translations up to date with the sources: collect all texts, fill in English plurals, compile.

Usage: python packaging/translations.py [FOLDER] [--pseudo]

Texts that count are written as "%Ln podcast(s)"; their English forms are made from that. With --pseudo a made-up
language is written too, in which every text is longer, accented and bracketed: whatever is not is not translated.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

import PySide6

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "podcast_studio" / "desktop"
TARGET = ROOT / "resources" / "translations"
_TOOLS = Path(PySide6.__file__).parent
_ACCENTS = str.maketrans("aceinosuyzACEINOSUYZ", "àçéîñöšüýžÀÇÉÎÑÖŠÜÝŽ")
_KEPT = re.compile(r"(\{\w*\}|%L?n|&&?|\*\.\w+|\.\w+\b)")  # placeholders, mnemonics and endings of files
_PADDING = 0.3  # other languages take about a third more room than English


def main(arguments: list[str]) -> int:
    folder = Path(next((one for one in arguments if not one.startswith("-")), TARGET))
    folder.mkdir(parents=True, exist_ok=True)
    compile_language(english(), folder / "podcast_studio_en.qm")
    if "--pseudo" in arguments:
        compile_language(pseudo(), folder / "podcast_studio_en_XA.qm")
    return 0


def english() -> ET.Element:
    """The texts that count, with one and with many."""
    tree = collect("en", "-pluralonly")
    for message in tree.iter("message"):
        source = message.findtext("source") or ""
        fill(message, [one_of(source), source.replace("(s)", "s")])
    return tree


def one_of(source: str) -> str:
    """A text that counts, said of a single thing."""
    return source.replace("(s)", "").replace("where they stopped", "where it stopped")


def pseudo() -> ET.Element:
    """Every text, accented, a third longer and in brackets."""
    tree = collect("en_XA")
    for message in tree.iter("message"):
        text = stretch(message.findtext("source") or "")
        fill(message, [text, text] if message.get("numerus") else [text])
    return tree


def stretch(text: str) -> str:
    """One text of the made-up language, with what the program puts in left as it is."""
    parts = _KEPT.split(text)
    accented = "".join(part if number % 2 else part.translate(_ACCENTS) for number, part in enumerate(parts))
    return f"⟦{accented}{'~' * round(len(text) * _PADDING)}⟧"


def collect(language: str, *options: str) -> ET.Element:
    """All texts of the window, from its sources."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{language}.ts"
        files = sorted(str(file) for file in SOURCES.rglob("*.py"))
        command = [str(_TOOLS / "lupdate"), "-silent", "-locations", "none", "-source-language", "en"]
        subprocess.run([*command, *options, "-target-language", language, *files, "-ts", str(path)], check=True)
        return ET.parse(path).getroot()


def fill(message: ET.Element, forms: list[str]) -> None:
    """Write the translation of a message."""
    translation = message.find("translation")
    assert translation is not None
    translation.attrib.pop("type", None)
    translation[:] = []
    translation.text = None
    if not message.get("numerus"):
        translation.text = forms[0]
        return
    for form in forms:
        ET.SubElement(translation, "numerusform").text = form


def compile_language(tree: ET.Element, target: Path) -> None:
    """Write the texts beside the compiled file, for whoever wants to read them, and compile them."""
    path = target.with_suffix(".ts")
    ET.indent(tree)
    text = ET.tostring(tree, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8")
    subprocess.run([str(_TOOLS / "lrelease"), "-silent", str(path), "-qm", str(target)], check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
