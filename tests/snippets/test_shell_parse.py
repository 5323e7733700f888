"""The syntax tree: what a fault costs, what a large text costs."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.snippets.shell_commands import read_commands
from runbook_site.snippets.shell_parse import MAX_CHARACTERS, ShellTree, parse_shell
from runbook_site.snippets.shell_text import ShellText
from runbook_site.sources.text import SourceText


def _parse(text: str) -> ShellTree:
    mapped = SourceText("a.md", text).whole()
    return parse_shell(ShellText(mapped, text))


def _tools(text: str) -> list[str]:
    return [each.tool for each in read_commands(_parse(text)).invocations]


@pytest.mark.parametrize(
    "bad",
    [
        "foo )",
        "kubectl get <pod name>",
        "rate(http_requests_total[5m]) > 0.1",
        "echo it isn't here",
        'echo "open',
        "fi",
        "a | | b",
        "restart it (see above)",
        "done < x",
        "cat <<A <<'B' )\nx\nA\ny\nB",
        "x ( y",
        "if [ -f x ]",
        "kubectl apply -f ( \\\n   --dry-run",
        "{echo a;}",
    ],
)
@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_a_bad_line_costs_only_itself(bad: str, place: str) -> None:
    """The commands around a line that does not parse are read as if it were not there."""
    lines = ["one a", "two b | three", "four 'x y'"]
    at = {"first": 0, "middle": 1, "last": 3}[place]
    lines.insert(at, bad)
    tree = _parse("\n".join(lines))
    assert [each.tool for each in read_commands(tree).invocations] == ["one", "two", "three", "four"]
    (problem,) = tree.problems
    assert (problem.kind, problem.span.start.line, problem.span.start.column) == ("syntax", at + 1, 1)
    assert problem.span.end.line == at + 1 + bad.count("\n")


def test_a_bad_line_inside_a_compound_command() -> None:
    """The loop around a bad line stays a loop."""
    tree = _parse("for i in 1 2; do\n  a $i\n  b )\n  c\ndone\nd")
    assert [each.tool for each in read_commands(tree).invocations] == ["a", "c", "d"]
    assert [problem.span.start.line for problem in tree.problems] == [3]


def test_several_bad_lines_are_each_reported() -> None:
    """Every bad line is a problem of its own, in the text's order."""
    tree = _parse("a\nb )\nc\nd )\ne\nf (\ng")
    assert [problem.span.start.line for problem in tree.problems] == [2, 4, 6]
    assert [each.tool for each in read_commands(tree).invocations] == ["a", "c", "e", "g"]


@pytest.mark.parametrize(
    "text",
    [
        "grep -E ^/api$ x && ls",
        'test -n "$(a ^b$)" && ls',
        "a $'x\\\\' && ls",
        "a \\  && ls",
        "time (a; b) && ls",
        "time -p { a; }; ls",
        "f() (a); x=(b) ; [[ ( -n x ) ]] && ls",
        "a \u00a0b\u200b; ls",
        "echo ${x//é/\U0001f600} && ls",
        "a \x0b\x00; ls",
        "cat <<A <<-'B' | wc\nx\nA\n\t$(y\n\tB\nls",
        "cat <<A && cat 3<<B\n$x\nB\nA\n2\nB\nls",
        '{"a","b"} c; ls',
        "if {a,b}; then c; fi; ls",
        "{fd}>&-; ls",
        "a=1 > f; ls",
        "a=$(b \"$(c)\" | d 'e f') 2>&1 && ls",
        "a=1 b=2 <c >d # e\nls",
        "((a=1 > b)) || ls",
    ],
)
def test_what_bash_takes_is_no_fault(text: str) -> None:
    """Valid shell that the grammar alone trips over is read."""
    tree = _parse(text)
    assert not tree.problems
    assert [each.tool for each in read_commands(tree).invocations][-1] == "ls"


def test_a_text_that_is_too_large_is_said_to_be() -> None:
    """Nothing is looked at, and that is a problem of kind ``limit``."""
    tree = _parse("echo x\n" * 100_000)
    assert tree.root is None
    assert [problem.kind for problem in tree.problems] == ["limit"]


@pytest.mark.parametrize(
    "piece",
    [
        "it is (not) |\n",
        "if a; then\n",
        "$(",
        "${",
        "'",
        '"a',
        "{ ",
        "cat <<E\n",
        "cat <<E <<F\n",
        "<<E",
        "a=1 > f ",
        'a="$(b) >',
        "{a;",
        "` ",
        "a && ",
        "<(",
        ")(;&|<>\n",
        "[[ ",
    ],
)
def test_time_is_bounded(piece: str) -> None:
    """The worst texts of the largest size take seconds, not minutes."""
    text = (piece * MAX_CHARACTERS)[:MAX_CHARACTERS]
    begun = time.process_time()
    read_commands(_parse(text))
    assert time.process_time() - begun < 20


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["a b", "c )", "d 'x", "if e", "# f", "", "g \\", "fi", "h <<E", "E"]), max_size=12))
def test_every_problem_stands_in_the_text(lines: list[str]) -> None:
    """Problems point at lines that are there, and say what stands on them."""
    for problem in _parse("\n".join(lines)).problems:
        assert problem.span.start.line <= problem.span.end.line <= len(lines)
        assert lines[problem.span.start.line - 1].strip()[:20] in problem.message
