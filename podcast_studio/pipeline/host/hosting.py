"""What HOST says between two statements of EXPERT: takes up the last one, asks for the next one, or both."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from podcast_studio.domain.languages import ENGLISH
from podcast_studio.domain.podcasts import PodcastOrder, Speaker
from podcast_studio.domain.ports import TextRequest
from podcast_studio.domain.scripts import Turn
from podcast_studio.domain.styles import Style
from podcast_studio.pipeline.host.answering import gives_reason, left_unanswered
from podcast_studio.pipeline.host.echoing import echo
from podcast_studio.pipeline.host.leading import (
    plain_question,
    rests_on,
    telling_question,
)
from podcast_studio.pipeline.host.recalling import recall
from podcast_studio.pipeline.parsing_turns import OPENS_ALIKE, Parsed, opens_alike, parse_question, parse_remark
from podcast_studio.pipeline.phrases.book import Phrases
from podcast_studio.pipeline.phrases.choosing import pick, without_lead_in
from podcast_studio.pipeline.phrases.manners import manners_for
from podcast_studio.pipeline.prompts import Act, ask_request, beginning, remark_request
from podcast_studio.pipeline.recipes import Recipe
from podcast_studio.pipeline.speech.length import spoken_words
from podcast_studio.pipeline.text.clean import sentences
from podcast_studio.pipeline.truth.grounding import dangles, points_back
from podcast_studio.pipeline.truth.quotations import says_i
from podcast_studio.pipeline.unusable import Unusable

_TRIES = 2  # of a question; a small model's second one passed the checks 10 times of 26
_FEWEST_TO_REMARK_ON = 6  # words
_REMARKS = (Act.REMARK, Act.REACT)
_BEGINNINGS = ("And", "So", "Then", "Now")  # of a question that begins like another one, and may not
_SOMEBODY = re.compile(r"(?i)\b(?:he|she|him|her|his|hers|they|them|their)\b")  # not yet named where a topic opens
_IT = re.compile(r"(?i)\bit\b(?!.*\bto [a-z])")  # not so "how long did it take to build the tower"
_NAMED = re.compile(r"(?<=\w )[A-Z][a-z]")
_THAT_ONE = re.compile(
    r"(?i)\b(?:of|in|to|on|at|for|from|with|by|about|did|does|was|were|is|are|has|had) th(?:at|is|ese|ose) (\w+)"
)
_LINKING = frozenset("so and but that that's then now not well oh".split())
_PLAIN = frozenset("a an the it it's they they're he she this these those there in at on by with nothing each".split())
_ASKING = frozenset("what how why who when where which is are was were does did do can could has have".split())


@dataclass(frozen=True, kw_only=True)
class Host:
    """HOST of one podcast."""

    order: PodcastOrder
    recipe: Recipe
    phrases: Phrases
    ask: Callable[[TextRequest], str]  # the model
    seed_of: Callable[[int], int]  # of the try with this number
    on_unusable: Unusable

    def line(
        self,
        answer: str,
        turns: Sequence[Turn],
        unit: int,
        *,
        turning: str,
        part: str = "",
        most_words: int | None = None,
    ) -> str:
        """What leads from the last of `turns` to `answer`; `turning` is what is said on coming to another topic.

        `part` is what the part of the same document is called that begins with the answer; "" where none does. Where
        there would be more than `most_words`, HOST only asks.
        """
        number = unit + self.order.seed
        opens = bool(turning) or turns[-1].segment == 0
        ready = self._without_model(answer, turns, unit, turning, part)
        if ready is not None:
            return ready
        act = self.recipe.acts[number % len(self.recipe.acts)]
        lines = [turn.text for turn in turns if turn.speaker is Speaker.HOST]
        said = sentences(turns[-1].text) or [turns[-1].text]
        remark = ""
        if turns[-1].passages:
            remark = self._remark(said, lines, unit) if act in _REMARKS else ""
            remark = remark or self._echo(said, answer, lines, number)
        taken_in = not opens or (self.order.style is Style.INTERVIEW and bool(turns[-1].passages))
        lead = remark or (self._manner(lines, number, act) if taken_in else "")
        if act is Act.REMARK and not opens and not rests_on(part, answer, [turn.text for turn in turns]):
            if lead:
                return lead
            if self.recipe.listens:
                return self._cue(answer, lines, number, self.phrases.listening)
        asked = self.recipe.opening if opens else Act.ASK if act in _REMARKS else act
        announced = (turning or "".join(lines[-1:])) if opens else None
        question = self._question(
            asked, answer, turns, unit, part=part, announced=announced, begun=bool(lead or turning)
        )
        whole, brief = (" ".join(filter(None, parts)) for parts in ((lead, turning, question), (turning, question)))
        too_long = most_words is not None and spoken_words(whole, self.order.language) > most_words
        if too_long and brief and not opens_alike(brief, lines):
            return brief
        return whole

    def _reading(self, answer: str, lines: Sequence[str], number: int) -> str:
        """Asks for what is written there, where the answer is somebody's who says "I"; "" where nobody does."""
        if not says_i(sentences(without_lead_in(answer, self.phrases)), self.order.language):  # not "As I read it,"
            return ""
        ready = _from(self.phrases.readings, number)
        return next((one for one in ready if one not in lines[-len(ready) :] and not opens_alike(one, lines)), "")

    def _without_model(self, answer: str, turns: Sequence[Turn], unit: int, turning: str, part: str) -> str | None:
        """A line that needs no model, where there is one here: a point's name, a cue, or something taken up."""
        recipe, number, opens = self.recipe, unit + self.order.seed, bool(turning) or turns[-1].segment == 0
        lines = [turn.text for turn in turns if turn.speaker is Speaker.HOST]
        if read := self._reading(answer, lines, number):
            return " ".join(filter(None, (turning, read)))
        if opens and recipe.cues_only:
            return self._next_point(turning, turns, number) or self._plain_question(answer, turns, number)
        if recipe.cues_only:
            named = pick(self.phrases.part_questions, number).format(part=part) if part else ""
            if named and not opens_alike(named, lines):
                return named
            return self._cue(answer, lines, number, self.phrases.cues)
        if not opens and recipe.recalls_every and unit % recipe.recalls_every == 0:
            return recall(answer, turns, self.phrases, number, doubts=recipe.recalls_doubts)
        return None

    def _next_point(self, turning: str, turns: Sequence[Turn], number: int) -> str:
        """Only its name, after a word that what was said before was heard."""
        heard = self._manner([turn.text for turn in turns if turn.speaker is Speaker.HOST], number) if turning else ""
        return " ".join(filter(None, (heard, turning)))

    def _plain_question(self, answer: str, turns: Sequence[Turn], number: int) -> str:
        lines = [turn.text for turn in turns if turn.speaker is Speaker.HOST]
        return plain_question((sentences(answer) or [answer])[0], lines, self.phrases, number, opens=True)

    def _cue(self, answer: str, lines: Sequence[str], number: int, ready: Sequence[str]) -> str:
        """A few words that hand on: each of them once, then what is asked of a name, and only then one again."""
        cues = _from(ready or self.phrases.cues or self.phrases.questions, number)
        fresh = next((cue for cue in cues if cue not in lines and not opens_alike(cue, lines)), "")
        if fresh:
            return fresh
        asked = plain_question(answer, lines, self.phrases, number, opens=False)
        if asked not in lines:
            return asked
        return next((cue for cue in cues if cue not in lines[-len(cues) // 2 :]), cues[0])

    def _remark(self, said: Sequence[str], lines: Sequence[str], unit: int) -> str:
        """In other words the last sentence that was said, or the one before it; "" where none of that is true.

        Of a sentence that points back to another, or of a few words, next to nothing true was ever made (3 of 65).
        """
        firm = [one for one in said[:-3:-1] if not points_back(one) and len(one.split()) >= _FEWEST_TO_REMARK_ON]
        tried = firm[: self.recipe.remark_tries] if self._in_english else []
        for attempt, before in enumerate(tried):
            raw = self.ask(remark_request(before=before, seed=self.seed_of(20 + attempt)))
            parsed = parse_remark(raw, before=before, lines=lines)
            if parsed.sound:
                return parsed.text if (unit + self.order.seed) % 2 else _taken_in(parsed.text, before, lines)
            self._refuse("remark", unit, raw, parsed, given_up=before is tried[-1])
        return ""

    def _manner(self, lines: Sequence[str], number: int, act: Act = Act.ASK) -> str:
        """How the style's HOST listens, in words that were not said before; "" where it has none, or no more.

        An interview's only where a remark was wanted.
        """
        if self.order.style is Style.INTERVIEW and act not in _REMARKS:
            return ""
        ready = manners_for(self.order.style, self.order.language)
        said = " ".join(lines)
        choices = _from(ready, number) if ready else []
        return next((one for one in choices if one not in said and not opens_alike(one, lines)), "")

    def _echo(self, said: Sequence[str], answer: str, lines: Sequence[str], number: int) -> str:
        """A figure that was given; of the last sentence only, where the answer goes on from that."""
        heard = said[-1:] if dangles(answer) else said
        return echo(" ".join(heard), lines, number, self.order.language[:2].lower())

    def _question(
        self,
        act: Act,
        answer: str,
        turns: Sequence[Turn],
        unit: int,
        *,
        part: str,
        announced: str | None,
        begun: bool,
    ) -> str:
        """The model's question, or a plain one; `begun` where something of HOST's is said before it.

        Where a topic opens, `announced` is what was said of it, and is all that the question can speak of. Within one,
        what was begun stands alone rather than before a question that any answer would do for: then it is "".
        """
        opens, number = announced is not None, unit + self.order.seed
        lines = [turn.text for turn in turns if turn.speaker is Speaker.HOST]
        before = (sentences(turns[-1].text) or [turns[-1].text])[-1]
        answers = sentences(answer) or [answer]
        after = answers[0]
        named = pick(self.phrases.part_questions, number).format(part=part)
        if rests_on(part, after, [turn.text for turn in turns]) and not opens_alike(named, lines):
            return named
        plain = "" if opens else telling_question(after, lines, self.phrases, number, part=part)
        leant_on = before if points_back(after) and not opens else ""
        if act is Act.WHY and not gives_reason(after):
            act = Act.ASK
        tries = _TRIES if self._in_english else 0  # the model goes by the language of the examples
        for attempt in range(tries):
            wanted = Act.ASK if attempt else act
            start = beginning(wanted, number, opens=opens)
            told = self.ask(
                ask_request(act=wanted, after=after, before=leant_on, seed=self.seed_of(10 + attempt), begun=start)
            )
            parsed = parse_question(_joined(start, told), before=before, after=after, lines=lines)
            unanswered = left_unanswered(parsed.text, " ".join(answers[:2]))
            parsed = replace(parsed, objections=(*parsed.objections, *unanswered))
            understood = announced is None or not _leans(parsed.text, announced)
            if understood and set(parsed.objections) <= {OPENS_ALIKE}:
                fresh = parsed.text if begun or parsed.sound else _begun_otherwise(parsed.text, lines)
                if fresh:
                    return fresh
            self._refuse("question", unit, told, parsed, given_up=attempt == tries - 1)
        if begun and not opens:
            return plain
        return plain or plain_question(after, lines, self.phrases, number, opens=opens)

    @property
    def _in_english(self) -> bool:
        return self.order.language.lower().startswith(ENGLISH)

    def _refuse(self, wanted: str, unit: int, raw: str, parsed: Parsed, *, given_up: bool) -> None:
        self.on_unusable(wanted, unit, raw, parsed.objections, given_up=given_up)


def _leans(question: str, announced: str) -> bool:
    """Whether it speaks of somebody, or of "that ship", before anybody has."""
    told = announced.lower()
    unnamed = _SOMEBODY.search(question) or (_IT.search(question) and not _NAMED.search(question))
    return bool(unnamed) or any(one.lower() not in told for one in _THAT_ONE.findall(question))


def _joined(start: str, told: str) -> str:
    """What was begun and how it goes on: with a space, unless it goes on with an apostrophe or a comma."""
    return f"{start}{told}" if not start or told[:1] in " '’,;:?!" else f"{start} {told}"


def _taken_in(remark: str, before: str, lines: Sequence[str]) -> str:
    """After "So", which makes of a fact something that was heard; as it is where that is not possible."""
    first, _, rest = remark.partition(" ")
    if first.lower() in _LINKING or not rest:
        return remark
    plain = first.lower() in before.split() or first.lower() in _PLAIN
    taken = f"So {first.lower() if plain else first} {rest}"
    return remark if opens_alike(taken, lines) else taken


def _begun_otherwise(question: str, lines: Sequence[str]) -> str:
    """The question after a word that no line began with lately; "" where that is not possible."""
    first, _, rest = question.partition(" ")
    if first.lower() not in _ASKING:
        return ""
    others = (f"{word} {first.lower()} {rest}" for word in _BEGINNINGS)
    return next((other for other in others if not opens_alike(other, lines)), "")


def _from(choices: Sequence[str], number: int) -> list[str]:
    """All of them, beginning with another one for another number."""
    place = number % len(choices)
    return [*choices[place:], *choices[:place]]
