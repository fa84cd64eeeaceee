"""What a podcast or a job is at, in a few words."""

from __future__ import annotations

from PySide6.QtCore import QObject

from podcast_studio.desktop.words import about, clock, day, percent, time_of_day, translate
from podcast_studio.domain.jobs import (
    COMMAND_JOB,
    EXPORT_JOB,
    INDEXING_JOB,
    NOTIFY_JOB,
    REVISION_JOB,
    JobState,
    WaitsFor,
)
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.progress import Step
from podcast_studio.domain.shelf import PodcastRow, QueueRow
from podcast_studio.domain.styles import Style

_HEARD = 0.97  # of the length; nobody listens to the last goodbye
UNFINISHED = (JobState.QUEUED, JobState.HELD, JobState.GENERATING, JobState.FAILED, JobState.CANCELLED)


def being_made(row: PodcastRow) -> bool:
    """Whether there is nothing finished to listen to yet, or a new version is on its way."""
    return row.state in UNFINISHED


def style_name(style: Style | str) -> str:
    """What a style is called; a name that is not known any more as it is."""
    names = {
        Style.INTERVIEW: translate("style", "Interview"),
        Style.DEEP_DIVE: translate("style", "Deep dive"),
        Style.BRIEFING: translate("style", "Briefing"),
        Style.DEBATE: translate("style", "Debate"),
        Style.CRITIQUE: translate("style", "Critique"),
        Style.STORY: translate("style", "Story"),
    }
    return names.get(Style(style), "") if style in list(Style) else style[:1].upper() + style[1:]


def language_name(code: str) -> str:
    """What a language is called."""
    names = {
        "en": translate("language", "English"),
        "de": translate("language", "German"),
        "es": translate("language", "Spanish"),
        "fr": translate("language", "French"),
        "it": translate("language", "Italian"),
        "nl": translate("language", "Dutch"),
        "pl": translate("language", "Polish"),
        "pt": translate("language", "Portuguese"),
        "ar": translate("language", "Arabic"),
        "bg": translate("language", "Bulgarian"),
        "ca": translate("language", "Catalan"),
        "cs": translate("language", "Czech"),
        "da": translate("language", "Danish"),
        "el": translate("language", "Greek"),
        "et": translate("language", "Estonian"),
        "fa": translate("language", "Persian"),
        "fi": translate("language", "Finnish"),
        "he": translate("language", "Hebrew"),
        "hi": translate("language", "Hindi"),
        "hr": translate("language", "Croatian"),
        "hu": translate("language", "Hungarian"),
        "id": translate("language", "Indonesian"),
        "ja": translate("language", "Japanese"),
        "ko": translate("language", "Korean"),
        "la": translate("language", "Latin"),
        "lt": translate("language", "Lithuanian"),
        "lv": translate("language", "Latvian"),
        "no": translate("language", "Norwegian"),
        "ro": translate("language", "Romanian"),
        "ru": translate("language", "Russian"),
        "sk": translate("language", "Slovak"),
        "sl": translate("language", "Slovene"),
        "sr": translate("language", "Serbian"),
        "sv": translate("language", "Swedish"),
        "tr": translate("language", "Turkish"),
        "uk": translate("language", "Ukrainian"),
        "vi": translate("language", "Vietnamese"),
        "zh": translate("language", "Chinese"),
    }
    return names.get(code, code)


def subtitle(row: PodcastRow, *, with_collection: bool) -> str:
    """The second line of a podcast in a list: what it is at, or what it is."""
    if being_made(row):
        return progress_words(row)
    parts = [row.collection_name] if with_collection else []
    parts += [style_name(row.style)] if row.style else []
    parts += [row.note] if row.note else []
    return translate("podcast", ", ").join(parts)


def progress_words(row: PodcastRow) -> str:
    """What an unfinished podcast is at."""
    if row.state is JobState.FAILED:
        return translate("podcast", "Needs attention: {reason}").format(
            reason=f"{row.error or ''} {row.way_out}".strip()
        )
    if row.state is JobState.GENERATING and row.kind_of_job == REVISION_JOB:
        return translate("podcast", "Your changes are being spoken and mixed")
    if row.state is JobState.GENERATING:
        return step_words(row.step, row.completed_turns, row.total_turns)
    return {
        JobState.QUEUED: translate("podcast", "Waiting"),
        JobState.HELD: translate("podcast", "Held"),
        JobState.CANCELLED: translate("podcast", "Cancelled"),
    }.get(row.state, "")


def step_words(step: Step | None, completed: int, total: int) -> str:
    """A step, with the turn it is at."""
    if step is Step.GENERATING_AUDIO and total:
        turn = min(completed + 1, total)
        return translate("podcast", "Voicing turn {turn} of {total}").format(turn=turn, total=total)
    return {
        None: translate("podcast", "Beginning"),
        Step.RETRIEVING_CONTENT: translate("podcast", "Finding content"),
        Step.GENERATING_SCRIPT: translate("podcast", "Writing the script"),
        Step.PARSING_TURNS: translate("podcast", "Reading the turns"),
        Step.GENERATING_AUDIO: translate("podcast", "Voicing"),
        Step.COMBINING_AUDIO: translate("podcast", "Combining"),
        Step.STORING_AUDIO: translate("podcast", "Saving"),
    }[step]


def left_words(row: PodcastRow) -> str:
    """The last column: what remains to be made, or to be heard."""
    if being_made(row):
        if row.remaining_seconds is None:
            return ""
        return translate("podcast", "{time} left").format(time=about(row.remaining_seconds))
    length = row.duration_seconds or 0.0
    if row.listened_seconds <= 0 or length <= 0:
        return ""
    if row.listened_seconds >= length * _HEARD:
        return translate("podcast", "played")
    return translate("podcast", "{time} left").format(time=clock(length - row.listened_seconds))


def spoken_row(row: PodcastRow) -> str:
    """A podcast in a list as a screen reader says it."""
    parts = [row.title, subtitle(row, with_collection=True)]
    if being_made(row):
        parts.append(percent(row.percentage))
    else:
        parts += [day(row.completed_at or row.created_at), clock(row.duration_seconds or 0.0)]
    parts.append(left_words(row))
    return ", ".join(part for part in parts if part)


class _Jobs(QObject):
    """Words for rows of the queue."""

    def title(self, row: QueueRow) -> str:
        if row.kind == INDEXING_JOB:
            return self.tr("{collection}: reading its documents").format(collection=row.title)
        if row.kind == REVISION_JOB:
            return self.tr("{podcast}: your changes").format(podcast=row.title)
        if row.kind == EXPORT_JOB:
            return self.tr("{podcast}: a copy to your folder").format(podcast=row.title)
        if row.kind == COMMAND_JOB:
            return self.tr("{podcast}: your command").format(podcast=row.title)
        if row.kind == NOTIFY_JOB:
            return self.tr("{podcast}: a notification").format(podcast=row.title)
        return row.title

    def state(self, row: QueueRow) -> str:
        if row.stopping is not None:
            return self.tr("Stopping…")
        if row.state is JobState.GENERATING:
            return self._running(row)
        if row.state is JobState.QUEUED:
            return self._waiting(row)
        return self.tr("Held") if row.state is JobState.HELD else self.tr("Failed")

    def _waiting(self, row: QueueRow) -> str:
        if row.waits_for is WaitsFor.COLLECTION:
            return self.tr("After others of its folder")
        if not row.waiting_for_time:
            return self.tr("Waiting")
        when = time_of_day(row.run_at if row.starts_at is None else row.starts_at)
        return (self.tr("Again at {time}") if row.error else self.tr("At {time}")).format(time=when)

    def _running(self, row: QueueRow) -> str:
        if row.kind == INDEXING_JOB:
            return self.tr("Reading")
        if row.kind in (EXPORT_JOB, COMMAND_JOB, NOTIFY_JOB):
            return self.tr("Running")
        if row.step is Step.GENERATING_AUDIO and row.current_speaker is not None:
            host = row.current_speaker is Speaker.HOST
            return self.tr("Voicing, host") if host else self.tr("Voicing, expert")
        return step_words(row.step, 0, 0)


jobs = _Jobs()  # e.g. jobs.state(row) -> "Voicing, expert"
