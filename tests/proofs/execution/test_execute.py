"""What runs for real, and what of that counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.proofs.counterparts import postgres
from runbook_site.proofs.counterparts import postgres_programs as programs

if TYPE_CHECKING:
    from runbook_site.model.counterparts import Counterparts
    from runbook_site.proofs.counterparts.counterpart import Standing
    from runbook_site.proofs.sandbox.session import Session
    from tests.proofs.execution.conftest import Execute

COUNT = "psql -Atc 'SELECT count(*) FROM orders'"
ALL = f"then: test $({COUNT}) = 100"
"""What is to hold as long as no order is lost."""
ELSEWHERE = ALL.replace("test", "cd /tmp; x=1; test")


def test_a_question(executed: Execute) -> None:
    """SQL and psql are asked of the real server, whose version is told."""
    count, describe, outside = executed(
        "sql: SELECT count(*) FROM orders;\nexpect: {contains: ['100', (1 row)]}",
        "psql: \\d orders\nexpect: {matches: 'customer *. text', contains: [orders_pkey]}",
        'run: psql "$DATABASE_URL" -Atc "SELECT version()"\nexpect: {contains: [PostgreSQL]}',
    )
    installed = programs.postgres_programs()
    assert installed is not None
    for each in (count, describe, outside):
        assert (each.why_not, each.status) == ((), 0)
        assert each.against == (("postgresql", installed.version),)
    assert count.met == ("its output holds '100'", "its output holds '(1 row)'")
    assert [call.program for call in outside.calls] == ["psql"]
    assert outside.calls[0].words[0] == "$DATABASE_URL"


def test_a_change_and_its_effect(executed: Execute) -> None:
    """A change is seen by what comes after it, and by what is to hold afterwards; a look leaves nothing behind."""
    close, count, looked, still = executed(
        f"sql: UPDATE orders SET open = false WHERE id <= 7;\nexpect:\n  contains: [UPDATE 7]\n  {ALL}",  # noqa: S608
        "sql: SELECT count(*) AS closed FROM orders WHERE NOT open;\nexpect: {contains: [' 7']}",
        f"run: psql -c 'DELETE FROM orders WHERE id = 8'\nexpect:\n  {ELSEWHERE}",  # noqa: S608 - a test's own text
        'test "$PWD" = "$HOME" && test -z "${x:-}"',
    )
    assert [each.why_not for each in (close, count, still)] == [()] * 3
    assert close.met[1].startswith("afterwards 'test")
    assert looked.why_not[0].endswith("ended with 1")


def test_what_only_reads_cannot_write(executed: Execute) -> None:
    """A SELECT that writes is no look, whatever it is taken for; a shell that goes on is not kept from writing."""
    function = (
        "    CREATE FUNCTION late() RETURNS int LANGUAGE sql AS 'INSERT INTO orders VALUES (101) RETURNING id';\n"
    )
    hidden, write = executed(
        "sql: SELECT late();\nrisk: read", "sql: INSERT INTO orders VALUES (102);", service=SHOP_WITH.format(function)
    )
    assert "cannot execute INSERT in a read-only transaction" in hidden.why_not[0]
    assert write.why_not == ()


SHOP_WITH = """\
postgres:
  databases: [shop]
  set_up: |
    CREATE TABLE orders (id int PRIMARY KEY, customer text);
{}environment: {{DATABASE_URL: postgresql:///shop}}
"""


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("sql: SELECT nope FROM orders;", 'it ended with 3 and not with 0: ERROR: column "nope" does not exist'),
        ('psql "$DATABASE_URL" <<SQL\nSELECT nope FROM orders;\nSELECT 1;\nSQL', 'column "nope" does not exist'),
        ('psql -c "SELECT nope FROM orders" 2>/dev/null | cat', "PostgreSQL said: column"),
        ("pg_dump nowhere | gzip > a.gz", 'database "nowhere" does not exist'),
        ("pg_dump --table=nothing shop | cat > a.sql", "'pg_dump' ended with 1 in it"),
        ("cat nowhere.sql | psql", "no step makes 'nowhere.sql'"),
        ("psql -c 'SELECT nope' >log 2>&1 &", "'psql' ended with 1 in it"),
        ("pg_dump shop | gzip | head -c 500 >cut.gz; gunzip -c cut.gz | psql -q", "unexpected end of file"),
        ("echo 'SELECT 1' | gunzip -c | psql", "gzip: stdin: not in gzip format"),
        ("set +e; psql -c 'SELECT nope'; psql -c 'SELECT 1'", 'column "nope" does not exist'),
        ("PATH=/usr/bin:$PATH; psql -c 'SELECT 1'", "was not called"),
        ("psql -f nowhere.sql || true", "no step makes 'nowhere.sql'"),
        ('psql -c "SELECT $wanted"', "the variable 'wanted' has no value"),
        ("psql -c 'SELECT pg_sleep(60)'", "it did not end within 1 s"),
        ("if test -e nowhere; then psql -c 'SELECT 1'; fi", "stands behind a condition that did not hold"),
        ("kubectl get pods", "nothing real stands for 'kubectl'"),
        ("kubectl get pods | psql", "nothing real stands for 'kubectl'"),
        ('tool=kubectl; "$tool" get pods', "'kubectl' did not run for real"),
        ("kill -9 1", "nothing real stands for 'kill'"),
        ("psql: \\! kubectl get pods", "it called 'kubectl', which its text does not say"),
        ("sql: BEGIN;", "it is a part of a transaction that goes over several commands"),
        ("sql: SELECT * FROM orders WHERE customer = '<customer>';", "nobody gives a value for 'customer'"),
    ],
)
def test_what_does_not_count(executed: Execute, command: str, why: str) -> None:
    """An error counts wherever it hides: in a script that goes on, a pipeline, a stream that is thrown away."""
    text = command if command.startswith(("sql:", "psql:")) else "run: |-\n  " + command.replace("\n", "\n  ")
    bad, good = executed(f"{text}\ntimeout: 1s", "sql: SELECT count(*) FROM orders;")
    assert any(why in reason for reason in bad.why_not), bad.why_not
    assert good.why_not == ()


@pytest.mark.parametrize(
    ("expect", "why"),
    [
        ("exit: 1", "it ended with 0 and not with 1"),
        ("contains: [INSERT]", "its output does not hold 'INSERT'"),
        ("matches: '^7$'", "its output does not match '^7$'"),
        ("matches: '(1*)*x'", "its output does not match '(1*)*x'"),
        ("json: {status: ok}", "'status' of its output is not \"ok\""),
        ("json: {n: true}", "'n' of its output is not true"),
        ("json: {none: null}", "'none' of its output is not null"),
        ("then: test -e nothing", "afterwards 'test -e nothing' ended with 1"),
        ("then: kubectl get pods", "afterwards 'kubectl get pods' ended with 0: nothing real stands for 'kubectl'"),
    ],
)
def test_what_is_expected(executed: Execute, expect: str, why: str) -> None:
    """What does other things than its author expects did not work, however well it ended."""
    command = "psql -Atc \"SELECT json_build_object('n', 1, 'status', repeat('1', 40))\""
    (one,) = executed(f"run: |-\n  {command}\nexpect:\n  {expect}")
    assert one.why_not == (why,)


def test_what_is_expected_and_comes(executed: Execute) -> None:
    """Status, texts, a pattern, JSON: each that was seen is told; errors count where one is expected."""
    one, fails = executed(
        "run: psql -Atc \"SELECT json_build_object('n', 1, 'all', 'fine')\"\n"
        "expect: {exit: 0, contains: [fine], matches: '^.\"n\"', json: {n: 1, all: fine}}",
        "run: psql -c 'SELECT nope'\nexpect: {exit: 1, contains: [does not exist]}",
    )
    assert one.why_not == fails.why_not == ()
    assert one.met == (
        "its output holds 'fine'",
        "its output matches '^.\"n\"'",
        "'n' of its output is 1",
        "'all' of its output is \"fine\"",
    )


def test_what_runs_a_command(executed: Execute) -> None:
    """A program runs for real behind what runs it, too; what waits does wait."""
    question = "psql -Atc 'SELECT 1'"
    for each in executed(
        f"run: sudo -u postgres {question}\nexpect: {{contains: ['1']}}",
        f"timeout 5 env A=1 {question}",
        f'bash -c "{question}"',
        "echo 'SELECT 1' | xargs -I{} psql -c {}",
        f'x=$({question}); test "$x" = 1',
        "run: 'date +%s%N; sleep 0.5; psql -Atc \"SELECT 1\"; date +%s%N'",
        "watch -n 2 'psql -l'",
    ):
        assert (each.why_not, [call.program for call in each.calls]) == ((), ["psql"])


def test_data_lost_and_back(executed: Execute) -> None:
    """Dumps are real ones: what was lost is there again, from plain SQL and from an archive."""
    executions = executed(
        "run: pg_dump --clean --if-exists shop | gzip > a.sql.gz\nexpect: {then: gunzip -t a.sql.gz}",
        "run: pg_dump -Fc -f a.dump shop",
        f"sql: TRUNCATE orders;\nexpect: {{then: test $({COUNT}) = 0}}",
        f"run: gunzip -c a.sql.gz | psql -q -v ON_ERROR_STOP=1\nexpect: {{then: test $({COUNT}) = 100}}",
        "run: dropdb --force shop && createdb shop",
        f"run: pg_restore --exit-on-error -d shop a.dump\nexpect: {{then: test $({COUNT}) = 100}}",
    )
    assert [each.why_not for each in executions] == [()] * len(executions)
    assert executions[0].written == ("a.sql.gz",)


def test_one_terminal(executed: Execute) -> None:
    """Files, folder, variables and functions stay; a step that is passed over is named where one fails for it."""
    make, use, passed, fails = executed(
        'mkdir work && cd work && table=orders; count() { psql -Atc "SELECT count(*) FROM $1"; }; count orders',
        'run: count "$table" > number\nexpect: {then: grep -qx 100 number}',
        "aws s3 cp s3://shop/rows.csv rows.csv",
        "psql -c '\\copy orders FROM rows.csv'",
    )
    assert make.why_not == use.why_not == ()
    assert use.written == ("work/number",)
    assert passed.why_not == ("nothing real stands for 'aws'",)
    assert fails.why_not[-1] == "above it were not executed: aws-s3-cp"


def test_sql_stands_in_the_same_terminal(executed: Execute) -> None:
    """SQL finds folder and environment as the shell above left them; before any shell, it finds the service's own."""
    first, *rest = executed(
        "sql: SELECT count(*) FROM orders;\nexpect: {contains: ['100']}",
        "mkdir work && cd work && export PGAPPNAME=shift && echo 'SELECT 41 + 1;' > answer.sql",
        "sql: SHOW application_name;\nexpect: {contains: [shift]}",
        "psql: \\i answer.sql\nexpect: {contains: ['42']}",
        "psql: \\o listed.txt\nrisk: read\nexpect: {then: test -e listed.txt}",
    )
    assert [each.why_not for each in (first, *rest)] == [()] * 5
    assert rest[-1].written == ("work/listed.txt",)


def test_readers_that_stop_early(executed: Execute) -> None:
    """Who writes to a reader that has seen enough ends, as in a terminal."""
    lines = "seq 200000 >a; seq 2 200001 >b; ! diff -q <(cat a) <(cat b)"
    for one in executed(lines, "head -1 <(yes)", "exec > >(tee log)\necho kept", service="", own="files: {a: b}\n"):
        assert (one.why_not, one.status) == ((), 0)


def test_a_folder_that_was_not_entered(executed: Execute) -> None:
    """Where a step that was passed over changes the folder, what the shell does below it is done elsewhere."""
    _, shell, sql = executed("cd site && kubectl get pods", "ls", "sql: SELECT 1;")
    assert "which changes the folder and was not executed" in shell.why_not[0]
    assert sql.why_not == ()


def test_what_is_declared(executed: Execute) -> None:
    """A runbook's counterparts add to those of its service; what is set up stays, idle sessions too."""
    own = """\
postgres: {roles: [worker, 'odd "name'], databases: ['odd "name']}
values: {customer: "o'neil"}
environment: {REGION: north}
set_up: |
  psql -c "INSERT INTO orders VALUES (200, '$REGION')"
  PGAPPNAME=worker PGUSER=worker psql -c 'SELECT pg_sleep(600)' &
  until psql -Atc "SELECT 1 FROM pg_stat_activity WHERE application_name = 'worker'" | grep -q 1; do :; done
  export pid=$(psql -Atc "SELECT pid FROM pg_stat_activity WHERE application_name = 'worker'")
"""
    row, value, process, idle, gone, odd = executed(
        "sql: SELECT customer FROM orders WHERE id = 200;\nexpect: {contains: [north]}",
        "sql: SELECT :'customer' AS name;\nexpect: {contains: [o'neil]}",
        "sql: SELECT usename FROM pg_stat_activity WHERE pid = :pid;\nexpect: {contains: [worker]}",
        "sql: SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'worker';\n"
        "expect: {matches: '(?m)^ t$'}",
        "sql: SELECT count(*) FROM pg_stat_activity WHERE usename = 'worker';\nexpect: {matches: '(?m)^ +0$'}",
        "run: psql -U 'odd \"name' -d 'odd \"name' -Atc 'SELECT current_user'\nexpect: {contains: ['odd \"name']}",
        own=own,
        head="variables:\n  customer: {description: whose, example: other}\n  pid: {description: which}\n",
    )
    assert [each.why_not for each in (row, value, process, idle, gone, odd)] == [()] * 6


def test_files_at_absolute_paths(executed: Execute) -> None:
    """Commands find them where their machine has them, and change them there; scripts run, behind `sudo` too."""
    own = 'files: {/app/logs/app.log: "boom\\n", /opt/shop/go.sh: "#!/bin/sh\\necho ran $1"}\n'
    pack, script, gone = executed(
        "grep -q boom /app/logs/app.log && gzip /app/logs/app.log",
        "run: /opt/shop/go.sh 1; sudo /opt/shop/go.sh 2; bash /opt/shop/go.sh 3\nexpect: {contains: [ran 2, ran 3]}",
        "cat /app/logs/app.log",
        service="",
        own=own,
    )
    assert (pack.why_not, pack.written) == ((), ("/app/logs/app.log.gz",))
    assert script.why_not == ()
    assert "'/app/logs/app.log' lies on the machine that it is for" in gone.why_not
    (refused,) = executed("true", service="", own="files: {/etc/hosts: x}\n")
    assert "Declare a file below the home" in refused.why_not[0]
    assert not refused.untried


def test_no_counterparts(executed: Execute) -> None:
    """Where nothing is declared, nothing is executed, and nothing is said of it."""
    assert executed("psql -c 'SELECT 1'", service="") == []


def test_what_nothing_calls(executed: Execute, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server starts only where something calls it: a command, a file, the set-up, or what is to hold afterwards."""
    started: list[bool] = []
    start = postgres.start

    def noted(session: Session, declared: Counterparts) -> Standing:
        started.append(declared.postgres is not None)
        return start(session, declared)

    monkeypatch.setattr(postgres, "start", noted)
    (one,) = executed("date -u")
    assert (one.why_not, one.against, started.pop()) == ((), (), False)
    for command, own in (
        (f"run: touch a\nexpect:\n  {ALL}", ""),
        ("touch a", "files: {ask.sh: psql -l}\n"),
        ("touch a", "set_up: createdb other\n"),
    ):
        (one,) = executed(command, own=own)
        # What did not call it ran against nothing.
        assert (one.why_not, one.against, started.pop()) == ((), (), True)


def test_statistics(executed: Execute) -> None:
    """Where the server has pg_stat_statements it counts, as on a server that is looked after."""
    installed = programs.postgres_programs()
    assert installed is not None
    if not installed.has_statistics:
        pytest.skip(reason="the PostgreSQL of this machine comes without pg_stat_statements")
    _, seen = executed(
        "sql: SELECT count(*) FROM orders;",
        "sql: SELECT query, calls FROM pg_stat_statements;\nexpect: {contains: [FROM orders]}",
        service=SHOP_WITH.format("    CREATE EXTENSION pg_stat_statements;\n"),
    )
    assert seen.why_not == ()
