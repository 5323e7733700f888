"""Which variables a shell text takes from outside, and how they are quoted."""

from __future__ import annotations

import pytest

from runbook_site.snippets.shell_chunks import split_shell
from runbook_site.sources.text import SourceText


def _uses(text: str) -> list[tuple[str, str, bool]]:
    """Name, quotings joined by blanks, and whether the text sets it, of each use."""
    split = split_shell(SourceText("a.md", text).whole(), "postgresql")
    return [(use.name, " ".join(use.quoting), use.assigned_here) for chunk in split.chunks for use in chunk.variables]


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        ("a $b", [("b", "bare", False)]),
        ("a \"x$b\" '$c'", [("b", "double", False)]),
        ("a ${b:-$c}", [("b", "bare", False), ("c", "expansion", False)]),
        ('a "${b:?set b}"', [("b", "double", False)]),
        ('a "$(x $b)"', [("b", "bare", False)]),
        ('cat <<E\n$b "$c" $(d $e)\nE', [("b", "heredoc", False), ("c", "heredoc", False), ("e", "bare", False)]),
        ("cat <<'E'\n$b\nE", []),
        ("cat <<E\n$((b + $c))\nE", [("b", "heredoc arithmetic", False), ("c", "heredoc arithmetic", False)]),
        ("a $? $$ $1 $@ $# $! ${10} $*", []),
        ("a $HOME $PWD $RANDOM", []),
        ("a $((n + 1))", [("n", "arithmetic", False)]),
        (
            "a ${b[$i]} ${#c[@]} ${!d}",
            [
                ("b", "assigned expansion", False),
                ("i", "expansion", False),
                ("c", "assigned expansion", False),
                ("d", "assigned expansion", False),
            ],
        ),
        (
            "a $((${#b} + ${c:-1} + d))",
            [("b", "assigned arithmetic", False), ("c", "arithmetic", False), ("d", "arithmetic", False)],
        ),
        ("# $a\nb", []),
        ("ssh h 'echo $a'", []),
        ('ssh h "echo $a \\$b"', [("a", "double bare", False)]),
        ("sh -c 'a $b; c=1; d \"$c\"'", []),
        ('bash -c "a $b \\$c; c=2; d \\$c $c"', [("b", "double bare", False), ("c", "double bare", False)]),
        ("a | xargs -I{} sh -c 'b {} $c \"$1\"'", []),
        ('find . -exec sh -c \'mv "$1" "$1.$b"\' _ {} \\;', []),
        ('find . -exec sh -c "mv \\"\\$1\\" $b" _ {} +', [("b", "double bare", False)]),
        ("ssh h \"sudo sh -c 'a $b \\$c'\"", [("b", "double single bare", False)]),
        ("sh -c 'a '\"$b\"' $c'", [("b", "double bare", False)]),
        ("sh -c 'b=1'\na $b", [("b", "bare", False)]),
        ("bash <<E\nb=1; a $b \\$c\nE", [("b", "heredoc bare", False)]),
        ("b=1\na $b", [("b", "bare", True)]),
        ("b=1 > f\na $b", [("b", "bare", True)]),
        ("a $b\nb=1", [("b", "bare", False)]),
        ("b=$b; a $b", [("b", "bare", False), ("b", "bare", True)]),
        ("b=1 a $b", [("b", "bare", False)]),
        ("export b=1 c; a $b $c", [("b", "bare", True), ("c", "bare", False)]),
        ("read -r -p 'x: ' b c; a $b $c", [("b", "bare", True), ("c", "bare", True)]),
        ("for b in 1 2; do a $b; done", [("b", "bare", True)]),
        ("mapfile -t b < f; a ${b[0]}", [("b", "assigned expansion", True)]),
        ("printf -v b %s x; a $b", [("b", "bare", True)]),
        (": ${b:=1}; a $b", [("b", "assigned expansion", False), ("b", "bare", True)]),
        ("for ((i = 0; i < $n; i++)); do a $i; done", [("n", "arithmetic", False), ("i", "bare", True)]),
        ("((i = n)); a $i", [("n", "arithmetic", False), ("i", "bare", True)]),
        ("# One\nb=1\n# Two\na $b", [("b", "bare", True)]),
        ("(x $(b=1)); a $b", [("b", "bare", False)]),
    ],
)
def test_uses(text: str, uses: list[tuple[str, str, bool]]) -> None:
    """Every occurrence is there, with its quoting, and with whether an earlier command sets it."""
    assert _uses(text) == uses


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("kubectl logs <my-pod>", "bare"),
        ('kubectl logs "<my-pod>"', "double"),
        ("kubectl logs 'x/<my-pod>'", "single"),
        ("kubectl logs $'<my-pod>'", "ansi_c"),
        ("cat <<E\n<my-pod>\nE", "heredoc"),
        ('a "$(kubectl logs <my-pod>)"', "bare"),
    ],
)
def test_placeholders_know_their_quoting(text: str, context: str) -> None:
    """A placeholder is a use, with the place that it stands at."""
    (chunk,) = split_shell(SourceText("a.md", text).whole(), "postgresql").chunks
    (use,) = chunk.variables
    assert (use.name, use.text, use.syntax, use.quoting) == ("my_pod", "<my-pod>", "placeholder", (context,))
    assert chunk.text.source.offset(use.span.start) == text.index("<my-pod>")


def test_uses_stand_where_they_say() -> None:
    """A variable behind another one in a string begins at its own dollar sign."""
    text = 'a "$b $c  ${d}"'
    (chunk,) = split_shell(SourceText("a.md", text).whole(), "postgresql").chunks
    assert [use.text for use in chunk.variables] == ["$b", "$c", "${d}"]
    assert [use.span.start.column - 1 for use in chunk.variables] == [text.index(sign) for sign in ("$b", "$c", "${d")]
