"""Commands inside of commands: every wrapper, and the places of what is inside."""

from __future__ import annotations

import pytest

from runbook_site.snippets.shell_commands import ShellCommands, read_commands
from runbook_site.snippets.shell_parse import parse_shell
from runbook_site.snippets.shell_text import ShellText
from runbook_site.snippets.wrappers import WRAPPERS
from runbook_site.sources.text import SourceText


def _read(text: str) -> ShellCommands:
    mapped = SourceText("a.md", text).whole()
    return read_commands(parse_shell(ShellText(mapped, text)))


def _inside(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The words of all commands that stand inside of another, and inside of which."""
    return [
        (" ".join(word.text for word in invocation.argv), invocation.via)
        for invocation in _read(text).invocations
        if invocation.via
    ]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("sudo -u app -E systemctl restart x", [("systemctl restart x", ("sudo",))]),
        ("sudo A=1 cmd -x", [("cmd -x", ("sudo",))]),
        ("sudo -i", []),
        ("env -i A=1 B=2 cmd", [("cmd", ("env",))]),
        ("nohup nice -n 5 cmd &", [("nice -n 5 cmd", ("nohup",)), ("cmd", ("nohup", "nice"))]),
        ("timeout -k 5 10s cmd -v", [("cmd -v", ("timeout",))]),
        ("time cmd", [("cmd", ("time",))]),
        ("command ls", [("ls", ("command",))]),
        ("command -v ls", []),
        ("exec > log", []),
        ("bash -c 'a b; c'", [("a b", ("bash",)), ("c", ("bash",))]),
        ("sh -lc 'a'", [("a", ("sh",))]),
        ("bash -euo pipefail -c 'a' name", [("a", ("bash",))]),
        ("bash script.sh -c x", []),
        ('eval "$(ssh-agent)" a', [("$(ssh-agent) a", ("eval",)), ("ssh-agent", ("$()",))]),
        ("ssh -p 22 -o X=y u@h uptime -p", [("uptime -p", ("ssh",))]),
        ("ssh u@h -t 'cd /x && ls'", [("cd /x", ("ssh",)), ("ls", ("ssh",))]),
        ("ssh u@h", []),
        ("knife ssh -a name role:web 'a b; c'", [("a b", ("knife",)), ("c", ("knife",))]),
        ("with-account shop -- kubectl get pods", [("kubectl get pods", ("with-account",))]),
        ("with-account shop -- frobnicate", []),
        ("bundle exec rake a:b", [("rake a:b", ("bundle",))]),
        ("kubectl -n x exec -it pod -c c -- cmd -a", [("cmd -a", ("kubectl",))]),
        (
            "kubectl exec pod -- sh -c 'a | b'",
            [("sh -c 'a | b'", ("kubectl",)), ("a", ("kubectl", "sh")), ("b", ("kubectl", "sh"))],
        ),
        ("kubectl get pods -- x", []),
        ("oc rsh -n x pod cmd", [("cmd", ("oc",))]),
        (
            "oc debug node/n -- chroot /host crictl ps",
            [("chroot /host crictl ps", ("oc",)), ("crictl ps", ("oc", "chroot"))],
        ),
        ("docker exec -it -u root ctr cmd -x", [("cmd -x", ("docker",))]),
        ("docker compose -f f.yml exec -T svc cmd", [("cmd", ("docker",))]),
        ("docker run --rm -e A=b image:1 psql -l", [("psql -l", ("docker",))]),
        ("docker run --rm image:1 -c x", []),
        ("docker run --rm registry.example/scanner:2 image --exit-code 1 shop", []),
        ("docker run --rm -v a:/b scanner@sha256:0a1b fs /src", []),
        ("docker run -it alpine:3 sh -c 'a b'", [("sh -c 'a b'", ("docker",)), ("a b", ("docker", "sh"))]),
        ("docker run shop:1 ./bin/migrate --all", [("./bin/migrate --all", ("docker",))]),
        ("docker run shop:1 /opt/shop/migrate", [("/opt/shop/migrate", ("docker",))]),
        ("docker run shop:1 $WHAT now", [("$WHAT now", ("docker",))]),
        ('docker run shop:1 "jobs/$name"', []),
        ("docker run minio/mc:latest ls shop/backups", []),
        ("docker run alpine/git diff", []),
        ("docker run redis:7 redis-cli -h cache PING", [("redis-cli -h cache PING", ("docker",))]),
        ("docker run --entrypoint sh shop:1 ls", []),
        ("docker run --entrypoint=psql shop:1 env", []),
        ("docker run --entrypoint sh shop:1 -c 'a b'", [("a b", ("docker",))]),
        ("docker compose run --entrypoint=/bin/bash web -lc 'a; b'", [("a", ("docker",)), ("b", ("docker",))]),
        ("docker run --entrypoint '' shop:1 ls -l", [("ls -l", ("docker",))]),
        ("docker run --entrypoint= shop:1 ls -l", [("ls -l", ("docker",))]),
        ("docker container run shop:1 serve", []),
        ("podman run --rm shop:1 serve", []),
        ("podman run --rm shop:1 npm test", [("npm test", ("podman",))]),
        ("docker compose -f f.yml run --rm web serve --now", []),
        ("docker compose run --rm web npm run build", [("npm run build", ("docker",))]),
        ("docker compose run composer install", []),
        ("docker-compose run web rake db:migrate", [("rake db:migrate", ("docker-compose",))]),
        ("kubectl run probe --image=prober:1 -- check --all", []),
        ("kubectl run probe --image=prober:1 --restart Never -- curl -f shop", [("curl -f shop", ("kubectl",))]),
        ("kubectl run probe --image=prober:1 --command -- check --all", [("check --all", ("kubectl",))]),
        ("kubectl run probe --image prober:1 -it --rm -- sh", [("sh", ("kubectl",))]),
        ("kubectl debug web-0 --image=tools -- check", [("check", ("kubectl",))]),
        ("xargs -r -n 1 rm -f", [("rm -f", ("xargs",))]),
        ("xargs -I{} sh -c 'a {}'", [("sh -c 'a {}'", ("xargs",)), ("a {}", ("xargs", "sh"))]),
        ("find . -name x -exec rm {} \\; -exec ls {} +", [("rm {}", ("find",)), ("ls {}", ("find",))]),
        ("watch -n 5 'kubectl get pods | wc -l'", [("kubectl get pods", ("watch",)), ("wc -l", ("watch",))]),
        ("watch kubectl get pods", [("kubectl get pods", ("watch",))]),
        ("parallel -j 4 gzip -9 ::: a b", [("gzip -9", ("parallel",))]),
        ("su - postgres -c 'psql -l'", [("psql -l", ("su",))]),
        ("su - postgres -lc 'psql -l'", [("psql -l", ("su",))]),
        ("su postgres --command='psql -l'", [("psql -l", ("su",))]),
        ("runuser -l postgres -c 'psql -l'", [("psql -l", ("runuser",))]),
        ("runuser -u postgres -- psql -l", [("psql -l", ("runuser",))]),
        ("sudo -iu postgres psql -l", [("psql -l", ("sudo",))]),
        ("sudo -iupostgres psql -l", [("psql -l", ("sudo",))]),
        ("sudo -iu postgres", []),
        ("gosu postgres psql -l", [("psql -l", ("gosu",))]),
        ("setpriv --reuid=postgres psql -l", [("psql -l", ("setpriv",))]),
        ("kubectl exec -itc app pod -- ls", [("ls", ("kubectl",))]),
        ("docker exec -itu root web ls", [("ls", ("docker",))]),
        ("xargs -0I {} rm {}", [("rm {}", ("xargs",))]),
        ("xargs -0n1 rm", [("rm", ("xargs",))]),
        ("npx -p x prisma migrate deploy", [("prisma migrate deploy", ("npx",))]),
        (
            'aws ecs execute-command --cluster c --interactive --command "/bin/sh -c ls"',
            [("/bin/sh -c ls", ("aws",)), ("ls", ("aws", "sh"))],
        ),
        ("trap 'rm -f x' EXIT", [("rm -f x", ("trap",))]),
        ("trap - EXIT", []),
        ("coproc cmd -a", [("cmd -a", ("coproc",))]),
        ("gcloud compute ssh web --zone z --command 'cmd -a'", [("cmd -a", ("gcloud",))]),
        ("bash <<'E'\na\nE", [("a", ("bash",))]),
        ("ssh h 'bash -s' <<'E'\na\nE", [("bash -s", ("ssh",)), ("a", ("ssh", "bash"))]),
        ("ssh h <<E\na\nE", [("a", ("ssh",))]),
        ("cat <<E\na\nE", []),
    ],
)
def test_what_is_inside(text: str, inside: list[tuple[str, tuple[str, ...]]]) -> None:
    """Every wrapper shows the command that it runs, and only that."""
    assert _inside(text) == inside


def test_inner_commands_know_their_places() -> None:
    """What stands in quotes, escapes resolved, still maps to the column that it was written at."""
    text = 'ssh h "echo \\"a b\\" && rm -rf $dir"'
    found = _read(text).invocations
    rm = found[2]
    assert [word.value for word in found[1].argv] == ["echo", "a b"]
    assert [word.value for word in rm.argv] == ["rm", "-rf", None]
    assert text[rm.text.file_offset(rm.start) : rm.text.file_offset(rm.end - 1) + 1] == "rm -rf $dir"
    assert rm.text.position(rm.argv[0].start).column == text.index("rm") + 1


def test_outer_variables_are_not_expanded_twice() -> None:
    """``$(…)`` in double quotes runs here and not over there: it is found once."""
    found = _read('ssh h "kill $(pgrep x)"').invocations
    assert [(each.tool, each.via) for each in found] == [("ssh", ()), ("kill", ("ssh",)), ("pgrep", ("$()",))]
    assert found[1].argv[1].parts[0].kind == "command"


def test_assignments_of_env_belong_to_the_inner_command() -> None:
    """``env A=1 cmd`` sets ``A`` for ``cmd``."""
    inner = _read("env -i A=1 cmd").invocations[1]
    assert [(each.name, each.alone) for each in inner.assignments] == [("A", False)]


def test_inner_command_keeps_the_place_in_the_pipeline() -> None:
    """``a | sudo b``: what is piped into ``sudo`` is piped into ``b``."""
    inner = _read("a | sudo b").invocations[2]
    assert (inner.tool, inner.position, inner.pipeline, inner.parent) == ("b", 1, 2, 1)


def test_faults_inside_are_reported_where_they_stand() -> None:
    """A script in quotes that does not parse is a problem at its own place."""
    (problem,) = _read("ls\nbash -c 'echo (x'").problems
    assert (problem.kind, problem.span.start.line, problem.span.start.column) == ("syntax", 2, 10)


@pytest.mark.parametrize("name", sorted(WRAPPERS))
def test_table_is_consistent(name: str) -> None:
    """Options are written with a dash, and a wrapper that reads an option names it."""
    wrapper = WRAPPERS[name]
    assert all(option[0] in "-+" for option in (*wrapper.values.split(), *wrapper.option.split()))
    assert bool(wrapper.option) == (wrapper.form == "option")
