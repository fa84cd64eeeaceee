"""How a podcast talks about its documents, and for whom."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from podcast_studio.domain.errors import UnknownStyleError


class Style(StrEnum):
    INTERVIEW = "interview"
    DEEP_DIVE = "deep-dive"  # fewer topics, each to the bottom
    BRIEFING = "briefing"  # EXPERT leads, HOST gives the cues
    DEBATE = "debate"  # HOST holds what was said against what is being said
    CRITIQUE = "critique"  # what is doubtful comes first
    STORY = "story"  # in the order in which it happened


class Level(StrEnum):
    NEWCOMER = "newcomer"
    INFORMED = "informed"
    PROFESSIONAL = "professional"


_Kind = TypeVar("_Kind", Style, Level)


def parse_style(name: str) -> Style:
    """The style called `name`, or an error that lists the known ones."""
    return _parse(Style, name, "style")


def parse_level(name: str) -> Level:
    """The level called `name`, or an error that lists the known ones."""
    return _parse(Level, name, "level")


def _parse(kind: type[_Kind], name: str, called: str) -> _Kind:
    try:
        return kind("-".join(name.lower().split()))
    except ValueError:
        raise UnknownStyleError(
            f"“{name}” is not a {called} of podcast.", way_out=f"Choose one of: {', '.join(kind)}."
        ) from None
