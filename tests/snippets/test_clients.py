"""What is typed below a client that was opened, without a prompt: SQL and shell, told from what was printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.model.document import Block
from runbook_site.snippets.clients import opened_client
from runbook_site.snippets.session import split_session
from runbook_site.snippets.split import split_block
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from runbook_site.snippets.snippet import Snippet


def _split(text: str, info: str = "console") -> Snippet:
    source = SourceText("page.md", f"```{info}\n{text}\n```\n")
    start = len(info) + 4
    body = source.whole().cut(start, start + len(text))
    return split_block(Block(body, source.span(0, len(source.text)), info, "fence", None), "")


def _entries(text: str, info: str = "console") -> list[tuple[str, str, str]]:
    return [(chunk.language, chunk.text.text, chunk.output) for chunk in _split(text, info).chunks]


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        ("psql shop", "psql"),
        ("PGHOST=db psql -U shop", "psql"),
        ("kubectl exec -it db-0 -n shop -- psql -U shop", "psql"),
        ("sudo -u postgres psql", "psql"),
        ("mysql -u root -p shop", "mysql"),
        ("docker exec -it db mariadb", "mysql"),
        ("ssh ops@web1", "shell"),
        ("ssh -t ops@web1 sudo -i", "shell"),
        ("kubectl exec -it web-0 -- /bin/bash", "shell"),
        ("docker compose exec web sh", "shell"),
        ("oc rsh web-0", "shell"),
        ("oc debug node/web", "shell"),
        ("chroot /host", "shell"),
        ("cd /srv\npsql shop", "psql"),
    ],
)
def test_a_client_is_told_by_its_call(command: str, kind: str) -> None:
    """What a command leaves the reader at is known, through all commands around it."""
    client = opened_client(command)
    assert client is not None
    assert client.kind == kind


@pytest.mark.parametrize(
    "command",
    [
        "psql -c 'SELECT 1'",
        "psql -l",
        "psql shop < dump.sql",
        "psql shop <<E\nSELECT 1;\nE",
        "cat dump.sql | psql shop",
        "mysql -e 'SHOW TABLES'",
        "ssh web1 uptime",
        "bash drain.sh",
        "kubectl exec web-0 -- df -h",
        "kubectl get pods",
        "oc debug node/web -- chroot /host crictl ps",
        "sudo psql-backup",
        "echo psql",
        "",
    ],
)
def test_what_ends_by_itself_opens_nothing(command: str) -> None:
    """A client that was given its work takes nothing from the lines below."""
    assert opened_client(command) is None


def test_sql_below_a_client() -> None:
    """Statements are entries with their output and their titles, up to the end of the client."""
    text = (
        '$ psql shop\npsql (16.2)\nType "help" for help.\n\n-- How many\nSELECT count(*)\nFROM carts;\n count\n'
        "-------\n     5\n(1 row)\n\n\\dt\nDELETE FROM carts WHERE id = 3;\nDELETE 1\n\\q\n$ ls"
    )
    assert _entries(text) == [
        ("shell", "psql shop", 'psql (16.2)\nType "help" for help.'),
        ("psql", "SELECT count(*)\nFROM carts;", " count\n-------\n     5\n(1 row)"),
        ("psql", "\\dt", ""),
        ("psql", "DELETE FROM carts WHERE id = 3;", "DELETE 1"),
        ("psql", "\\q", ""),
        ("shell", "ls", ""),
    ]
    assert _split(text).chunks[1].title == "How many"


def test_each_client_has_its_dialect() -> None:
    """SQL is read as the client reads it."""
    snippet = _split("$ mysql shop\nOPTIMIZE TABLE `carts`;\nexit\n$ psql shop\nVACUUM (ANALYZE) carts;")
    assert [chunk.problems for chunk in snippet.chunks] == [()] * 4
    assert [chunk.language for chunk in snippet.chunks] == ["shell", "sql", "shell", "psql"]


def test_shell_below_a_shell() -> None:
    """Commands are entries, clients in it are opened in turn, and what follows their end is shell again."""
    text = "$ ssh web1\nLast login: today\nsudo systemctl restart web\npsql shop\nSELECT 1;\n\\q\nuptime\nexit\n$ ls"
    assert [(language, command) for language, command, _ in _entries(text)] == [
        ("shell", "ssh web1"),
        ("shell", "sudo systemctl restart web"),
        ("shell", "psql shop"),
        ("psql", "SELECT 1;"),
        ("psql", "\\q"),
        ("shell", "uptime"),
        ("shell", "ls"),
    ]


@pytest.mark.parametrize("info", ["bash", "", "text"])
def test_a_client_in_a_block_without_prompts(info: str) -> None:
    """SQL below a client is no shell, in blocks that show no prompt either."""
    text = "# Connect\ncd /srv\nmysql -u root shop\nuse shop;\ntruncate carts;\nexit\nsystemctl restart web"
    assert _entries(text, info) == [
        ("shell", "cd /srv\nmysql -u root shop", ""),
        ("sql", "use shop;", ""),
        ("sql", "truncate carts;", "exit"),
        ("shell", "systemctl restart web", ""),
    ]
    assert [chunk.risk for chunk in _split(text, info).chunks] == ["unknown", "read", "destructive", "change"]


def test_a_label_vouches_for_what_stands_above_a_client() -> None:
    """In a block labelled shell, lines that show no sign of it are commands, and the client is still told."""
    assert [(language, command) for language, command, _ in _entries("X=1 > f\npsql shop\nSELECT 1;\n\\q", "bash")] == [
        ("shell", "X=1 > f\npsql shop"),
        ("psql", "SELECT 1;"),
        ("psql", "\\q"),
    ]


@pytest.mark.parametrize(
    "below",
    [
        'FATAL: database "shop" does not exist',
        " count\n-------\n 5",
        "SELECT 5\nINSERT 0 1\nUPDATE 3",
        "SELECT FROM WHERE x;",
        "select the rows that you need",
        "delete;",
        "UPDATE carts SET a = 1\n\nWHERE id = 3;",
    ],
)
def test_output_stays_output(below: str) -> None:
    """What the grammar of the client does not take as a whole statement was not typed."""
    assert _entries(f"$ psql shop\n{below}") == [("shell", "psql shop", below)]


def test_output_of_a_shell_stays_output() -> None:
    """Below a shell, a command behind something that nobody knows is left where it is."""
    below = "the host is up since yesterday\nrm -rf /srv"
    assert _entries(f"$ ssh web1\n{below}") == [("shell", "ssh web1", below)]
    assert _entries("$ ssh web1 history\nls -l") == [("shell", "ssh web1 history", "ls -l")]


@pytest.mark.parametrize(
    ("command", "line"),
    [("redis-cli", "FLUSHALL"), ("redis-cli -h db", "config get x"), ("mongosh", "db.carts.drop()")],
)
def test_what_is_typed_into_other_clients_is_reported(command: str, line: str) -> None:
    """A language that is not read is no output that nobody needs to look at."""
    (chunk,) = _split(f"$ {command}\n{line}").chunks
    assert [problem.kind for problem in chunk.problems] == ["foreign"]
    assert chunk.risk == "unknown"


_LINES = st.lists(
    st.sampled_from(
        [
            "$ psql shop",
            "$ ssh h",
            "psql",
            "mysql x",
            "SELECT 1;",
            "SELECT",
            "1;",
            "\\q",
            "exit",
            "ls",
            "",
            "-- x",
            "a b",
        ]
    ),
    max_size=10,
)


@settings(max_examples=150)
@given(_LINES)
def test_commands_map_to_the_file(lines: list[str]) -> None:
    """Every character of a command stands in the file where the map says it does, and each line belongs to one."""
    text = "\n".join(lines)
    begun: list[int] = []
    for part in split_session(SourceText("page.md", text).whole(), console=True):
        assert all(text[part.command.file_offset(at)] == sign for at, sign in enumerate(part.command.text))
        begun.append(part.command.file_offset(0))
    assert begun == sorted(begun)
