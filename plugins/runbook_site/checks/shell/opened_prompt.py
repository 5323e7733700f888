"""Commands that leave the reader at another prompt: of a shell elsewhere, of a client."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.shell.given_options import has_joined, has_option, is_given, own_words
from runbook_site.snippets.nested import inner_commands, reads_script
from runbook_site.snippets.tool import shown, tool_call, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.word import Word

_SHELLS = words_of("bash sh zsh ash dash ksh fish")
_WITH_OWN_PROMPT: Mapping[str, str] = {
    "psql": "-c --command -f --file -l --list -V --version -? --help",
    "mysql": "-e --execute -V --version -? --help",
    "mariadb": "-e --execute -V --version -? --help",
    "mongosh": "--eval -f --file --version --help",
    "mongo": "--eval --version --help",
    "python": "-c -m -V --version -h --help",
    "python3": "-c -m -V --version -h --help",
    "node": "-e --eval -p --print -v --version -h --help",
    "irb": "",
    "sftp": "-b",
    "ftp": "",
    "telnet": "",
    "rails console": "",
}
"""Clients that ask for input at a prompt of their own, and the options under which they do not."""
_REDIS_ONE_SHOT = words_of(
    "--scan --pipe --bigkeys --memkeys --hotkeys --rdb --eval --version --help --cluster --stat --latency "
    "--latency-history --latency-dist --intrinsic-latency --functions-rdb --lru-test --keystats "
    "--keystats-samples -v -x"
)
_ENTERING = frozenset(
    {
        *(("docker", "run"), ("podman", "run"), ("docker", "container", "run"), ("kubectl", "run"), ("oc", "run")),
        ("kubectl", "debug"),
    }
)
"""What enters a machine or a container where it is told to stay at the terminal, and nothing shall run there."""
_STAYS: Mapping[tuple[str, ...], str] = {
    ("su",): "-c --command --help --version",
    ("chroot",): "--help --version",
    ("oc", "rsh"): "--help",
    ("oc", "debug"): "-o --output --dry-run",
    ("aws", "ssm", "start-session"): "--document-name",
    ("fly", "ssh", "console"): "-C --command",
    ("flyctl", "ssh", "console"): "-C --command",
    ("gcloud", "compute", "ssh"): "--command --dry-run",
}
"""What opens a shell by itself, and the options under which it does not."""
_SUDO_VALUE = re.compile(r"-[A-Za-z]*[ugpCDRrtTUh]|--(?:user|group|host|prompt|chdir|chroot|role|type|other-user)")
_TERMINAL = "-i -t --interactive --tty --stdin"
_CONTAINERS = words_of("docker podman nerdctl crictl kubectl oc aws")
"""Tools that hand the terminal to what runs inside only where they are told to."""
_ALWAYS_TERMINAL = frozenset({("compose", "exec"), ("compose", "run"), ("rsh",), ("debug",)})
_NO_TERMINAL = words_of("$() <() >() xargs parallel find watch timeout nohup exec trap eval")
"""What a command stands inside of that nobody types into."""


def opens_prompt(invocation: Invocation, siblings: Sequence[Invocation] = ()) -> str:
    """Why the reader is at another prompt behind a command; empty where nothing says so.

    Args:
        invocation: The command, of which it is known that nothing is fed to it.
        siblings: All commands of its chunk: what runs in a container has a terminal only where that was asked for.
    """
    if not invocation.argv or not _has_terminal(invocation, siblings):
        return ""
    names = (invocation.tool, *invocation.subcommand)
    if _opens_shell(invocation, names):
        return f"{' '.join(names)} opens a shell"
    return f"{invocation.tool} opens a prompt of its own" if _has_own_prompt(invocation) else ""


def _has_terminal(invocation: Invocation, siblings: Sequence[Invocation]) -> bool:
    if not _NO_TERMINAL.isdisjoint(invocation.via):
        return False
    around = siblings[invocation.parent] if siblings and invocation.parent is not None else None
    if around is None:
        return True
    if around.tool in _CONTAINERS and around.subcommand not in _ALWAYS_TERMINAL:
        return has_option(own_words(around), _TERMINAL) and _has_terminal(around, siblings)
    return _has_terminal(around, siblings)


def _opens_shell(invocation: Invocation, names: tuple[str, ...]) -> bool:
    """Whether a machine or a container is entered, and nothing is told that shall run there."""
    call = tool_call(invocation.argv)
    if invocation.tool == "ssh":
        return reads_script(invocation, call) and not is_given(invocation, "-N -T -f -G -O -Q -V -W")
    if invocation.tool == "sudo":
        return has_option(invocation.argv, "-i --login -s --shell") and not _sudo_runs(invocation.argv)
    if names in _STAYS:
        enters = not has_option(own_words(invocation), _STAYS[names])
    else:
        enters = names in _ENTERING and has_option(own_words(invocation), _TERMINAL)
    has_command = any(word.value == "--" for word in invocation.argv) or any(
        True for _ in inner_commands(invocation, call)
    )
    return enters and not has_command


def _sudo_runs(argv: Sequence[Word]) -> bool:
    """Whether sudo is told what to run: of ``-iu postgres`` the last letter takes the word."""
    at = 1
    while at < len(argv) and shown(argv[at]).startswith("-"):
        at += 2 if _SUDO_VALUE.fullmatch(shown(argv[at])) else 1
    return at < len(argv)


def _has_own_prompt(invocation: Invocation) -> bool:
    tool, argv = invocation.tool, invocation.argv
    if tool in _SHELLS:
        return not has_option(argv, "--version --help") and all(
            (word.value or "").startswith("-") and "c" not in (word.value or "") for word in argv[1:]
        )
    if tool == "redis-cli":
        return not invocation.subcommand and not has_joined(argv, _REDIS_ONE_SHOT) and _all_known(argv)
    if tool in {"python", "python3", "node"} and any(not shown(word).startswith("-") for word in argv[1:]):
        return False
    options = _WITH_OWN_PROMPT.get(tool)
    return (
        options is not None
        and not (has_option(argv, options) or has_joined(argv, words_of(options)))
        and _all_known(argv)
    )


def _all_known(argv: Sequence[Word]) -> bool:
    """Whether no word can be an option in disguise: ``$OPTIONS`` without quotes."""
    return all(word.value is not None or word.text.startswith(('"', "'", "-")) or "<" in word.text for word in argv)
