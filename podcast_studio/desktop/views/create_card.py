"""The card that orders a podcast: length, focus, and one button; the rest has good defaults."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit

from podcast_studio.desktop.door import Reload
from podcast_studio.desktop.shell import Shell
from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.views.create_language import foreign_words, no_voice_words
from podcast_studio.desktop.views.create_length import LengthChoice
from podcast_studio.desktop.views.create_more import MoreWishes
from podcast_studio.desktop.views.previews import Previews
from podcast_studio.desktop.views.server_dialog import leaves_notice
from podcast_studio.desktop.views.telling import style_name
from podcast_studio.desktop.views.voice_picker import VoicePicker, cast, installed_hint, speaking
from podcast_studio.desktop.widgets import (
    Card,
    MenuChoice,
    PrimaryButton,
    ProgressLine,
    QuietButton,
    StatusText,
    Text,
)
from podcast_studio.desktop.widgets.flow import flow
from podcast_studio.desktop.words import about
from podcast_studio.domain.endpoints import Endpoint, is_address
from podcast_studio.domain.errors import PodcastStudioError
from podcast_studio.domain.languages import AUTO, ENGLISH, language_for
from podcast_studio.domain.podcasts import AudioFormat, Speaker
from podcast_studio.domain.shelf import CollectionRow
from podcast_studio.domain.styles import Style
from podcast_studio.domain.voices import Voice
from podcast_studio.studio.preferences import Preferences

_FOCUS_WIDTH = 190  # px; with less it gets a line of its own
_WORDS_PER_MINUTE = 165  # a brisk voice; only to warn that a folder holds too little


class CreateCard(Card):
    """Asks for a podcast about a collection."""

    created = Signal(object, bool)  # the Podcast, and whether it begins now
    prepared = Signal(float)  # share of the starter model, from the thread that puts it together

    def __init__(self, shell: Shell) -> None:
        super().__init__(gap=2 * UNIT)
        self.body.setContentsMargins(5 * UNIT, 5 * UNIT, 5 * UNIT, 3 * UNIT)
        self._shell = shell
        self._collection: CollectionRow | None = None
        self._changed = False
        self._picked = False  # whether the user has chosen a voice since there were others to choose from
        self._loaded = False  # whether it is known what is installed
        self._obstacle = ""  # why nothing can be made of it
        self._preferences = Preferences()
        self._voices: list[Voice] = []
        self._estimate = Reload(shell.door, self, self._load_estimate)
        self._busy = False
        self._make_controls()
        self._lay_out()
        self.prepared.connect(self._show_preparing)

    @property
    def language(self) -> str:
        """What the podcast will be in, as far as that is known."""
        choice: str = self.more.language.value
        return language_for(self._of_documents) if choice == AUTO else choice

    @property
    def _of_documents(self) -> str:
        """The language that most of the documents are in; "" where it is not known."""
        return self._collection.language if self._collection is not None else ""

    def show_collection(self, collection: CollectionRow, *, changed: bool = False) -> None:
        """Podcasts will be about this one; `changed`: its folder holds other documents than were read."""
        other, before = self._collection is None or self._collection.id != collection.id, self.language
        self._collection, self._changed = collection, changed
        if other:
            self.focus.clear()
            self.more.reset()
            self.status.say("")
            self._obstacle = ""
        if self.language != before:
            self._language_changed()
        self._refresh()
        self._estimate()

    async def load(self) -> None:
        """Take over what is installed and preferred."""
        studio, door = self._shell.studio, self._shell.door
        preferences, voices = await door.ask(studio.preferences.get), await door.ask(studio.voices)
        if self._loaded and (preferences, voices) == (self._preferences, self._voices):
            return
        first = not self._voices
        self._loaded = True
        self._take(preferences, voices, everything=first)

    def _take(self, preferences: Preferences, voices: list[Voice], *, everything: bool) -> None:
        before, self._preferences, self._voices = self._preferences, preferences, voices
        self.server.setText(leaves_notice(Endpoint.parse(preferences.model)) if is_address(preferences.model) else "")
        self.server.setVisible(bool(self.server.text()))
        if everything or before.minutes != preferences.minutes:
            self.length.choose(preferences.minutes)
        if everything or before.format != preferences.format:
            self.format.choose(preferences.format)
        if everything or (before.style, before.level) != (preferences.style, preferences.level):
            self.style_choice.choose(preferences.style)
            self.more.level.choose(preferences.level)
        if everything or before.language != preferences.language:
            self.more.language.choose(preferences.language)
        if everything or (before.host_voice, before.expert_voice) != (preferences.host_voice, preferences.expert_voice):
            self._cast(preferences.host_voice, preferences.expert_voice)
        else:
            self._cast(self.host.voice, self.expert.voice)
        self._estimate()

    def _make_controls(self) -> None:
        self.length = LengthChoice()
        self.focus = QLineEdit()
        self.focus.setPlaceholderText(self.tr("What should it focus on? (optional)"))
        self.focus.setAccessibleName(self.tr("What should it focus on?"))
        self.create_button = PrimaryButton(self.tr("Create podcast"), self._begin)
        self.previews = Previews(self._shell, self)
        self.host = VoicePicker(self._shell, Speaker.HOST, self.previews)
        self.expert = VoicePicker(self._shell, Speaker.EXPERT, self.previews)
        self.style_choice = MenuChoice(
            self.tr("Style"),
            [(style, style_name(style)) for style in Style],
            self.tr("How the two talk about your documents"),
            lambda name: self.tr("Style: {name}").format(name=name),
        )
        self.format = MenuChoice(
            self.tr("Format"),
            [(kind, kind.value.upper()) for kind in AudioFormat],
            self.tr("The kind of audio file"),
            lambda name: self.tr("Format: {name}").format(name=name),
        )
        self.more_button = QuietButton(self.tr("More"), plain=True)
        self.more = MoreWishes()
        self.estimate, self.warning, self.status = Text("", "secondary"), StatusText(), StatusText()
        self.server = Text("", "secondary", wraps=True)  # that text leaves the program, where it does
        self.preparing = ProgressLine(self._shell.theme, self.tr("Preparing the language model"))
        self._connect()

    def _connect(self) -> None:
        self.length.changed.connect(self._length_changed)
        self.focus.returnPressed.connect(self._begin)
        self.more.title.returnPressed.connect(self._begin)
        self.host.chosen.connect(lambda voice: self._pick(voice, self.expert.voice))
        self.expert.chosen.connect(lambda voice: self._pick(self.host.voice, voice))
        self.more.language.currentIndexChanged.connect(lambda _index: self._language_changed())
        self.more_button.setCheckable(True)
        self.more_button.setIcon(self._shell.theme.icons("chevron-down"))
        self.more_button.toggled.connect(self._show_more)

    def _lay_out(self) -> None:
        self._top = QGridLayout()
        self._top.setHorizontalSpacing(3 * UNIT)
        self._top.setVerticalSpacing(3 * UNIT)
        self._in_two_lines: bool | None = None
        wishes = flow(
            self.host, self.expert, self.style_choice, self.format, self.more_button, self.estimate, last_at_end=True
        )
        self.body.addLayout(self._top)
        for part in (wishes, self.more, self.server, self.warning, self.preparing, self.status):
            self.body.addWidget(part)
        for hidden in (self.more, self.server, self.warning, self.preparing, self.status):
            hidden.hide()
        self.length.choose(self._preferences.minutes)
        self.format.choose(self._preferences.format)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Length, focus and button in one line, or the focus below where there is no room for it."""
        taken = sum(part.sizeHint().width() + 3 * UNIT for part in (self.length, self.create_button)) + 10 * UNIT
        in_two_lines = self.width() - taken < _FOCUS_WIDTH
        if in_two_lines == self._in_two_lines:
            return
        self._in_two_lines = in_two_lines
        for part in (self.length, self.focus, self.create_button):
            self._top.removeWidget(part)
        self._top.addWidget(self.length, 0, 0)
        self._top.addWidget(self.create_button, 0, 2)
        if in_two_lines:
            self._top.addWidget(self.focus, 1, 0, 1, 3)
        else:
            self._top.addWidget(self.focus, 0, 1)
        self._top.setColumnStretch(1, 1)

    def _length_changed(self) -> None:
        self._arrange()
        self._estimate()

    def _language_changed(self) -> None:
        """Back to the voices that are preferred, where they speak it."""
        if self._loaded:
            self._picked = False
            self._cast(self._preferences.host_voice, self._preferences.expert_voice)

    def _pick(self, host: str, expert: str) -> None:
        self._picked = True
        self._cast(host, expert)

    def _cast(self, host: str, expert: str) -> None:
        """Let these speak, as far as they speak the language."""
        language, ours = self.language, speaking(self._voices, self.language)
        known = {voice.id for voice in ours}
        wanted = [voice if language == ENGLISH or voice in known else "" for voice in (host, expert)]
        first, second = cast(ours, *wanted)
        self.host.offer(ours, first, second)
        self.expert.offer(ours, second, first)
        self._refresh()

    def _show_more(self, on: bool) -> None:
        self.more.setVisible(on)
        self.more_button.setIcon(self._shell.theme.icons("chevron-up" if on else "chevron-down"))

    def _refresh(self) -> None:
        """What can be done now."""
        before, self._obstacle = self._obstacle, self._why_not()
        self.create_button.setEnabled(self._collection is not None and not self._obstacle and not self._busy)
        self.create_button.setText(self.tr("Checking…") if self._busy else self.tr("Create podcast"))
        self.create_button.setToolTip(self._obstacle)
        if self._obstacle != before:
            self.status.say(self._obstacle)
        foreign = foreign_words(self._of_documents, self.language, self._voices) if self._loaded else ""
        self.warning.say("" if self._obstacle else foreign)

    def _why_not(self) -> str:
        """What stands in the way of making a podcast of this collection."""
        known = self._collection
        if known is None:
            return ""
        if self._loaded and not self._voices:
            return installed_hint(self._voices)
        if self._loaded and not speaking(self._voices, self.language):
            return no_voice_words(self.language, chosen=self.more.language.value != AUTO)
        if not known.folder_exists:
            return self.tr("No podcast can be made while the folder is not there.")
        if known.indexed_at is not None and not known.documents and not known.indexing and not self._changed:
            return self.tr("No podcast can be made: there is no document in it that can be read.")
        return ""

    async def _load_estimate(self) -> None:
        minutes = self.length.minutes
        estimate = await self._shell.door.ask(self._shell.studio.estimate, minutes=minutes)
        ready, first = about(estimate.seconds), about(estimate.first_sound_seconds)
        text = self.tr("ready in about {time}, you can listen after {first}").format(time=ready, first=first)
        hint = "" if estimate.measured else self.tr("A guess: no podcast has been made on this computer yet.")
        enough = self._holds()
        if enough is not None and enough < minutes * 0.8:
            text = self.tr("these documents hold enough for about {number} min").format(number=max(1, round(enough)))
            hint = self.tr("The podcast ends when everything in them has been told.")
        self.estimate.setText("" if self._obstacle else text)
        self.estimate.setToolTip("" if self._obstacle else hint)

    def _holds(self) -> float | None:
        """How many minutes the documents may carry; None where that is not known."""
        known = self._collection
        if known is None or known.indexing or known.indexed_at is None:
            return None
        return known.words / _WORDS_PER_MINUTE

    def _begin(self) -> None:
        if self.create_button.isEnabled() and self._collection is not None:
            self._shell.door.start(self._order(self._collection), self)

    def _wishes(self, collection: CollectionRow) -> dict[str, Any]:
        open_still = self.more.language.value == AUTO and not self._of_documents and not self._picked
        return {
            "folder": collection.folder,
            "minutes": self.length.minutes,
            "title": self.more.title.text(),
            "focus": self.focus.text(),
            "language": self.more.language.value,
            "style": self.style_choice.value,
            "level": self.more.level.value,
            "audio_format": self.format.value,
            "host_voice": "" if open_still else self.host.voice,
            "expert_voice": "" if open_still else self.expert.voice,
            "model": self._preferences.model,
            "priority": self.more.priority.value,
            "run_at": self.more.run_at,
        }

    async def _order(self, collection: CollectionRow) -> None:
        studio, door = self._shell.studio, self._shell.door
        self._set_busy(True)
        try:
            wishes = self._wishes(collection)
            podcast = await door.ask_long(studio.order, **wishes, preparing=self.prepared.emit)
        except PodcastStudioError as error:
            self.status.say(str(error), trouble=True)
            return
        finally:
            self._set_busy(False)
        self.status.say("")
        self.focus.clear()
        self.more.reset()
        self.created.emit(podcast, wishes["run_at"] is None)
        kept = {name: wishes[name] for name in ("minutes", "language", "style", "level")}
        await door.ask(studio.preferences.set, **kept)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.preparing.hide()
        self._refresh()
        if busy:
            self.status.say("")

    def _show_preparing(self, share: float) -> None:
        if self._busy:
            self.preparing.show()
            self.preparing.show_share(round(100 * share))
            self.status.say(self.tr("Putting the starter model together, once…"))
