"""Commands with a value to fill in, and what they print of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.snippets.quoted import _RESERVED

if TYPE_CHECKING:
    from collections.abc import Callable

_CONTROL = re.compile(r"[\0-\x1f\x7f-\x9f]")


def _like(pattern: str) -> Callable[[str], bool]:
    return lambda value: re.fullmatch(pattern, value, re.ASCII) is not None


def _any(_: str) -> bool:
    return True


_one_line = _like(r"[^\0-\x1f\x7f-\x9f]+")
_one_word = _like(r"[\w/][\w./:@%+-]*")


def _unquoted(value: str) -> bool:
    return _one_word(value) and ".." not in value and value not in _RESERVED


_whole_number = _like(r"0|-?[1-9][0-9]{0,17}")
_in_expansion = _like(r"\w[\w.:@-]*")


@dataclass(frozen=True)
class Case:
    """A command, and what it prints of a value.

    Attributes:
        quoting: What stands around the value, the outermost first.
        text: The command.
        form: What it prints, with ``%s`` for the value.
        accepts: Whether a value can stand there; the others have to be refused.
    """

    quoting: str
    text: str
    form: str = "%s"
    accepts: Callable[[str], bool] = _any


SHELL = [
    Case("bare", "printf '%s' $x"),
    Case("bare", "printf '%s' a=$x", "a=%s"),
    Case("bare", "printf '%s' $x=1", "%s=1"),
    Case("bare", "printf '%s' ~$x", "~%s"),
    Case("bare", "printf '%s.%s' a $x>&1", "a.%s"),
    Case("bare", "y=$x; printf '%s' \"$y\""),
    Case("bare", "printf '%s' ${x:?set}${x:-none}", "%s%s"),
    Case("bare", "printf '%s' \"$(printf '%s.' $x)\"", "%s."),
    Case("bare", '[[ $x == "$x" ]] && printf \'%s\' "$x"'),
    Case("double", "printf '%s' \"a $x b\"", "a %s b"),
    Case("double", "printf '%s' \"$x$x\"", "%s%s"),
    Case("double", "printf '%s' 'a'\"$x\"'b'", "a%sb"),
    Case("single", "printf '%s' 'a <my-x> b'", "a %s b"),
    Case("ansi_c", "printf '%s' $'a <my-x>b'", "a %sb"),
    Case("heredoc", "cat <<EOF\n[$x]\nEOF", "[%s]\n", _one_line),
    Case("heredoc", "cat <<EOF\n$x\nEOF", "%s\n", lambda value: _one_line(value) and value.strip() != "EOF"),
    Case("raw_heredoc", "cat <<'EOF'\n[<my-x>]\nEOF", "[%s]\n", _one_line),
    Case("double bare", "bash -c \"printf '%s' $x\""),
    Case("double single", "bash -c \"printf '%s' '$x'\""),
    Case("double double", 'bash -c "printf \'%s\' \\"$x\\""'),
    Case("single bare", "bash -c 'printf %s <my-x>'"),
    Case("single double", "sh -c 'printf %s \"<my-x>\"'"),
    Case("bare bare", "ssh host printf %s $x"),
    Case("double bare", 'ssh host printf %s "$x"'),
    Case("double double single", 'ssh host "bash -c \\"printf %s \'$x\'\\""'),
    Case("bare double", 'eval printf %s \\"$x\\"'),
    Case("heredoc bare", "bash <<EOF\nprintf %s $x\nEOF", "%s", _one_line),
    Case("raw_heredoc double", "bash <<'EOF'\nprintf %s \"<my-x>\"\nEOF", "%s", _one_line),
    Case("assigned", "printf '%s' \"${x%.none}\""),
    Case("assigned", "cat <<EOF\n${x#.none}\nEOF", "%s\n"),
    Case("assigned expansion", "printf '%s' ${x%.none}", "%s", _in_expansion),
    Case("double arithmetic", "printf '%s' \"$((x + 0))\"", "%s", _whole_number),
    Case("arithmetic", "[[ $x -eq \"$x\" ]] && printf '%s' .", ".", _whole_number),
    Case("backticks bare", "printf '%s' \"`printf %s $x`\"", "%s", _unquoted),
    Case("heredoc backticks", "cat <<EOF\n`printf %s $x`\nEOF", "%s\n", _one_word),
    Case("double expansion", "printf '%s' \"${COLUMNS:-$x}\"", "%s", _in_expansion),
    Case("pattern", "[[ $x == $x && ! . == $x ]] && printf '%s' \"$x\"", "%s", _like(r"\w[\w/:@-]*")),
]
"""Commands for bash; ``ssh`` is a function that joins its words and has a shell read them, as ssh does."""


def _fits(value: str) -> bool:
    return len(value.encode()) <= 63


def _typed(value: str) -> bool:
    return not _CONTROL.search(value.replace("\n", ""))


_sql_word = _like(r"\w(?:[\w./@]|-(?!-))*")
_KEYS = "SELECT hex(json_object_keys(row_to_json(t))) FROM (SELECT 1 AS %s) AS t"
IN_SHELL = [
    Case("double sql_literal", "psql -Atc \"SELECT hex('a $x b')\"", "a %s b"),
    Case("double sql_backslash", "psql -Atc \"SELECT hex(E'$x')\""),
    Case("double sql_identifier", f'psql -Atc "{_KEYS}"' % r"\"$x\"", "%s", _fits),
    Case("double double sql_literal", 'ssh host "psql -Atc \\"SELECT hex(\'$x\')\\""'),
    Case("heredoc sql_literal", "psql -At <<EOF\nSELECT hex('$x');\nEOF", "%s", _one_line),
    Case("heredoc psql_literal", "psql -At <<EOF\nSELECT hex(:'x');\nEOF"),
    Case("raw_heredoc psql_literal", "psql -At <<'EOF'\nSELECT hex(:'x');\nEOF"),
    Case("raw_heredoc sql_literal", "psql -At <<'EOF'\nSELECT hex('<my-x>');\nEOF", "%s", _one_line),
    Case("double sql_literal", "echo \"SELECT hex('$x')\" | psql -At"),
    Case("double sql_plain", 'psql -Atc "SELECT hex(\\$q\\$$x\\$q\\$)"', "%s", _sql_word),
]
"""Commands for bash and psql; each prints a text in hexadecimal."""

IN_PSQL = [
    Case("sql_literal", "SELECT hex('a <my-x> b');", "a %s b", _typed),
    Case("sql_backslash", "SELECT hex(E'<my-x>');", "%s", _typed),
    Case("sql_identifier", f"{_KEYS};" % '"<my-x>"', "%s", lambda value: _fits(value) and _typed(value)),
    Case("psql_literal", "SELECT hex(:'x');"),
    Case("psql_identifier", f"{_KEYS};" % ':"x"', "%s", lambda value: _fits(value) and _typed(value)),
    Case("sql_plain", "SELECT hex($q$<my-x>$q$);", "%s", _sql_word),
    Case("sql_raw", "SELECT hex((<my-x>)::text);", "%s", _like(r"-?\d+(?:\.\d+)?|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")),
]
"""Statements for psql, likewise."""
