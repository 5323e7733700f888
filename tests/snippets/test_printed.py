"""Lines that a program printed."""

from __future__ import annotations

import time

import pytest

from runbook_site.snippets.printed import is_printed, is_result


@pytest.mark.parametrize(
    "text",
    [
        "NAME    READY   STATUS\nweb-0   1/1     Running",
        "No resources found in shop namespace.",
        "web-0   1/1   Running   0   4h",
        "pod/web-0 condition met",
        'pod "web-0" deleted',
        "deployment.apps/web restarted",
        "Reader ...........: Acme Key\nApplication ID ...: D276",
        "nameserver[0] : 192.0.2.1",
        "drwxr-xr-x 2 shop shop 4096 Jan 1 00:00 carts",
        "0 4 * * * /usr/bin/rotate-carts",
        "* Connected to shop.example (192.0.2.1) port 443\n> GET / HTTP/2",
        '{"carts": 3}',
        "2024-05-01 10:00:00 started",
        "status: ok\nreplicas: 2",
        "...",
    ],
)
def test_output_is_told(text: str) -> None:
    """Tables, sentences, results, listings and data are no commands."""
    assert is_printed(text.split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        "shopctl drain",
        "shopctl  drain   web-0 --force",
        "./drain.sh web-0",
        "CART_TTL=5 shopctl drain",
        "[ -f carts ] && shopctl drain",
        'resource "shop_cart" "x" {\n}',
        "shopctl drain\nNAME READY",
    ],
)
def test_what_may_be_a_command_is_not_output(text: str) -> None:
    """A command of a tool that nobody knows is never hidden as the output of another one."""
    assert not is_printed(text.split("\n"))


def test_a_result_has_an_object_in_front() -> None:
    """Words of kubectl's answers alone make none."""
    assert is_result("service/web created")
    assert not is_result("created")
    assert not is_result("service/web created by hand")


@pytest.mark.parametrize("piece", ["a  ", "A", "a:", "a.b/c ", "- ", "[", "1.", "("])
def test_long_lines_take_time_in_proportion(piece: str) -> None:
    """A line made to stop the tool costs as much as any other of its length."""
    started = time.process_time()
    is_printed([piece * 100_000, "x"])
    assert time.process_time() - started < 2
