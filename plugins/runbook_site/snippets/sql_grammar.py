"""The grammar of each dialect of SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runbook_site.snippets.sql_facts import Facts, GrammarError

LARGEST_STATEMENT = 10_000
"""How many tokens a statement may have. The C parser recurses while it writes its tree, and its stack ends
somewhere above twice as many levels, with the whole process."""


def read_statement(text: str, dialect: str) -> Facts | GrammarError:
    """Parse one statement, without a semicolon, in which variables and placeholders are masked.

    PostgreSQL is read by its own grammar (libpg_query); every other dialect by sqlglot, which lets some
    broken statements pass. Each is loaded when its first statement is met: that takes a tenth of a second,
    which a folder without SQL need not pay.
    """
    clean = text.replace("\0", "\x01").encode("utf-8", "replace").decode("utf-8")
    if dialect == "postgresql":
        from runbook_site.snippets.sql_postgresql import read_postgresql  # noqa: PLC0415 - see above

        return read_postgresql(clean)
    from runbook_site.snippets.sql_other import read_other  # noqa: PLC0415 - see above

    return read_other(clean, dialect)


def output_names(text: str) -> tuple[str, ...]:
    """The names of the columns that a statement of PostgreSQL's gives, as far as its text tells them."""
    from runbook_site.snippets.sql_postgresql import output_names as of_postgresql  # noqa: PLC0415 - see above

    return of_postgresql(text)
