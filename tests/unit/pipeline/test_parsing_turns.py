"""What the model wrote is made speech and held against its source before anyone hears it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from podcast_studio.domain.documents import Passage
from podcast_studio.pipeline.parsing_turns import Parsed, parse_answer, parse_question, parse_remark, retell_plainly
from podcast_studio.pipeline.prompts import EXAMPLE_TEXTS
from podcast_studio.pipeline.text.clean import near_duplicate, sentences

NOTES = (
    "Lord Kelvin built a machine of brass wheels in Glasgow in 1872. It added up ten movements of the sun and moon. "
    "Its pen drew the curve of a whole year within four hours. The machine was sold for 1,150 pounds to the office of "
    "India in 1879."
)
PASSAGE = Passage(
    id="p",
    document="tides.md",
    heading=("Tides", "Tables of the tide"),
    page=None,
    start=0,
    end=len(NOTES),
    text=NOTES,
    spoken=NOTES,
    order=0,
)
BEFORE = "It added up ten movements of the sun and moon."
AFTER = "Its pen drew the curve of a whole year within four hours."


def answer(raw: str, *, words: int = 60, said: tuple[str, ...] = ()) -> Parsed:
    return parse_answer(raw, PASSAGE, notes=NOTES, words=words, said=said)


def question(raw: str, *, lines: tuple[str, ...] = ()) -> Parsed:
    return parse_question(raw, before=BEFORE, after=AFTER, lines=lines)


def remark(raw: str, *, lines: tuple[str, ...] = ()) -> Parsed:
    return parse_remark(raw, before=BEFORE, lines=lines)


class TestAnswers:
    def test_who_the_next_sentence_points_back_to_is_named_as_in_the_document(self) -> None:
        notes = "The tide was measured at the bridge for years. Then Lord Kelvin built a machine of brass wheels there."
        raw = "The tide was measured at the bridge for years. Then a machine of brass wheels was built there."
        passage = replace(PASSAGE, text=notes, spoken=notes)
        assert parse_answer(raw, passage, notes=notes, words=40, said=()).text == raw
        assert parse_answer(raw, passage, notes=notes, words=40, said=(), follows="He sold it.").text == notes

    @pytest.mark.parametrize(("follows", "told"), [("It was heavy.", True), ("Glasgow is rainy.", False), ("", False)])
    def test_what_the_next_sentence_points_back_to_is_told(self, follows: str, *, told: bool) -> None:
        raw = sentences(NOTES)[:3]
        made = parse_answer(" ".join(raw), PASSAGE, notes=NOTES, words=90, said=(), follows=follows)
        assert made.sound
        assert ("The machine was sold" in made.text) is told

    def test_a_source_that_shares_words_with_an_example_is_told(self) -> None:
        notes = "The Bell Rock lighthouse stands on a reef 18 km off the coast of Angus. It was lit for the first time."
        told = notes.replace("18 km", "eighteen kilometres")
        assert parse_answer(told, replace(PASSAGE, text=notes, spoken=notes), notes=notes, words=60, said=()).sound

    def test_a_true_retelling_is_taken(self) -> None:
        assert answer(NOTES) == Parsed(text=NOTES, objections=())

    @pytest.mark.parametrize(
        "raw", [f"EXPERT: {NOTES}", f"**Expert:** {NOTES}", f'{{"expert": "{NOTES}"}}', f"{NOTES} {NOTES}"]
    )
    def test_what_is_around_it_goes(self, raw: str) -> None:
        assert answer(raw) == Parsed(text=NOTES, objections=())

    @pytest.mark.parametrize(
        ("told", "rest"),
        [
            ("In 1872, Lord Kelvin built a machine of brass wheels in Glasgow.", sentences(NOTES)[1:3]),
            ("Within four hours its pen drew the curve of a whole year.", sentences(NOTES)[:2]),
        ],
    )
    def test_what_is_true_but_too_little_is_completed_in_the_notes_own_words(self, told: str, rest: list[str]) -> None:
        completed = answer(told)
        assert completed.sound
        assert set(sentences(completed.text)) == {told, *rest}
        places = [NOTES.find(sentence) for sentence in sentences(completed.text) if sentence != told]
        assert places == sorted(places)

    def test_next_to_nothing_is_asked_for_again(self) -> None:
        refused = answer("Kelvin built a machine.", words=200)
        assert not refused.sound
        assert refused.text == "Kelvin built a machine."

    def test_nothing_is_completed_that_was_told_in_other_words(self) -> None:
        notes = (
            "A machine of brass added up ten movements. The machine of brass that added up ten movements was sold to "
            "the office of India. It stands in a museum of the town now, where school classes come to see it move."
        )
        told = "In the end the office of India was sold the machine of brass that added up ten movements."
        completed = parse_answer(told, replace(PASSAGE, text=notes, spoken=notes), notes=notes, words=60, said=())
        assert sentences(completed.text) == [told, sentences(notes)[2]]

    @pytest.mark.parametrize("raw", ["", "...", "Well.", "?!", "It is a fine day and nobody knows why."])
    def test_nothing_of_the_notes_is_no_answer(self, raw: str) -> None:
        assert not answer(raw).sound

    @pytest.mark.parametrize(
        "invention",
        [
            "Thomas Smeaton helped him with his two ships.",
            "It weighed 61,331 tons.",
            "In 1823 a fire took the workshop.",
            "The smiths came from Arbroath.",
        ],
    )
    def test_inventions_do_not_get_through(self, invention: str) -> None:
        made = answer(f"{NOTES} {invention}")
        assert invention not in made.text
        assert made.text.startswith("Lord Kelvin")

    def test_an_answer_of_inventions_only_is_refused(self) -> None:
        made = answer("Thomas Smeaton sailed to Zanzibar in 1823. He paid 61,331 pounds for the trip with his crew.")
        assert not made.sound

    @pytest.mark.parametrize("example", EXAMPLE_TEXTS)
    def test_the_prompts_examples_do_not_get_through(self, example: str) -> None:
        made = answer(example)
        assert not made.sound or example not in made.text

    def test_what_was_said_before_is_refused(self) -> None:
        assert not answer(NOTES, said=("Something else.", NOTES)).sound
        assert answer(NOTES, said=("Something else altogether, on bees and their dances.",)).sound

    @pytest.mark.parametrize("words", [20, 35, 50])
    def test_it_is_cut_to_whole_sentences_near_the_budget(self, words: int) -> None:
        made = answer(NOTES, words=words)
        assert abs(len(made.text.split()) - words) <= 12
        assert made.text == " ".join(sentences(NOTES)[: len(sentences(made.text))])

    def test_a_loop_is_told_once(self) -> None:
        made = answer(NOTES + " The machine was sold for 1,150 pounds to the office of India in 1879." * 30)
        assert made.text == NOTES


class TestQuestions:
    GOOD = "So it added up ten movements. How long did its pen take for a whole year?"

    def test_a_question_that_leads_on_is_taken(self) -> None:
        assert question(self.GOOD) == Parsed(text=self.GOOD, objections=())
        assert question(f"HOST: {self.GOOD}").text == self.GOOD

    @pytest.mark.parametrize(
        "raw",
        [
            "",
            "Why?",
            "I see.",
            "That is a machine indeed, and a whole year of curves.",
            AFTER,
            BEFORE,
            "What did Thomas Smeaton think of the curve?",
            "Did the pen take 61 hours for a year?",
            "And what do bees eat in the winter months?",
            "How did the pen draw a curve of a whole year, of ten movements, of the sun and of the moon, of the wheels "
            "and of the hours, of a year and of its curve, and how long did it take in hours and within a year?",
            *(example for example in EXAMPLE_TEXTS if example.endswith("?")),
        ],
    )
    def test_other_lines_are_refused(self, raw: str) -> None:
        assert not question(raw).sound

    def test_a_question_is_not_asked_twice(self) -> None:
        assert not question(self.GOOD, lines=(self.GOOD,)).sound
        assert not question(self.GOOD, lines=("So it was brass?",)).sound  # opens alike
        assert question(self.GOOD, lines=("What is a tide?",)).sound


class TestRemarks:
    @pytest.mark.parametrize("raw", ["Ten movements, of sun and moon.", "So it added up ten movements, then."])
    def test_what_was_just_said_in_other_words_is_taken(self, raw: str) -> None:
        assert remark(raw) == Parsed(text=raw, objections=())
        assert remark(f"HOST: {raw} That's fascinating.").text == raw

    @pytest.mark.parametrize(
        "raw",
        [
            "",
            "I see.",
            "Really hard to believe.",
            "So with the sun, it's a good time to look back.",
            "Did it add up ten movements?",
            "It added up eleven movements.",
            "Lord Kelvin added up ten movements.",
            "The moon is made of green cheese and mice.",
            BEFORE,
            *(example for example in EXAMPLE_TEXTS if not example.endswith("?")),
        ],
    )
    def test_other_remarks_are_refused(self, raw: str) -> None:
        assert not remark(raw).sound

    def test_none_is_made_twice(self) -> None:
        assert not remark("Ten movements, of sun and moon.", lines=("And then? Ten movements, of sun and moon!",)).sound
        assert not remark("Ten movements, of sun and moon.", lines=("Ten movements it was. And why?",)).sound


class TestRetellingPlainly:
    @pytest.mark.parametrize("words", [1, 20, 40, 500])
    def test_it_takes_the_passages_own_sentences(self, words: int) -> None:
        told = retell_plainly(PASSAGE, words)
        assert NOTES.startswith(told)
        assert told.endswith(".")
        assert near_duplicate(told, NOTES) == 1.0

    def test_each_sentence_once(self) -> None:
        twice = Passage(**{**PASSAGE.__dict__, "spoken": f"{NOTES} {NOTES}"})
        assert retell_plainly(twice, 500) == NOTES


def test_a_remark_says_only_of_what_it_was_said_of() -> None:
    before = "The queen is the only bee that lays fertilised eggs in any number."
    assert not parse_remark("The only bee with fertilised eggs, then.", before=before, lines=[]).objections
    bent = parse_remark("And she only lays fertilised eggs.", before=before, lines=[])
    assert "says only of something else" in bent.objections


def test_a_remark_denies_nothing_that_was_not_denied() -> None:
    before = "The buyers had set their watches by the face to the sea only last summer, and missed the train."
    assert parse_remark("So they missed the train last summer.", before=before, lines=[]).sound
    denied = parse_remark("They missed the train by the sea, not the watches.", before=before, lines=[])
    assert "denies what nobody said" in denied.objections


def test_a_remark_names_nobody_in_the_place_of_another() -> None:
    before = "At eight the lander Philae left its mother ship Rosetta and began to fall towards the comet."
    assert (
        "names somebody twice"
        in parse_remark("Rosetta left its ship Rosetta at eight.", before=before, lines=[]).objections
    )
    assert parse_remark("Philae fell towards the comet.", before=before, lines=[]).sound
    assert (
        "puts something elsewhere"
        in parse_remark("The lander fell from the comet.", before=before, lines=[]).objections
    )


def test_a_question_is_not_half_of_its_answer() -> None:
    after = "The record of carbon dioxide in the air over Hawaii has been measured since March 1958."
    asked = {"before": "So much for the ship.", "after": after, "lines": []}
    assert "copied" in parse_question("What has been measured?", **asked).objections
    assert parse_question("Since when is carbon dioxide measured over Hawaii?", **asked).sound


def test_a_question_asks_for_something_in_particular() -> None:
    asked = {
        "before": "The curve has risen.",
        "after": "The measurement is made with a beam of infrared light.",
        "lines": [],
    }
    assert parse_question("How is the measurement made?", **asked).sound
    assert "leads elsewhere" in parse_question("How is a measurement of something made?", **asked).objections


def test_a_remark_that_asks_for_assent_is_said_without_that() -> None:
    before = "The baker had ruined four doughs since Christmas."
    assert parse_remark("He ruined four doughs, didn't he?", before=before, lines=[]).text == "He ruined four doughs."


def test_a_short_sentence_word_for_word_is_no_remark() -> None:
    before = "It was Lene who went up into the tower of the customs house. She looked at the clock and said nothing."
    assert not parse_remark("She looked at the clock.", before=before, lines=[]).sound
    before = "It was Lene Brandt who went up into the tower of the customs house and looked at the clock."
    assert not parse_remark("She looked at the clock.", before=before, lines=[]).sound


def test_each_sentence_of_a_remark_keeps_to_what_was_said() -> None:
    before = "A newton metre is about the turning force of a bar of chocolate at the end of a lever."
    assert not parse_remark("A newton metre of force. It's the same as many bars.", before=before, lines=[]).sound


def test_a_remark_keeps_what_is_denied() -> None:
    before = "Neither may touch the handlebar, and the bicycle must not roll when you push it with the lever pulled."
    lost = parse_remark("The handlebar must be clear of the bicycle.", before=before, lines=[])
    assert "leaves out that it is not so" in lost.objections
    kept = parse_remark("The bicycle must not roll with the lever pulled.", before=before, lines=[])
    assert "leaves out that it is not so" not in kept.objections
