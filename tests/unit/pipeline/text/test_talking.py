"""What was written, said as people talk."""

from __future__ import annotations

import pytest

from podcast_studio.pipeline.text.talking import as_talked
from podcast_studio.pipeline.truth.claims import added_claims, amplified
from podcast_studio.pipeline.truth.details import unsupported_details
from podcast_studio.pipeline.truth.grounding import support


@pytest.mark.parametrize(
    ("written", "talked"),
    [
        ("She does not rule in any human sense.", "She doesn't rule in any human sense."),
        ("They are so exact that they notice height.", "They're so exact that they notice height."),
        ("It cannot be seen from far away.", "It can't be seen from far away."),
        ("Cannot is one word, can not two.", "Can't is one word, can't two."),
        ("Because it is warm, there is no ice.", "Because it's warm, there's no ice."),
        ("There is good evidence, and it will stay.", "There's good evidence, and it'll stay."),
        ("The rise is not even, and it was not so before.", "The rise isn't even, and it wasn't so before."),
        ("Atoms do not age.", "Atoms don't age."),
    ],
)
def test_what_people_contract_is_contracted_and_says_the_same(written: str, talked: str) -> None:
    assert as_talked(written) == talked
    assert support(talked, [written]) == 1
    assert not added_claims(talked, written)
    assert not amplified(talked, written)
    assert not unsupported_details(talked, written)


@pytest.mark.parametrize(
    "written",
    [
        "The coast there is flat.",
        "She was larger than it is now, and what it is nobody knows.",
        "Nobody knows where it is.",
        "It was as cold as it is today.",
        "They are not only exact.",
        "He said that “it is not so”.",
        'A sign says "there is no way".',
        "The tenant shall not let it, and the landlord will not ask.",
    ],
)
def test_what_carries_weight_or_quotes_stays(written: str) -> None:
    assert as_talked(written) == written


def test_other_languages_stay() -> None:
    assert as_talked("Da ist es, it is not so.", "de") == "Da ist es, it is not so."
