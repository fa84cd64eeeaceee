import pytest

from podcast_studio.domain.errors import InputError
from podcast_studio.domain.pronunciations import (
    AS_WRITTEN,
    MOST,
    Pronunciation,
    Pronunciations,
    check_room,
    pronunciation,
    spoken_form,
)


def said(text: str, **entries: str) -> str:
    """What is said, without the marks; the text itself where nothing is put in."""
    return heard(text, {written.replace("_", " "): spoken for written, spoken in entries.items()})


def heard(text: str, entries: dict[str, str]) -> str:
    found = Pronunciations(pronunciation(*entry) for entry in entries.items()).said(text)
    return found.translate(dict.fromkeys([1, 2, 3])) or text


def test_without_entries_or_without_a_hit_nothing_is_told() -> None:
    assert AS_WRITTEN.said("Nguyen") == ""
    assert Pronunciations([pronunciation("Nguyen", "win")]).said("The moon pulls.") == ""


def test_what_is_put_in_stands_between_marks_that_tell_how_the_name_begins() -> None:
    names = Pronunciations([pronunciation("Nguyen", "win")])
    assert names.said("Nguyen and nguyen") == "\x01win\x03 and \x02win\x03"
    assert names.said("Nguyen \x01odd\x03") == "\x01win\x03  odd "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nguyen, NGUYEN (nguyen).", "win, win (win)."),
        ("Nguyen's and Nguyen’s book", "win's and win’s book"),
        ("Nguyenite and McNguyen stay", "Nguyenite and McNguyen stay"),
        ("post-Nguyen, Nguyen-like, _Nguyen_", "post-win, win-like, _win_"),
        ("l'Nguyen", "l'win"),
        ("Nguyen2", "Nguyen2"),
    ],
)
def test_whole_words_are_meant_in_any_case_and_keep_their_endings(text: str, expected: str) -> None:
    assert said(text, Nguyen="win") == expected


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        ("US", "The US tells us, and Us.", "The X tells us, and Us."),
        ("SQLite", "SQLite, not sqlite or SQLITE", "X, not sqlite or SQLITE"),
        ("New York", "new york, NEW  YORK", "X, X"),
        ("Plan B", "Plan B, not plan b", "X, not plan b"),
        ("readme", "README and Readme", "X and X"),
    ],
)
def test_capitals_beyond_the_first_letter_mean_this_very_spelling(written: str, text: str, expected: str) -> None:
    assert heard(text, {written: "X"}) == expected


def test_the_longest_entry_wins_and_the_exact_one_before_the_other() -> None:
    assert said("New York City, New York", New_York="N Y", New_York_City="big apple") == "big apple, N Y"
    assert said("us, US", us="them", US="states") == "them, states"


def test_what_was_put_in_is_not_looked_through_again() -> None:
    assert said("a b", a="b", b="a") == "b a"


def test_signs_in_a_name_and_around_it() -> None:
    assert heard("C++ and C, not C++17", {"C++": "see plus plus", "C": "see"}) == "see plus plus and see, not see++17"
    assert heard("Use .NET, not ASP.NET", {".NET": "dot net"}) == "Use dot net, not ASP.NET"
    assert heard("O’Brien and Jean\u2011Luc", {"O'Brien": "oh bry en", "Jean-Luc": "john look"}) == (
        "oh bry en and john look"
    )


def test_an_entry_for_a_letter_leaves_the_endings_of_other_words_alone() -> None:
    assert said("It's s, don't t", s="ess", t="tea") == "It's ess, don't tea"


def test_a_composed_letter_is_the_letter_it_looks_like() -> None:
    assert said("Nguye\u0302n", Nguyên="win") == "win"


def test_what_a_person_typed_is_put_on_one_line() -> None:
    entry = pronunciation("  New \n York ", "\tnoo  york ")
    assert entry == Pronunciation(written="New York", spoken="noo york")


@pytest.mark.parametrize(
    ("written", "spoken", "told"),
    [
        ("", "win", "What is written cannot be empty."),
        ("Nguyen", "  ", "How it is said cannot be empty."),
        ("N" * 61, "win", "What is written cannot have 61 characters."),
        ("Nguyen", "w" * 121, "How it is said cannot have 121 characters."),
        ("Ngu\x00yen", "win", "What is written has signs in it that are no text."),
        ("Nguyen", "w\x1bin", "How it is said has signs in it that are no text."),
        ("Nguyen", "[[wIn]]", "How it is said cannot have double brackets in it."),
        ("[[a", "win", "What is written cannot have double brackets in it."),
        ("++", "plus plus", "“++” has no letter and no figure in it."),
    ],
)
def test_what_cannot_be_an_entry_is_refused_with_a_way_out(written: str, spoken: str, told: str) -> None:
    with pytest.raises(InputError) as refused:
        pronunciation(written, spoken)
    assert refused.value.message == told
    assert refused.value.way_out


def test_the_longest_that_can_be() -> None:
    assert pronunciation("N" * 60, "w" * 120).written == "N" * 60
    assert spoken_form("w" * 120) == "w" * 120


def test_entries_for_the_same_have_one_key() -> None:
    assert pronunciation("Nguyen", "a").key == pronunciation("nguyen", "b").key
    assert pronunciation("O’Brien", "a").key == pronunciation("O'Brien", "b").key
    assert pronunciation("US", "a").key != pronunciation("us", "b").key


def test_a_collection_has_room_for_so_many() -> None:
    entries = [pronunciation(f"name{number}", "x") for number in range(MOST)]
    check_room(entries[1:])
    with pytest.raises(InputError, match="500 pronunciations at most"):
        check_room(entries)
    text = " ".join(entry.written for entry in entries)
    assert Pronunciations(entries).said(text).count("x") == MOST
