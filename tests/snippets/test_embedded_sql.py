"""SQL inside of shell: found, mapped, and tied to the command that carries it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.snippets import embedded_sql
from runbook_site.snippets.psql_variables import set_by_options
from runbook_site.snippets.shell_chunks import split_shell
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.snippets.invocation import Invocation


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("psql -c 'select 1' -c 'select 2'", ["select 1", "select 2"]),
        ('psql -U x -Atc "select 1; select 2"', ["select 1", "select 2"]),
        ("psql --command='select 1'", ["select 1"]),
        ("psql -d app", []),
        ("psql -f x.sql <<E\nselect 1\nE", []),
        ("psql <<'E'\nselect 1;\n\\dt\nE", ["select 1", "\\dt"]),
        ("psql <<'E'\n\\timing on\n\\x\nselect 1;\nE", ["\\timing on", "\\x", "select 1"]),
        ("psql <<E\n\\connect app\nE", ["\\connect app"]),
        ("psql app <<-E | cat\n\t\\dt\n\tE", ["\\dt"]),
        ("psql -c '\\copy (\nselect 1) to stdout' -c 'select 2'", ["\\copy (\nselect 1) to stdout", "select 2"]),
        ('psql <<< "select 1"', ["select 1"]),
        ('echo "select 1;" | psql -X', ["select 1"]),
        ("echo -n 'select 1' | sudo -u postgres psql", ["select 1"]),
        ("printf 'select 1' | docker exec -i db psql", ["select 1"]),
        ("cat <<E | psql\nselect 1\nE", ["select 1"]),
        ("kubectl exec -i db-0 -- psql <<E\nselect 1\nE", ["select 1"]),
        ("ssh db \"psql -c 'select 1'\"", ["select 1"]),
        ("grep x | psql", []),
        ("mysql -e 'show tables'", ["show tables"]),
        ('mysql -h x -Ne"select 1"', ["select 1"]),
        ('sqlite3 app.db "select 1" ', ["select 1"]),
        ("sqlite3 app.db", []),
        ("echo 'select 1'", []),
    ],
)
def test_statements_in_shell(text: str, statements: list[str]) -> None:
    """Arguments, heredocs, here-strings and pipes carry statements; nothing else does."""
    split = split_shell(SourceText("a.md", text).whole(), "postgresql")
    found = [each for chunk in split.chunks for each in chunk.statements]
    assert [each.text.text for each in found] == statements
    invocations = split.chunks[0].invocations
    for each in found:
        assert each.parent is not None
        assert each.via == (*invocations[each.parent].via, invocations[each.parent].tool)


def test_shell_variables_inside_sql_are_masked() -> None:
    """``$id`` in double quotes is the shell's: the statement parses, and the use is the shell's."""
    text = "psql -c \"delete from jobs where id = $id and state = '$state'\""
    (chunk,) = split_shell(SourceText("a.md", text).whole(), "postgresql").chunks
    (statement,) = chunk.statements
    assert (statement.kind, statement.relations, statement.has_where) == ("DeleteStmt", ("jobs",), True)
    assert [(use.name, use.syntax) for use in chunk.variables] == [("id", "shell"), ("state", "shell")]
    assert not chunk.problems


def test_psql_variables_are_found_in_place() -> None:
    """``:'id'`` in a quoted heredoc is psql's variable, at its own line and column."""
    text = "psql <<'E'\nselect :'id';\nE"
    (chunk,) = split_shell(SourceText("a.md", text).whole(), "postgresql").chunks
    (use,) = chunk.variables
    assert (use.name, use.syntax, use.span.start.line, use.span.start.column) == ("id", "psql", 2, 8)


def test_faults_in_sql_stand_where_they_are() -> None:
    """A statement that does not parse is a problem at its place inside of the quotes."""
    text = 'psql -c "select \\"a\\" frm t where x ="'
    (chunk,) = split_shell(SourceText("a.md", text).whole(), "postgresql").chunks
    (problem,) = chunk.problems
    assert problem.kind == "syntax"
    assert problem.span.start.column > text.index("select")


@pytest.mark.parametrize("option", ["-v id=3", "-vid=3", "--set id=3", "--set=id=3", "--variable='id=3'", '-v id="$x"'])
def test_options_set_variables(option: str) -> None:
    """What the call of psql sets, nobody needs to fill in; another one is open."""
    text = f"psql {option} shop <<'EOF'\nSELECT :id, :other;\nEOF"
    (chunk,) = split_shell(SourceText("a.md", text).whole(), "postgresql").chunks
    uses = [(use.name, use.assigned_here) for use in chunk.variables if use.syntax == "psql"]
    assert uses == [("id", True), ("other", False)]


def test_a_dash_is_no_file() -> None:
    """``-f -`` reads what is fed, and a file is not read here."""
    text = "psql -f - <<< 'VACUUM carts;'\npsql -f carts.sql <<< 'VACUUM carts;'"
    (chunk,) = split_shell(SourceText("a.md", text).whole(), "postgresql").chunks
    assert [statement.kind for statement in chunk.statements] == ["VacuumStmt"]


def test_relations_show_the_shells_variables() -> None:
    """A table that a variable of the shell, or a placeholder, names is shown as written."""
    text = 'psql -c "SELECT * FROM ${schema}.carts_$day; DROP TABLE <old>"'
    (chunk,) = split_shell(SourceText("a.md", text).whole(), "postgresql").chunks
    assert [statement.relations for statement in chunk.statements] == [("${schema}.carts_$day",), ("<old>",)]


def test_options_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A call with many statements takes a time that grows with their number, and not with its square."""
    calls: list[object] = []

    def read(call: Invocation) -> Iterator[str]:
        calls.append(call)
        return set_by_options(call)

    monkeypatch.setattr(embedded_sql, "set_by_options", read)
    split_shell(SourceText("a.md", "psql shop -v a=1 " + "-c 'select :a' " * 50).whole(), "postgresql")
    assert len(calls) == 1
