"""Version numbers that a tool has to tell."""

from __future__ import annotations

from runbook_site.grammars.readers.harvest import version_of


def required_version(text: str) -> str:
    """The first version number in what a tool says of itself.

    Raises:
        ValueError: There is none.
    """
    version = version_of(text)
    if version is None:
        message = f"no version in {text[:200]!r}"
        raise ValueError(message)
    return version
