"""Which programs of jq, sed and grep are reported, and which are left alone."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.checks.programs.grep_command import grep_verdict
from runbook_site.checks.programs.jq_command import jq_verdict
from runbook_site.checks.programs.sed_command import sed_verdict
from runbook_site.checks.shell.program_brackets import program_word
from runbook_site.snippets.shell_chunks import split_shell
from runbook_site.sources.text import SourceText


def said(command: str) -> str:
    """What is said of a command, with ``!`` where the tool refuses it."""
    call = split_shell(SourceText("x", command).whole(), "").chunks[0].invocations[0]
    if call.tool == "jq":
        program = program_word("jq", call.argv)
        verdict = jq_verdict(call.argv, program) if program is not None else None
    elif call.tool == "sed":
        verdict = sed_verdict(call.argv)
    else:
        verdict = grep_verdict(call.argv, extended=call.tool == "egrep")
    return "" if verdict is None else f"{'!' if verdict[2] else ''}{verdict[1]}"


@pytest.mark.parametrize(
    ("command", "part"),
    [
        ("jq '.a | lenght' f", "!'lenght' is no function of jq; did you mean 'length'?"),
        ('jq \'.a | sub("x", "y")\' f', "!'sub' takes 2 or 3 values"),
        ("jq '.[] | select(.a == $nmae)' --arg name x f", "!$nmae is set nowhere; did you mean '$name'?"),
        ("jq '.a.app-name' f", "!'.app-name' subtracts"),
        ("jq '.[] .name select(.a)' f", "!'select' stands beside '.name'"),
        ("jq 'if .a then 1 else 2' f", "!'end' closes 'if'"),
        ("jq \".a == 'x'\" f", "!''' is nothing in jq"),
        ("jq \".a == '$x'\" f", "!''' is nothing in jq"),
        ("jq '.a && .b' f", "!'&' is nothing in jq; jq says 'and'"),
        ("jq 'test(\"a\\.b\")' f", "!a text knows no '\\.'"),
        ("jq --arg name '.a' f.json", "!'f.json' stands where the program belongs"),
        ("jq '.[] | select(.a = 1)' f", "'=' inside of 'select' changes the value"),
        ("sed 's/a/b' f", "!'s' takes three '/'"),
        ("sed 's/a/b/q' f", "!'s' knows no flag 'q'"),
        ("sed -E 's/a/\\1/' f", "!'\\1' means a group, and there is none"),
        ("sed '10,20k' f", "!sed knows no command 'k'"),
        ("sed '/a/{p' f", "!'{' is not closed"),
        ("sed y/abc/de/ f", "!'y' takes texts of one length"),
        ("sed -e p -e 's/(a/b/' -E f", "!'(' is not closed"),
        ("sed -ni 's/a/b/' f", "'-n' prints nothing that the script does not print"),
        ("sed -iE 's/a/b/' f", "'-i' takes 'E' as the ending of a copy"),
        ("grep -E '(a|b' f", "!'(' is not closed"),
        ("grep '[0-9' f", "!'[' is not closed"),
        ("grep -P '(?<=a+)b' f", "!'+' stands behind '(?<'"),
        ("grep -E '\\d+' f", "'\\d' means nothing special without '-P'"),
    ],
)
def test_found(command: str, part: str) -> None:
    """What the tool refuses, or reads as something else, is said."""
    assert said(command).startswith(part), said(command)


@pytest.mark.parametrize(
    "command",
    [
        "jq '.a .b' f",
        "jq 'def f(x; $y): x + $y; f(1; 2)' f",
        "jq --arg a 1 '$a, $ENV.HOME, $__loc__, $ARGS.named' f",
        "jq '.[] as {a: $x, $y} | $x + $y' f",
        'jq \'{a, "b", (.c): 1 | 2, @text "d": -.e,}\' f',
        "jq '.a == $x' $options f",
        "jq '.items[<N>]' f",
        "jq 'import \"m\" as m; m::f' f",
        "jq '.a.[0] | trim | if . then 1 end' f",
        "sed 's/[/]/x/' f",
        "sed -i '' 's/a/b/' f",
        "sed -n '/a/,/b/{/c/!p;}' f",
        "sed ':a;N;$!ba;s/\\n/ /g' f",
        "sed '<N>d' f",
        'sed "s/$a/b" f',
        "sed -f 's/a' f",
        "sed -e 'i\\' -e 'text' f",
        "sed -n '/x/q1' f",
        "grep '(a' f",
        "grep -F '[' f",
        "grep -E 'a)|a{,3}|{' f",
        "grep -P '(?<=a|bc)d\\d+?' f",
        "grep '[]a]' f",
    ],
)
def test_left_alone(command: str) -> None:
    """Sound programs, and those that are not known in full, are left alone."""
    assert said(command) == ""


_PIECES = ["s/a/b/", "p", ";", "}", "{", "\n", "1", ",", "$", "/x/", "!", " ", "y/ab/cd/", "g", "a t", "d", "s/[/]/x/"]


@pytest.mark.skipif(shutil.which("sed") is None, reason="needs sed")
@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=6).map("".join))
def test_sed_agrees(script: str) -> None:
    """What is reported as refused is refused by GNU sed."""
    version = subprocess.run(["sed", "--version"], capture_output=True, text=True, check=False)
    if "GNU" in version.stdout and said(f"sed '{script}' f").startswith("!"):
        real = subprocess.run(["sed", "--", script], stdin=subprocess.DEVNULL, capture_output=True, check=False)
        assert real.returncode, script
