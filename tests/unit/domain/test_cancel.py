"""Asking work to stop."""

from __future__ import annotations

import threading

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import Cancelled, Interrupted


def test_nothing_happens_until_it_is_asked() -> None:
    token = CancelToken()
    token.check()
    assert (token.cancelled, token.reason, token.wait(0)) == (False, None, False)


def test_the_reason_is_raised_and_the_first_one_stands() -> None:
    token, first = CancelToken(), Interrupted()
    token.cancel(first)
    token.cancel(Cancelled())
    with pytest.raises(Interrupted):
        token.check()
    assert token.reason is first
    assert token.cancelled


def test_whoever_waits_is_woken() -> None:
    token = CancelToken()
    woken: list[bool] = []
    waiting = threading.Thread(target=lambda: woken.append(token.wait(30)))
    waiting.start()
    token.cancel(Cancelled())
    waiting.join(20)
    assert woken == [True]


def test_asked_to_finish_up_it_stops_at_a_checkpoint_and_not_before() -> None:
    token, reason = CancelToken(), Interrupted()
    token.check_point()
    token.finish_up(reason)
    token.finish_up(Cancelled())
    token.check()
    assert not token.cancelled
    with pytest.raises(Interrupted) as raised:
        token.check_point()
    assert raised.value is reason


def test_stopping_now_comes_before_finishing_up() -> None:
    token = CancelToken()
    token.finish_up(Interrupted())
    token.cancel(Cancelled())
    with pytest.raises(Cancelled):
        token.check_point()
