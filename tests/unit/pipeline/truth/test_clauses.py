from podcast_studio.pipeline.truth.clauses import told_clauses


def test_the_clauses_of_which_most_was_told_are_known() -> None:
    source = "The mill stood on the river, and the miller kept four cats in the upper room."
    assert list(told_clauses("The miller kept four cats in a room.", source)) == [
        "the miller kept four cats in the upper room."
    ]
    assert list(told_clauses("Cats like rivers.", source)) == []
