"""The dialect of SQL where nobody says it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from runbook_site.model.document import Block
from runbook_site.snippets.split import split_block
from runbook_site.snippets.sql_dialect import dialect_of
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from runbook_site.snippets.snippet import Snippet


def _split(text: str, dialect: str) -> Snippet:
    mapped = SourceText("page.md", text).whole()
    return split_block(Block(mapped, mapped.source.span(0, len(text)), "sql", "fence", None), dialect)


MYSQL = [
    "SHOW GRANTS FOR 'shop';",
    "SHOW FULL PROCESSLIST;",
    "SELECT * FROM `carts`;",
    "CREATE USER 'shop'@'%' IDENTIFIED BY 'x';",
    "FLUSH PRIVILEGES;",
    "SHOW CREATE TABLE carts\\G",
    "CREATE TABLE carts (id BIGINT AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB;",
]


@pytest.mark.parametrize("text", MYSQL)
def test_signs_of_mysql(text: str) -> None:
    """What only MySQL knows is read as MySQL's, and no syntax error."""
    assert dialect_of(text) == "mysql"
    (chunk,) = _split(text, "").chunks
    assert chunk.problems == ()


@pytest.mark.parametrize(
    "text", ["SELECT 1;", "SHOW work_mem;", "SELECT a @@ b FROM t;", "DROP TABLE carts;", "VACUUM (VERBOSE) carts;"]
)
def test_without_a_sign_it_is_postgresql(text: str) -> None:
    """Nothing is taken for MySQL that PostgreSQL has too."""
    assert dialect_of(text) == "postgresql"


def test_the_service_has_the_last_word() -> None:
    """A dialect that is stated is not guessed at: what does not fit it is a mistake."""
    (chunk,) = _split("SHOW GRANTS FOR 'shop';", "postgresql").chunks
    assert [problem.kind for problem in chunk.problems] == ["syntax"]


def test_backslash_g_ends_a_statement() -> None:
    """MySQL's other end of a statement is no part of it."""
    (chunk,) = _split("SHOW CREATE TABLE carts\\G\nDELETE FROM carts;", "mysql").chunks
    assert [statement.text.text for statement in chunk.statements] == ["SHOW CREATE TABLE carts", "DELETE FROM carts"]


@pytest.mark.parametrize("piece", ["\n", "engine ", "'@'", "show ", "`", "@@a_"])
def test_long_texts_take_time_in_proportion(piece: str) -> None:
    """A text made to stop the tool costs as much as any other of its length."""
    started = time.process_time()
    dialect_of(piece * 50_000)
    assert time.process_time() - started < 1
