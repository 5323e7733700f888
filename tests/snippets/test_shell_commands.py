"""Syntax trees to invocations: boundaries, redirections, heredocs, nesting."""

from __future__ import annotations

import json
import re
import subprocess
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.snippets.shell_commands import MAX_DEPTH, ShellCommands, read_commands
from runbook_site.snippets.shell_parse import parse_shell
from runbook_site.snippets.shell_text import ShellText
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHFMT = Path(sysconfig.get_path("scripts")) / "shfmt"


def _read(text: str) -> ShellCommands:
    mapped = SourceText("a.md", text).whole()
    return read_commands(parse_shell(ShellText(mapped, text)))


def _argvs(text: str) -> list[list[str]]:
    return [[word.text for word in invocation.argv] for invocation in _read(text).invocations]


@pytest.mark.parametrize(
    ("text", "argvs"),
    [
        ("a b | c d", [["a", "b"], ["c", "d"]]),
        ("a && b || c; d & e", [["a"], ["b"], ["c"], ["d"], ["e"]]),
        ("(a; b) && { c; }", [["a"], ["b"], ["c"]]),
        ("if ! a; then b; elif c; then d; else e; fi", [["a"], ["b"], ["c"], ["d"], ["e"]]),
        ("for i in 1 $(a); do b $i; done", [["a"], ["b", "$i"]]),
        ("while a; do b; done; until c; do d; done", [["a"], ["b"], ["c"], ["d"]]),
        ('case "$(a)" in x|y) b;; *) c;; esac', [["a"], ["b"], ["c"]]),
        ("f() { a $1; }; f x", [["a", "$1"], ["f", "x"]]),
        ("! a | b", [["a"], ["b"]]),
        (
            "[ -f x ] && [[ $a == b* && ! -e c ]]",
            [["[", "-f", "x", "]"], ["[[", "$a", "==", "b*", "&&", "!", "-e", "c", "]]"]],
        ),
        (
            "export A=1 B; unset C; declare -a d=(1 2)",
            [["export", "A=1", "B"], ["unset", "C"], ["declare", "-a", "d=(1 2)"]],
        ),
        ("for ((i = 0; i < 3; i++)); do a; done; ((i = 1))", [["a"]]),
        ("a \\\n  b # c\nd", [["a", "b"], ["d"]]),
        ("a <(b) >(c)", [["a", "<(b)", ">(c)"], ["b"], ["c"]]),
        ("echo {a,b}/c \\} } x", [["echo", "{a,b}/c", "\\}", "}", "x"]]),
        ("python3 - <<E\nx\nE", [["python3", "-"]]),
        ("cat a - b - <<E | c\nx\nE", [["cat", "a", "-", "b", "-"], ["c"]]),
        ("cat <<E\n$((n+1)) $(( n * 2 )) $(a)\nE", [["cat"], ["a"]]),
        ("cat <<E\n$(( $(a) + 1 ))\nE", [["cat"], ["a"]]),
        ("exec 3<>f; a >&3", [["exec"], ["a"]]),
    ],
)
def test_every_simple_command_is_found(text: str, argvs: list[list[str]]) -> None:
    """Commands are found in every compound command, outer before inner, in the text's order."""
    assert _argvs(text) == argvs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a | b > f", [("a", []), ("b", [(">", None, "f")])]),
        ("a && b >> f", [("a", []), ("b", [(">>", None, "f")])]),
        ("a > f b", [("a b", [(">", None, "f")])]),
        ("> f a b", [("a b", [(">", None, "f")])]),
        ("a 2>&1 >/dev/null b", [("a b", [(">&", 2, "1"), (">", None, "/dev/null")])]),
        ("a 10>x &>> y", [("a", [(">", 10, "x"), ("&>>", None, "y")])]),
        ("a x2>f", [("a x2", [(">", None, "f")])]),
        ("> f", [("", [(">", None, "f")])]),
        ("{ a; b; } > f", [("", [(">", None, "f")]), ("a", []), ("b", [])]),
        ('a <<< "x y" b', [("a b", [("<<<", None, '"x y"')])]),
        ("v=1 > f", [("", [(">", None, "f")])]),
        ("v=1 > f\na", [("", [(">", None, "f")]), ("a", [])]),
        ("v=1 >f a", [("a", [(">", None, "f")])]),
        ("a {n}>f b", [("a b", [(">", None, "f")])]),
    ],
)
def test_redirections_belong_to_one_command(
    text: str, expected: list[tuple[str, list[tuple[str, int | None, str]]]]
) -> None:
    """A redirection is of the last command before it, takes one word, and takes no argument away."""
    found = [
        (
            " ".join(word.text for word in invocation.argv),
            [(each.operator, each.descriptor, each.target and each.target.text) for each in invocation.redirects],
        )
        for invocation in _read(text).invocations
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "delimiter", "quoted", "strips_tabs", "body"),
    [
        ("cat <<EOF\na $b\nEOF\n", "EOF", False, False, "a $b\n"),
        ("cat <<'EOF' > f\n  a\n\nb\nEOF", "EOF", True, False, "  a\n\nb\n"),
        ('cat <<-"E" | grep x\n\ta\n\tE\nls', "E", True, True, "\ta\n"),
        ("cat <<E && ls\n\n  x\nE", "E", False, False, "\n  x\n"),
        ("cat <<\\E\n$(x)\nE", "E", True, False, "$(x)\n"),
        ("cat <<E\nE\n", "E", False, False, ""),
    ],
)
def test_heredocs(text: str, delimiter: str, quoted: bool, strips_tabs: bool, body: str) -> None:  # noqa: FBT001
    """A heredoc has its delimiter, its quoting and exactly the lines between."""
    (redirect,) = (each for each in _read(text).invocations[0].redirects if each.heredoc)
    heredoc = redirect.heredoc
    assert heredoc is not None
    found = (heredoc.delimiter, heredoc.quoted, heredoc.strips_tabs, heredoc.body.text)
    assert found == (delimiter, quoted, strips_tabs, body)


_DELIMITERS = ("A", "B", "C")
_BODY = st.lists(st.sampled_from(["x", "\tx", "'", '"y', "A", "B", "C", "<<A", "# z", "a b", "\tA"]), max_size=3)
_HEREDOC = st.tuples(st.sampled_from(["{}", "'{}'", '"{}"', "\\{}"]), st.booleans(), _BODY)


def _heredocs(drawn: list[tuple[str, bool, list[str]]]) -> tuple[str, str]:
    """The operators of a line, on descriptors 3, 4 and 5, and the lines below it."""
    operators: list[str] = []
    below: list[str] = []
    for delimiter, descriptor, (quoting, tabs, body) in zip(_DELIMITERS, "345", drawn, strict=False):
        operators.append(f"{descriptor}<<{'-' if tabs else ''}{quoting.format(delimiter)}")
        below += [line for line in body if line.lstrip("\t") != delimiter]
        below.append(delimiter)
    return " ".join(operators), "\n".join(below)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(_HEREDOC, min_size=1, max_size=3), min_size=1, max_size=10))
def test_bodies_are_those_of_bash(drawn: list[list[tuple[str, bool, list[str]]]]) -> None:
    """Several heredocs on a line have the bodies that a real bash feeds, and the line below is a command again."""
    lines = [_heredocs(each) for each in drawn]
    script = "show() { cat <&3; printf '\\1'; { cat <&4; } 2>&-; printf '\\1'; { cat <&5; } 2>&-; printf '\\2'; }\n"
    script += "".join(f"show {operators}\n{below}\n" for operators, below in lines)
    ran = subprocess.run(["bash", "--norc"], input=script.encode(), capture_output=True, check=True)
    for (operators, below), expected in zip(lines, ran.stdout.decode().split("\2")[:-1], strict=True):
        commands = _read(f"show {operators}\n{below}\nls")
        assert not commands.problems
        show, ls = commands.invocations
        found = [each.heredoc for each in show.redirects if each.heredoc]
        bodies = [re.sub(r"(?m)^\t+", "", each.body.text) if each.strips_tabs else each.body.text for each in found]
        assert [*bodies, "", ""][:3] == expected.split("\1")
        assert [word.text for word in ls.argv] == ["ls"]


def test_expansions_in_heredocs_of_one_line() -> None:
    """Each body is expanded by its own delimiter's quoting, and a descriptor's body is no standard input."""
    commands = _read("bash 3<<A <<'B' && psql <<C\nx $(a)\nA\n$(b) $c\nB\nselect $d\nC\nls")
    assert [(each.tool, each.via) for each in commands.invocations] == [
        ("bash", ()),
        ("", ("bash",)),
        ("b", ("bash", "$()")),
        ("a", ("$()",)),
        ("psql", ()),
        ("ls", ()),
    ]
    fed = commands.stdin[0]
    assert fed is not None
    assert fed.text.text == "$(b) $c\n"
    assert not fed.opaque
    assert [place.name for place in (commands.stdin[4] or fed).opaque] == ["d"]


def test_what_follows_a_heredoc_continues_the_pipeline() -> None:
    """``cat <<E | b && c``: ``b`` is second in the pipeline of ``cat``, and ``c`` is alone."""
    found = _read("a | cat <<E | b && c\nx $(in)\nE\nd").invocations
    places = {invocation.tool: (invocation.position, invocation.pipeline) for invocation in found}
    assert places == {"a": (0, 3), "cat": (1, 3), "in": (0, 1), "b": (2, 3), "c": (0, 1), "d": (0, 1)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a=1", [("a", "1", True)]),
        ("a=1 b='x y' c", [("a", "1", False), ("b", "x y", False)]),
        ("a= b=2", [("a", None, True), ("b", "2", True)]),
        ("a=(1 2)", [("a", None, True)]),
        ("a+=x", [("a", "x", True)]),
        ("a[0]=x", [("a", "x", True)]),
        ('"a"=1', []),
        ("c a=1", []),
    ],
)
def test_assignments(text: str, expected: list[tuple[str, str | None, bool]]) -> None:
    """Assignments stand in front of a command or alone; an argument with ``=`` is none."""
    found = _read(text).invocations[0].assignments
    assert [(each.name, each.value and each.value.value, each.alone) for each in found] == expected


def test_substitutions_name_what_they_stand_inside_of() -> None:
    """Commands in ``$(…)``, backquotes and ``<(…)`` know the command around them."""
    found = _read('a "$(b `c`)" <(d); e').invocations
    assert [(each.tool, each.via, each.parent) for each in found] == [
        ("a", (), None),
        ("b", ("$()",), 0),
        ("c", ("$()", "$()"), 1),
        ("d", ("<()",), 0),
        ("e", (), None),
    ]


def test_commands_stand_where_they_say() -> None:
    """Offsets count characters, also behind those that need several bytes."""
    text = "écho 😀; kubectl get “x” | grep -v 中"
    found = _read(text).invocations
    assert [text[each.start : each.end] for each in found] == ["écho 😀", "kubectl get “x”", "grep -v 中"]


def _calls(node: Any) -> Iterator[tuple[int, list[tuple[int, int]]]]:  # noqa: ANN401 - JSON
    if isinstance(node, dict):
        if node.get("Type") == "CallExpr" and node.get("Args"):
            spans = [(word["Pos"]["Offset"], word["End"]["Offset"]) for word in node["Args"]]
            yield spans[0][0], spans
        for value in node.values():
            yield from _calls(value)
    elif isinstance(node, list):
        for value in node:
            yield from _calls(value)


def _shfmt(text: str) -> list[list[str]]:
    ran = subprocess.run([_SHFMT, "--to-json", "-ln", "bash"], input=text.encode(), capture_output=True, check=True)
    octets = text.encode()
    return [[octets[start:end].decode() for start, end in spans] for _, spans in sorted(_calls(json.loads(ran.stdout)))]


_REALISTIC = """\
kubectl get pods -n payments -o jsonpath='{.items[*].metadata.name}' | tr ' ' '\\n'
aws ecs update-service --cluster "$CLUSTER" --service api --desired-count 3 --query 'service.[status, runningCount]'
for pod in $(kubectl get pods -o name); do kubectl exec "$pod" -- cat /proc/1/status 2>/dev/null | grep Vm; done
docker compose -f prod.yml logs --since 10m --tail=200 api 2>&1 | grep -Ei 'error|fatal' > /tmp/errors || true
curl -fsS -H "Authorization: Bearer ${TOKEN:?set TOKEN}" -d '{"paused": true}' "https://status.example/api/v1/jobs/$JOB"
find /var/log/app -name '*.gz' -mtime +30 -print0 | xargs -0 -r rm -f --
while read -r host port; do nc -zv "$host" "$port" || echo "closed: $host" >&2; done < <(awk '{print $1, $2}' hosts.txt)
[ -s backup.sql ] && gzip -9 <backup.sql >"backup-$(date +%F).sql.gz"
PGPASSWORD=$(vault kv get -field=password secret/db) psql -h db-1 -U admin -c "select pg_terminate_backend($PID)"
if ! systemctl is-active --quiet nginx; then journalctl -u nginx --since '-15 min' | tail; systemctl restart nginx; fi
ssh -o ConnectTimeout=5 ops@bastion 'df -h / | tail -1; uptime'
git log --oneline --since="2 days ago" -- 'src/**/*.py' | head -20
case "$ENV" in prod|staging) terraform plan -var="env=$ENV" -out=plan.bin ;; *) echo "unknown: $ENV"; exit 1 ;; esac
jq -r '.items[] | select(.status.phase!="Running") | "\\(.metadata.namespace)/\\(.metadata.name)"' pods.json
redis-cli --scan --pattern 'session:*' | xargs -L 100 redis-cli DEL
openssl s_client -connect "$HOST":443 -servername "$HOST" </dev/null 2>/dev/null | openssl x509 -noout -dates
echo "load: $(cut -d' ' -f1 /proc/loadavg) of $(nproc) cores" | tee -a report.txt
kill -9 $(ps aux | awk '/[w]orker/ {print $2}')
mkdir -p /backup/{db,files}/"$(date +%Y)" && cp -a /etc/nginx/*.conf /backup/files/
test -n "$(docker ps -q --filter name=^/api$)" || docker start api
{ date; free -m; } >> /tmp/state.txt 2>&1
(cd /srv/app && npm ci --omit=dev) && pm2 reload api --update-env
""".splitlines()


@pytest.mark.parametrize("text", [*_REALISTIC, "\n".join(_REALISTIC)])
def test_argv_equals_shfmt(text: str) -> None:
    """An independent parser finds the same commands with the same words."""
    own = [
        (invocation.argv[0].start, [word.text for word in invocation.argv])
        for invocation in _read(text).invocations
        if invocation.argv and set(invocation.via) <= {"$()", "<()"}
    ]
    assert [argv for _, argv in sorted(own)] == _shfmt(text)


def test_depth_is_bounded_and_reported() -> None:
    """Commands deeper than the bound are not looked for, and that is said once."""
    depth = 10 * MAX_DEPTH
    for text in ("echo " + "$(a " * depth + ")" * depth, "sudo " * depth + "ls"):
        found = _read(text)
        assert len(found.invocations) <= MAX_DEPTH + 2
        assert [problem.kind for problem in found.problems] == ["limit"]


def test_thousands_of_commands_in_one_list() -> None:
    """A list that the grammar nests thousands deep is read all the same."""
    assert len(_read(" && ".join(["a b"] * 2000)).invocations) == 2000


_SIGNS = """|| && & ; ;; < > >> << <<< ( { } [[ ]] = x= += ! # =( <( $( $(( ) )) ` ' $' $ ${x:-"""
_WORDS = "a b $x ${x} if then fi for in do done while case esac sudo ssh h bash -c eval -- exec find -exec é 😀"
_TOKENS = st.sampled_from([*_SIGNS.split(), *_WORDS.split(), '"', "\\", "\\;", "|", "\n", "\t", "<<E", "\nE\n"])


@settings(max_examples=300, deadline=None)
@given(
    st.lists(_TOKENS, max_size=25).map(" ".join) | st.lists(_TOKENS, max_size=15).map("".join) | st.text(max_size=60)
)
def test_any_text_can_be_read(text: str) -> None:
    """No text raises; every word and command lies inside the text that it was read from."""
    for invocation in _read(text).invocations:
        inner = invocation.text.text
        assert 0 <= invocation.start <= invocation.end <= len(inner)
        for word in invocation.argv:
            assert inner[word.start : word.end] == word.text
        for part in (part for word in invocation.argv for part in word.parts):
            assert inner[part.start : part.end] == part.text
        for assignment in invocation.assignments:
            if assignment.value is not None:
                assert inner[assignment.value.start : assignment.value.end] == assignment.value.text
