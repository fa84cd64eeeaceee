"""How the work goes: figures of what was made, and an estimate of what will be."""

from __future__ import annotations

from podcast_studio.domain.activity import Estimate, Figures, Period
from podcast_studio.domain.errors import InputError
from podcast_studio.domain.podcasts import check_minutes
from podcast_studio.domain.progress import Step
from podcast_studio.pipeline.reporting import AUDIO_SPEED, FIRST_GUESS, MIXING_SPEED
from podcast_studio.studio.library import Library
from podcast_studio.studio.measuring import FIRST_SOUND
from podcast_studio.studio.preferences import PreferenceBook

_FIRST_SOUND_GUESS = 12.0  # seconds
_RETRIEVING_GUESS = 2.0  # seconds, on an indexed folder


class Activity:
    """Figures, from every run that was ever made."""

    def __init__(self, library: Library, preferences: PreferenceBook) -> None:
        self._library, self._preferences = library, preferences

    def figures(self, period: Period | str) -> Figures:
        """The podcasts of the last "hour", "day", or of "all" time. Raises InputError for another period."""
        try:
            known = Period(period)
        except ValueError:
            raise InputError(
                f"There are no figures for “{period}”.", way_out=f"Choose one of: {', '.join(Period)}."
            ) from None
        return self._library.activity.figures(known, workers=self._preferences.get().workers)

    def estimate(self, minutes: float) -> Estimate:
        """How long a podcast of that length will take, from the speeds measured here. Raises LengthError."""
        audio = check_minutes(minutes) * 60
        speeds = self._library.speeds
        retrieving = self._library.runs.mean_step_seconds(Step.RETRIEVING_CONTENT.value)
        making = speeds.get(AUDIO_SPEED)
        mixing = speeds.get(MIXING_SPEED) or FIRST_GUESS[MIXING_SPEED]
        first_sound = speeds.get(FIRST_SOUND) or _FIRST_SOUND_GUESS
        seconds = audio / (making or FIRST_GUESS[AUDIO_SPEED]) + audio / mixing
        seconds += _RETRIEVING_GUESS if retrieving is None else retrieving
        return Estimate(seconds=max(seconds, first_sound), first_sound_seconds=first_sound, measured=making is not None)
