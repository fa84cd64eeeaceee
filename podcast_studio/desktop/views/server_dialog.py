"""Naming a model server: its address, what it has, and what that means for the text of the documents."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from podcast_studio.desktop.dialogs import Dialog
from podcast_studio.desktop.shell import Shell
from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.widgets import Choice, QuietButton, StatusText, Text, row
from podcast_studio.desktop.words import translate
from podcast_studio.domain.endpoints import Endpoint
from podcast_studio.domain.errors import InputError, PodcastStudioError

_USUAL = "http://127.0.0.1:11434/v1"  # Ollama's


class ServerDialog(Dialog):
    """Asks a server for its models, and lets one be chosen."""

    def __init__(self, parent: QWidget, shell: Shell, known: str = "") -> None:
        """`known` is the address to begin with."""
        super().__init__(parent, translate("ServerDialog", "Use a model server"))
        self._shell = shell
        self.address = QLineEdit(known.partition("#")[0] or _USUAL)
        self.address.setAccessibleName(self.tr("Address of the server"))
        self.address.setToolTip(self.tr("As Ollama, LM Studio, llama-server and vLLM have it, ending in /v1"))
        self.look = QuietButton(self.tr("Look"), lambda: shell.door.start(self._look(), self))
        self.look.setToolTip(self.tr("Ask the server which models it has"))
        self.models = Choice()
        self.models.setAccessibleName(self.tr("Model"))
        self.models.setEnabled(False)
        self.notice, self.status = Text("", wraps=True), StatusText()
        self.add(
            Text(self.tr("Another program can write the scripts, if it offers its models to others."), wraps=True),
            row(self.address, self.look, gap=2 * UNIT),
            self.models,
            self.notice,
            self.status,
        )
        self.add_button(self.tr("Cancel"), Dialog.DialogCode.Rejected)
        self.use = self.add_button(self.tr("Use this model"), Dialog.DialogCode.Accepted, main=True)
        self.use.setEnabled(False)
        self.address.textChanged.connect(lambda _text: self._address_changed())
        self._address_changed()

    @property
    def model(self) -> str:
        """The name of the model that is chosen."""
        return str(self.models.value or "")

    def show_models(self, names: Sequence[str]) -> None:
        """Offer what the server has."""
        self.models.clear()
        self.models.offer([(name, name) for name in names])
        self.models.setEnabled(bool(names))
        self.use.setEnabled(bool(names))
        if not names:
            self.status.say(self.tr("The server has no model. Load one there first."), trouble=True)

    def _address_changed(self) -> None:
        self.models.clear()
        self.models.setEnabled(False)
        self.use.setEnabled(False)
        self.status.say("")
        try:
            endpoint = Endpoint.parse(self.address.text())
        except InputError:
            self.notice.setText("")
            return
        self.notice.setText(leaves_notice(endpoint))

    async def _look(self) -> None:
        self.look.setEnabled(False)
        self.status.say(self.tr("Asking the server…"))
        try:
            names = await self._shell.door.ask_long(
                self._shell.studio.installing.server_models, address=self.address.text()
            )
        except PodcastStudioError as error:
            self.status.say(str(error), trouble=True)
        else:
            self.status.say("")
            self.show_models(names)
        finally:
            self.look.setEnabled(True)


def leaves_notice(endpoint: Endpoint) -> str:
    """What using a server means, in a sentence."""
    if endpoint.is_on_this_computer:
        text = translate(
            "ServerDialog",
            "The text of your documents leaves this program: it is given to {server}, a program on this computer.",
        )
    else:
        text = translate(
            "ServerDialog", "The text of your documents leaves this computer: it is sent to {server} over the network."
        )
    return text.format(server=endpoint.server)
