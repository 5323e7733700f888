"""The way to a value inside a document."""

from __future__ import annotations

ValuePath = tuple[str | int, ...]
"""The way to a value in a document: ``("procedure", 0, "commands", 1, "run")``."""


def spell(path: ValuePath) -> str:
    """The path as people write it: ``procedure[0].commands[1].run``."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in path]
    return "".join(parts).removeprefix(".")
