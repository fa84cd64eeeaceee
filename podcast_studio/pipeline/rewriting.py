"""Write one turn of a finished script anew, with the recipes that wrote it first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import Passage
from podcast_studio.domain.errors import InputError
from podcast_studio.domain.podcasts import PodcastOrder, Speaker
from podcast_studio.domain.ports import LanguageModel
from podcast_studio.domain.revisions import RevisedTurn, turns_as_made
from podcast_studio.domain.scripts import Plan, SegmentKind
from podcast_studio.pipeline.generating_script import ScriptWriter
from podcast_studio.pipeline.speech.length import spoken_words
from podcast_studio.pipeline.steering import Next

_TRIES = 3  # for words that are not the old ones
_FEWEST_WORDS = 30  # of an answer; the old one may have been cut short
_FRAME_WORDS = 60  # for which an opening or a closing is written; enough for all its parts
_SEED_STEP = 7_919  # prime to the number of every kind of phrase, so that each rewriting picks another one


@dataclass(frozen=True, kw_only=True)
class Rewriting:
    """What is known when a turn is written anew."""

    order: PodcastOrder
    plan: Plan
    passages: Mapping[str, Passage]  # by id

    def check(self, turns: Sequence[RevisedTurn], place: int) -> None:
        """Raise InputError for a turn that there is nothing to write from."""
        self._recipe(turns, place)

    def write(self, turns: Sequence[RevisedTurn], place: int, model: LanguageModel, cancel: CancelToken) -> str:
        """Other words for the turn at `place`; those around it stay. Raises ModelError."""
        recipe, old = self._recipe(turns, place), turns[place]
        text = old.text
        for attempt in range(_TRIES):
            seed = self.order.seed + _SEED_STEP * (old.rewrites + attempt)
            writer = ScriptWriter(
                model=model,
                order=replace(self.order, seed=seed),
                plan=self.plan,
                passages=self.passages,
                cancel=cancel,
                anew=True,
            )
            text = recipe(writer)
            if text != old.text:
                break
        return text

    def _recipe(self, turns: Sequence[RevisedTurn], place: int) -> Callable[[ScriptWriter], str]:
        turn = turns[place]
        earlier = turns_as_made(turns[:place])
        following = Next(
            kind=self.plan.segments[turn.segment].kind,
            segment=turn.segment,
            unit=turn.unit,
            index=place,
            words=max(_FEWEST_WORDS, self._length(turn)),
        )
        passage = next((self.passages[known] for known in turn.passages if known in self.passages), None)
        if turn.speaker is Speaker.EXPERT and passage is not None:
            return lambda writer: writer.answer(passage, following, earlier)
        if following.kind is not SegmentKind.TOPIC:
            return self._frame(turns, place, following)
        if turn.speaker is Speaker.HOST and earlier and place + 1 < len(turns):
            return lambda writer: writer.line(turns[place + 1].text, following, earlier)
        raise InputError(
            "There is nothing that this turn could be written from anew: it rests on no document.",
            way_out="Edit its text instead.",
        )

    def _length(self, turn: RevisedTurn) -> int:
        return round(spoken_words(turn.text, self.order.language))

    def _frame(self, turns: Sequence[RevisedTurn], place: int, following: Next) -> Callable[[ScriptWriter], str]:
        """A turn of the opening or the closing, where the whole is written again and this part of it taken."""
        turn = turns[place]
        frame = [at for at, other in enumerate(turns) if other.segment == turn.segment]
        later = sum(turns[at].speaker is turn.speaker for at in frame if at > place)
        words = max(_FRAME_WORDS, sum(self._length(turns[at]) for at in frame))
        earlier = turns_as_made(turns[: frame[0]])

        def recipe(writer: ScriptWriter) -> str:
            written = writer.write(replace(following, words=words), earlier)
            fitting = [other.text for other in written if other.speaker is turn.speaker]
            return fitting[-1 - later] if later < len(fitting) else turn.text

        return recipe
