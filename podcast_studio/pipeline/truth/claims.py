"""What a retelling claims that its source does not, though all its telling words are there.

A small model joins two facts with "but" or "because", says "twice" of a sum of two, makes a duty of a wish, or the
largest of something large, gives a figure a unit, or tells of one thing what was said of another with half its name.
All of these are few or small words, which the comparison of content words cannot see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from podcast_studio.pipeline.text.figures import bounds_in, figures_in
from podcast_studio.pipeline.text.function_words import telling_words
from podcast_studio.pipeline.truth.certainty import made_certain
from podcast_studio.pipeline.truth.clauses import told_clauses

_SWAPPED = (("when", "where"), ("where", "when"))  # the first was said, and the source has only the second
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_DENIAL = re.compile(
    r"(?i)\b(?:not|no|never|nobody|none|nothing|neither|nor|cannot|without|hardly|nicht|keine?[nmrs]?|nie|niemals|niemand|"
    r"nichts|ohne|niet|geen|nooit|zonder|pas|jamais|sans|aucune?|nunca|ningun[oa]?|senza|nessun[oa]?|não|sem|nenhuma?|"
    r"nigdy|bez)\b|n['’]t\b"
)
_NEARLY_A_DENIAL = re.compile(
    r"(?i)\b(?:fail|refus|lack|unable|impossib|absen|prevent|stop|avoid|forb|den[iy]|unlike|except|only|few|little|rare|"
    r"seldom|less|instead|rather)"
)
_DOING = re.compile(r"(?i)\b(?:has|have|had|is|are|was|were)\b.{2,40}?\b(\w{3,})ing\b")
_FORMS = {
    forms.split()[-1]: frozenset(forms.split())
    for forms in (
        "take takes taking took taken", "give gives giving gave given", "keep keeps keeping kept", "see sees saw seen",
        "get gets got gotten", "go goes going went gone",
    )
}  # fmt: skip
_DEED = re.compile(rf"(?i)\b(?:is|are|was|were|be|been|being) (?:\w+ly |not |all )?({'|'.join(_FORMS)})\b")
_NAMES = re.compile(r"\b[A-Z][\w’'-]+(?: (?:of |the |de |van |von |der |la )?[A-Z][\w’'-]+)+")
_UNITS = """second minute hour day week month year decade century millimetre centimetre metre kilometre millimeter
centimeter meter kilometer mile inch yard gram kilogram tonne litre liter gallon acre hectare degree watt kilowatt
megawatt volt ampere""".split()
_SIGNS = {  # as they may stand in a source
    "millimet": "mm", "centimet": "cm", "met": "m", "kilomet": "km", "gram": "g", "kilogram": "kg", "ton": "t",
    "lit": "l", "inch": "in", "degree": "°", "watt": "w", "kilowatt": "kw", "megawatt": "mw", "volt": "v",
    "ampere": "a", "hectare": "ha", "second": "s", "minute": "min", "hour": "h", "year": "yr",
}  # fmt: skip
_UNIT = rf"[\s-]+(?:(?:square|cubic)\s+)?({'|'.join(_UNITS)})(?:es|s)?\b"
_SUPERLATIVE = re.compile(
    r"(?i)\b(?:the|its|his|her|their|our|world['’]s|one of the)\s+"
    r"(?:(?:very|second|third|single)[ -])?([a-z]{2,}est|most|least|best|worst|only)\b"
)
RANKED = re.compile(r"(?i)\bthe (?:very )?(first|second|third|last|only|[a-z]{2,}est) ([a-z]+)\b")
_RESTRICTED = r"(?:ever|that|which|who|whose|to|of|in|on|at|with|for|from|by|made|built|kept|used|\w+ed|\w+ing)\b"
_EVER = re.compile(r"(?i)\b(?:first|last|only|most|least|[a-z]{2,}est) (?:[\w'’-]+ ){1,4}?ever\b")
ANYTHING = frozenset(  # what a thing of any kind may be called, and what is no thing
    """time times one ones thing things place part step day days year years people person kind example ever known such
    came come was were is are had has made used did got went began of in on at to for from by with and or but that
    which who he she it they we you""".split()
)
_STRONG = frozenset(
    "into onto from to over under through across between against after before without behind beyond".split()
)
_WEAK = frozenset("in on at of by for with as about near within during until since".split())
_PREPOSITIONS = {*_STRONG, *_WEAK, "toward", "towards", "above", "below"}
_SAME_PLACE = {"toward": "to", "towards": "to", "above": "over", "below": "under"}
_NO_PLACE = frozenset("and or but that which who is was are were has had it they he she".split())
_REACH = 4  # words behind a preposition that it still says the place of
_NO_SUPERLATIVES = frozenset(
    """arrest behest chest conquest contest crest digest forest guest harvest honest inquest interest jest manifest
    midwest modest nest northwest pest priest protest quest request rest southwest tempest test unrest vest west zest
    """.split()
)


@dataclass(frozen=True)
class _Kind:
    """Words of which one must be in the source where one of the first is said."""

    said: re.Pattern[str]
    there: re.Pattern[str]


def _words(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w)(?:{'|'.join(text.split())})(?!\w)")


_CONTRAST = """but although though however whereas despite nevertheless aber obwohl jedoch trotzdem sondern maar hoewel
echter mais cependant pourtant pero aunque ma però benché tuttavia mas porém embora ale jednak chociaż"""
_CAUSE = """because therefore weil deshalb daher deswegen omdat daarom puisque porque perché perciò portanto ponieważ
dlatego"""
_WHO_ACTS = "the|an?|he|she|it|they|we|you|this|these|his|her|its|their|no|nobody"
_MULTIPLE = "twice double doubled doubles triple tripled thrice threefold fourfold tenfold halved"
_EQUAL = "same identical equals"
_DUTY = r"""must ought shall should (?:have|has|had|having)\s+to muss musst müssen müsst musste mussten soll sollen
sollte sollten moet moeten moest moesten doit doivent devait devaient devra debe deben debía debían tiene\s+que
tienen\s+que deve devono doveva dovevano devem devia deviam musi muszą musiał\w*"""
_DUTIES = _words(_DUTY)
_ADDRESSED = _words("you your we our one du ihr ihre sie je jij u uw vous votre tu usted ustedes voi você vocês ty")
_KINDS = (
    _Kind(
        said=_words(_CONTRAST),
        there=_words(
            f"{_CONTRAST} yet while still instead rather except only even doch während dennoch hingegen toch terwijl "
            "sauf sino mentre invece enquanto lecz zaś mimo"
        ),
    ),
    _Kind(
        said=_words(_CAUSE),
        there=_words(
            rf"{_CAUSE} since so thus hence due owing reasons? causes? caused why results? resulted thanks means meant "
            r"denn da wegen darum so\w* want dus door car donc parce pour pues por debido siccome quindi poiché pois "
            "bo gdyż więc for as depends?"
        ),
    ),
    _Kind(  # "it could run, so the baker was for it"; not "so that", "so far", "so long"
        said=re.compile(rf"(?i)(?<=, )(?:and )?so (?=(?:{_WHO_ACTS})\b)"),
        there=_words(
            f"{_CAUSE} since so thus hence due owing reasons? causes? caused why results? resulted thanks means meant "
            "depends? leads? led"
        ),
    ),
    _Kind(
        said=_words(_DUTY),
        there=_words(
            rf"{_DUTY} need\w* required? requires? requir\w+ oblig\w+ forced? force[ds] compel\w+ made necess\w+ "
            r"essential mandatory bound supposed recommend\w* advis\w+ only (?:is|are|was|were)\s+to best "
            r"zu nötig notwendig erforder\w+ pflicht\w* verpflicht\w+ braucht brauchen nodig verplicht hoeft dient "
            r"dû faut fallait falloir obligé\w* nécessaire\w* hay\s+que obliga\w* necesari\w+ deber\w* dovut\w+ "
            r"bisogna occorre obbligat\w+ necessari\w+ precisa\w* necessári\w+ obrigad\w+ trzeba należy powin\w+ "
            r"konieczn\w+"
        ),
    ),
    _Kind(said=_words("when"), there=_words(r"when whenever as once if where (?<!\ba\s)while whilst during until")),
    _Kind(
        said=_words(_EQUAL),
        there=_words(rf"{_EQUAL} equal equally as like alike both too also again each every likewise still"),
    ),
    _Kind(
        said=_words(_MULTIPLE),
        there=_words(rf"{_MULTIPLE} doubling tripling times half again second 2 200 three two-?fold fold \w+fold"),
    ),
)


def _added_words(told: str, source: str) -> list[str]:
    """Those that make a contrast, a cause, a moment, a duty, a likeness or a multiple of what is none in `source`."""
    added = [found.group() for kind in _KINDS for found in kind.said.finditer(told) if not kind.there.search(source)]
    if _ADDRESSED.search(told):  # "Check the tyres" is advice already, and can be told as what you should do
        added = [word for word in added if not _DUTIES.fullmatch(word)]
    return added


def added_claims(told: str, source: str, heading: str = "") -> list[str]:
    """The words of `told`, in any order, that claim what `source` does not: empty where it claims nothing more.

    The `heading` may hold names and figures; "how tight they should be" in it makes no duty of what people do.
    """
    there = f"{heading} {source}"
    return [
        *_added_words(told, source),
        *_swapped(told, there),
        *_denied(told, there),
        *made_certain(told, there),
        *_superlatives(told, there),
        *_units(told, there),
        *_unbounded(told, there),
        *_broadened(told, there),
        *turned_round(told, there),
        *_renamed(told, there),
        *_done(told, source),
    ]


def amplified(told: str, source: str) -> list[str]:
    """The same, of what a listener may not add either: that two are alike, multiples, superlatives and units."""
    added = [
        found.group() for kind in _KINDS[-2:] for found in kind.said.finditer(told) if not kind.there.search(source)
    ]
    wider = (*_of_another_kind(told, source), *_broadened(told, source))
    return [*added, *_superlatives(told, source), *_units(told, source), *wider]


def elsewhere(told: str, source: str) -> list[str]:
    """What is said to be into, from or over something that the source has only with another such word.

    "It ran into the canal" has all its words in "It ran into the bank of the canal"; English.
    """
    theirs: dict[str, set[str]] = {}
    for word, place in _places(source):
        theirs.setdefault(word, set()).add(place)
    mine = ((word, place) for word, place in _places(told) if place in _STRONG)
    return [f"{place} {word}" for word, place in mine if word in theirs and not theirs[word] & {place, ""}]


def _places(text: str) -> Iterator[tuple[str, str]]:
    """Each telling word, and the last preposition within a few words before it; "" where there is none."""
    for clause in re.split(r"[,;:.!?–—]", text):
        place, since = "", 0
        for word in (found.group().lower() for found in _WORD.finditer(clause)):
            since += 1
            if word in _PREPOSITIONS:
                place, since = _SAME_PLACE.get(word, word), 0
            elif word in _NO_PLACE or since > _REACH:
                place = ""
            elif telling_words(word):
                yield word, place


def _swapped(told: str, source: str) -> list[str]:
    mine, theirs = ({word.lower() for word in _WORD.findall(text)} for text in (told, source))
    return [said for said, was in _SWAPPED if said in mine and was not in mine and was in theirs and said not in theirs]


def _denied(told: str, source: str) -> list[str]:
    """A denial that was added, or the clause of which one was lost."""
    said = _DENIAL.search(told)
    if said:
        return [] if _DENIAL.search(source) or _NEARLY_A_DENIAL.search(source) else [said.group()]
    lost = [clause for clause in told_clauses(told, source) if _DENIAL.search(clause)]
    return [] if _NEARLY_A_DENIAL.search(told) else lost[:1]


def loses_a_denial(told: str, source: str) -> bool:
    """Whether something is denied in the source and nothing in what was told."""
    denies = _DENIAL.search(told) or _NEARLY_A_DENIAL.search(told)
    return _DENIAL.search(source) is not None and not denies


def adds_a_denial(told: str, source: str) -> bool:
    """Whether something is denied in what was told and nothing in the source, which may say "only" or "less"."""
    return _DENIAL.search(told) is not None and _DENIAL.search(source) is None


def turned_round(told: str, source: str) -> list[str]:
    """What is said to do something that in the source is done, e.g. "the air has been measuring"; English."""
    done = r"\b(?:been|being|be|is|are|was|were) (?:\w+ly )?{}(?:e?d)\b(?!.*\bby\b)"
    said = (verb.lower() for verb in _DOING.findall(told))
    return [f"{verb}ing" for verb in said if re.search(done.format(verb), source) and f"{verb}ing" not in source]


def _done(told: str, source: str) -> list[str]:
    """ "The clock was taken out" of notes that have the clock and no such deed: these verbs count as small words."""
    there = {word.lower() for word in _WORD.findall(source)}
    done = (found[1].lower() for found in _DEED.finditer(told))
    return [verb for verb in done if not there & _FORMS[verb]]


def _renamed(told: str, source: str) -> list[str]:
    """A name of which the source has one word and lacks another: it is of the Gotthard tunnel, not the Base Tunnel."""
    theirs = telling_words(source)
    names = ((name, telling_words(name)) for name in _NAMES.findall(told))
    return [name for name, words in names if words & theirs and not words <= theirs]


def _superlatives(told: str, source: str) -> list[str]:
    there = {word.lower() for word in _WORD.findall(source)}
    said = (found[1].lower() for found in _SUPERLATIVE.finditer(told))
    return [word for word in said if word not in there and word not in _NO_SUPERLATIVES]


def _of_another_kind(told: str, source: str) -> list[str]:
    """ "The first car" of what the source calls the first two-wheeler, and nowhere a car."""
    ranks = {found[1].lower() for found in RANKED.finditer(source)}
    there = {word.lower().rstrip("s") for word in _WORD.findall(source)}
    there |= {part for word in there for part in re.split(r"['’]", word)}
    return [
        found.group()
        for found in RANKED.finditer(told)
        if found[1].lower() in ranks and found[2].lower() not in ANYTHING
        if found[2].lower().rstrip("s") not in there
    ]


def _broadened(told: str, source: str) -> list[str]:
    """ "The first clock ever", or the first clock, of what is only the first that was kept in step by atoms."""
    ever = [] if re.search(r"(?i)\bever\b", source) else [found.group() for found in _EVER.finditer(told)]
    return [*ever, *(rank for rank in _unrestricted(told) if rank in _ranks(source) - set(_unrestricted(source)))]


def _ranks(text: str) -> set[str]:
    return {found.group().lower() for found in RANKED.finditer(text)}


def _unrestricted(text: str) -> list[str]:
    """ "the first clock", where nothing behind it says of which; not "the first part"."""
    ends = ((found, text[found.end() :]) for found in RANKED.finditer(text) if found[2].lower() not in ANYTHING)
    return [found.group().lower() for found, rest in ends if not re.match(rf"(?i) {_RESTRICTED}", rest)]


def _units(told: str, source: str) -> list[str]:
    """A unit behind a figure, where the source has neither its word nor its sign."""
    there = {word.lower().rstrip("s") for word in _WORD.findall(source)}
    there |= {re.sub(r"^\d+", "", word) for word in there}
    added = []
    for figure in figures_in(told):
        words = r"[\s,-]+".join(map(re.escape, figure.split()))
        for found in re.finditer(rf"(?i)\b{words}{_UNIT}", told):
            unit = found[1].lower()
            known = {unit, f"{unit}e", unit.removesuffix("y") + "ie", unit.replace("meter", "metre")}
            known |= {sign for begin, sign in _SIGNS.items() if unit.startswith(begin)}
            if not known & there and not any(sign in source for sign in known if not sign.isalnum()):
                added.append(f"{figure} {unit}")
    return added


def _unbounded(told: str, source: str) -> list[str]:
    """Figures that are a bound in the source only, e.g. "nearly 500", and were told as the figure or another bound."""
    mine, theirs = bounds_in(told), bounds_in(source)
    return [name for name, value in figures_in(told).items() if value in theirs and mine.get(value) != theirs[value]]
