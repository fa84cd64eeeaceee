"""What the listener should know of a podcast: that the material ran out, what was left out, and whose words it has."""

from __future__ import annotations

from collections.abc import Mapping

from podcast_studio.domain.languages import name_of

_SHORT_OF = 0.9  # of the asked length; below it, the podcast says that the material ran out


def short_note(seconds: float, target_seconds: float, *, more_to_tell: bool) -> str:
    """Says that a podcast is shorter than asked for, and whether for want of material; "" where it is not."""
    if seconds >= target_seconds * _SHORT_OF:
        return ""
    if more_to_tell:
        return (
            f"The podcast came out at {_minutes(seconds)}, not the {_minutes(target_seconds)} asked for, "
            "although the documents hold more. Another try may come nearer."
        )
    return (
        f"The material carries {_minutes(seconds)}, not the {_minutes(target_seconds)} asked for; "
        "the podcast ends there instead of repeating itself."
    )


def left_out_note(count: int, turns: int) -> str:
    """Says that turns have no sound; "" where all have."""
    return f"{count} of {turns} turns could not be spoken and were left out." if count else ""


def plain_note(told_plainly: int, exchanges: int) -> str:
    """Says that the language model was of little use; "" where it wrote at least half of the answers."""
    if told_plainly * 2 <= exchanges:
        return ""
    return (
        f"The language model wrote nothing usable for {told_plainly} of {exchanges} answers; "
        "the documents' own words are spoken instead. Another model may do better."
    )


def language_note(podcast: str, documents: str) -> str:
    """Says that the answers are in another language than the podcast; "" where that is not so, or not known."""
    if documents in ("", podcast):
        return ""
    return (
        f"The documents are mostly in {name_of(documents)} and the podcast is in {name_of(podcast)}, "
        "so it quotes them badly."
    )


def other_languages_note(podcast: str, left_out: Mapping[str, int]) -> str:
    """Says which documents were not told of because of their language; "" where there are none."""
    if not left_out:
        return ""
    many = " and ".join(
        f"{count} document{'s' if count > 1 else ''} in {name_of(language)}"
        for language, count in sorted(left_out.items())
    )
    were = "was" if sum(left_out.values()) == 1 else "were"
    return f"{many} {were} left out, as the podcast is in {name_of(podcast)}."


def joined(*notes: str) -> str:
    return " ".join(note for note in notes if note)


def _minutes(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d} minutes"
