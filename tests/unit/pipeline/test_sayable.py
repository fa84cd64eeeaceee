"""What reaches the voice is speech."""

from __future__ import annotations

import random
import re

import pytest

from podcast_studio.pipeline.sayable import sayable

Table = list[tuple[str, str]]

NUMBERS: Table = [
    ("1,500 people", "one thousand five hundred people"),
    ("1500 people", "fifteen hundred people"),
    ("12,345,678", "twelve million three hundred and forty-five thousand six hundred and seventy-eight"),
    ("1,234.5", "one thousand two hundred and thirty-four point five"),
    ("10 000 bees", "ten thousand bees"),
    ("10\u202f000\u00a0000 bees", "ten million bees"),
    ("in 2020 300 people came", "in twenty twenty three hundred people came"),
    ("0.5", "zero point five"),
    ("3.14159", "three point one four one five nine"),
    ("007", "zero zero seven"),
    ("-5 and −7", "minus five and minus seven"),
    ("a -5 b", "a minus five b"),
    ("It was 5. Then 6.", "It was five. Then six."),
    ("1,2,3", "one, two, three"),
    ("CO2, A4 and MP3", "C O two, A-four and MP three"),
    ("covid-19", "covid-nineteen"),
    ("a 10-year-old", "a ten-year-old"),
    ("100s of bees, 2,000s", "hundreds of bees, two thousands"),
    ("1" * 20, " ".join(["one"] * 20)),
    ("٣ and ５", "three and five"),
]
ORDINALS: Table = [
    ("1st, 2nd, 3rd, 21st", "first, second, third, twenty-first"),
    ("the 1,000th", "the one thousandth"),
    ("2nd-hand", "second-hand"),
]
FRACTIONS: Table = [
    ("½ cup", "one half cup"),
    ("2½ cups", "two and one half cups"),
    ("1/2, 2/3, 3/4 and 5/8", "one half, two thirds, three quarters and five eighths"),
    ("3 1/2 cups", "three and one half cups"),
    ("120/80", "one hundred and twenty over eighty"),
    ("1/0", "one over zero"),
    ("open 24/7", "open twenty-four seven"),
]
YEARS: Table = [
    ("in 1066", "in ten sixty-six"),
    ("in 1905", "in nineteen oh-five"),
    ("in 2000, 2005 and 2024", "in two thousand, two thousand and five and twenty twenty-four"),
    ("the 1920s", "the nineteen twenties"),
    ("the 1800s", "the eighteen hundreds"),
    ("the '90s and 80s", "the nineties and eighties"),
    ("1970's music", "nineteen seventies music"),
    ("1914–1918", "nineteen fourteen to nineteen eighteen"),
    ("1914-18", "nineteen fourteen to eighteen"),
    ("season 1999/2000", "season nineteen ninety-nine to two thousand"),
    ("c. 1850", "about eighteen fifty"),
    ("AD 79", "AD seventy-nine"),
    ("44 BC", "forty-four BC"),
    ("in 79 AD. Then 79 AD", "in seventy-nine A.D. Then seventy-nine A.D."),
    ("A.D. 79, 44 B.C.", "A.D. seventy-nine, forty-four B.C."),
]
DATES: Table = [
    ("14 March 2020", "the fourteenth of March, twenty twenty"),
    ("on the 14 March", "on the fourteenth of March"),
    ("March 14, 2020", "March fourteenth, twenty twenty"),
    ("July 4th, 1776.", "July fourth, seventeen seventy-six."),
    ("3 Sept. 1999", "the third of September, nineteen ninety-nine"),
    ("Jan 2020", "January twenty twenty"),
    ("2020-03-14", "March fourteenth, twenty twenty"),
    ("2020-13-40", "twenty twenty-thirteen-forty"),
    ("12/03/2020", "twelve, three, twenty twenty"),
    ("14–16 March 2020", "the fourteenth to the sixteenth of March, twenty twenty"),
    ("March 14–16, 2020", "March fourteenth to sixteenth, twenty twenty"),
    ("32 March", "thirty-two March"),
    ("In May 10,000 bees", "In May ten thousand bees"),
    ("May 5:30", "May five thirty"),
]
TIMES: Table = [
    ("at 14:30", "at fourteen thirty"),
    ("at 9:05", "at nine oh five"),
    ("at 12:00", "at twelve o'clock"),
    ("at 14:00", "at fourteen hundred"),
    ("at 00:00", "at midnight"),
    ("9:30 am", "nine thirty AM"),
    ("9:30 a.m. today", "nine thirty AM today"),
    ("at 5pm.", "at five PM."),
    ("12:00 PM", "twelve PM"),
    ("10:15:30", "ten fifteen and thirty seconds"),
    ("a 3:2 ratio", "a three to two ratio"),
]
MONEY_TABLE: Table = [
    ("$5 and $1", "five dollars and one dollar"),
    ("$5.50", "five dollars fifty"),
    ("$1,234.56", "one thousand two hundred and thirty-four dollars fifty-six"),
    ("$1.5", "one point five dollars"),
    ("€0.99 and $0.01", "ninety-nine cents and one cent"),
    ("£0.05", "five pence"),
    ("€1,200", "one thousand two hundred euros"),
    ("£3.2 million", "three point two million pounds"),
    ("$2bn", "two billion dollars"),
    ("$5m", "five million dollars"),
    ("$5 more", "five dollars more"),
    ("¥500", "five hundred yen"),
    ("5 € or 5$", "five euros or five dollars"),
    ("US$ 5", "five US dollars"),
    ("$5-10", "five to ten dollars"),
    ("$2–3 million", "two to three million dollars"),
    ("$10/month", "ten dollars per month"),
    ("$" + "1" * 5000, " ".join(["one"] * 5000) + " dollars"),
]
UNITS_TABLE: Table = [
    ("5 km and 1 km", "five kilometres and one kilometre"),
    ("70kg", "seventy kilograms"),
    ("a 5-kg bag", "a five kilogram bag"),
    ("a 6-ft pole, 6 ft", "a six foot pole, six feet"),
    ("10 km/h, 1 km/h", "ten kilometres per hour, one kilometre per hour"),
    ("1.5 m/s", "one point five metres per second"),
    ("12 kg/m³", "twelve kilograms per cubic metre"),
    ("3 m², 1 m²", "three square metres, one square metre"),
    ("42 km²/day", "forty-two square kilometres per day"),
    ("20 °C, -5 °C", "twenty degrees Celsius, minus five degrees Celsius"),
    ("98.6 °F", "ninety-eight point six degrees Fahrenheit"),
    ("50%, 100 %, 1%", "fifty percent, one hundred percent, one percent"),
    ("5 μm and 5 µm", "five micrometres and five micrometres"),
    ("1 kWh", "one kilowatt hour"),
    ("16GB, 2.4 GHz, 1 Hz", "sixteen gigabytes, two point four gigahertz, one hertz"),
    ("3 cm x 4 cm", "three centimetres by four centimetres"),
    ("4x4, 3x faster", "four by four, three times faster"),
    ("5'10\" tall", "five foot ten tall"),
    ("5° 30′ 10″", "five degrees thirty minutes ten seconds"),
]  # fmt: skip
RANGES: Table = [
    ("5-10 people, 5–10", "five to ten people, five to ten"),
    ("1.5-2.5 km", "one point five to two point five kilometres"),
    ("5-10km", "five to ten kilometres"),
    ("10–20 %, 10%-20%", "ten to twenty percent, ten percent to twenty percent"),
    ("2-3x faster", "two to three times faster"),
    ("pp. 12-14, p. 3", "pages twelve to fourteen, page three"),
]
VERSIONS: Table = [
    ("version 2.1.3", "version two point one point three"),
    ("v1.2", "version one point two"),
    ("v10.0.1", "version ten point zero point one"),
    ("iOS 17.2", "iOS seventeen point two"),
]
ROMAN: Table = [
    ("Henry VIII and Louis XIV", "Henry the eighth and Louis the fourteenth"),
    ("Henry VIII's wives", "Henry the eighth's wives"),
    ("Elizabeth I was", "Elizabeth the first was"),
    ("John Paul II.", "John Paul the second."),
    ("World War I, World War II", "World War one, World War two"),
    ("Chapter IV, Part I, Type II, Book IX", "Chapter four, Part one, Type two, Book nine"),
    ("Then I went. When I'm there, And I, too.", "Then I went. When I'm there, And I, too."),
    ("Malcolm X and Mrs. X", "Malcolm X and Missus X"),
    ("Henry IIII, Louis VX", "Henry IIII, Louis VX"),
]
GREEK_AND_SIGNS: Table = [
    ("α and β", "alpha and beta"),
    ("ΔT, Ω", "delta T, omega"),
    ("λόγος", "λόγος"),
    ("5 × 10³", "five times ten to the power of three"),
    ("10^6, 10⁻⁶", "ten to the power of six, ten to the power of minus six"),
    ("E = mc²", "E equals mc squared"),
    ("H₂O", "H two O"),
    ("as noted.¹ Then", "as noted. Then"),
    ("5 + 3 = 8, 5 * 3, ±2", "five plus three equals eight, five times three, plus or minus two"),
    ("<5, p < 0.05, x > 7", "less than five, p less than zero point zero five, x more than seven"),
    ("~5, ≥5, ≈5", "about five, at least five, about five"),
    ("AT&T, R&D, C#, C++", "AT&T, R&D, C sharp, C plus plus"),
    ("he/she, and/or, I/O", "he or she, and or, I O"),
    ("bees & wasps, B & B", "bees and wasps, B and B"),
    ("#5, № 5, #bees", "number five, number five, bees"),
    ("wait…what", "wait... what"),
    ("a—b, a – b, word-word", "a, b, a, b, word-word"),
    ("“quoted” and don’t", '"quoted" and don\'t'),
]  # fmt: skip
BRACKETS: Table = [
    ("He (it is said) left.", "He, it is said, left."),
    ("It ended (here).", "It ended, here."),
    ("(see below) Then", "see below, Then"),
    ("He said (it was 5.) Then", "He said, it was five. Then"),
    ("(a (b) c) d", "a, b, c, d"),
    ("a (b, and c [d", "a, b, and c d"),
    ("bees ()", "bees"),
    ("bees [1], [2, 3] and [4–6] fly [citation needed].", "bees, and fly."),
]
ADDRESSES: Table = [
    ("See https://www.example.com/path?x=1.", "See example dot com."),
    ("(http://a.b.co.uk/x)", "a dot b dot co dot uk"),
    ("www.bbc.co.uk/news/1.html, and", "bbc dot co dot uk, and"),
    ("example.com", "example dot com"),
    ("Write to john.doe@mail.example.org.", "Write to john dot doe at mail dot example dot org."),
]
MARKUP: Table = [
    ("**bold**, _it_, `code`, ~~gone~~", "bold, it, code, gone"),
    ("# Heading", "Heading"),
    ("- one\n* two\n1. three\n- - four", "one two three four"),
    ("> quoted", "quoted"),
    ("[link](http://x.y) ![image](a.png)", "link image"),
    ("[[wiki]] and [[wiki|shown]]", "wiki and shown"),
    ("<b>bold</b> <a href=\"x\">link</a>", "bold link"),
    ("before ```x = 1``` after ```y", "before after"),
    ("snake_case", "snake case"),
    ("a | b", "a b"),
]  # fmt: skip
ABBREVIATED: Table = [
    ("e.g. bees, i.e. them", "for example bees, that is them"),
    ("wasps, etc. and more", "wasps, and so on and more"),
    ("wasps, etc. Then", "wasps, and so on. Then"),
    ("wasps, etc.", "wasps, and so on."),
    ("Dr. and Mrs. Smith vs. Prof. Jones", "Doctor and Missus Smith versus Professor Jones"),
    ("St. Paul on Main St. near Mt. Etna", "Saint Paul on Main St. near Mount Etna"),
    ("No. 5, no. 7. No. I said no.", "number five, number seven. No. I said no."),
    ("Fig. 3", "figure three"),
    ("a Ph.D. in bees", "a PhD in bees"),
]
ODD: Table = [
    ("", ""),
    (" \n\t", ""),
    ("—", ""),
    ("🙂 hi ™", "hi"),
    ("soft\u00adhyphen a\u200bb", "softhyphen a b"),
    ("lone \ud800 surrogate, NUL\x00byte, bell\x07", "lone surrogate, NULbyte, bell"),
    ("你好 5", "你好 five"),
    ("Cafe\u0301 naïve", "Café naïve"),
]
EVERYTHING = [
    *NUMBERS, *ORDINALS, *FRACTIONS, *YEARS, *DATES, *TIMES, *MONEY_TABLE, *UNITS_TABLE, *RANGES, *VERSIONS, *ROMAN,
    *GREEK_AND_SIGNS, *BRACKETS, *ADDRESSES, *MARKUP, *ABBREVIATED, *ODD,
]  # fmt: skip


def _name(text: object) -> str:
    return ascii(text)[1:41]


@pytest.mark.parametrize(("written", "said"), EVERYTHING, ids=_name)
def test_is_said_as_a_person_would(written: str, said: str) -> None:
    assert sayable(written) == said


@pytest.mark.parametrize(("written", "said"), EVERYTHING, ids=_name)
def test_said_twice_is_said_the_same(written: str, said: str) -> None:
    assert sayable(said) == said


BITS = [
    *"0123456789 .,:;-–—'’\"()[]{}<>/\\*_#&+=%$€£¥°²³½@…~^|!?",
    *("km", "m", "st", "nd", "th", "s", "am", "PM", "v", "XIV", "I", "Henry ", "World War ", "May ", "Mar. ", "Jan"),
    *("No. ", "pp. ", "e.g. ", "etc. ", "www.", "http://", "a.com", "α", "µ", "₂", "⁵", "\u00ad", "\u200b", "\u202f"),
    *("🙂", "\ud800", "\x00", "\x07", "٣", "５", "a", "B", " c. ", "AD ", "million", " bn", "k", "/h", "1,000"),
    *("2020", "1914", "12:30", "[[", "]]", "```", "<|", "\n- ", "\n1. ", "é", "漢", "№", "√", "′", "″", "BC", "<b>"),
]


@pytest.mark.parametrize("seed", range(5))
def test_any_mixture_is_said_in_words_and_stays_so(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(150):
        text = "".join(chance.choice(BITS) for _ in range(chance.randrange(1, 30)))
        said = sayable(text)
        assert sayable(said) == said, ascii(text)
        assert not re.search(r"[0-9*_`~|<>{}\[\]()\\\n]|  |https?:", said), ascii(text)


@pytest.mark.parametrize("language", ["en", "en_GB", "de", "fr_FR", "zh", "xx", ""])
def test_random_unicode_never_fails(language: str) -> None:
    chance = random.Random(language)
    for _ in range(60):
        text = "".join(chr(chance.randrange(0x110000)) for _ in range(chance.randrange(1, 40)))
        said = sayable(text, language)
        assert sayable(said, language) == said, ascii(text)
        said.encode()


@pytest.mark.parametrize(
    "text",
    ["[" * 3000, "(" * 3000, "1," * 3000, "1 " * 3000, "9" * 6000, "a." * 3000, "1/" * 3000, "<" * 3000, "-" * 3000],
)
def test_endless_text_of_one_kind_is_no_trap(text: str) -> None:
    said = sayable(text)
    assert sayable(said) == said


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("de", "Es waren 21 Bienen.", "Es waren einundzwanzig Bienen."),
        ("de_DE", "3,5 Liter", "drei Komma fünf Liter"),
        ("fr", "**80** abeilles", "quatre-vingts abeilles"),
        ("xx", "21 [1] **bees**", "21 bees"),
    ],
)
def test_other_languages_say_their_own_numbers(language: str, written: str, said: str) -> None:
    assert sayable(written, language) == said
