"""Guess what the model writes next from what it was just given to read.

A retelling says much of its notes word for word. Where the last words written stand in the notes, the words that
follow there are a good guess at what comes, and llama.cpp looks at a few tokens at once in less time than at each by
itself. What is written follows the same distribution as without guesses: every token is drawn from the model's own
scores, and a guess that is not what was drawn is forgotten. (The idea is Saxena's "prompt lookup decoding", 2023;
llama-cpp-python's version of it keeps the scores of the whole context, 1.4 GB for the starter model.)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

LONG_ANSWER = 64  # tokens; a shorter one is no retelling, and guessing cost it a tenth of its speed
# How many are guessed: with the token before them, 7 are looked at in the time of four, and 8 to 16 in that of six,
# because llama.cpp takes another way from 8 on.
_SOME, _MANY = 6, 15
_WORTH_MANY = 11  # with fewer left in the notes, some are quicker
_FEWEST, _LONGEST = 2, 4  # of the last tokens must stand in the notes
_FIRST = 3  # guesses, when nothing is known of how good they are


class Guesses:
    """For one answer: where in the notes it is, and how well guessing went. For llama-cpp-python, a draft model."""

    def __init__(self, notes: Sequence[int], *, written_from: int) -> None:
        """`notes` are the tokens to guess from; the answer begins at `written_from` among all tokens."""
        self.made: list[int] = []  # the guesses that come next
        self._notes = list(notes)
        self._written_from = written_from
        self._place = 0  # in the notes, behind what was last found there
        self._after = 0  # tokens written when the guesses were made
        self._length = _FIRST

    def __call__(self, tokens: Sequence[int] | npt.NDArray[np.intc]) -> npt.NDArray[np.intc]:
        """What may follow `tokens`, all that was read and written so far; empty where nothing can be guessed."""
        written = [int(token) for token in tokens[self._written_from :]]
        self._learn(written)
        self.made, self._after = [], len(written)
        place = self._found(written)
        if place is not None:
            left = self._notes[place : place + self._length]
            self.made, self._place = left if len(left) >= _WORTH_MANY else left[:_SOME], place
        return _as_array(self.made)

    def _learn(self, written: Sequence[int]) -> None:
        """More guesses after good ones; after a bad one, as many as were right."""
        if not self.made:
            return
        came = written[self._after :]
        right = 0
        while right < min(len(self.made), len(came)) and self.made[right] == came[right]:
            right += 1
        if right < len(self.made):
            self._length = max(1, min(right, _SOME))
        else:
            self._length = _MANY if self._length >= _SOME else min(_SOME, right + 2)

    def _found(self, written: Sequence[int]) -> int | None:
        """The place in the notes behind the last tokens written: the next one, or else the nearest before."""
        for length in range(min(_LONGEST, len(written)), _FEWEST - 1, -1):
            last = list(written[-length:])
            ends = [end for end in range(length, len(self._notes)) if self._notes[end - length : end] == last]
            if ends:
                return min(ends, key=lambda end: (end < self._place, abs(end - self._place)))
        return None


def _as_array(tokens: Sequence[int]) -> npt.NDArray[np.intc]:
    import numpy as np  # in the model's process only: it takes longer than all else of this file

    return np.array(tokens, dtype=np.intc)


def evaluate_with_guesses(llama: Any, tokens: Sequence[int]) -> None:
    """Let the model look at `tokens`, one that is written and guesses, and keep its scores of what follows each."""
    llama._ctx.kv_cache_seq_rm(-1, llama.n_tokens, -1)
    llama._batch.set_batch(batch=tokens, n_past=llama.n_tokens, logits_all=True)
    llama._ctx.decode(llama._batch)
    llama.input_ids[llama.n_tokens : llama.n_tokens + len(tokens)] = tokens
    llama.n_tokens += len(tokens)
    llama._requires_eval = False
