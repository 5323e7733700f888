"""The usage that a service declares of its own programs."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.grammars.declared import called_script, usage_grammar
from runbook_site.grammars.match import match
from runbook_site.model.service import Script, Service
from tests.grammars.shell import words_of_shell

DEPLOY = (
    "deploy.sh --environment (staging|production) [--version TAG] [--force]",
    "deploy.sh --rollback --environment (staging|production)",
)
MANAGE = (
    "manage {start|stop} [-w|--wait[=SECONDS]] SERVICE...",
    "manage status [--json] [SERVICE]",
    "manage --list [OPTIONS]",
)
CONTROL = ("ctl start SERVICE", "ctl start --all", "ctl logs [-n=COUNT] (--since TIME | --follow) SERVICE")


@pytest.mark.parametrize(
    ("usage", "line"),
    [
        (DEPLOY, "./deploy.sh --environment staging"),
        (DEPLOY, "./deploy.sh --force --version v1 --environment=production"),
        (DEPLOY, "./deploy.sh --environment $where --rollback"),
        (DEPLOY, "./deploy.sh --help"),
        (CONTROL, "ctl start web"),
        (CONTROL, "ctl start --all"),
        (CONTROL, "ctl logs -n 5 --follow web"),
        (CONTROL, "ctl logs --since 1h web"),
        (MANAGE, "manage --list --verbose"),
        (("dump.sh FILE [TABLE...]",), "dump.sh out.sql a b c"),
        (("dump.sh",), "dump.sh"),
        (("node tools/report.js DAY",), "report.js monday"),
        (("report.js <from> <to>",), "report.js monday friday"),
        (("report.js <first day> [--to=<last day>]",), "report.js monday --to=friday"),
        (("report.js [-d, --day DAY]",), "report.js -d monday"),
        (("lib/report.js.d/report.js DAY",), "report.js monday"),
    ],
)
def test_accepts(usage: tuple[str, ...], line: str) -> None:
    """What the usage has is accepted, in any order of its options."""
    assert match(usage_grammar(line.split(maxsplit=1)[0], usage), words_of_shell(line)) == ()


@pytest.mark.parametrize(
    ("usage", "line", "kind", "word"),
    [
        (DEPLOY, "./deploy.sh --enviroment staging", "unknown-option", "--enviroment"),
        (DEPLOY, "./deploy.sh --environment prod", "invalid-option-value", "prod"),
        (DEPLOY, "./deploy.sh --rollback", "missing-option", "./deploy.sh"),
        (DEPLOY, "./deploy.sh --version --environment staging", "missing-option-value", "--version"),
        (DEPLOY, "./deploy.sh --environment staging v1", "operand-count", "v1"),
        (CONTROL, "ctl restart web", "unknown-subcommand", "restart"),
        (CONTROL, "ctl logs web", "missing-option", "ctl logs"),
        (CONTROL, "ctl start a b", "operand-count", "b"),
        (MANAGE, "manage status --xml", "unknown-option", "--xml"),
        (("dump.sh FILE [TABLE...]",), "dump.sh", "operand-count", "dump.sh"),
        (("report.js <first day>",), "report.js monday friday", "operand-count", "friday"),
    ],
)
def test_refuses(usage: tuple[str, ...], line: str, kind: str, word: str) -> None:
    """What it has not is told at its place, as with any tool."""
    problems = match(usage_grammar(usage[0].split()[0], usage), words_of_shell(line))
    assert (kind, word) in [(each.kind, line[each.start : each.end]) for each in problems]


def _service(*scripts: Script) -> Service:
    return Service(name="Shop", owner="Shop team", summary="A shop.", scripts=scripts)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("./scripts/deploy.sh --force", ["./scripts/deploy.sh", "--force"]),
        ("bash -x scripts/deploy.sh --force", ["scripts/deploy.sh", "--force"]),
        ("deploy.sh --force", None),
        ("bash other.sh scripts/deploy.sh", None),
        ("cat scripts/deploy.sh", None),
        ("./scripts/quiet.sh --force", None),
    ],
)
def test_finds_the_program_that_is_called(line: str, words: list[str] | None) -> None:
    """By its path, directly or through an interpreter; one of which no usage is declared is not known."""
    service = _service(
        Script(path="scripts/deploy.sh", purpose="deploys", usage=("deploy.sh [--force]",)),
        Script(path="scripts/quiet.sh", purpose="says nothing"),
    )
    called = called_script(service, words_of_shell(line))
    assert (called and [each.value for each in called[1]]) == words


NESTED = f"deploy.sh {'[' * 10}{']' * 10}"


@pytest.mark.parametrize(
    "usage", ["release.sh --force", "--force", "deploy.sh [--force", "deploy.sh --to ENV]", NESTED]
)
def test_a_usage_that_is_none_is_refused(usage: str) -> None:
    """It names the program, and closes its brackets."""
    with pytest.raises(ValueError, match="the usage"):
        Script(path="deploy.sh", purpose="deploys", usage=(usage,))


OPTIONS = st.lists(st.from_regex(r"--[a-z]{2,8}", fullmatch=True), unique=True, max_size=5).map(
    lambda names: [name for name in names if name != "--help"]
)


@given(options=OPTIONS, valued=st.sets(st.integers(0, 4)), operands=st.integers(0, 3), data=st.data())
def test_every_call_that_it_describes_is_accepted(
    options: list[str], valued: set[int], operands: int, data: st.DataObject
) -> None:
    """Options in brackets with or without value, in any order, and as many words as it names."""
    usage = " ".join(f"[{name} VALUE]" if at in valued else f"[{name}]" for at, name in enumerate(options))
    grammar = usage_grammar("run.sh", (f"run.sh {usage} {' '.join(['WORD'] * operands)}",))
    given_options = data.draw(st.permutations(options))
    said = [f"{name} x" if options.index(name) in valued else name for name in given_options]
    assert match(grammar, words_of_shell(" ".join(("run.sh", *said, *["word"] * operands)))) == ()


@settings(max_examples=300)
@given(st.text(alphabet="ab-=|[](){}<>. A…\u202e", max_size=60))
def test_any_line_is_read(text: str) -> None:
    """Whatever stands there, a grammar comes of it."""
    grammar = usage_grammar("run.sh", (f"run.sh {text}",))
    match(grammar, words_of_shell(shlex.join(["run.sh", text])))
