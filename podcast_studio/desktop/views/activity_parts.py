"""Parts of the page "Activity": single figures, and shares under one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from podcast_studio.desktop.theme import UNIT, Theme
from podcast_studio.desktop.widgets import Card, ElidedLabel, ProgressLine, Text, column, row
from podcast_studio.desktop.words import percent, translate

NOTHING = "–"  # for a figure that cannot be told yet


class Figure(QWidget):
    """What it is, and below that how much."""

    def __init__(self, name: str, kind: str = "strong") -> None:
        """`kind` of the number: "figure" is the large one."""
        super().__init__()
        self._name = name
        self.value = Text(NOTHING, kind)
        self.setLayout(column(Text(name, "secondary"), self.value, gap=UNIT // 2))

    def say(self, value: str) -> None:
        """Change the number."""
        self.value.setText(value)
        self.value.setAccessibleName(translate("activity", "{name}: {value}").format(name=self._name, value=value))


class FigureCard(Card):
    """A large figure on a surface of its own."""

    def __init__(self, name: str) -> None:
        self._figure = Figure(name, "figure")
        super().__init__(self._figure, padding=4 * UNIT)

    @property
    def text(self) -> str:
        """What it says."""
        return self._figure.value.text()

    def say(self, value: str) -> None:
        """Change the number."""
        self._figure.say(value)


@dataclass(frozen=True, kw_only=True)
class Share:
    """One line of a list of shares."""

    name: str
    share: float  # 0 to 1
    note: str = ""  # said before the percentage


class ShareList(QWidget):
    """Names with a percentage and a line that is as long."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: list[_ShareLine] = []
        self._body = column(gap=3 * UNIT)
        self.setLayout(self._body)

    @property
    def texts(self) -> list[tuple[str, str]]:
        """What is shown: names and what stands at the end of their lines."""
        return [(line.name.text(), line.note.text()) for line in self._lines if not line.isHidden()]

    def show_shares(self, shares: Sequence[Share]) -> None:
        """Show these, in that order; lines that are there are used again."""
        while len(self._lines) < len(shares):
            line = _ShareLine(self._theme)
            self._lines.append(line)
            self._body.addWidget(line)
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(shares))
            if number < len(shares):
                line.show_share(shares[number])


class _ShareLine(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.name, self.note, self._line = ElidedLabel(), Text("", "status"), ProgressLine(theme, "")
        self.setLayout(column(row(self.name, self.note), self._line, gap=0))

    def show_share(self, share: Share) -> None:
        whole = round(share.share * 100)
        self.name.setText(share.name)
        self.note.setText(f"{share.note}  {percent(whole)}".strip())
        self._line.setAccessibleName(share.name)
        self._line.show_share(whole)
