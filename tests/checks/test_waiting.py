"""Commands that wait for somebody, or for ever."""

from __future__ import annotations

import pytest

from runbook_site.checks.waiting import asks, never_ends
from runbook_site.snippets.shell_chunks import split_shell
from runbook_site.sources.text import SourceText


def told(text: str) -> tuple[bool, bool]:
    """Whether a command of a text asks, and whether one never ends."""
    chunk = split_shell(SourceText("x", text).whole(), "").chunks[0]
    calls = chunk.invocations
    return any(asks(call) for call in calls), any(never_ends(call, calls) for call in calls)


@pytest.mark.parametrize(
    "text",
    [
        "vim /etc/hosts",
        "sudo vi /etc/hosts",
        "journalctl -u web | less",
        "kubectl edit deploy web",
        "kubectl exec -it web-0 -- bash",
        "docker run --rm -it alpine",
        "ssh db1.example.com",
        "sudo -i",
        "psql -h db1 shop",
        "mysql -u root -p shop",
        "redis-cli -h cache1",
        "python3",
        "terraform apply",
        "apt-get install jq",
        "rm -i *.log",
        'read -rp "Sure? " answer',
        "git rebase -i HEAD~3",
        "docker system prune -a",
        "crontab -e",
    ],
)
def test_command_asks(text: str) -> None:
    """Whoever runs it has to answer."""
    assert told(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "kubectl exec -it web-0 -- ls /app",
        "docker run --rm alpine ls",
        "docker run --rm -it alpine ls",
        "ssh db1.example.com uptime",
        "ssh -f -N -L 5432:db1:5432 bastion",
        "psql -h db1 shop -c 'select 1'",
        "psql -h db1 shop -Atc 'select 1'",
        "psql shop < fix.sql",
        "echo 'select 1' | psql shop",
        "psql shop <<EOF\nselect 1;\nEOF",
        "psql --version",
        "redis-cli -h cache1 PING",
        "redis-cli --scan --pattern 'a*'",
        "python3 -m http.server",
        "python3 fix.py",
        "terraform apply -auto-approve",
        "apt-get install -y jq",
        "top -b -n 1",
        "docker system prune -af",
        "rm -rf /tmp/x",
        "while read -r line; do echo $line; done < f",
        "bash deploy.sh",
        "bash -c 'uptime'",
        "psql $OPTIONS",
        "crontab -l",
        "git rebase main",
    ],
)
def test_command_does_not_ask(text: str) -> None:
    """What goes through without an answer is left alone."""
    assert not told(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "tail -f /var/log/syslog",
        "tail -n 100 -F /var/log/syslog",
        "tail -100f /var/log/syslog",
        "journalctl -fu nginx",
        "kubectl logs -f web-0",
        "kubectl get pods -w",
        "kubectl port-forward svc/web 8080:80",
        "docker compose -f prod.yml logs -f app",
        "docker compose up",
        "watch -n 5 kubectl get pods",
        "ping db1",
        "vmstat 5",
        "redis-cli MONITOR",
        "aws logs tail /shop --follow",
        "while true; do date; sleep 5; done",
        "ssh -N -L 5432:db1:5432 bastion",
    ],
)
def test_command_never_ends(text: str) -> None:
    """Somebody has to stop it."""
    assert told(text)[1]


@pytest.mark.parametrize(
    "text",
    [
        "tail -n 100 /var/log/syslog",
        "docker compose -f prod.yml logs app",
        "docker compose up -d",
        "timeout 30 tail -f /var/log/syslog",
        "kubectl logs -f web-0 | head -20",
        "kubectl port-forward svc/web 8080:80 &",
        "kubectl port-forward svc/web 8080:80 > /dev/null 2>&1 &",
        "ping -c 3 db1",
        "vmstat 5 3",
        "vmstat",
        "while true; do curl -sf db1 && break; done",
        "aws logs tail /shop --since 1h",
        "kubectl apply -f web.yml",
        "docker stats --no-stream",
        "until pg_isready; do sleep 1; done",
    ],
)
def test_command_ends(text: str) -> None:
    """What comes to an end by itself is left alone."""
    assert not told(text)[1]
