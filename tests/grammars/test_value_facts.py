"""Values that a tool's help says nothing of."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from runbook_site.grammars.brackets import balanced
from runbook_site.grammars.pack import Pack
from runbook_site.grammars.value_facts import facts, value_fact
from runbook_site.grammars.verdict import judge
from tests.grammars.shell import words_of_shell

SHIPPED = Pack()


def problems(line: str) -> list[tuple[str, str]]:
    """What is wrong with a line, each with the characters that it stands at."""
    words = words_of_shell(line)
    verdict = judge(SHIPPED, words[0].text, None, words)
    return [(each.kind, line[each.start : each.end]) for each in verdict.problems]


@pytest.mark.parametrize(
    "line",
    [
        "curl -m 2.5 --retry 3 --connect-timeout .5 https://shop.example",
        "head -n -3 a",
        "head -c 1kB a",
        "tail -n +2 a",
        "tail --lines=5K a",
        "truncate -s +10M a",
        "truncate --size='<1G' a",
        "timeout -k 1.5m 5 true",
        "watch -n 0,5 date",
        "sort -k2,2nr -k 1.3 a",
        "cut -d: -f1,3- a",
        "grep -C2 x a",
        "grep -m 5 x a",
        "journalctl --lines=all -p ERR..warning -o with-unit",
        "journalctl -p 3",
        "pg_dump -Fd -j 4 -f shop.dump shop",
        "pg_dump --format=Directory -f dump shop",
        "git log --date=format:%Y --date=iso-local",
        "git log --date=is",
        "kubectl get pods -o custom-columns=NAME:.metadata.name",
        "kubectl apply -f a.yaml --dry-run=client",
        "kubectl patch pod a --type=JSON -p '[]'",
        "terraform plan -input=false -lock-timeout=1m30s -parallelism=4",
        "terraform apply -input shop.tfplan",
        "openssl x509 -in a.pem -checkend 0x10",
        'curl --max-time $seconds --retry "$times" https://shop.example',
        "aws ecs list-tasks --query 'taskArns[?contains(@, `\"a]b\"`)] | [0]'",
        'aws ecs list-tasks --query "$query"',
    ],
)
def test_values_that_tools_take_are_left_alone(line: str) -> None:
    """A value that is unusual is no mistake."""
    assert problems(line) == []


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("curl -sS --max-time 10s https://shop.example", "10s"),
        ("curl --retry 1.5 https://shop.example", "1.5"),
        ("head -n five a", "five"),
        ("tail --lines=last a", "last"),
        ("xargs -P all echo", "all"),
        ("timeout -k '10 s' 5 true", "'10 s'"),
        ("nice -n low true", "low"),
        ("sort --key=name a", "name"),
        ("journalctl -p eror", "eror"),
        ("journalctl --lines=5m", "5m"),
        ("pg_dump -F x shop", "x"),
        ("pg_basebackup -D a -X streem", "streem"),
        ("git log --date=isoo", "isoo"),
        ("kubectl patch pod a --type=jsno -p '[]'", "jsno"),
        ("kubectl apply -f a.yaml --dry-run=sever", "sever"),
        ("terraform plan -lock-timeout=1d", "1d"),
        ("terraform plan -lock=nope", "nope"),
        ("aws ecs list-tasks --query 'taskArns[0'", "'taskArns[0'"),
        ("aws ecs list-tasks --query 'taskArns[]]'", "'taskArns[]]'"),
    ],
)
def test_values_that_tools_refuse_are_found(line: str, value: str) -> None:
    """Each was refused by the tool itself."""
    assert ("invalid-option-value", value) in problems(line)


def test_an_open_list_is_doubted_only_for_a_slip() -> None:
    """A newer version may know another word."""
    fact = value_fact(("journalctl",), "-o")
    assert fact is not None
    assert fact.refuses("jsno")
    assert not fact.refuses("xml")
    assert not fact.refuses("shor")


def test_the_longest_path_counts() -> None:
    """``--date`` is one thing to ``git log`` and another to ``git commit``."""
    assert value_fact(("git", "log"), "--date") is not None
    assert value_fact(("git", "commit"), "--date") is None
    assert value_fact(("docker", "container", "stop"), "--time") is None


def test_each_fact_is_of_an_option_that_exists() -> None:
    """A line of the table with a slip in it would never be asked."""
    for *path, spelling in facts():
        grammars = [packed.read() for packed in SHIPPED.versions(path[0])]
        known: set[str] = set()
        for grammar in grammars:
            known.update(grammar.globals)
            commands = [grammar.root]
            for word in path[1:]:
                commands = [command.commands[word] for command in commands if word in command.commands]
            if path in (["kubectl"], ["oc"], ["terraform"]):
                commands += [each for command in commands for each in command.commands.values()]
            known.update(name for command in commands for name in command.options)
        assert spelling in known, (path, spelling)


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("head", ("-n", "five", "/dev/null")),
        ("tail", ("--lines=last", "/dev/null")),
        ("sort", ("-k", "name", "/dev/null")),
        ("cut", ("-f", "first", "/dev/null")),
        ("xargs", ("-n", "fifty", "true")),
        ("nice", ("-n", "low", "true")),
        ("timeout", ("-k", "10 s", "5", "true")),
    ],
)
def test_the_tools_themselves_refuse_them(program: str, words: tuple[str, ...]) -> None:
    """What the table says can be held against what is installed."""
    if shutil.which(program) is None or b"GNU" not in ran(program, "--version").stdout:
        pytest.skip(reason=f"GNU's {program} is not installed")
    assert ran(program, *words).returncode != 0


def ran(*words: str) -> subprocess.CompletedProcess[bytes]:
    """How a program ended that had nothing to read."""
    return subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, check=False)


@pytest.mark.parametrize("text", ["", "a[0].b", "a[?b=='x]'].{c: d}", '`{"a": "]"}`', "'it\\'s]'", '"a(b"'])
def test_balanced(text: str) -> None:
    """Brackets in quotes do not count."""
    assert balanced(text)


@pytest.mark.parametrize("text", ["a[0", "a]", "{a: (b}", "(a]", "'a", "`a", "a[?b=='x'"])
def test_not_balanced(text: str) -> None:
    """A half of a pair is seen, a quote's too."""
    assert not balanced(text)
