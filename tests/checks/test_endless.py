"""Commands that run until somebody stops them."""

from __future__ import annotations

import pytest

from runbook_site.checks.shell.endless import never_ends
from runbook_site.snippets.shell_chunks import split_shell
from runbook_site.sources.text import SourceText


def told(text: str) -> bool:
    """Whether a command of a text never ends."""
    calls = split_shell(SourceText("x", text).whole(), "").chunks[0].invocations
    return any(never_ends(call, calls) for call in calls)


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
        "railway logs --service web",
        "npm run dev",
        "yarn start",
        "pnpm run serve",
        "npm run build && npm start",
        "node --inspect-brk=0.0.0.0:9229 server.js",
        "python3 -m http.server 8000",
        "pm2 logs web",
        "openssl s_server -accept 4433",
        "vercel logs shop.example.com --follow",
        "ssh db1 tail -f /var/log/syslog",
        "tail -F app.log | grep ready",
        "tail -F app.log | grep -emq",
        "tail -F app.log | sed 's/q/x/'",
        "tail -F app.log | awk '{print $1}'",
        "tail -F app.log | while read -r line; do echo $line; done",
        "kubectl get pods -Aw",
        "kubectl get pods -w --request-timeout=0",
        "kubectl logs -fl app=web",
        "tcpdump -i eth0 -w a.pcap -G 60",
        "tcpdump -i eth0 -w a.pcap -W 5 -C 100",
        "mtr shop.example",
    ],
)
def test_command_never_ends(text: str) -> None:
    """Somebody has to stop it."""
    assert told(text)


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
        "railway logs --lines 100",
        "railway logs --since 1h | grep ERROR",
        "npm run build",
        "npm run db:migrate",
        "node --inspect check.js",
        "pm2 logs web --nostream",
        "npm start &",
        "ssh -fN -L 5432:db1:5432 bastion",
        "vercel logs https://shop.example.com",
        "tail -n0 -F app.log | grep -m1 ready",
        "tail -F app.log | grep --line-buffered x | grep -q ready",
        "tail -F app.log | sed '/ready/q'",
        "tail -F app.log | sed -n '/ready/{p;q}'",
        "tail -F app.log | awk '/ready/ {print; exit}'",
        "tail -F app.log | while read -r line; do echo $line; break; done",
        "tail -F --pid=1234 app.log",
        'ssh db1 "tail -F app.log" | grep -m1 ready',
        "timeout 30 ssh db1 tail -f app.log",
        "{ tail -f app.log; } &",
        "journalctl -ufluentd",
        "kubectl get pods -owide",
        "kubectl get pods -w --request-timeout=30s",
        "kubectl --request-timeout 30s get pods -w",
        "kubectl logs job/migrate --follow",
        "kubectl logs -f -l job-name=migrate",
        "kubectl logs -f --previous web-0",
        "docker compose logs -f --until 1s web",
        "docker compose up --abort-on-container-failure",
        "ssh db1 ls -lN",
        "tcpdump -i eth0 -w a.pcap -G 60 -W 1",
        "tcpdump -nr a.pcap",
        "tcpdump -D",
        "mtr --json shop.example",
        "watch -q 3 date",
    ],
)
def test_command_ends(text: str) -> None:
    """What comes to an end by itself is left alone."""
    assert not told(text)
