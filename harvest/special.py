"""Tools that have to be asked in a way of their own."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from harvest.versions import required_version
from runbook_site.grammars.grammar import Command, Grammar, Option, Style
from runbook_site.grammars.readers.execute import Asker
from runbook_site.grammars.readers.manual import read_manual
from runbook_site.grammars.readers.option_lines import options_of, read_options
from runbook_site.grammars.readers.synopsis import read_synopsis
from runbook_site.grammars.readers.tree import HelpTree, read_tree

if TYPE_CHECKING:
    from collections.abc import Mapping

_MANUALS = Path("/usr/share/man/man1")
_GIT_GROUPS = "remote stash worktree submodule bisect notes bundle sparse-checkout maintenance commit-graph"
_NOT_GIT = frozenset({"credential-gcloud.sh", "shell"})


def gh(program: str) -> Grammar:
    """GitHub's command line, whose boolean options take ``=false``."""
    asker = Asker(program)
    version = required_version(asker.ask("--version"))
    return Grammar("gh", version, f"asked gh {version} itself", Style(), _go(read_tree(asker, HelpTree())))


def docker(program: str, compose: str, facts: Command | None = None) -> Grammar:
    """Docker with compose below it, as the plugin is installed."""
    asker = Asker(program)
    version = required_version(asker.ask("--version"))
    root = _go(read_tree(asker, HelpTree(enforced=True)))
    below = facts or docker_compose(compose).root
    origin = f"asked docker {version} and docker compose {required_version(Asker(compose).ask('version'))} themselves"
    return Grammar("docker", version, origin, Style(), replace(root, commands={**root.commands, "compose": below}))


def docker_compose(program: str) -> Grammar:
    """Compose on its own, under its former name."""
    asker = Asker(program)
    version = required_version(asker.ask("version"))
    root = _go(read_tree(asker, HelpTree(enforced=True)))
    return Grammar("docker-compose", version, f"asked docker compose {version} itself", Style(), root)


def podman(program: str) -> Grammar:
    """Podman, whose own options may stand behind its subcommands."""
    asker = Asker(program)
    version = required_version(asker.ask("--version"))
    root = _go(read_tree(asker, HelpTree()))
    return Grammar("podman", version, f"asked podman {version} itself", Style(), root, root.options)


def etcdctl(program: str) -> Grammar:
    """Etcdctl, which lists the commands of its groups all together.

    Every version has other options, and one is asked: what is unknown counts only as a slip of the hand.
    """
    asker = Asker(program)
    text = asker.ask("--help")
    shared = options_of(read_options(text.partition("\nOPTIONS:")[2]))
    groups: dict[str, dict[str, Command]] = {}
    for name, _, below in re.findall(r"^\t([a-z-]+)( ([a-z-]+))?\t", text, re.MULTILINE):
        path = [name, below] if below else [name]
        options = options_of(read_options(asker.ask(*path, "--help").partition("\nGLOBAL OPTIONS:")[0]))
        groups.setdefault(name, {})[below] = Command({"-h": Option(), **options}, loose=True)
    commands = {
        name: below.get("") or Command(commands=below, needs_command=True, open=True, loose=True)
        for name, below in groups.items()
    }
    version = required_version(asker.ask("version"))
    root = Command(commands=commands, needs_command=True, open=True)
    return Grammar("etcdctl", version, f"asked etcdctl {version} itself", Style(), root, shared)


def terraform(program: str) -> Grammar:
    """Terraform, whose options have one dash, and are joined with their value by ``=``."""
    asker = Asker(program)
    version = required_version(asker.ask("version"))
    root = _go(read_tree(asker, HelpTree(ask=("-help",))))
    style = Style(long="-", short=False)
    return Grammar("terraform", version, f"asked terraform {version} itself", style, root)


def openssl(program: str) -> Grammar:
    """OpenSSL: every command is asked, and ciphers and digests are options where any is taken."""
    asker = Asker(program)
    version = required_version(asker.ask("version"))
    listed = {kind: asker.ask("list", "-1", kind).split() for kind in _OPENSSL_LISTS}
    algorithms = {*listed["-digest-commands"], *listed["-cipher-commands"]}
    any_algorithm = {f"-{name}": Option() for each in algorithms for name in (each, each.upper())}
    commands: dict[str, Command] = {}
    for name in listed["-commands"]:
        text = asker.ask(name, "-help")
        options = {**options_of(read_options(text)), "-help": Option()}
        options |= any_algorithm if re.search(r"^ -\* ", text, re.MULTILINE) else {}
        commands[name] = Command(options)
    commands |= {name: Command(loose=True) for name in algorithms if name not in commands}
    root = Command({"-help": Option(), "-version": Option(), "-v": Option()}, commands, needs_command=True)
    style = Style(long="-", short=False, anywhere=False, joined="")
    return Grammar("openssl", version, f"asked openssl {version} itself", style, root)


_OPENSSL_LISTS = ("-commands", "-digest-commands", "-cipher-commands")


def git(program: str) -> Grammar:
    """Git: what ``git COMMAND -h`` lists, and what its manual pages describe beside it."""
    asker = Asker(program)
    version = required_version(asker.ask("--version"))
    names = asker.ask("--list-cmds=builtins,main,others,nohelpers").split()
    commands = {name: _git_command(asker, name) for name in dict.fromkeys(names) if name not in _NOT_GIT}
    root = Command({**read_synopsis(asker.ask("-h")), **_GIT_ROOT}, commands)
    origin = f"asked git {version} itself, with its manual pages"
    return Grammar("git", version, origin, Style(abbreviations=True, negation="--no-"), root)


_GIT_ROOT = {
    **{name: Option("required") for name in ("-C", "-c", "--git-dir", "--work-tree", "--namespace", "--config-env")},
    **{name: Option() for name in ("--no-pager", "--literal-pathspecs", "--no-optional-locks", "--help", "-h", "-P")},
}


def _git_command(asker: Asker, name: str) -> Command:
    text = asker.ask(name, "-h")
    page = _MANUALS / f"git-{name}.1.gz"
    described = options_of(read_manual(gzip.decompress(page.read_bytes()).decode())) if page.exists() else {}
    own = {**described, **read_synopsis(text), **options_of(read_options(text)), "-h": Option(), "--help": Option()}
    # ``--fixup=[amend:]commit`` and the like: what takes a value in one of the sources takes one.
    options = {each: described[each] if own[each].value == "none" and each in described else own[each] for each in own}
    below = re.findall(rf"git {re.escape(name)} (?:\[[^\]]*\] )*\[?([a-z][a-z-]+)\b", text)
    is_group = name in _GIT_GROUPS.split() and below
    commands = {each: Command(options, loose=True) for each in below} if is_group else {}
    return Command(options, commands, needs_command=bool(is_group), loose=not page.exists() or name in _SCRIPTS)


_SCRIPTS = frozenset({"lfs", "filter-branch", "svn", "p4", "send-email", "gui", "citool", "difftool"})


def npm(program: str) -> Grammar:
    """Npm: its tables of commands and of settings, each of which is an option of every command."""
    version = required_version(Asker(program).ask("--version"))
    tables = json.loads(Asker("node").ask("-e", _NPM_TABLES))
    shared: dict[str, Option] = {"--help": Option(), "-h": Option(), "-?": Option()}
    for name, told in tables["settings"].items():
        shared[f"--{name}"] = option = _npm_option(told)
        if told["boolean"]:
            shared[f"--no-{name}"] = Option()
        shared |= {f"-{short}": option for short in told["short"]}
    for short, long in tables["shorthands"].items():
        shared.setdefault(f"-{short}", Option() if len(long) != 1 else shared.get(long[0], Option("optional")))
        shared.setdefault(f"--{short}", shared[f"-{short}"])
    commands: dict[str, Command] = {name: Command() for name in tables["commands"]}
    commands |= {alias: commands[name] for alias, name in tables["aliases"].items() if name in commands}
    root = Command({}, commands, needs_command=True)
    return Grammar("npm", version, f"the tables inside npm {version}", Style(abbreviations=True), root, shared)


def npx(program: str) -> Grammar:
    """Npx: `npm exec` with npm's settings as options, which end at the name of the package (bin/npx-cli.js)."""
    asked = npm(str(Path(program).with_name("npm")) if "/" in program else "npm")
    package = Option("required", repeated=True)
    options = {
        **asked.globals,
        "-p": package,
        "--package": package,
        "--shell": Option("required"),
        "--no-install": Option(),
    }
    root = Command({name: option for name, option in options.items() if name not in _NPX_REMOVED}, rest=True)
    origin = f"the tables inside npm {asked.version}, and its npx"
    return Grammar("npx", asked.version, origin, Style(abbreviations=True, anywhere=False), root)


_NPX_REMOVED = frozenset({"--always-spawn", "--ignore-existing", "--shell-auto-fallback", "--npm", "--node-arg", "-n"})

_NPM_TABLES = """
const root = require('child_process').execSync('npm root -g').toString().trim() + '/npm/'
const { definitions, shorthands } = require(root + 'node_modules/@npmcli/config/lib/definitions')
const { commands, aliases } = require(root + 'lib/utils/cmd-list')
const settings = {}
for (const [name, { type, short }] of Object.entries(definitions)) {
  const types = [].concat(type)
  settings[name] = {
    short: [].concat(short || []), boolean: types.includes(Boolean),
    number: types.includes(Number) && !types.includes(String) && !types.includes(null),
    choices: types.every(t => typeof t === 'string') ? types : [],
  }
}
console.log(JSON.stringify({ settings, shorthands, commands, aliases }))
"""


def _npm_option(told: Mapping[str, object]) -> Option:
    if told["boolean"]:
        return Option("optional")
    choices = told["choices"]
    return Option("required", tuple(map(str, choices)) if isinstance(choices, list) else (), repeated=True)


def redis_cli(program: str) -> Grammar:
    """The client of Redis, with the server's commands that its own help knows."""
    asker = Asker(program)
    version = required_version(asker.ask("--version"))
    commands: dict[str, dict[str, Command]] = {}
    for group in _REDIS_GROUPS.split():
        for first, second in re.findall(
            r"^  ([A-Z][A-Z-]+)(?: ([A-Z][A-Z-]+))?(?= |$)", asker.ask("help", group), re.MULTILINE
        ):
            below = commands.setdefault(first, {})
            if second and first in _REDIS_CONTAINERS.split():
                below[second] = Command(rest=True)
    known: dict[str, Command] = {}
    for name, below in commands.items():
        both = {case: each for second, each in below.items() for case in (second, second.lower())}
        command = Command(commands=both, needs_command=bool(both), open=True, rest=not both)
        known |= {name: command, name.lower(): command}
    for name in _REDIS_MODULES.split():
        known |= {name: Command(open=True, rest=True), name.lower(): Command(open=True, rest=True)}
    root = Command(options_of(read_options(asker.ask("--help"))), known, needs_command=True, open=True)
    style = Style(short=False, anywhere=False, joined="")
    return Grammar("redis-cli", version, f"asked redis-cli {version} itself", style, root)


_REDIS_MODULES = "TFUNCTION TFCALL TFCALLASYNC"
"""Commands of a module that look like slips of the server's own; those of others have a dot in their names."""
_REDIS_GROUPS = (
    "@generic @string @list @set @sorted-set @hash @pubsub @transactions @connection @server @scripting @hyperloglog "
    "@cluster @geo @stream @bitmap"
)
_REDIS_CONTAINERS = (
    "ACL CLIENT CLUSTER COMMAND CONFIG DEBUG FUNCTION LATENCY MEMORY MODULE OBJECT PUBSUB SCRIPT SLOWLOG XGROUP XINFO"
)
"""Commands of which the second word is one of a list."""


def _go(command: Command) -> Command:
    """The command with options that take ``=false`` although they need no value."""
    options = {
        name: replace(option, value="optional", kind="boolean") if option.value == "none" else option
        for name, option in command.options.items()
    }
    seen: dict[int, Command] = {}
    commands: dict[str, Command] = {}
    for name, each in command.commands.items():
        commands[name] = seen.setdefault(id(each), _go(each)) if id(each) not in seen else seen[id(each)]
    return replace(command, options=options, commands=commands)
