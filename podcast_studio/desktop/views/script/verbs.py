"""What can be done with a turn: one set of actions for the menu, the keys and the icons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QDialog, QMenu

from podcast_studio.desktop.actions import add_action
from podcast_studio.desktop.dialogs import answered
from podcast_studio.desktop.shell import Page, Shell
from podcast_studio.desktop.views.script.dialogs import PassageDialog, TurnDialog
from podcast_studio.desktop.views.script.editor import TurnEditor
from podcast_studio.desktop.views.script.rows import RowKind, ScriptRow
from podcast_studio.desktop.views.script.transcript import TranscriptView
from podcast_studio.domain.errors import PodcastStudioError
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.voices import Voice

Verb = Callable[[ScriptRow], object]


class TurnVerbs(QObject):
    """Joins the transcript to what can be done with its turns."""

    def __init__(self, shell: Shell, page: Page, view: TranscriptView, play: Callable[[str], object]) -> None:
        super().__init__(page)
        self._shell, self._page, self._view = shell, page, view
        self._podcast, self._voices = "", ()  # type: tuple[str, Sequence[Voice]]
        self._editable = False
        self._entries: list[tuple[QAction, bool] | None] = []  # with whether it edits; None is a line between
        self._add_all(play)
        view.menu_wanted.connect(self.show_menu)
        view.source_wanted.connect(self.show_source)
        view.button_pressed.connect(self._press)

    def use(self, podcast_id: str, *, editable: bool) -> None:
        """What is worked on from now on, and whether it is finished."""
        self._podcast, self._editable = podcast_id, editable
        self._view.painter.editable = editable

    def offer(self, voices: Sequence[Voice]) -> None:
        """The voices that a turn can have."""
        self._voices = voices

    def show_menu(self, at: QPoint) -> None:
        """The menu of the current turn."""
        row = self._view.current
        if row is not None and row.kind is RowKind.TURN:
            menu = self.menu(row)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(at)

    def menu(self, row: ScriptRow) -> QMenu:
        """What can be done with that turn now."""
        menu = QMenu(self._page)
        for entry in self._entries:
            if entry is None:
                menu.addSeparator()
            elif self._editable or not entry[1]:
                menu.addAction(entry[0])
        if self._editable:
            self._add_voices(menu, row)
        if row.tags:
            sources = menu.addMenu(self.tr("Sources"))
            for name, passage in row.tags:
                sources.addAction(name).triggered.connect(partial(self._source_chosen, passage))
        return menu

    def show_source(self, passage_id: str) -> None:
        """Open a passage in its document."""
        self._shell.door.start(self._show_source(passage_id), self._page)

    def _add_all(self, play: Callable[[str], object]) -> None:
        self._add(self.tr("Play from here"), "Return", lambda row: play(row.key))
        self._add(self.tr("Copy its words"), QKeySequence.StandardKey.Copy, _copy)
        self._add(self.tr("Show its source"), "Ctrl+I", self._first_source)
        self._entries.append(None)
        self._add(self.tr("Edit"), "F2", self._edit, edits=True)
        self._add(self.tr("Write anew"), "Ctrl+R", self._rewrite, edits=True)
        self._add(self.tr("Insert a turn after it…"), "Insert", self._insert, edits=True)
        self._add(self.tr("Move up"), "Alt+Up", lambda row: self._move(row, -1), edits=True)
        self._add(self.tr("Move down"), "Alt+Down", lambda row: self._move(row, 1), edits=True)
        self._add(self.tr("Delete"), QKeySequence.StandardKey.Delete, self._delete, edits=True)

    def _add(self, text: str, keys: str | QKeySequence.StandardKey, verb: Verb, *, edits: bool = False) -> None:
        def act() -> None:
            row = self._view.current
            if row is not None and row.kind is RowKind.TURN and (self._editable or not edits):
                verb(row)

        action = add_action(self._view, text, keys, act)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # keys such as Delete must reach the fields
        self._page.addAction(action)  # where the overview of keys looks
        self._entries.append((action, edits))

    def _add_voices(self, menu: QMenu, row: ScriptRow) -> None:
        voices = menu.addMenu(self.tr("Voice"))
        for voice in self._voices:
            action = voices.addAction(voice.name)
            action.setCheckable(True)
            action.setChecked(row.turn is not None and row.turn.voice == voice.id)
            action.triggered.connect(partial(self._voice_chosen, row.key, voice.id))

    def _press(self, what: str) -> None:
        row = self._view.current
        if row is not None and self._editable:
            (self._edit if what == "edit" else self._rewrite)(row)

    def _change(self, verb: Callable[..., Any], **wishes: Any) -> None:
        self._shell.door.call(verb, self._page, podcast_id=self._podcast, **wishes)

    def _rewrite(self, row: ScriptRow) -> None:
        self._change(self._shell.studio.scripts.rewrite, turn_id=row.key)

    def _delete(self, row: ScriptRow) -> None:
        neighbour = self._neighbour(row, 1) or self._neighbour(row, -1)
        if neighbour is not None:
            self._view.make_current(neighbour.key)
        self._change(self._shell.studio.scripts.delete, turn_id=row.key)

    def _move(self, row: ScriptRow, by: int) -> None:
        """In front of the one before, or in front of the one after the next."""
        neighbour = self._neighbour(row, by)
        if neighbour is not None:
            target = neighbour if by < 0 else self._neighbour(neighbour, 1)
            before = target.key if target is not None else None
            self._change(self._shell.studio.scripts.move, turn_id=row.key, before=before)

    def _neighbour(self, row: ScriptRow, by: int) -> ScriptRow | None:
        turns = [one for one in self._view.script.rows if one.kind is RowKind.TURN]
        place = next((place for place, one in enumerate(turns) if one.key == row.key), -1) + by
        return turns[place] if 0 <= place < len(turns) else None

    def _edit(self, row: ScriptRow) -> None:
        editor = self._view.edit_turn(row.key)
        if editor is not None:
            editor.left.connect(self._view.close_editor)
            editor.saved.connect(lambda text: self._shell.door.start(self._save_words(editor, text), editor))

    async def _save_words(self, editor: TurnEditor, text: str) -> None:
        """What was typed stays until it is kept."""
        edit = self._shell.studio.scripts.edit_text
        editor.set_busy(True)
        try:
            if editor.changed:
                await self._shell.door.tell(edit, podcast_id=self._podcast, turn_id=editor.turn.key, text=text)
        except PodcastStudioError:
            editor.set_busy(False)
            raise
        self._view.close_editor()

    def _insert(self, row: ScriptRow) -> None:
        self._shell.door.start(self._insert_words(row), self._page)

    async def _insert_words(self, row: ScriptRow) -> None:
        podcast = self._podcast
        other = Speaker.EXPERT if row.speaker is Speaker.HOST else Speaker.HOST
        title = self.tr("New turn after turn {number}").format(number=row.number)
        dialog = TurnDialog(self._page, title, speaker=other)
        if await answered(dialog) == QDialog.DialogCode.Accepted:
            insert, who = self._shell.studio.scripts.insert, dialog.who.value
            await self._shell.door.ask(insert, podcast_id=podcast, after=row.key, speaker=who, text=dialog.text)

    def _voice_chosen(self, turn_id: str, voice: str, _checked: bool = False) -> None:
        self._change(self._shell.studio.scripts.set_voice, turn_id=turn_id, voice=voice)

    def _source_chosen(self, passage: str, _checked: bool = False) -> None:
        self.show_source(passage)

    def _first_source(self, row: ScriptRow) -> None:
        if row.tags:
            self.show_source(row.tags[0][1])

    async def _show_source(self, passage_id: str) -> None:
        context = await self._shell.door.ask(
            self._shell.studio.scripts.context, podcast_id=self._podcast, passage_id=passage_id
        )
        await answered(PassageDialog(self._page, self._shell.theme, context))


def _copy(row: ScriptRow) -> None:
    QGuiApplication.clipboard().setText(row.text)
