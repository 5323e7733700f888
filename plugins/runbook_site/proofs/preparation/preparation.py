"""What became of a command whose SQL a server was to prepare."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preparation:
    """What a PostgreSQL makes of the SQL of a command, without running it on anybody's data.

    Attributes:
        entry: Id of the catalog entry.
        version: Of the PostgreSQL; empty where none was asked.
        ways: How it was asked, in words, once each: ``prepared``, ``ran in a transaction that was rolled back``.
        stubbed: What stood in for the application's own: kind and name.
        refused: Why it does not take a statement; empty where it takes all that it was asked about.
        untried: Why nothing can be said about a statement; empty where something can about each.
    """

    entry: str
    version: str = ""
    ways: tuple[str, ...] = ()
    stubbed: tuple[tuple[str, str], ...] = ()
    refused: str = ""
    untried: str = ""
