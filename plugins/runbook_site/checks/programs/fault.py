"""Why a program is none."""

from __future__ import annotations


class ProgramFaultError(ValueError):
    """The tool certainly refuses the program; its message says why, in plain words."""


class UnsureError(ValueError):
    """The program holds something that this reader does not know, so that nothing is said of it."""
