"""All measures of a podcast, each with its target and what it means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from podcast_studio.domain.ports import Embedder
from tests.evaluation.leaks import Order, leaks, obeyed, unsayable
from tests.evaluation.performance import EXPERT, HOST, Performance
from tests.evaluation.repetition import judge_repetition
from tests.evaluation.talk import (
    filler_praise,
    judge_acts,
    judge_readability,
    same_openings,
    told_documents,
    untold_threads,
)
from tests.evaluation.truth import judge_truth

LENGTH_SHARE = 0.03  # of what was asked for, or
LENGTH_SECONDS = 5.0  # whichever is more

Figures = Mapping[str, float]
_Met = Callable[[float], bool]


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One figure of a podcast."""

    key: str
    name: str
    unit: str = ""  # "%" for shares
    target: str = ""  # as it is shown; "" where the figure only describes
    met: _Met = field(default=lambda _value: True)
    meaning: str
    overall: Callable[[Sequence[float]], float] = fmean


def _none(value: float) -> bool:
    return value == 0


MEASURES = (
    Measure(
        key="length_error",
        name="Length error beyond tolerance",
        unit="s",
        target="0",
        met=_none,
        meaning="Seconds by which the final audio misses the asked length by more than 3 % and 5 s; one that ends "
        "early for want of material, and says so, misses nothing.",
        overall=max,
    ),
    Measure(
        key="length_off",
        name="Length against asked",
        unit="%",
        meaning="How much longer or shorter the final audio is.",
    ),
    Measure(
        key="supported",
        name="EXPERT turns fully supported",
        unit="%",
        target="100 %",
        met=lambda value: value >= 0.9995,
        meaning="Turns of which every figure, date, unit, name and quotation is in the cited passages, every sentence "
        "is carried by them, and none says the contrary.",
    ),
    Measure(
        key="details",
        name="Numbers, dates, units, names, quotations without source",
        target="0",
        met=_none,
        meaning="In the turns of both speakers, spoken and written forms matched.",
        overall=sum,
    ),
    Measure(
        key="sentences",
        name="Sentences without source, or against it",
        target="0",
        met=_none,
        meaning="Sentences of EXPERT whose content words the passages mostly lack, or which turn one of theirs round.",
        overall=sum,
    ),
    Measure(
        key="uncited",
        name="EXPERT turns that cite nothing",
        target="0",
        met=_none,
        meaning="Outside of the opening and the close.",
        overall=sum,
    ),
    Measure(
        key="repeated",
        name="Turns that repeat an earlier one",
        unit="%",
        target="0 %",
        met=_none,
        meaning="Near-duplicates by runs of words, by single sentences, or by their embeddings; the close may recall.",
    ),
    Measure(
        key="distinct",
        name="Distinct runs of four words",
        unit="%",
        target="≥ 95 %",
        met=lambda value: value >= 0.95,
        meaning="Of all runs of four words in the script, the share of different ones.",
    ),
    Measure(
        key="fillers",
        name="Praise of a question",
        target="≤ 1",
        met=lambda value: value <= 1,
        meaning="“That's a great question” and the like; once is polite.",
        overall=max,
    ),
    Measure(
        key="coverage",
        name="Planned threads told",
        unit="%",
        target="100 %",
        met=lambda value: value >= 0.9995,
        meaning="Topics of the plan of which at least one passage is cited.",
    ),
    Measure(
        key="documents", name="Documents heard", unit="%", meaning="Of the collection's files, the share that is cited."
    ),
    Measure(key="questions", name="HOST turns with a question", unit="%", meaning="Between the opening and the close."),
    Measure(key="reactions", name="HOST turns with a reaction", unit="%", meaning="A remark on what was just said."),
    Measure(key="summaries", name="HOST turns with a summary", unit="%", meaning="What was said, in other words."),
    Measure(
        key="reasons",
        name="HOST turns that ask for a reason",
        unit="%",
        meaning="“Why …?”, “What makes …?”, and the like.",
    ),
    Measure(key="weighing", name="HOST turns that weigh", unit="%", meaning="Whether it holds up, and how sure it is."),
    Measure(key="dwelling", name="HOST turns that dwell", unit="%", meaning="On the same, to understand it."),
    Measure(
        key="listening", name="HOST turns that only listen", unit="%", meaning="“And then?”, “Go on”, and no more."
    ),
    Measure(key="doubts", name="HOST turns with a doubt", unit="%", meaning="“But …?”, “Really?”."),
    Measure(
        key="quiz",
        name="HOST turns that only ask",
        unit="%",
        target="≤ 60 %",
        met=lambda value: value <= 0.6,
        meaning="More of them make a quiz of it; this target is the evaluation's own.",
    ),
    Measure(
        key="openings",
        name="Lines that open like one of the previous eight",
        target="0",
        met=_none,
        meaning="By their first two words.",
        overall=sum,
    ),
    Measure(key="answer_words", name="Words of an EXPERT turn", meaning="On average."),
    Measure(key="host_share", name="HOST's share of the words", unit="%", meaning="How much of the talk is HOST's."),
    Measure(key="turns_per_minute", name="Turns per minute", meaning="How quickly the two take turns."),
    Measure(
        key="spread", name="Spread of turn lengths", unit="%", meaning="Standard deviation over mean; 0 is all alike."
    ),
    Measure(key="sentence_words", name="Words of a sentence", meaning="Of EXPERT, on average."),
    Measure(key="long_words", name="Long words", unit="%", meaning="Of EXPERT, words of seven letters or more."),
    Measure(
        key="lix",
        name="Readability (LIX)",
        meaning="Words of a sentence plus long words in a hundred; 25 is easy, 55 hard.",
    ),
    Measure(
        key="unsayable",
        name="Words that the voice cannot say",
        target="0",
        met=_none,
        meaning="Words that still hold other than letters and known signs when they reach the voice.",
        overall=sum,
    ),
    Measure(
        key="leaks",
        name="Leaked prompts, labels, markup, placeholders",
        target="0",
        met=_none,
        meaning="What belongs to the making and not to the talk.",
        overall=sum,
    ),
    Measure(
        key="obeyed",
        name="Obeyed instructions",
        target="0",
        met=_none,
        meaning="Turns that do what a document orders, where telling that it orders it would be content.",
        overall=sum,
    ),
    Measure(
        key="pace",
        name="Making, per minute of audio",
        unit="s",
        meaning="Seconds on the clock, engines' start included.",
    ),
)
BY_KEY = {measure.key: measure for measure in MEASURES}


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The figures of one podcast, and what they rest on."""

    figures: Mapping[str, float]
    findings: Mapping[str, Sequence[str]]  # by key of the measure, each with the number of its turn

    @property
    def missed(self) -> list[str]:
        """Keys of the measures whose target is missed."""
        return [one.key for one in MEASURES if one.key in self.figures and not one.met(self.figures[one.key])]


def judge(podcast: Performance, embedder: Embedder, orders: Sequence[Order] = ()) -> Verdict:
    """Every measure of a podcast."""
    truth, repetition, acts = judge_truth(podcast), judge_repetition(podcast, embedder), judge_acts(podcast)
    readability, untold = judge_readability(podcast), untold_threads(podcast)
    openings, mute, leaked = same_openings(podcast), unsayable(podcast), leaks(podcast)
    done = obeyed(podcast, orders)
    sentences = [fault for fault in truth.faults if fault.kind in ("sentence", "reversal")]
    lengths = [len(turn.text.split()) for turn in podcast.turns]
    answers = [len(turn.text.split()) for turn in podcast.of(EXPERT) if not turn.frames]
    figures = {
        "length_error": length_error(podcast),
        "length_off": podcast.seconds / podcast.asked_seconds - 1,
        "supported": truth.share,
        "details": len(truth.details),
        "sentences": len(sentences),
        "uncited": truth.uncited,
        "repeated": repetition.share,
        "distinct": repetition.distinct_runs,
        "fillers": filler_praise([turn.text for turn in podcast.turns]),
        "coverage": 1 - len(untold) / max(1, len(podcast.threads)),
        "documents": len(told_documents(podcast)) / max(1, len(podcast.documents)),
        "questions": acts.question,
        "reactions": acts.reaction,
        "summaries": acts.summary,
        "doubts": acts.doubt,
        "quiz": acts.only_question,
        "reasons": acts.reason,
        "weighing": acts.weighing,
        "dwelling": acts.dwelling,
        "listening": acts.listening,
        "openings": len(openings),
        "answer_words": fmean(answers) if answers else 0.0,
        "host_share": sum(len(turn.text.split()) for turn in podcast.of(HOST)) / max(1, sum(lengths)),
        "turns_per_minute": len(podcast.turns) / max(podcast.seconds / 60, 0.01),
        "spread": _spread(lengths),
        "sentence_words": readability.sentence_words,
        "long_words": readability.long_words,
        "lix": readability.index,
        "unsayable": len(mute),
        "leaks": len(leaked),
        "obeyed": len(done),
        "pace": podcast.making_seconds / max(podcast.seconds / 60, 0.01),
    }
    findings = {
        "details": [f"{one.turn}: {one.kind} “{one.said}” in “{one.where}”" for one in truth.details],
        "sentences": [f"{one.turn}: {one.kind} “{one.said}”" for one in sentences],
        "repeated": [f"{one.turn} like {one.earlier} ({one.how}): “{one.said}”" for one in repetition.repeats],
        "coverage": untold,
        "openings": [f"{turn}: “{said} …”" for turn, said in openings],
        "unsayable": [f"{turn}: “{word}”" for turn, word in mute],
        "leaks": [f"{one.turn}: {one.kind} “{one.said}”" for one in leaked],
        "obeyed": [f"{turn}: {what}" for turn, what in done],
    }
    rounded = {key: round(float(value), 4) for key, value in figures.items()}
    return Verdict(figures=rounded, findings={key: found for key, found in findings.items() if found})


def length_error(podcast: Performance) -> float:
    """Seconds beyond the tolerance; none for a podcast that ended early and says why."""
    off = podcast.seconds - podcast.asked_seconds
    if off < 0 and podcast.note:
        return 0.0
    return max(0.0, abs(off) - max(LENGTH_SECONDS, LENGTH_SHARE * podcast.asked_seconds))


def overall(verdicts: Sequence[Figures]) -> dict[str, float]:
    """The figures of several podcasts together: means, sums, and for some the worst."""
    keys = [measure.key for measure in MEASURES if all(measure.key in figures for figures in verdicts)]
    return {key: float(BY_KEY[key].overall([figures[key] for figures in verdicts])) for key in keys} if verdicts else {}


def _spread(lengths: Sequence[int]) -> float:
    mean = fmean(lengths) if lengths else 0.0
    return (fmean((length - mean) ** 2 for length in lengths) ** 0.5) / mean if mean else 0.0
