"""What HOST asks when the model's line does not serve: a question about what EXPERT says next."""

from __future__ import annotations

import re
from collections.abc import Sequence

from podcast_studio.pipeline.parsing_turns import opens_alike
from podcast_studio.pipeline.phrases.book import Phrases
from podcast_studio.pipeline.phrases.choosing import pick
from podcast_studio.pipeline.text.function_words import telling_words

_NAME = re.compile(
    r"(?<![.!?:“\"] )(?<![“\"‘«„])(?<!\s')(?<!^)\b"
    r"((?:[A-Z][\w’'-]+)(?: (?:of|the|de|van|von|der|la) [A-Z][\w’'-]+| [A-Z][\w’'-]+)*)"
)
_OF_A_PEOPLE = re.compile(
    r"\w+(?:ians?|ish|ese|cans?|mans?|eans?|[^a]ch)"
)  # "an Egyptian division" is not about Egyptian
_YEAR = re.compile(r"\b[Ii]n ((?:1[0-9]|20)\d\d)\b")
_VERBS = """add adjust align apply ask attach avoid bake begin bring choose collect connect dig enter follow give go
install keep knead loosen lower mix pick put remember remove repeat replace select send sow sprinkle
stay stir take tell throw tighten unplug write""".split()
_ALSO_NOUNS = """brush call carry change check clean click close cook cool count cover cut drain draw drop dry fill find
fit fold grease hang heat hold lay leave let lift look make mark measure move oil open place plant plug
pour press prune pull pump push raise read report rinse roll rub screw set shake slice start stop store
switch tie touch try turn use wait wash water wear wipe""".split()
_OBJECTS = """the a an your it them this these both each every all any no one two three four""".split()
_BEHIND_AN_ORDER = """that those only until for in on off out up down with to at as back away over from into under by
not if when what before after carefully gently again once twice some more less enough""".split()
_ORDER = re.compile(
    rf"(?i)(?:(?:first|then|now|next|finally|always|last),? )?(?:"
    rf"(?:do not|don['’]t|never) (?:{'|'.join((*_VERBS, *_ALSO_NOUNS))})\b|"
    rf"(?:{'|'.join(_VERBS)})(?: (?:{'|'.join((*_OBJECTS, *_BEHIND_AN_ORDER))}|\d[\d.,]*)\b|[.,;:])|"
    rf"(?:{'|'.join(_ALSO_NOUNS)}) (?:{'|'.join(_OBJECTS)})\b)"
)
_DEFINITE = re.compile(r"(?:The|This|That|These|Those) ([^\W\d_]+)\b")
_RECENT = 10  # lines that no new one may be like


def plain_question(after: str, lines: Sequence[str], phrases: Phrases, number: int, *, opens: bool) -> str:
    """A question that leads to `after` and was not asked before; `opens` where a topic begins with it.

    When all have been asked, "" is enough where a topic opens, since what is said on coming to it leads there too;
    within one, HOST only wants to hear more.
    """
    said = " ".join(lines)
    general = phrases.first_questions if opens else phrases.questions
    ready = [pick(general, number + step) for step in range(len(general))]
    once = [one for one in ready if one not in said]
    if opens:
        return _freshest(once or ([] if lines else ready), lines)
    short = [pick(phrases.listening, number + step) for step in range(len(phrases.listening))]
    return telling_question(after, lines, phrases, number) or _freshest(once or short or ready, lines)


def telling_question(after: str, lines: Sequence[str], phrases: Phrases, number: int, *, part: str = "") -> str:
    """One that says what it asks about: `part`, what is to be done, a name, a year; "" for none.

    `part` is what the part of the document is called that begins with `after`.
    """
    candidates = [pick(phrases.part_questions, number).format(part=part)] if part else []
    if instructs(after):
        candidates += [pick(phrases.doing, number + step) for step in range(len(phrases.doing))]
    candidates += [*_about_names(after, lines, phrases, number), *_about_years(after, phrases, number)]
    return next((one for one in candidates if one not in " ".join(lines) and not opens_alike(one, lines)), "")


def instructs(sentence: str) -> bool:
    """Whether it tells somebody to do something: "Turn the pedals backwards." English."""
    return _ORDER.match(sentence) is not None


def rests_on(part: str, sentence: str, said: Sequence[str]) -> bool:
    """Whether it speaks of "the check" that only the name of this part has told of yet. English."""
    found = _DEFINITE.match(sentence)
    if found is None:
        return False
    word = telling_words(found[1])
    return bool(word) and word <= telling_words(part) and not word & telling_words(" ".join(said))


def _freshest(candidates: Sequence[str], lines: Sequence[str]) -> str:
    recent = " ".join(lines[-_RECENT:])
    fresh = [question for question in candidates if question not in recent and not opens_alike(question, lines)]
    return next(iter(fresh or [question for question in candidates if question not in recent] or candidates), "")


def _about_names(after: str, lines: Sequence[str], phrases: Phrases, number: int) -> list[str]:
    """Questions about a name that comes up now and did not in a line of HOST's."""
    said = " ".join(lines)
    names = [name for name in _NAME.findall(after) if not name.isupper() and name not in said and telling_words(name)]
    names = [name for name in names if not _OF_A_PEOPLE.fullmatch(name)]
    return [pick(phrases.name_questions, number).format(name=name) for name in names[:1]]


def _about_years(after: str, phrases: Phrases, number: int) -> list[str]:
    return [pick(phrases.year_questions, number).format(year=year) for year in _YEAR.findall(after)[:1]]
