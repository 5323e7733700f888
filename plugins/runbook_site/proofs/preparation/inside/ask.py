"""Asks a PostgreSQL what it makes of statements; it is a process of its own, and knows Python's library alone.

Reads one JSON object from standard input: ``libraries``, where libpq may be; ``connection``, its keywords with values;
``first``, statements to run at the beginning, whatever becomes of them; and ``questions``, each with

- ``sql``: one statement, and ``how`` it is asked about: ``prepare`` has it parsed and analysed and runs nothing,
  ``run`` runs it in a transaction that is rolled back, ``alone`` runs it outside of one, ``value`` runs a query;
- ``before``: statements that make what it needs, in the same transaction;
- ``after``: with ``alone``, statements that undo it.

Prints one JSON array with an answer for each: ``null`` where the server takes it, else ``code``, ``message``,
``position`` (in characters, from 1; 0 where there is none) and ``at``, which of ``before`` failed, -1 for ``sql``. The
code is empty where there is no connection, and so no answer; with ``value`` it is 00000, and the message is the first
value.

Source: PostgreSQL documentation, "libpq: Command Execution Functions".
"""

from __future__ import annotations

import ctypes
import json
import sys
from typing import Any

_DONE = (0, 1, 2)  # PGRES_EMPTY_QUERY, PGRES_COMMAND_OK, PGRES_TUPLES_OK
_ROWS = 2
_LONGEST = 500
_SETTINGS = (
    "SET client_min_messages = error",
    "SET statement_timeout = '5s'",
    "SET lock_timeout = '2s'",
    "SET standard_conforming_strings = on",
    "SET lc_messages = 'C'",
)
"""The last one is for superusers; others get their messages in the language of the server."""


def _library(places: list[str]) -> Any:  # noqa: ANN401 - ctypes has no types
    for place in places:
        try:
            pq = ctypes.CDLL(place)
        except OSError:
            continue
        texts = ctypes.c_char_p, ctypes.c_void_p
        strings = ctypes.POINTER(ctypes.c_char_p)
        for name, result, arguments in (
            ("PQconnectdbParams", texts[1], (strings, strings, ctypes.c_int)),
            ("PQstatus", ctypes.c_int, (texts[1],)),
            ("PQerrorMessage", texts[0], (texts[1],)),
            ("PQreset", None, (texts[1],)),
            ("PQprepare", texts[1], (texts[1], texts[0], texts[0], ctypes.c_int, texts[1])),
            ("PQexecParams", texts[1], (*texts[::-1], ctypes.c_int, *(texts[1],) * 4, ctypes.c_int)),
            ("PQresultStatus", ctypes.c_int, (texts[1],)),
            ("PQresultErrorField", texts[0], (texts[1], ctypes.c_int)),
            ("PQgetvalue", texts[0], (texts[1], ctypes.c_int, ctypes.c_int)),
            ("PQclear", None, (texts[1],)),
            ("PQfinish", None, (texts[1],)),
        ):
            function = getattr(pq, name)
            function.restype, function.argtypes = result, arguments
        return pq
    return None


class _Asker:
    """A connection, and what is asked over it."""

    def __init__(self, pq: Any, connection: list[list[str]], first: list[str]) -> None:  # noqa: ANN401
        self.pq, self.first = pq, first
        names, values = (
            (ctypes.c_char_p * (len(connection) + 1))(*(each[column].encode() for each in connection), None)
            for column in (0, 1)
        )
        self.server = pq.PQconnectdbParams(names, values, 1)
        self.is_new = True

    def answer(self, question: dict[str, Any]) -> dict[str, object] | None:
        """What the server says of one."""
        if self.pq.PQstatus(self.server) != 0:
            said = self.pq.PQerrorMessage(self.server) or b"there is no connection"
            self.pq.PQreset(self.server)
            self.is_new = True
            if self.pq.PQstatus(self.server) != 0:
                return {"code": "", "message": said.decode("utf-8", "replace")[:_LONGEST], "position": 0, "at": -1}
        if self.is_new:
            for each in (*_SETTINGS, *self.first):
                self.run(each)
            self.is_new = False
        if question["how"] == "alone":
            try:
                return self.inside(question)
            finally:
                for each in question["after"]:
                    self.run(each)
        self.run("BEGIN")
        try:
            return self.inside(question)
        finally:
            self.run("ROLLBACK")
            if question["how"] == "run":
                self.run("DEALLOCATE ALL")

    def inside(self, question: dict[str, Any]) -> dict[str, object] | None:
        for number, each in enumerate(question["before"]):
            if error := self.run(each):
                return {**error, "at": number}
        sql = question["sql"].encode("utf-8", "replace")
        if question["how"] == "value":
            return self.value(sql)
        if question["how"] == "prepare":
            return self.told(self.pq.PQprepare(self.server, b"", sql, 0, None))
        return self.run(question["sql"])

    def run(self, sql: str) -> dict[str, object] | None:
        """Run one statement: of several, libpq runs none in this way."""
        return self.told(
            self.pq.PQexecParams(self.server, sql.encode("utf-8", "replace"), 0, None, None, None, None, 0)
        )

    def value(self, sql: bytes) -> dict[str, object] | None:
        """The first value that a query gives."""
        result = self.pq.PQexecParams(self.server, sql, 0, None, None, None, None, 0)
        if not result or self.pq.PQresultStatus(result) != _ROWS:
            return self.told(result)
        found = self.pq.PQgetvalue(result, 0, 0).decode("utf-8", "replace")
        self.pq.PQclear(result)
        return {"code": "00000", "message": found[:_LONGEST], "position": 0, "at": -1}

    def told(self, result: Any) -> dict[str, object] | None:  # noqa: ANN401
        """What became of it, without what it gave."""
        if result and self.pq.PQresultStatus(result) in _DONE:
            self.pq.PQclear(result)
            return None
        code, message, position = (
            (self.pq.PQresultErrorField(result, ord(field)) or b"").decode("utf-8", "replace") for field in "CMP"
        )
        if not message:
            message = (self.pq.PQerrorMessage(self.server) or b"it did not answer").decode("utf-8", "replace")
        self.pq.PQclear(result)
        at = int(position) if position.isdecimal() else 0
        return {"code": code, "message": " ".join(message.split())[:_LONGEST], "position": at, "at": -1}


def main() -> None:
    """Answer."""
    task = json.load(sys.stdin)
    pq = _library(task["libraries"])
    if pq is None:
        sys.exit("libpq, with which programs talk to PostgreSQL, is not installed")
    asker = _Asker(pq, task["connection"], task["first"])
    json.dump([asker.answer(each) for each in task["questions"]], sys.stdout)
    pq.PQfinish(asker.server)


if __name__ == "__main__":
    main()
