"""The languages of the window. English is one of them: it has plurals that the source texts only hint at."""

from __future__ import annotations

import os

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from podcast_studio.desktop.resources import resource

VARIABLE = "PODCAST_STUDIO_LANGUAGE"  # e.g. "en" or "en_XA", instead of the system's


def install_translations(app: QApplication) -> None:
    """Load the texts of the user's language over English, and Qt's own texts."""
    folder = str(resource("translations"))
    named = os.environ.get(VARIABLE, "")
    locale = QLocale(named) if named else QLocale.system()
    english, own, qt = QTranslator(app), QTranslator(app), QTranslator(app)
    if english.load("podcast_studio_en", folder):
        app.installTranslator(english)
    found = own.load(f"podcast_studio_{named}", folder) if named else own.load(locale, "podcast_studio", "_", folder)
    if found:
        app.installTranslator(own)
    if qt.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(qt)
