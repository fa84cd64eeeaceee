"""Rows of a form: what it is, a word about it, and the control on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.widgets.labels import SectionTitle, Text
from podcast_studio.desktop.widgets.surfaces import Card, Line, column, row


class FormRow(QWidget):
    """One choice."""

    def __init__(self, title: str, control: QWidget, hint: str = "") -> None:
        super().__init__()
        label = Text(title, wraps=True)
        words = column(label, gap=UNIT // 2)
        self.hint = Text(hint, "secondary", wraps=True)
        self.hint.setVisible(bool(hint))
        words.addWidget(self.hint)
        if isinstance(control, QAbstractButton) and control.text():
            control.setAccessibleName(f"{title}: {control.text()}")
        elif not control.accessibleName():
            control.setAccessibleName(title)
        control.setAccessibleDescription(hint)
        label.setBuddy(control)
        line = row(gap=6 * UNIT)
        line.addLayout(words, 1)
        line.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        self.setLayout(line)


class FormCard(QWidget):
    """Rows that belong together, under a title."""

    def __init__(self, title: str, *rows: QWidget) -> None:
        super().__init__()
        card = Card(gap=3 * UNIT, padding=4 * UNIT)
        for number, part in enumerate(rows):
            if number:
                card.body.addWidget(Line())
            card.body.addWidget(part)
        self.setLayout(column(SectionTitle(title), card, gap=2 * UNIT))
