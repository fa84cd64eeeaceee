"""What HOST asks when the model's line does not serve: a question about what EXPERT says next."""

from __future__ import annotations

import re
from collections.abc import Sequence

from podcast_studio.pipeline.function_words import telling_words
from podcast_studio.pipeline.parsing_turns import opens_alike
from podcast_studio.pipeline.phrase_book import Phrases
from podcast_studio.pipeline.phrases import pick

_NAME = re.compile(
    r"(?<![.!?:“\"] )(?<![“\"‘«„])(?<!\s')(?<!^)\b"
    r"((?:[A-Z][\w’'-]+)(?: (?:of|the|de|van|von|der|la) [A-Z][\w’'-]+| [A-Z][\w’'-]+)*)"
)
_OF_A_PEOPLE = re.compile(
    r"\w+(?:ians?|ish|ese|cans?|mans?|eans?|[^a]ch)"
)  # "an Egyptian division" is not about Egyptian
_YEAR = re.compile(r"\b[Ii]n ((?:1[0-9]|20)\d\d)\b")
_RECENT = 10  # lines that no new one may be like


def plain_question(after: str, lines: Sequence[str], phrases: Phrases, number: int, *, opens: bool) -> str:
    """A question that leads to `after` and was not asked lately; `opens` where a topic begins with it."""
    recent = " ".join(lines[-_RECENT:])
    candidates = [] if opens else [*_about_names(after, lines, phrases, number), *_about_years(after, phrases, number)]
    general = phrases.first_questions if opens else phrases.questions
    candidates += [pick(general, number + step) for step in range(len(general))]
    fresh = [question for question in candidates if question not in recent and not opens_alike(question, lines)]
    return next(iter(fresh or [question for question in candidates if question not in recent] or candidates))


def _about_names(after: str, lines: Sequence[str], phrases: Phrases, number: int) -> list[str]:
    """Questions about a name that comes up now and did not in a line of HOST's."""
    said = " ".join(lines)
    names = [name for name in _NAME.findall(after) if not name.isupper() and name not in said and telling_words(name)]
    names = [name for name in names if not _OF_A_PEOPLE.fullmatch(name)]
    return [pick(phrases.name_questions, number).format(name=name) for name in names[:1]]


def _about_years(after: str, phrases: Phrases, number: int) -> list[str]:
    return [pick(phrases.year_questions, number).format(year=year) for year in _YEAR.findall(after)[:1]]
