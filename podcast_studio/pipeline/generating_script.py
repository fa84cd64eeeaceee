"""Step 2: write the next exchange. EXPERT's answer comes first, then the line of HOST that leads to it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import Passage
from podcast_studio.domain.errors import ModelError
from podcast_studio.domain.languages import ENGLISH, LANGUAGES
from podcast_studio.domain.podcasts import PodcastOrder, Speaker
from podcast_studio.domain.ports import LanguageModel
from podcast_studio.domain.scripts import Plan, SegmentKind, Turn
from podcast_studio.pipeline.asking import Asking
from podcast_studio.pipeline.beginnings import led_in_from
from podcast_studio.pipeline.closing import closing
from podcast_studio.pipeline.expert import Expert
from podcast_studio.pipeline.framing import opening, part_begun, turning
from podcast_studio.pipeline.host.hosting import Host
from podcast_studio.pipeline.phrases.book import Phrases
from podcast_studio.pipeline.phrases.choosing import phrases_for
from podcast_studio.pipeline.polishing import Exchange, is_large
from podcast_studio.pipeline.prompts import polish_request
from podcast_studio.pipeline.recipes import Recipe, recipe_for
from podcast_studio.pipeline.speech.length import spoken_words
from podcast_studio.pipeline.steering import LEAST_WORDS, Next
from podcast_studio.pipeline.text.clean import without_posing
from podcast_studio.pipeline.unusable import Unusable, unheard

_TURNING_WORDS = 8  # to come to another topic, as HOST's line is reckoned with
_SPARE_WORDS = 4  # too many in the last exchange, that a faster pace makes up for
_POLISHING = 40  # apart from the seeds of all other requests for an exchange
_OTHER_SEED = 7_919  # prime to the number of every kind of phrase, so that another one is picked
_FEWEST_WORDS = 30  # of an answer that is written anew; the first may have been cut short
_log = logging.getLogger(__name__)


@dataclass
class ScriptWriter:
    """Writes exchanges for one podcast."""

    model: LanguageModel
    order: PodcastOrder
    plan: Plan
    passages: Mapping[str, Passage]
    cancel: CancelToken
    on_writing: Callable[[Speaker], None] = lambda _speaker: None  # whose words come next
    on_unusable: Unusable = unheard  # what the model said that nobody will hear
    anew: bool = False  # other words are wanted than those that come first

    @cached_property
    def asking(self) -> Asking:
        """How the model is asked, and how fast it was."""
        return Asking(self.model, self.cancel)

    @property
    def phrases(self) -> Phrases:
        return phrases_for(self.order.language)

    @property
    def recipe(self) -> Recipe:
        return recipe_for(self.order.style, self.order.level, large_model=is_large(self.model.parameters))

    def write(self, following: Next, turns: Sequence[Turn]) -> list[Turn]:
        """The turns of the next exchange."""
        self.cancel.check_point()
        if following.kind is SegmentKind.OPENING:
            return self._turns(following, opening(self.plan, self.passages, self.order, self.phrases))
        if following.kind is SegmentKind.CLOSING:
            ends = closing(turns, following.words, self.phrases, self.order.seed, self.order.language)
            return self._turns(following, ends)
        return self._exchange(following, turns)

    def _exchange(self, following: Next, turns: Sequence[Turn]) -> list[Turn]:
        assert following.passage is not None
        passage = following.passage
        room = None if following.line_words is None else following.line_words + following.words
        following = self._with_room_for_turning(following, turns)
        answer = self.answer(passage, following, turns)
        texts = [(Speaker.EXPERT, answer)]
        if turns[-1].speaker is Speaker.EXPERT:  # after a short greeting HOST has said enough
            most = None if room is None else max(1, round(room - self._length(answer)) + _SPARE_WORDS)
            line = self.line(answer, following, turns, most_words=most)
            if self.plan.polish:
                line, answer = self._polished(line, answer, passage, following, turns)
            texts = [(Speaker.HOST, line), (Speaker.EXPERT, answer)]
        cited = (passage.id, *led_in_from(passage, answer, self.passages))
        return [replace(turn, passages=cited) for turn in self._turns(following, texts)]

    def answer(self, passage: Passage, following: Next, turns: Sequence[Turn]) -> str:
        """What EXPERT says of the passage after `turns`."""
        self.on_writing(Speaker.EXPERT)
        expert = Expert(
            order=self.order,
            recipe=self.recipe,
            phrases=self.phrases,
            passages=self.passages,
            manner=self._manner,
            anew=self.anew,
            ask=self.asking,
            seed_of=lambda attempt: self._seed(following, attempt),
            on_unusable=self.on_unusable,
        )
        return expert.answer(passage, following, turns)

    def line(self, answer: str, following: Next, turns: Sequence[Turn], *, most_words: int | None = None) -> str:
        """What HOST says after `turns` that leads to `answer`, if it can be in `most_words`."""
        self.on_writing(Speaker.HOST)
        host = Host(
            order=self.order,
            recipe=self.recipe,
            phrases=self.phrases,
            ask=self.asking,
            seed_of=lambda attempt: self._seed(following, attempt),
            on_unusable=self.on_unusable,
        )
        turning = self._turning(following, turns)
        part = "" if turning else self._part(following, turns)
        return host.line(answer, turns, following.unit, turning=turning, part=part, most_words=most_words)

    def _polished(
        self, line: str, answer: str, passage: Passage, following: Next, turns: Sequence[Turn]
    ) -> tuple[str, str]:
        """Both once more, better said, where that is as true; what turns to another topic stays as it is."""
        exchange = Exchange(
            line=line,
            answer=answer,
            before=turns[-1].text,
            passage=passage,
            notes=without_posing(passage.spoken),
            words=following.words,
            lines=[turn.text for turn in turns if turn.speaker is Speaker.HOST],
            said=[turn.text for turn in turns if turn.speaker is Speaker.EXPERT],
            language=self.order.language,
        )
        seed = self._seed(following, _POLISHING)
        asked = polish_request(line=line, answer=answer, before=turns[-1].text, seed=seed, manner=self._manner)
        in_english = self.order.language.lower().startswith(ENGLISH)
        kept = bool(self._turning(following, turns)) or not in_english or self.recipe.cues_only
        return exchange.polished(self.asking(asked), keep_line=kept)

    @property
    def _manner(self) -> str:
        """How EXPERT is to tell it, and in which language where it is not that of the examples."""
        name = LANGUAGES.get(self.order.language[:2].lower(), "")
        spoken_in = f"in {name}" if name and name != LANGUAGES[ENGLISH] else ""
        return ", ".join(filter(None, (self.recipe.expert, spoken_in)))

    def again(self, turn: Turn, turns: Sequence[Turn]) -> str:
        """Other words for one of `turns`; "" where there is nothing else to say, or the model fails."""
        other = replace(self.order, seed=self.order.seed + _OTHER_SEED)
        anew = replace(self, order=other, anew=True, on_writing=lambda _speaker: None)
        words = max(_FEWEST_WORDS, round(self._length(turn.text)))
        kind = self.plan.segments[turn.segment].kind
        following = Next(kind=kind, segment=turn.segment, unit=turn.unit, index=turn.index, words=words)
        passage = next((self.passages[known] for known in turn.passages if known in self.passages), None)
        earlier, later = turns[: turn.index], turns[turn.index + 1 :]
        text = ""
        try:
            if turn.speaker is Speaker.EXPERT and passage is not None and earlier:
                text = anew.answer(passage, following, earlier)
            elif kind is SegmentKind.TOPIC and earlier and later:
                text = anew.line(later[0].text, following, earlier)
        except ModelError as error:
            _log.warning("turn %s cannot be written anew: %s %s", turn.index, error, error.details)
        return text if text != turn.text else ""

    def _with_room_for_turning(self, following: Next, turns: Sequence[Turn]) -> Next:
        """The answer shorter by what coming to its topic takes more than usual, where it is to end with the room."""
        more = round(self._length(self._turning(following, turns))) - _TURNING_WORDS
        if more <= 0 or following.words >= self.recipe.most_words:
            return following
        return replace(following, words=max(min(following.words, LEAST_WORDS), following.words - more))

    def _turning(self, following: Next, turns: Sequence[Turn]) -> str:
        """HOST's words on coming to another topic; none within one, nor on the first after the greeting."""
        before = turns[-1].segment
        if before in (following.segment, 0):
            return ""
        return turning(following.segment, before, self.plan, self.passages, phrases=self.phrases, seed=self.order.seed)

    def _part(self, following: Next, turns: Sequence[Turn]) -> str:
        """What the part of the document is called that begins here; "" where none does, or it was named."""
        before = next((self.passages[known] for known in turns[-1].passages[:1] if known in self.passages), None)
        if following.passage is None:
            return ""
        name = part_begun(following.passage, before, self.passages)
        return "" if any(name.lower() in turn.text.lower() for turn in turns) else name

    def _turns(self, following: Next, texts: Sequence[tuple[Speaker, str]]) -> list[Turn]:
        return [
            Turn(
                index=following.index + place,
                segment=following.segment,
                speaker=speaker,
                text=text,
                unit=following.unit,
            )
            for place, (speaker, text) in enumerate(texts)
        ]

    def _length(self, text: str) -> float:
        return spoken_words(text, self.order.language)

    def _seed(self, following: Next, attempt: int) -> int:
        return (self.order.seed * 1_000_003 + following.unit * 101 + attempt) & 0x7FFFFFFF
