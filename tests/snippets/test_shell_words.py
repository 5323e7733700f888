"""Words: quoting, escapes and places, measured against a real bash."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.snippets.shell_commands import read_commands
from runbook_site.snippets.shell_escapes import literal_value, unquoted
from runbook_site.snippets.shell_parse import parse_shell
from runbook_site.snippets.shell_text import Opaque, ShellText
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from runbook_site.snippets.invocation import Invocation

_CHARACTERS = st.sampled_from("abzAZ09_-./:=,@%+ \t\n'\"\\$`&|;<>(){}[]*?!#~^é€中😀")
_VALUES = st.text(_CHARACTERS, max_size=8)


def _invocations(text: str) -> tuple[Invocation, ...]:
    mapped = SourceText("a.md", text).whole()
    return read_commands(parse_shell(ShellText(mapped, text))).invocations


def _single(value: str) -> str:
    return "'" + value.replace("'", "'\\''") + "'"


def _double(value: str) -> str:
    return '"' + "".join("\\" + character if character in '"\\$`' else character for character in value) + '"'


def _ansi(value: str) -> str:
    named = {
        "\n": "\\n",
        "\t": "\\t",
        "'": "\\'",
        "\\": "\\\\",
        "é": "\\u00e9",
        "😀": "\\U0001F600",
        "a": "\\x61",
        "b": "\\142",
    }
    out = ""
    for character in value:
        # An octal or hexadecimal escape takes in the digits that follow it.
        closed = out[-1:] and character in "0123456789abcdefABCDEF" and "\\" in out[-9:]
        out += "'$'" if closed else ""
        out += named.get(character, character)
    return f"$'{out}'"


def _bare(value: str) -> str:
    if not value or "\n" in value:
        return _single(value)
    return "".join(c if c.isalnum() or c in "_-./:" else "\\" + c for c in value)


def _broken_double(value: str) -> str:
    half = len(value) // 2
    return _double(value[:half])[:-1] + "\\\n" + _double(value[half:])[1:]


_STYLES = st.sampled_from([_single, _double, _ansi, _bare, _broken_double])
_PIECE = st.tuples(_VALUES, _STYLES).map(lambda pair: pair[1](pair[0]))
_WORD = st.lists(_PIECE, min_size=1, max_size=3).flatmap(
    lambda pieces: st.sampled_from(["", "\\\n"]).map(lambda glue: glue.join(pieces))
)
_BLANKS = st.sampled_from([" ", "  ", "\t", " \\\n ", "\\\n  "])
_LINE = st.lists(st.tuples(_BLANKS, _WORD), min_size=1, max_size=5).map(
    lambda words: "".join(blank + word for blank, word in words)
)


def _bash_argv(lines: list[str]) -> list[list[str]]:
    script = "\n".join(f"cmd{line}" for line in lines)
    stub = "cmd() { printf '%s\\0' \"$@\"; printf '\\1\\0'; }\n"
    ran = subprocess.run(
        ["bash", "--norc", "--noprofile"],
        input=(stub + script + "\n").encode(),
        capture_output=True,
        check=True,
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    )
    calls = ran.stdout.decode().split("\1\0")[:-1]
    return [call.split("\0")[:-1] for call in calls]


@settings(max_examples=60, deadline=None)
@given(st.lists(_LINE, min_size=1, max_size=25))
def test_values_are_those_of_bash(lines: list[str]) -> None:
    """Each word's value is what a real bash passes on, however it is quoted, joined and continued."""
    for line, expected in zip(lines, _bash_argv(lines), strict=True):
        (invocation,) = _invocations(f"cmd{line}")
        assert [word.value for word in invocation.argv[1:]] == expected, line


@settings(max_examples=100, deadline=None)
@given(_LINE)
def test_words_stand_where_they_say(line: str) -> None:
    """A word's offsets cut out exactly its text, and each part's offsets exactly the part."""
    text = f'😀x cmd{line} $a"$b c"'
    for invocation in _invocations(text):
        for word in invocation.argv:
            assert text[word.start : word.end] == word.text
            for part in word.parts:
                assert text[part.start : part.end] == part.text


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("a", [("literal", "bare", "a", "a")]),
        ("a\\ b", [("literal", "bare", "a\\ b", "a b")]),
        ('"a $b"', [("literal", "double", "a ", "a "), ("variable", "double", "$b", "b")]),
        ("'$a'", [("literal", "single", "$a", "$a")]),
        ("$'a\\n'", [("literal", "ansi_c", "a\\n", "a\n")]),
        ("--x=${y:-d e}", [("literal", "bare", "--x=", "--x="), ("variable", "bare", "${y:-d e}", "y")]),
        ("${a[0]}", [("variable", "bare", "${a[0]}", "a")]),
        ("$1", [("variable", "bare", "$1", "1")]),
        ("$?", [("variable", "bare", "$?", "?")]),
        ('"$@"', [("variable", "double", "$@", "@")]),
        ("$(date)x", [("command", "bare", "$(date)", ""), ("literal", "bare", "x", "x")]),
        ("$((1 + n))", [("arithmetic", "bare", "$((1 + n))", "")]),
        ("<(ls)", [("process", "bare", "<(ls)", "")]),
        ("~/{a,b}*", [("literal", "bare", "~/{a,b}*", "~/{a,b}*")]),
        ('""', [("literal", "double", "", "")]),
        ("a#b", [("literal", "bare", "a#b", "a#b")]),
        (
            '"$a $b"',
            [("variable", "double", "$a", "a"), ("literal", "double", " ", " "), ("variable", "double", "$b", "b")],
        ),
        (
            '"$a  $(b)"',
            [("variable", "double", "$a", "a"), ("literal", "double", "  ", "  "), ("command", "double", "$(b)", "")],
        ),
    ],
)
def test_parts_tell_kind_and_quoting(word: str, parts: list[tuple[str, str, str, str]]) -> None:
    """Every part says what it is, how it is quoted, and what it stands for."""
    argv = _invocations(f"cmd {word}")[0].argv
    assert [(part.kind, part.quoting, part.text, part.value) for part in argv[1].parts] == parts


@pytest.mark.parametrize("word", ["$a", '"x$(y)"', "`z`", "a${b}c", "$((1))", ">(tee)"])
def test_value_is_unknown_where_the_shell_decides(word: str) -> None:
    """A word with an expansion in it has no value."""
    assert _invocations(f"cmd {word}")[0].argv[1].value is None


def test_placeholder_is_a_variable_part() -> None:
    """A masked placeholder inside of quotes is a variable, and its brackets are no redirections."""
    text = "kubectl -n '<my ns>' get <pod>"
    mapped = SourceText("a.md", text).whole()
    masked = "kubectl -n '_______' get _____"
    opaque = (Opaque(12, 19, "variable", "my_ns"), Opaque(25, 30, "variable", "pod"))
    (invocation,) = read_commands(parse_shell(ShellText(mapped, masked, opaque))).invocations
    assert [word.text for word in invocation.argv] == ["kubectl", "-n", "'<my ns>'", "get", "<pod>"]
    assert [word.value for word in invocation.argv] == ["kubectl", "-n", None, "get", None]
    assert invocation.argv[2].parts[0].value == "my_ns"
    assert not invocation.redirects


def test_null_character_ends_an_ansi_string() -> None:
    """What follows a NUL in ``$'…'`` is lost, as in bash."""
    assert literal_value("a\\0b", "ansi_c") == "a"


def test_resolved_escapes_keep_their_places() -> None:
    """A script inside of quotes is read without its escapes, and each character still knows its column."""
    text = 'ssh h "echo \\"$x\\" | tr a b"'
    invocation = _invocations(text)[0]
    shell = unquoted(invocation.text, invocation.argv[2].parts)
    assert shell.text.text == 'echo "$x" | tr a b'
    assert shell.masked == 'echo ".." | tr a b'
    assert [text[shell.text.file_offset(at)] for at in range(len(shell.text.text))] == list(shell.text.text)
