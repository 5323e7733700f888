"""Make the grammars that come with the tool: ``python -m harvest [TOOL…]``.

Every program that is found is asked; of one that is not, the grammar that is there stays. Programs that are not in
the PATH are named by variables: ``KUBECTL="/a/kubectl /b/kubectl" make grammars``. What is written by hand needs none.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from harvest import special
from harvest.by_hand import BY_HAND, FACTS, by_hand
from harvest.facts import with_facts
from harvest.kubectl import kubectl, oc
from harvest.node import node
from harvest.pm2 import pm2
from harvest.recipes import FLAT, GNU, STYLES, SYNOPSIS
from harvest.tables import gpg, ip, zip_
from harvest.vercel import vercel
from runbook_site.grammars.encoding import dump
from runbook_site.grammars.grammar import Command, Grammar
from runbook_site.grammars.pack import SHIPPED
from runbook_site.grammars.readers.command_lines import read_commands
from runbook_site.grammars.readers.execute import Asker
from runbook_site.grammars.readers.harvest import version_of
from runbook_site.grammars.readers.option_lines import options_of, read_options
from runbook_site.grammars.readers.synopsis import read_synopsis

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_WITH_COMMANDS = frozenset({"hostnamectl", "loginctl", "systemctl", "systemd-analyze", "timedatectl"})
"""Of the tools that are asked once, those with subcommands."""

_SPECIAL: dict[str, Callable[[str], Grammar]] = {
    "etcdctl": special.etcdctl,
    "gh": special.gh,
    "git": special.git,
    "gpg": gpg,
    "ip": ip,
    "kubectl": kubectl,
    "node": node,
    "npm": special.npm,
    "npx": special.npx,
    "oc": oc,
    "openssl": special.openssl,
    "pm2": pm2,
    "podman": special.podman,
    "redis-cli": special.redis_cli,
    "terraform": special.terraform,
    "vercel": vercel,
    "docker-compose": special.docker_compose,
    "zip": zip_,
}


_ASKED = frozenset({*FLAT, *_SPECIAL, "docker"})


def main(wanted: Sequence[str]) -> int:
    """Make the grammars of the tools named, or of all; 2 where one of the names is no tool's."""
    tools = wanted or (*FLAT, *_SPECIAL, "docker")
    known = _ASKED | {each.tool for each in BY_HAND}
    if unknown := sorted(set(tools) - known):
        print(f"no grammar is made of {', '.join(unknown)}: there are {', '.join(sorted(known))}")
        return 2
    for written in BY_HAND:
        if written.tool in tools or not wanted:
            _write(by_hand(written))
    for tool in tools:
        if tool not in _ASKED:
            continue
        programs = os.environ.get(tool.upper().replace("-", "_"), tool).split()
        for program in programs:
            missing = [each for each in (program, *_beside(tool)) if shutil.which(each) is None]
            if missing:
                print(f"{tool}: {' and '.join(missing)} is not installed; what is there stays")
                continue
            _write(_grammar(tool, program))
    return 0


def _beside(tool: str) -> tuple[str, ...]:
    """Other programs that a grammar is made from."""
    return tuple(os.environ.get("DOCKER_COMPOSE", "docker-compose").split()[:1]) if tool == "docker" else ()


def _grammar(tool: str, program: str) -> Grammar:
    if tool == "docker":
        (compose,) = _beside(tool)
        below = with_facts(special.docker_compose(compose).root, _facts("compose", skip=1))
        grammar = special.docker(program, compose, below)
    elif tool in _SPECIAL:
        grammar = _SPECIAL[tool](program)
    else:
        grammar = _flat(tool, program)
    facts = _facts("compose", skip=1) if tool == "docker-compose" else _facts(tool)
    if not facts:
        return grammar
    root = with_facts(grammar.root, facts)
    # What every subcommand takes of what the help says, it takes of what it does not say.
    return replace(
        grammar, root=root, globals=root.options if grammar.globals == grammar.root.options else grammar.globals
    )


def _flat(tool: str, program: str) -> Grammar:
    asker = Asker(program)
    text = asker.ask(*(FLAT[tool] or (("-?",) if tool in SYNOPSIS else ("--help",))))
    version = _openssh() if tool in SYNOPSIS else version_of(asker.ask("--version")) or version_of(text) or "0"
    options = read_synopsis(text) if tool in SYNOPSIS else options_of(read_options(text))
    listed = read_commands(text) if tool in _WITH_COMMANDS else []
    below = {name: Command() for names in listed for name in names}
    root = Command(options, below, needs_command=bool(below))
    return Grammar(
        tool, version, f"asked {tool} {version} itself", STYLES.get(tool, GNU), root, options if below else {}
    )


def _openssh() -> str:
    """Of OpenSSH only the client tells its version, and that of OpenSSL behind it."""
    match = re.search(r"OpenSSH_([\w.]+)", Asker("ssh").ask("-V"))
    return match[1] if match else "0"


def _facts(tool: str, skip: int = 0) -> str:
    """The file of facts about a tool; with words of each command left out in front."""
    path = FACTS / f"{tool}.txt"
    text = path.read_text("utf-8") if path.exists() else ""
    lines = text.splitlines()
    return "\n".join(line if line.startswith((" ", "#")) else " ".join(line.split()[skip:]) for line in lines)


def _write(grammar: Grammar) -> None:
    path = SHIPPED / f"{grammar.tool}-{grammar.version}.json.xz"
    data = dump(grammar)
    path.write_bytes(data)
    print(f"{grammar.tool} {grammar.version}: {len(data)} bytes")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
