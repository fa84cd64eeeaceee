import pytest

from podcast_studio.pipeline.truth.certainty import made_certain


@pytest.mark.parametrize(
    ("told", "source", "lost"),
    [
        ("Monks built the old bridge.", "Monks probably built the old bridge.", True),
        ("Monks built the old bridge.", "Some say that monks built the old bridge.", True),
        ("Monks built the old bridge.", "Monks built the old bridge, which may fall.", False),
        ("The tower of the old bridge fell.", "It is said that monks built the old bridge. The tower of the old bridge "
         "fell.", False),
        ("Monks are said to have built the old bridge.", "It is said that monks built the old bridge.", False),
        ("Les moines ont construit le pont.", "Les moines ont probablement construit le pont.", True),
        ("Les moines ont peut-être construit le pont.", "Les moines ont probablement construit le pont.", False),
        ("De monniken bouwden de brug.", "De monniken bouwden vermoedelijk de brug.", True),
        ("Mnisi zbudowali stary most.", "Mnisi prawdopodobnie zbudowali stary most.", True),
        ("I monaci costruirono il ponte.", "Si dice che i monaci costruirono il ponte.", True),
    ],
)  # fmt: skip
def test_what_is_only_possible_or_hearsay_is_not_told_as_certain(told: str, source: str, lost: bool) -> None:
    assert bool(made_certain(told, source)) is lost
