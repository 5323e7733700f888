"""What a value becomes where it is filled in, and what cannot stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.snippets.quoted import Around, RefusedError, quoted

if TYPE_CHECKING:
    from runbook_site.snippets.snippet import VariableContext


@pytest.mark.parametrize(
    ("quoting", "value", "text"),
    [
        ("bare", "pod-0", "pod-0"),
        ("bare", "a b", "'a b'"),
        ("bare", "it's", "'it'\\''s'"),
        ("bare", "if", "'if'"),
        ("bare", "{1..3}", "'{1..3}'"),
        ("bare", "wow!", "'wow'\\!"),
        ("bare", "a\nb", "'a'$'\\x0a''b'"),
        ("bare", "\x9b", "$'\\xc2\\x9b'"),
        ("double", 'say "$x" `id` \\', 'say \\"\\$x\\" \\`id\\` \\\\'),
        ("double", "a!b", 'a"\\!"b'),
        ("double", "a\tb", "a\"$'\\x09'\"b"),
        ("single", "it's\n!", "it'\\''s'$'\\x0a'''\\!'"),
        ("ansi_c", "it's\n!\\", "it\\'s\\x0a\\x21\\\\"),
        ("heredoc", "$x `id` \\ \"'", "\\$x \\`id\\` \\\\ \"'"),
        ("raw_heredoc", "$x `id` \\", "$x `id` \\"),
        ("assigned", "a b", "'a b'"),
        ("sql_literal", "it's\\", "it''s\\"),
        ("sql_literal", "a\nb", "a\nb"),
        ("sql_backslash", "it's\\", "it''s\\\\"),
        ("sql_identifier", 'a"b', 'a""b'),
        ("sql_raw", "-3.5", "-3.5"),
        ("sql_raw", "public.orders", "public.orders"),
        ("psql_literal", "it's", "'it''s'"),
        ("psql_literal", "\\\n", " E'\\\\\\u000a'"),
        ("psql_identifier", 'a"b', '"a""b"'),
        ("psql_defined", "a", "TRUE"),
        ("text", "$x `id` \\ \"'!", "$x `id` \\ \"'!"),
        ("text", "a\nb", "a\nb"),
        ("arithmetic", "-5", "-5"),
        ("double bare", "it's", "'it'\\\\''s'"),
        ("double sql_literal", "it's $x", "it''s \\$x"),
        ("bare bare", "a b", "\\''a b'\\'"),
        ("double sql_literal", "a\nb", "a\"$'\\x0a'\"b"),
    ],
)
def test_what_is_written(quoting: str, value: str, text: str) -> None:
    """Quotes that a reader knows, from the innermost out."""
    assert quoted(value, _layers(quoting)) == text


@pytest.mark.parametrize(
    ("quoting", "value", "why"),
    [
        ("bare", "", "empty"),
        ("bare", "a\0", "NUL"),
        ("bare", "\ud800", "half of a character"),
        ("heredoc", "a\nb", "line break"),
        ("raw_heredoc", "\t", "control character"),
        ("text", "\x1b[2J", "control character"),
        ("text", "a\r\nb", "control character"),
        ("sql_literal", "\x1b", "control character"),
        ("sql_identifier", "é" * 32, "63 bytes"),
        ("sql_raw", "1; DROP TABLE t", "a number or a name"),
        ("sql_raw", "a--b", "a number or a name"),
        ("sql_plain", "$q$", "a plain word"),
        ("sql_plain", "a--b", "a plain word"),
        ("arithmetic", "007", "a whole number"),
        ("arithmetic", "a[$(id)]", "a whole number"),
        ("backticks", "`id`", "a plain word"),
        ("backticks bare", "a b", "a plain word"),
        ("expansion", "a}b", "a plain word"),
        ("assigned expansion", "a b", "a plain word"),
        ("pattern", "a.*", "a plain word"),
        ("format", "%s", "a plain word"),
        ("unread", "'", "a plain word"),
        ("double escaped", "a", "a backslash or a dollar sign"),
    ],
)
def test_what_is_refused(quoting: str, value: str, why: str) -> None:
    """What cannot be written is never written wrongly; the reader is told the reason."""
    with pytest.raises(RefusedError, match=why):
        quoted(value, _layers(quoting))


@pytest.mark.parametrize(
    ("quoting", "value", "before", "after", "text"),
    [
        ("bare", "2", "cmd ", ">f", "'2'"),
        ("bare", "2", "cmd >&", "", "'2'"),
        ("bare", "2", "cmd ", " >f", "2"),
        ("bare", "v2", "cmd ", ">f", "v2"),
        ("bare", "PATH", "", "=1", "'PATH'"),
        ("bare", "root", "~", "", "'root'"),
        ("heredoc", "EOF", "cat <<EOF\n", "!\nEOF", "EOF"),
        ("text", "EOF", "cat <<EOF\n", "\nEOF", "EOF"),
        ("text", "a\nb", "cause:\n", "\nwe are sorry", "a\nb"),
    ],
)
def test_the_text_around_counts(quoting: str, value: str, before: str, after: str, text: str) -> None:
    """A word may mean something else together with what stands beside it."""
    assert quoted(value, _layers(quoting), Around(before, after)) == text


@pytest.mark.parametrize(
    ("quoting", "value", "before"),
    [
        ("heredoc", "EOF", "cat <<-'EOF'\n"),
        ("raw_heredoc", "F", "cat <<EOF\nEO"),
        ("arithmetic", "-1", "$((x-"),
        ("text", "a\nb", "since "),
    ],
)
def test_a_text_that_would_be_changed_is_refused(quoting: str, value: str, before: str) -> None:
    """The line that ends a heredoc, a second minus sign, a line of a message that would be torn."""
    with pytest.raises(RefusedError):
        quoted(value, _layers(quoting), Around(before, "\nEOF"))


def _layers(quoting: str) -> list[VariableContext]:
    return quoting.split()  # type: ignore[return-value]
