"""Numbers, times and lists as people say them, in the user's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject, QTime

from podcast_studio.domain.voices import Voice

APP_NAME = "Podcast Studio"  # a name: the same in all languages
_MOST_LISTED = 3
translate = QCoreApplication.translate


def number(value: int) -> str:
    """38400 -> "38,400"."""
    return QLocale().toString(value)


def percent(value: int) -> str:
    """76 -> "76 %"."""
    return translate("words", "{number} %").format(number=value)


def clock(seconds: float) -> str:
    """A position or length: 892 -> "14:52", 4000 -> "1:06:40"."""
    whole = max(0, round(seconds))
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02d}:{whole % 60:02d}" if hours else f"{minutes}:{whole % 60:02d}"


def about(seconds: float) -> str:
    """A stretch of time that nobody knows exactly: 31 -> "31 s", 260 -> "4 min", 5000 -> "1 h 23 min"."""
    if seconds < 55:
        return translate("words", "{number} s").format(number=max(1, round(seconds)))
    minutes = max(1, round(seconds / 60))
    if minutes < 60:
        return translate("words", "{number} min").format(number=minutes)
    return translate("words", "{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)


def size(byte_count: int) -> str:
    """1_117_320_768 -> "1.12 GB"."""
    return QLocale().formattedDataSize(byte_count, 2, QLocale.DataSizeFormat.DataSizeSIFormat)


def day(moment: str | datetime) -> str:
    """When something was, as far as one needs to know: "today", "yesterday", "Monday", else the date.

    `moment` may be ISO 8601 text, as the studio gives it.
    """
    when = (datetime.fromisoformat(moment) if isinstance(moment, str) else moment).astimezone()
    days = (datetime.now().astimezone().date() - when.date()).days
    if days == 0:
        return translate("words", "today")
    if days == 1:
        return translate("words", "yesterday")
    if 1 < days < 7:
        return QLocale().dayName(when.isoweekday())
    return _date(when)


def time_of_day(moment: str | float | datetime) -> str:
    """ "22:00", with the day in front where that is not today."""
    if isinstance(moment, float | int):
        moment = datetime.fromtimestamp(moment).astimezone()
    when = (datetime.fromisoformat(moment) if isinstance(moment, str) else moment).astimezone()
    time = QLocale().toString(QTime(when.hour, when.minute), QLocale.FormatType.ShortFormat)
    if when.date() == datetime.now().astimezone().date():
        return time
    return translate("words", "{date}, {time}").format(date=_date(when), time=time)


def listed(names: Sequence[str]) -> str:
    """“One”, “Two” and 3 more."""
    shown = [translate("words", "“{name}”").format(name=name) for name in names[:_MOST_LISTED]]
    text = translate("words", ", ").join(shown)
    more = len(names) - len(shown)
    return translate("words", "{names} and {number} more").format(names=text, number=number(more)) if more else text


class _Counted(QObject):
    """Counts, in the plural forms of the language: `lupdate` finds them in methods only."""

    def documents(self, count: int) -> str:
        return self.tr("%Ln document(s)", "", count)

    def podcasts(self, count: int) -> str:
        return self.tr("%Ln podcast(s)", "", count)

    def words(self, count: int) -> str:
        return self.tr("%Ln word(s)", "", count)

    def minutes(self, count: int) -> str:
        return self.tr("%Ln minute(s)", "", count)

    def turns(self, count: int) -> str:
        return self.tr("%Ln turn(s)", "", count)


counted = _Counted()  # e.g. counted.documents(12) -> "12 documents"


def _date(when: datetime) -> str:
    return QLocale().toString(QDate(when.year, when.month, when.day), QLocale.FormatType.ShortFormat)


def voice_names(voices: Iterable[Voice]) -> dict[str, str]:
    """What to call each voice, by its id: without language and quality where nobody else is called the same."""
    full = {voice.id: voice.name for voice in voices}
    short = {id_: name.partition(" (")[0] for id_, name in full.items()}
    times = Counter(short.values())
    return {id_: name if times[name] == 1 else full[id_] for id_, name in short.items()}
