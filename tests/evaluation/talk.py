"""How the two talk: what HOST does, how lines open, how hard the words are, and whether all that is planned is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tests.evaluation.performance import EXPERT, HOST, Performance
from tests.evaluation.words import WORD, content_words, language_of, plain, runs, sentences_of, share_found

OPENING_WORDS = 2
OPENINGS_BACK = 8
_LONG_WORD = 7  # letters
_ECHO_WORDS = 10  # of a remark that takes up a word of what was said
_RESTATED = 0.5  # of a summary's content words were said before
_ASKING = {
    "en": r"tell (?:us|me)|explain|walk us|take us|describe|give us|help us|go on",
    "de": r"erzähl|erklär|sag(?:en Sie)? uns|beschreib|nehmen Sie uns mit|fahren Sie fort",
}
_FEELING = {
    "en": r"""wow|oh|ah|really|hard to (?:imagine|believe)
        |i (?:see|would|had no idea|never|didn't|did not|always thought)
        |that(?:'s| is| was| sounds| must) (?!bring)(?:\w+ )?\w+|how \w+!|what an? |no wonder|fair enough
        |good (?:point|heavens)|remarkable|surprising|astonishing|incredible|amazing|interesting|fascinating|striking
        |clever|sad|strange|odd|imagine
        |only|not bad|makes sense|of all""",
    "de": r"""ach|oh|wirklich|kaum (?:zu glauben|vorstellbar)|das (?:ist|war|klingt|hätte) \w+|erstaunlich
        |überraschend|unglaublich|bemerkenswert|seltsam|interessant|spannend
        |stell(?:en Sie sich|t euch|dir)|kein Wunder|verstehe""",
}
_SUMMING = {
    "en": r"""^(?:so|in other words|in short|to sum up|put simply|if i understand|if i follow|which means|that means
        |then|all in all)\b""",
    "de": r"""^(?:also|mit anderen worten|kurz gesagt|zusammengefasst|wenn ich .{0,20}verstehe
        |das heißt|demnach)\b""",
}
_DOUBTING = {
    "en": r"""^(?:but|wait|hold on|isn't|surely|is that really
        |is it (?:really )?true that|can (?:it|that) really|i'm not sure|i am not sure|really\?|still,)
        |\bthough\?|\bdoubt|\bnot (?:\w+ )?convinc|\bobject(?:s|ion)?\b|\bdisagree|\bother side""",
    "de": r"^(?:aber|moment|wirklich\?|ist das nicht|ich bin nicht sicher)|\bzweif|nicht überzeugt|widersprech|dagegen",
}
_REASONING = {
    "en": r"\bwhy\b|\bhow come\b|\breasons?\b|\bwhat (?:\w+ )?(?:causes?d?|makes?|made)\b",
    "de": r"\b(?:warum|wieso|weshalb|wie kommt es)\b|\bgründe?\b",
}
_WEIGHING = {
    "en": r"""\bholds? (?:up|water)\b|\bweak (?:spot|point|side)|\bhow (?:firm|sure|solid|certain)\b|\bsecond look\b
        |\b(?:re)?check|\bstrict|\bevidence\b|\bproof\b|\bprove""",
    "de": r"\bstandhält\b|\bschwachstelle|\bprüf|\bstreng\b|\bzweiten blick\b|\bbeleg|\bbeweis",
}
_DWELLING = {
    "en": r"""\bstay with\b|\bdeeper\b|\bunderstand\b|\btake (?:it|that) apart\b|\bbehind (?:it|that)\b|\bslowly\b
        |\bin (?:more )?detail|\bexactly\b""",
    "de": r"\bbleiben wir\b|\btiefer\b|\bverstehen\b|\bauseinander\b|\bdahinter\b|\blangsam|\bgenau",
}
_LISTENING = {
    "en": r"""^(?:and |so )?(?:then|go on|what (?:happened|came|comes|next|then)|after that|how did it go on
        |i'm listening|tell (?:me|us) (?:more|the rest)|don't stop|carry on)\b""",
    "de": r"^(?:und )?(?:dann|weiter|was (?:geschah|kam|dann)|danach|wie ging es weiter|ich höre|erzählen sie)",
}
_MANNERS = {"reason": _REASONING, "weighing": _WEIGHING, "dwelling": _DWELLING}
_MORE_THAN_A_QUIZ = {"question", "reaction", "summary", "doubt", "stance"}
_LISTENERS_WORDS = 6  # at most, of a line that only wants to hear more


@dataclass(frozen=True, kw_only=True)
class Acts:
    """Shares of HOST's turns between opening and close; one turn can do several things."""

    turns: int
    question: float
    reaction: float
    summary: float
    doubt: float
    only_question: float  # what makes a quiz of it
    reason: float  # asks for one
    weighing: float  # of how good it is
    dwelling: float  # on the same, to understand it
    listening: float  # and nothing else
    nothing: float  # of these


def judge_acts(podcast: Performance) -> Acts:
    """What HOST does, turn by turn."""
    done = [
        acts_of(turn.text, podcast.turns[place - 1].text if place else "", podcast.language)
        for place, turn in enumerate(podcast.turns)
        if turn.speaker == HOST and not turn.frames
    ]

    def share(count: int) -> float:
        return count / len(done) if done else 0.0

    return Acts(
        turns=len(done),
        question=share(sum("question" in acts for acts in done)),
        reaction=share(sum("reaction" in acts for acts in done)),
        summary=share(sum("summary" in acts for acts in done)),
        doubt=share(sum("doubt" in acts for acts in done)),
        only_question=share(sum(acts & _MORE_THAN_A_QUIZ == {"question"} for acts in done)),
        reason=share(sum("reason" in acts for acts in done)),
        weighing=share(sum("weighing" in acts for acts in done)),
        dwelling=share(sum("dwelling" in acts for acts in done)),
        listening=share(sum("listening" in acts for acts in done)),
        nothing=share(sum(not acts for acts in done)),
    )


def acts_of(text: str, before: str, language: str) -> set[str]:
    """Question, reaction, summary, doubt and the like: what a line of HOST does after what was said before it."""
    code, acts = language_of(language), set[str]()
    for sentence in sentences_of(text):
        low = sentence.lower().replace("’", "'")
        asks = sentence.rstrip('”"») ').endswith("?") or re.match(_pattern(_ASKING, code), low) is not None
        if asks:
            acts.add("question")
        if re.search(_pattern(_DOUBTING, code), low):
            acts.add("doubt")
        manners = {act for act, pattern in _MANNERS.items() if re.search(_pattern(pattern, code), low)}
        acts |= manners | ({"stance"} if manners and not asks else set())
        if len(text.split()) <= _LISTENERS_WORDS and re.search(_pattern(_LISTENING, code), low):
            acts.add("listening")
        if not asks and _sums_up(low, before, code):
            acts.add("summary")
        elif not asks and (sentence.endswith("!") or _feels(low, code) or _echoes(sentence, before, code)):
            acts.add("reaction")
    return acts


def _pattern(by_language: dict[str, str], code: str) -> str:
    return re.sub(r"\n\s+", "", by_language.get(code, r"(?!)"))


def _feels(low: str, code: str) -> bool:
    return (
        re.match(rf"(?:{_pattern(_FEELING, code)})(?!\w)", low) is not None
        or re.search(r"hard to (imagine|believe)", low) is not None
    )


def _echoes(sentence: str, before: str, code: str) -> bool:
    """A short remark that takes up words just said."""
    words = content_words(sentence, code)
    return (
        0 < len(sentence.split()) <= _ECHO_WORDS
        and bool(words)
        and share_found(words, content_words(before, code)) >= _RESTATED
    )


def _sums_up(low: str, before: str, code: str) -> bool:
    words = content_words(low, code)
    return (
        re.search(_pattern(_SUMMING, code), low) is not None
        and bool(words)
        and share_found(words, content_words(before, code)) >= _RESTATED
    )


def same_openings(podcast: Performance) -> list[tuple[int, str]]:
    """The lines that open like one of the eight before, by their first two words."""
    openings = [opening_of(turn.text) for turn in podcast.turns]
    return [
        (place, " ".join(opening))
        for place, opening in enumerate(openings)
        if opening and opening in openings[max(0, place - OPENINGS_BACK) : place]
    ]


def opening_of(text: str) -> tuple[str, ...]:
    words = [word for (word,) in runs(text, 1)]
    return tuple(words[:OPENING_WORDS])


@dataclass(frozen=True, kw_only=True)
class Readability:
    """How hard a text is to follow by ear."""

    sentence_words: float  # mean
    long_words: float  # share of words of seven letters or more

    @property
    def index(self) -> float:
        """LIX: below 30 is for children, above 50 for specialists."""
        return self.sentence_words + 100 * self.long_words


def judge_readability(podcast: Performance) -> Readability:
    """Of what EXPERT explains."""
    texts = [turn.text for turn in podcast.of(EXPERT) if not turn.frames] or [turn.text for turn in podcast.turns]
    sentences = [sentence for text in texts for sentence in sentences_of(text)]
    words = [plain(word) for text in texts for word in WORD.findall(text)]
    return Readability(
        sentence_words=len([word for text in texts for word in text.split()]) / max(1, len(sentences)),
        long_words=sum(len(word) >= _LONG_WORD for word in words) / max(1, len(words)),
    )


def untold_threads(podcast: Performance) -> list[str]:
    """Titles of planned threads of which no turn cites a passage."""
    told = {source.place for turn in podcast.turns if turn.speaker == EXPERT for source in turn.sources}
    return [thread.title for thread in podcast.threads if not thread.places & told]


def told_documents(podcast: Performance) -> set[str]:
    return {source.document for source in podcast.everything}


FILLERS = r"(?i)\b(?:great|good|excellent|wonderful|fantastic|gute|tolle) (?:question|frage)\b"


def filler_praise(turns: Sequence[str]) -> int:
    """How often a question is praised; once is polite."""
    return sum(len(re.findall(FILLERS, text)) for text in turns)
