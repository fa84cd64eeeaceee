"""Whole sentences and paragraphs that nobody would read aloud."""

from __future__ import annotations

import pytest

from podcast_studio.engines.read_aloud import spoken_prose
from podcast_studio.engines.unread import silent_paragraph, silent_sentence


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("[1] Newton, I. (1687). Principia. London, pp. 1-9.", True),
        ("3. Smith, J. (2004). Tides. Journal of Sea 3(4).", True),
        ("3. Smith sailed in 2004. It rained.", False),
        ("Permission is hereby granted, free of charge. You may go.", True),
        ("It is provided by the copyright holders “as is”. No more.", True),
        ("He left it as is, and went home.", False),
        ("The licence of the pub was granted in 1904.", False),
        ("Before we go on, here is a word from our sponsor, Zorbex.\nZorbex cured my back pain.", True),
        ("This episode is brought to you by Zorbex.", True),
        ("Use the promo code TIDES at checkout. It is good until May.", True),
        ("Advertisement", True),
        ("By our shipping desk", True),
        ("*By Mary O'Brien and Tom R. Lindqvist*", True),
        ("Von Anna-Lena Weiß", True),
        ("By Christmas the mill stood still.", False),
        ("By the time that the second ship came, the harbour had been closed", False),
        ("The programme is sponsored by the county, and the sponsor had a word with the mayor.", False),
        ("The mayor thanked the sponsor in a few words, and the code of the door was changed.", False),
        ("An advertisement of 1904 shows the pier.", False),
        ("This site uses cookies to improve your experience. Accept all. Manage settings.", True),
        ("Wir verwenden Cookies, um Ihnen den Besuch angenehm zu machen.", True),
        ("She baked cookies for the whole street, and he used the cookie tin for nails.", False),
        ("You may also like: 10 beaches you must see. Win a toaster!", True),
        ("You may also like to know that the tower leaned.", False),
        ("Share on: F T W. Comments (214)", True),
        ("Share this article", True),
        ("They share this house with bats.", False),
        ("Skip to main content", True),
        ("Subscribe to our weekly newsletter for more of these stories!", True),
        ("Most popular of all was the blue one.", False),
        ("Related articles: The tide mill. The lock.", True),
        ("Lorem ipsum dolor sit amet, consectetur adipiscing elit.", True),
        ("Printers have set “lorem ipsum” in the place of a text for sixty years.", False),
        ("Log in", True),
        ("Log in hand, the keeper went down.", False),
    ],
)
def test_references_legal_texts_and_advertisements(text: str, silent: bool) -> None:
    assert silent_paragraph(text) == silent


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("We review how the measurement is made and which conclusions rest on it.", True),
        ("Here we review how local sources are kept out of it.", True),
        ("In this paper we describe the mill and its wheels.", True),
        ("This report summarises the work of the committee.", True),
        ("The rest of this article is organised as follows.", True),
        ("Section 2 explains how volcanic air is recognized.", True),
        ("In the next chapter we describe the wheels.", True),
        ("This report presents 1,200 letters that nobody had opened.", False),
        ("We reviewed the measurements and found that two were wrong.", False),
        ("We present flowers to those who leave.", False),
        ("We discuss the plan every Monday.", False),
        ("The review describes a mill of 1834.", False),
        ("Section 2 of the law gives the tenant 30 days.", False),
        ("The rest of the water flows under the bridge.", False),
    ],
)
def test_what_a_text_says_of_itself(text: str, silent: bool) -> None:
    assert silent_sentence(text) == silent
    assert silent_sentence(text.replace(" ", "\n", 1)) == silent
    assert spoken_prose(text) == ("" if silent else text)
