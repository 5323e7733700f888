"""The way to a value inside a document."""

from __future__ import annotations

ValuePath = tuple[str | int, ...]
"""The way to a value in a document: ``("procedure", 0, "commands", 1, "run")``."""


def spell(path: ValuePath) -> str:
    """The path as people write it: ``procedure[0].commands[1].run``."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{_shown(part)}" for part in path).removeprefix(".")


def _shown(key: str) -> str:
    # A key may be any text; a message about it stays on one line.
    return key if key.isprintable() else repr(key)
