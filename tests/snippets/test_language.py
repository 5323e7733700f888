"""Which blocks hold commands, and in which language."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.model.document import Block
from runbook_site.snippets.foreign import looks_like
from runbook_site.snippets.info_string import read_info
from runbook_site.snippets.language import NO_EVIDENCE, BlockLanguage, language_of
from runbook_site.sources.text import SourceText


def _told(text: str, info: str = "") -> BlockLanguage:
    source = SourceText("page.md", f"```{info}\n{text}\n```\n")
    start = len(info) + 4
    body = source.whole().cut(start, start + len(text))
    return language_of(Block(body, source.span(0, len(source.text)), info, "fence", None), body)


@pytest.mark.parametrize(
    ("info", "language", "console"),
    [
        ("bash", "shell", False),
        (" Bash ", "shell", False),
        ("sh", "shell", False),
        ("zsh", "shell", False),
        ("{.bash}", "shell", False),
        ("{ .bash .copy }", "shell", False),
        ("{code-block} console", "shell", True),
        ('bash title="Drain"', "shell", False),
        ("8sh", "shell", False),
        ("!bash", "shell", False),
        ("shell=bash", "shell", False),
        ("bash:drain.sh", "shell", False),
        ("lang-shell", "shell", False),
        ("console # then wait", "shell", True),
        ("shell-session", "shell", True),
        ("sql", "sql", False),
        ("PostgreSQL", "sql", False),
        ("psql", "psql", True),
        ("{prompt} bash", "shell", False),
        ("{prompt} bash $,# auto", "shell", False),
        ("{code-cell} bash", "shell", False),
        ("{code-cell} sql", "sql", False),
    ],
)
def test_labels_of_command_languages(info: str, language: str, console: bool) -> None:  # noqa: FBT001 - case data
    """Every spelling of a label in use names its language."""
    read = read_info(info)
    assert (read.language, read.console) == (language, console)


@pytest.mark.parametrize(
    ("info", "label"), [("yaml", "yaml"), ("JSON", "json"), ("yaml:sh", "yaml"), ("powershell", "powershell"),
                        ("fish", "fish"), ("nginx", "nginx"), ('python title="x"', "python"), ("{mermaid}", "mermaid"),
                        ("{code-cell} ipython3", "ipython3"), ("{parsed-literal}", "parsed-literal")],
)  # fmt: skip
def test_labels_of_other_languages_are_a_reason_to_skip(info: str, label: str) -> None:
    """A language that holds no commands is skipped under its own name."""
    assert _told("kubectl get pods", info).skipped == f"language: {label}"


@pytest.mark.parametrize(
    ("info", "dialect"), [("mysql", "mysql"), ("plsql", "oracle"), ("sql", ""), ("psql", "postgresql")]
)
def test_a_label_may_name_the_dialect(info: str, dialect: str) -> None:
    """The dialect that a label names goes before the service's."""
    assert _told("SELECT 1;", info).dialect == dialect


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("kubectl get pods -n shop\nkubectl logs web-0", "known commands"),
        ("# Restart it\nsystemctl restart nginx", "known commands"),
        ("cd /srv/shop\ngit checkout main\ngit pull", "known commands"),
        ("git push origin add-signing-key", "known commands"),
        ("shopctl nodes recycle --oldest", "known commands"),
        ("TOKEN=$(cat token) curl -s https://shop.example/health", "known commands"),
        ("curl -s https://shop.example \\\n  -H 'Accept: text/plain' \\\n  | head", "known commands"),
        ("shopctl status -a", "known commands"),
        ("shopctl list_carts --dry_run", "known commands"),
        ("kubectl get pods -o json | jq .", "known commands"),
        ('NAME=<name of the pod>\nzone="a"  # adjust\nkubectl delete pod $NAME', "known commands"),
        ("gpg --card-status\nReader ...: Acme Key\nSerial ...: 1", "known commands"),
        ("./scripts/drain.sh --all", "known commands"),
        ("bin/drain web-0", "known commands"),
        ("for i in 1 2; do\n  echo $i\ndone", "known commands"),
        ("#!/bin/bash\nfoo", "interpreter line"),
        ("$ shopctl drain web", "prompts"),
        ("ops@web1:~$ shopctl drain web", "prompts"),
        ("[root@web1 ~]# shopctl drain web", "prompts"),
        ("kubectl get pods\n\nNAME    READY   STATUS\nweb-0   1/1     Running", "known commands"),
    ],
)
def test_an_unlabelled_block_is_shell_on_evidence(text: str, evidence: str) -> None:
    """Prompts, or known tools used as tools are, make an unlabelled block shell."""
    told = _told(text)
    assert (told.language, told.evidence, told.skipped) == ("shell", evidence, "")


@pytest.mark.parametrize(
    "text",
    [
        "Please find the logs of the pod and send them to us.",
        "make sure that the host is up",
        "NAME=web\nTOKEN=<token>\n",
        "apps/shop/base/kustomization.yaml",
        "caller ── keys/read ──▶ server  -x",
        "carts/read  →  carts/write  │ blocks",
        "docker is running on the node",
        "root → network → cluster",
        "REGION=eu-central-1\nSTAGE=live",
        "shopctl drain web",
        "rerun with --force, and the option will tell you more",
        "https://shop.example/status",
        "s3://shop-backups/daily",
        "select the rows from the list",
        "# A heading",
    ],
)
def test_an_unlabelled_block_without_evidence_is_left_alone(text: str) -> None:
    """Prose, addresses, settings and unknown words are no commands: it fails closed."""
    told = _told(text)
    assert told.language is None
    assert told.skipped.startswith("no language")


def test_the_reason_for_no_evidence_is_always_the_same_words() -> None:
    """Skips are counted by their reason, so it does not vary."""
    assert _told("Wait for a while.").skipped == NO_EVIDENCE


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("SELECT pid, state\nFROM pg_stat_activity;", "sql"),
        ("-- Drop it\nDROP TABLE carts;", "sql"),
        ("SELECT count(*) FROM carts;\n\\d carts", "psql"),
        ("shop=# SELECT 1;\n ?column? \n----------\n        1", "psql"),
        ("mysql> SHOW TABLES;", "sql"),
    ],
)
def test_unlabelled_sql_is_recognised(text: str, language: str) -> None:
    """A statement that the grammar takes, meta-commands or a client's prompt make a block SQL."""
    assert _told(text).language == language


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('{\n  "status": "ok",\n  "uptime": 12\n}', "JSON"),
        ('[{"name": "web"}]', "JSON"),
        ("apiVersion: v1\nkind: Service\nmetadata:\n  name: web", "YAML"),
        ("2024-05-01T10:00:00Z web started\n2024-05-01T10:00:01Z web ready", "a log"),
        ('level=error msg="no route"', "a log"),
        ("I0712 10:00:00.000001 1 main.go:1] hello", "a log"),
        ("NAME    READY   STATUS\nweb-0   1/1     Running", "a table"),
        (" id | name \n----+------\n  1 | a", "a table"),
        ('Traceback (most recent call last):\n  File "x.py", line 1', "a stack trace"),
        ('sum by (job) (rate(http_requests_total{code=~"5.."}[5m])) > 1', "PromQL"),
        ('http_requests_total{job="web"}', "PromQL"),
        ("PS C:\\> Get-Service", "PowerShell"),
        (">>> import os", "a Python session"),
        ("127.0.0.1:6379> KEYS *", "a Redis session"),
        ('resource "aws_s3_bucket" "b" {\n  bucket = "b"\n}', "HCL"),
        ("SELECT count(*)\nFROM carts;", "SQL"),
        ("error: the server is down", "a message"),
    ],
)
def test_what_wears_a_shell_label_is_seen_for_what_it_is(text: str, kind: str) -> None:
    """Data and output under a shell label is no command, and the label is reported."""
    told = _told(text, "bash")
    assert told.skipped == f"labelled shell, looks like {kind}"
    assert told.problem is not None
    assert told.problem.kind == "foreign"


@pytest.mark.parametrize(
    "text",
    [
        "[ -f /etc/hosts ] && cat /etc/hosts",
        "{ echo a; echo b; } > out",
        "sum() { echo $(( $1 + $2 )); }",
        "(cd /tmp && ls)",
        "time (sleep 1)",
        "set -euo pipefail; ls",
        "select name in a b; do echo $name; done",
        "show() { ls; }; show",
        ": > file",
        "while :; do date; sleep 1; done",
        "cat <<'EOF'\n{\"a\": 1}\nEOF",
        "curl -d '{\"a\": 1}' https://shop.example",
        "echo 'key: value' > f.yml",
        "http_proxy=x curl https://shop.example",
        "<input.txt sort",
        "{a,b}",
        "update-ca-certificates",
        "with_retry ls",
        "error() { echo x; }",
    ],
)
def test_sound_shell_is_never_foreign(text: str) -> None:
    """Shell that looks a little like something else stays shell."""
    assert looks_like(text) == ""
    assert _told(text, "bash").language == "shell"


def test_a_sql_label_is_corrected_by_prompts_and_meta_commands() -> None:
    """Input for psql under a SQL label is psql; shell under it is reported."""
    assert _told("\\dt\nSELECT 1;", "sql").language == "psql"
    assert _told("shop=> SELECT 1;", "sql").language == "psql"
    assert _told("-- Save\npg_dump -h db.example shop > shop.sql", "sql").skipped == "labelled sql, looks like shell"
    assert _told("SET work_mem = '1GB';", "sql").language == "sql"


def test_a_command_behind_the_backticks_is_reported_on_its_line() -> None:
    """What stands where the label belongs is not shown to readers."""
    told = _told("", "kubectl delete pod $(cat pods) --force")
    assert told.problem is not None
    assert (told.problem.span.start.line, told.problem.span.end.column) == (1, 42)


@pytest.mark.parametrize(
    "text",
    ["sftp> ls -l", "irb(main):001:0> Cart.count", "[1] pry(main)> Cart.count", "rs0:PRIMARY> rs.status()",
     "rs0 [direct: primary] shop> db.stats()", "gpg/card> admin"],
)  # fmt: skip
@pytest.mark.parametrize("info", ["", "bash"])
def test_what_is_typed_into_another_program_is_no_shell(text: str, info: str) -> None:
    """A line behind the prompt of a client or an interpreter is not offered as a command of the shell."""
    told = _told(text, info)
    assert told.language is None
    assert told.skipped.endswith("looks like a session of another program")


def test_a_directive_without_content_keeps_its_name() -> None:
    """A picture that has options alone is skipped for what it is, not for being empty."""
    assert _told("", "{figure} carts.png").skipped == "language: figure"


def test_an_empty_block_says_so() -> None:
    """Nothing to read is a reason of its own."""
    assert _told(" \n", "bash").skipped == "empty"


@pytest.mark.parametrize(
    "piece", ["$ '\n", "a: ", "sum(", "select ", "[a@b ", "NAME  ", "A=1 ", '{"a":', "(", "/*", "ls \\\n"]
)
def test_long_texts_take_time_in_proportion(piece: str) -> None:
    """Hostile repetition has its answer in bounded time."""
    assert _told(piece * (40_000 // len(piece))) is not None


@settings(max_examples=150)
@given(st.text(max_size=200), st.sampled_from(["", "bash", "console", "sql", "psql", "text", "yaml"]))
def test_any_text_has_an_answer(text: str, info: str) -> None:
    """Whatever stands in a block, it has a language or a reason to be skipped, never both or neither."""
    told = _told(text, info)
    assert (told.language is None) == bool(told.skipped)
    assert bool(told.evidence) == (told.language is not None)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Kubectl get pods", "Kubectl"),
        ("Kubectl get pods\nkubectl logs web-0", "Kubectl"),
        ("\nDocker ps\nDocker restart web", "Docker"),
        ("Helm upgrade web ./chart --wait", "Helm"),
    ],
)
def test_a_tool_with_a_capital_is_a_command_with_a_fault(text: str, word: str) -> None:
    """What a word processor made of a command is shell, and no shell would run it."""
    told = _told(text)
    assert told.language == "shell"
    assert told.problem is not None
    assert (told.problem.kind, f"'{word}'" in told.problem.message) == ("syntax", True)
    assert told.problem.span.end.column - told.problem.span.start.column == len(word)


@pytest.mark.parametrize(
    "text",
    [
        "Docker is running on the node",
        "Terraform plan for production",
        "Git push to origin when ready.",
        "Make sure -x is set",
        'Find all the pods in "shop"',
        "Vault policy for teams",
        "Kubectl",
        "KUBECTL get pods",
    ],
)
def test_prose_about_a_tool_is_no_command(text: str) -> None:
    """A sentence or a title that begins with a tool's name stays what it is."""
    assert _told(text).language is None
