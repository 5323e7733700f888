"""All that stands around a value is known, through every text that stands in another."""

from __future__ import annotations

import pytest

from runbook_site.snippets.psql import split_psql
from runbook_site.snippets.shell_chunks import split_shell
from runbook_site.snippets.shell_quoting import is_escaped
from runbook_site.snippets.sql import split_sql
from runbook_site.sources.text import SourceText


def _quotings(text: str) -> list[str]:
    split = split_shell(SourceText("a.md", text).whole(), "postgresql")
    return [" ".join(use.quoting) for chunk in split.chunks for use in chunk.variables]


@pytest.mark.parametrize(
    ("text", "quotings"),
    [
        ("psql -c \"SELECT '$x', $y\"", ["double sql_literal", "double sql_raw"]),
        ('psql -c "SELECT \\"$x\\""', ["double sql_identifier"]),
        ("psql -c 'SELECT '\"'$x'\"", ["double sql_literal"]),
        ("psql -c \"SELECT E'$x', U&'$y'\"", ["double sql_backslash", "double sql_plain"]),
        ('psql -c "DO \\$\\$ x = $x \\$\\$; -- $y"', ["double sql_plain", "double sql_plain"]),
        ("psql <<E\nSELECT '$x', :'y', :\"z\", :w, :{?v}\n\\c $u :t\nE", [
            "heredoc sql_literal", "heredoc psql_literal", "heredoc psql_identifier", "heredoc sql_raw",
            "heredoc psql_defined", "heredoc sql_plain", "heredoc sql_plain"]),
        ("psql <<'E'\nSELECT '<my-x>', :'y'\nE", ["raw_heredoc sql_literal", "raw_heredoc psql_literal"]),
        ("psql <<-\\E\n\tSELECT '<my-x>'\n\tE", ["raw_heredoc sql_literal"]),
        ("psql <<< \"SELECT '$x'\"", ["double sql_literal"]),
        ("echo \"SELECT '$x'\" | psql", ["double sql_literal"]),
        ("echo -e \"SELECT '$x'\" | psql", ["double format sql_literal"]),
        ("printf \"SELECT '$x'\" | psql", ["double format sql_literal"]),
        ("cat <<E | psql\nSELECT '$x'\nE", ["heredoc sql_literal"]),
        ("mysql -e \"SELECT '$x', \\\"$y\\\"\"", ["double sql_backslash", "double sql_plain"]),
        ("sqlite3 a.db \"SELECT '$x'\"", ["double sql_literal"]),
        ("bq query \"SELECT '$x'\"", ["double"]),
        ('bash -c "rm $x"', ["double bare"]),
        ("ssh host \"rm '$x'\"", ["double single"]),
        ("ssh host rm $x", ["bare bare"]),
        ('ssh host rm "$x" \'<my-y>\'', ["double bare", "single bare"]),
        ('eval rm \\"$x\\"', ["bare double"]),
        ("sudo env A=1 xargs kubectl exec pod -- rm $x", ["bare"]),
        ('kubectl exec pod -- sh -c "rm $x"', ["double bare"]),
        ("ssh host \"psql -c \\\"SELECT '$x'\\\"\"", ["double double sql_literal"]),
        ("bash <<E\nrm '$x'\nE", ["heredoc single"]),
        ("ssh host bash <<'E'\nrm <my-x>\nE", ["raw_heredoc bare"]),
        ("bash -c 'psql -c \"SELECT <my-x>\"'", ["single double sql_raw"]),
        ('bash -c "echo $(rm $x)"', ["bare"]),
        ("awk '{print \"'\"$x\"'\"}'", ["double"]),
        ("echo `rm $x` \"`rm '<my-y>'`\"", ["backticks bare", "backticks single"]),
        ("cat <<E\n`rm $x` $y\nE", ["heredoc backticks", "heredoc"]),
        ('cat <<E\n$(rm "$x") $((n + 1))\nE', ["double", "heredoc arithmetic"]),
        ('a "$((n + $x))" $((i++)); ((j += 1))', [
            "double arithmetic", "double arithmetic", "assigned arithmetic", "assigned arithmetic"]),
        ('a ${x:?set} "${x?}" ${x:-d} "${x-d}"', ["bare", "double", "bare", "double"]),
        ('a "${x%.*}" "${#x}" "${x:1}" ${x^^}', ["assigned", "assigned", "assigned", "assigned expansion"]),
        ('bash -c "a ${x%.*}"; a "${HOME%$y}"', ["assigned expansion", "double expansion"]),
        ('[[ $a == $b && $c =~ $d* && $e != "$f" ]]; [ $g = $h ]', [
            "bare", "pattern", "bare", "pattern", "bare", "double", "bare", "bare"]),
        ('case $x in $p | "$q") rm $r ;; esac', ["bare", "pattern", "double", "bare"]),
        ("for ((i = 0; i < $n; i++)); do rm $x; done", ["arithmetic", "bare"]),
        ("a[$i]=$x", ["expansion", "bare"]),
        ("cat <<A <<'B'\n1\nA\n<my-y>\nB", ["raw_heredoc"]),
        ("if; then <my-x> )", ["unread"]),
        ('[[ $x -gt 5 && "$y" -le $z ]]; let "n = $w"', ["arithmetic"] * 4),
        ("unset $x", ["expansion"]),
        ('echo "rm $x" | tee f | sudo bash', ["double unread"]),
        ("cat <<E | ssh host\nrm $x\nE", ["heredoc unread"]),
        ("echo $x | ssh host cat; a $y | bash f.sh", ["bare", "bare"]),
        ("psql -c \"$(cat <<E\nSELECT '$x'\nE\n)\"", ["heredoc unread"]),
        ('bash <(echo "rm $x"); source f.sh $y', ["double unread", "bare"]),
        ('a $[ $x + 1 ] "$[1 + $y]"', ["bare arithmetic", "double arithmetic"]),
        ("source /dev/stdin <<E\na=$x\nE", ["heredoc unread"]),
        ('bash -c "a $(printf %s "$x") $(b $y)"', ["double unread", "bare"]),
        ("q=\"SELECT '$x'\"; r=$y; psql -c \"$q\"", ["double unread", "bare", "double sql_raw"]),
    ],
)  # fmt: skip
def test_every_layer_is_known(text: str, quotings: list[str]) -> None:
    """What a value passes through on its way, from who reads it first to who reads it last."""
    assert _quotings(text) == quotings


def test_a_backslash_or_a_dollar_in_front_is_told() -> None:
    """A backslash would take away a quote that is put in, and a dollar sign would begin a substitution."""
    assert _quotings('a "\\{{pod}}" "\\\\{{pod}}"') == ["double escaped", "double"]
    assert is_escaped("a $<x>", 3, "bare")
    assert is_escaped('a "${<x>}', 5, "double")
    assert not is_escaped('a "\\$<x>', 5, "double")
    assert not is_escaped("a '$<x>", 4, "single")


@pytest.mark.parametrize(
    ("dialect", "quotings"),
    [
        ("postgresql", ["sql_literal", "sql_identifier"]),
        ("sqlite", ["sql_literal", "sql_identifier"]),
        ("mysql", ["sql_backslash", "sql_plain"]),
        ("snowflake", ["sql_backslash", "sql_plain"]),
        ("bigquery", ["sql_plain", "sql_plain"]),
        ("oracle", ["sql_plain", "sql_plain"]),
        ("tsql", ["sql_plain", "sql_plain"]),
    ],
)
def test_dialects_differ(dialect: str, quotings: list[str]) -> None:
    """A backslash escapes in some, and clients of others replace parts of literals."""
    split = split_sql(SourceText("a.md", "SELECT '<my-x>' AS \"<my-y>\"").whole(), dialect)
    assert [use.outermost for use in split.variables] == quotings


def test_psql_takes_variables_in_meta_commands_as_its_own() -> None:
    """The quotes there have escapes that SQL does not have."""
    split = split_psql(SourceText("a.md", "\\connect :x\nSELECT :'y';").whole())
    assert [use.quoting for use in split.variables] == [("sql_plain",), ("psql_literal",)]


def test_commands_that_are_too_deep_are_not_relied_on() -> None:
    """What was not looked at may read the value in any way."""
    text = "rm $x"
    for _ in range(20):
        text = f"eval {text}"
    assert _quotings(text) == ["unread"]
