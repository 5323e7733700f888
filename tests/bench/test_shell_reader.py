"""What the benchmark knows of a shell text."""

from __future__ import annotations

import pytest

from bench.accuracy.calls import calls
from bench.accuracy.sample import Sample
from bench.accuracy.shell_reader import read_shell
from bench.accuracy.sql_reader import sql_spans


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("git log | head -n 3", ["git log", "head"]),
        ("sudo -u deploy git -C /srv pull origin", ["git pull"]),
        ("PGPORT=1 psql -c 'SELECT 1'", ["psql"]),
        ("kubectl exec db-0 -- psql --command 'SELECT 1'", ["kubectl exec", "psql"]),
        ("docker compose exec -T db pg_dump shop", ["docker compose exec", "pg_dump"]),
        ("docker ps --all", ["docker ps"]),
        ("ssh web1 'systemctl is-active nginx && df -h'", ["systemctl is-active", "df", "ssh"]),
        ("x=\"$(aws ecs list-tasks --query 'a[0]')\"", ["aws ecs list-tasks"]),
        ("ssh web1 <<'END'\ndocker logs a\nEND\ndf -h", ["ssh", "docker logs", "df"]),
        ("npm install git", ["npm install"]),
    ],
)
def test_tools_are_found_where_they_are_called(text: str, found: list[str]) -> None:
    """What is not found is never damaged; what is no call must not be."""
    known = [call for call in calls(text) if call.tool != "sudo"]
    named = [" ".join((call.tool, *(word.text for word in call.path))) for call in known]
    assert sorted(named) == sorted(found)
    assert all(text[word.start : word.end] == word.text for call in calls(text) for word in call.arguments)


def test_redirects_are_no_words() -> None:
    """The file that is written is told from those that are read."""
    (command,) = read_shell("sort -u < a.txt > b.txt 2>&1").commands
    assert [word.text for word in command.words] == ["sort", "-u"]
    assert [(sign, word.text) for sign, word in command.targets] == [("<", "a.txt"), (">", "b.txt"), ("2>&", "1")]


def test_sql_is_found_in_strings_and_heredocs() -> None:
    """Statements for psql are damaged too, and strings in them do not count as statements."""
    text = "psql -c \"UPDATE t SET q = 'SELECT 1'\"\npsql <<'SQL'\nSELECT 2;\nSQL"
    spans = sql_spans(Sample("here", "shell", text))
    assert [text[start:end].strip() for start, end in spans] == ["UPDATE t SET q = 'SELECT 1'", "SELECT 2;"]
