"""Numbers in a text, spoken or written, by their value: "fifteen hundred" and "1,500" are the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_SMALL = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split()
    )
}
_TENS = {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_DECADES = {f"{word[:-1]}ies": value for word, value in _TENS.items()}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
        fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split(),
        1,
    )
} | {f"{word[:-1]}ieth": value for word, value in _TENS.items()}
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}  # fmt: skip
_UNREMARKABLE = frozenset({"one", "first", "second", "zero", *_SCALES})  # said alone they count nothing
_VALUES = _SMALL | _TENS | _ORDINALS
_SPACES = "[,\u202f\u00a0\u2009]"
_TOKEN = re.compile(
    rf"(?<![\d.,])\d{{1,3}}(?:{_SPACES}\d{{3}})+(?!\d)(?:\.\d+)?|(?<![\d.,])\d{{1,3}}(?: \d{{3}})+(?![\d,]|\.\d)|"
    r"\d+(?:\.\d+)?|[a-z]+",
    re.IGNORECASE,
)
_BOUNDS = {  # what may stand before a figure that is not the figure itself, in all our languages
    "more": r"more than|over|at least|upwards of|exceed(?:s|ed|ing)?|no fewer than|no less than|mehr als|über|"
    r"mindestens|wenigstens|meer dan|ruim|minstens|plus de|au moins|más de|al menos|più di|almeno|oltre|mais de|"
    r"pelo menos|ponad|co najmniej",
    "less": r"(?<!no )less than|(?<!no )fewer than|under|nearly|almost|up to|at most|not quite|no more than|close to|"
    r"weniger als|fast|beinahe|nahezu|knapp|höchstens|bis zu|minder dan|bijna|hooguit|moins de|presque|près de|"
    r"au plus|jusqu['’]à|menos de|casi|hasta|meno di|quasi|fino a|quase|até|mniej niż|prawie|niemal",
    "about": r"about|around|roughly|approximately|some|circa|ca\.|c\.|etwa|ungefähr|zirka|rund|"
    r"um(?=\s+(?:das\s+jahr\s+)?1\d{3}\b)|ongeveer|zo['’]n|rond|environ|quelque|unos|unas|alrededor de|cerca de|"
    r"aproximadamente|około",
    "after": "after|later than",
    "before": "before|until|till|earlier than",
}
_BOUND = re.compile(
    rf"(?i)\b(?:{'|'.join(f'(?P<{kind}>{words})' for kind, words in _BOUNDS.items())})\s+"
    r"(?P<between>(?:the year|das jahr|an?|the|another|its|their|his|her|as much as)\s+)?"
)
_JOINS = re.compile(r"[\s-]*")
_JOINS_AFTER_A_SCALE = re.compile(r",?[\s-]*")


def figures_in(text: str) -> dict[str, float]:
    """Each figure as it stands in the text, with its value."""
    found: dict[str, float] = {}
    run = _Run()
    end = 0
    for token in _TOKEN.finditer(text):
        word, between = token.group().lower(), text[end : token.start()]
        joins = _JOINS_AFTER_A_SCALE if run.words and run.words[-1] in _SCALES else _JOINS
        if not joins.fullmatch(between) or not run.takes(word):
            run.close(found)
            run = _Run()
            run.takes(word)
        end = token.end()
    run.close(found)
    return found


def bounds_in(text: str) -> dict[float, str]:
    """The values of figures that are only a bound, and which: "more than 500" is 500, "more"."""
    kinds = dict[int, str]()  # by where the figure begins
    for bound in _BOUND.finditer(text):
        kind = next(kind for kind in _BOUNDS if bound[kind])
        kinds[bound.end()] = kinds[bound.end() - len(bound["between"] or "")] = kind
    found = dict[float, str]()
    for figure, value in figures_in(text).items() if kinds else ():
        words = r"[\s,-]+(?:and\s+)?".join(map(re.escape, figure.split()))
        written = rf"(?:{words}|{value:,.0f})" if value == int(value) else words
        said = {kinds.get(place.start(), "") for place in re.finditer(rf"(?i)(?<![\d.,]){written}\b", text)}
        if len(said) == 1 and "" not in said:
            found[value] = said.pop()
    return found


@dataclass
class _Run:
    """Number words that stand together; "eighteen forty five" is 1845, "fifteen hundred" 1500."""

    words: list[str] = field(default_factory=list)
    total: float = 0.0  # what is behind a thousand or more
    current: float = 0.0
    decimals: str | None = None  # digits said after "point"

    def takes(self, word: str) -> bool:
        """Add a word if the number goes on with it."""
        if not self.words:
            return self._begins(word)
        if word == "and":
            return self.words[-1] in _SCALES
        if self.decimals is not None and word not in _SCALES:
            return self._adds_decimal(word)
        if word == "point":
            self.decimals = ""
        elif word in _SCALES:
            self._scales(word)
        elif 10 <= self.current <= 20 and self._is_second_half_of_a_year(word):
            self.current = self.current * 100 + (_DECADES | _VALUES).get(word, 0)
        elif word == "oh" or not self._adds(word):
            return False
        self.words.append(word)
        return True

    def close(self, found: dict[str, float]) -> None:
        """Keep the number, if it is one that counts something."""
        while self.words and self.words[-1] in ("point", "oh"):
            self.words.pop()
        if not self.words or (len(self.words) == 1 and self.words[0] in _UNREMARKABLE):
            return
        decimals = float(f"0.{self.decimals}") if self.decimals else 0.0
        found[" ".join(self.words)] = self.total + self.current + decimals

    def _begins(self, word: str) -> bool:
        if word[0].isdigit():
            self.current = float(re.sub(rf"{_SPACES}| ", "", word))
        elif word in _SCALES:
            self._scales(word)
        elif word in _VALUES:
            self.current = float(_VALUES[word])
        else:
            return False
        self.words.append(word)
        return True

    def _scales(self, word: str) -> None:
        scaled = self.current + (float(f"0.{self.decimals}") if self.decimals else 0.0)
        self.decimals = None
        self.current = max(scaled, 1) * _SCALES[word] if scaled != 0 else float(_SCALES[word])
        if _SCALES[word] >= 1000:
            self.total, self.current = self.total + self.current, 0.0

    def _adds_decimal(self, word: str) -> bool:
        if _SMALL.get(word, 10) > 9:
            return False
        self.decimals = f"{self.decimals}{_SMALL[word]}"
        self.words.append(word)
        return True

    def _is_second_half_of_a_year(self, word: str) -> bool:
        """Forty, forty-five, twelve or oh-five after eighteen; the five comes by itself."""
        said_in_words = not self.words[-1][0].isdigit() and self.words[-1] not in _SCALES
        return said_in_words and len(self.words) == 1 and (word == "oh" or _is_ten_or_more(word))

    def _adds(self, word: str) -> bool:
        """Five after twenty, forty after a hundred."""
        value = _VALUES.get(word)
        if value is None or (value == 0 and self.words):
            return False
        room = 100 if self.words[-1] in _SCALES else (10 if self._ends_in_tens() else 0)
        if value >= room:
            return False
        self.current += value
        return True

    def _ends_in_tens(self) -> bool:
        return self.words[-1] in _TENS or self.words[-1] == "oh"


def _is_ten_or_more(word: str) -> bool:
    return word in _DECADES or _VALUES.get(word, 0) >= 10
