"""Console sessions: which characters are prompt, command and output."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.snippets.session import split_session
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from runbook_site.snippets.session_part import SessionPart


def _parts(text: str, *, console: bool = True) -> tuple[SessionPart, ...]:
    return split_session(SourceText("page.md", text).whole(), console=console)


def _typed(text: str, *, console: bool = True) -> list[tuple[str, str]]:
    return [(part.command.text, part.output) for part in _parts(text, console=console)]


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ("$ ", "shell"),
        ("% ", "shell"),
        ("# ", "shell"),
        ("sh-5.1$ ", "shell"),
        ("bash-4.4# ", "shell"),
        ("ops@web1:~$ ", "shell"),
        ("ops@web1:/var/log# ", "shell"),
        ("[root@web1 ~]# ", "shell"),
        ("[ops@web1 log]$ ", "shell"),
        ("(venv) $ ", "shell"),
        ("web1:~ ops$ ", "shell"),
        ("/app # ", "shell"),
        ("/app# ", "shell"),
        ("~$ ", "shell"),
        ("$> ", "shell"),
        ("shell> ", "shell"),
        ("bash$ ", "shell"),
        ("web1.shop.example:~$ ", "shell"),
        ("root@web1$ ", "shell"),
        ("ops@web1:~/shop (main)$ ", "shell"),
        ("ops@web1 ~/shop> ", "shell"),
        ("I have no name!@web1:/$ ", "shell"),
        ("[ops@web1 ~]$ ", "shell"),
        ("➜  shop git:(main) ✗ ", "shell"),
        ("web-01 $ ", "shell"),
        ("web-01$ ", "shell"),
        ("shop-repo % ", "shell"),
        ("(venv) ops@web1:~$ ", "shell"),
        ("[web-01]$ ", "shell"),
        ("[web-01 ~]# ", "shell"),
        ("[web-01] $ ", "shell"),
        ("mon-a# ", "shell"),
        ("web1:~ # ", "shell"),
        ("shop=# ", "psql"),
        ("shop=> ", "psql"),
        ("shop=*> ", "psql"),
        ("mysql> ", "mysql"),
        ("MariaDB [(none)]> ", "mysql"),
        ("sqlite> ", "mysql"),
        ("SQL> ", "mysql"),
        ("cqlsh:shop> ", "mysql"),
    ],
)
def test_prompts(prompt: str, kind: str) -> None:
    """Every prompt in use is told, and its place and the command's are exact."""
    command = "ls -l" if kind == "shell" else "SELECT 1;"
    (part,) = _parts(f"{prompt}{command}\nsome output\n")
    assert (part.kind, part.command.text, part.output) == (kind, command, "some output")
    assert part.prompt.end.column == len(prompt) + 1
    assert part.command.position(0).column == len(prompt) + 1


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("$ a\nx\ny\n$ b\n", [("a", "x\ny"), ("b", "")]),
        ("$ a \\\n  -b\nx", [("a \\\n  -b", "x")]),
        ("$ a \\\n> -b\nx", [("a \\\n-b", "x")]),
        ("$ a \\\n> out.txt", [("a \\\n> out.txt", "")]),
        ("$ echo 'one\ntwo'\nx", [("echo 'one\ntwo'", "x")]),
        ("$ cat <<EOF | wc\n> one\n> EOF\n1", [("cat <<EOF | wc\none\nEOF", "1")]),
        ("$ cat <<EOF\n$ not a prompt\nEOF\n$ b", [("cat <<EOF\n$ not a prompt\nEOF", ""), ("b", "")]),
        ("$ for i in 1 2; do\n>   echo $i\n> done\n1\n2", [("for i in 1 2; do\n  echo $i\ndone", "1\n2")]),
        ("$ a |\n  b\nx", [("a |\n  b", "x")]),
        ("$ echo don't\nx\n$ b", [("echo don't", "x"), ("b", "")]),
        ("$ cat <<EOF\nx\n$ b", [("cat <<EOF", "x"), ("b", "")]),
        ("$ diff a b\n> new\n", [("diff a b", "> new")]),
        ("$\n$ a", [("a", "")]),
        ("$ a\r\nx\r\n$ b\r\n", [("a", "x"), ("b", "")]),
        ("$ cd /srv\n$git pull", [("cd /srv", ""), ("git pull", "")]),
        ("shop=# SELECT 1,\nshop-# 2;\n x \nshop=# \\dt", [("SELECT 1,\n2;", " x "), ("\\dt", "")]),
        ("shop=# SELECT 1,\n  2;\n x ", [("SELECT 1,\n  2;", " x ")]),
        ("mysql> SELECT 1\n    -> FROM t;\nx", [("SELECT 1\nFROM t;", "x")]),
        ("> kubectl get pods\nNo resources found", [("kubectl get pods", "No resources found")]),
        ("df -h\n> /var/log/app.log\nls", []),
        ("> /var/log/app.log\nls", []),
    ],
)  # fmt: skip
def test_commands_and_output(text: str, typed: list[tuple[str, str]]) -> None:
    """Lines of one command belong together, and all others are output of the command above."""
    assert _typed(text) == typed


def test_a_hash_is_a_prompt_only_where_it_must_be() -> None:
    """In a console block ``#`` in front of a command is a prompt; elsewhere it is a comment, and a title."""
    text = "$ oc debug node/web\n# systemctl status web\nactive"
    assert _typed(text) == [("oc debug node/web", ""), ("systemctl status web", "active")]
    assert [part.command.text for part in _parts(text, console=False)] == ["oc debug node/web"]
    (part,) = _parts("# Look at the pods first\n$ kubectl get pods")
    assert (part.title, part.command.text) == ("Look at the pods first", "kubectl get pods")


def test_text_in_front_of_the_first_prompt_is_kept() -> None:
    """What stands above the first prompt is a command where it evidently is one, else text without a command."""
    assert _typed("kubectl get nodes\n$ kubectl get pods") == [("kubectl get nodes", ""), ("kubectl get pods", "")]
    assert _typed("Welcome back\n$ ls") == [("", "Welcome back"), ("ls", "")]


def test_output_below_commands_without_prompts() -> None:
    """Commands first and evident output below make a session; anything less certain does not."""
    table = "kubectl get pods\nNAME    READY   STATUS\nweb-0   1/1     Running"
    assert _typed(table, console=False) == [("kubectl get pods", "NAME    READY   STATUS\nweb-0   1/1     Running")]
    assert _typed("kubectl get pods\nshopctl drain", console=False) == []
    between = _typed("kubectl get pods\n\nNAME    READY\n\n# now the nodes\nkubectl get nodes", console=False)
    assert between == [("kubectl get pods", "NAME    READY"), ("\n# now the nodes\nkubectl get nodes", "")]
    assert _typed("kubectl get pods\nshopctl drain\nkubectl get nodes", console=False) == []


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("shopctl list\nNAME    STATUS\nweb     ok", [("shopctl list", "NAME    STATUS\nweb     ok")]),
        ('shopctl get 3\n{\n  "id": 3\n}', [("shopctl get 3", '{\n  "id": 3\n}')]),
        ("ls\nshopctl logs\n2026-01-01T10:00:00Z up\n2026-01-01T10:00:01Z down",
         [("ls\nshopctl logs", "2026-01-01T10:00:00Z up\n2026-01-01T10:00:01Z down")]),
        ("shopctl drain web\nshopctl uncordon web", []),
        ("web is up:\nNAME    STATUS\nweb     ok", []),
        ("web-0   1/1   Running\nNAME    STATUS\nweb     ok", []),
        ("f() {\n  shopctl list\n}\nf", []),
    ],
)  # fmt: skip
def test_output_below_a_tool_that_nobody_knows(text: str, typed: list[tuple[str, str]]) -> None:
    """Under a shell's label, a table, a log or JSON tells that the line above it is a command."""
    parts = split_session(SourceText("page.md", text).whole(), console=False, labelled=True)
    assert [(part.command.text, part.output) for part in parts] == typed
    assert _typed(text, console=False) == [each for each in typed if text.startswith("ls")]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("pg_isready -h db\nSELECT 1;\nsystemctl restart web", ["shell", "mysql", "shell"]),
        ("SELECT 1;\nls -l\n-- Again\nUPDATE carts\nSET a = 1;", ["mysql", "shell", "mysql"]),
        ("ls -l\ndf -h\nSELECT 1;\nSELECT 2;\nls -l", ["shell", "mysql", "mysql", "shell"]),
        ("SELECT 1;\nSELECT 2;", []),
        ("cat carts.sql\nSELECT 1;", ["shell"]),
        ('psql -c "\nSELECT 1;\n"', []),
        ("cat <<E\nSELECT 1;\nE", []),
        ("ls -l\nSELECT WHERE;\nls", []),
    ],
)
def test_sql_among_commands(text: str, kinds: list[str]) -> None:
    """A statement between commands is neither shell nor what one of them printed."""
    parts = _parts(text, console=False)
    assert [part.kind for part in parts] == kinds
    assert all(part.command.text.startswith(("SELECT", "UPDATE")) for part in parts if part.kind == "mysql")


@pytest.mark.parametrize("text", ["ls\npwd", "echo '$ '", "x=$ y", "cost: 5 $ a", "# comment\nls", "a > b", ""])
def test_plain_shell_is_no_session(text: str) -> None:
    """Text without prompts is left to the shell parser."""
    assert _parts(text, console=False) == ()


_LINES = st.lists(
    st.sampled_from(
        ["$ ls", "$ a \\", "> b", "out", "", "$ cat <<E", "E", "shop=# SELECT", "shop-# 1;", "x'", "# ls", "é $ x"]
    ),
    max_size=12,
)


@settings(max_examples=200)
@given(_LINES, st.booleans())
def test_commands_map_to_the_file_character_by_character(lines: list[str], console: bool) -> None:  # noqa: FBT001
    """Every character of a command stands in the file where the map says it does."""
    text = "\n".join(lines)
    for part in _parts(text, console=console):
        for offset, character in enumerate(part.command.text):
            assert text[part.command.file_offset(offset)] == character


@settings(max_examples=150)
@given(st.text(alphabet="$#%> \n'\"\\<E=abc;()", max_size=120))
def test_no_text_breaks_it(text: str) -> None:
    """Any text is split without an error, and no command is longer than the text."""
    assert sum(len(part.command.text) for part in _parts(text)) <= len(text)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("web1 $ df -h\nweb1 $ shopctl drain", [("df -h", ""), ("shopctl drain", "")]),
        ("web1   $ df -h\n/dev/sda1  20G  5G  15G", [("df -h", "/dev/sda1  20G  5G  15G")]),
        ("# df -h\n# uptime -p", [("df -h", ""), ("uptime -p", "")]),
        ("# df -h\nDisk  Size\n/dev/sda1  20G  5G", [("df -h", "Disk  Size\n/dev/sda1  20G  5G")]),
        ("df -h # $ df\nuptime", []),
        ("echo $ 5\nprintf % 5", []),
        ("# df -h\nuptime", []),
        ("# kubectl apply -f web.yml\nkind: Pod\nmetadata:\n  name: web", []),
        ("# look at the disks\n# then go on", []),
        ('=> "web1"\n=> nil', []),
    ],
)  # fmt: skip
def test_prompts_that_something_else_looks_like(text: str, typed: list[tuple[str, str]]) -> None:
    """A host in front of ``$`` and root's ``#`` are prompts on evidence alone: a comment stays one."""
    assert _typed(text, console=False) == typed
