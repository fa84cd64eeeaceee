"""Step 3: make speech of what the model wrote, and check it before anyone hears it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.languages import ENGLISH
from podcast_studio.pipeline.prompts import EXAMPLE_TEXTS, HOST_EXAMPLES
from podcast_studio.pipeline.speech.length import spoken_words
from podcast_studio.pipeline.speech.sayable import sayable
from podcast_studio.pipeline.text.clean import (
    clean_turn,
    drop_loops,
    leaks,
    limit_words,
    near_duplicate,
    sentences,
)
from podcast_studio.pipeline.text.function_words import telling_words
from podcast_studio.pipeline.truth.claims import adds_a_denial, amplified, elsewhere, loses_a_denial
from podcast_studio.pipeline.truth.details import unsupported_details
from podcast_studio.pipeline.truth.grounding import ground, points_back, support
from podcast_studio.pipeline.truth.presuming import presumes

_ENOUGH_TOLD = 0.6  # of the notes, or of the words wanted where those are fewer
_WORTH_COMPLETING = 0.25  # of what is enough
_STATED = 0.75  # share of a statement's telling words that were said, or are a listener's
_ASKED = 0.5  # the same of a question
_PRAISE = re.compile(
    r"(?i)\b(?:(?:great|good|excellent|interesting|fascinating) (?:question|point|topic)|"
    r"that(?:'s|’s| is| sounds) (?:so |very |really |quite |truly |such )?(?:a )?"
    r"(?:interesting|fascinating|great|amazing|impressive|cool|good|incredible))\b"
)
_REACTIONS = (
    "hard imagine surprising surprise strange wonder wondered believe idea reason happen happened work worked explain "
    "difference matter matters mattered sound sounds clear simple easy difficult remember picture example really turn "
    "find found come came start end result problem answer question possible sense understand big small many long "
    "quick quickly change changed today actually exactly"
)
SAID_BEFORE = 0.5  # likeness to an earlier turn from which a turn is a repetition
_LONGEST_LINE = 34  # words, of HOST between two statements
_LONGEST_REMARK = 22
_TAKEN_UP = 2  # telling words of what was just said, at least
_COPIED = 0.6  # likeness from which words are somebody else's
_PARROTED = 0.5  # the same of a remark, which is to be in other words
_LONGEST_ECHO = 7  # words
_WORD_FOR_WORD = 4  # words, above which a sentence that has nothing of its own is no remark
_ECHO = 0.6  # of the words before; with fewer, taking them up is what a listener does
_EXAMPLE_WORDS = frozenset(telling_words(" ".join(HOST_EXAMPLES)) - telling_words(_REACTIONS))  # "bridge", "roses"
_TAG = re.compile(r",? (?:did|does|do|was|were|is|are|has|have|had|would|could|can|will)n['’]t (?:he|she|it|they)\?$")
_ONLY = re.compile(r"(?i)\bonly (?:an? |the )?([a-z]+)")
_VAGUE = re.compile(  # what a question about nothing in particular asks for
    r"(?i)\b(?:something|someone|somebody|th[eo]se things|such things|that thing)\b"
)
_NAME = re.compile(r"\b[A-Z]\w+")
_FORM = 4  # letters by which forms of a word are taken for the same
OPENS_ALIKE = "begins like a line before"
_OPENINGS_KEPT_APART = 8  # no line opens like one of so many before it


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """A turn's text and what speaks against it."""

    text: str
    objections: tuple[str, ...]
    bent: int = 0  # sentences that were left out, or gave way to the source's own

    @property
    def sound(self) -> bool:
        return not self.objections


def parse_answer(
    raw: str,
    passage: Passage,
    *,
    notes: str,
    words: float,
    said: Sequence[str],
    language: str = ENGLISH,
    follows: str = "",
) -> Parsed:
    """EXPERT's answer: each sentence true to its place in `notes`, not said before, not longer than `words`.

    `follows` is what comes behind it in the document's words; what that points back to is told.
    """
    heading = " ".join(passage.heading)
    grounded = ground(drop_loops(clean_turn(raw)), notes, heading)
    if follows and points_back(sentences(follows)[0]):
        grounded = grounded.up_to_its_end(notes)
    enough = _ENOUGH_TOLD * min(words, spoken_words(notes, language))
    told = grounded.text
    if spoken_words(told, language) >= _WORTH_COMPLETING * enough and grounded.kept:
        # what was left out is sooner told in the notes' words than asked for once more
        told = grounded.completed(notes, enough, partial(spoken_words, language=language))
    text = limit_words(told, words, language)
    objections = []
    if grounded.kept == 0:
        objections.append("keep to the notes")
    if spoken_words(text, language) < enough:
        objections.append("tell every fact of the notes in whole sentences")
    if _is_an_examples(text, f"{heading} {passage.text} {notes}"):
        objections.append("keep to these notes")
    if any(near_duplicate(text, earlier) >= SAID_BEFORE for earlier in said):
        objections.append("that was said before")
    return Parsed(text=text, objections=tuple(objections), bent=grounded.replaced + grounded.dropped)


def parse_question(raw: str, *, before: str, after: str, lines: Sequence[str]) -> Parsed:
    """HOST's question to which `after` is the answer: short, new, and without facts of its own."""
    text = _said(raw)
    objections = _objections(text, f"{before} {after}", lines)
    if not text.endswith("?"):
        objections.append("no question")
    if any(not _stands(one, before, after) for one in sentences(text)) or _VAGUE.search(text):
        objections.append("leads elsewhere")
    if presumes(text, before, after):
        objections.append("takes for known what is not")
    if max(near_duplicate(text, after), near_duplicate(text, before)) >= SAID_BEFORE:
        objections.append("copied")
    return Parsed(text=text, objections=tuple(objections))


def parse_remark(raw: str, *, before: str, lines: Sequence[str]) -> Parsed:
    """What HOST says to `before`: short, new, true to it, and no question."""
    text = _TAG.sub(r".", _said(raw))
    objections = _objections(text, before, lines)
    if "?" in text:
        objections.append("a question")
    if not _only(text) <= _only(before):
        objections.append("says only of something else")
    if len(text.split()) > _LONGEST_REMARK:
        objections.append("length")
    if any(0 < before.count(name) < count and telling_words(name) for name, count in _names(text).items()):
        objections.append("names somebody twice")  # "Rosetta left Rosetta": once in the place of another
    if loses_a_denial(text, before):
        objections.append("leaves out that it is not so")
    if adds_a_denial(text, before):
        objections.append("denies what nobody said")
    if elsewhere(text, before):
        objections.append("puts something elsewhere")
    own = any(not _stands(one, before, "") for one in sentences(text))
    if own or len(telling_words(text) & telling_words(before)) < _TAKEN_UP or not _stands(text, before, ""):
        objections.append("leads elsewhere")
    likeness, words = near_duplicate(text, before), len(text.split())
    most = min(_LONGEST_ECHO, _ECHO * len(before.split()))
    parroted = likeness >= _PARROTED and words > _LONGEST_ECHO
    repeated = likeness > _COPIED and words > _WORD_FOR_WORD and telling_words(text) <= telling_words(before)
    if parroted or repeated or (likeness > _COPIED and words > most):
        objections.append("copied")
    return Parsed(text=text, objections=tuple(objections))


def _names(text: str) -> Counter[str]:
    return Counter(_NAME.findall(text))


def _only(text: str) -> set[str]:
    """What "only" is said of: of the only bee that lays eggs it is not true that she only lays eggs."""
    return {word.lower()[:_FORM] for word in _ONLY.findall(text)}


def _said(raw: str) -> str:
    """Two sentences at most, and no praise."""
    return " ".join([one for one in sentences(drop_loops(clean_turn(raw))) if not _PRAISE.search(one)][:2])


def _objections(text: str, source: str, lines: Sequence[str]) -> list[str]:
    """What speaks against anything that HOST says."""
    objections = []
    if not 3 <= len(text.split()) <= _LONGEST_LINE:
        objections.append("length")
    if unsupported_details(text, source) or amplified(text, source):
        objections.append("facts of its own")
    if _is_an_examples(text, source) or _EXAMPLE_WORDS & telling_words(text) - telling_words(source):
        objections.append("copied")
    earlier = [one for line in lines for one in (line, *sentences(line))]
    if any(near_duplicate(text, one) > _COPIED for one in earlier):
        objections.append("said before")
    if opens_alike(text, lines):
        objections.append(OPENS_ALIKE)
    return objections


def opens_alike(text: str, lines: Sequence[str]) -> bool:
    """Whether it begins with the two words with which one of the last lines began."""
    begins = _first_words(text)
    return any(_first_words(line) == begins for line in lines[-_OPENINGS_KEPT_APART:])


def _first_words(text: str) -> list[str]:
    return [word.strip(",;:.!?") for word in text.lower().split()[:2]]


def _is_an_examples(text: str, source: str) -> bool:
    """Whether words of the prompt's examples came in; not so where the source has them, as written or as spoken."""
    return leaks(text, EXAMPLE_TEXTS) and leaks(text, EXAMPLE_TEXTS, (source, sayable(source)))


def _stands(sentence: str, before: str, after: str) -> bool:
    """A question shares a telling word with the answer and brings in little else; a statement keeps to what was."""
    if not sentence.endswith("?"):
        return support(sentence, [before, _REACTIONS]) >= _STATED
    leads = bool(telling_words(sentence) & telling_words(after))
    return leads and support(sentence, [before, after, _REACTIONS]) >= _ASKED


def retell_plainly(passage: Passage, words: int, language: str = ENGLISH) -> str:
    """The passage's own sentences, for when the model cannot be brought to keep to them."""
    return limit_words(drop_loops(passage.spoken), words, language)
