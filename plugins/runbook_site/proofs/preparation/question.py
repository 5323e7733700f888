"""What a server is asked about a statement, and what it answers."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

How = Literal["prepare", "run", "alone", "value"]
"""``prepare``: it is parsed and analysed, and nothing runs. ``run``: in a transaction that is rolled back. ``alone``:
outside of one, as some statements have to be. ``value``: a query of our own, whose first value is the answer."""
Reach = Literal["everything", "rolled back", "prepared"]
"""What may be asked of a server: everything, as nobody else has it; what is prepared or rolled back; or only what is
prepared."""
Connection = tuple[tuple[str, str], ...]
"""Keywords and values as libpq takes them; of two that are the same the later one counts."""
GIVEN = "00000"
"""The code of an answer that is a value."""


@dataclass(frozen=True, slots=True)
class Question:
    """A statement to ask a server about.

    Attributes:
        sql: The statement.
        how: How it is asked about.
        before: Statements that make what it needs.
        after: Statements that undo it where it runs alone.
    """

    sql: str
    how: How
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a server does not take a statement.

    Attributes:
        code: Its code (PostgreSQL documentation, "PostgreSQL Error Codes"); empty where there was no answer.
        message: What it says. Data: parts of it come from the statement.
        position: Where, in characters from 1; 0 where it does not say.
        at: Which of the statements before it failed; -1 for itself.
    """

    code: str
    message: str
    position: int = 0
    at: int = -1


class Server(Protocol):
    """A PostgreSQL that can be asked.

    Attributes:
        version: Which: `18.6`.
        reach: What may be asked of it.
    """

    version: str
    reach: Reach

    def ask(self, questions: Sequence[Question], /) -> Sequence[Refusal | None]:
        """An answer for each; nothing where it takes the statement.

        Raises:
            RunbookSiteError: It can no longer be asked.
        """
        ...


def task(
    libraries: Sequence[str], connection: Connection, first: Sequence[str], questions: Sequence[Question]
) -> bytes:
    """What `inside/ask.py` reads."""
    asked = [asdict(each) for each in questions]
    document = {"libraries": libraries, "connection": connection, "first": first, "questions": asked}
    return json.dumps(document).encode()


def answers(printed: bytes, count: int) -> tuple[Refusal | None, ...] | None:
    """What `inside/ask.py` printed; nothing where that is no answer to so many questions."""
    try:
        read = json.loads(printed)
    except ValueError:
        return None
    if not isinstance(read, list) or len(read) != count:
        return None
    return tuple(None if each is None else _refusal(each) for each in read)


def _refusal(fields: object) -> Refusal:
    """An answer, strictly read: it comes out of a sandbox."""
    if isinstance(fields, dict):
        code, message, position, at = (fields.get(name) for name in ("code", "message", "position", "at"))
        if isinstance(code, str) and isinstance(message, str) and isinstance(position, int) and isinstance(at, int):
            return Refusal(code, message, position, at)
    return Refusal("", "it gave an answer that cannot be read")
