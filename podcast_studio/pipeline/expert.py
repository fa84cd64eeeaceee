"""What EXPERT says of a passage: retold where that is wanted, else in its own words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.languages import ENGLISH
from podcast_studio.domain.podcasts import PodcastOrder, Speaker
from podcast_studio.domain.ports import TextRequest
from podcast_studio.domain.scripts import Turn
from podcast_studio.domain.styles import Level
from podcast_studio.pipeline.beginnings import begun_otherwise, with_firm_start, with_its_name
from podcast_studio.pipeline.parsing_turns import SAID_BEFORE, parse_answer, retell_plainly
from podcast_studio.pipeline.phrases.book import Phrases
from podcast_studio.pipeline.prompts import tell_request
from podcast_studio.pipeline.recipes import Recipe
from podcast_studio.pipeline.retelling import Shares, shared_out
from podcast_studio.pipeline.speech.length import spoken_words
from podcast_studio.pipeline.steering import Next
from podcast_studio.pipeline.text.clean import limit_words, near_duplicate, without_posing
from podcast_studio.pipeline.text.talking import as_talked
from podcast_studio.pipeline.text.titles import document_title
from podcast_studio.pipeline.unusable import Unusable

_ROOM = 1.15  # of the wanted words are taken notes of: what is retold is shorter
_TRIES_ANEW = 2  # of an answer in other words
_LONGER = 1.15  # than its notes an answer may be, where more follows it


@dataclass(frozen=True, kw_only=True)
class Expert:
    """EXPERT of one podcast."""

    order: PodcastOrder
    recipe: Recipe
    phrases: Phrases
    passages: Mapping[str, Passage]
    manner: str  # how the model is to tell it; "" as it likes
    anew: bool  # other words are wanted than those that come first
    ask: Callable[[TextRequest], str]  # the model
    seed_of: Callable[[int], int]  # of the try with this number
    on_unusable: Unusable

    def answer(self, passage: Passage, following: Next, turns: Sequence[Turn]) -> str:
        """What the passage says after `turns`, in as many words as there is room for."""
        passage = replace(passage, spoken=without_posing(passage.spoken))
        said = [turn.text for turn in turns if turn.speaker is Speaker.EXPERT]
        notes = limit_words(passage.spoken, following.words * _ROOM, self.order.language)
        shares = self._shares(notes, said)
        told = shares.before
        if shares.retold:
            told = self._retold(shares, passage, following, said)
        told = limit_words(told, following.words, self.order.language)
        told = told or retell_plainly(passage, following.words, self.order.language)
        if self.order.level is not Level.PROFESSIONAL:
            told = as_talked(told, self.order.language)
        return self._begun(told, passage, following, turns)

    @property
    def _retells_freely(self) -> bool:
        """Whether all of it is to be told otherwise than it was written: by a large model, in a manner, or anew.

        A small model has no manner in other languages than English; it has hardly their grammar ("er kam bezeugt").
        """
        in_a_manner = bool(self.recipe.expert) and self.order.language.lower().startswith(ENGLISH)
        return self.recipe.retells_all or in_a_manner or self.anew

    def _shares(self, notes: str, said: Sequence[str]) -> Shares:
        """What of the notes the model retells: all of it where it does so freely, or the rest has been said before."""
        if self._retells_freely:
            return Shares("", notes, "")
        shares = shared_out(notes, self.order.language)
        again = any(near_duplicate(shares.as_it_stands, earlier) >= SAID_BEFORE for earlier in said)
        return Shares("", notes, "") if again else shares

    def _retold(self, shares: Shares, passage: Passage, following: Next, said: Sequence[str]) -> str:
        """All shares, with the model's retelling in its place; "" where that cannot be used."""
        partly = bool(shares.as_it_stands)
        words = _LONGER * self._length(shares.retold) if partly else following.words
        heading = " > ".join(passage.heading) or document_title([passage])
        objection = ""
        tries = max(_TRIES_ANEW, self.recipe.answer_tries) if self.anew else self.recipe.answer_tries
        for attempt in range(tries):
            raw = self.ask(
                tell_request(
                    heading=heading,
                    notes=shares.retold,
                    words=round(words),
                    seed=self.seed_of(attempt),
                    objection=objection,
                    manner=self.manner,
                    steady=not self._retells_freely,
                )
            )
            parsed = parse_answer(
                raw,
                passage,
                notes=shares.retold,
                words=words,
                said=said,
                language=self.order.language,
                follows=shares.after,
            )
            if parsed.sound:
                return " ".join(filter(None, (shares.before, parsed.text, shares.after)))
            objection = "; ".join(parsed.objections)
            given_up = attempt == tries - 1
            self.on_unusable("answer", following.unit, raw, parsed.objections, given_up=given_up)
        return ""

    def _begun(self, answer: str, passage: Passage, following: Next, turns: Sequence[Turn]) -> str:
        """As it can begin after these turns."""
        last, number = turns[-1].text, following.unit + self.order.seed
        answer = with_firm_start(
            answer,
            passage,
            following.words,
            said_last=last,
            passages=self.passages,
            language=self.order.language,
        )
        answer = with_its_name(answer, passage, self.passages, [turn.text for turn in turns])
        return begun_otherwise(answer, [turn.text for turn in turns], self.phrases.lead_ins, number)

    def _length(self, text: str) -> float:
        return spoken_words(text, self.order.language)
