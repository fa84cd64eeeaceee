"""Small words that claim what the source does not say."""

from __future__ import annotations

import pytest

from podcast_studio.pipeline.text.clean import sentences
from podcast_studio.pipeline.truth.claims import added_claims, amplified, elsewhere
from podcast_studio.pipeline.truth.grounding import ground

LEASE = "The Tenant may end it after the third year. For this the Tenant pays a sum equal to two months' rent."


@pytest.mark.parametrize(
    ("told", "source", "added"),
    [
        ("She was seventeen years old.", "She was seventeen.", ["seventeen year"]),
        ("The wall is forty-five metres long.", "The wall has forty-five arches.", ["forty five metre"]),
        ("The Tenant pays twice as much as the rent.", LEASE, ["twice"]),
        ("It is the largest mill on the river.", "It is a large mill on the river.", ["largest"]),
        ("It is one of the most expensive inks.", "It is an expensive ink.", ["most"]),
        ("He began to talk, but she said nothing.", "He began to talk. She said nothing.", ["but"]),
        ("The mill closed because the river froze.", "The mill closed. The river froze.", ["because"]),
        ("Die Mühle schloss, weil der Fluss zufror.", "Die Mühle schloss. Der Fluss fror zu.", ["weil"]),
        ("He had been six when he said that.", "He had been six, he said after a while.", ["when"]),
        ("The men could not work there.", "The men could work there.", ["not"]),
        ("When the wheel met the wall, there was a paper.", "Where the wheel met the wall, there was a paper.",
         ["when"]),
        ("Le moulin ne tourne pas.", "Le moulin tourne.", ["pas"]),
        ("The men could work for more than half an hour.", "The men could not work for more than half an hour.",
         ["The men could not work for more than half an hour."]),
        ("It was heard at four in the afternoon.", "It was heard shortly after four in the afternoon.", ["four"]),
        ("They had 500 members.", "They had nearly 500 members.", ["500"]),
        ("The clock at Saltholm was taken out.", "Left Saltholm 16.40 by the tower clock.", ["taken"]),
        ("The clock was taken out.", "They took the clock out.", []),
        ("The bees are gone.", "All the bees went.", []),
        ("They knew that it ran, so the baker was for it.", "They knew that it ran. The baker was for it.", ["so "]),
        ("It froze, so the mill stood still.", "It froze, and therefore the mill stood still.", []),
        ("He went so far that nobody saw him.", "He went far. Nobody saw him.", []),
        ("They had more than five hundred members.", "They had nearly 500 members.", ["five hundred"]),
        ("It cost 1,200 euros.", "It cost less than 1,200 euros.", ["1,200"]),
        ("They were heated to 280 degrees.", "They went in at about 280 degrees.", ["280"]),
        ("The curve, which has been measuring it since 1958, goes up.", "It has been measured since 1958 and goes up.",
         ["measuring"]),
        ("The Gotthard Base Tunnel is only 15 km long.", "The old Gotthard tunnel of 1882 is only 15 kilometres long.",
         ["The Gotthard Base Tunnel"]),
        ("Der 1500 Klassiker herausgab.", "Er gab um 1500 Klassiker heraus.", ["1500"]),
        ("Daniel had to be relieved of his duty.", "Daniel asked to be relieved of this duty.", ["had to"]),
        ("The Tenant must pay a sum.", "The Tenant offered to pay a sum.", ["must"]),
        ("Die Stadt muss die Brücke schließen.", "Die Stadt schließt die Brücke.", ["muss"]),
        ("The rent will rise in the third year.", "The rent may rise in the third year.",
         ["The rent may rise in the third year."]),
        ("The bridge was built by monks.", "It is old. The bridge was perhaps built by monks.",
         ["The bridge was perhaps built by monks."]),
        ("The Wright brothers, who built bicycles, were the first to use such a thread.",
         "It is said that the Wright brothers, who built bicycles, were the first to use such a thread.",
         ["It is said that"]),
        ("Mönche bauten die Brücke.", "Die Brücke bauten vermutlich Mönche.", ["Die Brücke bauten vermutlich Mönche."]),
        ("Mönche bauten die alte Brücke.", "Man erzählt, Mönche bauten die alte Brücke.", ["Man erzählt,"]),
        ("Los monjes construyeron el puente.", "Se cuenta que los monjes construyeron el puente.", ["Se cuenta que"]),
    ],
)  # fmt: skip
def test_what_the_source_does_not_say_is_found(told: str, source: str, added: list[str]) -> None:
    assert added_claims(told, source) == added


@pytest.mark.parametrize(
    ("told", "source"),
    [
        ("She was seventeen years old.", "At the age of 17 years she began."),
        ("It is 6 metres high.", "It is 6 m high."),
        ("It is 5 kilometers long.", "A length of 5km was given."),
        ("It holds 400 degrees.", "It holds 400°C."),
        ("It took 30 days.", "It took a 30-day wait."),
        ("The centuries: two centuries passed.", "For two centuries nothing was built."),
        ("He pays twice the sum.", "He pays two times the sum."),
        ("It is the largest mill.", "Of all mills this is the largest one."),
        ("They rest in the forest.", "They sleep among trees."),
        ("Her harvest was late.", "She brought it in late."),
        ("It grew, but slowly.", "It grew, though slowly."),
        ("It closed because the river froze.", "The river froze, so it closed."),
        ("When it rains, they stay at home.", "If it rains, they stay at home."),
        ("They sang when they pulled.", "They sang while they pulled."),
        ("It did not open.", "It failed to open."),
        ("It could not be read by anyone.", "Nobody could read it."),
        ("They had almost 500 members.", "They had nearly 500 members."),
        ("Torben Friis began to talk.", "Then Torben Friis, the chairman, began."),
        ("The Keeling curve shows a rise.", "The record shows a rise."),
        ("They had roughly 500 members.", "They had about 500 members."),
        ("In 1909 she left.", "Until 1909 she wrote. In 1909 she left."),
        ("It is at least 40 metres.", "It is 40 metres and more."),
        ("You should replace the chain.", "Replace the chain at 0.5 percent."),
        ("The Tenant must pay two months' rent.", "Two months' rent is required of the Tenant."),
        ("He had to leave the house.", "He was forced to leave the house."),
        ("The tenant is to pay; he must pay it in May.", "The rent is to be paid by the tenant in May."),
        ("The rent can rise in the third year.", "The rent may rise in the third year."),
        ("They say the monks built the bridge.", "It is said that the monks built the bridge."),
        ("Wahrscheinlich bauten Mönche die Brücke.", "Die Brücke bauten vermutlich Mönche."),
        ("The rent was paid in May, in the third year.", "The rent was paid in May of the third year."),
        ("The monks built the bridge.", "The monks built the bridge, and it may fall."),
        ("It opened at nine.", "It opened at nine, and no one was there when the first train left."),
        ("", ""),
    ],
)
def test_other_words_for_the_same_are_none(told: str, source: str) -> None:
    assert added_claims(told, source) == []


def test_a_listener_may_doubt_but_not_amplify() -> None:
    assert amplified("It's the same as chocolate bars.", "It is about the turning force of a bar.") == ["same"]
    assert amplified("So it is the same for both.", "Each of them takes five.") == []
    assert amplified("But that is not because of the rent.", LEASE) == []
    assert amplified("So the Tenant pays twice as much.", LEASE) == ["twice"]


def test_such_sentences_give_way_to_the_sources_own() -> None:
    source = "Torben Friis began to talk about the insurance of the tower. Lene had not meant to say anything."
    told = "Torben Friis began to talk about the insurance of the tower, but Lene had not meant to say anything."
    assert ground(told, source).text in (source, sentences(source)[0])
    aged = "Lene was seventeen and had taken apart two bicycles and a sewing machine."
    assert ground(aged.replace("seventeen", "seventeen years old"), aged).text == aged


@pytest.mark.parametrize(
    ("told", "source", "found"),
    [
        ("A ship ran into the canal.", "It ran into the bank of the Suez Canal.", ["into canal"]),
        ("A ship ran into the bank of the canal.", "It ran into the bank of the Suez Canal.", []),
        (
            "The nails are gone from the new bridge.",
            "After the new bridge opened, the nails were gone.",
            ["from new", "from bridge"],
        ),
        ("It fell to the comet.", "It began to fall towards the comet 67P.", []),
        ("It went over the hills.", "The road above the hills is closed.", []),
        ("They came without the dog.", "The dog came, and so did they.", []),
        ("It stood in the harbour.", "It stood at the harbour.", []),
        ("They looked to the sea.", "Nobody looked.", []),
    ],
)
def test_what_is_put_elsewhere_is_found(told: str, source: str, found: list[str]) -> None:
    assert elsewhere(told, source) == found


CLOCK = "They built the first clock that was kept in step by caesium atoms, which was accurate enough to be a standard."


@pytest.mark.parametrize(
    ("told", "source", "found"),
    [
        ("The first clock ever made was accurate enough.", CLOCK, ["first clock ever"]),
        ("It was the oldest light ever lit there.", "It was the oldest light there.", ["oldest light ever"]),
        ("The first clock was accurate enough.", CLOCK, ["the first clock"]),
        ("So the first clock that atoms kept in step was accurate enough.", CLOCK, []),
        ("They built the first clock kept in step by atoms.", CLOCK, []),
        ("So the first caesium clock was accurate enough.", CLOCK, []),
        ("The first fault was mended.", "The first fault was mended by raising it.", []),
        ("The first part tells of bees.", "The first part of the book tells of bees.", []),
        ("It was the only light ever lit there.", "It was the only light that was ever lit there.", []),
    ],
)
def test_the_first_of_a_kind_is_not_the_first_of_all(told: str, source: str, found: list[str]) -> None:
    assert amplified(told, source) == found


@pytest.mark.parametrize(
    ("told", "source", "found"),
    [
        ("So it was the first car there.", "The first two-wheeler was shown in Mannheim.", ["the first car"]),
        ("So it was the first wheel there.", "The first two-wheeler was the first wheel.", []),
        ("The first one was shown in Mannheim.", "The first two-wheeler was shown in Mannheim.", []),
        ("The longest bridge is here.", "It is the longest tunnel, and here it ends.", ["The longest bridge"]),
        ("The longest of them is here.", "It is the longest tunnel, and here it ends.", []),
        ("The last keepers left.", "Its keeper left; he was the last man there.", []),
        ("The second car came.", "The first two-wheeler came.", []),
    ],
)
def test_a_rank_stays_with_its_kind(told: str, source: str, found: list[str]) -> None:
    assert amplified(told, source) == found
