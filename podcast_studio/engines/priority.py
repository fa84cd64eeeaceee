"""Giving way to the window, and to whatever else somebody is waiting for."""

from __future__ import annotations

import os

import psutil

NICENESS = 5  # about a third of the time of another program that wants the same core


def give_way() -> None:
    """Lower the priority of this process; there is no way back."""
    below_normal = getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", None)  # on Windows
    if below_normal is not None:
        psutil.Process().nice(below_normal)
    else:
        os.nice(NICENESS)
