"""Text of any encoding."""

from __future__ import annotations

import random

import pytest

from podcast_studio.engines.decoding import decode

TEXT = "Zoë’s naïve café – “déjà vu” – cost 5 € in Málaga. It was the best in town."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("times", [1, 400])
def test_unicode_and_western_text(encoding: str, times: int) -> None:
    assert decode((TEXT * times).encode(encoding)) == TEXT * times


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Река течёт к морю, и весной вода поднимается высоко над берегом. " * 4),
        ("koi8-r", "Река течёт к морю, и весной вода поднимается высоко над берегом. " * 4),
        ("cp1253", "Η θάλασσα ανεβαίνει δύο φορές την ημέρα κάτω από το φεγγάρι. " * 4),
        ("shift_jis", "海は一日に二度満ちてくる。月が水を引くからである。" * 8),
        ("euc_kr", "바다는 하루에 두 번 차오른다. 달이 물을 끌어당기기 때문이다. " * 6),
        ("big5", "大海每天漲潮兩次，因為月亮牽引著海水。漁民們都知道這一點。" * 8),
    ],
)
def test_other_scripts(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_no_text() -> None:
    assert decode(b"") == ""
    assert decode(b"a") == "a"


def test_a_character_cut_at_the_end_costs_only_itself() -> None:
    assert decode(TEXT.encode()[:-1]) == TEXT[:-1]
    assert decode("It was a café".encode()[:-1]) == "It was a caf\ufffd"


@pytest.mark.parametrize(
    ("declared", "used"),
    [("koi8-r", "koi8-r"), ("ISO-8859-1", "cp1252"), ("utf-8", "cp1252"), ("nonesuch", "cp1252"), ("ascii", "cp1252")],
)
def test_a_page_is_believed_where_it_can_be(declared: str, used: str) -> None:
    text = "Река и море." if used == "koi8-r" else "A café – “open”."
    page = f"<html><head><meta charset='{declared}'></head><body>{text}</body></html>"
    assert decode(page.encode(used), markup=True) == page


def test_a_declaration_in_plain_text_is_none() -> None:
    text = "He wrote <meta charset='koi8-r'> and went to the café."
    assert decode(text.encode("cp1252")) == text


def test_xml_declares_too() -> None:
    page = "<?xml version='1.0' encoding='windows-1251'?><p>Море</p>"
    assert decode(page.encode("cp1251"), markup=True) == page


@pytest.mark.parametrize("seed", range(30))
def test_any_bytes_give_some_text(seed: int) -> None:
    chance = random.Random(seed)
    data = chance.randbytes(chance.randrange(1, 3000))
    decode(data, markup=bool(seed % 2)).encode("utf-8")
