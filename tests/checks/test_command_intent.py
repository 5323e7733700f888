"""What was meant as a command is told from output, settings and prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.checks.shell.command_intent import begins_as_command

if TYPE_CHECKING:
    from tests.checks.conftest import Examples


@pytest.mark.parametrize(
    "line",
    [
        "kubectl get pods | | wc -l",
        'echo "the shop is back',
        "./deploy.sh --to prod (later)",
        "/usr/local/bin/deploy prod (later)",
        "/srv/shop/deploy.sh prod (later)",
        "for ((i = 0; i < 3; i++)); do",
        "sudo systemctl restart shop)",
        "if [ -f orders.txt ]; then",
        "for pod in web-0 web-1; do",
        "restart_shop() {",
        "function restart_shop {",
        "SHOP_HOME=/srv/shop ./start (now)",
        "token=$(kubectl create token web')",
        "shop-admin --host db1 (db2)",
        '[ "$a" = b ] && uptime )',
    ],
)
def test_command_with_a_fault_is_one(line: str) -> None:
    """What is wrong further on does not hide that a line begins as a command does."""
    assert begins_as_command(line)


@pytest.mark.parametrize(
    "line",
    [
        "The shop (version 2) is back",
        "1. Restart the shop (both pods)",
        "web.go:41] node web-1 (ready) was seen",
        "/var/log/shop/shop.log: request (GET) took 2 s",
        'level=info msg="2 pods (of 3) are ready"',
        "(gdb) continue",
        "if (order_is_paid(order)) {",
        'if order.State == "" {',
        "} else if paid {",
        "psql (16.4, server 15.2)",
        "[   12.345678] eth0: link is up",
        "/srv/shop 192.0.2.0/24(rw,sync)",
        "[ shop_client ]",
        "[global]",
        "host = db1",
        "pool_interval = 30 * time.Second",
        "1) (integer) 2",
        '{"status": "red"}',
        "sum(rate(requests_total[5m])) * 100",
        "-rw-r--r-- 1 shop shop 20 orders.txt",
    ],
)
def test_output_settings_and_prose_are_none(line: str) -> None:
    """Nothing certain can be said of the syntax of a line that no shell was meant to read."""
    assert not begins_as_command(line)


def test_a_line_is_judged_once_however_much_is_found_in_it(examples: Examples) -> None:
    """A line as long as a file, with a finding every few characters, takes no time that grows with its square."""
    begins_as_command.cache_clear()
    line = "kubectl\u00a0get pods; " * 200
    report = examples.check({"runbook_src/shop/a.md": f"# A\n\n```bash\n{line}\n```\n"})
    assert sum(finding.rule == "no-break-space" for finding in report.findings) == 200
    assert begins_as_command.cache_info().misses < 10
