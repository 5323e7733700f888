"""Commands that run until somebody stops them, or longer than anybody waits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.shell.given_options import is_given, longest
from runbook_site.checks.shell.pipe_end import stops_reading
from runbook_site.snippets.tool import shown, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from runbook_site.snippets.invocation import Invocation

_SERVE = (("start",), ("dev",), ("run", "dev"), ("run", "start"), ("run", "serve"))
"""Scripts of a package that by their name serve something, or watch its files."""
_COMPOSE_ENDS = (
    "-d --detach --wait --no-start --abort-on-container-exit --abort-on-container-failure --exit-code-from --dry-run"
)
_ENDLESS: Mapping[tuple[str, ...], str] = {
    ("kubectl", "port-forward"): "",
    ("oc", "port-forward"): "",
    ("kubectl", "proxy"): "",
    ("docker", "events"): "--until",
    ("docker", "stats"): "--no-stream",
    ("docker", "compose", "up"): _COMPOSE_ENDS,
    ("docker-compose", "up"): _COMPOSE_ENDS,
    ("redis-cli", "MONITOR"): "",
    ("redis-cli", "SUBSCRIBE"): "",
    ("redis-cli", "PSUBSCRIBE"): "",
    ("npx", "prisma", "studio"): "",
    **{(tool, *verb): "" for tool in ("npm", "yarn", "pnpm") for verb in _SERVE},
    ("vercel", "dev"): "",
    ("railway", "logs"): "-n --lines --tail -S --since -U --until",
    ("pm2", "logs"): "--nostream",
    ("openssl", "s_server"): "-naccept -help",
    ("fly", "logs"): "-n --no-tail",
    ("flyctl", "logs"): "-n --no-tail",
    ("watch",): "-g --chgexit -e --errexit -q --equexit",
    ("stern",): "--no-follow",
}
"""What never ends by itself, by tool and subcommand, and the options under which it does."""
_FOLLOWING: Mapping[tuple[str, ...], str] = {
    ("tail",): "-f -F --follow",
    ("journalctl",): "-f --follow",
    ("dmesg",): "-w --follow -W --follow-new",
    ("kubectl", "logs"): "-f --follow",
    ("oc", "logs"): "-f --follow",
    ("kubectl", "get"): "-w --watch --watch-only",
    ("oc", "get"): "-w --watch --watch-only",
    ("kubectl", "events"): "-w --watch",
    ("docker", "logs"): "-f --follow",
    ("podman", "logs"): "-f --follow",
    ("docker", "compose", "logs"): "-f --follow",
    ("docker-compose", "logs"): "-f --follow",
    ("aws", "logs", "tail"): "--follow",
    ("heroku", "logs"): "-t --tail",
    ("vercel", "logs"): "-f --follow",
    ("redis-cli",): "--stat --latency --latency-history --latency-dist",
    ("ssh",): "-N",
    ("nc",): "-l -k",
    ("node",): "--inspect-brk --inspect-wait",
}
"""What does not end under one of these options."""
_UNTIL: Mapping[tuple[str, ...], str] = {
    ("tail",): "--pid",
    ("journalctl",): "-U --until",
    ("kubectl", "logs"): "-p --previous --limit-bytes",
    ("oc", "logs"): "-p --previous --limit-bytes",
    ("docker", "logs"): "--until",
    ("podman", "logs"): "--until",
    ("docker", "compose", "logs"): "--until",
    ("docker-compose", "logs"): "--until",
    ("redis-cli",): "--raw --csv --json",
}
"""Under which options that ends all the same."""
_ENDING = re.compile(r"(?:jobs?|job\.batch|jobs\.batch|bc|buildconfigs?|builds?)/.|.*\bjob-name[=!]")
"""What ends by itself, and its log with it: a job, a build."""
_CLUSTER_TOOLS = words_of("kubectl oc")
_TIME_LIMIT = re.compile(r"--request-timeout(?:=0*[1-9]\S*)?")
_FOR_LONG: Mapping[tuple[str, ...], str] = {("vercel", "logs"): "for five minutes, or until"}
"""What ends by itself, after a time that nobody waits.

Source: Vercel's documentation, "vercel logs".
"""
_CUT_SHORT = words_of("timeout gtimeout watch")
_COUNTED: Mapping[str, str] = {
    "ping": "-c -w",
    "ping6": "-c -w",
    "tcpdump": "-c -r -V -D --list-interfaces -L --list-data-link-types -d -h --help --version",
    "vmstat": "",
    "mtr": "-r --report -w --report-wide -c --report-cycles -j --json -C --csv -x --xml -l --raw",
}
"""What goes on until a number or a file says where to end, and the options that say so."""
_LOOP = re.compile(r"(?:^|[\s;&|({])while[ \t]++\Z")
_LONGEST_LOOP_HEAD = 40
_LEAVES_LOOP = re.compile(r"\b(?:break|exit|return)\b")
_NUMBER = re.compile(r"\d{1,9}")
_BACKGROUND = re.compile(r"[^|;&\n]{0,200}+(?:;[ \t]*+\}[^|;&\n]{0,200}+)?&(?!&)")


def never_ends(invocation: Invocation, siblings: Sequence[Invocation]) -> str:
    """Why a command runs until it is stopped, or for minutes; empty where nothing says so.

    Args:
        invocation: The command.
        siblings: All commands of its chunk.
    """
    reason = _endless(invocation) if invocation.argv and invocation.tool else ""
    return "" if reason and _is_cut_short(invocation, siblings) else reason


def _endless(invocation: Invocation) -> str:
    argv = invocation.argv
    names = (invocation.tool, *invocation.subcommand)
    goes_on = f"{' '.join(names)} goes on until it is stopped"
    if invocation.tool in {"true", ":"} and _is_loop(invocation):
        return "the loop goes on until it is stopped"
    options = longest(_FOLLOWING, names)
    if options and is_given(invocation, options):
        return "" if _has_end(invocation, names) else goes_on.replace("until", _FOR_LONG.get(names, "until"), 1)
    unless = longest(_ENDLESS, names)
    if _serves_files(invocation) or (unless is not None and not is_given(invocation, unless or "--help")):
        return goes_on
    counted = _COUNTED.get(invocation.tool)
    if counted is not None and not is_given(invocation, counted) and not _fills_files(invocation):
        numbers = [word for word in argv[1:] if word.value and _NUMBER.fullmatch(word.value)]
        return "" if invocation.tool == "vmstat" and len(numbers) != 1 else goes_on
    return ""


def _has_end(invocation: Invocation, names: tuple[str, ...]) -> bool:
    """Whether what a command follows ends by itself, or the command has another option that ends it."""
    until = longest(_UNTIL, names)
    if until is not None and is_given(invocation, until):
        return True
    if invocation.tool not in _CLUSTER_TOOLS:
        return False
    words = [shown(word) for word in invocation.argv[1:]]
    return any(_TIME_LIMIT.fullmatch(word) or _ENDING.match(word) for word in words)


def _fills_files(invocation: Invocation) -> bool:
    """Whether ``tcpdump`` writes a number of files, each for a number of seconds, and ends.

    Source: tcpdump(1), ``-W``.
    """
    return invocation.tool == "tcpdump" and is_given(invocation, "-G") and is_given(invocation, "-W")


def _is_loop(invocation: Invocation) -> bool:
    text = invocation.text.text
    before = text[max(0, invocation.start - _LONGEST_LOOP_HEAD) : invocation.start]
    return _LOOP.search(before) is not None and _LEAVES_LOOP.search(text, invocation.end) is None


def _serves_files(invocation: Invocation) -> bool:
    """Whether Python is told to serve the folder."""
    values = [word.value for word in invocation.argv[1:3]]
    return invocation.tool.startswith("python") and values == ["-m", "http.server"]


def _is_cut_short(invocation: Invocation, siblings: Sequence[Invocation]) -> bool:
    """Whether something else ends it: ``timeout``, ``head`` behind it, or the shell goes on without it."""
    if (
        any(name in _CUT_SHORT for name in invocation.via)
        or "$()" in invocation.via
        or invocation.tool in invocation.via
        or (invocation.tool == "ssh" and is_given(invocation, "-f"))
    ):
        return True
    if _BACKGROUND.match(invocation.text.text, invocation.end) or stops_reading(invocation, siblings):
        return True
    around = siblings[invocation.parent] if invocation.parent is not None else None
    return around is not None and _is_cut_short(around, siblings)
