"""Step 2: write the next exchange. EXPERT's answer comes first, then the line of HOST that leads to it."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import Passage
from podcast_studio.domain.podcasts import PodcastOrder, Speaker
from podcast_studio.domain.ports import LanguageModel, TextRequest
from podcast_studio.domain.scripts import Plan, SegmentKind, Turn
from podcast_studio.pipeline.clean import limit_words, sentences
from podcast_studio.pipeline.parsing_turns import parse_answer, parse_line, retell_plainly
from podcast_studio.pipeline.phrases import Phrases, listing, phrases_for, pick
from podcast_studio.pipeline.planning import document_title
from podcast_studio.pipeline.prompts import Act, line_request, tell_request
from podcast_studio.pipeline.steering import Next

_ACTS = (Act.ASK, Act.REACT, Act.SUM_UP, Act.ASK, Act.DOUBT, Act.REACT)
_MOST_CHARACTERS = 6_000  # of one answer, whatever the model does
_GENERIC_TITLES = frozenset({"introduction", "overview", "more", "summary", "contents", "notes", "background"})


@dataclass
class ScriptWriter:
    """Writes exchanges for one podcast."""

    model: LanguageModel
    order: PodcastOrder
    plan: Plan
    passages: Mapping[str, Passage]
    cancel: CancelToken
    words_written: int = 0  # in this run, with the seconds they took: the measured speed
    seconds_spent: float = 0.0

    @property
    def phrases(self) -> Phrases:
        return phrases_for(self.order.language)

    def write(self, following: Next, turns: Sequence[Turn]) -> list[Turn]:
        """The turns of the next exchange."""
        self.cancel.check()
        if following.kind is SegmentKind.OPENING:
            return self._opening(following)
        if following.kind is SegmentKind.CLOSING:
            return self._closing(following, turns)
        return self._exchange(following, turns)

    def _opening(self, following: Next) -> list[Turn]:
        topics = [_spoken_title(part.title) for part in self.plan.segments if part.kind is SegmentKind.TOPIC]
        short = self.order.minutes <= 1.5
        named = topics[: 2 if short else 3]
        if len(topics) > len(named) and not short:
            named = [*named, "more"]
        greeting = pick(self.phrases.greetings, self.order.seed)
        texts = [(Speaker.HOST, greeting.format(topics=listing(named, self.phrases.conjunction)))]
        if not short:
            welcome = pick(self.phrases.welcomes, self.order.seed + 1)
            texts.append((Speaker.EXPERT, welcome.format(sources=self._sources())))
        return self._turns(following, texts)

    def _sources(self) -> str:
        documents = {
            self.passages[identifier].document
            for part in self.plan.segments
            for identifier in part.passages
            if identifier in self.passages
        }
        if len(documents) == 1:
            return f"a text called {document_title(next(iter(self.passages.values())))}"
        return f"{len(documents)} documents"

    def _exchange(self, following: Next, turns: Sequence[Turn]) -> list[Turn]:
        assert following.passage is not None
        passage = following.passage
        answer = self.answer(passage, following, turns)
        line = self.line(answer, following, turns)
        texts = [(Speaker.HOST, line), (Speaker.EXPERT, answer)]
        return [replace(turn, passages=(passage.id,)) for turn in self._turns(following, texts)]

    def answer(self, passage: Passage, following: Next, turns: Sequence[Turn]) -> str:
        """The retelling; once more with the objection if it fails, then the passage's own words."""
        said = [turn.text for turn in turns if turn.speaker is Speaker.EXPERT]
        notes = limit_words(passage.spoken, int(following.words * 1.15))
        heading = " > ".join(passage.heading) or document_title(passage)
        objection = ""
        for attempt in range(2):
            raw = self._ask(
                tell_request(
                    heading=heading,
                    notes=notes,
                    words=following.words,
                    seed=self._seed(following, attempt),
                    objection=objection,
                )
            )
            parsed = parse_answer(raw, passage, words=following.words, said=said)
            if parsed.sound:
                return parsed.text
            objection = "; ".join(parsed.objections)
        return retell_plainly(passage, following.words)

    def line(self, answer: str, following: Next, turns: Sequence[Turn]) -> str:
        """What HOST says after `turns` that leads to `answer`."""
        lines = [turn.text for turn in turns if turn.speaker is Speaker.HOST]
        turning = self._turning(following, turns)
        before = turning or (sentences(turns[-1].text) or [turns[-1].text])[-1]
        after = (sentences(answer) or [answer])[0]
        act = Act.ASK if turning else pick_act(following.unit + self.order.seed)
        raw = self._ask(line_request(act=act, before=before, after=after, seed=self._seed(following, 10)))
        parsed = parse_line(raw, before=before, after=after, lines=lines)
        if parsed.sound:
            return f"{turning} {parsed.text}".strip()
        return f"{turning} {self._plain_question(lines, following)}".strip()

    def _turning(self, following: Next, turns: Sequence[Turn]) -> str:
        """HOST's words on coming to another topic; none within one, nor on the first after the greeting."""
        if turns[-1].segment in (following.segment, 0):
            return ""
        turning = pick(self.phrases.turnings, following.segment + self.order.seed)
        return turning.format(topic=_spoken_title(self.plan.segments[following.segment].title))

    def _plain_question(self, lines: Sequence[str], following: Next) -> str:
        recent = " ".join(lines[-len(self.phrases.questions) + 1 :])
        rotated = [pick(self.phrases.questions, following.unit + step) for step in range(len(self.phrases.questions))]
        return next((question for question in rotated if question not in recent), rotated[0])

    def _closing(self, following: Next, turns: Sequence[Turn]) -> list[Turn]:
        """As long as the room that is left: a farewell, and before it what was said and is worth keeping."""
        seed = self.order.seed
        farewell = pick(self.phrases.farewells, seed)
        room = following.words - len(farewell.split())
        recap = pick(self.phrases.recaps, seed)
        facts = self._worth_recalling(turns, room - len(recap.split()) - 8)
        if not facts:
            return self._turns(following, [(Speaker.HOST, farewell)])
        told = [pick(self.phrases.reminders, seed).format(fact=facts[0])]
        told += [pick(self.phrases.further, seed + place).format(fact=fact) for place, fact in enumerate(facts[1:])]
        texts = [(Speaker.HOST, recap), (Speaker.EXPERT, " ".join(told)), (Speaker.HOST, farewell)]
        return self._turns(following, texts)

    def _worth_recalling(self, turns: Sequence[Turn], room: int) -> list[str]:
        """Up to three first sentences from different segments that fit into `room` words."""
        chosen: list[str] = []
        segments: set[int] = set()
        for turn in sorted(turns, key=lambda turn: -sum(sign.isdigit() for sign in turn.text)):
            first = (sentences(turn.text) or [""])[0]
            count = len(first.split()) + 4
            topical = turn.speaker is Speaker.EXPERT and turn.passages and turn.segment not in segments
            if topical and 7 <= count <= min(room, 30) and len(chosen) < 3:
                chosen.append(first)
                segments.add(turn.segment)
                room -= count
        return chosen

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

    def _seed(self, following: Next, attempt: int) -> int:
        return (self.order.seed * 1_000_003 + following.unit * 101 + attempt) & 0x7FFFFFFF

    def _ask(self, request: TextRequest) -> str:
        started, parts, length = time.monotonic(), list[str](), 0
        for chunk in self.model.write(request, self.cancel):
            parts.append(chunk)
            length += len(chunk)
            if length > _MOST_CHARACTERS:
                break
        self.cancel.check()
        text = "".join(parts)
        self.seconds_spent += time.monotonic() - started
        self.words_written += len(text.split())
        return text


def pick_act(number: int) -> Act:
    """What HOST does next; varies from line to line."""
    return _ACTS[number % len(_ACTS)]


def _spoken_title(title: str) -> str:
    """A chapter's title as it stands in a sentence."""
    if title.lower() in _GENERIC_TITLES:
        return "what the documents say first" if title.lower() == "introduction" else "a wider view"
    return title.rstrip("?!.")
